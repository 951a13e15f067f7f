"""Finds attributed content: who is said to have said, thought or wanted what."""

from __future__ import annotations

from kg.annotate import Annotated
from kg.extract.phrases import Mentions
from kg.model import Statement
from kg.ontology import Ontology


class StatementRules:
    """The rules that find statements, compiled from the cues of the lexicon."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def find(self, annotated: Annotated, mentions: Mentions) -> tuple[Statement, ...]:
        """All attributed statements of a document, in the order of the text."""
        return ()
