"""Tells whether what a mention means may fill a slot: its class, or what else the name may be."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.binding import taken_up
from kg.extract.claims.frames import Slot
from kg.extract.claims.parts import of_phrase
from kg.extract.phrases import Mentions
from kg.extract.syntax import child, children
from kg.model import Form, Mention
from kg.ontology import Ontology

_EXACT = "="  #: before a class: the class itself and none below it
_PLURAL = "NNS"
_SEAT = "*"  #: before a class: a city named for the one of that class that is governed from it


@dataclass(frozen=True)
class Fitting:
    """Knows which classes go into which slots."""

    ontology: Ontology
    guesses: frozenset[str]  #: classes given to names for want of a better
    doubtful: frozenset[str]  #: classes that a name nobody knows may wrongly have
    land: str  #: the class of all land
    seats: frozenset[str]  #: classes of what beside land can be taken and held
    acting: frozenset[str]  #: classes of places that stand for those who rule there
    followers: frozenset[str]  #: nouns of those who bear arms for whose they are ("his men")
    armed: str  #: the class of those who bear arms

    def fit(self, token: Token, index: int, slot: Slot, mentions: Mentions) -> bool | None:
        """True: the class fits; False: it is not known but may; None: it does not fit.

        Args:
            token: the word at which the mention stands.
            index: the mention.
            slot: what is looked for.
            mentions: those of the document.
        """
        if slot.several and (mentions[index].form is not Form.NOMINAL or token.tag_ != _PLURAL):
            return None
        if slot.named and mentions[index].form is Form.NOMINAL:
            land = self.ontology.is_a(mentions[index].cls, self.land)
            if not _has_name(token, mentions, of=land):
                return None
        found = self.of_class(mentions[index], slot)
        if not found and (
            self._called(token, slot, mentions)
            or self._bound(token, slot, mentions)
            or self._follows(token, slot)
        ):
            return True
        if found is None and slot.unknown and self._is_unheard_of(mentions[index], slot):
            return False
        return found

    def of_class(self, mention: Mention, slot: Slot) -> bool | None:
        """As `fit`, by the class of the mention alone."""
        if any(self._is(mention, wanted) for wanted in slot.classes):
            return True
        plain = (w.lstrip(_EXACT) for w in slot.classes if w[0] != _SEAT)
        if any(self.ontology.is_a(wanted, mention.cls) for wanted in plain):
            return None if slot.sure else False
        return False if self._may_mean(mention, slot) else None

    def _is(self, mention: Mention, wanted: str) -> bool:
        """Is the mention of that class, as it is written in a slot?"""
        if wanted[0] == _EXACT:
            return mention.cls == wanted[1:]
        if wanted[0] != _SEAT:
            return self.ontology.is_a(mention.cls, wanted)
        world = self.ontology.world
        cities = (world.entry(e) for e in mention.candidates[:1])
        governed = (e for city in cities if city for e in world.governed_from(city.label))
        return any(self.ontology.is_a(e.cls, wanted[1:]) for e in governed)

    def _called(self, token: Token, slot: Slot, mentions: Mentions) -> bool:
        """Does a name in apposition say what it is ("Kashma, a village near the river")?"""
        others = (c for c in children(token) if c.dep_ == "appos")
        indices = (mentions.at(other) for other in others)
        return any(i is not None and self.of_class(mentions[i], slot) for i in indices)

    def _bound(self, token: Token, slot: Slot, mentions: Mentions) -> bool:
        """Does a pronoun take up one that fits ("the rebels said they had taken the town")?"""
        noun = None if slot.land else taken_up(token)
        index = None if noun is None else mentions.covering(noun)
        return index is not None and self.of_class(mentions[index], slot) is True

    def _follows(self, token: Token, slot: Slot) -> bool:
        """Are they somebody's men, where those who bear arms may stand?"""
        if token.lemma_.lower() not in self.followers or child(token, "poss") is None:
            return False
        wanted = (w.lstrip(_EXACT + _SEAT) for w in slot.classes)
        return any(self.ontology.is_a(self.armed, w) for w in wanted)

    def _is_unheard_of(self, mention: Mention, slot: Slot) -> bool:
        """Is it a name that nothing but a guess gives a class?"""
        if mention.form is not Form.NAME:
            return False
        if slot.only and not slot.land and mention.cls in self.acting:
            return True
        classes = self.guesses | self.doubtful if slot.only else self.guesses
        known = mention.candidates and not (slot.land and self.may_be_land(mention))
        return not known and mention.cls in classes

    def may_be_land(self, mention: Mention) -> bool:
        """Is it a name that nobody knows or some land has, too, or a seat that can be taken?"""
        if mention.form is not Form.NAME:
            return any(self.ontology.is_a(mention.cls, seat) for seat in self.seats)
        entries = (self.ontology.world.entry(e) for e in mention.candidates)
        lands = (e for e in entries if e and self.ontology.is_a(e.cls, self.land))
        return not mention.candidates or any(lands)

    def _may_mean(self, mention: Mention, slot: Slot) -> bool:
        """Does the world know something that fits under the name, whatever it was taken for?"""
        if slot.sure or not slot.land:
            return False
        entries = (self.ontology.world.entry(e) for e in mention.candidates)
        return any(
            self.ontology.is_a(e.cls, w.lstrip(_EXACT + _SEAT))
            for e in entries
            if e
            for w in slot.classes
        )


def _has_name(noun: Token, mentions: Mentions, *, of: bool = False) -> bool:
    """Does a name in apposition tell who the noun is, or which land the one in its "of" phrase?"""
    others = [c for c in children(noun) if c.dep_ == "appos"]
    inner = of_phrase(noun) if of else None
    indices = (mentions.at(c) for c in (*others, *(() if inner is None else (inner,))))
    return any(i is not None and mentions[i].form is Form.NAME for i in indices)
