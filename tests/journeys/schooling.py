"""What trainer, manager and learner do from the first session at school to the document, through their pages."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pypdf

from placements.certificates.models import IssuedDocument
from placements.records.models import ProviderSettings
from placements.records.selectors import provider_settings
from placements.records.services import PROVIDER_FIELDS
from placements.tasks import ask_for_decisions
from tests.journeys.conftest import Cast
from tests.journeys.deeds import today
from tests.journeys.people import User
from tests.outbox import deliver_all
from tests.strictness import StrictClient

CODE = "48703120005"
SETTINGS = {
    "name": "Näidiskool MTÜ", "registry_code": "80004124", "activity_notice_number": "900014",
    "place_of_issue": "Tallinn", "signatory_title": "koolitusjuht", "web_page": "https://kool.example",
}  # fmt: skip
# The longest session there may be: four of them are more than the 2,768 minutes that are asked for.
SESSION, SESSIONS = 720, 4
QUESTIONS, PASSED, BELOW = 40, 26, 25


def base(cast: Cast) -> str:
    return f"/cohorts/{cast.practicum.cohort.code}/"


def page_of(cast: Cast) -> str:
    """The page of the learner's decision as the school reads it."""
    return f"/decisions/{enrolment(cast)}/"


def enrolment(cast: Cast) -> int:
    return cast.practicum.enrolment_id


def furnish(cast: Cast) -> None:
    """The manager completes the school's settings, and stores the learner's personal code."""
    provider = provider_settings()
    present = {name: getattr(provider, name) for name in PROVIDER_FIELDS} | {"signatory": provider.signatory_id}
    typed = {name: value for name, value in present.items() if value is not None}
    cast.piret.sends("/setup/provider/", **typed | SETTINGS)
    cast.piret.sends(f"/people/{cast.jelena.person.pk}/code/", code=CODE)
    assert ProviderSettings.objects.get(pk=1).registry_code == SETTINGS["registry_code"]


def plan(cast: Cast, kind: str, **details: Any) -> str:
    """The trainer plans a session, an exam or a task; returns the address of its sheet."""
    listed = f"{base(cast)}{kind}/"
    sheets = re.compile(rf'href="({listed}\d+/)"')
    cast.marika.sends(f"{listed}new/", **details)
    return max(sheets.findall(cast.marika.opens(listed)), key=lambda address: int(address.split("/")[-2]))


def hold_sessions(cast: Cast) -> None:
    """Sessions of the last days, in which everybody was present, each with its register marked complete."""
    for days in range(SESSIONS, 0, -1):
        details = {"held_on": today() - timedelta(days=days), "starts_at": "07:00", "minutes": SESSION}
        sheet = plan(cast, "attendance", **details)
        cast.marika.sends(sheet, do="all")
        cast.marika.sends(sheet, do="complete", **{f"mark-{enrolment(cast)}": str(SESSION)})


def plan_exam(cast: Cast, held_on: date, **details: str) -> str:
    shared = {"held_from": "10:00", "questions": QUESTIONS, "place": "Riia 12", "register_until": ""}
    return plan(cast, "exam", held_on=held_on, **shared | details)


def examine(cast: Cast, sheet: str, correct: int, do: str = "complete") -> None:
    cast.marika.sends(sheet, do=do, **{f"correct-{enrolment(cast)}": str(correct)})


def set_tasks(cast: Cast, number: int = 2) -> None:
    """Tasks that were due yesterday, each accepted."""
    for index in range(1, number + 1):
        due = {"due_on": today() - timedelta(days=1), "is_required": "on"}
        sheet = plan(cast, "independent", number=index, title=f"Töö {index}", **due)
        cast.marika.sends(sheet, do="complete", **{f"accepted-{enrolment(cast)}": "yes"})


def teach(cast: Cast) -> None:
    """Sessions, an exam that is passed, and tasks."""
    hold_sessions(cast)
    examine(cast, plan_exam(cast, today() - timedelta(days=1)), PASSED)
    set_tasks(cast)


def offer_retake(cast: Cast, days: int = 7) -> str:
    return plan_exam(cast, today() + timedelta(days=days), is_retake="on")


def register_for_retake(cast: Cast) -> None:
    """The learner comes to the retake that the decision page offers."""
    found = re.search(r'action="(/exam/\d+/register/)"', cast.jelena.opens("/decision/"))
    assert found, "no retake is offered"
    response = cast.jelena.client.post(found[1], {"back": "/decision/"})
    assert response.headers["Location"] == "/decision/"


def sit_retake(cast: Cast, correct: int, days: int = 7) -> str:
    """A retake in so many days, registered for, held, and with this result."""
    sheet = offer_retake(cast, days)
    register_for_retake(cast)
    cast.later(days=days)
    examine(cast, sheet, correct)
    return sheet


def leave(cast: Cast, code: str = "withdraw") -> None:
    """The learner gives the studies up, or is expelled, today."""
    cast.piret.turns(cast.practicum, code, on=str(today()), reason="Isiklik")
    deliver_all()


def ask_manager(cast: Cast) -> str:
    """The hour passes in which the service looks for what can be decided; returns the manager's page."""
    deliver_all()
    ask_for_decisions()
    return cast.piret.led_to("decision")


def decide(cast: Cast, choose: str = "green") -> None:
    """The manager opens the cohort's decisions, checks the chosen ones, and confirms them."""
    address = ask_manager(cast)
    page = cast.piret.opens(address)
    assert (f'value="{enrolment(cast)}"' in page, f'value="{choose}"' in page) == (True, True)
    checked = cast.piret.client.post(address, {"choose": choose, "pick": [enrolment(cast)]})
    assert cast.jelena.person.name in checked.content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', checked.content.decode())
    assert seen
    response = cast.piret.client.post(address, {"seen": seen[1]})
    assert response.status_code == 302, response.context["reasons"]
    deliver_all()


def outcomes(cast: Cast) -> list[str]:
    """The decisions about the learner, in their order."""
    return list(cast.practicum.enrolment.decisions.order_by("pk").values_list("outcome", flat=True))


def issue(cast: Cast) -> IssuedDocument:
    """The manager issues all that are ready; the files are made."""
    cast.piret.sends(f"{base(cast)}documents/", act="start")
    deliver_all()
    page = cast.piret.opens(f"{base(cast)}documents/")
    document = IssuedDocument.objects.get(learner=cast.jelena.person, state="valid")
    assert document.number in page
    return document


def certify(cast: Cast, choose: str = "green") -> IssuedDocument:
    """The decision, and then the document."""
    decide(cast, choose)
    return issue(cast)


def download(user: User, document: IssuedDocument, ordinal: int = 1) -> str:
    """The text of the PDF that the learner's page leads to, single blanks between words."""
    address = f"/register/{document.public_id}/files/{ordinal}/"
    assert f'action="{address}"' in user.opens("/certificate/")
    response = user.client.post(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def verify(document: IssuedDocument) -> str:
    """The page that anybody sees who holds the document, in English."""
    response = StrictClient().get(f"/v/{document.public_id}/?lang=en")
    assert response.status_code == 200
    page: str = response.content.decode()
    return page


def verify_by_machine(document: IssuedDocument) -> dict[str, Any]:
    answer: dict[str, Any] = StrictClient().get(f"/v/{document.public_id}.json").json()
    return answer
