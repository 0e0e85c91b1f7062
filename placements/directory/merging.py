"""The verb of merging: two rows turn out to be one person."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from placements.agreements.models import Placement, Practicum
from placements.cohorts.models import Enrolment, Role
from placements.directory import rules
from placements.directory.relations import Reference, is_append_only, label_of, references, rows_of
from placements.directory.rules import Pair
from placements.directory.settling import SETTLED
from placements.directory.substituting import locked_people
from placements.people.models import Person
from placements.records.models import HistoryEntry
from placements.records.querysets import DESK
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if


def pair_of(keep: Person, duplicate: Person, actor: Person) -> Pair:
    """What stands in the way of the two being one person; at most eight queries."""
    codes = {each.personal_code_index for each in (keep, duplicate)} - {None}
    shared = Enrolment.objects.filter(learner=duplicate, cohort__enrolments__learner=keep)
    return Pair(
        is_same=keep.pk == duplicate.pk,
        is_self=duplicate.pk == actor.pk,
        is_merged=bool(keep.merged_into_id or duplicate.merged_into_id),
        is_keep_active=keep.is_active,
        is_anonymised=bool(keep.anonymised_at or duplicate.anonymised_at),
        codes_differ=len(codes) > 1,
        standing_in=_codes(_where_both_stand(shared, keep, duplicate)),
        left=_codes(_where_one_left(shared, keep, duplicate)),
        guides_itself=_guides(keep, duplicate) or _guides(duplicate, keep),
    )


def _codes(enrolments: QuerySet[Enrolment]) -> Sequence[str]:
    return sorted(enrolments.values_list("cohort__code", flat=True))


def _where_both_stand(shared: QuerySet[Enrolment], keep: Person, duplicate: Person) -> QuerySet[Enrolment]:
    """Of the enrolments in the same cohort: where each of the two has a practicum that has not ended."""
    standing = Practicum.objects.filter(cohort=OuterRef("cohort"), ended_at=None)
    return shared.filter(*(Exists(standing.filter(learner=each)) for each in (keep, duplicate)))


def _where_one_left(shared: QuerySet[Enrolment], keep: Person, duplicate: Person) -> QuerySet[Enrolment]:
    """Of the enrolments in the same cohort: where the history of the one would end the studies of the other."""
    here = Enrolment.objects.filter(cohort=OuterRef("cohort"), learner__in=(keep, duplicate))
    return shared.filter(Exists(here.exclude(state=Enrolment.State.ACTIVE)))


def _guides(guide: Person, learner: Person) -> bool:
    """Whether the one is named at the company, acted in, or works at the school's desk for a practicum of the other."""
    named = Placement.objects.filter(Q(mentor=guide) | Q(signatory=guide), practicum__learner=learner)
    roles = Role.objects.filter(person=guide, kind__in=DESK)
    here = Q(cohort__in=roles.filter(cohort__isnull=False).values("cohort")) | Q(Exists(roles.filter(cohort=None)))
    running = Practicum.objects.unfinished().filter(learner=learner)
    acted = HistoryEntry.objects.filter(actor=guide, practicum__learner=learner)
    answers = (named.exclude(state=Placement.State.DECLINED), acted, running.filter(here))
    return any(found.exists() for found in answers)


@transaction.atomic
def merge_people(keep: Person, duplicate: Person, actor: Person, reason: str) -> Person:
    """Let everything of the duplicate be the kept person's; the duplicate's row stays, named like it, for history.

    Signatures, postings and history are never changed and go on naming the duplicate.
    Locks: both people by primary key, so that of two merges at once one wins.
    Raises: Refused with every reason; nothing is changed then.
    """
    keep, duplicate = locked_people(keep, duplicate)
    refuse_if(rules.reason_refusal(reason), *rules.merge_refusals(pair_of(keep, duplicate, actor)))
    for reference in references():
        if not is_append_only(reference):
            _move(reference, keep, duplicate, actor)
    _unite_details(keep, duplicate)
    record("person.merged", actor=actor, subject_id=keep.pk, reason=reason, other=duplicate.pk)
    record("person.merged_away", actor=actor, subject_id=duplicate.pk, reason=reason, other=keep.pk)
    return keep


def _move(reference: Reference, keep: Person, duplicate: Person, actor: Person) -> None:
    settle = SETTLED.get(label_of(reference))
    if settle is not None:
        settle(keep, duplicate, actor)
        return
    try:
        with transaction.atomic():
            rows_of(reference).filter(**{reference.name: duplicate}).update(**{reference.name: keep})
    except IntegrityError as error:
        table = str(reference.model._meta.verbose_name)  # noqa: SLF001 - Django's documented model API
        raise Refused(Refusal("merge.conflict", {"table": table})) from error


def _unite_details(keep: Person, duplicate: Person) -> None:
    """What the kept person lacks comes from the duplicate; unique values leave the one row before the other."""
    given = {name: getattr(duplicate, name) for name in ("email", "phone", "personal_code", "birth_date")}
    index, has_account = duplicate.personal_code_index, duplicate.has_account
    duplicate.name, duplicate.email, duplicate.phone = keep.name, None, ""
    duplicate.personal_code, duplicate.personal_code_index, duplicate.birth_date = "", None, None
    duplicate.is_active, duplicate.has_account, duplicate.merged_into = False, False, keep
    duplicate.save()
    for name, value in given.items():
        setattr(keep, name, getattr(keep, name) or value)
    keep.personal_code_index = keep.personal_code_index or index
    keep.has_account |= has_account
    keep.save()
    Person.objects.filter(merged_into=keep).update(name=keep.name)
