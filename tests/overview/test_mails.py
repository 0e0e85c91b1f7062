"""What each work item's mail says, to whom, in whose language."""

from collections.abc import Callable

import pytest
from django.core import mail

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements.overview import mails
from placements.overview.day_letters import letter_of_the_day
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


def letter(walk: Walk, kind: str) -> mails.MailContent:
    """The mail of the open work item of this kind, in Estonian."""
    item = WorkItem.objects.open().select_related("owner").get(practicum=walk.practicum, kind=kind)
    Person.objects.filter(pk=item.owner_id).update(language="et")
    owner, payload = Person.objects.get(pk=item.owner_id), {"item": item.pk}
    of_the_day = [OutboxMessage(kind="work_item", payload=payload, person=owner)]
    built = letter_of_the_day(of_the_day, owner) if item.part == "host" else mails.work_item(payload, owner)
    assert built is not None
    return built


def test_a_returned_request_says_who_returned_it_and_why(new_walk: Callable[[], Walk]) -> None:
    built = letter(new_walk().ask().review("return", "Lisa {tunnid}"), "request")
    assert built.subject.startswith("Taotlus vajab täiendamist: ")
    assert "Kuraator: Liis Saar. Põhjus: „Lisa {tunnid}“" in built.text
    assert "/request/" in built.text


def test_a_declined_request_says_what_the_company_wrote(new_walk: Callable[[], Walk]) -> None:
    built = letter(new_walk().ask().review("approve").answer(accepts=False, reason="Puhkus"), "request")
    assert built.subject.startswith("Ettevõte ei saa praktikanti vastu võtta: ")
    assert "Põhjus: „Puhkus“" in built.text


def test_a_place_that_the_school_proposes_is_named(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask_for_a_place("Väike pood")
    built = letter(walk.review("propose", "Siin on koht", walk.host), "request")
    assert built.subject == f"Pakume sulle praktikakohta: {walk.host.name}"


def test_a_returned_day_names_mentor_and_reason_and_leads_to_the_day(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1).confirm(returned=1)
    built, day = letter(walk, "returned_day"), walk.practicum.entries.get().day
    assert built.subject == f"Päev tagastati: {day:%d.%m.%Y}"
    assert f"Juhendaja: {walk.mentor.name}. Põhjus: " in built.text
    assert "Lõpetasime kell 13. Paranda" in built.text
    assert f"/journal/{day}/" in built.text


def test_the_report_s_mail_says_both_amounts_when_it_opens(new_walk: Callable[[], Walk]) -> None:
    built = letter(new_walk().start().work(11).confirm(), "report")
    assert built.subject == "Saad nüüd aruande esitada"
    assert "49 h 30 min = 66 ak.t" in built.text.replace("\u00a0", " ")
    assert "60 h = 80 ak.t" in built.text.replace("\u00a0", " ")


def test_a_returned_report_counts_its_remarks(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(14).confirm().evaluate().report()
    built = letter(walk.read_report(approves=False, remark="Lisa näide"), "report")
    assert built.subject == "Aruanne vajab täiendamist"
    assert "märkusi kokku 1" in built.text


@pytest.mark.parametrize(("days", "words"), [(1, "1 praktikapäev "), (3, "3 praktikapäeva ")])
def test_the_week_s_mail_says_how_many_days_and_hours(days: int, words: str, new_walk: Callable[[], Walk]) -> None:
    built = letter(new_walk().start().work(days), "week")
    assert built.subject.startswith(f"Kinnitage {words}(")
    assert f"{days * 6}\u00a0ak.t" in built.subject
    assert "/h/" in built.text


def test_a_signatory_is_not_called_a_mentor(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True)
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="host_signature")
    reason = "allkirjastajaks" if item.owner_id != walk.mentor.pk else "juhendajaks"
    assert reason in letter(walk, "host_signature").text


def test_a_mail_about_something_done_is_not_sent(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve")
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="host_answer")
    walk.answer(accepts=True)
    assert letter_of_the_day([OutboxMessage(kind="work_item", payload={"item": item.pk})], walk.mentor) is None


def test_the_desk_hears_nothing_at_once(new_walk: Callable[[], Walk]) -> None:
    new_walk().ask()
    deliver_all()
    curators = Person.objects.filter(roles__kind="curator").values_list("email", flat=True)
    assert not [sent for sent in mail.outbox if sent.to[0] in curators]
    assert not OutboxMessage.objects.filter(state="dead").exists()
