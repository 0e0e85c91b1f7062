"""docs/process.bpmn: the process as BPMN 2.0 with its picture, readable in any BPMN viewer."""

from xml.etree import ElementTree as ET

from workflows.drawing.document import what_happens
from workflows.drawing.graph import Edge, Graph, Kind, Node
from workflows.drawing.layout import Box, Layout, Line, Sizes, layout_of
from workflows.drawing.words import DRAWN_WITH_NAME, by_when, name_of, who_acts
from workflows.steps import STEPS

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPACES = {
    "bpmn": MODEL,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
SIZES = Sizes(task=(124, 80), gateway=44, event=36, words=(84, 26))
LABEL, LINE = (100, 28), 18
# Where the picture begins on the viewer's sheet, and the width of the participant's own heading.
LEFT, TOP, HEADING = 160, 80, 30
ELEMENTS = {
    Kind.START: "startEvent", Kind.PERSON: "userTask", Kind.CHOICE: "exclusiveGateway",
    Kind.JOIN: "parallelGateway", Kind.ACT: "serviceTask", Kind.END: "endEvent", Kind.STOP: "endEvent",
}  # fmt: skip
LANE_NAMES = {"learner": "Learner", "company": "Company", "school": "School", "system": "System"}


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}" if local else f"{{{MODEL}}}{name}"


def _add(parent: ET.Element, tag: str, text: str = "", /, **attributes: str | int) -> ET.Element:
    element = ET.SubElement(parent, _tag(tag), {key: str(value) for key, value in attributes.items()})
    element.text = text or None
    return element


def element_of(graph: Graph, node: Node) -> str:
    """The BPMN element of a node: a step that somebody owns is a user task, waiting for nobody's act is receiving."""
    if node.kind == Kind.SPLIT:
        is_free = any(edge.condition for edge in graph.leaving(node.name))
        return "inclusiveGateway" if is_free else "parallelGateway"
    if node.kind == Kind.WAITS:
        return "userTask" if node.name in STEPS else "receiveTask"
    return ELEMENTS[node.kind]


class Writer:
    """Writes one graph with one layout."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.layout = graph, layout_of(graph, SIZES)

    def text(self) -> str:
        for prefix, space in SPACES.items():
            ET.register_namespace(prefix, space)
        root = ET.Element(_tag("definitions"), {"id": "praktika", "targetNamespace": "urn:praktika:process"})
        together = _add(root, "collaboration", id="house")
        _add(together, "participant", id="practicum", name="Practicum", processRef="process")
        process = _add(root, "process", id="process", name="The process of a practicum", isExecutable="false")
        self._lanes(process)
        for node in self.graph.nodes:
            self._node(process, node)
        for edge in self.graph.edges:
            _flow(process, edge)
        self._diagram(root)
        ET.indent(root)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'

    def _lanes(self, process: ET.Element) -> None:
        lanes = _add(process, "laneSet", id="lanes")
        for side in self.layout.lanes:
            lane = _add(lanes, "lane", id=f"lane_{side}", name=LANE_NAMES[side])
            for node in self.graph.nodes:
                if node.side == side:
                    _add(lane, "flowNodeRef", f"node_{node.name}")

    def _node(self, process: ET.Element, node: Node) -> None:
        element = _add(process, element_of(self.graph, node), id=f"node_{node.name}")
        if node.kind in DRAWN_WITH_NAME:
            element.set("name", name_of(node))
        leaving = self.graph.leaving(node.name)
        if node.kind == Kind.CHOICE and (default := [edge for edge in leaving if edge.is_default]):
            element.set("default", f"way_{default[0].name}")
        _add(element, "documentation", _said(node))
        for edge in self.graph.entering(node.name):
            _add(element, "incoming", f"way_{edge.name}")
        for edge in leaving:
            _add(element, "outgoing", f"way_{edge.name}")
        if node.kind == Kind.STOP:
            _add(element, "terminateEventDefinition", id=f"stop_{node.name}")

    def _diagram(self, root: ET.Element) -> None:
        diagram = _add(root, "bpmndi:BPMNDiagram", id="picture")
        plane = _add(diagram, "bpmndi:BPMNPlane", id="plane", bpmnElement="house")
        whole = _around(self.layout)
        _shape(plane, "practicum", whole, isHorizontal="true")
        for side, box in self.layout.lanes.items():
            _shape(plane, f"lane_{side}", box, isHorizontal="true")
        for name, box in self.layout.shapes.items():
            is_choice = self.graph.node(name).kind == Kind.CHOICE
            _shape(plane, f"node_{name}", box, **({"isMarkerVisible": "true"} if is_choice else {}))
        for line in self.layout.lines:
            _line(plane, line)


def _flow(process: ET.Element, edge: Edge) -> None:
    ends = {"sourceRef": f"node_{edge.src}", "targetRef": f"node_{edge.dst}"}
    flow = _add(process, "sequenceFlow", id=f"way_{edge.name}", **ends)
    if edge.condition:
        flow.set("name", edge.label)
    if edge.condition and not edge.is_default:
        _add(flow, "conditionExpression", edge.condition, id=f"when_{edge.name}")


def _line(plane: ET.Element, line: Line) -> None:
    way = f"way_{line.edge.name}"
    drawn = _add(plane, "bpmndi:BPMNEdge", id=f"drawn_{way}", bpmnElement=way)
    for x, y in line.points:
        _add(drawn, "di:waypoint", x=x + LEFT, y=y + TOP)
    if line.edge.condition:
        _bounds(_add(drawn, "bpmndi:BPMNLabel"), label_box(line))


def _said(node: Node) -> str:
    step = STEPS.get(node.name)
    parts = [what_happens(node), who_acts(step) if step else "", by_when(step).replace("`", "") if step else ""]
    return ". ".join(part for part in parts if part) + "."


def label_box(line: Line) -> Box:
    """Room for a condition's words beside the beginning of its line: below it for a second way along the same one."""
    (x, y), (next_x, next_y) = line.points[:2]
    width, height = LABEL
    if next_y != y:
        return Box(x + 4, y + 2 if next_y > y else y - height - 8, width, height)
    left = x + 4 if next_x > x else x - width - 4
    if line.edge.number:
        return Box(left, y + 2 + LINE * (line.edge.number - 1), width, LINE)
    return Box(left, y - height - 2, width, height)


def _around(layout: Layout) -> Box:
    lanes = list(layout.lanes.values())
    left, top = lanes[0].x - HEADING, min(box.y for box in lanes)
    return Box(left, top, lanes[0].right - left, max(box.bottom for box in lanes) - top)


def _shape(plane: ET.Element, identifier: str, box: Box, **attributes: str) -> None:
    shape = _add(plane, "bpmndi:BPMNShape", id=f"drawn_{identifier}", bpmnElement=identifier, **attributes)
    _bounds(shape, box)


def _bounds(parent: ET.Element, box: Box) -> None:
    _add(parent, "dc:Bounds", x=box.x + LEFT, y=box.y + TOP, width=box.width, height=box.height)


def process_bpmn(graph: Graph) -> str:
    """The whole file, in English."""
    return Writer(graph).text()
