"""One row of the page of what is missing, and the school's own rows: settings, data files, mails."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from notifications.models import OutboxMessage
from placements import formats
from placements.clock import TALLINN, local_date
from placements.people.identifiers import registry_code_refusal
from placements.setup.facts import Facts, Latest
from placements.setup.links import page_address

START, DOCUMENTS, RECOMMENDED = "start", "documents", "recommended"
PATIENCE = timedelta(minutes=2)
State = OutboxMessage.State


@dataclass(frozen=True, slots=True)
class Row:
    """What it is, what stands or why it is needed, and the button that leads to the page that mends it."""

    code: str
    group: str
    title: str
    note: str
    is_done: bool
    action: str = ""
    url: str = ""
    done_on: date | None = None
    is_post: bool = False


def school_row(facts: Facts) -> Row:
    """The school's name and registry code; a code whose check digit is false counts as missing."""
    provider = facts.provider
    name, code = provider.name.strip(), provider.registry_code
    is_sound = bool(code) and registry_code_refusal(code) is None
    if name and is_sound:
        note = _("{name}, {code}: the check digit is right").format(name=name, code=code)
    elif code and not is_sound:
        note = _("The check digit of {code} does not match").format(code=code)
    else:
        note = _("Agreements and documents name the school by them")
    return _setting("school", START, _("School's name and registry code"), note, facts, "name", "registry_code",
                    is_done=bool(name) and is_sound)  # fmt: skip


def _setting(code: str, group: str, title: str, note: str, facts: Facts, *fields: str, is_done: bool) -> Row:
    days = [facts.changed_on[name] for name in fields if name in facts.changed_on]
    url = f"{page_address('setup-provider')}#id_{fields[-1]}"
    return Row(code, group, title, note, is_done, _("Add"), url, max(days, default=None))


def document_rows(facts: Facts) -> Iterator[Row]:
    """The settings that documents carry."""
    provider, lacks = facts.provider, facts.lacks_for_documents
    name = provider.signatory.name if provider.signatory else ""
    signatory = ", ".join(filter(None, [name, provider.signatory_title]))
    for field, title, value in (
        ("activity_notice_number", _("EHIS notice number"), provider.activity_notice_number),
        ("signatory", _("Signatory"), signatory),
        ("place_of_issue", _("Place of issue"), provider.place_of_issue),
    ):
        note = _("Mandatory on certificates and attestations") if field in lacks else value
        yield _setting(field, DOCUMENTS, title, note, facts, field, is_done=field not in lacks)


def contact_row(facts: Facts) -> Row:
    """Whom people write to about their data."""
    contact = facts.provider.data_protection_contact.strip()
    note = contact or _("The privacy notice tells people whom to write to about their data")
    title = _("Data protection contact")
    return _setting("contact", RECOMMENDED, title, note, facts, "data_protection_contact", is_done=bool(contact))


def file_rows(facts: Facts) -> Iterator[Row]:
    """Programme, occupation profile and policy."""
    for kind, group, title, latest, why in (
        ("programme", START, _("Programme"), facts.programme,
         _("A group runs by a programme: load its file, or begin with the shipped example")),
        ("occupation", START, _("Occupation profile"), facts.occupation,
         _("The company evaluates the competences of a profile")),
        ("policy", RECOMMENDED, _("Practicum policy"), facts.policy,
         _("Without one the shipped limits count, and the contact modules are the tasks to choose from")),
    ):  # fmt: skip
        url = f"{page_address('setup-files')}#{kind}"
        yield Row(kind, group, title, _version(latest) or why, latest is not None, _("Load"), url,
                  latest.loaded_on if latest else None)  # fmt: skip


def _version(latest: Latest | None) -> str:
    return _("{code}, version {number}").format(code=latest.code, number=latest.number) if latest else ""


def mail_row(facts: Facts) -> Row:
    """Whether the school's mails get through: what became of the last trial mail."""
    mail = facts.mail
    is_done = mail is not None and mail.state == State.DONE
    day = local_date(mail.done_at) if mail and mail.done_at else None
    if _is_on_its_way(facts):
        return Row("mail", START, _("Trial mail"), _fate(facts), False, _("Check again"), page_address("setup"))
    url = page_address("setup-trial-mail")
    return Row("mail", START, _("Trial mail"), _fate(facts), is_done, _("Send to me"), url, day, is_post=True)


def _is_on_its_way(facts: Facts) -> bool:
    """Whether it is too soon to send another one."""
    mail = facts.mail
    if mail is None or mail.state in (State.DONE, State.DEAD) or mail.last_error:
        return False
    return facts.now - mail.due_at <= PATIENCE


def _fate(facts: Facts) -> str:
    mail = facts.mail
    if mail is None:
        return _("No mail was sent yet, so nobody knows whether they arrive")
    if mail.state != State.DONE:
        return _unsent(mail, facts.now)
    if facts.mails_stay_here:
        return _("It has arrived in the mailbox of this machine")
    return _("Sent: {name}. Look whether it has arrived").format(name=mail.person.name if mail.person else "")


def _unsent(mail: OutboxMessage, now: datetime) -> str:
    due = formats.clock_time(mail.due_at.astimezone(TALLINN).time())
    if mail.state == State.DEAD:
        text = _("It could not be sent, tries: {n} ({error}). Check the mail server's settings")
    elif mail.last_error:
        text = _("Not sent yet, tries: {n} ({error}). The next one is at {time}")
    elif now - mail.due_at > PATIENCE:
        text = _("It has been waiting since {time}: the worker does not seem to run")
    else:
        text = _("On its way: check again in a moment")
    return text.format(n=mail.attempts, error=mail.last_error, time=due)


def server_row(facts: Facts) -> Iterator[Row]:
    """While mails stay on this machine, that is said."""
    if facts.mails_stay_here:
        note = _("Mails stay in the mailbox of this machine. Before real people are invited, a mail server is set")
        yield Row("server", RECOMMENDED, _("Mail server"), note, False, _("Open the mailbox"), page_address("mailbox"))
