"""Finds typed claims (control, alliances, roles, events, ...) by the frames of the lexicon."""

from __future__ import annotations

from kg.annotate import Annotated
from kg.extract.phrases import Mentions
from kg.model import Claim, Statement
from kg.ontology import Ontology


class ClaimRules:
    """The frames of the lexicon, compiled."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def find(
        self, annotated: Annotated, mentions: Mentions, statements: tuple[Statement, ...]
    ) -> tuple[Claim, ...]:
        """All claims of a document, in the order of the text."""
        return ()
