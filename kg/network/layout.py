"""Places the nodes of a network on a plane, fast and the same each time: springs and repulsion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_SEED = 20210708  # any number: what counts is that it never changes
_EXACT = 400  # up to this many nodes each pushes each other; beyond, a sample of the others does
_SAMPLES = 8
_NEIGHBOURS = 3  # in each of two sweeps, the next ones by position push too
_SPACING = 95.0  # wished length of a link, in pixels of the page
_REPULSION = 0.12  # in squares of the spacing
_GRAVITY = np.array([0.035, 0.045])  # stronger upright, so that the picture is wider than high
_WIDE = 1.2  # width to height of a packed drawing
_BOX = (60.0, 40.0)  # pixels of a node whose size is not told
_AIR = 2.2  # area of a part of the network, in areas of its nodes with their labels
_MORE_AIR = 10.0  # and this much more divided by its nodes: in a small one lines are read, too
_TRIES = 60  # widths tried in packing
_DECAY = 0.6  # share of its speed that a node keeps


def positions(
    network: nx.Graph[str], sizes: Mapping[str, tuple[float, float]] | None = None
) -> dict[str, tuple[float, float]]:
    """A place for each node, in pixels around (0, 0), y downwards.

    Takes about 1.5 CPU-seconds for 10,000 nodes and 20,000 edges. Springs pull linked nodes
    together, all push each other away; the parts of a network that hangs not together are then
    packed in rows, the largest first.

    Args:
        network: Any networkx graph; directions make no difference; an edge's `weight` (1) says
            how strongly it pulls, its `length` (1) how far it lets its ends be apart.
        sizes: Width and height of each node with its label; up to 400 nodes the boxes of these
            sizes are then moved apart until they do not overlap.
    """
    names = list(network)
    if not names:
        return {}
    index = {name: place for place, name in enumerate(names)}
    springs = _springs(network, index)
    edges = springs.pairs
    places = _settle(len(names), springs)
    parts = _parts(len(names), edges)
    boxes = np.array([(sizes or {}).get(name, _BOX) for name in names], dtype=float)
    for part in parts:
        places[part] = _dense(places[part], boxes[part])
    if sizes and len(names) <= _EXACT:
        places = _spread(places, boxes)
    places = _packed(places, parts)
    return {
        name: (round(float(x), 1), round(float(y), 1))
        for name, (x, y) in zip(names, places, strict=True)
    }


@dataclass(frozen=True, slots=True)
class _Springs:
    """One spring for each linked pair of nodes."""

    pairs: Ints  #: indices of its two nodes
    pull: Floats  #: how strongly it pulls
    length: Floats  #: in pixels, at rest


def _springs(network: nx.Graph[str], index: Mapping[str, int]) -> _Springs:
    """Parallel edges make one spring: as strong as the strongest, as long as the longest."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for start, end, data in network.edges(data=True):
        low, high = sorted((index[start], index[end]))
        if low != high:
            pull, length = found.get((low, high), (0.0, 0.0))
            pull = max(pull, float(data.get("weight", 1.0)))
            found[low, high] = (pull, max(length, float(data.get("length", 1.0))))
    ordered = sorted(found.items())
    both = np.array([spring for _, spring in ordered], dtype=float).reshape(-1, 2)
    pairs = np.array([pair for pair, _ in ordered], dtype=np.int64).reshape(-1, 2)
    return _Springs(pairs, both[:, 0], both[:, 1] * _SPACING)


def _parts(count: int, pairs: Ints) -> list[Ints]:
    """The nodes of each connected part; the largest part first, equals by their first node."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for start, end in pairs.tolist():
        low, high = sorted((root(start), root(end)))
        parent[high] = low
    members: dict[int, list[int]] = {}
    for node in range(count):
        members.setdefault(root(node), []).append(node)
    ordered = sorted(members.values(), key=lambda part: (-len(part), part))
    return [np.array(part, dtype=np.int64) for part in ordered]


def _dense(places: Floats, boxes: Floats) -> Floats:
    """Draws a part of the network together, or apart, until its boxes fill a fair share of it."""
    area = np.prod(np.ptp(places, axis=0) + _SPACING)
    centred = places - places.mean(axis=0)
    air = _AIR + _MORE_AIR / len(places)
    scaled: Floats = centred * np.sqrt(air * boxes.prod(axis=1).sum() / area)
    return scaled


def _packed(places: Floats, parts: list[Ints]) -> Floats:
    """Puts the parts side by side in rows, in the width that lets the whole be shown largest."""
    boxes = [np.ptp(places[part], axis=0) + 1.6 * _SPACING for part in parts]
    widths = np.cumsum([box[0] for box in boxes])
    narrowest = max(box[0] for box in boxes)

    def scale(width: float) -> float:
        corners = _rows(boxes, width)
        far = np.max([corner + box for corner, box in zip(corners, boxes, strict=True)], axis=0)
        return float(max(far[0] / _WIDE, far[1]))

    few = widths[widths >= narrowest][:_TRIES]
    corners = _rows(boxes, min(few, key=scale))
    packed = np.empty_like(places)
    for part, corner in zip(parts, corners, strict=True):
        packed[part] = places[part] - places[part].min(axis=0) + corner
    middle: Floats = packed - (packed.max(axis=0) + packed.min(axis=0)) / 2
    return middle


def _rows(boxes: list[Floats], width: float) -> list[Floats]:
    """The upper left corner of each box, in rows that are at most so wide."""
    corners = []
    x = y = row = 0.0
    for box in boxes:
        if x + box[0] > width * 1.001:
            x, y, row = 0.0, y + row, 0.0
        corners.append(np.array([x, y]))
        x, row = x + float(box[0]), max(row, float(box[1]))
    return corners


def _settle(count: int, springs: _Springs) -> Floats:
    """Lets the nodes move until they are cool: a damped simulation of springs and charges."""
    random = np.random.default_rng(_SEED)
    angle = random.uniform(0, 2 * np.pi, count)
    radius = _SPACING * np.sqrt(random.uniform(0, 1, count) * count)
    places = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    speed = np.zeros_like(places)
    steps = 240 if count <= _EXACT else 100
    for heat in np.geomspace(1.0, 0.005, steps):
        speed += heat * _pulled(places, springs)
        speed += heat * (
            _repulsion(places) if count <= _EXACT else _sampled_repulsion(places, random)
        )
        speed -= heat * _GRAVITY * places
        speed *= _DECAY
        places = places + np.clip(speed, -_SPACING, _SPACING)
    centred: Floats = places - places.mean(axis=0)
    return centred


def _pulled(places: Floats, springs: _Springs) -> Floats:
    """Pulls linked nodes to the wished distance; of two, the one with fewer links moves more."""
    count, pairs = len(places), springs.pairs
    if not len(pairs):
        return np.zeros_like(places)
    start, end = pairs[:, 0], pairs[:, 1]
    degree = np.bincount(pairs.ravel(), minlength=count)
    way = places[end] - places[start]
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
    strength = springs.pull / np.minimum(degree[start], degree[end])
    pull = way * ((length - springs.length) / length * strength)[:, None]
    bias = (degree[start] / (degree[start] + degree[end]))[:, None]
    return _sum_at(start, pull * (1 - bias), count) - _sum_at(end, pull * bias, count)


def _repulsion(places: Floats) -> Floats:
    """Each node pushes each other, with the inverse of the distance."""
    lengths = (places**2).sum(axis=1)
    square = lengths[:, None] + lengths[None, :] - 2 * places @ places.T
    push = 1.0 / (np.maximum(square, 0) + 0.01 * _SPACING**2)
    force: Floats = places * push.sum(axis=1)[:, None] - push @ places
    return force * _REPULSION * _SPACING**2


def _sampled_repulsion(places: Floats, random: np.random.Generator) -> Floats:
    """A random sample of the others stands for all, and the nearest ones push exactly."""
    count = len(places)
    force = np.zeros_like(places)
    for _ in range(_SAMPLES):
        way = places - places[random.permutation(count)]
        force += way / ((way**2).sum(axis=1) + 0.05 * _SPACING**2)[:, None]
    force *= count / _SAMPLES
    return (force * 0.25 + _near(places)) * _REPULSION * _SPACING**2


def _near(places: Floats) -> Floats:
    """Pushes between nodes that lie close together in strips across and along the plane."""
    force = np.zeros_like(places)
    strip = np.floor(places / (2 * _SPACING))
    for across in (0, 1):
        order = np.lexsort((places[:, 1 - across], strip[:, across]))
        for step in range(1, _NEIGHBOURS + 1):
            upper, lower = order[step:], order[:-step]
            way = places[upper] - places[lower]
            push = way / ((way**2).sum(axis=1) + 0.05 * _SPACING**2)[:, None]
            force[upper] += push
            force[lower] -= push
    return force


def _sum_at(where: Ints, what: Floats, count: int) -> Floats:
    return np.stack(
        [np.bincount(where, weights=what[:, axis], minlength=count) for axis in (0, 1)], axis=1
    )


def _spread(places: Floats, sizes: Floats) -> Floats:
    """Moves overlapping boxes apart along the shorter way, until none overlap or 80 rounds."""
    needed = (sizes[:, None, :] + sizes[None, :, :]) / 2
    rank = np.arange(len(places))
    apart = np.where(rank[:, None] > rank[None, :], 1.0, -1.0)  # for two in the very same place
    for turn in range(80):
        if turn and not turn % 8:
            places = places * 1.05  # too dense to come apart by pushing alone
        way = places[:, None, :] - places[None, :, :]
        overlap = needed - np.abs(way)
        both = np.minimum(overlap[:, :, 0], overlap[:, :, 1]) > 0
        np.fill_diagonal(both, val=False)
        if not both.any():
            break
        upright = overlap[:, :, 1] <= overlap[:, :, 0]
        sign = np.where(way == 0, apart[:, :, None], np.sign(way))
        move = sign * (overlap / 2 + 0.5)
        move[:, :, 0][upright | ~both] = 0.0
        move[:, :, 1][~upright | ~both] = 0.0
        places = places + 0.6 * move.sum(axis=1)
    return places
