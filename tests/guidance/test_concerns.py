"""A concern: reported at any time, told at once to curator and manager, answered once, never seen by the company."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from config.demo.walk import Walk
from placements.clock import TALLINN
from placements.cohorts.models import Role
from placements.guidance import rules
from placements.guidance.concerns import report_concern
from placements.guidance.models import Concern
from placements.people.links import enter_url, grant_link
from placements.people.models import Person
from placements.records.models import HistoryEntry, WorkItem
from placements.refusals import Refused
from tests.journeys.people import hidden_fields
from tests.outbox import deliver_all, due_times
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
TEXT = "Ülemus karjub ja lükkab mind laos."
DONE = {"measures": "Rääkisin ettevõtte juhiga.", "outcome": "Juhendaja vahetati."}
FULL = 14


def client_of(person: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(person)
    return client


def learner(walk: Walk) -> StrictClient:
    return client_of(walk.practicum.learner)


def role(kind: str) -> Person:
    return Role.objects.filter(kind=kind).order_by("pk")[0].person


def report(walk: Walk, **changes: Any) -> Concern:
    data = {"kind": "harassment", "text": TEXT, "happened_on": None, **changes}
    return report_concern(walk.practicum, walk.practicum.learner, uuid.uuid4(), data)


def send(walk: Walk, **changes: Any) -> Any:
    client = learner(walk)
    fields = hidden_fields(client.get("/concern/").content.decode())
    return client.post("/concern/", fields | {"kind": "unsafe", "text": TEXT, **changes})


def items() -> "list[WorkItem]":
    return list(WorkItem.objects.filter(kind="concern").select_related("owner").order_by("part"))


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_the_page_says_whom_to_call_and_who_does_not_see_it(language: str, new_walk: Callable[[], Walk]) -> None:
    page = learner(new_walk()).get(f"/concern/?lang={language}").content.decode()
    assert 'href="tel:112"' in page


@pytest.mark.parametrize("address", ["/", "/journal/", "/meetings/"])
def test_the_way_to_it_stands_on_the_learner_s_pages(address: str, new_walk: Callable[[], Walk]) -> None:
    assert 'href="/concern/"' in learner(new_walk()).get(address).content.decode()


def test_it_opens_one_task_for_the_curator_and_one_for_the_manager(new_walk: Callable[[], Walk]) -> None:
    assert send(new_walk().start()).status_code == 302
    assert [(each.part, each.owner.name) for each in items()] == [("curator", "Liis Saar"), ("manager", "Piret Kallas")]
    assert HistoryEntry.objects.get(action="concern.reported").reason == ""


def test_where_one_person_is_curator_and_manager_there_is_one_task(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    Role.objects.filter(kind="curator").delete()
    report(walk)
    assert [each.owner.name for each in items()] == ["Piret Kallas"]


STATES: dict[str, Callable[[Walk], Walk]] = {
    "beginning": lambda walk: walk,
    "running": lambda walk: walk.start().work(1),
    "completed": lambda walk: (
        walk.start()
        .work(FULL)
        .confirm()
        .evaluate()
        .report()
        .read_report(approves=True)
        .do("change_window", {"reason": "x"})
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_it_can_be_reported_and_handled_whatever_the_practicum_s_state(
    state: str, new_walk: Callable[[], Walk]
) -> None:
    walk = STATES[state](new_walk())
    stage = walk.practicum.stage
    assert send(walk).status_code == 302
    assert client_of(role("curator")).post(f"/tasks/{items()[0].pk}/", DONE).status_code == 302
    walk.practicum.refresh_from_db()
    assert (walk.practicum.stage, Concern.objects.get().outcome) == (stage, DONE["outcome"])


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-27 17:59", "2026-11-27"),
        ("2026-11-27 18:00", "2026-11-30"),
        ("2026-11-28 10:00", "2026-11-30"),
        ("2026-12-24 10:00", "2026-12-28"),
        ("2026-11-30 00:30", "2026-11-30"),
    ],
)
def test_it_is_due_the_same_working_day_or_the_next_one(at: str, due: str) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=TALLINN)
    assert rules.concern_due_on(now) == date.fromisoformat(due)


@time_machine.travel("2026-11-29 02:30+02:00", tick=False)
def test_both_are_told_at_once_even_in_the_night_of_a_sunday(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    deliver_all()
    report(walk)
    now = datetime(2026, 11, 29, 2, 30, tzinfo=TALLINN)
    assert {at.astimezone(TALLINN) for at in due_times("work_item")} == {now}
    sent = deliver_all()
    told = {each.to[0]: each for each in sent}
    assert set(told) == {"liis.saar@example.ee", "piret.kallas@example.ee", walk.practicum.learner.email}
    assert "Jelena Morozova" in told["liis.saar@example.ee"].subject
    assert not [each for each in sent if TEXT in str(each.body)]


def test_no_mail_comes_for_a_concern_that_is_handled_already(new_walk: Callable[[], Walk]) -> None:
    report(new_walk())
    client_of(role("manager")).post(f"/tasks/{items()[1].pk}/", DONE)
    told = [each.to[0] for each in deliver_all()]
    assert "liis.saar@example.ee" not in told


def test_either_of_them_closes_both_and_the_other_is_told_who_did(new_walk: Callable[[], Walk]) -> None:
    report(new_walk())
    curator, manager = (each.pk for each in items())
    assert client_of(role("manager")).post(f"/tasks/{manager}/", DONE).status_code == 302
    assert not WorkItem.objects.open().filter(kind="concern").exists()
    response = client_of(role("curator")).post(f"/tasks/{curator}/", DONE | {"outcome": "Teine lugu"})
    assert response.status_code == 409
    assert "Piret Kallas" in response.content.decode()
    assert Concern.objects.get().outcome == DONE["outcome"]


@pytest.mark.parametrize("missing", ["measures", "outcome"])
def test_an_answer_says_both_what_was_done_and_what_came_of_it(missing: str, new_walk: Callable[[], Walk]) -> None:
    report(new_walk())
    response = client_of(role("curator")).post(f"/tasks/{items()[0].pk}/", DONE | {missing: "  "})
    assert response.status_code == 422
    assert Concern.objects.get().handled_at is None


def test_the_learner_sees_state_and_answer_and_is_told_by_mail(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    report(walk)
    assert TEXT in learner(walk).get("/concern/").content.decode()
    deliver_all()
    client_of(role("curator")).post(f"/tasks/{items()[0].pk}/", DONE)
    page = learner(walk).get("/concern/").content.decode()
    assert DONE["measures"] in page
    assert DONE["outcome"] in page
    assert [each.to for each in deliver_all()] == [[walk.practicum.learner.email]]
    assert DONE["outcome"] not in str(mail.outbox[-1].body)


def test_sent_twice_it_is_one_concern(new_walk: Callable[[], Walk]) -> None:
    walk, client_id = new_walk(), str(uuid.uuid4())
    assert [send(walk, client_id=client_id).status_code for _ in range(2)] == [302, 302]
    assert (Concern.objects.count(), len(items())) == (1, 2)
    assert HistoryEntry.objects.filter(action="concern.reported").count() == 1


def test_the_same_id_with_another_text_is_refused_and_kept(new_walk: Callable[[], Walk]) -> None:
    walk, client_id = new_walk(), str(uuid.uuid4())
    send(walk, client_id=client_id)
    response = send(walk, client_id=client_id, text="Teine lugu")
    assert response.status_code == 409
    assert "Teine lugu" in response.content.decode()
    assert Concern.objects.get().text == TEXT


@pytest.mark.parametrize(
    "bad",
    [
        {"text": ""},
        {"text": "   "},
        {"text": "x" * 10_001},
        {"text": "a\u0000b"},
        {"kind": "gossip"},
        {"kind": ""},
        {"client_id": "1"},
        {"happened_on": "31.31.2026"},
        {"happened_on": "9999-12-31"},
    ],
)
def test_what_says_nothing_or_too_much_is_refused_with_the_text_kept(
    bad: dict[str, str], new_walk: Callable[[], Walk]
) -> None:
    assert send(new_walk(), **bad).status_code in {409, 422}
    assert not Concern.objects.exists()
    assert items() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " "}, "concern.empty"),
        ({"text": "x" * 10_001}, "limit.text"),
        ({"happened_on": date(9999, 1, 1)}, "concern.future"),
    ],
)
def test_the_verb_itself_refuses_what_no_form_has_seen(
    changes: dict[str, Any], code: str, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    with pytest.raises(Refused) as caught:
        report(walk, **changes)
    assert [refusal.code for refusal in caught.value.refusals] == [code]


def test_ten_thousand_characters_are_taken(new_walk: Callable[[], Walk]) -> None:
    assert send(new_walk(), text="x" * 10_000).status_code == 302


def test_foreign_people_find_neither_page_nor_task(new_walk: Callable[[], Walk]) -> None:
    report(new_walk())
    other = new_walk()
    assert TEXT not in learner(other).get("/concern/").content.decode()
    assert client_of(role("curator")).get("/concern/").status_code == 404
    for who in (learner(other), client_of(role("trainer")), client_of(role("auditor"))):
        assert [who.post(f"/tasks/{each.pk}/", DONE).status_code for each in items()] == [404, 404]


@pytest.mark.parametrize(
    ("kind", "sees"), [("curator", True), ("manager", True), ("auditor", True), ("trainer", False)]
)
def test_curator_manager_and_auditor_read_it_and_a_trainer_does_not_even_learn_of_it(
    kind: str, sees: bool, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    report(walk)
    client = client_of(role(kind))
    page = client.get(f"/learners/{walk.practicum.pk}/?lang=en").content.decode()
    others = [client.get(f"/learners/{walk.practicum.pk}/timeline/?lang=en").content.decode()]
    others.append(client.get("/learners/?lang=en").content.decode())
    assert (TEXT in page) is sees
    assert ("oncern" in page) is sees
    assert ("oncern" in others[0]) is sees
    assert "oncern" not in others[1]


def test_no_page_and_no_mail_of_the_company_tells_of_it(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(2)
    deliver_all()
    report(walk)
    client_of(role("curator")).post(f"/tasks/{items()[0].pk}/", DONE)
    told = {address for each in deliver_all() for address in each.to}
    assert walk.mentor.email not in told
    link = grant_link(walk.mentor, walk.practicum.placements.get())
    client = StrictClient()
    client.get(enter_url(link))
    done = WorkItem.objects.get(practicum=walk.practicum, kind="safety_briefing")
    pages = ("week/", "done/", f"tasks/{done.pk}/done/", f"tasks/{done.pk}/")
    shown = "".join(client.get(f"/host/{link.public_id}/{page}?lang=en").content.decode() for page in pages)
    assert [words for words in (TEXT, *DONE.values(), "oncern") if words in shown] == []
    statuses = [client.get(f"/host/{link.public_id}/tasks/{each.pk}/").status_code for each in items()]
    assert statuses == [404, 404]


def test_later_mails_to_the_company_say_nothing_of_it(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start()
    report(walk, happened_on=walk.day - timedelta(days=1))
    walk.work(FULL)
    mails = deliver_all()
    walk.confirm()
    mails = [each for each in mails + deliver_all() if walk.mentor.email in each.to]
    assert len(mails) > 1
    assert not [each for each in mails if TEXT in str(each.body) or "mure" in str(each.body).lower()]
