"""What is wrong with a catalogue: strings without translation, placeholders that differ, wrong numbers of forms."""

import re
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Catalog

from config.catalogue.files import PLURAL_COUNT

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")
# The form that stands for exactly one number ("one day") may leave that number out; Russian's first is for 21 too.
FORM_OF_ONE = {"et": 0, "ru": None}


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def faults(catalogue: Catalog, language: str) -> Iterator[str]:
    """A line for each fault."""
    for message in catalogue:
        if message.id:
            yield from (f"{language}: {fault}" for fault in _faults_of(message, language))
    yield from (f"{language}: obsolete: {source}" for source in catalogue.obsolete)


def _faults_of(message: Any, language: str) -> Iterator[str]:
    sources: tuple[str, ...] = message.id if isinstance(message.id, tuple) else (message.id,)
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    if message.fuzzy:
        yield f"fuzzy: {sources[0]}"
    if len(sources) > 1 and len(forms) != PLURAL_COUNT[language]:
        yield f"{len(forms)} plural forms: {sources[0]}"
    if not all(forms):
        yield f"not translated: {sources[0]}"
    elif not all(_fits(sources, form, number == FORM_OF_ONE[language]) for number, form in enumerate(forms)):
        yield f"placeholders differ: {sources[0]}"


def _fits(sources: tuple[str, ...], form: str, stands_for_one: bool) -> bool:
    needed, there = placeholders(sources[-1]), placeholders(form)
    left_out = 1 if len(sources) > 1 and stands_for_one else 0
    return there <= needed and len(needed - there) <= left_out
