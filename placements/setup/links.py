"""Addresses of pages that other rooms may or may not have."""

from django.urls import NoReverseMatch, reverse


def page_address(name: str, *args: object) -> str:
    """The address of the page of this name; empty while there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
