"""What is said of a node of the process: its name, who acts there, by when, what it waits for, and its phase."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from placements.agreements.stages import STAGE_OF_NODE
from placements.overview.wording import STEP_OF_STAGE, STEPS, WORDING
from placements.programmes.policy import SHIPPED, Policy
from placements.programmes.reading import read_file
from placements.programmes.shapes import POLICY_FILE
from workflows.conditions import CONDITIONS
from workflows.drawing.graph import Graph, Kind, Node, sentence_of
from workflows.drawing.layers import back_edges, ordered
from workflows.steps import STEPS as WORK
from workflows.steps import Step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Nodes that are nobody's work item and no stage of a practicum, in the words of the people who see the picture.
NODE_NAMES: dict[str, "_StrPromise"] = {
    "in_force": _("Agreement in force"),
    "completion": _("Practicum completed"),
    "ending": _("An early end, possible at any time"),
}
DRAWN_WITH_NAME = frozenset({Kind.PERSON, Kind.WAITS, Kind.ACT})
AT_ANY_TIME = 0


@lru_cache(maxsize=1)
def shipped_policy() -> Policy:
    """The policy that comes with the house; another school's days differ."""
    return Policy.from_content(read_file(SHIPPED.read_bytes(), POLICY_FILE))


def name_of(node: Node) -> str:
    """The node's name for people, in the active language: its task, its stage, or its own name."""
    if node.name in WORK:
        return str(WORDING[node.name].task)
    if node.name in NODE_NAMES:
        return str(NODE_NAMES[node.name])
    if node.name in STAGE_OF_NODE:
        return str(STAGE_OF_NODE[node.name].label)
    return node.name.replace("_", " ")


def is_named(node: Node) -> bool:
    """Whether somebody gave the node words: only then its name can be translated."""
    return node.name in WORK or node.name in NODE_NAMES or node.name in STAGE_OF_NODE


def who_acts(step: Step) -> str:
    """The owner's side, and who of it where that is not the same word: "Company (mentor)"."""
    side, owner = str(step.part.label), getattr(step.owner, "__name__", "")
    return side if owner.lower() in {"", side.lower()} else f"{side} ({owner})"


def by_when(step: Step) -> str:
    """The step's working days by the shipped policy and their key; empty when the deadline comes from elsewhere."""
    days = shipped_policy().deadlines_working_days
    key = step.deadline or (step.kind if step.kind in days else "")
    if not key:
        return ""
    unit = "working day" if days[key] == 1 else "working days"
    return f"{days[key]} {unit} (`{key}`)"


def waits_for(node: Node) -> str:
    """What lets a waiting node pass, as its condition says it; empty for other nodes."""
    return sentence_of(CONDITIONS.get(node.name)) if node.kind == Kind.WAITS else ""


def _own_phase(node: Node) -> int | None:
    step = WORK.get(node.name)
    if step is not None and step.is_node:
        return step.wording.step
    if node.name in STAGE_OF_NODE:
        return STEP_OF_STAGE.get(STAGE_OF_NODE[node.name], AT_ANY_TIME)
    return AT_ANY_TIME if node.kind in {Kind.PERSON, Kind.WAITS} else None


def phases_of(graph: Graph) -> dict[str, int]:
    """Each node's step of seven, 0 for what may happen at any time; one without its own takes that of the way to it."""
    back = back_edges(graph)
    phases = {node.name: phase for node in graph.nodes if (phase := _own_phase(node)) is not None}
    first = min((phase for phase in phases.values() if phase), default=AT_ANY_TIME)
    for node in ordered(graph):
        before = [phases.get(edge.src, first) for edge in graph.entering(node.name) if edge not in back]
        phases.setdefault(node.name, max(before, default=first))
    return phases


def phase_title(number: int) -> str:
    """The phase's heading."""
    return f"{number}. {STEPS[number - 1]}" if number else "At any time"
