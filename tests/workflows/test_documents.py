"""The written documents: the process in its order, in words; a stale file fails the check."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.workflows.graphs import graphs
from workflows.drawing.document import process_document
from workflows.drawing.graph import graph_of
from workflows.drawing.words import phases_of
from workflows.flows import PracticumFlow
from workflows.management.commands.write_docs import documents
from workflows.steps import STEPS

NAMES = ["process.bpmn", "process.md"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    call_command("write_docs", folder=tmp_path)
    return tmp_path


def test_both_documents_are_written_and_pass_their_own_check(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    call_command("write_docs", check=True, folder=folder)


@pytest.mark.parametrize("name", NAMES)
def test_one_changed_byte_makes_a_document_stale(name: str, folder: Path) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(CommandError, match=rf"{name}.*make docs"):
        call_command("write_docs", check=True, folder=folder)
    assert (folder / name).read_bytes() == content


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_document_is_stale_and_is_written_again(name: str, folder: Path) -> None:
    (folder / name).unlink()
    with pytest.raises(CommandError, match=name):
        call_command("write_docs", check=True, folder=folder)
    call_command("write_docs", folder=folder)
    assert (folder / name).read_text() == documents()[name]


def test_writing_twice_gives_the_same_bytes() -> None:
    assert documents() == documents()


def test_every_node_has_one_row_and_the_rows_follow_the_process() -> None:
    text = documents()["process.md"]
    rows = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    graph = graph_of(PracticumFlow)
    assert sorted(rows[: len(graph.nodes)]) == sorted(node.name for node in graph.nodes)
    assert rows.index("request") < rows.index("host_answer") < rows.index("hours") < rows.index("completion")


def test_steps_that_are_no_nodes_are_listed_apart() -> None:
    outside = documents()["process.md"].partition("## Work items outside the flow")[2]
    nodes = {node.name for node in graph_of(PracticumFlow).nodes}
    for kind in set(STEPS) - nodes:
        assert f"`{kind}`" in outside


def test_deadlines_are_told_in_days_of_the_shipped_policy() -> None:
    assert (
        "| `review` | Review the request | Curator | 2 working days (`review`) | `reviewed` |"
        in documents()["process.md"]
    )


def test_a_waiting_node_without_stage_may_be_reached_at_any_time() -> None:
    trial = dict(graphs())["trial"]
    phases = phases_of(trial)
    assert phases["aside"] == phases["stopped"] == 0
    assert phases["start"] == phases["request"] == 1
    assert "## At any time" in process_document(trial)


def test_each_step_leads_back_or_on_in_the_picture_as_in_the_flow() -> None:
    picture = documents()["process.md"].partition("```mermaid")[2].partition("```")[0]
    ways = re.findall(r"^    (\w+)_ -->(?:\|[^|]*\|)? (\w+)_$", picture, re.MULTILINE)
    assert sorted(ways) == sorted((edge.src, edge.dst) for edge in graph_of(PracticumFlow).edges)
