"""Typed text without what nobody sees and nobody types: marks that turn the order of reading, joiners, soft hyphens.

They come along with pasted text, and would make a name or a reason read otherwise than it is stored.
"""

import unicodedata

from django.http import QueryDict

INVISIBLE = "Cf"


def visible(text: str) -> str:
    """The text without characters of Unicode's category “format”."""
    return text if text.isascii() else "".join(each for each in text if unicodedata.category(each) != INVISIBLE)


def visible_data(data: QueryDict) -> QueryDict:
    """The same of everything that a form sent; the very data where there is nothing to take out."""
    if all(visible(value) == value for values in dict(data.lists()).values() for value in map(str, values)):
        return data
    cleaned = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        cleaned.setlist(name, [visible(str(value)) for value in values])
    cleaned._mutable = False  # noqa: SLF001  # as Django leaves what it has read
    return cleaned
