"""What no page may hold: a variable that was not there, an inline script or style, a page without language or title."""

from html.parser import HTMLParser
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client

UNRENDERED = "UNRENDERED-VARIABLE"


class PageReader(HTMLParser):
    """Collects what breaks the rules while reading a page once."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.language = ""
        self.title = ""
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._open = tag
        self.faults += [f"<{tag} {name}=…>" for name in values if name == "style" or name.startswith("on")]
        if tag == "html":
            self.language = values.get("lang") or ""
        if tag in ("script", "style") and not (values.get("src") or values.get("nonce")):
            self.faults.append(f"inline <{tag}>")
        if (values.get("href") or "").startswith("javascript:"):
            self.faults.append("javascript: address")
        self._note_id(values.get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "title" and not self.title:
            self.title = data.strip()

    def _note_id(self, identifier: str) -> None:
        if identifier and identifier in self.ids:
            self.faults.append(f"id {identifier} twice")
        self.ids.add(identifier)


def faults_of(page: str, *, whole: bool) -> list[str]:
    """The broken rules of a page, or of a part of a page."""
    reader = PageReader()
    reader.feed(page)
    faults = list(reader.faults)
    if UNRENDERED in page:
        at = page.index(UNRENDERED)
        faults.append(f"a variable that is not in the context: …{page[max(0, at - 80) : at + 60]}…")
    if whole and not reader.language:
        faults.append("no language on <html>")
    if whole and not reader.title:
        faults.append("no <title>")
    return faults


def check_page(response: HttpResponseBase) -> None:
    """Fail when an HTML answer breaks a rule; other answers pass."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return
    content: bytes = getattr(response, "content", b"")
    page = content.decode()
    faults = faults_of(page, whole="<!doctype html>" in page[:2000].lower())
    assert not faults, f"{getattr(response, 'request', {}).get('PATH_INFO')}: " + "; ".join(faults)


class StrictClient(Client):
    """Django's test client that reads every page it gets."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        check_page(response)
        return response
