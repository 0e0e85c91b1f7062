"""What is wrong with a catalogue: strings without translation, placeholders that differ, wrong numbers of forms."""

import re
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Catalog

from config.catalogue.files import PLURAL_COUNT

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|%%")


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def faults(catalogue: Catalog, language: str) -> Iterator[str]:
    """A line for each fault."""
    for message in catalogue:
        if message.id:
            yield from (f"{language}: {fault}" for fault in _faults_of(message, language))


def _faults_of(message: Any, language: str) -> Iterator[str]:
    sources: tuple[str, ...] = message.id if isinstance(message.id, tuple) else (message.id,)
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    if message.fuzzy:
        yield f"fuzzy: {sources[0]}"
    if len(sources) > 1 and len(forms) != PLURAL_COUNT[language]:
        yield f"{len(forms)} plural forms: {sources[0]}"
    if not all(forms):
        yield f"not translated: {sources[0]}"
    # A plural form may leave its number out; a single text has exactly its source's placeholders.
    needed = _placeholders(" ".join(sources))
    if any(not _placeholders(form) <= needed for form in forms if form):
        yield f"other placeholders: {sources[0]}"
    elif len(sources) == 1 and forms[0] and _placeholders(forms[0]) != needed:
        yield f"placeholders differ: {sources[0]}"
