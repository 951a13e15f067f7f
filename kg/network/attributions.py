"""Who says what: joins claims to the statements that make them, and speakers to their subjects."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from kg.network.plan import AboutPlan, MentionPlan
from kg.network.relation import Relation, columns

Row = dict[str, str]
Mention = tuple[int, int, str]  # start, end, entity


class Rows(Protocol):
    """Whatever answers the named questions: an opened graph, or rows written by hand."""

    def rows(self, name: str, **params: str) -> list[Row]:
        """The answer of a named question; a column without a value is absent."""


def read(row: Mapping[str, str]) -> Relation:
    """A row's columns as the fields of the same names; other columns are dropped."""
    known = {field: row[column] for field, column in columns() if row.get(column)}
    return Relation(group="", relation="", **known)


class Attributions:
    """All statements, by their IRI, with the articles they stand in."""

    def __init__(self, source: Rows, plan: AboutPlan) -> None:
        """Asks for all statements and documents."""
        self._plan = plan
        self._source = source
        documents = [read(row) for row in source.rows(plan.documents)]
        self._documents = {found.document: found for found in documents}
        by_statement: dict[str | None, list[Relation]] = defaultdict(list)
        for row in source.rows(plan.statements):
            found = read(row)
            by_statement[found.statement].append(found)
        self.labels = {  #: what the statements call their speakers
            row.speaker: row.speaker_label
            for rows in by_statement.values()
            for row in rows
            if row.speaker and row.speaker_label
        }
        self._statements = {
            name: tuple(_per_speaker(rows)) for name, rows in by_statement.items() if name
        }

    def complete(self, claim: Relation) -> Sequence[Relation]:
        """The claim as each speaker of its statement makes it, with article and attribution.

        A claim that names its speaker keeps only that one; without a statement it stays as it is.
        """
        said = self._statements.get(claim.statement or "", ())
        if claim.speaker and claim.narrator != "true":
            said = tuple(one for one in said if one.speaker == claim.speaker)
        return [self._dated(_over(claim, one)) for one in said] or [self._dated(claim)]

    def about(self) -> Iterator[tuple[str, str, Relation]]:
        """Speaker, entity and statement, for every entity mentioned in what somebody said."""
        rows = self._source.rows(self._plan.mentions.question)
        self.labels |= _labels(rows, self._plan.mentions)
        mentions = _by_document(rows, self._plan.mentions)
        for statement in self._statements.values():
            for said in statement:
                if not said.speaker or said.narrator == "true":
                    continue
                for entity in _mentioned(said, mentions.get(said.document or "", [])):
                    if entity != said.speaker:
                        yield said.speaker, entity, self._spoken(said)

    def _spoken(self, said: Relation) -> Relation:
        named = replace(said, group=self._plan.group, relation=self._plan.relation)
        return self._dated(named)

    def _dated(self, said: Relation) -> Relation:
        document = self._documents.get(said.document)
        return _over(said, document) if document else said


def _over(upper: Relation, lower: Relation) -> Relation:
    """The upper record, with the lower one's values where it has none."""
    gaps = {
        field: value
        for field, _ in columns()
        if getattr(upper, field) is None and (value := getattr(lower, field)) is not None
    }
    return replace(upper, **gaps)


def _per_speaker(rows: Sequence[Relation]) -> Iterator[Relation]:
    """One record a speaker: those who passed the statement on are joined into one label."""
    via = ", ".join(dict.fromkeys(row.via_label for row in rows if row.via_label)) or None
    for row in {(row.speaker, row.speaker_label): row for row in reversed(rows)}.values():
        yield replace(row, via_label=via)


def _labels(rows: Iterable[Row], plan: MentionPlan) -> dict[str, str]:
    return {row[plan.entity]: row[plan.label] for row in rows if plan.label in row}


def _by_document(rows: Iterable[Row], plan: MentionPlan) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for row in rows:
        entity = row.get(plan.entity)
        if entity:
            mention = (int(row[plan.start]), int(row[plan.end]), entity)
            found[row[plan.document]].append(mention)
    return {document: sorted(mentions) for document, mentions in found.items()}


def _mentioned(said: Relation, mentions: Sequence[Mention]) -> Iterable[str]:
    """The entities mentioned inside the content, each once, in the order of the text."""
    if said.content_start is None or said.content_end is None:
        return ()
    start, end = int(said.content_start), int(said.content_end)
    first = bisect_left(mentions, (start, start, ""))
    inside = []
    for _, mention_end, entity in mentions[first : _after(mentions, end)]:
        if mention_end <= end:
            inside.append(entity)
    return dict.fromkeys(inside)


def _after(mentions: Sequence[Mention], end: int) -> int:
    return bisect_left(mentions, (end, end, ""))
