"""Finds the words that refer to actors and territories, and the class that context suggests."""

from __future__ import annotations

from kg.annotate import Annotated
from kg.extract.phrases import Mentions
from kg.ontology import Ontology


class MentionRules:
    """The rules that find mentions, compiled from the world and the lexicon."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def find(self, annotated: Annotated) -> Mentions:
        """All mentions of a document, in the order of the text."""
        return Mentions(annotated.doc, ())
