"""Graphs for the drawing tests: the flow that runs, and ones with every shape that a flow may take."""

from collections.abc import Iterator

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.base import Flow

from workflows.drawing.graph import Edge, Graph, Kind, Node, Side, graph_of
from workflows.flows import PracticumFlow
from workflows.models import PracticumProcess

KINDS = (Kind.PERSON, Kind.WAITS, Kind.CHOICE, Kind.SPLIT, Kind.JOIN, Kind.ACT)


class TrialFlow(Flow):
    """A flow with what the practicum's own may get: a branch that waits aside, a way back, an end of everything."""

    process_class = PracticumProcess

    start = flow.StartHandle().Next(this.begun)
    begun = flow.Split().Next(this.request).Next(this.aside).Next(this.extra, case=this.is_extra)
    request = flow.View(None).Next(this.chosen)
    chosen = flow.Switch().Case(this.noted, this.is_good).Case(this.noted, this.is_extra).Default(this.request)
    noted = flow.Function(this.note).Next(this.asked)
    asked = flow.If(this.is_good).Then(this.end).Else(this.request)
    aside = flow.Handle().Next(this.stopped)
    extra = flow.Handle().Next(this.stopped)
    stopped = flow.TerminateEnd()
    end = flow.End()

    def is_good(self, activation: object) -> bool:
        """The request is good.

        More about it.
        """
        return bool(activation)

    def is_extra(self, activation: object) -> bool:
        return not activation

    def note(self, activation: object) -> None:
        """Note it down."""


def _made(seed: int) -> Graph:
    """A graph of twelve nodes and about twenty edges; the same seed makes the same graph."""
    state = seed

    def pick(below: int) -> int:
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return (state >> 8) % below

    nodes = [Node("start", Kind.START, Side.SYSTEM)]
    nodes += [Node(f"n{number}", KINDS[pick(len(KINDS))], list(Side)[pick(4)]) for number in range(10)]
    nodes.append(Node("end", Kind.END, Side.SYSTEM))
    pairs = dict.fromkeys((number, number + 1) for number in range(11))
    pairs |= dict.fromkeys((pick(11), 1 + pick(11)) for _ in range(9))
    edges = [Edge(nodes[a].name, nodes[b].name, "it is so" if pick(2) else "", "so") for a, b in pairs if a != b]
    return Graph(tuple(nodes), tuple(edges))


def graphs() -> Iterator[tuple[str, Graph]]:
    """The flow that runs, the trial flow, and forty made ones, by name."""
    yield "practicum", graph_of(PracticumFlow)
    yield "trial", graph_of(TrialFlow)
    yield from ((f"made {seed}", _made(seed)) for seed in range(40))
