"""What an invitation invites to, as its mail and its page say it; names stay in the nominative."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.registry import MailContent, register_mail
from placements import clock, formats
from placements.cohorts.models import Enrolment, Role
from placements.cohorts.selectors import curriculum_of
from placements.overview.wording import WORDING
from placements.people.invitations import invitation_url
from placements.people.mails import Payload
from placements.people.models import Invitation, Person
from placements.records.services import provider_name

Rows = list[tuple[str, str]]


def invitation_rows(invitation: Invitation) -> Rows:
    """Cohorts, roles, school, and who invites, in the reader's language; at most four queries."""
    enrolments = _enrolments(invitation.person)
    rows = [*_cohorts(enrolments), *_roles(invitation.person)]
    school = provider_name()
    if school:
        rows.append((_("School"), school))
    if invitation.invited_by:
        rows.append((_("Invited by"), invitation.invited_by.name))
    if enrolments:
        rows.append((_("First task"), str(WORDING["request"].title)))
    return rows


def _enrolments(person: Person) -> list[Enrolment]:
    enrolments = Enrolment.objects.filter(learner=person, state=Enrolment.State.ACTIVE).select_related("cohort")
    return list(enrolments.order_by("-enrolled_on", "-pk"))


def _cohorts(enrolments: list[Enrolment]) -> Iterator[tuple[str, str]]:
    for enrolment in enrolments:
        title = curriculum_of(enrolment.programme_version_id).title
        yield _("Group"), f"{enrolment.cohort.code} · {title}"


def _roles(person: Person) -> Iterator[tuple[str, str]]:
    roles = Role.objects.filter(person=person).select_related("cohort").order_by("kind", "pk")
    for role in roles:
        where = role.cohort.code if role.cohort else _("the whole school")
        yield _("Your role"), f"{role.get_kind_display()}, {where}"


def invitation(payload: Payload, person: Person) -> MailContent | None:
    """The mail, in the language of the invitation; nothing once it is accepted, over, or followed by a newer one."""
    found = Invitation.objects.select_related("person", "invited_by").get(pk=payload["invitation"])
    is_over = found.accepted_at is not None or found.expires_at <= clock.now() or not person.is_active
    if is_over or found.generation != payload["generation"]:
        return None
    with translation.override(found.language):
        return compose(_letter(found, person))


def _letter(found: Invitation, person: Person) -> Letter:
    enrolments = _enrolments(person)
    school = provider_name()
    text = _(
        "Press the button, choose your language and sign in with the code that comes to this address. No password is "
        "needed. The link is valid until {date}."
    )
    if enrolments:
        subject = _("You are invited: cohort {cohort}").format(cohort=enrolments[0].cohort.code)
    else:
        subject = _("You are invited: {school}").format(school=school or "Praktika")
    return Letter(
        to=person.email or "",
        language=found.language,
        subject=subject,
        heading=_("Hello, {name}!").format(name=person.name.partition(" ")[0]),
        paragraphs=[text.format(date=formats.day(clock.local_date(found.expires_at)))],
        rows=invitation_rows(found),
        button=(_("Open"), invitation_url(found)),
        reason=_("The school has added you with this address."),
    )


def register() -> None:
    """Let the outbox know this mail."""
    register_mail("invitation", invitation)
