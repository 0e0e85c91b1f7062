"""docs/process.bpmn by the rules of BPMN 2.0: whole, well-formed, with a picture in which nothing overlaps."""

from collections import Counter
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

from tests.workflows.graphs import graphs
from workflows.drawing.bpmn import MODEL, SIZES, SPACES, label_box, process_bpmn
from workflows.drawing.graph import Graph
from workflows.drawing.layout import Box, layout_of

GRAPHS = dict(graphs())
FLOW_NODES = {
    "startEvent", "endEvent", "userTask", "receiveTask", "serviceTask",
    "exclusiveGateway", "parallelGateway", "inclusiveGateway",
}  # fmt: skip
each_graph = pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS.keys())


def parsed(graph: Graph) -> ET.Element:
    return ET.fromstring(process_bpmn(graph))


def local(element: ET.Element) -> str:
    return element.tag.partition("}")[2]


def nodes_of(root: ET.Element) -> dict[str, ET.Element]:
    return {element.get("id", ""): element for element in root.iter() if local(element) in FLOW_NODES}


def flows_of(root: ET.Element) -> dict[str, ET.Element]:
    return {flow.get("id", ""): flow for flow in root.iter(f"{{{MODEL}}}sequenceFlow")}


def bounds_of(shape: ET.Element) -> Box:
    bounds = shape.find("dc:Bounds", SPACES)
    assert bounds is not None
    return Box(*(int(bounds.get(key, "")) for key in ("x", "y", "width", "height")))


@each_graph
def test_every_node_and_every_way_stands_in_the_file_once(graph: Graph) -> None:
    root = parsed(graph)
    assert sorted(nodes_of(root)) == sorted(f"node_{node.name}" for node in graph.nodes)
    ways = Counter((flow.get("sourceRef"), flow.get("targetRef")) for flow in flows_of(root).values())
    assert ways == Counter((f"node_{edge.src}", f"node_{edge.dst}") for edge in graph.edges)


@each_graph
def test_identifiers_are_unique_and_every_reference_leads_somewhere(graph: Graph) -> None:
    root = parsed(graph)
    ids = [identifier for element in root.iter() if (identifier := element.get("id"))]
    assert len(ids) == len(set(ids))
    keys = ("sourceRef", "targetRef", "bpmnElement", "processRef", "default")
    named = [value for element in root.iter() for key in keys if (value := element.get(key))]
    texts = [element.text for element in root.iter() if local(element) in {"flowNodeRef", "incoming", "outgoing"}]
    assert {*named, *texts} <= set(ids)


@each_graph
def test_every_node_belongs_to_exactly_one_lane(graph: Graph) -> None:
    root = parsed(graph)
    references = [element.text for element in root.iter(f"{{{MODEL}}}flowNodeRef")]
    assert sorted(references, key=str) == sorted(nodes_of(root))


@each_graph
def test_incoming_and_outgoing_agree_with_the_sequence_flows(graph: Graph) -> None:
    root = parsed(graph)
    flows = flows_of(root)
    for identifier, node in nodes_of(root).items():
        leaving = {name for name, flow in flows.items() if flow.get("sourceRef") == identifier}
        entering = {name for name, flow in flows.items() if flow.get("targetRef") == identifier}
        assert {each.text for each in node.findall("bpmn:outgoing", SPACES)} == leaving
        assert {each.text for each in node.findall("bpmn:incoming", SPACES)} == entering
        assert node.get("default") in leaving | {None}


@each_graph
def test_everything_is_drawn_once_and_no_two_nodes_overlap(graph: Graph) -> None:
    root = parsed(graph)
    shapes = {shape.get("bpmnElement"): shape for shape in root.iter(f"{{{SPACES['bpmndi']}}}BPMNShape")}
    edges = [edge.get("bpmnElement") for edge in root.iter(f"{{{SPACES['bpmndi']}}}BPMNEdge")]
    lanes = {lane.get("id") for lane in root.iter(f"{{{MODEL}}}lane")}
    assert set(shapes) == set(nodes_of(root)) | lanes | {"practicum"}
    assert sorted(edges, key=str) == sorted(flows_of(root))
    drawn = {name: bounds_of(shape) for name, shape in shapes.items() if name in nodes_of(root)}
    assert not [pair for pair in combinations(drawn.values(), 2) if pair[0].meets(pair[1])]
    whole = bounds_of(shapes["practicum"])
    assert all(whole.x < box.x and box.right < whole.right and whole.y < box.y for box in drawn.values())


@each_graph
def test_lines_have_orthogonal_way_points(graph: Graph) -> None:
    for edge in parsed(graph).iter(f"{{{SPACES['bpmndi']}}}BPMNEdge"):
        points = [(point.get("x"), point.get("y")) for point in edge.findall("di:waypoint", SPACES)]
        assert len(points) >= 2
        assert all(one[0] == two[0] or one[1] == two[1] for one, two in pairwise(points))


def test_words_of_conditions_lie_on_no_node() -> None:
    layout = layout_of(GRAPHS["practicum"], SIZES)
    labels = [label_box(line) for line in layout.lines if line.edge.condition]
    assert labels
    assert not [(label, box) for label in labels for box in layout.shapes.values() if label.meets(box)]
    assert not [pair for pair in combinations(labels, 2) if pair[0].meets(pair[1])]


def test_an_end_of_everything_and_a_free_split_have_their_elements() -> None:
    root = parsed(GRAPHS["trial"])
    assert len(list(root.iter(f"{{{MODEL}}}terminateEventDefinition"))) == 1
    assert local(nodes_of(root)["node_begun"]) == "inclusiveGateway"
    assert local(nodes_of(root)["node_aside"]) == "receiveTask"


def test_the_file_s_elements_stand_in_the_order_of_the_standard() -> None:
    root = parsed(GRAPHS["practicum"])
    assert [local(child) for child in root] == ["collaboration", "process", "BPMNDiagram"]
    for node in nodes_of(root).values():
        order = [local(child) for child in node]
        known = ["documentation", "incoming", "outgoing", "terminateEventDefinition"]
        assert order == sorted(order, key=known.index)
