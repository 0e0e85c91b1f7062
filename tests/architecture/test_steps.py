"""The process, its steps, their owners, conditions, words and templates fit together.

Each fault names the file where it is mended, so that a step can be added by following these tests: docs/add-a-step.md.
"""

from inspect import Parameter, getdoc, signature

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from viewflow.workflow.nodes import Handle, Switch, View

from placements.agreements.stages import STAGE_OF_NODE
from placements.icons import ICONS
from placements.overview.targets import OWN_PAGES
from placements.overview.wording import STEP_OF_STAGE, STEPS, WORDING
from tests.workflows.stations import STATIONS
from workflows.conditions import CONDITIONS
from workflows.drawing.graph import graph_of
from workflows.drawing.words import DRAWN_WITH_NAME, is_named, shipped_policy
from workflows.flows import PracticumFlow
from workflows.steps import STEPS as WORK
from workflows.steps import Step

NODES = {node.name: node for node in PracticumFlow.instance.nodes()}
PEOPLE = {name for name, node in NODES.items() if isinstance(node, View)}
WAITING = {name for name, node in NODES.items() if isinstance(node, Handle)}
# The branch that waits for an early end is no place where a practicum stands.
BESIDE = {"ending"}
# Questions are asked on a page of their own; tests reach that step through it.
REACHED_ELSEWHERE = {"question"}


def none_of(names: set[str], what: str, where: str) -> None:
    """Fail with a line for each of these, and the file where it is mended."""
    if names:
        pytest.fail("\n".join(f"{name}: {what}: {where}" for name in sorted(names)), pytrace=False)


def test_every_node_of_a_person_has_a_step() -> None:
    none_of(PEOPLE - set(WORK), "no Step of this kind", "_ALL in workflows/steps.py")


def test_every_step_of_a_node_has_an_owner_and_a_deadline_of_the_policy() -> None:
    places = {step.kind: step for step in WORK.values() if step.kind in PEOPLE | WAITING}
    ownerless = {kind for kind, step in places.items() if step.owner is None}
    none_of(ownerless, "its Step has no owner, so nobody would be asked", "workflows/steps.py")
    days = shipped_policy().deadlines_working_days
    undated = {kind for kind, step in places.items() if step.deadline not in days}
    where = "deadline= in workflows/steps.py, one of deadlines_working_days in placements/programmes/data/*policy.json"
    none_of(undated, "no such deadline in the policy", where)


def test_a_step_with_an_owner_is_a_node_of_the_flow() -> None:
    owned = {step.kind for step in WORK.values() if step.owner is not None}
    none_of(owned - PEOPLE - WAITING, "its Step has an owner but the flow no such node", "workflows/flows.py")


def test_every_waiting_node_has_its_condition() -> None:
    none_of(WAITING - set(CONDITIONS), "waits for nothing", "CONDITIONS in workflows/conditions.py")
    none_of(set(CONDITIONS) - WAITING, "is no waiting node", "CONDITIONS in workflows/conditions.py")


def test_every_condition_and_every_choice_is_told_in_a_docstring() -> None:
    mute = {name for name, condition in CONDITIONS.items() if not getdoc(condition)}
    none_of(mute, "says not what it waits for", "workflows/conditions.py")
    choices = {condition.__name__: condition for node in NODES.values() if isinstance(node, Switch)
               for _target, condition in node._branches if condition}  # fmt: skip
    silent = {name for name, condition in choices.items() if not getdoc(condition)}
    none_of(silent, "says not when it holds", "its docstring in workflows/flows.py")


def test_every_place_where_a_process_can_stand_has_a_stage() -> None:
    where = "STAGE_OF_NODE in placements/agreements/stages.py"
    places = (PEOPLE | WAITING) - BESIDE
    none_of(places - set(STAGE_OF_NODE), "no stage", where)
    none_of(set(STAGE_OF_NODE) - places, "a stage for no node", where)
    stepless = {str(stage) for stage in STAGE_OF_NODE.values() if stage not in STEP_OF_STAGE}
    none_of(stepless, "no step of seven", "STEP_OF_STAGE in placements/overview/wording.py")


def test_every_kind_of_work_item_has_its_words_and_icon() -> None:
    where = "WORDING in placements/overview/wording.py"
    none_of(set(WORK) - set(WORDING), "no words", where)
    none_of({kind for kind, words in WORDING.items() if words.icon not in ICONS}, "no such icon", where)
    none_of({kind for kind, words in WORDING.items() if not 1 <= words.step <= len(STEPS)}, "step", where)
    none_of(set(WORDING) - set(WORK) - OWN_PAGES, "words for no work item", where)


def test_every_box_of_the_picture_has_words() -> None:
    wordless = {n.name for n in graph_of(PracticumFlow).nodes if n.kind in DRAWN_WITH_NAME and not is_named(n)} - PEOPLE
    none_of(wordless, "no name for people", "NODE_NAMES in workflows/drawing/words.py")


@pytest.mark.parametrize("step", WORK.values(), ids=WORK.keys())
def test_every_step_has_its_template(step: Step) -> None:
    try:
        get_template(step.template)
    except TemplateDoesNotExist:
        pytest.fail(f"{step.kind}: write templates/{step.template} (begin with its context, as its neighbours do)")


@pytest.mark.parametrize("step", WORK.values(), ids=WORK.keys())
def test_every_verb_takes_practicum_actor_and_data(step: Step) -> None:
    given = signature(step.verb).parameters.values()
    plain = [each for each in given if each.kind == Parameter.POSITIONAL_OR_KEYWORD]
    asks_subject = any(each.name == "subject_id" for each in given)
    assert len(plain) == 3, f"{step.kind}: its verb is called as verb(practicum, actor, data) by workflows/acting.py"
    assert asks_subject == step.subject, (
        f"{step.kind}: subject=True in workflows/steps.py goes with subject_id of its verb"
    )


def test_every_step_can_be_reached_by_the_tests_of_all_steps() -> None:
    missing = set(WORK) - set(STATIONS) - REACHED_ELSEWHERE
    where = "STATIONS in tests/workflows/stations.py; teach the way to config/demo/walk.py"
    none_of(missing, "no station: how a practicum gets there and what its owner says", where)
