"""Learners from a file: planned, taken over whole, and once."""

from collections.abc import Callable
from typing import Any

import pytest

from placements.agreements.models import Practicum
from placements.cohorts.models import Enrolment, Role
from placements.people.models import Person
from placements.people.recognising import PersonDetails
from placements.people.services import set_personal_code
from placements.records.models import HistoryEntry, UploadDraft
from placements.records.tables import BadTable
from placements.refusals import Refused
from tests.office import CODE, JELENA, Office, another_cohort
from workflows import importing
from workflows.enrolling import enrol

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HEAD = "nimi;e-post;isikukood\n"
FILE = f"{HEAD}Jelena Morozova;jelena@example.ee;{CODE}\nToomas Roos;toomas@example.ee;\n"


def keep(office: Office, text: str = FILE) -> UploadDraft:
    return importing.keep_draft(office.cohort, office.liis, "learners.csv", text.encode())


def take(office: Office, text: str = FILE, same: tuple[int, ...] = ()) -> importing.Imported:
    return importing.take_over(office.cohort, keep(office, text).pk, same, office.liis)


def fates(office: Office, text: str = FILE) -> list[str]:
    return [each.fate for each in importing.plan(office.cohort, importing.read(office.cohort, text.encode()))]


def refused(verb: Callable[[], object]) -> list[str]:
    """The codes with which the verb refuses; nobody is enrolled or made known by that."""
    before = Person.objects.count(), Enrolment.objects.count(), HistoryEntry.objects.count()
    with pytest.raises((Refused, BadTable)) as raised:
        verb()
    assert (Person.objects.count(), Enrolment.objects.count(), HistoryEntry.objects.count()) == before
    error = raised.value
    problems = error.refusals if isinstance(error, Refused) else error.problems  # type: ignore[union-attr]
    return [refusal.code for refusal in problems]


def test_the_whole_file_is_enrolled(office: Office) -> None:
    assert take(office) == importing.Imported(2, 0)
    names = list(Practicum.objects.order_by("pk").values_list("learner__name", flat=True))
    assert names == ["Jelena Morozova", "Toomas Roos"]
    entry = HistoryEntry.objects.get(action="learners.imported")
    assert (entry.actor, entry.details["enrolled"], entry.details["skipped"]) == (office.liis, 2, 0)
    assert not UploadDraft.objects.exists()


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    take(office)
    before = Person.objects.count(), HistoryEntry.objects.count()
    assert take(office) == importing.Imported(0, 2)
    assert (Person.objects.count(), HistoryEntry.objects.count()) == before


def test_a_longer_file_adds_only_who_is_new(office: Office) -> None:
    take(office)
    assert take(office, FILE + "Anu Kask;anu@example.ee;\n") == importing.Imported(1, 2)


def test_confirming_twice_enrols_once(office: Office) -> None:
    draft = keep(office).pk
    importing.take_over(office.cohort, draft, (), office.liis)
    assert refused(lambda: importing.take_over(office.cohort, draft, (), office.liis)) == ["import.done"]


def test_a_draft_serves_its_own_person_and_cohort_only(office: Office) -> None:
    draft, other = keep(office).pk, another_cohort(office.cohort)
    assert refused(lambda: importing.take_over(office.cohort, draft, (), office.piret)) == ["import.done"]
    assert refused(lambda: importing.take_over(other, draft, (), office.liis)) == ["import.done"]


def test_each_line_says_what_will_become_of_it(office: Office) -> None:
    enrol(office.cohort, JELENA, office.liis)
    Person.objects.create(name="Toomas Roos", email="toomas@example.ee")
    Person.objects.create(name="Anu Tamm", email="anu@example.ee")
    rows = "Anu Kask;anu@example.ee;\nMari Maa;mari@example.ee;\n"
    assert fates(office, FILE + rows) == ["enrolled", "known", "asked", "new"]


def test_another_name_is_confirmed_line_by_line(office: Office) -> None:
    anu = Person.objects.create(name="Anu Tamm", email="anu@example.ee")
    text = FILE + "Anu Kask;anu@example.ee;\n"
    assert refused(lambda: take(office, text, same=(2, 3))) == ["import.line"]
    assert take(office, text, same=(4,)) == importing.Imported(3, 0)
    assert Enrolment.objects.filter(learner=anu).exists()


def test_what_stands_against_one_line_refuses_the_whole_file(office: Office) -> None:
    rows = f"{office.liis.name};{office.liis.email};\nX Y;{JELENA.email};37605030299\n"
    Person.objects.create(name="Ants", email="ants@example.ee", is_active=False)
    assert refused(lambda: keep(office, HEAD + rows + "Ants;ants@example.ee;\n")) == ["import.line", "import.line"]
    assert not UploadDraft.objects.exists()


def test_two_lines_that_mean_one_known_person_are_refused(office: Office) -> None:
    person = Person.objects.create(name="Jelena Morozova", email=JELENA.email)
    set_personal_code(person, CODE, office.piret)
    rows = f"Jelena Morozova;{JELENA.email};\nJelena Morozova;{JELENA.email.upper()}.ee;{CODE}\n"
    assert "import.twice" in refused(lambda: keep(office, HEAD + rows))


def test_who_runs_elsewhere_refuses_the_file(office: Office) -> None:
    enrol(another_cohort(office.cohort), JELENA, office.piret)
    assert refused(lambda: keep(office)) == ["import.line"]


def test_nobody_guides_nobody_is_enrolled(office: Office) -> None:
    draft = keep(office).pk
    Role.objects.filter(kind__in=["curator", "manager"]).delete()
    verb = lambda: importing.take_over(office.cohort, draft, (), office.liis)  # noqa: E731 - said once, read twice
    assert refused(verb) == ["enrol.nobody_guides"]
    assert UploadDraft.objects.filter(pk=draft).exists()


def test_what_has_changed_since_the_preview_counts(office: Office) -> None:
    draft = keep(office).pk
    enrol(office.cohort, PersonDetails("Toomas Roos", "toomas@example.ee"), office.piret)
    assert importing.take_over(office.cohort, draft, (), office.liis) == importing.Imported(1, 1)


def test_a_kept_file_is_encrypted_and_replaced_by_the_next(office: Office) -> None:
    keep(office)
    draft = keep(office, f"{FILE}Anu Kask;anu@example.ee;\n")
    assert UploadDraft.objects.count() == 1
    content = bytes(UploadDraft.objects.get().content)
    assert CODE.encode() not in content
    assert b"jelena" not in content
    assert len(importing.lines_of(office.cohort, draft)) == 3


def test_the_plan_costs_the_same_for_one_line_and_for_two_hundred(
    office: Office, django_assert_num_queries: Any
) -> None:
    Person.objects.bulk_create(Person(name="Anu Kask", email=f"anu{each}@example.ee") for each in range(200))
    for count in (1, 200):
        text = HEAD + "".join(f"Anu Kask;anu{each}@example.ee;\n" for each in range(count))
        lines = importing.read(office.cohort, text.encode())
        with django_assert_num_queries(4):
            importing.plan(office.cohort, lines)


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "a\u202eb\0.csv", ""])
def test_the_file_s_name_is_kept_plain_and_short(office: Office, name: str) -> None:
    draft = importing.keep_draft(office.cohort, office.liis, name, FILE.encode())
    assert len(draft.name) <= 200
    assert draft.name.isprintable()
