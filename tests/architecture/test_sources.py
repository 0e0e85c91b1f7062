"""What may not stand in the sources: unfinished work, skipped tests, machine paths, unused templates, inline code."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")) + r")\b")
SKIPPED = re.compile(r"pytest\.(mark\.)?(" + "|".join(("sk" + "ip", "xf" + "ail", "skip" + "if")) + r")\b")
PATHS = re.compile(r"(^|[\s\"'=(])/(work|root|home/\w+|tmp)/")
# Written in pieces, so that this file does not name what it looks for.
HOSTS = re.compile("|".join(("py" + "pi" + r"\.org", "python" + "hosted", "registry" + r"\.npm", "--" + "index-url")))
# What a test may do without, and why.
MAY_SKIP = {"tests/certificates/test_credentials.py": "the official schema lies beside the project, not in it"}
NAMED_BY_LIBRARIES = {"account/request_login_code.html", "account/confirm_login_code.html", "account/logout.html"}


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.split("\0") if name.endswith(suffixes)]
    return [ROOT / name for name in names if (ROOT / name).exists()]


@pytest.mark.parametrize("pattern", [UNFINISHED, SKIPPED, PATHS])
def test_no_source_holds_what_is_unfinished_or_of_one_machine(pattern: re.Pattern[str]) -> None:
    files = tracked(".py", ".html", ".css", ".js", ".md", ".toml", ".yml", "Makefile")
    found = {str(path.relative_to(ROOT)) for path in files if pattern.search(path.read_text(encoding="utf-8"))}
    assert found == (set(MAY_SKIP) if pattern is SKIPPED else set())


def test_no_file_names_a_package_registry() -> None:
    files = tracked(".py", ".toml", ".txt", ".in", ".md", ".yml", "Makefile", "run", "Dockerfile")
    found = [path.name for path in files if HOSTS.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_repository_holds_no_junk() -> None:
    junk = re.compile(r"\.(sqlite3|pyc|log|rdb|aof|mo)$|node_modules/|/\.venv/|^build/|^data/")
    assert [str(path) for path in tracked("") if junk.search(str(path.relative_to(ROOT)))] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_each_template_begins_with_its_context_and_holds_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("{# context:")
    if path.parent.name == "mail":
        return
    assert not re.search(r"<(script|style)\b(?![^>]*\b(src|nonce)=)", text)
    assert not re.search(r"\s(style|on[a-z]+)=\"", text)


def test_every_template_is_used() -> None:
    code = "\n".join(path.read_text() for path in [*tracked(".py"), *TEMPLATES])
    names = {str(path.relative_to(ROOT / "templates")) for path in TEMPLATES} - NAMED_BY_LIBRARIES
    generated = re.compile(r"workflows/steps/_|parts/_(tick|choices|hidden|input)\.html$|^\d{3}\.html$")
    assert sorted(name for name in names if name not in code and not generated.search(name)) == []
