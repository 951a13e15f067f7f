"""A document with its parse: what `annotate` makes and `extract` reads."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kg.model import Document, Span

#: Flag of the lexemes that are no English word, as far as the pipeline's word lists reach; a name
#: is likely one. Never set where a pipeline has no such lists.
NO_WORD = 60


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its parse."""

    document: Document
    doc: Doc  #: token offsets (`token.idx`) are offsets into `document.text`
    headlines: tuple[Span, ...]  #: lines in title case, parsed in sentence case
