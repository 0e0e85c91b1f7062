"""Reading completion."""

from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Q

from placements.agreements.models import Placement, Practicum
from placements.cohorts.models import Cohort, Role
from placements.cohorts.selectors import people_with
from placements.completion.models import CompletionRecord, Proposal, WindowWaiver
from placements.journal.models import Confirmation
from placements.people.models import Person


def window_is_over(now: datetime) -> Q:
    """Practicums whose confirmations are all final, or waived since. Source: domain, section 9 (8)."""
    waived = WindowWaiver.objects.filter(
        practicum=OuterRef("placement__practicum"), waived_at__gte=OuterRef("confirmed_at")
    )
    changeable = Confirmation.objects.filter(~Exists(waived), placement__practicum=OuterRef("pk"), final_at__gt=now)
    return ~Q(Exists(changeable))


def window_end(practicum: Practicum) -> datetime:
    """When the last confirmation becomes final; one query."""
    confirmations = Confirmation.objects.filter(placement__practicum=practicum)
    final_at: datetime | None = confirmations.aggregate(last=Max("final_at"))["last"]
    return final_at or practicum.stage_since


def begun_on(practicum: Practicum) -> date:
    """The first day of the practicum: that of the studies, or the last one of the practicum before; two queries."""
    former = practicum.enrolment.practicums.filter(pk__lt=practicum.pk).aggregate(last=Max("ended_on"))["last"]
    enrolled_on: date = practicum.enrolment.enrolled_on
    return max(former, enrolled_on) if former else enrolled_on


def earliest_rest(practicum: Practicum) -> date | None:
    """The first day on which a rest may begin: in the placement in force, after the last rest; two queries."""
    in_force = practicum.placements.filter(state=Placement.State.IN_FORCE).values_list("in_force_on", flat=True).first()
    resumed = practicum.suspensions.aggregate(last=Max("resumed_on"))["last"]
    return max(filter(None, (in_force, resumed)), default=None)


def last_logged_on(practicum: Practicum, placement: Placement | None = None) -> date | None:
    """The latest day of any entry that stands, in one placement or in all; one query."""
    entries = practicum.entries.standing()
    if placement is not None:
        entries = entries.filter(placement=placement)
    last: date | None = entries.aggregate(last=Max("day"))["last"]
    return last


def stands_elsewhere(practicum: Practicum) -> bool:
    """Whether the same studies have another practicum that has not ended; one query."""
    others = Practicum.objects.filter(enrolment=practicum.enrolment_id, ended_at=None)
    return bool(others.exclude(pk=practicum.pk).exists())


def second_people(cohort: Cohort, first: Person) -> list[Person]:
    """Who may confirm what this person proposes: managers first, then the cohort's curators; two queries."""
    people = [*people_with(Role.Kind.MANAGER, cohort), *people_with(Role.Kind.CURATOR, cohort)]
    return list({person.pk: person for person in people if person != first}.values())


def proposals_of(practicum: Practicum) -> list[Proposal]:
    """Everything that was proposed, oldest first; one query."""
    return list(
        practicum.proposals.select_related("proposed_by", "answered_by", "evidence").order_by("proposed_at", "pk")
    )


def standing_record(practicum: Practicum) -> CompletionRecord | None:
    """The completion record, unless it was annulled; one query."""
    return CompletionRecord.objects.filter(practicum=practicum, practicum__ended_at=None).first()
