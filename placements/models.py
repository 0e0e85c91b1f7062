"""Gathers the rooms' models for Django."""

from placements.people.models import Person

__all__ = ["Person"]
