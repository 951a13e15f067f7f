"""The network as a static picture: SVG that needs no script, for notebooks and documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from math import atan2, degrees, hypot

from kg.network import Network
from kg.view.drawing import Drawing, Line, Node, draw
from kg.view.shapes import outline
from kg.view.style import Look, Style, load

#: As many nodes as a reader can still tell apart on paper.
LIMIT = 60
_EDGE = 40  # pixels around the drawing
_LEGEND = 26  # height of a row of the legend
_ENTRY = 196  # width of an entry of the legend
_INK, _SOFT, _GROUND = "#1c2026", "#565e6a", "#ffffff"


def picture(network: Network, style: Style | None = None, *, limit: int = LIMIT) -> str:
    """The most connected part of the network as SVG text, with a legend.

    The choice for documents and untrusted notebooks; to explore, take `kg.view.view`.

    Args:
        network: From `kg.network.network`.
        style: Looks of classes and groups; by default the bundled ones.
        limit: Draw at most this many nodes; the picture says how many there are.
    """
    style = style or load()
    drawing = draw(network, style, limit)
    linked = {end for line in drawing.lines for end in (line.start, line.end)}
    nodes = {place: node for place, node in enumerate(drawing.nodes) if place in linked}
    if not nodes:
        return _frame(360, 60, [_text(180, 34, "No relations to draw", _SOFT, 13)])
    left = min(node.x - node.size for node in nodes.values()) - _EDGE - 40
    top = min(node.y - node.size for node in nodes.values()) - _EDGE
    width = max(node.x + node.size for node in nodes.values()) + _EDGE + 40 - left
    height = max(node.y + node.size for node in nodes.values()) + _EDGE + 40 - top
    body = [f'<g transform="translate({-left:.1f} {-top:.1f})">']
    body += [_line(line, nodes) for line in drawing.lines]
    body += [_label_of(line, nodes) for line in drawing.lines if not line.stroke.quiet]
    body += [_node(node) for node in nodes.values()]
    body.append("</g>")
    legend, below = _legend(drawing, list(nodes.values()), style, width)
    return _frame(
        width,
        height + below,
        [*body, f'<g transform="translate(0 {height:.1f})">', *legend, "</g>"],
    )


def _frame(width: float, height: float, body: list[str]) -> str:
    font = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{font}">'
    )
    ground = f'<rect width="100%" height="100%" fill="{_GROUND}"/>'
    return "\n".join([head, ground, *body, "</svg>"])


def _line(line: Line, nodes: dict[int, Node]) -> str:
    """The path with its head; both stop short of the nodes."""
    start, end = nodes[line.start], nodes[line.end]
    cx, cy = _control(line, nodes)
    x1, y1 = _toward(start.x, start.y, cx, cy, start.size + 3)
    x2, y2 = _toward(end.x, end.y, cx, cy, end.size + 5)
    color, width = line.stroke.light, line.stroke.width
    dashes = ' stroke-dasharray="6 5"' if line.doubt else ""
    length = hypot(x2 - cx, y2 - cy) or 1.0
    head = 5 + width
    dx, dy = head * (x2 - cx) / length, head * (y2 - cy) / length
    corners = ((x2, y2), (x2 - dx - dy / 2, y2 - dy + dx / 2), (x2 - dx + dy / 2, y2 - dy - dx / 2))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return (
        f'<path d="M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}" fill="none" '
        f'stroke="{color}" stroke-width="{width}"{dashes}/>'
        f'<polygon points="{points}" fill="{color}"/>'
    )


def _control(line: Line, nodes: dict[int, Node]) -> tuple[float, float]:
    """The point that bends the line: beside its middle, to the right of its direction."""
    start, end = nodes[line.start], nodes[line.end]
    across, down = end.x - start.x, end.y - start.y
    return (
        (start.x + end.x) / 2 + down * line.bend,
        (start.y + end.y) / 2 - across * line.bend,
    )


def _toward(x: float, y: float, to_x: float, to_y: float, by: float) -> tuple[float, float]:
    length = hypot(to_x - x, to_y - y) or 1.0
    return x + (to_x - x) / length * by, y + (to_y - y) / length * by


def _label_of(line: Line, nodes: dict[int, Node]) -> str:
    """The relation along the middle of its line, never upside down."""
    start, end = nodes[line.start], nodes[line.end]
    cx, cy = _control(line, nodes)
    x, y = (start.x + end.x + 2 * cx) / 4, (start.y + end.y + 2 * cy) / 4
    turn = (degrees(atan2(end.y - start.y, end.x - start.x)) + 90) % 180 - 90
    words = _text(0, 4, line.relation, _SOFT, 11)
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})">{words}</g>'


def _node(node: Node) -> str:
    first = node.y + node.size + node.font + 2
    rows = [
        _text(node.x, first + place * node.font * 1.2, words, _INK, node.font)
        for place, words in enumerate(node.lines)
    ]
    return outline(node.look.shape, node.x, node.y, node.size, node.look.color) + "".join(rows)


def _text(x: float, y: float, words: str, color: str, size: int) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="middle" fill="{color}" '
        f'stroke="{_GROUND}" stroke-width="3.5" paint-order="stroke" stroke-linejoin="round">'
        f"{escape(words)}</text>"
    )


def _legend(
    drawing: Drawing, nodes: list[Node], style: Style, width: float
) -> tuple[list[str], float]:
    """The legend's elements and its height."""
    entries = [*_class_entries(nodes), *_group_entries(drawing, style)]
    columns = max(1, int((width - 2 * _EDGE) // _ENTRY))
    elements = []
    for place, (sample, label) in enumerate(entries):
        row, column = divmod(place, columns)
        elements.append(
            f'<g transform="translate({_EDGE + column * _ENTRY} {row * _LEGEND})">{sample}'
            f"{_note(28, 12, label)}</g>"
        )
    rows = -(-len(entries) // columns)
    if drawing.all_nodes > len(nodes):
        note = f"{len(nodes)} of {drawing.all_nodes} {style.nodes}: the most connected"
        elements.append(_note(_EDGE, rows * _LEGEND + 14, note))
        rows += 1
    return elements, rows * _LEGEND + 14


def _class_entries(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    """Sample and label of each class, the commonest first."""
    counts = Counter(node.cls for node in nodes)
    looks: dict[str, Look] = {node.cls: node.look for node in nodes}
    for cls in sorted(counts, key=lambda name: (-counts[name], name)):
        yield outline(looks[cls].shape, 10, 8, 7, looks[cls].color), looks[cls].label


def _group_entries(drawing: Drawing, style: Style) -> Iterator[tuple[str, str]]:
    """Sample and label of each group of relations, and of the dashes."""
    for group in style.order({line.group for line in drawing.lines}):
        stroke = style.stroke(group)
        yield _sample(stroke.light, stroke.width), stroke.label
    yield _sample(_SOFT, 1.6, ' stroke-dasharray="6 5"'), "doubted or denied"


def _sample(color: str, width: float, dashes: str = "") -> str:
    return f'<path d="M1 8H19" stroke="{color}" stroke-width="{width}"{dashes}/>'


def _note(x: float, y: float, words: str) -> str:
    return f'<text x="{x}" y="{y}" font-size="12" fill="{_SOFT}">{escape(words)}</text>'
