"""Stretches of tokens that are names, and the words of a stretch."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.model import Span
from kg.ontology.world import Entry


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of tokens that is a proper name."""

    start: int  #: index of the first token
    end: int  #: index after the last token
    cls: str  #: class that its finder proposes
    entries: tuple[Entry, ...] = ()  #: what the world knows under this name, likeliest first
    listed: bool = False  #: stands in the world files, not only in the gazetteer


def surface(doc: Doc, start: int, end: int) -> str:
    """The text of a stretch of tokens, without what follows it."""
    return str(doc[start:end].text)


def span(doc: Doc, start: int, end: int) -> Span:
    """The offsets of a stretch of tokens."""
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def head(doc: Doc, start: int, end: int) -> Token:
    """The token of the stretch on which the others hang; of several the last."""
    outer = [t for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
    return next((t for t in reversed(outer) if not t.is_punct), doc[end - 1])
