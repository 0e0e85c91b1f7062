"""People who use the pages: they sign in by code, follow their mails, fill in forms."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.core.mail.message import EmailMessage

from placements.agreements.models import Practicum
from placements.hosts.models import Host
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.outbox import deliver_all
from tests.strictness import StrictClient

CODE = re.compile(r"^(\d{6})$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/h/\S+)")
PAGE_LINK = re.compile(r"https?://[^/\s]+(/\S+)")
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


def reasons_of(response: Any) -> object:
    """Why a form came back."""
    context = response.context or {}
    return context.get("reasons") or getattr(context.get("form"), "errors", "")


@dataclass
class User:
    """Somebody with a browser of his own; signs in by code at the first need."""

    person: Person
    client: StrictClient = field(default_factory=StrictClient)
    is_in: bool = False

    def mails(self) -> list[EmailMessage]:
        deliver_all()
        return [sent for sent in mail.outbox if sent.to == [self.person.email]]

    def reads(self, words: str) -> EmailMessage:
        """The newest mail to this person whose subject or text has these words."""
        found = [sent for sent in self.mails() if words in f"{sent.subject} {sent.body}"]
        assert found, f"{self.person.name} has no mail with “{words}”: {[sent.subject for sent in self.mails()]}"
        return found[-1]

    def sign_in(self) -> "User":
        if self.is_in:
            return self
        self.client.post("/sign-in/", {"email": self.person.email})
        code = CODE.search(str(self.mails()[-1].body))
        assert code, "no sign-in code came"
        response = self.client.post("/sign-in/code/", {"code": code[1], "action": "verify"})
        assert response.status_code == 302, response.content[:300]
        self.is_in = True
        return self

    def opens(self, address: str, status: int = 200) -> str:
        """The page at this address; a session that has run out is opened anew."""
        response = self.sign_in().client.get(address)
        if response.status_code == 302 and response.headers["Location"].startswith("/sign-in/"):
            self.is_in = False
            response = self.sign_in().client.get(address)
        assert response.status_code == status, f"{address}: {response.status_code}"
        page: str = response.content.decode()
        return page

    def item(self, kind: str) -> WorkItem:
        found = WorkItem.objects.open().filter(owner=self.person, kind=kind).first()
        assert found, f"{self.person.name} is not asked for {kind}; {waiting()}"
        return found

    def has(self, kind: str) -> bool:
        return WorkItem.objects.open().filter(owner=self.person, kind=kind).exists()

    def address(self, kind: str) -> str:
        return f"/tasks/{self.item(kind).pk}/"

    def led_to(self, kind: str) -> str:
        """The page of its own to which the open work item of this kind leads."""
        item = self.item(kind)
        assert f"/inbox/{item.pk}/" in self.opens("/inbox/")
        response = self.client.get(f"/inbox/{item.pk}/")
        assert response.status_code == 302, response.status_code
        location: str = response.headers["Location"]
        return location

    def follows(self, words: str) -> str:
        """The page to which the button of the newest mail with these words leads."""
        link = PAGE_LINK.search(str(self.reads(words).body))
        assert link, "the mail leads nowhere"
        return self.opens(link[1])

    def sends(self, address: str, /, status: int = 302, **data: Any) -> Any:
        """Fill in the form of this page and send it."""
        page = self.opens(address)
        response = self.client.post(address, hidden_fields(page) | data)
        assert response.status_code == status, (address, response.status_code, reasons_of(response))
        return response

    def do(self, kind: str, **data: Any) -> Any:
        """Open the page of the open step, fill it in, send it."""
        return self.sends(self.address(kind), **data)

    def sign(self, kind: str) -> None:
        self.opens(self.address(kind))
        self.client.post(f"{self.address(kind)}code/")
        code = CODE.search(str(self.mails()[-1].body))
        assert code, "no signing code came"
        self.do(kind, code=code[1])

    def turns(self, practicum: Practicum, code: str, status: int = 302, **data: Any) -> Any:
        """Let the practicum take a turning by its page, which the list of turnings leads to."""
        address = f"/learners/{practicum.pk}/turnings/{code}/"
        assert address in self.opens(f"/learners/{practicum.pk}/turnings/")
        return self.sends(address, status, **data)


@dataclass
class HostUser(User):
    """A company's person: no account, only mailed links."""

    base: str = ""

    def sign_in(self) -> "HostUser":
        return self if self.base else self.follow_link()

    def follow_link(self) -> "HostUser":
        """Open the link of the newest mail that has one."""
        links = [LINK.search(str(sent.body)) for sent in self.mails()]
        link = next((found for found in reversed(links) if found), None)
        assert link, f"no link was mailed to {self.person.name}; {waiting()}"
        response = self.client.get(link[1])
        assert response.status_code == 302, response.status_code
        # The letter about days leads on to them at once.
        self.base = response.headers["Location"].split("?")[0].removesuffix("week/")
        return self

    def arrives(self) -> str:
        """The page to which the newest link leads."""
        response = self.follow_link().client.get(self.base, follow=True)
        assert response.status_code == 200
        page: str = response.content.decode()
        return page

    def address(self, kind: str) -> str:
        return f"{self.base}tasks/{self.item(kind).pk}/"


@dataclass
class Company:
    """A company with its mentor and its signatory, who may be the same."""

    host: Host
    mentor: HostUser
    signatory: HostUser
