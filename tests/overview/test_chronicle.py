"""The chronicle: every act by days, the newest first, everyday ones together; turnings alone on demand."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.overview.chronicle import OPEN_DAYS, Chronicle, Line
from placements.people.models import Person
from tests.overview.turned import DECLINED, RETURNED, context, curator, looped, note
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
Walks = Callable[[], Walk]


def chronicle(walk: Walk, *, only_turnings: bool = False) -> Chronicle:
    found: Chronicle = context(walk, only_turnings=only_turnings)["chronicle"]
    return found


def lines(told: Chronicle) -> list[Line]:
    return [line for day in (*told.recent, *told.earlier) for line in day.lines]


def page(client: StrictClient, person: Person, address: str) -> str:
    client.force_login(person)
    return str(client.get(address).content.decode())


def test_every_act_is_told_once_the_newest_first(new_walk: Walks) -> None:
    told = chronicle(looped(new_walk(), 2).work(5).confirm(returned=1))
    acts = [act for line in lines(told) for act in line.acts]
    assert len(acts) == told.acts == len({act.entry.pk for act in acts})
    days = [day.day for day in (*told.recent, *told.earlier)]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == len(days)


def test_everyday_acts_of_a_day_are_one_line_that_opens(new_walk: Walks) -> None:
    walk = new_walk().start()
    for _ in range(3):
        note(walk, "question.answered")
    line = next(line for line in lines(chronicle(walk)) if line.told.entry.action == "question.answered")
    assert line.count == 3


def test_turnings_are_never_put_together(new_walk: Walks) -> None:
    walk = new_walk().start()
    note(walk, "practicum.extension_proposed", "Haigus")
    note(walk, "practicum.extension_proposed", "Veel kord")
    found = [line for line in lines(chronicle(walk)) if line.told.entry.action == "practicum.extension_proposed"]
    assert [line.count for line in found] == [1, 1]


def test_turnings_alone_leave_out_the_ordinary_way(new_walk: Walks) -> None:
    told = chronicle(looped(new_walk(), 2).work(2), only_turnings=True)
    assert {act.told.entry.action for act in lines(told)} == {"request.returned", "placement.declined"}
    assert told.turnings == 3 < told.acts


def test_days_long_ago_are_behind_a_fold(new_walk: Walks) -> None:
    told = chronicle(new_walk().start().work(14))
    assert len(told.recent) == OPEN_DAYS
    assert told.earlier


def test_who_is_told_with_the_part_played_and_the_company(new_walk: Walks) -> None:
    walk = new_walk().start()
    roles = {str(line.told.role) for line in lines(chronicle(walk))}
    assert {"Õppija", "Kuraator", "Koolitusjuht", walk.host.name} <= roles


def test_a_returned_report_is_told_with_the_remarks(new_walk: Walks) -> None:
    walk = new_walk().start().work(14).confirm().evaluate().report()
    walk.read_report(approves=False, remark="Too üks näide.")
    line = lines(chronicle(walk, only_turnings=True))[0]
    assert (line.told.entry.action, line.told.why) == ("report.returned", "Too üks näide.")
    assert line.told.about == "1. versioon"


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_learner_and_school_read_who_when_and_why(language: str, new_walk: Walks, client: StrictClient) -> None:
    walk = looped(new_walk(), 1).work(2).confirm()
    for person, address in (
        (walk.practicum.learner, "/journey/"),
        (curator(walk), f"/learners/{walk.practicum.pk}/timeline/"),
    ):
        text = page(client, person, f"{address}?lang={language}")
        assert RETURNED in text
        assert DECLINED in text
        assert curator(walk).name in text


def test_the_filter_is_an_address_and_keeps_the_rest_of_the_query(new_walk: Walks, client: StrictClient) -> None:
    walk = looped(new_walk(), 1)
    address = f"/learners/{walk.practicum.pk}/timeline/"
    everything, alone = page(client, curator(walk), address), page(client, curator(walk), f"{address}?turnings=1&of=3")
    assert 'href="?turnings=1#chronicle"' in everything
    assert 'href="?of=3#chronicle"' in alone
    assert "Taotlus esitatud" in everything.partition('id="chronicle"')[2]
    assert "Taotlus esitatud" not in alone.partition('id="chronicle"')[2]


def test_a_practicum_on_its_ordinary_way_says_so(new_walk: Walks, client: StrictClient) -> None:
    walk = new_walk().ask()
    text = page(client, walk.practicum.learner, "/journey/?turnings=1&lang=en")
    assert "has gone its ordinary way" in text
