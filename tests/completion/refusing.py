"""A turning that is refused: the page answers with a sentence, and nothing at all has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements.agreements.models import Agreement, Placement, PlacementRequest, Practicum, Suspension
from placements.cohorts.models import Enrolment, Role
from placements.completion.models import Proposal
from placements.journal.models import Entry
from placements.people.models import Person
from placements.records.models import HistoryEntry, StoredFile, WorkItem
from tests.strictness import StrictClient

Walks = Callable[[], Walk]
ALL: tuple[Any, ...] = (
    Practicum, PlacementRequest, Placement, Agreement, Suspension, Proposal, Entry, Enrolment, StoredFile, WorkItem,
    HistoryEntry, OutboxMessage,
)  # fmt: skip


def everything() -> list[Any]:
    """All rows that a turning could touch."""
    return [list(model.objects.order_by("pk").values()) for model in ALL]


def client_of(person: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(person)
    return client


def manager() -> Person:
    """Who may let a practicum take every turning."""
    return Role.objects.get(kind=Role.Kind.MANAGER).person


@dataclass(frozen=True)
class Answer:
    """What came back, and whether it left everything as it was."""

    status: int
    sentences: list[str]
    page: str
    is_unchanged: bool

    def says(self, words: str, status: int = 409) -> bool:
        """Whether this is a clean refusal with these words."""
        return self.status == status and self.is_unchanged and any(words in each for each in self.sentences)


def _sentences(response: Any) -> list[str]:
    context = response.context or {}
    form = context.get("form")
    errors = [str(error) for field in form.errors.values() for error in field] if form is not None else []
    return [str(reason) for reason in context.get("reasons") or []] + errors


def post(client: StrictClient, address: str, data: Any, **more: Any) -> Answer:
    """Send this to the English page."""
    before = everything()
    response = client.post(f"{address}?lang=en", data, **more)
    page = response.content.decode()
    return Answer(response.status_code, _sentences(response), page, everything() == before)


def turn(walk: Walk, code: str, *, by: Person | None = None, **data: Any) -> Answer:
    """Send the form of a turning, as the manager unless another one is named."""
    return post(client_of(by or manager()), f"/learners/{walk.practicum.pk}/turnings/{code}/", data)
