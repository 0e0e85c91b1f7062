"""From an empty database to a running practicum, by screens and mails alone: a newcomer opens a school."""

from collections.abc import Callable

import pytest

from placements import clock
from placements.agreements.models import Practicum
from placements.people.models import Person
from placements.people.setup_code import setup_code
from tests.browser.surfers import Screens, Surfer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK, PHONE = Screens(1280, "et"), Screens(390, "et")
RUSSIAN_DESK, RUSSIAN_PHONE = Screens(1280, "ru"), Screens(390, "ru")
SCHOOL = {
    "registry_code": "80410485", "activity_notice_number": "230456", "signatory": "Piret Pärn",
    "signatory_title": "koolitusjuht", "place_of_issue": "Tallinn", "data_protection_contact": "piret@kool.ee",
}  # fmt: skip
GROUP = {
    "code": "ktj-26-4", "starts_on": "2026-11-02", "ends_on": "2027-01-29", "practicum_from": "2026-11-16",
    "practicum_until": "2027-02-12", "decision_on": "2027-02-26",
}  # fmt: skip
FILE = """nimi;e-post;keel;isikukood;sünniaeg
Toomas Roos;toomas@kool.ee;et;37605030299;
Olga Ivanova;olga@kool.ee;ru;;15.03.1985
Jelena Morozova;jelena@kool.ee;ru;;
"""
PERIOD = {
    "starts_on": "2026-11-23", "ends_on": "2027-01-22", "weekdays": ["0", "1", "2", "3", "4"], "day_starts": "09:00",
    "day_ends": "14:00", "outcomes": ["1", "2", "3", "4", "6", "7"],
}  # fmt: skip


def next_step(manager: Surfer) -> Surfer:
    """What the page of set-up says is to be done now."""
    return manager.go("/setup/").press("main section[aria-labelledby=g-next] .btn-p")


def open_school(manager: Surfer) -> None:
    manager.go(f"/setup/first/?code={setup_code()}").look("nothing-first")
    manager.fill(school="Kaubanduskool", name="Piret Pärn", email=manager.email, language="et").send()
    manager.look("nothing-opened").send().look("nothing-code").fill(code=manager.code()).send()
    manager.look("nothing-setup")


def fill_in_school(manager: Surfer) -> None:
    """The school's settings, a trial mail, and the three shipped files, each seen before it is loaded."""
    next_step(manager).look("nothing-school").fill(**SCHOOL).send().look("nothing-school-saved")
    next_step(manager).look("nothing-trial-mail")
    assert "Kiri jõudis kohale" in manager.mailed()[-1]
    for kind in ("programme", "occupation", "policy"):
        next_step(manager).look("nothing-files").press(f"#{kind} button")
        manager.look(f"nothing-{kind}").send()


def open_group(manager: Surfer) -> None:
    next_step(manager).look("nothing-group").fill(**GROUP).send().look("nothing-people")
    name_somebody(manager, "curator", "Liis Tamm", "liis@kool.ee", "et")
    name_somebody(manager, "curator", "Andrei Volkov", "andrei@kool.ee", "ru")
    name_somebody(manager, "trainer", "Marika Saar", "marika@kool.ee", "ru")
    manager.look("nothing-people-named")


def name_somebody(manager: Surfer, kind: str, name: str, email: str, language: str) -> None:
    manager.fill(kind=kind, name=name, email=email)
    manager.page.locator("form[aria-labelledby=add] [name=language]").select_option(language)
    manager.send()


def add_company(manager: Surfer) -> None:
    """A company with mentor, signatory and place; its own page says what it lacks."""
    manager.go("/setup/").press('main a[href="/hosts/new/"]').look("nothing-company-new")
    manager.fill(name="Pood OÜ", registry_code="10000018", address="Pärnu mnt 10, Tallinn").send()
    manager.look("nothing-company").press('main a[href$="?part=mentor"]').look("nothing-mentor")
    manager.fill(name="Kristjan Kask", email="kristjan@pood.ee", phone="5555 0200", language="et").send()
    manager.press('main a[href$="?part=signatory"]')
    manager.fill(name="Helve Rebane", email="helve@pood.ee", language="ru", job_title="juhataja").send()
    manager.press('main a[href$="/places/new/"]').look("nothing-place")
    manager.fill(title="Müügisaal", tasks="Nõustamine, väljapanek, kassa", hours_note="E–R 9–17").send()
    manager.look("nothing-company-ready")


def add_learners(manager: Surfer) -> None:
    """One by a form, two by a file in which she stands once more."""
    next_step(manager).look("nothing-learner-new")
    manager.fill(name="Jelena Morozova", email="jelena@kool.ee", language="ru").send().look("nothing-learner-added")
    manager.press('main a[href$="/learners/import/"]').look("nothing-learners-file")
    file = {"name": "õppijad.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    manager.fill(file=file).send().look("nothing-learners-preview").send().look("nothing-learners-added")


def ask(learner: Surfer) -> None:
    """The learner comes by her mail, opens the first task, chooses the school's place and sends the request."""
    learner.accept("nothing-learner").press("main a.btn-p").look("nothing-request")
    learner.fill(source="listed").page.locator("main [name=place]").select_option(index=1)
    learner.fill(**PERIOD).look("nothing-request-filled").send().look("nothing-requested")


def from_inbox(desk: Surfer) -> Surfer:
    """Open what waits in the inbox."""
    return desk.go("/inbox/").press('.lst a[href^="/inbox/"]:not([href*="tab="])')


def agree(curator: Surfer, mentor: Surfer) -> None:
    """The curator approves, the company says yes by its mailed link."""
    from_inbox(curator).look("nothing-review").fill(verdict="approve").send().look("nothing-reviewed")
    mentor.follow_link().look("nothing-asked").fill(accepts="yes").send().look("nothing-answered")


def sign(learner: Surfer, manager: Surfer, signatory: Surfer) -> None:
    """Three parties, each by a code of their own."""
    learner.go("/").press("main a.btn-p").look("nothing-agreement").sign("nothing-agreement-code")
    from_inbox(manager).sign("nothing-school-code").look("nothing-school-signed")
    signatory.follow_link().sign("nothing-company-code").look("nothing-company-signed")


def brief(mentor: Surfer, learner: Surfer) -> None:
    today = clock.local_date(clock.now()).isoformat()
    mentor.follow_link().look("nothing-briefing").fill(held_on=today, topics="Tuleohutus, tõstmine, esmaabi").send()
    mentor.look("nothing-briefed")
    learner.go("/").press("main a.btn-p").look("nothing-acknowledge").send().look("nothing-acknowledged")


def set_up(manager: Surfer, arrive: Callable[..., Surfer]) -> Surfer:
    """The whole set-up by the manager; the curator, who has come, is returned."""
    open_school(manager)
    fill_in_school(manager)
    open_group(manager)
    curator = arrive("liis@kool.ee", DESK).accept("nothing-curator")
    arrive("marika@kool.ee", RUSSIAN_DESK).accept("nothing-trainer")
    add_company(manager)
    add_learners(manager)
    return curator


def test_a_newcomer_comes_from_an_empty_database_to_a_running_practicum(arrive: Callable[..., Surfer]) -> None:
    assert not Person.objects.exists()
    manager, learner = arrive("piret@kool.ee", DESK), arrive("jelena@kool.ee", RUSSIAN_PHONE)
    curator, mentor = set_up(manager, arrive), arrive("kristjan@pood.ee", PHONE)
    ask(learner)
    agree(curator, mentor)
    sign(learner, manager, arrive("helve@pood.ee", RUSSIAN_PHONE))
    brief(mentor, learner)
    learner.fill(chips="advise").send().look("nothing-logged")
    assert list(Practicum.objects.exclude(stage="request").values_list("stage", "entries__minutes")) == [("hours", 270)]
    manager.go("/setup/").look("nothing-runs")
    assert manager.page.locator('section[aria-labelledby=g-done] a[href="/learners/"]').count() == 1
