"""People who use the pages: they sign in by code, follow their mails, fill in forms."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.core.mail.message import EmailMessage

from placements.people.models import Person
from placements.records.models import WorkItem
from tests.outbox import deliver_all
from tests.strictness import StrictClient

CODE = re.compile(r"^(\d{6})$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/h/\S+)")
FIELD = re.compile(r'<input[^>]+type="hidden"[^>]*>')


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden inputs of a page, as a browser would send them."""
    fields: dict[str, str] = {}
    for tag in FIELD.findall(page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] not in {"csrfmiddlewaretoken", "person"}:
            fields[name[1]] = value[1] if value else ""
    return fields


def waiting() -> str:
    """Who is asked for what now: whoever adds a step sees which one a journey has not gone through."""
    items = WorkItem.objects.open().select_related("owner").order_by("pk")
    return "open: " + (", ".join(f"{item.kind} ({item.owner.name})" for item in items) or "nothing")


@dataclass
class User:
    """Somebody with a browser of his own."""

    person: Person
    client: StrictClient = field(default_factory=StrictClient)

    def mails(self) -> list[EmailMessage]:
        deliver_all()
        return [sent for sent in mail.outbox if sent.to == [self.person.email]]

    def sign_in(self) -> "User":
        self.client.post("/sign-in/", {"email": self.person.email})
        code = CODE.search(str(self.mails()[-1].body))
        assert code, "no sign-in code came"
        response = self.client.post("/sign-in/code/", {"code": code[1], "action": "verify"})
        assert response.status_code == 302, response.content[:300]
        return self

    def item(self, kind: str) -> WorkItem:
        found = WorkItem.objects.open().filter(owner=self.person, kind=kind).first()
        assert found, f"{self.person.name} is not asked for {kind}; {waiting()}"
        return found

    def address(self, kind: str) -> str:
        return f"/tasks/{self.item(kind).pk}/"

    def do(self, kind: str, **data: Any) -> Any:
        """Open the page of the open step, fill it in, send it."""
        address = self.address(kind)
        page = self.client.get(address)
        assert page.status_code == 200, f"{kind}: {page.status_code}"
        response = self.client.post(address, hidden_fields(page.content.decode()) | data)
        assert response.status_code == 302, (
            kind,
            response.status_code,
            response.context["reasons"] if response.context else "",
        )
        return response

    def sign(self, kind: str) -> None:
        self.client.post(f"{self.address(kind)}code/")
        code = CODE.search(str(self.mails()[-1].body))
        assert code, "no signing code came"
        self.do(kind, code=code[1])


@dataclass
class HostUser(User):
    """A company's person: no account, only mailed links."""

    base: str = ""

    def follow_link(self) -> "HostUser":
        """Open the link of the newest mail that has one."""
        links = [LINK.search(str(sent.body)) for sent in self.mails()]
        link = next((found for found in reversed(links) if found), None)
        assert link, f"no link was mailed to {self.person.name}; {waiting()}"
        response = self.client.get(link[1])
        assert response.status_code == 302, response.status_code
        self.base = response.headers["Location"].split("?")[0]
        return self

    def address(self, kind: str) -> str:
        return f"{self.base}tasks/{self.item(kind).pk}/"
