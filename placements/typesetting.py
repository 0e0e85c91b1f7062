"""Papers set by typst: PDF/A-2a and PDF/UA-1, from sources that hold no data; nothing here knows a room."""

import io
import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).resolve().parent / "documents"
FONTS = SOURCES / "fonts"
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
# Marks that show nothing but may turn the order of what is printed.
INVISIBLE = frozenset({"Cc", "Cf"})


class UnknownCharacters(Exception):
    """The typeface has no glyph for these characters, so that nothing is printed at all rather than boxes."""

    def __init__(self, characters: str) -> None:
        super().__init__(" ".join(f"U+{ord(each):04X}" for each in characters))
        self.characters = characters


def typeset(source: str, data: Mapping[str, Any], words: Mapping[str, str], *, address: str) -> bytes:
    """Set `documents/<source>.typ` as a PDF; all text comes in as data, so that nothing typed is ever read as code.

    data is formatted already, words are the labels in the reader's language, address is what the square code says.
    Takes some 10 ms, the first call more. Raises: UnknownCharacters.
    """
    import typst  # Only who prints pays for loading it.

    inputs = {"data": _json(data), "words": _json(words), "qr": square_code(address)}
    try:
        pdf = typst.compile(
            str(SOURCES / f"{source}.typ"),
            sys_inputs=inputs,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
        )
    except typst.TypstError as error:
        if unshown := _unshown(str(error.diagnostic)):
            raise UnknownCharacters(unshown) from error
        raise
    return pdf


def _unshown(diagnostic: str) -> str:
    """The characters that the compiler names, each once."""
    return "".join(dict.fromkeys("".join(UNSHOWN.findall(diagnostic))))


def _json(value: Any) -> str:
    return json.dumps(printable(value), ensure_ascii=False)


def printable(value: Any) -> Any:
    """The same value with spaces for line ends in its texts, and without invisible marks.

    Raises: UnknownCharacters for halves of characters.
    """
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, Mapping):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def _plain(text: str) -> str:
    halves = [each for each in text if unicodedata.category(each) == "Cs"]
    if halves:
        raise UnknownCharacters("".join(dict.fromkeys(halves)))
    spaced = re.sub(r"[\r\n\t]+", " ", text)
    return "".join(each for each in spaced if unicodedata.category(each) not in INVISIBLE)


def square_code(address: str) -> str:
    """A QR code of this address as SVG."""
    import segno

    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=0, dark="#171c33", xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue().decode()
