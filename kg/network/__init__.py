"""The graph as a networkx network: actors and territories, and who says what holds between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

import networkx as nx

from kg.network.attributions import Attributions, Row, Rows, read
from kg.network.disputes import Dispute, disputes
from kg.network.plan import Doubt, EdgePlan, Plan, load
from kg.network.relation import Relation, attributes

__all__ = ["Dispute", "Network", "Plan", "Rows", "disputes", "load", "network"]

#: Nodes are IRIs; parallel edges are kept, keyed by a number that counts from 0 per pair.
Network: TypeAlias = "nx.MultiDiGraph[str]"
Edge = tuple[str, str, Relation]
Answers = dict[str, list[Row]]
_LABEL = "Label"  # a column's label stands in the column of its name and this


def network(source: Rows, plan: Plan | None = None) -> Network:
    """Builds the network from the named questions.

    Nodes carry the columns of their question (label, type, mentions, ...); edges carry a
    `Relation`: who said it, how firmly, and the sentence with its article and offsets. A fact of
    reference that no text states is kept only between nodes that some text mentions.

    Args:
        source: Answers the questions that the plan names.
        plan: What becomes a node and what an edge; by default the bundled one.
    """
    plan = plan or load()
    nodes = _nodes(source, plan)
    answers = {name: source.rows(name) for name in {edge.question for edge in plan.edges}}
    said = Attributions(source, plan.about)
    edges = [*_claims(answers, plan, said), *said.about()]
    stated = [edge for edge in edges if edge[2].document or (edge[0] in nodes and edge[1] in nodes)]
    labels = said.labels | _labels(answers, plan)
    graph: Network = nx.MultiDiGraph()
    for node in {end for edge in stated for end in edge[:2]}:
        nodes.setdefault(node, {"label": labels.get(node, node.rpartition("/")[2])})
    graph.add_nodes_from(sorted(nodes.items()))
    for start, end, relation in sorted(stated, key=_order):
        graph.add_edge(start, end, **attributes(relation))
    return graph


def _nodes(source: Rows, plan: Plan) -> dict[str, Row]:
    """Every node with its columns; one that two questions tell of keeps the first answer."""
    nodes: dict[str, Row] = {}
    for part in plan.nodes:
        for row in source.rows(part.question):
            rest = {name: value for name, value in row.items() if name != part.id}
            nodes[row[part.id]] = rest | nodes.get(row[part.id], {})
    return nodes


def _labels(answers: Answers, plan: Plan) -> dict[str, str]:
    """What the claims call the nodes at their ends."""
    return {
        row[end]: row[end + _LABEL]
        for edge in plan.edges
        for row in answers[edge.question]
        for end in (edge.source, edge.target)
        if row.get(end) and row.get(end + _LABEL)
    }


def _claims(answers: Answers, plan: Plan, said: Attributions) -> list[Edge]:
    found = []
    for edge in plan.edges:
        for row in answers[edge.question]:
            start, end = row.get(edge.source), row.get(edge.target)
            if not start or not end or start == end or (edge.unless and edge.unless in row):
                continue
            found += [
                (start, end, replace(claim, doubt=_doubt(claim, row, plan.doubts)))
                for claim in said.complete(_claim(edge, row, plan))
            ]
    return found


def _claim(edge: EdgePlan, row: Row, plan: Plan) -> Relation:
    """What the row alone tells: the relation in words, who says so, and its details."""
    kind = row.get(edge.words or "", edge.relation)
    claim = replace(
        read(row),
        group=edge.group,
        kind=kind,
        relation=edge.form.format(plan.phrases.get(edge.group, {}).get(kind, kind)),
        details="\n".join(
            f"{words}: {row[column]}" for column, words in edge.details.items() if row.get(column)
        )
        or None,
    )
    if edge.place:
        start, end = edge.place
        claim = replace(claim, sentence_start=row.get(start), sentence_end=row.get(end))
    if edge.said_by:
        label = row.get(edge.said_by + _LABEL)
        claim = replace(claim, speaker=row.get(edge.said_by), speaker_label=label)
    return claim


def _doubt(claim: Relation, row: Row, doubts: tuple[Doubt, ...]) -> str | None:
    """The gravest reason why the relation is no plain assertion."""
    known = row | attributes(claim)
    for doubt in doubts:
        for value in doubt.values:
            if known.get(doubt.column) == value:
                return doubt.phrases.get(value, value)
    return None


def _order(edge: Edge) -> tuple[str, ...]:
    start, end, relation = edge
    return (start, end, *(f"{name}\x1f{value}" for name, value in attributes(relation).items()))
