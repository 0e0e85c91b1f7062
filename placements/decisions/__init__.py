"""The certificate decision: proposed by rules, confirmed by people, superseded and never edited."""
