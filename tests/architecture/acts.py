"""Which acts the code records about a practicum, read from its sources."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from placements.agreements.models import Placement, PlacementRequest
from placements.cohorts.models import Enrolment
from placements.completion.models import Proposal
from placements.reports.models import ReportVersion

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("workflows", "placements", "notifications")
KINDS = Proposal.Kind.values
ANSWERS = (Proposal.State.CONFIRMED, Proposal.State.REFUSED)
ASKED, ANSWERED, READ = PlacementRequest.State, Placement.State, ReportVersion.State
# A code that is made of a state or a kind, as it stands in the source: the codes that come of it.
MADE: dict[str, list[str]] = {
    "f'request.{request.state}'": [f"request.{state}" for state in (ASKED.RETURNED, ASKED.PROPOSED, ASKED.APPROVED)],
    "f'placement.{placement.state}'": [f"placement.{state}" for state in (ANSWERED.AGREED, ANSWERED.DECLINED)],
    "f'report.{version.state}'": [f"report.{state}" for state in (READ.APPROVED, READ.RETURNED)],
    "f'appeal.{state}'": ["appeal.withdrawn", "appeal.upheld", "appeal.dismissed"],
    "f'enrolment.{state}'": [f"enrolment.{state}" for state in (Enrolment.State.WITHDRAWN, Enrolment.State.EXPELLED)],
    "f'{kind}.proposed'": [f"{kind}.proposed" for kind in KINDS],
    "f'{proposal.kind}.{state}'": [f"{kind}.{state}" for kind in KINDS for state in ANSWERS],
    "f'{proposal.kind}.lapsed'": [f"{kind}.lapsed" for kind in KINDS],
}


class Sources:
    """All functions and calls of the house, by name."""

    def __init__(self) -> None:
        self.calls: dict[str, list[tuple[Path, ast.FunctionDef, ast.Call]]] = defaultdict(list)
        for package in PACKAGES:
            for path in sorted((ROOT / package).rglob("*.py")):
                if "migrations" not in path.parts:
                    self._read(path)

    def _read(self, path: Path) -> None:
        functions = [each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.FunctionDef)]
        for function in functions:
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                    self.calls[name].append((path.relative_to(ROOT), function, node))

    def codes(self, path: Path, function: ast.FunctionDef, value: ast.expr | None) -> Iterator[tuple[str, str]]:
        """The codes that an expression can be, each with its place; one that cannot be told begins with a question."""
        place = f"{path}:{getattr(value, 'lineno', function.lineno)}"
        match value:
            case ast.Constant(value=str(code)):
                yield code, place
            case ast.IfExp(body=body, orelse=orelse):
                yield from self.codes(path, function, body)
                yield from self.codes(path, function, orelse)
            case ast.JoinedStr():
                yield from ((code, place) for code in MADE.get(ast.unparse(value), [f"?{ast.unparse(value)}"]))
            case ast.Name(id=name):
                yield from self._named(path, function, name)
            case _:
                yield f"?{ast.unparse(value) if value else ''}", place

    def _named(self, path: Path, function: ast.FunctionDef, name: str) -> Iterator[tuple[str, str]]:
        parameters = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
        if name in parameters:
            for where, caller, call in self.calls[function.name]:
                yield from self.codes(where, caller, argument(call, parameters.index(name), name))
            return
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and any(getattr(each, "id", "") == name for each in node.targets):
                yield from self.codes(path, function, node.value)


def argument(call: ast.Call, place: int, keyword: str) -> ast.expr | None:
    """What a call gives for a parameter."""
    named = next((each.value for each in call.keywords if each.arg == keyword), None)
    return named or (call.args[place] if place < len(call.args) else None)


def recorded_acts() -> dict[str, str]:
    """Every act that the code records about a practicum, with a place where it does."""
    sources = Sources()
    found: dict[str, str] = {}
    for path, function, call in sources.calls["record"]:
        if any(each.arg == "practicum_id" for each in call.keywords):
            found |= dict(sources.codes(path, function, argument(call, 0, "action")))
    return found
