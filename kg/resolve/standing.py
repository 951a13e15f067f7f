"""Which mentions stand where only an actor can, whose officers are told, who stands with whom."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Extraction
from kg.resolve.layout import Layout
from kg.resolve.words import Words


class Standing:
    """What the claims and the words around tell of the mentions of one document."""

    def __init__(self, extraction: Extraction, layout: Layout, words: Words) -> None:
        self._mentions, self._claims = extraction.mentions, extraction.claims
        self._layout, self._words = layout, words

    def acting(self) -> frozenset[int]:
        """Those who speak, fill a slot for actors or govern a word that only actors govern."""
        slots = self._words.actor_slots
        filled = {
            role.filler.mention
            for claim in self._claims
            for role in claim.roles
            if role.property in slots and role.filler.mention is not None
        }
        return self._layout.speakers | filled | set(self._governed())

    def _governed(self) -> Iterator[int]:
        """Those whose verb, or what they possess, tells that they are actors."""
        governors = self._words.governors
        for i, mention in enumerate(self._mentions):
            grammar = mention.grammar
            if grammar is not None and grammar.governor in governors.get(grammar.function, ()):
                yield i

    def held(self) -> frozenset[int]:
        """Those that fill a slot of a claim in which only land stands ("full control of *it*")."""
        slots = self._words.land_slots
        return frozenset(
            role.filler.mention
            for claim in self._claims
            for role in claim.roles
            if role.property in slots and role.filler.mention is not None
        )

    def employing(self) -> frozenset[int]:
        """Those whose officer is spoken of ("its spokesman"), unless lands have such officers."""
        found = set(self._possessors(self._words.offices))
        found.update(
            role.filler.mention
            for claim in self._claims
            for role in claim.roles
            if role.property == self._words.classes.role_in and role.filler.mention is not None
        )
        return frozenset(found - set(self._possessors(self._words.of_lands)))

    def _possessors(self, nouns: frozenset[str]) -> Iterator[int]:
        for i, mention in enumerate(self._mentions):
            if mention.modifiers and self._layout.head(i) in nouns:
                yield from mention.modifiers

    def beside(self) -> dict[int, frozenset[int]]:
        """For each mention in a claim those in its other roles."""
        found: dict[int, frozenset[int]] = {}
        for claim in self._claims:
            roles = [r.filler.mention for r in claim.roles if r.filler.mention is not None]
            for one in roles:
                found[one] = found.get(one, frozenset()) | {k for k in roles if k != one}
        return found
