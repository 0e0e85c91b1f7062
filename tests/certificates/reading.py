"""PDFs read by tools that did not make them."""

import io
import re

import pikepdf
import pypdf


def text_of(pdf: bytes) -> str:
    """All text of all pages, single blanks between words."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def pages_of(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def marks_of(pdf: bytes) -> dict[str, object]:
    """What the file says of itself: standards, language, tags in use, whether every picture has words."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        metadata = bytes(root.Metadata.read_bytes()).decode()
        tagged = [
            each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each
        ]
        figures = [each for each in tagged if str(each.S) == "/Figure"]
        return {
            "a": re.findall(r"<pdfaid:(?:part|conformance)>(\w)<", metadata),
            "ua": re.findall(r"<pdfuaid:part>(\d)<", metadata),
            "marked": bool(root.MarkInfo.Marked),
            "language": str(root.Lang),
            "intents": len(root.OutputIntents),
            "tags": {str(each.S)[1:] for each in tagged},
            "pictures": [str(each.get("/Alt", "")) for each in figures],
        }
