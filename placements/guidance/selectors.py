"""Reading the thread."""

from dataclasses import dataclass
from datetime import datetime

from placements.agreements.models import Practicum


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
