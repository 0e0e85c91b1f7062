"""The process as read from the flow, and its picture: nothing overlaps, lines are orthogonal and cross no node."""

from itertools import combinations, pairwise

import pytest

from tests.workflows.graphs import graphs
from workflows.drawing.graph import Edge, Graph, Kind, Side, graph_of
from workflows.drawing.layers import back_edges, grid_of, later_than, ordered
from workflows.drawing.layout import Box, Layout, Line, Sizes, layout_of
from workflows.flows import PracticumFlow

GRAPHS = dict(graphs())
TRIAL = GRAPHS["trial"]
SIZES = Sizes(task=(120, 60), gateway=44, event=36, words=(84, 26))
each_graph = pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS.keys())


def crosses(line: Line, box: Box) -> bool:
    """Whether a line has a part inside the box; touching its rim is not inside."""
    return any(
        min(x, next_x) < box.right and max(x, next_x) > box.x and min(y, next_y) < box.bottom and max(y, next_y) > box.y
        for (x, y), (next_x, next_y) in pairwise(line.points)
    )


def on_rim(point: tuple[int, int], box: Box) -> bool:
    (x, y), (middle_x, middle_y) = point, box.center
    return (x in {box.x, box.right} and y == middle_y) or (y in {box.y, box.bottom} and x == middle_x)


def drawn(graph: Graph) -> Layout:
    return layout_of(graph, SIZES)


def test_every_node_and_way_of_the_flow_is_read_once() -> None:
    graph = graph_of(PracticumFlow)
    assert sorted(node.name for node in graph.nodes) == sorted(node.name for node in PracticumFlow.instance.nodes())
    ways = [(node.name, edge.dst.name) for node in PracticumFlow.instance.nodes() for edge in node._outgoing()]
    assert sorted((edge.src, edge.dst) for edge in graph.edges) == sorted(ways)
    assert len({edge.name for edge in graph.edges}) == len(graph.edges)


def test_nodes_are_listed_in_the_order_of_the_process() -> None:
    names = [node.name for node in ordered(graph_of(PracticumFlow))]
    assert names[0] == "start"
    assert names.index("request") < names.index("review") < names.index("hours") < names.index("completion")


def test_each_kind_of_node_is_told_from_the_others() -> None:
    kinds = {node.name: node.kind for node in TRIAL.nodes}
    assert (kinds["start"], kinds["begun"], kinds["request"]) == (Kind.START, Kind.SPLIT, Kind.PERSON)
    assert (kinds["chosen"], kinds["asked"], kinds["noted"]) == (Kind.CHOICE, Kind.CHOICE, Kind.ACT)
    assert (kinds["aside"], kinds["stopped"], kinds["end"]) == (Kind.WAITS, Kind.STOP, Kind.END)


def test_conditions_are_told_by_the_docstrings_of_their_predicates() -> None:
    assert [edge.condition for edge in TRIAL.leaving("chosen")] == ["The request is good", "is extra", "otherwise"]
    assert [edge.condition for edge in TRIAL.leaving("begun")] == ["", "", "is extra"]
    assert [edge.condition for edge in TRIAL.leaving("asked")] == ["yes", "no"]


def test_a_choice_stands_with_the_one_side_before_it_and_the_rest_is_the_system_s() -> None:
    sides = {node.name: node.side for node in graph_of(PracticumFlow).nodes}
    assert sides["reviewed"] == Side.SCHOOL
    assert sides["answered"] == Side.COMPANY
    assert sides["hours"] == sides["report_read"] == sides["signing"] == Side.SYSTEM


def test_ways_that_lead_back_are_found_and_what_lies_ahead_leaves_them_out() -> None:
    assert {edge.name for edge in back_edges(TRIAL)} == {"chosen_to_request", "asked_to_request"}
    assert later_than(TRIAL, ["noted"]) == {"asked", "end"}


@each_graph
def test_columns_grow_along_every_way_that_does_not_lead_back(graph: Graph) -> None:
    grid = grid_of(graph)
    for edge in set(graph.edges) - grid.back:
        assert grid.spots[edge.src].column < grid.spots[edge.dst].column
    assert len(set(grid.spots.values())) == len(graph.nodes)


@each_graph
def test_no_two_shapes_overlap_and_each_lies_in_its_lane(graph: Graph) -> None:
    layout = drawn(graph)
    assert not [pair for pair in combinations(layout.shapes.values(), 2) if pair[0].meets(pair[1])]
    assert not [pair for pair in combinations(layout.lanes.values(), 2) if pair[0].meets(pair[1])]
    for node in graph.nodes:
        lane, shape = layout.lanes[node.side], layout.shapes[node.name]
        assert lane.x < shape.x
        assert shape.right < lane.right
        assert lane.y < shape.y
        assert shape.bottom < lane.bottom


@each_graph
def test_lines_are_orthogonal_join_their_nodes_and_cross_no_node(graph: Graph) -> None:
    layout = drawn(graph)
    assert sorted(line.edge.name for line in layout.lines) == sorted(edge.name for edge in graph.edges)
    for line in layout.lines:
        assert all(one[0] == two[0] or one[1] == two[1] for one, two in pairwise(line.points)), line
        assert on_rim(line.points[0], layout.shapes[line.edge.src]), line
        assert on_rim(line.points[-1], layout.shapes[line.edge.dst]), line
        assert not [name for name, box in layout.shapes.items() if crosses(line, box)], line


@each_graph
def test_the_picture_down_the_page_is_the_same_one_turned(graph: Graph) -> None:
    layout = drawn(graph)
    turned = layout.turned()
    assert turned.size == layout.size[::-1]
    assert turned.turned() == layout
    assert not [pair for pair in combinations(turned.shapes.values(), 2) if pair[0].meets(pair[1])]


def test_two_ways_between_the_same_nodes_have_two_names() -> None:
    doubles = [edge.name for edge in TRIAL.edges if (edge.src, edge.dst) == ("chosen", "noted")]
    assert doubles == ["chosen_to_noted", "chosen_to_noted_1"]
    assert Edge("a", "b").name == "a_to_b"
