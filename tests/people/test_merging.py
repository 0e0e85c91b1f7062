"""Two rows turn out to be one person: what moves, what stays, what is refused, whichever table it is."""

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connections

from config.demo.build import enrol
from config.demo.walk import Walk
from placements import clock
from placements.agreements.loaders import own_practicum
from placements.agreements.models import Placement, Practicum, Signature
from placements.cohorts.models import Enrolment, Role, Substitution
from placements.directory.merging import merge_people
from placements.directory.relations import is_append_only, is_in_unique, label_of, references, rows_of
from placements.directory.settling import SETTLED, STAYING
from placements.hosts.models import Contact
from placements.overview.lanes import timeline_context
from placements.people.codes import check_code, code_of, issue_code
from placements.people.links import problem_of
from placements.people.models import AccessLink, Person
from placements.people.services import ContactDetails, anonymise, set_personal_code, update_contact
from placements.records import guards
from placements.records.guards import APPEND_ONLY
from placements.records.models import HistoryEntry, WorkItem
from placements.records.services import open_item
from placements.refusals import Refused
from tests.outbox import deliver_all
from tests.school import School, away, new_person, other_cohort
from tests.strictness import StrictClient
from workflows import acting
from workflows.turnings import TURNINGS

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
def _history_emptied_afterwards(transactional_db: None) -> Iterator[None]:
    """The flush that follows empties guarded tables too, and installs their guards anew."""
    yield
    guards.remove()


def merge_code(keep: Person, duplicate: Person, actor: Person) -> str:
    """The code of the refusal; empty when the two are one."""
    try:
        merge_people(keep, duplicate, actor, WHY)
    except Refused as refused_merge:
        return refused_merge.refusals[0].code
    return ""


def at_once(*deeds: Callable[[], str]) -> list[str]:
    """What each deed answered, all of them begun together."""
    gate, outcomes = threading.Barrier(len(deeds)), list[str]()

    def run(deed: Callable[[], str]) -> None:
        try:
            gate.wait(timeout=10)
            outcomes.append(deed())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(outcomes)


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


def test_of_a_merge_and_its_reverse_only_the_first_holds(school: School) -> None:
    keep, duplicate = new_person("Anne Vaher"), new_person("Ann Vaher")
    merged(keep, duplicate, school.piret)
    assert refused(duplicate, keep, school.piret) == ["merge.merged"]
    assert refused(keep, duplicate, school.piret) == ["merge.merged"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_history_emptied_afterwards")
def test_of_a_merge_and_its_reverse_at_once_one_wins() -> None:
    actor = new_person("Piret Kallas")
    for number in range(10):
        ids = [Person.objects.create(name="Anne Vaher", email=f"{side}{number}@example.ee").pk for side in "ab"]
        # Each deed has rows of its own, read before the other one acted.
        pairs = [[Person.objects.get(pk=pk) for pk in order] for order in (ids, ids[::-1])]
        outcomes = at_once(*(lambda pair=pair: merge_code(*pair, actor) for pair in pairs))
        assert outcomes == ["", "merge.merged"]
        assert Person.objects.filter(pk__in=ids, merged_into=None, is_active=True).count() == 1


def test_a_third_row_leads_to_the_kept_one(school: School) -> None:
    first, second, third = (new_person(name) for name in ("Anne Vaher", "Ann Vaher", "Anna Vaher"))
    merged(second, third, school.piret)
    merged(first, second, school.piret)
    third.refresh_from_db()
    assert (third.merged_into, third.name) == (first, "Anne Vaher")


def test_one_row_oneself_and_an_inactive_or_anonymised_one_are_refused(school: School) -> None:
    keep, gone, nobody = new_person("Anne Vaher"), new_person("Gone Guest", is_active=False), new_person("Ann Vaher")
    anonymise(nobody, school.piret, "Palus")
    assert refused(keep, keep, school.piret) == ["merge.same"]
    assert refused(keep, school.piret, school.piret) == ["merge.self"]
    assert refused(gone, keep, school.piret) == ["merge.inactive"]
    assert refused(keep, nobody, school.piret) == ["merge.anonymised"]
    assert refused(keep, new_person("Anna Vaher"), school.piret, " ") == ["person.reason_needed"]


def test_two_codes_are_two_people(school: School) -> None:
    keep, duplicate = new_person("Anne Vaher"), new_person("Ann Vaher")
    for person, code in zip((keep, duplicate), CODES, strict=True):
        set_personal_code(person, code, school.piret)
    assert refused(keep, duplicate, school.piret) == ["merge.codes"]


def entered_twice(school: School, walk: Walk) -> Practicum:
    """The practicum of a second row of the learner, in the same group."""
    enrol(school.cohort, "teine@example.ee", "Jelena Morosova", "ru")
    return Practicum.objects.get(learner__email="teine@example.ee")


def ended(code: str, practicum: Practicum, actor: Person) -> None:
    data = {"on": clock.local_date(clock.now()), "reason": "Topelt"}
    acting.turn(TURNINGS[code], practicum, actor, data)


def test_somebody_entered_twice_into_one_group_is_one_once_one_practicum_is_cancelled(
    school: School, walk: Walk
) -> None:
    double, learner = entered_twice(school, walk), walk.practicum.learner
    assert refused(learner, double.learner, school.piret) == ["merge.cohort"]
    ended("cancel", double, school.piret)
    keep = merged(learner, double.learner, school.piret)
    assert Enrolment.objects.get(learner=keep).practicums.count() == 2
    assert own_practicum(keep) == walk.practicum
    assert not Enrolment.objects.filter(learner=double.learner).exists()


def test_who_left_the_group_is_taken_back_before(school: School, walk: Walk) -> None:
    double = entered_twice(school, walk)
    ended("withdraw", double, school.piret)
    assert refused(walk.practicum.learner, double.learner, school.piret) == ["merge.left"]


def test_nobody_guides_one_s_own_practicum(school: School, walk: Walk) -> None:
    assert refused(walk.practicum.learner, walk.mentor, school.piret) == ["merge.guides_itself"]
    assert refused(school.liis, walk.practicum.learner, school.piret) == ["merge.guides_itself"]
    anne = new_person("Anne Vaher")
    Role.objects.create(person=anne, kind="curator", cohort=other_cohort(school.cohort))
    assert merged(anne, walk.practicum.learner, school.piret).practicums.exists()


def test_a_second_substitute_for_the_same_time_ends(school: School) -> None:
    anne, ann = new_person("Anne Vaher"), new_person("Ann Vaher")
    for person, substitute in ((anne, school.andrei), (ann, school.marika)):
        Role.objects.create(person=person, kind="trainer", cohort=None)
        away(person, substitute, school.piret)
    merged(anne, ann, school.piret)
    running = Substitution.objects.running(clock.local_date(clock.now()) + timedelta(days=1))
    assert running.get(absent=anne).substitute == school.andrei


def test_the_kept_learner_goes_on_with_the_practicum(school: School, walk: Walk) -> None:
    keep = merged(new_person("Jelena Orlova"), walk.practicum.learner, school.piret)
    client = StrictClient()
    client.force_login(keep)
    pages = ("/", "/journal/", "/journey/", "/agreement/", "/questions/")
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_whoever_acted_in_a_practicum_is_not_its_learner_even_after_it_ended(school: School, walk: Walk) -> None:
    walk.turn("break_off", on=walk.day, reason="Leidis töö", by=school.liis)
    school.liis.roles.all().delete()
    assert refused(school.liis, walk.practicum.learner, school.piret) == ["merge.guides_itself"]
