"""Every mandatory field, empty and blank, is named before a number is taken; so is what the typeface lacks."""

from typing import Any

import pytest
from django.utils import translation

from placements import clock
from placements.certificates.content import content_of
from placements.certificates.fields import BY_KIND, missing_codes
from placements.certificates.issuing import issue, missing_fields
from placements.certificates.models import IssuedDocument, RegisterYear
from placements.certificates.selectors import candidates
from placements.cohorts.models import Cohort, Role
from placements.people.models import Person
from placements.records.models import ProviderSettings
from placements.refusals import Refused
from placements.sentences import sentence
from tests.certificates.graduates import graduate, manager

pytestmark = pytest.mark.django_db
BLANKS: list[object] = [None, "", "  ", [], {}, [""], {"et": "x", "ru": " "}]


def emptied(content: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    first, _, rest = path.partition(".")
    inner = emptied(content[first], rest, value) if rest else value
    return content | {first: inner}


@pytest.mark.parametrize("kind", list(BY_KIND))
def test_each_field_is_missed_when_it_is_empty(cohort: Cohort, kind: str) -> None:
    content = content_of(graduate(cohort, outcome=kind, code=""), clock.now())
    assert missing_codes(content) == []
    for code, (_label, path) in BY_KIND[kind].items():
        found = [missing_codes(emptied(content, path, blank)) for blank in BLANKS]
        assert found == [[code]] * len(BLANKS)


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        ("name", "school's name"), ("registry_code", "school's registry code"),
        ("activity_notice_number", "EHIS notice number"), ("place_of_issue", "place of issue"),
    ],
)  # fmt: skip
def test_a_blank_setting_blocks_and_is_named(cohort: Cohort, setting: str, named: str) -> None:
    decision = graduate(cohort)
    ProviderSettings.objects.filter(pk=1).update(**{setting: " "})
    with translation.override("en"):
        assert missing_fields(decision) == (named,)
        refused = refusal(decision)
    assert named in refused
    assert not RegisterYear.objects.exists()


def test_a_decision_without_document_lacks_nothing(cohort: Cohort) -> None:
    assert missing_fields(graduate(cohort, outcome="none")) == ()


def refusal(decision: Any) -> str:
    with pytest.raises(Refused) as refused:
        issue(decision, manager(), "et")
    assert not IssuedDocument.objects.exists()
    return " ".join(sentence(each) for each in refused.value.refusals)


def test_trainers_and_an_active_signatory_are_needed(cohort: Cohort) -> None:
    decision, actor = graduate(cohort), manager()
    Role.objects.filter(kind="trainer").delete()
    Person.objects.filter(pk=actor.pk).update(is_active=False)
    with translation.override("en"):
        assert missing_fields(decision) == ("signatory", "names of the trainers")


def test_what_nobody_knows_is_missing_and_nothing_done_is_a_number(cohort: Cohort) -> None:
    nothing = graduate(cohort, outcome="toend", hours=(0, 0), tasks=0, code="")
    assert missing_fields(nothing) == ()
    cohort.sessions.update(cancelled_at=clock.now())
    cohort.independent_tasks.update(cancelled_at=clock.now())
    with translation.override("en"):
        assert missing_fields(nothing) == ("contact hours really attended", "independent work really done")


@pytest.mark.parametrize(("name", "named"), [("Jelena 李", "李"), ("Ali 💥 Baba", "💥"), ("עמית", "ע")])
def test_a_character_without_a_glyph_is_named_before_a_number_is_taken(cohort: Cohort, name: str, named: str) -> None:
    decision = graduate(cohort, name=name)
    with translation.override("en"):
        told = refusal(decision)
    assert named in told
    assert "holder's name" in told
    assert not RegisterYear.objects.exists()
    assert [each.is_ready for each in candidates(cohort, clock.now())] == [False]


def test_words_that_only_others_may_give_are_refused(cohort: Cohort) -> None:
    decision = graduate(cohort)
    version = decision.enrolment.programme_version
    version.content["programme"]["course_name"]["et"] = "Kutseõpe edasijõudnutele"
    version.save()
    assert "Kutseõpe" in refusal(decision)
