"""The process, its steps, their conditions, words and templates fit together."""

from django.template.loader import get_template
from viewflow.workflow.nodes import Handle, View

from placements.agreements.stages import STAGE_OF_NODE
from placements.overview.wording import WORDING
from workflows.conditions import CONDITIONS
from workflows.flows import PracticumFlow
from workflows.steps import STEPS

NODES = {node.name: node for node in PracticumFlow.instance.nodes()}


def test_every_node_of_a_person_has_a_step() -> None:
    people = {name for name, node in NODES.items() if isinstance(node, View)}
    assert people <= set(STEPS)


def test_every_waiting_node_has_its_condition() -> None:
    assert {name for name, node in NODES.items() if isinstance(node, Handle)} == set(CONDITIONS)


def test_every_place_where_a_process_can_stand_has_a_stage() -> None:
    # The branch that waits for an early end is no place where a practicum stands.
    places = {name for name, node in NODES.items() if isinstance(node, View | Handle)} - {"ending"}
    assert places == set(STAGE_OF_NODE)


def test_every_step_has_its_words_and_its_template() -> None:
    for step in STEPS.values():
        assert step.kind in WORDING
        assert get_template(step.template)
