"""Finds attributed content: who is said to have said, thought or wanted what."""

from __future__ import annotations

from kg.annotated import Annotated
from kg.extract.phrases import Mentions
from kg.extract.statements.adjuncts import adjuncts, as_clauses
from kg.extract.statements.adverbs import adverbs
from kg.extract.statements.assembly import assemble
from kg.extract.statements.introduced import introduced
from kg.extract.statements.labels import headlined, labelled, signed
from kg.extract.statements.lexicon import Lexicon
from kg.extract.statements.nouns import adjectival, nominal
from kg.extract.statements.scene import Scene
from kg.extract.statements.verbs import verbal
from kg.model import Statement
from kg.ontology import Ontology

#: The rules, each of which finds attributions of one make.
RULES = (
    labelled,
    headlined,
    signed,
    introduced,
    verbal,
    as_clauses,
    adjuncts,
    adverbs,
    nominal,
    adjectival,
)


class StatementRules:
    """The rules that find statements, compiled from the cues of the lexicon."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.lexicon = Lexicon(ontology.lexicon)

    def find(self, annotated: Annotated, mentions: Mentions) -> tuple[Statement, ...]:
        """All attributed statements of a document, in the order of the text."""
        scene = Scene(annotated, mentions, self.lexicon, self.ontology)
        return assemble(scene, [found for rule in RULES for found in rule(scene)])
