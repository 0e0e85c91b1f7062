"""docs/process.md: the process in the order in which it runs, as a reader who knows no code would ask for it."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from placements.overview.wording import WORDING
from workflows.drawing.graph import Edge, Graph, Kind, Node, sentence_of
from workflows.drawing.layers import ordered
from workflows.drawing.words import by_when, name_of, phase_title, phases_of, shipped_policy, waits_for, who_acts
from workflows.steps import STEPS, Step

HEAD = """# The process of a practicum

Written by `make docs` from the flow that runs, `workflows/flows.py`; do not edit by hand.
The same as BPMN 2.0 with its picture: [process.bpmn](process.bpmn).
How a step is added: [add-a-step.md](add-a-step.md).
Days are working days by the shipped policy; a school that loads another one has its own.
"""
KINDS = {
    Kind.START: "start", Kind.PERSON: "person", Kind.WAITS: "waits", Kind.CHOICE: "choice", Kind.SPLIT: "at once",
    Kind.JOIN: "when all are done", Kind.ACT: "system", Kind.END: "end",
    Kind.STOP: "end; whatever is still open is cancelled",
}  # fmt: skip
SHAPES = {
    Kind.START: ("([", "])"), Kind.END: ("([", "])"), Kind.STOP: ("([", "])"), Kind.CHOICE: ("{", "}"),
    Kind.SPLIT: ("{{", "}}"), Kind.JOIN: ("{{", "}}"), Kind.WAITS: ("[/", "/]"), Kind.ACT: ("[[", "]]"),
}  # fmt: skip
TURNINGS = "workflows.turnings"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = list(heads)
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def what_happens(node: Node) -> str:
    """One sentence about the node."""
    if node.kind in {Kind.START, Kind.END, Kind.STOP, Kind.SPLIT, Kind.JOIN}:
        return _capital(KINDS[node.kind])
    if node.kind == Kind.CHOICE:
        return "Choice"
    if node.kind == Kind.ACT:
        return _capital(node.says or name_of(node))
    waiting = waits_for(node)
    return name_of(node) + (f"; the process waits until {waiting[:1].lower() + waiting[1:]}" if waiting else "")


def _deadline(node: Node) -> str:
    step = STEPS.get(node.name)
    if step is None:
        return ""
    early = "; may be done ahead, while hours are still gathered" if step.opens_early else ""
    return by_when(step) + early


def _leads_to(edges: Iterable[Edge]) -> str:
    return "<br>".join(f"`{edge.dst}`" + (f": {edge.condition}" if edge.condition else "") for edge in edges)


def _phases(graph: Graph) -> Iterator[str]:
    phases = phases_of(graph)
    for number in sorted(set(phases.values()), key=lambda phase: (phase == 0, phase)):
        yield f"\n## {phase_title(number)}\n"
        rows = [_row(graph, node) for node in ordered(graph) if phases[node.name] == number]
        yield from _table(("node", "what happens", "who", "by when", "leads to"), rows)


def _row(graph: Graph, node: Node) -> tuple[str, ...]:
    step = STEPS.get(node.name)
    who = who_acts(step) if step else ""
    return f"`{node.name}`", what_happens(node), who, _deadline(node), _leads_to(graph.leaving(node.name))


def _outside(graph: Graph) -> Iterator[str]:
    names = {node.name for node in graph.nodes}
    steps = [step for step in STEPS.values() if step.kind not in names]
    yield "\n## Work items outside the flow\n"
    yield "They are opened by what happens in the rooms, beside the process, and end nothing in it.\n"
    rows = [
        (f"`{step.kind}`", str(step.wording.task), who_acts(step), by_when(step) or "set when it is opened")
        for step in steps
    ]
    rows += [(f"`{kind}`", str(WORDING[kind].task), "", "") for kind in WORDING if kind not in STEPS]
    yield from _table(("kind", "task", "who", "by when"), rows)


def _escalation() -> Iterator[str]:
    after = shipped_policy().escalation_working_days
    yield "\n## When nobody acts\n"
    yield (
        f"Whoever is late is told again; after {after.to_curator} working days the curator is asked to act, "
        f"after {after.to_manager} the training manager."
    )


def registered_turnings() -> dict[str, Any]:
    """The registry of turnings, by code; empty while the house has none."""
    return dict(import_module(TURNINGS).TURNINGS) if find_spec(TURNINGS) else {}


def _turnings() -> Iterator[str]:
    turnings = registered_turnings()
    if not turnings:
        return
    yield "\n## Turnings\n"
    yield "What may happen to a running practicum beside its ordinary way, and who may do it.\n"
    rows = [(f"`{code}`", turning_says(turning), ", ".join(_roles(turning))) for code, turning in turnings.items()]
    yield from _table(("turning", "what it does", "who"), rows)


def turning_says(turning: Any) -> str:
    """The verb's docstring's first line."""
    return sentence_of(getattr(turning, "verb", None) or turning)


def _roles(turning: Any) -> list[str]:
    roles = getattr(turning, "roles", ())
    names = [roles] if isinstance(roles, str) else sorted(str(getattr(role, "value", role)) for role in roles)
    return [_capital(name) for name in names]


def _mermaid(graph: Graph) -> Iterator[str]:
    yield "\n## Picture\n"
    yield "```mermaid\nflowchart TD"
    for node in ordered(graph):
        opening, closing = SHAPES.get(node.kind, ("[", "]"))
        yield f'    {node.name}_{opening}"{_label(node)}"{closing}'
    for edge in graph.edges:
        said = f"|{_plain(edge.label)}|" if edge.label else ""
        yield f"    {edge.src}_ -->{said} {edge.dst}_"
    yield "```"


def _label(node: Node) -> str:
    if node.kind not in {Kind.PERSON, Kind.WAITS, Kind.ACT}:
        return node.name.replace("_", " ")
    step: Step | None = STEPS.get(node.name)
    who = f"<br>{who_acts(step)}" if step else ""
    return _plain(name_of(node)) + who


def _plain(text: str) -> str:
    return re.sub(r"[\"|\[\]{}]", "", text)


def process_document(graph: Graph) -> str:
    """The whole document, in English."""
    parts = (_mermaid(graph), _phases(graph), _outside(graph), _turnings(), _escalation())
    return HEAD + "\n".join(line for part in parts for line in part) + "\n"
