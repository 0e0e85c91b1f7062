"""Where anybody verifies a document."""

from django.conf import settings


def verification_address(public_id: str) -> str:
    """The only thing that the square code says."""
    return f"{settings.PUBLIC_URL}/v/{public_id}/"
