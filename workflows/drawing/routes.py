"""Which way each edge takes through the channels between rows and columns, never across a node."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from workflows.drawing.graph import Edge, Graph, Kind
from workflows.drawing.layers import Grid, Spot

GATEWAYS = frozenset({Kind.CHOICE, Kind.SPLIT, Kind.JOIN})


class Port(StrEnum):
    """Where an edge touches its node, seen along the way of the process."""

    AFTER = "after"
    BEFORE = "before"
    ABOVE = "above"
    BELOW = "below"


class Run(StrEnum):
    """Along the rows, or across them."""

    ALONG = "along"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class Hop:
    """One straight run in a channel: channel n lies before row or column n. Its ends are measured in half cells: the
    channel before cell n at 2n, the cell's middle at 2n + 1. Hops of one bundle share their track."""

    run: Run
    channel: int
    start: int
    end: int
    bundle: str


@dataclass(frozen=True, slots=True)
class Route:
    """An edge's way: out by one port, along its hops, in by another."""

    edge: Edge
    out: Port
    into: Port
    hops: tuple[Hop, ...] = field(default=())


def middle(cell: int) -> int:
    """The middle of a cell in half cells."""
    return 2 * cell + 1


class Router:
    """Chooses the ways of a graph's edges, one after the other; a choice's exits do not share a port."""

    def __init__(self, graph: Graph, grid: Grid) -> None:
        self.graph, self.grid = graph, grid
        self.used: Counter[tuple[str, Port]] = Counter()
        self.drops: set[Spot] = set()

    def routes(self) -> list[Route]:
        """Ways for all edges: straight ones first, those that lead back last."""
        return [self._take(edge) for edge in sorted(self.graph.edges, key=self._turn)]

    def _turn(self, edge: Edge) -> tuple[bool, bool]:
        src, dst = self._spots(edge)
        return edge in self.grid.back, src.row != dst.row

    def _spots(self, edge: Edge) -> tuple[Spot, Spot]:
        return self.grid.spots[edge.src], self.grid.spots[edge.dst]

    def _take(self, edge: Edge) -> Route:
        route = next(self._ways(edge))
        self.used[edge.src, route.out] += 1
        self.used[edge.dst, route.into] += 1
        return route

    def _ways(self, edge: Edge) -> Iterator[Route]:
        if edge in self.grid.back:
            yield from self._back(edge)
            return
        src, dst = self._spots(edge)
        between = range(src.column + 1, dst.column)
        if src.row == dst.row and self.grid.is_free(src.row, between):
            yield Route(edge, Port.AFTER, Port.BEFORE)
        if self.graph.node(edge.src).kind == Kind.CHOICE:
            yield from self._drop(edge)
            if self.used[edge.src, Port.AFTER]:
                yield from self._detour(edge)
        if src.row != dst.row and self.grid.is_free(dst.row, between):
            hop = Hop(Run.ACROSS, src.column + 1, middle(src.row), middle(dst.row), self._bundle(edge))
            yield Route(edge, Port.AFTER, Port.BEFORE, (hop,))
        yield self._around(edge)

    def _bundle(self, edge: Edge) -> str:
        if len(self.graph.leaving(edge.src)) > 1:
            return f"from {edge.src}"
        return f"to {edge.dst}"

    def _drop(self, edge: Edge) -> Iterator[Route]:
        """Straight up or down from the choice, then along the target's row."""
        src, dst = self._spots(edge)
        port = Port.BELOW if dst.row > src.row else Port.ABOVE
        rows = range(src.row + 1, dst.row + 1) if dst.row > src.row else range(dst.row, src.row)
        cells = {Spot(src.column, row) for row in rows}
        is_free = not cells & (self.grid.taken | self.drops)
        if is_free and self._is_unused(edge.src, port) and self.grid.is_free(dst.row, range(src.column, dst.column)):
            self.drops |= cells
            yield Route(edge, port, Port.BEFORE)

    def _is_unused(self, name: str, port: Port) -> bool:
        return not self.used[name, port]

    def _detour(self, edge: Edge) -> Iterator[Route]:
        """Out above or below, along the channel there, across before the target."""
        src, dst = self._spots(edge)
        ports = (Port.BELOW, Port.ABOVE) if dst.row >= src.row else (Port.ABOVE, Port.BELOW)
        for port in ports:
            if self._is_unused(edge.src, port):
                channel = src.row + 1 if port == Port.BELOW else src.row
                along = Hop(Run.ALONG, channel, middle(src.column), 2 * dst.column, edge.name)
                across = Hop(Run.ACROSS, dst.column, 2 * channel, middle(dst.row), f"to {edge.dst}")
                yield Route(edge, port, Port.BEFORE, (along, across))

    def _around(self, edge: Edge) -> Route:
        """After the source across, along the channel beside the target's row, across before the target."""
        src, dst = self._spots(edge)
        channel = dst.row if dst.row > src.row else dst.row + 1
        out = Hop(Run.ACROSS, src.column + 1, middle(src.row), 2 * channel, self._bundle(edge))
        along = Hop(Run.ALONG, channel, 2 * src.column + 2, 2 * dst.column, edge.name)
        into = Hop(Run.ACROSS, dst.column, 2 * channel, middle(dst.row), f"to {edge.dst}")
        return Route(edge, Port.AFTER, Port.BEFORE, (out, along, into))

    def _back(self, edge: Edge) -> Iterator[Route]:
        src, dst = self._spots(edge)
        if src.row == dst.row and self._is_unused(edge.src, Port.ABOVE) and self._is_unused(edge.dst, Port.ABOVE):
            hop = Hop(Run.ALONG, src.row, middle(src.column), middle(dst.column), edge.name)
            yield Route(edge, Port.ABOVE, Port.ABOVE, (hop,))
        if self.graph.node(edge.src).kind in GATEWAYS:
            yield from self._detour(edge)
        yield self._around(edge)
