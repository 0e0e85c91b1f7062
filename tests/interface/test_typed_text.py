"""Invisible characters do not get into what is stored, by whatever form they come."""

from collections.abc import Callable

import pytest
from django.http import QueryDict

from config.demo.walk import Walk
from placements.typed import visible, visible_data
from tests.desk.test_behalf import client_of
from tests.journal.test_host_pages import entered


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202eNõustasin\u202c kliente", "Nõustasin kliente"),
        ("Kas\u200b\u2066sa\u2069\ufeff?", "Kassa?"),
        ("Клиенты\n\tи касса", "Клиенты\n\tи касса"),
        ("a\0b", "a\0b"),
        ("💥 <b>", "💥 <b>"),
    ],
)
def test_what_nobody_sees_is_taken_out(typed: str, kept: str) -> None:
    assert visible(typed) == kept


def test_all_values_of_a_name_stay() -> None:
    data = QueryDict(mutable=True)
    data.setlist("chips", ["advise", "dis\u200dplay"])
    assert visible_data(data).getlist("chips") == ["advise", "display"]
    untouched = QueryDict("a=1&a=2")
    assert visible_data(untouched) is untouched


@pytest.mark.django_db
def test_neither_learner_nor_company_stores_them(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    entry, (mentor, base) = walk.practicum.entries.get(), entered(walk)
    client_of(entry.learner).post("/questions/", {"client_id": str(entry.client_id), "text": "\u202eMillal?\u202c"})
    assert walk.practicum.questions.get().text == "Millal?"
    assert mentor.get(f"{base}week/").status_code == 200
