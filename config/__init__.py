"""The top of the house; light to import, for the supervisor is only this."""
