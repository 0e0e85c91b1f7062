"""Reading the thread and the concerns."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from placements.agreements.models import Practicum
from placements.cohorts.models import Role
from placements.guidance.models import Concern
from placements.people.models import Person

# Who may read concerns beside the learner; trainers and companies may not.
CONCERN_READERS = (Role.Kind.CURATOR, Role.Kind.MANAGER, Role.Kind.AUDITOR)
# Acts of history and kinds of work items that tell of a concern.
CONFIDENTIAL = ("concern.reported", "concern.handled", "concern")


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the thread."""

    author: str
    role: str
    at: datetime
    text: str


def thread_of(practicum: Practicum) -> list[Post]:
    """Questions and answers, oldest first; one query."""
    posts = []
    questions = practicum.questions.select_related("answer__person").order_by("asked_at", "pk")
    for question in questions:
        posts.append(Post(practicum.learner.name, "", question.asked_at, question.text))
        answer = getattr(question, "answer", None)
        if answer is not None:
            posts.append(Post(answer.person.name, "", answer.answered_at, answer.text))
    return posts


def hidden_from(person: Person, practicum: Practicum) -> tuple[str, ...]:
    """The acts and kinds of work items of this practicum that the person may not see; at most one query."""
    if person.pk == practicum.learner_id:
        return ()
    roles = person.roles_today.filter(Q(cohort=practicum.cohort_id) | Q(cohort=None))
    return () if roles.filter(kind__in=CONCERN_READERS).exists() else CONFIDENTIAL


def concerns_of(practicum: Practicum) -> list[Concern]:
    """The practicum's concerns, newest first; one query. Ask hidden_from first whether the reader may know them."""
    return list(practicum.concerns.select_related("handled_by").order_by("-reported_at", "-pk"))


def own_concerns(learner: Person) -> list[Concern]:
    """All that this learner ever reported, newest first; one query."""
    concerns = Concern.objects.filter(practicum__learner=learner).select_related("handled_by")
    return list(concerns.order_by("-reported_at", "-pk"))
