"""The verbs of the register: issue, revoke, duplicate, in another language, correct."""

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.certificates import rules
from placements.certificates.checking import content_refusals
from placements.certificates.content import content_of
from placements.certificates.fields import labels_of, missing_codes
from placements.certificates.holds import recheck_refusal_of, revoked_numbers
from placements.certificates.models import DocumentEdition, IssuedDocument
from placements.certificates.printing import unknown_characters
from placements.certificates.register import enter, note, practicum_of
from placements.cohorts.models import Enrolment
from placements.decisions.models import Decision
from placements.people.models import Person
from placements.records.services import close_items
from placements.refusals import Refusal, Refused, refuse_if

TYPESET, RECHECK = "typeset_edition", "document_recheck"
RELATED = ("enrolment", "cohort", "learner")
Sort = DocumentEdition.Kind
State = IssuedDocument.State


@transaction.atomic
def issue(decision: Decision, actor: Person, language: str) -> IssuedDocument:
    """Issue the document that a standing decision comes to: number, line of the register and first edition at once.

    The file follows in the background. Locks: the enrolment, then the register of the year.
    Raises: Refused for a superseded or held decision, one whose document was revoked, a second document, an empty
    field, an unknown character, and while a work item asks to look again.
    """
    _lock(decision.enrolment_id)
    revoked = revoked_numbers([decision.pk]).get(decision.pk, "")
    refuse_if(_valid_refusal(decision.enrolment_id))
    standing = _standing(decision.enrolment_id, decision.pk)
    refuse_if(recheck_refusal_of(decision.enrolment_id), rules.revoked_refusal(revoked))
    return _issued(standing, actor, language)


@transaction.atomic
def issue_again(document: IssuedDocument, actor: Person, reason: str) -> IssuedDocument:
    """Issue a document with a new number for the decision whose document was revoked, if that decision still stands.

    Locks: as issue does. Raises: Refused as issue does, without a reason, and for a document that is not revoked.
    """
    locked = _locked(document)
    refuse_if(
        rules.again_refusal(is_revoked=locked.state == State.REVOKED, number=locked.number),
        rules.reason_refusal(reason),
        _valid_refusal(locked.enrolment_id),
    )
    standing = _standing(locked.enrolment_id, locked.decision_id)
    refuse_if(recheck_refusal_of(locked.enrolment_id))
    return _issued(standing, actor, locked.language, reason.strip())


def missing_fields(decision: Decision) -> tuple[str, ...]:
    """What the decision's document lacks, in the reader's language; empty when nothing is, or where there is none."""
    if decision.outcome not in rules.OUTCOMES:
        return ()
    return tuple(labels_of(missing_codes(content_of(decision, clock.now()))))


@transaction.atomic
def revoke(document: IssuedDocument, actor: Person, reason: str) -> IssuedDocument:
    """Revoke a valid document for good; its line stays. Locks: the enrolment. Raises: Refused."""
    locked = _locked(document)
    refuse_if(rules.state_refusal(locked.state, locked.number), rules.reason_refusal(reason))
    _leave(locked, State.REVOKED, reason)
    note("document.revoked", locked, actor, states=(State.VALID, State.REVOKED), reason=reason.strip())
    _close_recheck(locked, actor)
    queue_message("document_revoked", person_id=locked.learner_id, document=locked.pk)
    return locked


@transaction.atomic
def duplicate(document: IssuedDocument, actor: Person, reason: str, language: str = "") -> DocumentEdition:
    """Make the document again, marked as a duplicate with the day, for one that was lost. Raises: Refused."""
    locked = _locked(document)
    refuse_if(rules.state_refusal(locked.state, locked.number), rules.reason_refusal(reason))
    return _edition(locked, Sort.DUPLICATE, language or locked.language, actor, reason.strip())


@transaction.atomic
def translate(document: IssuedDocument, actor: Person, language: str) -> DocumentEdition:
    """Make the document in another language, with the same number. Raises: Refused; made already is refused too."""
    locked = _locked(document)
    made = locked.editions.exclude(kind=Sort.DUPLICATE).filter(language=language).exists()
    refuse_if(
        rules.state_refusal(locked.state, locked.number),
        Refusal("document.language_made", {"number": locked.number}) if made else None,
    )
    return _edition(locked, Sort.TRANSLATION, language, actor)


@transaction.atomic
def correct(document: IssuedDocument, actor: Person, reason: str) -> IssuedDocument:
    """Replace a valid document by one with a new number, from what stands today; the old line stays as replaced.

    Raises: Refused as issue does, and without a reason.
    """
    locked = _locked(document)
    refuse_if(rules.state_refusal(locked.state, locked.number), rules.reason_refusal(reason))
    decision = _standing(locked.enrolment_id)
    _leave(locked, State.SUPERSEDED, reason)
    made = _enter(decision, actor, locked.language, replaces=locked)
    note(
        "document.corrected", locked, actor,
        states=(State.VALID, State.SUPERSEDED), reason=reason.strip(), replacement=made.pk,
    )  # fmt: skip
    note("document.issued", made, actor, states=("", State.VALID), kind=made.kind, language=made.language)
    _close_recheck(locked, actor)
    return made


def _issued(decision: Decision, actor: Person, language: str, reason: str = "") -> IssuedDocument:
    document = _enter(decision, actor, language)
    note(
        "document.issued", document, actor,
        states=("", State.VALID), reason=reason, kind=document.kind, language=language,
    )  # fmt: skip
    return document


def _valid_refusal(enrolment_id: int) -> Refusal | None:
    valid = IssuedDocument.objects.filter(enrolment=enrolment_id, state=State.VALID).first()
    return rules.issued_refusal(valid.number if valid else "")


def _lock(enrolment_id: int) -> None:
    Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment_id)


def _locked(document: IssuedDocument) -> IssuedDocument:
    _lock(document.enrolment_id)
    return IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)


def _standing(enrolment_id: int, decision_id: int | None = None) -> Decision:
    """The decision that stands, if a document may come of it. Raises: Refused, also when it is not this one."""
    found = Decision.objects.standing().with_hold().select_related(*RELATED).filter(enrolment=enrolment_id).first()
    stands = found is not None and decision_id in (None, found.pk)
    if found is None or not stands:
        raise Refused(Refusal("document.decision_superseded"))
    refuse_if(rules.may_issue_refusal(stands=stands, outcome=found.outcome, is_held=found.is_held))
    decision: Decision = found
    return decision


def _enter(decision: Decision, actor: Person, language: str, replaces: IssuedDocument | None = None) -> IssuedDocument:
    content = content_of(decision, clock.now())
    refuse_if(*content_refusals(content, unknown_characters(content)))
    document = enter(decision, content, actor, language, replaces)
    _edition(document, Sort.ORIGINAL, language, actor)
    return document


def _edition(document: IssuedDocument, kind: str, language: str, actor: Person, reason: str = "") -> DocumentEdition:
    ordinal = document.editions.count() + 1
    edition = DocumentEdition.objects.create(
        document=document, kind=kind, language=language, ordinal=ordinal, reason=reason, asked_by=actor
    )
    queue_message(TYPESET, edition=edition.pk)
    if kind != Sort.ORIGINAL:
        act = "document.duplicated" if kind == Sort.DUPLICATE else "document.translated"
        note(act, document, actor, reason=reason, edition=ordinal, language=language)
    return edition


def _leave(document: IssuedDocument, state: str, reason: str) -> None:
    document.state, document.state_at, document.state_reason = state, clock.now(), reason.strip()
    document.save(update_fields=["state", "state_at", "state_reason"])


def _close_recheck(document: IssuedDocument, actor: Person) -> None:
    practicum = practicum_of(document)
    if practicum is not None:
        close_items(RECHECK, practicum_id=practicum.pk, by=actor, subject_id=document.pk)
