"""Finds typed claims (control, alliances, events, ...) by the frames of the lexicon."""

from __future__ import annotations

from kg.annotated import Annotated
from kg.extract.claims.actors import Bearers
from kg.extract.claims.assembly import Assembler
from kg.extract.claims.fillers import Chooser
from kg.extract.claims.fitting import Fitting
from kg.extract.claims.frames import compile_frames
from kg.extract.claims.operators import Operators
from kg.extract.claims.quantities import Quantities
from kg.extract.claims.time import Times
from kg.extract.claims.triggers import Triggers
from kg.extract.phrases import Mentions
from kg.model import Claim, Statement
from kg.ontology import Ontology


class ClaimRules:
    """The frames of the lexicon, compiled."""

    def __init__(self, ontology: Ontology) -> None:
        lexicon = ontology.lexicon
        quantities = Quantities(lexicon["quantities"])
        naming = frozenset(lexicon["places"]["naming"]["words"])
        guesses, bearers = lexicon["places"]["guesses"], lexicon["bearers"]
        fitting = Fitting(
            ontology,
            guesses=frozenset(guesses["classes"]),
            doubtful=frozenset(guesses.get("doubtful", ())),
            land=guesses["land"],
            seats=frozenset(guesses.get("seats", ())),
            acting=frozenset(guesses.get("acting", ())),
            followers=frozenset(bearers["followers"]["words"]),
            armed=bearers["followers"]["class"],
        )
        self._triggers = Triggers(compile_frames(lexicon))
        self._assembler = Assembler(
            Chooser(fitting, quantities, naming, Bearers(bearers)),
            Operators(lexicon["operators"]),
            Times(lexicon["time"]),
        )

    def find(
        self, annotated: Annotated, mentions: Mentions, statements: tuple[Statement, ...]
    ) -> tuple[Claim, ...]:
        """All claims of a document, in the order of the text."""
        if not mentions:
            return ()
        matches = self._triggers.find(annotated.doc, annotated.headlines)
        return self._assembler.claims(annotated, mentions, statements, matches)
