"""What must agree within a data file: sums, references, limits."""

from collections.abc import Iterable
from typing import Any

from placements.programmes.schema import Problem

Content = dict[str, Any]


def _equal(place: str, stated: int, reckoned: int) -> Iterable[Problem]:
    if stated != reckoned:
        yield Problem(place, "file.sum", {"stated": stated, "reckoned": reckoned})


def programme_problems(content: Content) -> Iterable[Problem]:
    """Hours by kind, totals, minutes, rules and the practicum's outcome agree with each other."""
    programme = content["programme"]
    hours, rules, modules = programme["hours"], programme["rules"], programme["modules"]
    by_kind = {kind: sum(m["hours"] for m in modules if m["kind"] == kind) for kind in ("contact", "practicum")}
    for kind, reckoned in by_kind.items():
        yield from _equal(f"programme.hours.{kind}", hours[kind], reckoned)
    parts = hours["contact"] + hours["practicum"] + hours["independent"]
    yield from _equal("programme.hours.total", hours["total"], parts)
    minutes = hours["practicum"] * hours["academic_hour_minutes"]
    yield from _equal("programme.hours.practicum_minutes", hours["practicum_minutes"], minutes)
    yield from _equal(
        "programme.hours.practicum_astronomical_hours", hours["practicum_astronomical_hours"] * 60, minutes
    )
    yield from _equal("programme.rules.attendance_base_hours", rules["attendance_base_hours"], hours["contact"])
    yield from _equal("programme.rules.practicum_hours_required", rules["practicum_hours_required"], hours["practicum"])
    yield from _equal("programme.rules.homework_hours", rules["homework_hours"], hours["independent"])
    exact = rules["attendance_base_hours"] * rules["attendance_min_percent"]
    yield from _equal("programme.rules.attendance_min_hours_exact", rules["attendance_min_hours_exact"] * 100, exact)
    yield from _practicum_problems(programme)


def _practicum_problems(programme: Content) -> Iterable[Problem]:
    if programme["practicum_outcome_no"] not in {outcome["no"] for outcome in programme["learning_outcomes"]}:
        yield Problem("programme.practicum_outcome_no", "file.reference", {"value": programme["practicum_outcome_no"]})
    if programme["hours"]["practicum"] < 1:
        yield Problem("programme.hours.practicum", "file.range", {"least": 1, "most": 10_000})


def policy_problems(content: Content, outcomes: set[int]) -> Iterable[Problem]:
    """Chips name outcomes of the programme; the longer back-dating limit is not the shorter one."""
    for index, chip in enumerate(content["task_chips"]):
        for number in chip["outcomes"]:
            if number not in outcomes:
                place = f"task_chips[{index}].outcomes"
                yield Problem(place, "programme.outcome", {"chip": chip["code"], "number": number})
    hours = content["hours"]
    if hours["backdate_with_reason_days"] < hours["backdate_free_days"]:
        most = hours["backdate_with_reason_days"]
        yield Problem("hours.backdate_free_days", "file.range", {"least": 0, "most": most})
    if content["request"]["minimum_outcomes"] > len(outcomes):
        yield Problem("request.minimum_outcomes", "file.range", {"least": 0, "most": len(outcomes)})
