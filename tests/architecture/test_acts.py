"""Every act that is recorded about a practicum has its words on the timeline, or is named as silent."""

import pytest

from placements.overview.wording import ACTS, ENDS, EVERYDAY, SILENT, STEPS, TURNS
from tests.architecture.acts import recorded_acts

RECORDED = recorded_acts()


def test_every_code_can_be_told_from_the_source() -> None:
    unknown = [f"{place} records {code[1:]}" for code, place in RECORDED.items() if code.startswith("?")]
    if unknown:
        told = "name the codes that come of it in MADE of tests/architecture/acts.py, or write the code as a literal"
        pytest.fail("\n".join([told, *unknown]), pytrace=False)


def test_every_recorded_act_has_its_words() -> None:
    codes = {code: place for code, place in RECORDED.items() if not code.startswith("?")}
    wordless = [f"{code} ({place})" for code, place in codes.items() if code not in ACTS and code not in SILENT]
    if wordless:
        told = "no words: add them to ACTS in placements/overview/wording.py, or the code to SILENT there"
        pytest.fail("\n".join([told, *wordless]), pytrace=False)


def test_the_reading_finds_plain_made_and_handed_on_codes() -> None:
    assert {"practicum.opened", "request.returned", "entry.edited", "practicum.completed"} <= set(RECORDED)


def test_no_act_is_both_told_and_silent_and_each_list_names_told_acts() -> None:
    assert not SILENT & set(ACTS)
    assert set(ACTS) >= TURNS | ENDS | EVERYDAY
    assert not TURNS & EVERYDAY
    assert len(SILENT) <= 5
    assert all(0 <= step <= len(STEPS) for _words, step in ACTS.values())
