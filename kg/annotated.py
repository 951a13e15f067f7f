"""A document with its parse: what `annotate` makes and `extract` reads."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kg.model import Document, Span


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its parse."""

    document: Document
    doc: Doc  #: token offsets (`token.idx`) are offsets into `document.text`
    headlines: tuple[Span, ...]  #: lines in title case, parsed in sentence case
