"""Which nodes of a large network are drawn."""

from __future__ import annotations

from collections import Counter

from kg.network import Network

#: More lines than this are slow to draw (about 4 s) and too many to tell apart.
LINES = 5000


def most_connected(network: Network, limit: int) -> list[str]:
    """At most so many nodes, those with most edges, each together with one that it is linked to.

    Where all nodes fit, those without any edge are among them.
    """
    degree = dict(network.degree())

    def rank(ends: tuple[str, str]) -> tuple[int, int, str, str]:
        fewer, more = sorted((degree[ends[0]], degree[ends[1]]))
        return (-fewer, -more, min(ends), max(ends))

    chosen: dict[str, None] = {}
    for ends in sorted(set(network.edges()), key=rank):
        new = [end for end in ends if end not in chosen]
        if len(chosen) + len(new) > limit:
            break
        chosen.update(dict.fromkeys(new))
    alone = sorted(name for name in network if not degree[name])
    chosen.update(dict.fromkeys(alone[: limit - len(chosen)]))
    return sorted(chosen, key=lambda name: (-degree[name], name))


def drawable(network: Network, chosen: list[str]) -> list[str]:
    """As many of the chosen nodes, in order, as there are not too many lines between."""
    order = {name: place for place, name in enumerate(chosen)}
    alike = {
        (start, end, data["group"], data["relation"], data.get("doubt"), data.get("speaker_label"))
        for start, end, data in network.edges(data=True)
        if start in order and end in order
    }
    lines = Counter(max(order[one[0]], order[one[1]]) for one in alike)
    total = 0
    for place, name in enumerate(chosen):
        total += lines[place]
        if total > LINES:
            return chosen[: order[name]]
    return chosen
