"""The same content is the same version; another school's curriculum loads as well as the shipped one."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from placements.programmes.curriculum import Curriculum
from placements.programmes.policy import default_policy
from placements.programmes.services import load_occupation, load_policy, load_programme
from placements.records.models import ProviderSettings
from tests.programmes.conftest import DATA, raw, shipped

pytestmark = pytest.mark.django_db


def of_size(programme: Any, contact: int, practicum: int, independent: int) -> Any:
    """The programme with other hours, and so with other sums."""
    body = programme["programme"]
    body["modules"] = [body["modules"][0] | {"hours": contact}, body["modules"][-1] | {"hours": practicum}]
    minutes = practicum * 45
    body["hours"] |= {
        "total": contact + practicum + independent, "contact": contact, "practicum": practicum,
        "independent": independent, "practicum_minutes": minutes, "practicum_astronomical_hours": minutes / 60,
    }  # fmt: skip
    body["rules"] |= {
        "attendance_base_hours": contact, "attendance_min_hours_exact": contact * 0.75,
        "homework_hours": independent, "practicum_hours_required": practicum,
    }  # fmt: skip
    return programme


def test_loading_twice_changes_nothing_and_a_change_makes_a_version(programme: Any) -> None:
    first, again = load_programme(raw(programme)), load_programme(raw(programme))
    programme["programme"]["title"]["en"] = "Another title"
    changed = load_programme(raw(programme))
    assert (first.is_new, again.is_new, changed.is_new) == (True, False, True)
    assert first.version == again.version
    assert changed.version.number == 2


@pytest.mark.parametrize("hours", [(8, 8, 4), (400, 500, 80)])
def test_programmes_of_other_sizes_load(programme: Any, hours: tuple[int, int, int]) -> None:
    loaded = load_programme(raw(of_size(programme, *hours)))
    curriculum = Curriculum.from_content(loaded.version.content)
    assert (curriculum.contact_hours, curriculum.practicum_minutes) == (hours[0], hours[1] * 45)


def test_a_programme_without_policy_takes_one_chip_for_each_contact_module(programme: Any) -> None:
    curriculum = Curriculum.from_content(load_programme(raw(programme)).version.content)
    policy = default_policy(curriculum)
    contact = [module for module in curriculum.modules if module.kind == "contact"]
    assert [chip.label for chip in policy.task_chips] == [module.title for module in contact]


def test_the_shipped_policy_and_occupation_load(programme: Any, policy: Any) -> None:
    load_programme(raw(programme))
    assert load_policy(raw(policy)).is_new
    assert load_occupation(raw(shipped("occupation"))).is_new


def test_the_command_seeds_the_provider_once() -> None:
    call_command("load_programme", DATA / "programme.json", stdout=io.StringIO())
    ProviderSettings.objects.update(name="Uus nimi")
    call_command("load_programme", DATA / "programme.json", stdout=io.StringIO())
    assert ProviderSettings.objects.get().name == "Uus nimi"


@pytest.mark.parametrize("name", ["absent.json", "."])
def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_programme", tmp_path / name)


def test_a_bad_file_names_its_place_on_the_command_line(tmp_path: Path, programme: Any) -> None:
    del programme["programme"]["title"]["ru"]
    (tmp_path / "bad.json").write_bytes(raw(programme))
    with pytest.raises(CommandError, match=r"programme\.title: "):
        call_command("load_programme", tmp_path / "bad.json")
