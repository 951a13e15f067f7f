"""The interactive page: one UTF-8 file that loads nothing from anywhere."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from kg.network import Dispute, Network
from kg.network.relation import Relation
from kg.view.drawing import Drawing, Line, Node, draw
from kg.view.shapes import outline
from kg.view.style import Look, Style, load

#: Beyond this many nodes the page shows the most connected ones, and says so.
LIMIT = 2000
_IN_LINE = 3  # the first fields of a relation, which its line has already: group, relation, doubt
_SHOWN_FIELDS = [field.name for field in fields(Relation)[_IN_LINE:]]
_MANY_LINES = 400  # beyond, the lines of the quiet groups are off until a reader asks for them


def view(
    network: Network,
    style: Style | None = None,
    *,
    title: str = "Communique",
    disputes: Sequence[Dispute] = (),
    limit: int = LIMIT,
) -> str:
    """The page as HTML text, to be written as UTF-8.

    Everything is inline under a Content-Security-Policy that allows nothing else; all text from
    articles is data, never markup. Network of 2,000 nodes: about 2 s to write, 1 s to open.

    Args:
        network: From `kg.network.network`.
        style: Looks of classes and groups; by default the bundled ones.
        title: Heading of the page.
        disputes: Where sources do not agree, from `kg.network.disputes`; told first.
        limit: Draw at most this many nodes, the most connected ones.
    """
    style = style or load()
    drawing = draw(network, style, limit)
    script = _asset("page.js")
    css = _asset("page.css")
    data = _json(_data(drawing, style) | {"disputes": [asdict(one) for one in disputes]})
    parts = {
        "policy": _policy(css, _vis(), script),
        "title": escape(title),
        "summary": escape(_summary(drawing, style.nodes)),
        "nodes": escape(style.nodes[:1].upper() + style.nodes[1:]),
        "notice": _notice(drawing, style.nodes),
        "classes": _class_filters(drawing),
        "groups": _group_filters(drawing, style),
        "speakers": _speaker_options(drawing),
        "style": css,
        "data": data,
        "vis": _vis(),
        "script": script,
    }
    page = re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _asset("page.html"))
    return page.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no character


@cache
def _asset(name: str) -> str:
    return files("kg.view").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """The drawing library that pyvis brings, without the pointer to a file beside it."""
    source = files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js")
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", source.read_text(encoding="utf-8"))


def _policy(css: str, *scripts: str) -> str:
    """Only these very scripts and this style may run; no connection, no frame, no form."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(css)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """JSON that may stand inside a script element: no character that HTML could read."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _data(drawing: Drawing, style: Style) -> dict[str, Any]:
    """Nodes and lines as pyvis holds them, and beside them what the panel shows."""
    from pyvis.network import Network as Canvas

    canvas = Canvas(directed=True)
    canvas.nodes.extend(_canvas_node(place, node) for place, node in enumerate(drawing.nodes))
    canvas.edges.extend(_canvas_line(place, line) for place, line in enumerate(drawing.lines))
    return {
        "nodes": canvas.nodes,
        "edges": canvas.edges,
        "groups": {
            name: asdict(style.stroke(name))
            for name in style.order({line.group for line in drawing.lines})
        },
        **_interned([line.said for line in drawing.lines]),
    }


def _canvas_node(place: int, node: Node) -> dict[str, Any]:
    """A node in the words of vis-network, with its facts for the panel under other names."""
    return {
        "id": place,
        "x": node.x,
        "y": node.y,
        "label": "\n".join(node.lines),
        "shape": node.look.shape,
        "size": node.size,
        "color": node.look.color,
        "font": {"size": node.font},
        "full": node.label,
        "iri": node.name,
        "type": node.look.label,
        "cls": node.cls,
        "mentions": node.mentions,
        "qid": node.wikidata or "",
    }


def _canvas_line(place: int, line: Line) -> dict[str, Any]:
    side = "curvedCW" if line.bend > 0 else "curvedCCW"
    smooth = {"enabled": bool(line.bend), "roundness": abs(line.bend), "type": side}
    return {
        "id": place,
        "from": line.start,
        "to": line.end,
        "label": "" if line.stroke.quiet else line.relation,
        "dashes": [6, 5] if line.doubt else False,
        "smooth": smooth,
        "width": round(line.stroke.width + 0.35 * (min(len(line.said), 12) - 1), 2),
        "group": line.group,
        "relation": line.relation,
        "doubt": line.doubt or "",
        "by": line.speaker,
    }


def _interned(lines: Sequence[Sequence[Relation]]) -> dict[str, Any]:
    """What is said on each line, every text once: values as places in the list of texts, 0 if none.

    What the relations of a line have in common stands in the line itself and is left out.
    """
    texts: dict[str | None, int] = {None: 0}
    said = [
        [
            [texts.setdefault(getattr(one, name), len(texts)) for name in _SHOWN_FIELDS]
            for one in line
        ]
        for line in lines
    ]
    return {"fields": _SHOWN_FIELDS, "texts": ["", *list(texts)[1:]], "said": said}


def _summary(drawing: Drawing, nodes: str) -> str:
    said = [said for line in drawing.lines for said in line.said]
    articles = len({one.document for one in said if one.document})
    speakers = len({line.speaker for line in drawing.lines})
    return (
        f"{len(drawing.nodes):,} {nodes}, {len(said):,} relations "
        f"by {speakers:,} voices in {articles:,} {'article' if articles == 1 else 'articles'}"
    )


def _notice(drawing: Drawing, nodes: str) -> str:
    if drawing.all_nodes == len(drawing.nodes):
        return ""
    return (
        f'<p class="notice" id="notice">Shown: the {len(drawing.nodes):,} most connected of '
        f"{drawing.all_nodes:,} {escape(nodes)}. The others are in the graph, not on this page."
        "</p>"
    )


def _class_filters(drawing: Drawing) -> str:
    """The legend of the classes, in which each can be switched off."""
    looks: dict[str, Look] = {node.cls: node.look for node in drawing.nodes}
    counts = Counter(node.cls for node in drawing.nodes)
    rows = []
    for cls, look in sorted(looks.items(), key=lambda pair: (-counts[pair[0]], pair[0])):
        icon = _icon(outline(look.shape, 9, 9, 8, look.color))
        rows.append(_switch("cls", cls, f"{icon}<span>{escape(look.label)}</span>", counts[cls]))
    return "\n".join(rows)


def _group_filters(drawing: Drawing, style: Style) -> str:
    """The legend of the groups of relations, in the style's order."""
    counts = Counter(line.group for line in drawing.lines)
    rows = []
    for group in style.order({line.group for line in drawing.lines}):
        stroke = style.stroke(group)
        line = (
            f'<path d="M1 9H17" stroke-width="{max(stroke.width, 1.5) * 1.3:.1f}" '
            f'data-group="{escape(group)}"/>'
        )
        off = stroke.quiet and len(drawing.lines) > _MANY_LINES
        label = f"{_icon(line)}<span>{escape(stroke.label)}</span>"
        rows.append(_switch("group", group, label, counts[group], on=not off))
    return "\n".join(rows)


def _speaker_options(drawing: Drawing) -> str:
    counts = Counter(line.speaker for line in drawing.lines for _ in line.said)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return "\n".join(
        f'<option value="{escape(name)}">{escape(name)} ({count:,})</option>'
        for name, count in ordered
    )


def _icon(inside: str) -> str:
    return f'<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">{inside}</svg>'


def _switch(kind: str, value: str, label: str, count: int, *, on: bool = True) -> str:
    checked = " checked" if on else ""
    return (
        f'<label class="switch"><input type="checkbox" data-{kind}="{escape(value)}"{checked}>'
        f'{label}<span class="count">{count:,}</span></label>'
    )
