"""What a data file would bring, before it is loaded."""

from typing import Any

import pytest
from django.utils.translation import override

from placements.programmes.changes import Change
from placements.programmes.previews import Preview, kind_of, preview_of
from placements.programmes.reading import BadFile
from placements.programmes.services import load_occupation, load_policy, load_programme
from tests.setup.conftest import raw, shipped

pytestmark = pytest.mark.django_db
FILES = {"programme": "programme", "occupation": "occupation", "policy": "practicum_policy"}


@pytest.fixture
def _loaded() -> None:
    load_programme(raw(shipped("programme")))
    load_policy(raw(shipped("practicum_policy")))
    load_occupation(raw(shipped("occupation")))


def lines(preview: Preview) -> dict[str, Change]:
    return {str(change.label): change for change in preview.changes}


def changed(kind: str, content: Any) -> dict[str, Change]:
    with override("en"):
        return lines(preview_of(kind, raw(content)))


@pytest.mark.parametrize("kind", FILES)
def test_the_kind_of_a_file_is_known_by_its_content(kind: str) -> None:
    assert kind_of(raw(shipped(FILES[kind]))) == kind


@pytest.mark.parametrize(("content", "code"), [([], "file.object"), (None, "file.object"), ({"a": 1}, "file.kind")])
def test_a_file_of_no_kind_is_refused(content: Any, code: str) -> None:
    with pytest.raises(BadFile, match=code.replace(".", r"\.")):
        kind_of(raw(content))


def test_a_new_programme_becomes_version_1_and_says_what_is_in_it() -> None:
    preview = preview_of("programme", raw(shipped("programme")))
    assert (preview.code, preview.number, preview.is_known, preview.latest) == ("KTJ-186", 1, False, None)
    hours = [f"{number}\u00a0ak.t" for number in (186, 82, 80, 24)]
    assert [value for _label, value in preview.facts] == [*hours, "12", "12"]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.usefixtures("_loaded")
def test_the_same_content_is_known_already_and_changes_nothing(kind: str) -> None:
    preview = preview_of(kind, raw(shipped(FILES[kind])))
    assert (preview.number, preview.is_known, preview.changes) == (1, True, [])


@pytest.mark.usefixtures("_loaded")
def test_other_content_becomes_the_next_version() -> None:
    content = shipped("programme")
    content["programme"]["rules"]["exam_min_percent"] = 70
    preview = preview_of("programme", raw(content))
    assert (preview.number, preview.is_known, preview.latest.number) == (2, False, 1)


@pytest.mark.usefixtures("_loaded")
def test_an_older_version_is_known_by_its_own_number() -> None:
    content = shipped("programme")
    content["programme"]["title"]["en"] = "Another"
    load_programme(raw(content))
    assert preview_of("programme", raw(shipped("programme"))).number == 1


@pytest.mark.usefixtures("_loaded")
def test_changed_limits_are_told_with_both_values() -> None:
    policy = shipped("practicum_policy")
    policy["hours"] |= {"daily_cap_minutes": 420, "safety_briefing_required": False}
    policy["evaluation_opens_at_percent"] = 70
    found = {label: (change.before, change.after) for label, change in changed("policy", policy).items()}
    assert found == {
        "Most practicum on a day": ("8\u00a0h", "7\u00a0h"),
        "Safety briefing is needed before confirming": ("yes", "no"),
        "The evaluation opens at": ("80%", "70%"),
    }


@pytest.mark.usefixtures("_loaded")
def test_new_missing_and_changed_items_are_named() -> None:
    policy = shipped("practicum_policy")
    gone = policy["task_chips"].pop(0)
    policy["task_chips"].append({"code": "new", "outcomes": [1], "label": {"et": "Uus", "ru": "Новая", "en": "New"}})
    policy["task_chips"][0]["outcomes"] = [2]
    change = changed("policy", policy)["Tasks to choose from"]
    other = policy["task_chips"][0]["label"]["en"]
    assert (change.before, change.after) == ("14", "14")
    assert change.note == f"new: “New”; left out: “{gone['label']['en']}”; changed: “{other}”"


@pytest.mark.usefixtures("_loaded")
def test_a_list_in_another_order_is_told() -> None:
    policy = shipped("practicum_policy")
    policy["task_chips"].reverse()
    assert changed("policy", policy)["Tasks to choose from"].note == "in another order"


@pytest.mark.usefixtures("_loaded")
def test_outcomes_without_a_name_are_told_by_their_number() -> None:
    content = shipped("programme")
    content["programme"]["learning_outcomes"][3]["text"]["ru"] = "Другое"
    change = changed("programme", content)["Learning outcomes"]
    assert (change.before, change.after, change.note) == ("12", "12", "changed: 4")


@pytest.mark.usefixtures("_loaded")
def test_whatever_else_differs_is_counted() -> None:
    content = shipped("programme")
    content["programme"]["objective"]["et"] = content["programme"]["target_group"]["et"] = "Muu"
    content["source"] = "mujalt"
    assert changed("programme", content)["Other texts and remarks"].note == "changed: 3"


@pytest.mark.usefixtures("_loaded")
def test_values_that_repeat_others_are_not_told_twice() -> None:
    content = shipped("programme")
    content["programme"]["hours"]["attendance_threshold_contact_hours"] = 60
    content["programme"]["rules"]["exam_min_percent"] = 70
    assert list(changed("programme", content)) == ["Exam result, at least"]


@pytest.mark.usefixtures("_loaded")
def test_no_change_goes_untold() -> None:
    content = shipped("programme")
    content["programme"]["hours"]["attendance_threshold_contact_hours"] = 60
    assert changed("programme", content)["Other texts and remarks"].note == "changed: 1"


@pytest.mark.usefixtures("_loaded")
def test_an_occupation_tells_its_competences_by_groups() -> None:
    content = shipped("occupation")
    content["occupation"]["competences"][1]["items"].pop()
    change = changed("occupation", content)["Groups of competences"]
    assert change.note.startswith("changed: “")
