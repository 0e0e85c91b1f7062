"""Coordinates for a graph: lanes, shapes and orthogonal lines; along the page's width or down its length."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workflows.drawing.graph import Edge, Graph, Kind, Node, Side
from workflows.drawing.layers import grid_of
from workflows.drawing.routes import Hop, Port, Route, Router, Run

Point = tuple[int, int]
GAP, TRACK, HEAD, MARGIN, EDGE = 30, 10, 30, 6, 8


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def center(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def turned(self) -> "Box":
        return Box(self.y, self.x, self.height, self.width)


@dataclass(frozen=True, slots=True)
class Line:
    """An edge's way-points, from its source to its target."""

    edge: Edge
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture."""

    size: Point
    lanes: dict[Side, Box]
    shapes: dict[str, Box]
    lines: tuple[Line, ...]

    def turned(self) -> "Layout":
        """The same picture with width and length exchanged: the way leads down instead of to the right."""
        lines = tuple(Line(line.edge, tuple((y, x) for x, y in line.points)) for line in self.lines)
        lanes = {side: box.turned() for side, box in self.lanes.items()}
        shapes = {name: box.turned() for name, box in self.shapes.items()}
        return Layout((self.size[1], self.size[0]), lanes, shapes, lines)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Width and height of tasks, gateways and events, and of a condition's words beside a choice."""

    task: Point
    gateway: int
    event: int
    words: Point = (0, 0)

    def of(self, node: Node) -> Point:
        if node.kind in {Kind.CHOICE, Kind.SPLIT, Kind.JOIN}:
            return self.gateway, self.gateway
        if node.kind in {Kind.START, Kind.END, Kind.STOP}:
            return self.event, self.event
        return self.task


def _bundles(hops: Sequence[Hop]) -> list[list[Hop]]:
    """Hops that share a track."""
    together: dict[str, list[Hop]] = {}
    for hop in hops:
        together.setdefault(hop.bundle, []).append(hop)
    return list(together.values())


def tracks_of(hops: Sequence[Hop]) -> dict[Hop, int]:
    """A track in their channel for each hop, so that no two bundles lie on each other; the longest ones outermost."""
    ends: list[list[tuple[int, int]]] = []
    found: dict[Hop, int] = {}
    spans = [(min(min(h.start, h.end) for h in b), max(max(h.start, h.end) for h in b), b) for b in _bundles(hops)]
    for low, high, bundle in sorted(spans, key=lambda span: (span[1] - span[0], span[0])):
        free = (n for n, known in enumerate(ends) if all(high < start or end < low for start, end in known))
        track = next(free, len(ends))
        if track == len(ends):
            ends.append([])
        ends[track].append((low, high))
        found |= dict.fromkeys(bundle, track)
    return found


class _Axis:
    """Positions along one direction: channel, cell, channel, cell, …, channel."""

    def __init__(self, start: int, channels: Sequence[int], cells: Sequence[int]) -> None:
        self.channels: list[int] = []
        self.cells: list[int] = []
        for channel, cell in zip(channels, [*cells, 0], strict=True):
            self.channels.append(start)
            self.cells.append(start + channel)
            start += channel + cell
        self.sizes, self.end = list(cells), start

    def middle(self, cell: int) -> int:
        return self.cells[cell] + self.sizes[cell] // 2


class _Drawing:
    def __init__(self, graph: Graph, sizes: Sizes) -> None:
        self.graph, self.sizes, self.grid = graph, sizes, grid_of(graph)
        self.routes = Router(graph, self.grid).routes()
        self.tracks: dict[tuple[Run, int], dict[Hop, int]] = {}
        for run, count in ((Run.ACROSS, self.grid.columns), (Run.ALONG, self.grid.rows)):
            for channel in range(count + 1):
                hops = [h for route in self.routes for h in route.hops if h.run == run and h.channel == channel]
                self.tracks[run, channel] = tracks_of(hops)
        self.words = self._words()
        across = [self._room(Run.ACROSS, channel) for channel in range(self.grid.columns + 1)]
        along = [self._room(Run.ALONG, channel) for channel in range(self.grid.rows + 1)]
        self.x = _Axis(HEAD + MARGIN, across, self._cells("column", 0))
        self.y = _Axis(MARGIN, along, self._cells("row", 1))

    def _room(self, run: Run, channel: int) -> int:
        tracks = max(self.tracks[run, channel].values(), default=0) * TRACK
        return GAP + tracks + self.words[run, channel, False] + self.words[run, channel, True]

    def _words(self) -> Counter[tuple[Run, int, bool]]:
        """Room for words in a channel: at its beginning (False), or at its end, before the next row (True)."""
        rooms = Counter[tuple[Run, int, bool]]()
        for route in (each for each in self.routes if each.edge.condition):
            spot, is_above = self.grid.spots[route.edge.src], route.out == Port.ABOVE
            rooms[Run.ACROSS, spot.column + 1, False] = self.sizes.words[0]
            rooms[Run.ALONG, spot.row + (not is_above), is_above] = self.sizes.words[1]
        return rooms

    def _cells(self, which: str, axis: int) -> list[int]:
        count = self.grid.columns if which == "column" else self.grid.rows
        sizes = [0] * count
        for node in self.graph.nodes:
            cell = getattr(self.grid.spots[node.name], which)
            sizes[cell] = max(sizes[cell], self.sizes.of(node)[axis])
        return sizes

    def shape(self, node: Node) -> Box:
        spot, (width, height) = self.grid.spots[node.name], self.sizes.of(node)
        return Box(self.x.middle(spot.column) - width // 2, self.y.middle(spot.row) - height // 2, width, height)

    def lane(self, rows: range) -> Box:
        top = self.y.channels[rows.start] + (EDGE if rows.start else 0)
        end = self.y.channels[rows.stop] + EDGE if rows.stop < self.grid.rows else self.y.end
        return Box(MARGIN, top, self.x.end - MARGIN, end - top)

    def _position(self, hop: Hop) -> int:
        axis = self.x if hop.run == Run.ACROSS else self.y
        start = axis.channels[hop.channel] + self.words[hop.run, hop.channel, False] + GAP // 2
        return start + TRACK * self.tracks[hop.run, hop.channel][hop]

    def line(self, route: Route, shapes: Mapping[str, Box]) -> Line:
        start, end = _port(shapes[route.edge.src], route.out), _port(shapes[route.edge.dst], route.into)
        points = [start]
        for hop in route.hops:
            x, y = points[-1]
            points.append((self._position(hop), y) if hop.run == Run.ACROSS else (x, self._position(hop)))
        x, y = points[-1]
        corner = (x, end[1]) if route.into in {Port.BEFORE, Port.AFTER} else (end[0], y)
        return Line(route.edge, tuple(_without_repeats([*points, corner, end])))


def _port(box: Box, port: Port) -> Point:
    x, y = box.center
    places = {Port.AFTER: (box.right, y), Port.BEFORE: (box.x, y), Port.ABOVE: (x, box.y), Port.BELOW: (x, box.bottom)}
    return places[port]


def _without_repeats(points: Iterable[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and any(kept[-2][axis] == kept[-1][axis] == point[axis] for axis in (0, 1)):
            kept.pop()
        kept.append(point)
    return kept


def layout_of(graph: Graph, sizes: Sizes) -> Layout:
    """The graph's picture with its way to the right."""
    drawing = _Drawing(graph, sizes)
    shapes = {node.name: drawing.shape(node) for node in graph.nodes}
    lanes = {side: drawing.lane(rows) for side, rows in drawing.grid.lanes.items()}
    lines = tuple(drawing.line(route, shapes) for route in drawing.routes)
    return Layout((drawing.x.end + MARGIN, drawing.y.end + MARGIN), lanes, shapes, lines)
