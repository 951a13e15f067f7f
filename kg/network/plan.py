"""What becomes a node and what an edge: read from `view.toml` of an ontology folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.ontology import bundled


@dataclass(frozen=True, slots=True)
class NodePlan:
    """One question whose rows are nodes."""

    question: str  #: name of the question
    id: str  #: its column that identifies the node


@dataclass(frozen=True, slots=True)
class EdgePlan:
    """One question whose rows are edges."""

    group: str  #: which group of relations the edges belong to
    question: str  #: name of the question
    source: str  #: column of the node where the edge starts
    target: str  #: column of the node where it ends
    words: str | None = None  #: column whose value names the relation
    relation: str = ""  #: the relation, where no column names it
    form: str = "{}"  #: how the words become the line's label
    said_by: str | None = None  #: column of who says so; by default the statement's speakers
    unless: str | None = None  #: rows with a value in this column are left to another plan
    place: tuple[str, str] | None = None  #: columns of the sentence's start and end
    details: Mapping[str, str] = field(default_factory=dict)  #: further columns: what to call each


@dataclass(frozen=True, slots=True)
class MentionPlan:
    """The question with one row per mention, and its columns."""

    question: str
    entity: str  #: IRI of who or what is mentioned
    label: str  #: and its name
    document: str  #: IRI of the article
    start: str  #: code points from the start of the text
    end: str


@dataclass(frozen=True, slots=True)
class AboutPlan:
    """Which questions say who speaks about whom."""

    group: str
    relation: str
    statements: str  #: question with one row per statement, speaker and mediator
    documents: str  #: question with one row per document
    mentions: MentionPlan


@dataclass(frozen=True, slots=True)
class Doubt:
    """Values of one column that keep a relation from being a plain assertion."""

    column: str
    values: tuple[str, ...]  #: the gravest first
    phrases: Mapping[str, str]  #: what to call a value, where its own name would not read well


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows of the named questions become a network."""

    nodes: tuple[NodePlan, ...]
    edges: tuple[EdgePlan, ...]
    about: AboutPlan
    phrases: Mapping[str, Mapping[str, str]]  #: per group, words for the values of a column
    doubts: tuple[Doubt, ...]
    disputes: str | None = None  #: question that compares what sources say


def table(folder: Path | None = None) -> Mapping[str, Any]:
    """The parsed `view.toml` of an ontology folder; the bundled one where the folder has none.

    Raises:
        OntologyError: the file is no valid TOML.
    """
    file = (folder or bundled()) / "view.toml"
    if not file.is_file():
        file = bundled() / "view.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise OntologyError(f"{file}: {problem}") from problem


def load(folder: Path | None = None) -> Plan:
    """Reads the plan of an ontology folder, by default the bundled one.

    Raises:
        OntologyError: an entry lacks a name or has an unknown one; the message says which.
    """
    read = table(folder)
    try:
        return Plan(
            nodes=tuple(NodePlan(**entry) for entry in read["nodes"]),
            edges=tuple(_edge(entry) for entry in read["edges"]),
            about=_about(read["about"]),
            phrases=read.get("phrases", {}),
            doubts=tuple(
                Doubt(entry["column"], tuple(entry["values"]), entry.get("phrases", {}))
                for entry in read.get("doubts", ())
            ),
            disputes=read.get("disputes", {}).get("question"),
        )
    except (KeyError, TypeError) as problem:
        raise OntologyError(f"view.toml: {problem}") from problem


def _about(entry: Mapping[str, Any]) -> AboutPlan:
    rest = {key: value for key, value in entry.items() if key != "mentions"}
    return AboutPlan(mentions=MentionPlan(**entry["mentions"]), **rest)


def _edge(entry: Mapping[str, Any]) -> EdgePlan:
    ends = {"source": entry["from"], "target": entry["to"]}
    return EdgePlan(**ends, **{key: entry[key] for key in entry if key not in {"from", "to"}})
