"""From the bytes of a data file to sound JSON, or to the problems that stand in the way."""

import json
import math
from collections.abc import Iterable
from itertools import islice
from typing import Any

from placements.programmes.schema import Check, Problem, has_odd_characters

LARGEST_FILE = 5 * 1024 * 1024
DEEPEST = 30
MOST_PROBLEMS = 50


class BadFile(Exception):
    """A data file that is refused whole, with every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(islice(problems, MOST_PROBLEMS))
        super().__init__(", ".join(f"{problem.place}: {problem.code}" for problem in self.problems))


def _refuse(code: str, place: str = "", **values: Any) -> BadFile:
    return BadFile([Problem(place, code, values)])


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise _refuse("file.repeated_key", key)
        content[key] = value
    return content


def _no_constant(name: str) -> float:
    raise _refuse("file.number", name)


def _depth(raw: str) -> int:
    depth = deepest = 0
    in_string = escaped = False
    for character in raw:
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string, escaped = True, False
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def read_json(raw: bytes) -> Any:
    """The file's content. Raises: BadFile for size, encoding, depth, repeated keys, or unsound JSON."""
    if len(raw) > LARGEST_FILE:
        raise _refuse("file.too_large", limit=LARGEST_FILE // 1024 // 1024)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refuse("file.encoding", str(error.start)) from error
    if "\0" in text:
        raise _refuse("file.no_text", str(text.index("\0")))
    if not text.strip():
        raise _refuse("file.empty")
    if _depth(text) > DEEPEST:
        raise _refuse("file.too_deep", limit=DEEPEST)
    try:
        return json.loads(text, object_pairs_hook=_unique_pairs, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _refuse("file.json", f"{error.lineno}:{error.colno}", row=error.lineno) from error
    except ValueError as error:
        # A whole number of more digits than Python reads.
        raise _refuse("file.number") from error


def read_file(raw: bytes, shape: Check) -> dict[str, Any]:
    """Content of the right shape. Raises: BadFile."""
    content = read_json(raw)
    problems = list(islice(shape.problems(content, ""), MOST_PROBLEMS)) or list(_unsound(content, ""))
    if problems:
        raise BadFile(problems)
    return dict(content)


def _unsound(value: Any, place: str) -> Iterable[Problem]:
    """What no database takes, wherever it stands: remarks have no shape of their own."""
    if isinstance(value, str) and has_odd_characters(value):
        yield Problem(place, "file.character")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Problem(place, "file.number")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unsound(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _unsound(key, place)
            yield from _unsound(item, f"{place}.{key}".lstrip("."))
