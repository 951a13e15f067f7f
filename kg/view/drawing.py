"""What the page and the picture draw: nodes with a place, and lines that bundle what is alike."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from kg.network import Network
from kg.network.layout import positions
from kg.network.relation import Relation, relation_of
from kg.view.choice import drawable, most_connected
from kg.vocabulary import Property

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.view.style import Look, Stroke, Style

_WRAP = 20  # characters a line of a label
_STEP = 0.17  # how much further out each further line between the same two nodes bends,
_GAP = 34.0  # but so many pixels at least, for labels to stand beside each other,
_FURTHEST = 1.1  # and all within this, as shares of the distance
_QUIET_PULL = 0.25  # a line of a quiet group pulls its ends together this much less
_LONGER, _LONGEST = 0.4, 2.6  # each further labelled line pushes its ends apart, up to so far
_GROWS = 80  # beyond this many nodes they are drawn larger, as the drawing is seen from farther
_ISOLATED = (170, 90)  # width and height of a place for a node without relations


@dataclass(frozen=True, slots=True)
class Node:
    """One node with its place."""

    name: str  #: IRI
    label: str
    cls: str  #: class that decides its look; "" if none does
    look: Look
    x: float  #: pixels
    y: float  #: pixels, downwards
    size: float  #: half of its width in pixels
    font: int  #: size of its label in pixels
    mentions: int
    wikidata: str | None

    @property
    def lines(self) -> list[str]:
        """The label, wrapped."""
        return wrapped(self.label)


@dataclass(frozen=True, slots=True)
class Line:
    """What one speaker says, once or several times, to hold between two nodes."""

    start: int  #: index of a node
    end: int
    group: str
    stroke: Stroke
    relation: str
    doubt: str | None
    speaker: str  #: in words
    bend: float  #: sideways bend as a share of the length, to the right of its direction
    said: tuple[Relation, ...]  #: each time that it is said


class Bundle(NamedTuple):
    """What the edges of one line have in common."""

    group: str
    relation: str
    doubt: str
    speaker: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn, and how much was left out."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    all_nodes: int  #: in the network
    all_edges: int


def draw(network: Network, style: Style, limit: int) -> Drawing:
    """Chooses what is drawn, bundles alike edges into lines and places the nodes.

    Args:
        network: From `kg.network.network`.
        style: Looks of classes and groups.
        limit: Draw at most this many nodes: the most connected ones.
    """
    chosen = drawable(network, most_connected(network, limit))
    index = {name: place for place, name in enumerate(chosen)}
    bundles = _bundles(network, index)
    weight = Counter(end for one in bundles for end in (one.start, one.end))
    growth = max(1.0, sqrt(len(chosen) / _GROWS))
    sizes = {name: _size(weight[place], growth) for name, place in index.items()}
    places = _places(network, chosen, _springs(bundles, style), sizes)
    nodes = tuple(
        _node(name, network.nodes[name], style, places[name], sizes[name]) for name in chosen
    )
    lines = tuple(_lines(bundles, style, nodes))
    return Drawing(nodes, lines, len(network), network.number_of_edges())


def speaker(relation: Relation) -> str:
    """Who says so, in words that also tell the article's own voice and reference facts apart."""
    if not relation.document:
        return "Reference data"
    own_voice = relation.narrator == "true" or (
        relation.narrator is None and relation.speaker_label is None
    )
    if own_voice:
        return f"{relation.publisher or 'The article'} (own voice)"
    return relation.speaker_label or "Speaker not named"


def wrapped(label: str) -> list[str]:
    """A label as lines of about 20 characters, at most three."""
    return textwrap.wrap(label, _WRAP, max_lines=3, placeholder=" …") or [label]


def _bundles(network: Network, index: dict[str, int]) -> dict[Bundle, list[Relation]]:
    """The edges between chosen nodes, those together that one speaker makes alike."""
    bundles: dict[Bundle, list[Relation]] = defaultdict(list)
    for start, end, data in network.edges(data=True):
        if start in index and end in index:
            said = relation_of(data)
            doubt = said.doubt or ""
            common = (said.group, said.relation, doubt, speaker(said), index[start], index[end])
            bundles[Bundle(*common)].append(said)
    return bundles


def _lines(
    bundles: dict[Bundle, list[Relation]], style: Style, nodes: Sequence[Node]
) -> Iterator[Line]:
    """The bundles as lines; the quiet groups come first, so that they lie below."""
    bends = _bends(sorted(bundles, key=lambda one: (style.stroke(one.group).quiet, one)), nodes)
    for one in sorted(bundles, key=lambda one: (not style.stroke(one.group).quiet, one)):
        yield Line(
            start=one.start,
            end=one.end,
            group=one.group,
            stroke=style.stroke(one.group),
            relation=one.relation,
            doubt=one.doubt or None,
            speaker=one.speaker,
            bend=bends[one],
            said=tuple(bundles[one]),
        )


def _bends(bundles: Sequence[Bundle], nodes: Sequence[Node]) -> dict[Bundle, float]:
    """Spreads the lines between two nodes to both sides, whichever way each of them points."""
    between: dict[frozenset[int], list[Bundle]] = defaultdict(list)
    for one in bundles:
        between[frozenset((one.start, one.end))].append(one)
    bends = {}
    for same in between.values():
        start, end = nodes[same[0].start], nodes[same[0].end]
        distance = max(1.0, hypot(end.x - start.x, end.y - start.y))
        step = min(max(_STEP, _GAP / distance), 2 * _FURTHEST / len(same))
        for place, one in enumerate(same):
            bend = round((place - (len(same) - 1) / 2) * step, 3)
            bends[one] = bend if one.start < one.end else -bend
    return bends


def _springs(bundles: Iterable[Bundle], style: Style) -> dict[tuple[int, int], int]:
    """How many labelled lines stand between two nodes that any line links."""
    labelled: Counter[tuple[int, int]] = Counter()
    for one in sorted(bundles):
        pair = (min(one.start, one.end), max(one.start, one.end))
        labelled[pair] += not style.stroke(one.group).quiet
    return dict(labelled)


def _node(
    name: str, row: dict[str, str], style: Style, place: tuple[float, float], size: float
) -> Node:
    cls, look = style.look(row.get("type", ""))
    return Node(
        name,
        row.get("label", name),
        cls,
        look,
        *place,
        size,
        _font(size),
        _number(row.get("mentions")),
        row.get(Property.WIKIDATA),
    )


def _places(
    network: Network,
    chosen: Sequence[str],
    springs: dict[tuple[int, int], int],
    sizes: dict[str, float],
) -> dict[str, tuple[float, float]]:
    """Connected nodes by springs, the others in rows below."""
    connected: nx.Graph[str] = nx.Graph()
    connected.add_nodes_from(sorted({chosen[end] for pair in springs for end in pair}))
    for (start, end), labelled in springs.items():
        pull = 1.0 if labelled else _QUIET_PULL
        length = min(1 + _LONGER * max(labelled - 1, 0), _LONGEST)
        connected.add_edge(chosen[start], chosen[end], weight=pull, length=length)
    alone = [name for name in chosen if name not in connected]
    boxes = {name: _box(network.nodes[name].get("label", name), sizes[name]) for name in connected}
    places = positions(connected, boxes)
    width = max(6, round(len(alone) ** 0.5 * 1.6))
    floor = max((y for _, y in places.values()), default=0.0) + 2 * _ISOLATED[1]
    for place, name in enumerate(alone):
        row, column = divmod(place, width)
        x = (column - (min(width, len(alone)) - 1) / 2) * _ISOLATED[0]
        places[name] = (round(x, 1), round(floor + row * _ISOLATED[1], 1))
    return places


def _size(weight: int, growth: float) -> float:
    """Half of a node's width: more for more lines, and in a network that is seen from far."""
    return round(min(30.0, 8 + 2.6 * sqrt(weight)) * growth, 1)


def _font(size: float) -> int:
    return round(10 + size * 0.4)


def _box(label: str, size: float) -> tuple[float, float]:
    """Width and height of a node with its label below, in pixels."""
    font = _font(size)
    lines = wrapped(label)
    return (
        max(2 * size, 0.6 * font * max(len(line) for line in lines)) + 24,
        2 * size + 1.3 * font * len(lines) + 26,
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
