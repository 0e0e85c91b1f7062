"""docs/result-files.md names every column as the reader knows it."""

from django.conf import settings

from placements.results.columns import HEADERS


def test_the_document_lists_exactly_the_known_names() -> None:
    text = (settings.BASE_DIR / "docs/result-files.md").read_text(encoding="utf-8")
    rows = [line.split("|")[2:5] for line in text.splitlines() if line.startswith("| ")][1:]
    written = [[tuple(name.strip() for name in cell.split(",")) for cell in row] for row in rows]
    assert written == [list(names.values()) for names in HEADERS.values()]
