"""What the people of the stories do through their pages, from the request to the completion."""

import re
from datetime import date, timedelta
from typing import Any

from placements import clock
from placements.clock import is_working_day
from tests.journeys.conftest import Cast
from tests.journeys.people import Company, HostUser, hidden_fields
from tests.outbox import deliver_all

WORDS = "Nõustasin kliente ja kontrollisin kauba saatelehti. " * 30
FULL = 14


def today() -> date:
    return clock.local_date(clock.now())


def request_form(company: Company, starts_on: date | None = None, days: int = 50) -> dict[str, Any]:
    """The request for a place at this company."""
    starts_on = starts_on or today()
    mentor, signatory = company.mentor.person, company.signatory.person
    return {
        "source": "own", "host_name": company.host.name, "registry_code": company.host.registry_code,
        "host_address": company.host.address, "mentor_name": mentor.name, "mentor_email": mentor.email,
        "mentor_phone": "5555 0200", "mentor_language": "et", "signatory_name": signatory.name,
        "signatory_email": signatory.email, "starts_on": starts_on.isoformat(),
        "ends_on": (starts_on + timedelta(days=days)).isoformat(), "weekdays": ["0", "1", "2", "3", "4"],
        "day_starts": "09:00", "day_ends": "14:00", "break_minutes": "30", "tasks": "Nõustamine ja väljapanek",
        "outcomes": ["1", "2", "3", "4", "6", "7"], "remote_percent": "0", "wishes": "",
    }  # fmt: skip


def ask(cast: Cast, company: Company, **changes: Any) -> None:
    """The learner asks, the curator approves."""
    cast.jelena.do("request", **request_form(company) | changes)
    cast.liis.do("review", verdict="approve", reason="")


def accept(company: Company) -> None:
    """The company says yes by its mailed link."""
    answer = {"accepts": "yes", "safety_contact": company.mentor.person.name, "conditions": "", "reason": ""}
    company.mentor.follow_link().do("host_answer", **answer)


def agree(cast: Cast, company: Company, **changes: Any) -> None:
    """Request, review, answer, three signatures."""
    ask(cast, company, **changes)
    accept(company)
    cast.jelena.sign("learner_signature")
    cast.piret.sign("school_signature")
    company.signatory.follow_link().sign("host_signature")


def brief(cast: Cast, company: Company) -> None:
    company.mentor.follow_link().do("safety_briefing", held_on=today().isoformat(), topics="Tuleohutus")
    cast.jelena.do("briefing_acknowledgement")


def log_on(cast: Cast, day: date, status: int = 302, **changes: str) -> Any:
    """Log this day on its page."""
    times = {"day": str(day), "starts": "09:00", "ends": "14:00", "break_minutes": "30", "chips": "advise", "text": ""}
    page = cast.jelena.opens(f"/journal/{day}/")
    data = hidden_fields(page) | {"client_id": hidden_fields(page).get("client_id") or _client_id(day)}
    response = cast.jelena.client.post(f"/journal/{day}/", data | times | {"learned": ""} | changes)
    assert response.status_code == status, response.context["reasons"] or response.context["form"].errors
    return response


def _client_id(day: date) -> str:
    """What a page opened before the form was taken away would have sent."""
    return f"00000000-0000-4000-8000-{day:%Y%m%d}0000"


def log(cast: Cast, days: int) -> None:
    """Log so many working days on the learner's home, each in the evening."""
    while days:
        if is_working_day(today()):
            data = hidden_fields(cast.jelena.opens("/"))
            times = {"starts": "09:00", "ends": "14:00", "break_minutes": "30", "chips": "advise", "text": ""}
            response = cast.jelena.client.post(f"/journal/{today()}/", data | times | {"learned": ""})
            assert response.status_code == 302, response.context["reasons"]
            days -= 1
        cast.later(days=1)


def confirm(cast: Cast, mentor: HostUser, **data: str) -> None:
    """The mentor opens the week from his mail, reads it, and presses the button."""
    address = f"{mentor.follow_link().base}week/"
    page = mentor.opens(address)
    entries = re.findall(r'name="entry" value="(\d+)"', page)
    assert entries, "no day waits"
    cast.later(seconds=3)
    response = mentor.client.post(address, hidden_fields(page) | {"entry": entries} | data)
    assert response.status_code == 302, response.context["reasons"]
    deliver_all()


def evaluate(mentor: HostUser, kind: str = "evaluation") -> None:
    page = mentor.follow_link().opens(mentor.address(kind))
    ratings = dict.fromkeys(re.findall(r'name="(rating_[^"]+)"', page), "4")
    mentor.do(kind, **ratings, text_strength="Tubli", text_advice="Julgust", aim_achieved="yes")


def report(cast: Cast, *remarks: str) -> None:
    """The report, returned with each of these remarks, then approved."""
    answers = {f"answer_{code}": WORDS for code in ("work", "outcomes", "difficulty", "feedback", "use")}
    cast.jelena.do("report", **answers)
    for remark in remarks:
        cast.liis.do("report_review", approves="no", remark_work=remark)
        assert cast.jelena.reads("/report/")
        cast.jelena.do("report", **answers)
    cast.liis.do("report_review", approves="yes")


def finish(cast: Cast, mentor: HostUser) -> None:
    """Evaluation; report returned, resubmitted, approved; the wait waived."""
    evaluate(mentor)
    report(cast, "Lisa üks näide")
    cast.liis.do("change_window", reason="Juhendaja kinnitas telefonis")
