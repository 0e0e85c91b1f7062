"""The licences of what we run with are known, each of them."""

from pathlib import Path

import pytest

from config.licences import packages, table

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"


def test_every_pinned_package_has_a_row() -> None:
    names = [package.name for package in packages(REQUIREMENTS)]
    assert "django-viewflow" in names
    assert len(names) == sum(line[:1].isalnum() for line in REQUIREMENTS.read_text().splitlines())


def test_a_package_that_is_not_installed_keeps_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("elsewhere==2.0 ; sys_platform == 'other' \\\n")
    assert table(tmp_path / "requirements.txt", "| elsewhere | 1.0 | MIT |\n") == "| elsewhere | 2.0 | MIT |\n"


def test_a_package_of_unknown_licence_is_named(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("elsewhere==2.0\n")
    with pytest.raises(LookupError, match="elsewhere"):
        table(tmp_path / "requirements.txt", "")
