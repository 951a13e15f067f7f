"""One edge of the network: what is said to hold between two nodes, by whom, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache


@dataclass(frozen=True, slots=True)
class Relation:
    """The attributes of an edge; None is left out of the network.

    Each field but the first four has the name of the column it is read from, in snake case.
    """

    group: str  #: group of relations (see `view.toml`)
    relation: str  #: the relation in words, as a line's label
    doubt: str | None = None  #: what keeps it from being a plain assertion: denied, unverified, ...
    details: str | None = None  #: further columns as `name: value`, one a line
    kind: str | None = None  #: what the question calls it
    claim: str | None = None  #: IRI of the claim
    statement: str | None = None  #: IRI of the statement that makes the claim
    document: str | None = None  #: IRI of the article
    file: str | None = None  #: base name of the article's file
    title: str | None = None  #: the article's headline
    publisher: str | None = None  #: who published it
    published: str | None = None  #: when, ISO 8601
    narrator: str | None = None  #: "true" where the article itself makes the statement
    speaker: str | None = None  #: IRI of who said it
    speaker_label: str | None = None
    via_label: str | None = None  #: who passed it on or was told; several are joined by commas
    directness: str | None = None
    polarity: str | None = None
    certainty: str | None = None
    verification: str | None = None
    assessed_by_label: str | None = None  #: who verified or denied it
    cue: str | None = None  #: the words that attribute it
    content: str | None = None  #: the words attributed
    content_start: str | None = None  #: code points from the start of the text
    content_end: str | None = None
    sentence: str | None = None  #: the sentence that proves it
    sentence_start: str | None = None  #: code points from the start of the text
    sentence_end: str | None = None


@cache
def columns() -> tuple[tuple[str, str], ...]:
    """Pairs of field and column: `("speaker_label", "speakerLabel")`, all but the made ones."""
    made = 4
    return tuple((field.name, _camel(field.name)) for field in fields(Relation)[made:])


def attributes(relation: Relation) -> dict[str, str]:
    """The fields that have a value, as attributes of an edge."""
    pairs = ((field.name, getattr(relation, field.name)) for field in fields(relation))
    return {name: value for name, value in pairs if value is not None}


def relation_of(data: Mapping[str, str]) -> Relation:
    """The edge that `attributes` wrote down."""
    return Relation(**data)


def _camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)
