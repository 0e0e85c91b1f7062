"""Mails that read across rooms."""


def register() -> None:
    """Let the outbox know these mails."""
