"""The record of one build: when it ran, with what, and which documents it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocabulary as v
from kg.pipeline.stages import Plan
from kg.store import Writer


@dataclass(frozen=True, slots=True)
class Run:
    """A build that has begun."""

    started: datetime

    @classmethod
    def start(cls) -> Self:
        """Begins now; the only place where the graph meets a clock."""
        return cls(datetime.now(UTC))

    def write(self, writer: Writer, plan: Plan, documents: Sequence[str]) -> None:
        """Puts the record into a graph of its own, which exports leave out unless asked."""
        name = f"graph/build/{writer.builds() + 1}"
        graph = NamedNode(plan.base + name)
        run = NamedNode(plan.base + name.removeprefix("graph/"))
        ended = datetime.now(UTC)
        facts: list[tuple[str, NamedNode | Literal]] = [
            (v.RDF + "type", NamedNode(v.PROV + "Activity")),
            (v.PROV + "startedAtTime", _moment(self.started)),
            (v.PROV + "endedAtTime", _moment(ended)),
            *((v.PROV + "used", NamedNode(plan.base + maker.id)) for maker in plan.makers),
            *((v.PROV + "generated", NamedNode(one)) for one in sorted(documents)),
        ]
        quads = [Quad(run, NamedNode(predicate), value, graph) for predicate, value in facts]
        writer.replace_graph(name, quads)


def _moment(when: datetime) -> Literal:
    return Literal(when.isoformat(timespec="seconds"), datatype=NamedNode(v.XSD + "dateTime"))
