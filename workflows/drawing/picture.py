"""The picture of the process for a page: where one practicum stands in it, what it has behind it and what is ahead."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from workflows.drawing.graph import Graph, Kind, Node, Side, graph_of
from workflows.drawing.layers import later_than
from workflows.drawing.layout import Box, Layout, Line, Sizes, layout_of
from workflows.drawing.words import AT_ANY_TIME, DRAWN_WITH_NAME, name_of, phases_of
from workflows.flows import PracticumFlow

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# The way leads down the page, so what is a shape's height here is laid out as its width.
SIZES = Sizes(task=(58, 168), gateway=34, event=26)
HEADING, LETTERS, LINES, LEADING = 34, 25, 3, 15
LANES: dict[Side, "_StrPromise"] = {
    Side.LEARNER: _("Learner"),
    Side.COMPANY: _("Company"),
    Side.SCHOOL: _("School"),
    Side.SYSTEM: _("System"),
}
STANDING = frozenset({Kind.PERSON, Kind.WAITS})
BOXES = {Kind.START: "event", Kind.END: "event", Kind.STOP: "event"}


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words with the middle of its baseline."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One node: its form (task, gateway or event), its place, its state (done, now, stop or ahead) and its words."""

    form: str
    box: Box
    state: str
    texts: Sequence[Text]
    mark: str = ""

    @property
    def diamond(self) -> str:
        x, y = self.box.center
        corners = ((x, self.box.y), (self.box.right, y), (x, self.box.bottom), (self.box.x, y))
        return " ".join(f"{left},{top}" for left, top in corners)


@dataclass(frozen=True, slots=True)
class LaneBand:
    """One side's lane with its heading."""

    box: Box
    heading: Text


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a template draws, and the same in words: where the practicum stands, and what it has done."""

    width: int
    height: int
    lanes: Sequence[LaneBand]
    lines: Sequence[str]
    shapes: Sequence[Shape]
    now: Sequence[str]
    stopped: Sequence[str]
    done: Sequence[str]


@lru_cache(maxsize=1)
def _process() -> tuple[Graph, Layout]:
    """The graph never changes while the house runs, nor does its layout."""
    graph = graph_of(PracticumFlow)
    return graph, layout_of(graph, SIZES).turned()


@dataclass(frozen=True, slots=True)
class Course:
    """A process so far, by names of nodes: where it stands, what it has left, and where an early end cut it off."""

    here: Collection[str] = ()
    visited: Collection[str] = ()
    cut_off: Collection[str] = ()


def _states(graph: Graph, course: Course) -> dict[str, str]:
    """What was visited once but lies ahead again, after a way back, is ahead."""
    phases = phases_of(graph)
    standing = {node.name for node in graph.nodes if node.kind in STANDING and phases[node.name] != AT_ANY_TIME}
    now = standing & set(course.here)
    stopped = set() if now else standing & set(course.cut_off)
    done = set(course.visited) - later_than(graph, now | stopped)
    ends = {node.name for node in graph.nodes if node.kind in {Kind.END, Kind.STOP}}
    states = dict.fromkeys(done | (ends & set(course.visited)), "done")
    states |= dict.fromkeys(now, "now") | dict.fromkeys(stopped, "stop")
    return {node.name: states.get(node.name, "ahead") for node in graph.nodes}


def picture_of(course: Course) -> Picture:
    """The picture of a process at this point of its course; no query."""
    graph, layout = _process()
    states = _states(graph, course)
    named: dict[str, list[str]] = {"now": [], "stop": [], "done": [], "ahead": []}
    for node in graph.nodes:
        if node.kind in DRAWN_WITH_NAME:
            named[states[node.name]].append(name_of(node))
    return Picture(
        width=layout.size[0],
        height=layout.size[1] + HEADING,
        lanes=[_lane(side, box) for side, box in layout.lanes.items()],
        lines=[_points(line) for line in layout.lines],
        shapes=[_shape(node, layout.shapes[node.name], states[node.name]) for node in graph.nodes],
        now=named["now"],
        stopped=named["stop"],
        done=named["done"],
    )


def _lane(side: Side, box: Box) -> LaneBand:
    band = Box(box.x, box.y, box.width, box.height + HEADING)
    return LaneBand(band, Text(box.center[0], box.y + 22, str(LANES[side])))


def _points(line: Line) -> str:
    return " ".join(f"{x},{y + HEADING}" for x, y in line.points)


def _shape(node: Node, box: Box, state: str) -> Shape:
    moved = Box(box.x, box.y + HEADING, box.width, box.height)
    if node.kind in DRAWN_WITH_NAME:
        return Shape("task", moved, state, _texts(name_of(node), moved))
    form = BOXES.get(node.kind, "gateway")
    return Shape(form, moved, state, (), "×" if node.kind == Kind.CHOICE else "+" if form == "gateway" else "")


def _texts(words: str, box: Box) -> list[Text]:
    lines = wrap(words, LETTERS, max_lines=LINES, placeholder="…")
    x, y = box.center
    first = y - LEADING * (len(lines) - 1) // 2 + 4
    return [Text(x, first + LEADING * number, line) for number, line in enumerate(lines)]
