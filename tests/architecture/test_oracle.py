"""The oracle reads the law by itself: it imports nothing of the product, nor Django."""

import ast
import sys
from pathlib import Path

import pytest

ORACLE = sorted((Path(__file__).resolve().parents[1] / "oracle").glob("*.py"))
ALLOWED = {*sys.stdlib_module_names}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize("path", ORACLE, ids=lambda path: path.name)
def test_the_oracle_imports_nothing_but_the_standard_library_and_itself(path: Path) -> None:
    names = {name for name in imported(path) if not name.startswith("tests.oracle")}
    assert {name for name in names if name.split(".")[0] not in ALLOWED} == set()


def test_the_oracle_is_there() -> None:
    assert {path.name for path in ORACLE} >= {"law.py", "journal.py", "foreseeing.py", "tallinn.py"}
