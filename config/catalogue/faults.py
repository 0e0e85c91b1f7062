"""What is wrong with a catalogue: strings without translation, placeholders that differ, wrong numbers of forms."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog

from config.catalogue.files import PLURAL_COUNT

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|%%")


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def faults(catalogue: Catalog, language: str) -> Iterator[str]:
    """A line for each fault."""
    for message in catalogue:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if message.fuzzy:
            yield f"{language}: fuzzy: {sources[0]}"
        if len(sources) > 1 and len(forms) != PLURAL_COUNT[language]:
            yield f"{language}: {len(forms)} plural forms: {sources[0]}"
        for form in forms:
            if not form:
                yield f"{language}: not translated: {sources[0]}"
            elif not _placeholders(form) <= _placeholders(" ".join(sources)):
                yield f"{language}: other placeholders: {sources[0]}"
        if len(forms) == 1 and forms[0] and _placeholders(sources[0]) != _placeholders(forms[0]):
            yield f"{language}: placeholders differ: {sources[0]}"
