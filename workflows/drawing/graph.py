"""The flow that runs, read into plain nodes and edges: what the documents and pictures are drawn from."""

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from viewflow.workflow.nodes import (
    End,
    Function,
    Handle,
    If,
    Join,
    Split,
    Start,
    StartHandle,
    Switch,
    TerminateEnd,
    View,
)

from placements.records.models import Part
from workflows.steps import STEPS

OTHERWISE = "otherwise"


class Kind(StrEnum):
    """What a node of the flow is."""

    START = "start"
    PERSON = "person"
    WAITS = "waits"
    CHOICE = "choice"
    SPLIT = "split"
    JOIN = "join"
    ACT = "act"
    END = "end"
    STOP = "stop"


class Side(StrEnum):
    """Who acts at a node; one lane of the picture each."""

    LEARNER = "learner"
    COMPANY = "company"
    SCHOOL = "school"
    SYSTEM = "system"


# The first class that fits counts, so a special one stands before its base.
KINDS: tuple[tuple[Any, Kind], ...] = (
    ((Start, StartHandle), Kind.START),
    (View, Kind.PERSON),
    (Handle, Kind.WAITS),
    ((Switch, If), Kind.CHOICE),
    (Split, Kind.SPLIT),
    (Join, Kind.JOIN),
    (Function, Kind.ACT),
    (TerminateEnd, Kind.STOP),
    (End, Kind.END),
)
SIDES = {Part.LEARNER: Side.LEARNER, Part.HOST: Side.COMPANY, Part.CURATOR: Side.SCHOOL, Part.MANAGER: Side.SCHOOL}


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the flow; says is its own docstring's first line, if it has one."""

    name: str
    kind: Kind
    side: Side
    says: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another; condition says when it is taken, empty when always, and label says it in few
    words. Two nodes may be joined by several ways: number tells them apart."""

    src: str
    dst: str
    condition: str = ""
    label: str = ""
    number: int = 0

    @property
    def name(self) -> str:
        return f"{self.src}_to_{self.dst}" + (f"_{self.number}" if self.number else "")

    @property
    def is_default(self) -> bool:
        return self.condition == OTHERWISE


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes, breadth-first from the start, and all edges in the order of their nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def node(self, name: str) -> Node:
        return next(node for node in self.nodes if node.name == name)

    def leaving(self, name: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.src == name]

    def entering(self, name: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.dst == name]


def name_in_words(deed: Callable[..., Any] | None) -> str:
    """A predicate's or an act's own name in words; nothing for one without a name."""
    name = getattr(deed, "__name__", "<>")
    return "" if name.startswith("<") else name.replace("_", " ")


def sentence_of(deed: Callable[..., Any] | None) -> str:
    """What a predicate or an act says of itself: its docstring's first sentence, else its name."""
    doc = inspect.getdoc(deed) if callable(deed) else ""
    first = (doc or "").partition("\n")[0].partition(". ")[0].removesuffix(".")
    return first or name_in_words(deed)


def kind_of(node: Any) -> Kind:
    """What kind of node this is; whatever the engine may do at it by itself is an act."""
    return next((kind for classes, kind in KINDS if isinstance(node, classes)), Kind.ACT)


def _conditions(node: Any) -> Iterator[Callable[..., Any] | None]:
    # The engine has no public way to ask an edge for its condition.
    branches = getattr(node, "_branches", None)
    if branches is not None:
        yield from (branch[1] for branch in branches)
    while True:
        yield None


def _edges(node: Any) -> Iterator[Edge]:
    is_choice, seen = kind_of(node) == Kind.CHOICE, Counter[str]()
    for edge, condition in zip(node._outgoing(), _conditions(node), strict=False):  # noqa: SLF001 - no public graph
        plain = str(edge.label or "") or (OTHERWISE if is_choice else "")
        said, label = sentence_of(condition) or plain, name_in_words(condition) or plain
        yield Edge(node.name, edge.dst.name, said, label, seen[edge.dst.name])
        seen[edge.dst.name] += 1


def _owner(node: Any) -> Side | None:
    """Whose step it is; nobody's where the process waits for no person."""
    has_owner = node.name in STEPS and kind_of(node) in {Kind.PERSON, Kind.WAITS}
    return SIDES[STEPS[node.name].part] if has_owner else None


def _side(node: Any, before: Iterable[Any]) -> Side:
    """The owner's; a choice stands with the one side that acted before it; all else is the system's."""
    if kind_of(node) == Kind.CHOICE and len(owners := {_owner(each) for each in before}) == 1:
        return owners.pop() or Side.SYSTEM
    return _owner(node) or Side.SYSTEM


def _in_order(names: Iterable[str], starts: Iterable[str], edges: Mapping[str, list[Edge]]) -> list[str]:
    """Breadth-first from the start; nodes that nothing leads to come last."""
    found = list(starts)
    for name in found:
        found += dict.fromkeys(edge.dst for edge in edges[name] if edge.dst not in found)
    return [*found, *sorted(set(names) - set(found))]


def graph_of(flow_class: Any) -> Graph:
    """The graph of a flow class."""
    nodes = {node.name: node for node in flow_class.instance.nodes()}
    edges = {name: list(_edges(node)) for name, node in nodes.items()}
    starts = [name for name, node in nodes.items() if kind_of(node) == Kind.START]
    order = _in_order(nodes, starts, edges)
    before = {name: [nodes[edge.src] for edge in chain(*edges.values()) if edge.dst == name] for name in order}
    drawn = [Node(name, kind_of(nodes[name]), _side(nodes[name], before[name]), _says(nodes[name])) for name in order]
    return Graph(tuple(drawn), tuple(edge for name in order for edge in edges[name]))


def _says(node: Any) -> str:
    return sentence_of(getattr(node, "_func", None)) if kind_of(node) == Kind.ACT else ""
