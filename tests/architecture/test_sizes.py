"""Functions, files, templates and tests stay small; an exception is a line here, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("config", "workflows", "placements", "notifications")
LONG_FILES: dict[str, str] = {}
LONG_TESTS: dict[str, str] = {}
LONGEST_FILE, LONGEST_TEMPLATE, LONGEST_TEST, MOST_STATEMENTS = 300, 120, 15, 30


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))


def body_lines(function: ast.FunctionDef) -> int:
    body = function.body
    has_docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    rest = body[1:] if has_docstring else body
    return (rest[-1].end_lineno or 0) - rest[0].lineno + 1 if rest else 0


def test_functions_are_short() -> None:
    lengths = [body_lines(function) for path in sources() for function in functions(path)]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[8] <= 20


def test_no_function_has_more_than_thirty_statements() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.name}"
        for path in sources()
        for function in functions(path)
        if sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1 > MOST_STATEMENTS
    ]
    assert long == []


def test_files_are_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in sources()}
    assert {name for name, length in lengths.items() if length > LONGEST_FILE} == set(LONG_FILES)


def test_templates_are_short() -> None:
    templates = (ROOT / "templates").rglob("*.html")
    assert [str(path) for path in templates if len(path.read_text().splitlines()) > LONGEST_TEMPLATE] == []


def test_tests_are_short() -> None:
    long = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("test_*.py")
        for function in functions(path)
        if function.name.startswith("test_") and body_lines(function) > LONGEST_TEST
    }
    assert long == set(LONG_TESTS)
