"""Two rows turn out to be one person: what moves, what stays, what is refused, whichever table it is."""

from collections.abc import Callable
from datetime import date

import pytest
from allauth.account.models import EmailAddress

from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Placement, Practicum, Signature
from placements.cohorts.models import Role, Substitution
from placements.directory.merging import merge_people
from placements.directory.relations import is_append_only, is_in_unique, label_of, references, rows_of
from placements.directory.settling import SETTLED, STAYING
from placements.hosts.models import Contact
from placements.overview.lanes import timeline_context
from placements.people.codes import check_code, code_of, issue_code
from placements.people.links import problem_of
from placements.people.models import AccessLink, Person
from placements.people.services import ContactDetails, anonymise, set_personal_code, update_contact
from placements.records.guards import APPEND_ONLY
from placements.records.models import HistoryEntry, WorkItem
from placements.records.services import open_item
from placements.refusals import Refused
from tests.outbox import deliver_all
from tests.school import School, away, new_person

pytestmark = pytest.mark.django_db
WHY = "Sama inimene kahe aadressiga"
CODES = ("37605030299", "39901012239")


def merged(keep: Person, duplicate: Person, actor: Person) -> Person:
    merge_people(keep, duplicate, actor, WHY)
    duplicate.refresh_from_db()
    return Person.objects.get(pk=keep.pk)


def refused(keep: Person, duplicate: Person, actor: Person, reason: str = WHY) -> list[str]:
    """The codes of the broken rules; both rows and all that refers to them stay as they were."""
    people = Person.objects.filter(pk__in=[keep.pk, duplicate.pk]).order_by("pk")
    before = list(people.values()), HistoryEntry.objects.count(), named(duplicate)
    with pytest.raises(Refused) as caught:
        merge_people(keep, duplicate, actor, reason)
    assert (list(people.values()), HistoryEntry.objects.count(), named(duplicate)) == before
    return [refusal.code for refusal in caught.value.refusals]


def named(person: Person) -> dict[str, int]:
    """How many rows of which table and field name this person."""
    counts = {label_of(each): rows_of(each).filter(**{each.name: person}).count() for each in references()}
    return {label: count for label, count in counts.items() if count}


@pytest.fixture
def finished(new_walk: Callable[[], Walk]) -> Walk:
    """A practicum with everything in it, up to the completion record."""
    walk = new_walk().start().work(14).confirm(returned=1)
    walk.work(1).confirm().evaluate().report().read_report(approves=True)
    return walk.do("change_window", {"reason": "Kinnitas telefonis"})


def test_every_reference_to_a_person_is_known() -> None:
    labels = {label_of(each) for each in references()}
    assert {"placements.Role.person", "placements.HistoryEntry.actor", "viewflow.Task.owner"} <= labels
    assert {*SETTLED, *STAYING} <= labels


def test_a_table_in_which_two_people_may_collide_is_settled() -> None:
    colliding = {label_of(each) for each in references() if is_in_unique(each) and not is_append_only(each)}
    assert colliding - {*SETTLED} == set()


@pytest.mark.parametrize("who", ["learner", "mentor", "signatory"])
def test_everything_but_what_is_append_only_names_the_kept_person(who: str, finished: Walk) -> None:
    piret = Role.objects.get(kind="manager").person
    placement = Placement.objects.get(practicum=finished.practicum)
    duplicate = finished.practicum.learner if who == "learner" else getattr(placement, who)
    before, keep = named(duplicate), new_person("Keegi Teine")
    merged(keep, duplicate, piret)
    kinds = {f"placements.{name}" for name in APPEND_ONLY}
    left = {label for label in named(duplicate) if label.rpartition(".")[0] not in kinds}
    assert left <= STAYING
    assert {label for label in before if label.rpartition(".")[0] in kinds} <= set(named(duplicate))
    assert len(named(keep)) >= len(before) - len(named(duplicate))


def test_the_school_s_people_are_merged_in_every_table_too(finished: Walk) -> None:
    school = [Role.objects.filter(kind=kind).order_by("pk")[0].person for kind in ("curator", "manager")]
    away(*school, school[1])
    keep = new_person("Keegi Teine")
    Role.objects.create(person=keep, kind="manager", cohort=None)
    merged(keep, school[0], keep)
    merged(keep, school[1], keep)
    left = {label for person in school for label in named(person)}
    assert {label.split(".")[1] for label in left} <= set(APPEND_ONLY)
    assert not Substitution.objects.exists()


def test_the_duplicate_stays_named_like_the_kept_one_and_opens_nothing(school: School, walk: Walk) -> None:
    duplicate = walk.practicum.learner
    EmailAddress.objects.create(user=duplicate, email=duplicate.email)
    keep = merged(new_person("Jelena Orlova"), duplicate, school.piret)
    assert (duplicate.name, duplicate.email, duplicate.is_active) == (keep.name, None, False)
    assert (duplicate.merged_into, duplicate.has_account) == (keep, False)
    assert not EmailAddress.objects.filter(user=duplicate).exists()
    assert Practicum.objects.get(pk=walk.practicum.pk).learner == keep


def test_a_name_changed_later_is_the_duplicate_s_too(school: School, walk: Walk) -> None:
    duplicate = walk.practicum.learner
    keep = merged(new_person("Jelena Orlova"), duplicate, school.piret)
    update_contact(keep, ContactDetails("Jelena Kask", keep.email or ""), school.piret)
    duplicate.refresh_from_db()
    assert duplicate.name == "Jelena Kask"


def test_an_anonymised_person_s_duplicates_tell_nothing_either(school: School, walk: Walk) -> None:
    duplicate = walk.mentor
    keep = merged(new_person("Keegi Teine"), duplicate, school.piret)
    anonymise(keep, school.piret, "Palus")
    duplicate.refresh_from_db()
    assert duplicate.name == f"N. N. {keep.pk}"


def test_what_the_kept_one_lacks_comes_from_the_duplicate(school: School) -> None:
    keep, duplicate = new_person("Anne Vaher", phone=""), new_person("Ann Vaher", phone="+372 5555 0101")
    set_personal_code(duplicate, CODES[0], school.piret)
    kept = merged(keep, duplicate, school.piret)
    assert (kept.phone, kept.personal_code, kept.birth_date) == ("+372 5555 0101", CODES[0], date(1976, 5, 3))
    assert (duplicate.phone, duplicate.personal_code, duplicate.birth_date) == ("", "", None)


def test_what_the_kept_one_has_stays(school: School) -> None:
    keep, duplicate = new_person("Anne Vaher", phone="+372 1"), new_person("Ann Vaher", phone="+372 2")
    kept = merged(keep, duplicate, school.piret)
    assert (kept.name, kept.email, kept.phone) == ("Anne Vaher", "anne@example.ee", "+372 1")


def test_a_missing_address_comes_from_the_duplicate(school: School) -> None:
    keep = Person.objects.create(name="Anne Vaher", email=None, has_account=False)
    kept = merged(keep, new_person("Ann Vaher"), school.piret)
    assert (kept.email, kept.has_account) == ("ann@example.ee", True)


def test_roles_and_contacts_that_both_have_are_there_once(school: School, walk: Walk) -> None:
    placement = Placement.objects.get(practicum=walk.practicum)
    keep, duplicate = new_person("Anne Vaher"), new_person("Ann Vaher")
    for person, part in ((keep, "is_mentor"), (duplicate, "is_signatory")):
        Role.objects.create(person=person, cohort=school.cohort, kind="trainer")
        Contact.objects.create(host=placement.host, person=person, **{part: True})
    merged(keep, duplicate, school.piret)
    assert keep.roles.count() == 1
    contact = keep.host_contacts.get()
    assert (contact.is_mentor, contact.is_signatory) == (True, True)


def test_a_task_that_both_have_open_is_closed_once(school: School, walk: Walk) -> None:
    keep, duplicate = new_person("Anne Vaher"), new_person("Ann Vaher")
    for owner in (keep, duplicate):
        open_item("overdue", part="curator", owner=owner, due_at=clock.now(), practicum=walk.practicum, subject_id=7)
    merged(keep, duplicate, school.piret)
    assert WorkItem.objects.open().get(kind="overdue").owner == keep
    assert WorkItem.objects.exclude(done_at=None).get(kind="overdue").done_by == school.piret


def test_links_of_the_duplicate_die_and_the_kept_one_is_mailed_a_link(link: AccessLink, liis: Person) -> None:
    keep = Person.objects.create(name="Kristjan Tamm", email="kristjan@teine.example.ee", has_account=False)
    deliver_all()
    merged(keep, link.person, liis)
    link.refresh_from_db()
    assert problem_of(link, clock.now()) is not None
    assert [sent.to for sent in deliver_all()] == [["kristjan@teine.example.ee"]]
    assert AccessLink.objects.get(person=keep).revoked_at is None


def test_a_code_mailed_to_the_duplicate_signs_nothing(school: School) -> None:
    keep, duplicate = new_person("Anne Vaher"), new_person("Ann Vaher")
    row = issue_code(duplicate, "agreement", 1)
    merged(keep, duplicate, school.piret)
    refusal = check_code(keep, "agreement", 1, code_of(row))
    assert refusal is not None
    assert refusal.code == "sign.expired_code"


def test_open_mails_reach_the_kept_one_s_address(school: School, walk: Walk) -> None:
    deliver_all()
    away(school.liis, duplicate := new_person("Ann Vaher"), school.piret)
    merged(new_person("Anne Vaher"), duplicate, school.piret)
    assert [sent.to for sent in deliver_all()] == [["anne@example.ee"]]


def test_a_learner_s_acts_stay_in_the_learner_s_lane(school: School, walk: Walk) -> None:
    before = [stage.events for stage in timeline_context(walk.practicum, school.liis, clock.now())["stages"]]
    merged(new_person("Jelena Morozova"), walk.practicum.learner, school.piret)
    practicum = Practicum.objects.select_related("cohort", "learner").get(pk=walk.practicum.pk)
    after = [stage.events for stage in timeline_context(practicum, school.liis, clock.now())["stages"]]
    assert [[event.place for event in events] for events in after] == [[e.place for e in events] for events in before]


def test_signatures_go_on_naming_the_row_that_signed(school: School, walk: Walk) -> None:
    signature = Signature.objects.get(party="learner", agreement__placement__practicum=walk.practicum)
    merged(new_person("Jelena Morozova"), walk.practicum.learner, school.piret)
    assert Signature.objects.get(pk=signature.pk).person_id == signature.person_id


def test_history_names_both_and_the_reason(school: School) -> None:
    keep, duplicate = new_person("Anne Vaher"), new_person("Ann Vaher")
    merged(keep, duplicate, school.piret)
    acts = HistoryEntry.objects.filter(action__startswith="person.merged").order_by("pk")
    assert [(act.action, act.subject_id, act.details["other"], act.reason) for act in acts] == [
        ("person.merged", keep.pk, duplicate.pk, WHY),
        ("person.merged_away", duplicate.pk, keep.pk, WHY),
    ]
