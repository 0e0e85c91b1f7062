"""Sound data, and data that must be refused, for every kind of step."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from placements.agreements.models import Placement, PlacementRequest
from placements.records.models import WorkItem
from placements.reports.selectors import prompt_needs, report_of
from tests.walking import draws
from tests.walking.world import World

Data = dict[str, Any]
# Sound data or spoiled data for an open item; whether it must be refused.
Drawn = tuple[Data, bool]
WORDS = "Nõustasin kliente ja kontrollisin kauba saatelehti koos juhendajaga. "


def request(world: World, _item: WorkItem) -> Drawn:
    data = draws.request_data(world)
    return (draws.spoil_request(world, data), True) if world.errs() else (data, False)


def review(world: World, item: WorkItem) -> Drawn:
    asked = PlacementRequest.objects.get(practicum=item.practicum)
    verdict = world.rng.choices(("approve", "return", "propose"), weights=(8, 1, 1))[0]
    if asked.source == PlacementRequest.Source.FIND:
        verdict = world.rng.choice(("propose", "propose", "return", "approve"))
    listed = [host for host in world.hosts if host.is_listed]
    host = world.rng.choice(listed) if verdict == "propose" else None
    place = world.rng.choice([None, *host.places.order_by("pk")]) if host else None
    errs = verdict != "approve" and world.errs()
    told = draws.blank(world.rng) if errs else draws.reason(world.rng)
    return {"verdict": verdict, "reason": told, "host": host, "place": place}, errs


def host_answer(world: World, _item: WorkItem) -> Drawn:
    accepts = world.rng.random() < 0.85
    errs = not accepts and world.errs()
    told = draws.blank(world.rng) if errs else draws.reason(world.rng)
    return {"accepts": accepts, "reason": told, "safety_contact": "Kristjan Tamm", "conditions": ""}, errs


def signature(world: World, item: WorkItem) -> Drawn:
    """The code is mailed when it is typed; a wrong code, a stale digest or no code at all are refused."""
    wrong = world.rng.choice(("code", "digest", "none")) if world.errs() else ""
    return {"wrong": wrong}, bool(wrong)


def briefing(world: World, _item: WorkItem) -> Drawn:
    errs = world.errs()
    held_on = world.today + timedelta(days=1) if errs else draws.day_near(world.rng, world.today, 5, 0)
    return {"held_on": held_on, "topics": "Tuleohutus, tõstmine, esmaabi"}, errs


def acknowledgement(_world: World, _item: WorkItem) -> Drawn:
    return {}, False


def check_in(world: World, _item: WorkItem) -> Drawn:
    errs = world.errs()
    held_on = world.rng.choice((world.today + timedelta(days=1), date(9999, 12, 31))) if errs else world.today
    outcome = world.rng.choice(("on_track", "at_risk", "action"))
    return {"held_on": held_on, "notes": "Kõik sujub", "agreed": "", "outcome": outcome}, errs


def answer(world: World, _item: WorkItem) -> Drawn:
    errs = world.errs()
    return {"text": world.rng.choice(("", " ", "a" * 100_000)) if errs else draws.reason(world.rng)}, errs


def evaluation(world: World, item: WorkItem) -> Drawn:
    named = Placement.objects.filter(pk=item.subject_id).first()
    placement = named or world.placement("in_force")
    assert placement is not None
    ratings = {code: world.rng.choice((1, 2, 3, 4, None)) for code in placement.competences}
    errs = bool(ratings) and world.errs()
    if errs:
        ratings.pop(next(iter(ratings)))
    texts = {"strength": "Rahulik klientidega", "advice": "Julgem otsustamine"}
    return {"ratings": ratings, "texts": texts, "aim_achieved": world.rng.random() < 0.9}, errs


def report(world: World, item: WorkItem) -> Drawn:
    assert item.practicum is not None
    version = report_of(item.practicum).draft_version
    needs = prompt_needs(item.practicum)
    answers = {need.code: (WORDS * need.minimum_words).strip()[: need.minimum_words * 20] for need in needs}
    wrong = world.rng.choice(("version", "short")) if world.errs() else ""
    if wrong == "short":
        answers[needs[0].code] = "Lühike"
    return {"version": version + (wrong == "version"), "answers": answers}, bool(wrong)


def report_review(world: World, _item: WorkItem) -> Drawn:
    approves = world.rng.random() < 0.7
    errs = not approves and world.errs()
    return {"approves": approves, "remarks": {"work": draws.blank(world.rng) if errs else "Lisa üks näide"}}, errs


def waiver(world: World, _item: WorkItem) -> Drawn:
    errs = world.errs()
    return {"reason": draws.blank(world.rng) if errs else draws.reason(world.rng)}, errs


def second_opinion(world: World, _item: WorkItem) -> Drawn:
    confirms = world.rng.random() < 0.7
    errs = not confirms and world.errs()
    return {"confirms": confirms, "answer": draws.blank(world.rng) if errs else draws.reason(world.rng)}, errs


def resume(world: World, item: WorkItem) -> Drawn:
    begun = item.practicum.suspensions.get(pk=item.subject_id).from_on  # type: ignore[union-attr]
    if world.errs():
        return {"resumed_on": world.rng.choice((world.today + timedelta(days=1), begun - timedelta(days=1)))}, True
    first = min(begun, world.today)
    return {"resumed_on": first + timedelta(days=world.rng.randint(0, (world.today - first).days))}, False


def concern(world: World, _item: WorkItem) -> Drawn:
    errs = world.errs()
    return {"measures": "Rääkisin ettevõttega", "outcome": draws.blank(world.rng) if errs else "Redel on uus"}, errs


def contested_day(world: World, _item: WorkItem) -> Drawn:
    errs, decision = world.errs(), world.rng.choice(("mentor", "learner", "again"))
    return {"decision": decision, "reason": draws.blank(world.rng) if errs else draws.reason(world.rng)}, errs


def absence(world: World, item: WorkItem) -> Drawn:
    """Some are excused, some are not; none is left out."""
    rows = item.practicum.absences.unjudged().order_by("pk")  # type: ignore[union-attr]
    ids = list(rows.values_list("pk", flat=True))
    cut = world.rng.randint(0, len(ids))
    return {"excused": set(ids[:cut]), "unexcused": set(ids[cut:]), "reason": draws.reason(world.rng)}, False


def call_host(world: World, _item: WorkItem) -> Drawn:
    errs = world.errs()
    return {"agreed": draws.blank(world.rng) if errs else draws.reason(world.rng)}, errs


def new_mentor(world: World, _item: WorkItem) -> Drawn:
    errs = world.errs()
    if errs or world.rng.random() < 0.3:
        return {"decision": "keep", "text": draws.blank(world.rng) if errs else "Jääb nii"}, errs
    card = {"name": "Kai Kask", "email": "kai@example.ee", "phone": "", "language": "et"}
    return {"decision": "appoint", "text": "", **card}, False


DATA: Mapping[str, Callable[[World, WorkItem], Drawn]] = {
    "request": request,
    "review": review,
    "host_answer": host_answer,
    "learner_signature": signature,
    "school_signature": signature,
    "host_signature": signature,
    "safety_briefing": briefing,
    "briefing_acknowledgement": acknowledgement,
    "check_in": check_in,
    "question": answer,
    "evaluation": evaluation,
    "report": report,
    "report_review": report_review,
    "change_window": waiver,
    "learner_amendment": signature,
    "school_amendment": signature,
    "host_amendment": signature,
    "former_evaluation": evaluation,
    "second_opinion": second_opinion,
    "resume": resume,
    "concern": concern,
    "contested_day": contested_day,
    "absence": absence,
    "call_host": call_host,
    "new_mentor": new_mentor,
}
