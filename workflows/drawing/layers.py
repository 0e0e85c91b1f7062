"""Where each node of a graph stands: its column by the longest way from the start, its row in its side's lane."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from workflows.drawing.graph import Edge, Graph, Node, Side


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the grid; both count from 0, rows through all lanes."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Every node's spot, which rows each lane takes, and which edges lead back."""

    spots: dict[str, Spot]
    lanes: dict[Side, range]
    back: frozenset[Edge]
    taken: frozenset[Spot] = field(default=frozenset())

    @property
    def columns(self) -> int:
        return 1 + max(spot.column for spot in self.spots.values())

    @property
    def rows(self) -> int:
        return max(rows.stop for rows in self.lanes.values())

    def is_free(self, row: int, columns: Iterable[int]) -> bool:
        """Whether no node stands on these columns of the row."""
        return all(Spot(column, row) not in self.taken for column in columns)


def back_edges(graph: Graph) -> frozenset[Edge]:
    """The edges that lead to a node on the way to their own source: without them the graph has no circle."""
    back: set[Edge] = set()
    state: dict[str, bool] = {}

    def visit(name: str) -> None:
        state[name] = True
        for edge in graph.leaving(name):
            if state.get(edge.dst):
                back.add(edge)
            elif edge.dst not in state:
                visit(edge.dst)
        state[name] = False

    for node in graph.nodes:
        if node.name not in state:
            visit(node.name)
    return frozenset(back)


def _ranker(graph: Graph, back: frozenset[Edge]) -> Callable[[str], int]:
    known: dict[str, int] = {}

    def rank(name: str) -> int:
        if name not in known:
            before = [edge.src for edge in graph.entering(name) if edge not in back]
            known[name] = 1 + max((rank(each) for each in before), default=-1)
        return known[name]

    return rank


def later_than(graph: Graph, names: Iterable[str]) -> set[str]:
    """What lies ahead of these nodes, on ways that do not lead back."""
    back, found = back_edges(graph), set[str]()
    queue = list(names)
    for name in queue:
        fresh = {edge.dst for edge in graph.leaving(name) if edge not in back} - found
        found |= fresh
        queue.extend(sorted(fresh))
    return found


def ordered(graph: Graph) -> list[Node]:
    """All nodes as the process comes to them: by the longest way from the start, then breadth-first."""
    rank = _ranker(graph, back_edges(graph))
    return sorted(graph.nodes, key=lambda node: rank(node.name))


def grid_of(graph: Graph) -> Grid:
    """Columns and rows of all nodes; nodes of one lane and column stand below each other."""
    back = back_edges(graph)
    rank = _ranker(graph, back)
    spots: dict[str, Spot] = {}
    lanes: dict[Side, range] = {}
    first = 0
    for side in Side:
        depth: dict[int, int] = {}
        for node in (each for each in graph.nodes if each.side == side):
            column = rank(node.name)
            depth[column] = depth.get(column, 0) + 1
            spots[node.name] = Spot(column, first + depth[column] - 1)
        if depth:
            lanes[side] = range(first, first + max(depth.values()))
            first = lanes[side].stop
    return Grid(spots, lanes, back, frozenset(spots.values()))
