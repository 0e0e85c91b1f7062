"""What is wrong with a data file, in the reader's language."""

from placements.programmes.messages import MESSAGES
from placements.programmes.reading import BadFile
from placements.programmes.schema import Problem

LONGEST_PLACE = 120


def described(bad: BadFile) -> list[tuple[str, str]]:
    """The place and the sentence of each problem; a place may be a key that somebody made up, so it is cleaned."""
    return [(_printable(problem.place), _sentence(problem)) for problem in bad.problems]


def _sentence(problem: Problem) -> str:
    return _printable(str(MESSAGES[problem.code]).format(**problem.values), longest=1000)


def _printable(text: str, longest: int = LONGEST_PLACE) -> str:
    shown = text if len(text) <= longest else f"{text[:longest]}…"
    # Half of a pair cannot be written in UTF-8, and NUL in no page.
    return shown.encode("utf-8", "replace").decode().replace("\0", "?")
