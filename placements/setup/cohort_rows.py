"""The rows about groups, their people, companies, and the first practicum."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from placements.setup.facts import Facts
from placements.setup.links import page_address
from placements.setup.rows import DOCUMENTS, RECOMMENDED, START, Row

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_CODES = 3
# On the way to the first running practicum: the stage, and who acts now.
NEXT_ACTS: "dict[str, _StrPromise]" = {
    "signatures": gettext_lazy("Now learner, school and company sign the agreement"),
    "host_answer": gettext_lazy(
        "Now the company answers by the mailed link; letters to companies go on working days from 8 to 18"
    ),
    "review": gettext_lazy("Now the curator reviews the request in the inbox"),
    "request": gettext_lazy("Now the learner signs in and sends the placement request"),
}


def cohort_row(facts: Facts) -> Row:
    """A group with its dates that has not ended."""
    if facts.cohorts:
        note = _groups(facts.cohorts)
    elif facts.programme:
        note = _("One run of the programme, with its dates and the time of the practicum")
    else:
        note = _("First load a programme")
    url = page_address("cohort-new") if facts.programme else ""
    return Row("cohort", START, _("Group with dates"), note, bool(facts.cohorts), _("Open a group"), url)


def people_rows(facts: Facts) -> Iterator[Row]:
    """Curators and who stands in for them."""
    yield _of_people(facts, "curator", START, _("Curator"), facts.cohorts_without("curator"),
                     _("{groups}: nobody reviews requests and answers questions"))  # fmt: skip
    yield _of_people(facts, "substitute", START, _("Curator's substitute"),
                     facts.cohorts_without_stand_in(),
                     _("{groups}: when the curator is away, the work reaches nobody"))  # fmt: skip


def trainer_row(facts: Facts) -> Row:
    """The names of trainers, which documents carry."""
    lacking = facts.cohorts_without("trainer")
    return _of_people(facts, "trainers", DOCUMENTS, _("Trainers' names"), lacking, _("{groups}: there are no names"))


def _of_people(facts: Facts, code: str, group: str, title: str, lacking: list[Any], text: str) -> Row:
    if not facts.cohorts:
        return Row(code, group, title, _("First open a group"), False)
    note = text.format(groups=_groups(lacking)) if lacking else _("Named in every group")
    url = page_address("cohort-people", (lacking or facts.cohorts)[0].code)
    return Row(code, group, title, note, not lacking, _("Choose"), url)


def decision_row(facts: Facts) -> Row:
    """The date on which a group's decisions become final."""
    lacking = [each for each in facts.cohorts if each.decision_on is None]
    if not facts.cohorts:
        return Row("decision", DOCUMENTS, _("Date of the decision"), _("First open a group"), False)
    text = _("{groups}: without the date no decision becomes final")
    note = text.format(groups=_groups(lacking)) if lacking else _("Named in every group")
    url = page_address("cohort-edit", (lacking or facts.cohorts)[0].code)
    return Row("decision", DOCUMENTS, _("Date of the decision"), note, not lacking, _("Add"), url)


def learner_row(facts: Facts) -> Row:
    """Somebody is enrolled."""
    if not facts.cohorts:
        return Row("learners", START, _("Learners"), _("First open a group"), False)
    number = sum(each.learners for each in facts.cohorts)
    empty = next((each for each in facts.cohorts if not each.learners), facts.cohorts[0])
    url = page_address("learner-new", empty.code) or page_address("learner-import", empty.code)
    counted = ngettext("{n} learner", "{n} learners", number).format(n=number)
    note = counted if number else _("Nobody is enrolled yet: add them one by one or from a table")
    return Row("learners", START, _("Learners"), note, number > 0, _("Add"), url)


def host_row(facts: Facts) -> Row:
    """A company with a mentor and somebody who signs."""
    if facts.ready_hosts:
        note = _("Companies with mentor and signatory: {ready} / {all}")
    elif facts.hosts:
        note = _("Companies: {all}. None of them has both a mentor and a signatory")
    else:
        note = _("Learners may name a company themselves; from the school's list they only choose")
    url = page_address("hosts") if facts.hosts else page_address("host-new")
    note = note.format(ready=facts.ready_hosts, all=facts.hosts)
    return Row("hosts", RECOMMENDED, _("Companies"), note, facts.ready_hosts > 0, _("Add"), url)


def practicum_row(facts: Facts) -> Row:
    """The first practicum whose agreement is in force."""
    if facts.running:
        note = _("Practicums with an agreement in force so far: {n}").format(n=facts.running)
    else:
        acts = [text for stage, text in NEXT_ACTS.items() if facts.stages.get(stage)]
        note = str(acts[0]) if acts else _("It begins when a learner is enrolled")
    url = page_address("learners") if facts.stages else ""
    return Row("practicum", START, _("First running practicum"), note, facts.running > 0, _("Look"), url)


def _groups(cohorts: list[Any]) -> str:
    """Group KTJ-1; Groups KTJ-1, KTJ-2, KTJ-3 +2."""
    codes, more = ", ".join(each.code for each in cohorts[:MOST_CODES]), len(cohorts) - MOST_CODES
    named = f"{codes} +{more}" if more > 0 else codes
    return ngettext("Group {codes}", "Groups {codes}", len(cohorts)).format(codes=named)
