"""Opening and changing cohorts: the effect, and that what is refused changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from config.demo.walk import Walk
from placements.cohorts.models import Cohort
from placements.cohorts.rules import CohortDates
from placements.cohorts.services import DATES, CohortDetails, change_cohort, open_cohort
from placements.programmes.models import PolicyVersion, Programme, ProgrammeVersion
from placements.records.models import HistoryEntry
from placements.refusals import Refused
from tests.office import JELENA, Office
from workflows.enrolling import enrol

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def details_of(cohort: Cohort, **changed: Any) -> CohortDetails:
    """The cohort as it is; changed names columns, dates among them."""
    dates = CohortDates(*(changed.get(name, getattr(cohort, name)) for name in DATES))
    names = ("code", "programme_version", "policy_version", "occupation_version", "language", "version")
    return CohortDetails(**{name: changed.get(name, getattr(cohort, name)) for name in names}, dates=dates)


def refused(verb: Callable[[], object]) -> list[str]:
    """The codes with which the verb refuses; and it leaves neither row nor history behind."""
    before = list(Cohort.objects.order_by("pk").values()), HistoryEntry.objects.count()
    with pytest.raises(Refused) as raised:
        verb()
    assert (list(Cohort.objects.order_by("pk").values()), HistoryEntry.objects.count()) == before
    return [refusal.code for refusal in raised.value.refusals]


def test_a_cohort_is_opened_and_that_is_recorded(office: Office) -> None:
    cohort = open_cohort(details_of(office.cohort, code="ktj-26-4", version=0), office.piret)
    entry = HistoryEntry.objects.get(action="cohort.opened")
    assert (entry.actor, entry.subject_id, entry.details["code"]) == (office.piret, cohort.pk, "ktj-26-4")
    assert entry.details["programme_version"] == office.cohort.programme_version_id
    assert not cohort.roles.exists()


@pytest.mark.parametrize("code", ["ktj-26-3", "KTJ-26-3"])
def test_a_code_is_given_once_in_capitals_or_not(office: Office, code: str) -> None:
    assert refused(lambda: open_cohort(details_of(office.cohort, code=code), office.piret)) == ["cohort.code_used"]


def test_every_broken_rule_is_named_at_once(office: Office) -> None:
    long_ago = office.cohort.starts_on - DAY
    details = details_of(office.cohort, code="new", ends_on=long_ago, decision_on=long_ago)
    codes = refused(lambda: open_cohort(details, office.piret))
    assert codes == ["cohort.code_reserved", "cohort.dates_order", "cohort.decision_early"]


def test_a_policy_of_another_programme_is_refused(office: Office) -> None:
    other = PolicyVersion.objects.create(
        programme=Programme.objects.create(code="x"), number=1, digest="x", content=_policy(office).content
    )
    details = details_of(office.cohort, code="x", policy_version=other)
    assert refused(lambda: open_cohort(details, office.piret)) == ["cohort.policy_of_other"]


def _policy(office: Office) -> PolicyVersion:
    policy = office.cohort.policy_version
    assert policy is not None
    return policy


def test_a_policy_that_names_outcomes_which_the_version_lacks_is_refused(office: Office) -> None:
    version = office.cohort.programme_version
    content = {"programme": {**version.content["programme"]}}
    content["programme"]["learning_outcomes"] = content["programme"]["learning_outcomes"][:2]
    small = ProgrammeVersion.objects.create(programme=version.programme, number=2, digest="y", content=content)
    details = details_of(office.cohort, code="x", programme_version=small)
    assert refused(lambda: open_cohort(details, office.piret)) == ["cohort.policy_outcomes"]


def test_dates_change_and_only_what_changed_is_recorded(office: Office) -> None:
    later = office.cohort.ends_on + 3 * DAY
    changed = change_cohort(office.cohort, details_of(office.cohort, ends_on=later, decision_on=None), office.piret)
    entry = HistoryEntry.objects.get(action="cohort.changed")
    assert (changed.ends_on, changed.decision_on, changed.version) == (later, None, 1)
    assert entry.details == {"ends_on": later.isoformat(), "decision_on": 0}


def test_nothing_changed_is_nothing_recorded(office: Office) -> None:
    assert change_cohort(office.cohort, details_of(office.cohort), office.piret).version == 0
    assert not HistoryEntry.objects.filter(action="cohort.changed").exists()


def test_of_two_tabs_the_second_is_told(office: Office) -> None:
    seen = details_of(office.cohort, language="ru")
    change_cohort(office.cohort, replace(seen, language="en"), office.piret)
    assert refused(lambda: change_cohort(office.cohort, seen, office.piret)) == ["cohort.changed"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"policy_version": None}, "cohort.versions_kept"),
        ({"occupation_version": None}, "cohort.versions_kept"),
        ({"code": "ktj"}, "cohort.code_kept"),
    ],
)
def test_an_enrolment_keeps_the_versions_it_began_with(office: Office, changed: dict[str, Any], code: str) -> None:
    enrol(office.cohort, JELENA, office.piret)
    assert refused(lambda: change_cohort(office.cohort, details_of(office.cohort, **changed), office.piret)) == [code]


def test_before_anybody_is_enrolled_code_and_versions_change(office: Office) -> None:
    details = details_of(office.cohort, code="ktj", policy_version=None, occupation_version=None)
    changed = change_cohort(office.cohort, details, office.piret)
    assert (changed.code, changed.policy_version_id, changed.occupation_version_id) == ("ktj", None, None)


def placed(new_walk: Callable[[], Walk]) -> tuple[Cohort, Any]:
    placement = new_walk().ask().review("approve").practicum.placements.get()
    return placement.practicum.cohort, placement


@pytest.mark.parametrize("is_cut", [True, False])
def test_a_running_placement_does_not_fall_out_of_the_window(new_walk: Callable[[], Walk], is_cut: bool) -> None:
    cohort, placement = placed(new_walk)
    until = placement.ends_on - (DAY if is_cut else 0 * DAY)
    details = details_of(cohort, practicum_until=until)
    if is_cut:
        assert refused(lambda: change_cohort(cohort, details, placement.mentor)) == ["cohort.placement_outside"]
    else:
        assert change_cohort(cohort, details, placement.mentor).practicum_until == until


def test_a_placement_that_lay_outside_before_hinders_no_other_change(new_walk: Callable[[], Walk]) -> None:
    cohort, placement = placed(new_walk)
    Cohort.objects.filter(pk=cohort.pk).update(practicum_until=placement.ends_on - DAY)
    cohort.refresh_from_db()
    assert change_cohort(cohort, details_of(cohort, language="ru"), placement.mentor).language == "ru"


def test_a_placement_that_was_declined_hinders_nothing(new_walk: Callable[[], Walk]) -> None:
    cohort, placement = placed(new_walk)
    placement.state = "declined"
    placement.save()
    until = placement.ends_on - DAY
    assert change_cohort(cohort, details_of(cohort, practicum_until=until), placement.mentor).practicum_until == until
