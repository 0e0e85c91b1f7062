"""A bad file is refused whole, naming every place; nothing is stored."""

import copy
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from placements.programmes.messages import MESSAGES
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion
from placements.programmes.reading import BadFile
from placements.programmes.schema import is_remark
from placements.programmes.services import load_occupation, load_policy, load_programme
from placements.programmes.shapes import OCCUPATION_FILE, POLICY_FILE, PROGRAMME_FILE
from tests.programmes.conftest import raw, shipped

pytestmark = pytest.mark.django_db
FILES = {"programme": PROGRAMME_FILE, "occupation": OCCUPATION_FILE, "practicum_policy": POLICY_FILE}


def refused(content: bytes) -> dict[str, str]:
    """Place to code of every problem of a programme file; proves that nothing was stored."""
    with pytest.raises(BadFile) as caught:
        load_programme(content)
    assert not ProgrammeVersion.objects.exists()
    for problem in caught.value.problems:
        assert str(MESSAGES[problem.code]).format(**problem.values)
    return {problem.place: problem.code for problem in caught.value.problems}


def keys_of(value: Any, place: str = "") -> Iterator[str]:
    """The place of every key that is no remark, however deep."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not is_remark(key):
                yield f"{place}.{key}".lstrip(".")
                yield from keys_of(item, f"{place}.{key}")
    elif isinstance(value, list) and value:
        yield from keys_of(value[0], f"{place}[0]")


def parent_of(content: Any, place: str) -> tuple[Any, str]:
    """The object that holds the last key of a place."""
    *path, last = place.replace("[0]", ".[0]").split(".")
    for key in path:
        content = content[0] if key == "[0]" else content[key]
    return content, last


# Keys that a file may leave out; all others must be named when they are missing.
OPTIONAL = {
    "programme": {
        "programme.languages_source", "programme.basis.note", "programme.entry_requirements_structured",
        "programme.modules[0].topics",
    },
    "occupation": {
        "occupation.alternative_titles", "occupation.alternative_titles_open_ended", "occupation.education",
        "occupation.education.institutions", "occupation.education.institutions[0].url", "occupation.employment",
        "occupation.career", "occupation.career.directions", "occupation.career.next_positions",
        "occupation.provenance", "occupation.provenance.year", "occupation.provenance.authors",
        "occupation.provenance.funding", "occupation.provenance.text", "occupation.provenance.note",
        "occupation.extra_links",
    },
    "practicum_policy": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_each_missing_key_is_named(name: str) -> None:
    unnamed = set()
    for place in keys_of(shipped(name)):
        content = shipped(name)
        holder, key = parent_of(content, place)
        del holder[key]
        named = {problem.place for problem in FILES[name].problems(content, "")}
        if not named & {place, place.rpartition(".")[0]}:
            unnamed.add(place)
    assert unnamed == OPTIONAL[name]


@pytest.mark.parametrize("name", FILES)
def test_each_unknown_key_is_named(name: str) -> None:
    for place in keys_of(shipped(name)):
        content = shipped(name)
        holder, _ = parent_of(content, place)
        holder["surprise"] = 1
        found = {problem.place for problem in FILES[name].problems(content, "")}
        assert any(each.endswith("surprise") for each in found), place


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_a_language_that_is_missing_is_named(programme: Any, language: str) -> None:
    del programme["programme"]["modules"][3]["title"][language]
    assert refused(raw(programme)) == {"programme.modules[3].title": "file.language"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("hours", "total", 187), "programme.hours.total"),
        (("hours", "contact", 83), "programme.hours.contact"),
        (("hours", "practicum_minutes", 3601), "programme.hours.practicum_minutes"),
        (("rules", "attendance_base_hours", 80), "programme.rules.attendance_base_hours"),
        (("rules", "exam_min_percent", 101), "programme.rules.exam_min_percent"),
        (("rules", "exam_min_percent", -1), "programme.rules.exam_min_percent"),
        (("rules", "exam_min_percent", True), "programme.rules.exam_min_percent"),
        (("rules", "exam_min_percent", 65.0), "programme.rules.exam_min_percent"),
        (("hours", "academic_hour_minutes", 0), "programme.hours.academic_hour_minutes"),
    ],
)
def test_sums_and_ranges_are_checked(programme: Any, change: tuple[str, str, Any], place: str) -> None:
    section, key, value = change
    programme["programme"][section][key] = value
    assert place in refused(raw(programme))


def test_a_number_given_twice_is_named(programme: Any) -> None:
    programme["programme"]["learning_outcomes"][4]["no"] = 1
    assert refused(raw(programme))["programme.learning_outcomes[4].no"] == "file.repeated"


HOSTILE = {
    "not JSON": (b"{", "file.json"),
    "a key twice": (b'{"schema_version": 1, "schema_version": 1}', "file.repeated_key"),
    "Latin 1": ('{"a": "õ"}'.encode("latin-1"), "file.encoding"),
    "UTF-16": ("{}".encode("utf-16"), "file.encoding"),
    "30 MB": (b" " * 30_000_000, "file.too_large"),
    "10,000 levels": (b"[" * 10_000 + b"]" * 10_000, "file.too_deep"),
    "not a number": (b'{"schema_version": NaN}', "file.number"),
    "a list": (b"[]", "file.object"),
    "nothing": (b"", "file.empty"),
    "blanks": (b" \n\t", "file.empty"),
    "zero bytes": (b"{}" + b"\0" * 20, "file.no_text"),
    "UTF-16 without its mark": ("{}".encode("utf-16-le"), "file.no_text"),
    "a number of 5,000 digits": (b'{"schema_version": ' + b"1" * 5000 + b"}", "file.number"),
    "null": (b"null", "file.object"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(case: str) -> None:
    content, code = HOSTILE[case]
    assert code in refused(content).values()


@pytest.mark.parametrize("text", ["", "   ", "a\u0000b", "a\ud800b", "x" * 20_001])
def test_an_unsound_text_is_named(programme: Any, text: str) -> None:
    programme["programme"]["title"]["ru"] = text
    assert refused(json.dumps(programme).encode()) == {"programme.title.ru": "file.text"}


@pytest.mark.parametrize(
    ("value", "code"),
    [("a\u0000b", "file.character"), ("\ud800", "file.character"), (float("1e400"), "file.number")],
)
def test_what_no_database_takes_is_named_in_a_remark_too(programme: Any, value: Any, code: str) -> None:
    programme["source"] = [{"remark": value}]
    content = json.dumps(programme).replace("Infinity", "1e400").encode()
    assert refused(content) == {"source[0].remark": code}


def test_an_odd_key_of_a_remark_is_named(programme: Any) -> None:
    programme["programme"]["odd\u0000_note"] = 1
    assert refused(json.dumps(programme).encode()) == {"programme": "file.character"}


def test_a_file_of_very_many_keys_is_read_in_no_time() -> None:
    content = "{" + ",".join(f'"{number}":0' for number in range(60_000)) + "}"
    started = time.process_time()
    assert set(refused(content.encode()).values()) <= {"file.unknown_key", "file.missing_key"}
    assert time.process_time() - started < 5


@pytest.mark.parametrize("value", [10**4200, 1e308, -1])
def test_a_number_beyond_all_measure_is_named(programme: Any, value: Any) -> None:
    programme["programme"]["rules"]["attendance_min_hours_exact"] = value
    assert refused(raw(programme)) == {"programme.rules.attendance_min_hours_exact": "file.range"}


@pytest.mark.parametrize(("place", "longest"), [("code", 40), ("provider.name", 200), ("provider.legal_form", 40)])
def test_a_text_longer_than_its_column_is_named(programme: Any, place: str, longest: int) -> None:
    holder, key = parent_of(programme, f"programme.{place}")
    holder[key] = "x" * (longest + 1)
    assert refused(raw(programme)) == {f"programme.{place}": "file.long"}


def test_an_occupation_whose_title_gives_no_code_is_refused() -> None:
    occupation = shipped("occupation")
    occupation["occupation"]["title"]["en"] = "«—»"
    with pytest.raises(BadFile, match=r"occupation.code: file\.code"):
        load_occupation(raw(occupation))


def test_a_policy_needs_its_programme_and_the_outcomes_its_chips_name(programme: Any, policy: Any) -> None:
    with pytest.raises(BadFile, match=r"file\.programme"):
        load_policy(raw(policy))
    load_programme(raw(programme))
    broken = copy.deepcopy(policy)
    broken["task_chips"][0]["outcomes"] = [99]
    with pytest.raises(BadFile, match=r"task_chips\[0\].outcomes: programme.outcome"):
        load_policy(raw(broken))
    assert not PolicyVersion.objects.exists()


def test_an_occupation_without_competences_is_refused() -> None:
    occupation = shipped("occupation")
    occupation["occupation"]["competences"] = []
    with pytest.raises(BadFile, match=r"file\.too_few"):
        load_occupation(raw(occupation))
    assert not OccupationVersion.objects.exists()


@pytest.mark.parametrize("share", ["all", "1", "80", "80%", "100"])
def test_independent_work_is_all_or_a_percentage(programme: Any, policy: Any, share: str) -> None:
    load_programme(raw(programme))
    policy["decision"]["independent_work"] = share
    assert load_policy(raw(policy)).is_new


@pytest.mark.parametrize("share", ["0", "101", "most", "80 %", "-1", "٨٠", "", 80, None, "1" * 5000])
def test_any_other_share_of_independent_work_is_refused_with_a_sentence(
    programme: Any, policy: Any, share: Any
) -> None:
    load_programme(raw(programme))
    policy["decision"]["independent_work"] = share
    with pytest.raises(BadFile) as refused:
        load_policy(raw(policy))
    assert [(each.place, each.code) for each in refused.value.problems] == [("decision.independent_work", "file.share")]
