"""A company's person gets one letter a day, on working days from 8 to 18; silence leads to a call and confirms nothing.

In November and December 2026: the 24th to 26th of December are holidays, and the 24th is a Thursday.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from notifications.windows import is_working_day
from placements.agreements.mentoring import say_away
from placements.clock import TALLINN, local_date
from placements.overview.day_letters import not_before
from placements.people.codes import issue_code
from placements.people.links import grant_link, send_lost_links
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.host_mails.post_office import PostOffice, open_at
from tests.walks import walk_maker

pytestmark = pytest.mark.django_db
Begin = Callable[[], Walk]


@pytest.fixture
def office_of_monday() -> Iterator[PostOffice]:
    with open_at("2026-11-23 07:30") as post:
        yield post


@pytest.fixture
def begin(office_of_monday: PostOffice) -> Begin:
    """A function that gives the same mentor another learner whose practicum runs since last week."""
    new_walk, hosts = walk_maker(), []

    def start() -> Walk:
        walk = new_walk()
        hosts.append((walk.host, walk.mentor))
        walk.host, walk.mentor = hosts[0]
        walk.day = local_date(office_of_monday.now) - timedelta(days=6)
        walk.start()
        OutboxMessage.objects.all().delete()
        return walk

    return start


def log_today(walk: Walk, post: PostOffice) -> None:
    walk.day = local_date(post.now)
    walk.log(0)


def logged(walk: Walk, post: PostOffice, day: str) -> None:
    log_today(walk, post.go_to(f"{day} 18:30"))


def test_all_learners_share_the_week_s_letter(begin: Begin, office_of_monday: PostOffice) -> None:
    post, first, second = office_of_monday, begin(), begin()
    logged(first, post, "2026-11-25")
    log_today(second, post)
    post.go_to("2026-11-27 16:00")
    ((at, subject),) = post.to(first.mentor)
    assert at == "27.11 15:30"
    assert "12\xa0ak.t" in subject
    html = post.sent[-1][1].alternatives[0][0]
    assert html.count("<h2") == 2
    assert html.count('class="btna"') == 1


def test_reminders_on_working_days_two_and_five_then_the_curator_phones(
    begin: Begin, office_of_monday: PostOffice
) -> None:
    post, walk = office_of_monday, begin()
    logged(walk, post, "2026-11-25")
    post.go_to("2026-12-04 23:00")
    assert [at for at, _subject in post.to(walk.mentor)] == ["27.11 15:30", "01.12 09:30", "04.12 09:30"]
    assert not WorkItem.objects.filter(kind="call_host").exists()
    post.forget().go_to("2026-12-11 23:00")
    call = WorkItem.objects.open().get(kind="call_host")
    assert (f"{local_date(call.created_at)}", call.owner.name) == ("2026-12-07", "Liis Saar")
    assert post.to(walk.mentor) == []
    assert walk.practicum.entries.get().state == "submitted"


def test_the_call_ends_with_the_days(begin: Begin, office_of_monday: PostOffice) -> None:
    post, walk = office_of_monday, begin()
    logged(walk, post, "2026-11-25")
    post.go_to("2026-12-07 12:00")
    assert WorkItem.objects.open().filter(kind="call_host").exists()
    walk.day = local_date(post.now)
    walk.confirm()
    post.work()
    assert not WorkItem.objects.open().filter(kind="call_host").exists()


def test_days_logged_after_the_letter_go_into_the_next_one(begin: Begin, office_of_monday: PostOffice) -> None:
    post, walk = office_of_monday, begin()
    logged(walk, post, "2026-11-25")
    logged(walk, post, "2026-11-30")
    post.forget().go_to("2026-12-04 16:00")
    letters = post.to(walk.mentor)
    assert [at for at, _subject in letters] == ["01.12 09:30", "04.12 15:30"]
    assert "Kinnitage 2 praktikapäeva" in letters[-1][1]


def test_who_is_away_is_not_reminded_until_he_is_back(begin: Begin, office_of_monday: PostOffice) -> None:
    post, walk = office_of_monday, begin()
    logged(walk, post, "2026-11-25")
    say_away(grant_link(walk.mentor, walk.practicum.placements.get()), local_date(post.now) + timedelta(days=7))
    post.go_to("2026-12-08 12:00")
    assert [at for at, _subject in post.to(walk.mentor)] == ["02.12 09:30", "04.12 09:30"]


def test_a_letter_put_off_waits_for_the_sending_window(begin: Begin, office_of_monday: PostOffice) -> None:
    post, walk = office_of_monday, begin()
    logged(walk, post, "2026-11-25")
    say_away(grant_link(walk.mentor, walk.practicum.placements.get()), date(2026, 12, 5))
    message = OutboxMessage.objects.get(kind="work_item", person=walk.mentor, payload__has_key="item")
    at = not_before(message)
    assert at is not None
    assert f"{at.astimezone(TALLINN):%d.%m %H:%M}" == "07.12 08:00"


def test_a_letter_of_a_holiday_waits_for_the_next_window(begin: Begin, office_of_monday: PostOffice) -> None:
    post, walk = office_of_monday, begin()
    logged(walk, post, "2026-12-23")
    post.go_to("2026-12-28 12:00")
    assert [at for at, _subject in post.to(walk.mentor)] == ["28.12 09:30"]


def test_a_code_and_a_lost_link_come_at_once_and_are_not_counted(begin: Begin, office_of_monday: PostOffice) -> None:
    post, walk = office_of_monday, begin()
    logged(walk, post, "2026-11-27")
    grant_link(walk.mentor, walk.practicum.placements.get())
    send_lost_links(walk.mentor.email or "")
    issue_code(walk.mentor, "agreement", 1)
    for _ in range(2):
        post.work()
    assert len(post.to(walk.mentor)) == 2
    post.forget().go_to("2026-11-30 12:00")
    assert len(post.to(walk.mentor)) == 1


def test_a_request_of_the_week_s_letter_s_day_stands_on_top_of_it(begin: Begin, office_of_monday: PostOffice) -> None:
    post, walk, asked = office_of_monday, begin(), begin()
    logged(walk, post, "2026-11-25")
    post.go_to("2026-11-27 08:30").forget()
    later = asked.practicum.placements.get().ends_on + timedelta(days=2)
    asked.day = local_date(post.now)
    asked.turn("extend", ends_on=later, reason="Haigus")
    post.go_to("2026-11-27 18:00")
    ((at, subject),) = post.to(walk.mentor)
    assert at >= "27.11 14:00"
    assert asked.practicum.learner.name in subject


def test_thirty_days_hold_no_second_letter_and_none_at_night_or_on_a_holiday(
    begin: Begin, office_of_monday: PostOffice
) -> None:
    post, walks = office_of_monday, [begin(), begin()]
    for day in range(30):
        if day % 7 in {0, 2, 4}:
            logged(walks[day % 2], post, f"{local_date(post.now)}")
        post.go_to(f"{local_date(post.now) + timedelta(days=1)} 07:00")
    hosts = set(Person.objects.filter(has_account=False).values_list("email", flat=True))
    letters = [(each.to[0], at) for at, each in post.sent if each.to[0] in hosts]
    assert len(letters) >= 5
    assert len({(to, at.date()) for to, at in letters}) == len(letters)
    assert all(8 <= at.hour < 18 and is_working_day(at.date()) for _to, at in letters)
