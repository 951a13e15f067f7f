"""Where two sources do not agree: read from the question that compares what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from kg.network.attributions import Rows
from kg.network.plan import Plan, load

_MANY = 200  # more are no overview


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two values that two sources give to one thing; fields are columns in snake case."""

    topic: str = ""  #: IRI of what it is about
    topic_label: str = ""
    about: str = ""  #: what of it differs: share, date, ...
    degree: str = ""  #: contradiction, or tension where both can be true
    statement_a: str = ""  #: IRI
    speaker_a_label: str = ""
    value_a: str = ""  #: the quoted words
    file_a: str = ""
    statement_b: str = ""
    speaker_b_label: str = ""
    value_b: str = ""
    file_b: str = ""


def disputes(source: Rows, plan: Plan | None = None) -> list[Dispute]:
    """The disagreements in the graph, in the order of the question, at most 200."""
    plan = plan or load()
    if plan.disputes is None:
        return []
    columns = {field.name: _camel(field.name) for field in fields(Dispute)}
    return [
        Dispute(**{name: row.get(column, "") for name, column in columns.items()})
        for row in source.rows(plan.disputes)[:_MANY]
    ]


def _camel(name: str) -> str:
    """The column of a field: `speaker_a_label` is read from `speakerALabel`."""
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)
