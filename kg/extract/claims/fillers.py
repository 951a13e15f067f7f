"""Decides what fills a slot: the mention at a place, seen through measures and class nouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Token

from kg.extract.binding import agrees, before_sentence, earlier, is_argument, is_bare_definite
from kg.extract.claims.actors import Bearers
from kg.extract.claims.fitting import Fitting
from kg.extract.claims.frames import Slot
from kg.extract.claims.parts import (
    MODIFYING,
    called_at_once,
    called_by,
    compared,
    each_name_once,
    included,
    is_excepted,
    is_fraction,
    is_name,
    is_partitive,
    listed,
    names_behind,
    of_phrase,
    owners,
    shares_determiner,
)
from kg.extract.claims.quantities import Quantities
from kg.extract.phrases import Mentions, joint_phrase, land_phrase, noun_phrase
from kg.extract.syntax import child, conjuncts, names_of, subject
from kg.model import Filler, Form, Span

_OF, _WITHIN, _PRONOUN = "of", "within", "PRP"
_PLURAL = frozenset({"NNS", "NNPS"})
#: Pronouns that never mean land.
_NO_LAND = frozenset({"Gender=Masc", "Gender=Fem", "Person=1", "Person=2"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may fill a slot."""

    token: Token  #: head of the phrase whose words stand in the text
    mention: int  #: index of the mention meant
    sure: bool  #: its class is known to fit, not only possible
    #: Head of a measure before it ("thirds" in "two-thirds of the border").
    measure: Token | None = None
    joint: bool = False  #: other members of the coordination belong to the filler


@dataclass(frozen=True)
class Chooser:
    """Knows which words may fill which slots."""

    fitting: Fitting
    quantities: Quantities
    naming: frozenset[str]  #: nouns that only name the class of what follows ("village of ...")
    bearers: Bearers

    def candidates(
        self, token: Token, slot: Slot, mentions: Mentions, among: tuple[Token, ...] | None = None
    ) -> Iterator[Candidate]:
        """All that a place in the text offers to a slot, members of a coordination one by one.

        Args:
            token: head of the phrase there.
            slot: what is looked for.
            mentions: those of the document.
            among: the members of the coordination that count; None: all.
        """
        if names_of(token) is not None and not slot.land:
            among = (token,)
        members = list(listed(token) if among is None else among)
        members = each_name_once((t for t in members if t is token or not is_excepted(t)), mentions)
        if slot.land and slot.each:
            members += [t for m in members for t in included(m)]
        offered = {m.i: list(self._unfold(m, slot, mentions)) for m in members}
        known = slot.land and any(c.sure for found in offered.values() for c in found)
        for member in members:
            if not offered[member.i] and known:
                offered[member.i] = self._unknown_name(member, mentions)
            if member.i == token.i or slot.collect or not shares_determiner(member, mentions):
                yield from offered[member.i]

    def _unfold(
        self, token: Token, slot: Slot, mentions: Mentions, measure: Token | None = None
    ) -> Iterator[Candidate]:
        """The token itself, or what its phrase names."""
        if not slot.land:
            yield from self._of_actor(token, slot, mentions)
            return
        meant = self._spoken_of(token, slot, mentions)
        if meant.tag_ == _PRONOUN:
            earlier_land = (self._of_land(t, slot, mentions, None) for t in before_sentence(meant))
            found = (c for offered in earlier_land for c in offered if c.sure)
            yield from (replace(c, token=token) for c in islice(found, 1))
        else:
            yield from self._of_land(meant, slot, mentions, measure)

    def _of_land(
        self, token: Token, slot: Slot, mentions: Mentions, measure: Token | None
    ) -> Iterator[Candidate]:
        """The places that a phrase names, seen through measures and class nouns."""
        than = child(token, "prep")
        if than is not None and compared(than):
            token = child(than, "pobj") or token
        inner = of_phrase(token)
        special = list(self._measured(token, inner, slot, mentions))
        special = special or self._listed(token, slot, mentions)
        special = special or self._called(token, slot, mentions)
        bare = inner is None and mentions.covering(token) is None  # "the old quarter" is land
        if special or (bare and self.is_measure(token)):
            yield from special
            return
        own = self._candidate(token, called_by(token, mentions), slot, mentions, measure)
        if own is None and inner is not None and token.lemma_.lower() in self.quantities.counts:
            own = self._candidate(token, inner, slot, mentions, measure)
        if own is None or not own.sure:
            named = self._one_of_named(token, slot, mentions)
            yield from named or (() if own is None else (own,))
        else:
            yield own

    def _one_of_named(self, token: Token, slot: Slot, mentions: Mentions) -> list[Candidate]:
        """The places of a list that a class noun introduces ("districts of A and B, which ...")."""
        above = token.head.head
        if token.dep_ != "pobj" or token.head.lower_ != _OF:
            return []
        naming = above.lemma_.lower() in self.naming
        return list(self._named(above, token, slot, mentions)) if naming else []

    def _of_actor(self, token: Token, slot: Slot, mentions: Mentions) -> Iterator[Candidate]:
        """Whom a phrase names: by a name right behind it, itself, in its "of" phrase, as owner."""
        called = next((c for c in called_at_once(token) if is_name(c, mentions)), names_of(token))
        if called is not None:
            for member in conjuncts(called):
                yield from self._of_actor(member, slot, mentions)
            return
        inner = of_phrase(token)
        places = list(self.bearers.acting(token, mentions))
        if inner is not None and self._counts(token, mentions):
            places += self.bearers.acting(inner, mentions)
        if inner is None and slot.through and self._is_thing(token, mentions):
            places += owners(token)
        found = (self._candidate(token, place, slot, mentions, None) for place in places)
        yield from islice((one for one in found if one is not None), 1)

    def _counts(self, token: Token, mentions: Mentions) -> bool:
        """Does the noun only say how many or which of those that its "of" phrase names?"""
        index = mentions.covering(token)
        if index is not None and mentions[index].form is Form.NAME:
            return False
        lemma = token.lemma_.lower()
        counts = lemma in self.quantities.counts or lemma in self.quantities.determiners
        return counts or token.pos_ != "NOUN" or self.is_measure(token)

    def _is_thing(self, token: Token, mentions: Mentions) -> bool:
        """Is it nothing that acts by itself ("Houthi positions", "Taliban targets")?"""
        index = mentions.covering(token)
        return index is None or mentions[index].form is Form.NOMINAL

    def _spoken_of(self, token: Token, slot: Slot, mentions: Mentions) -> Token:
        """The land that "it" or a bare "the village" takes up from before in the same sentence."""
        if token.tag_ == _PRONOUN and not _NO_LAND & set(token.morph):
            doer = None if token.dep_ != "dobj" else subject(token.head)
            others = (t for t in earlier(token) if doer is None or t.i != doer.i)
            agreeing = [t for t in others if agrees(token, t) and t.dep_ not in MODIFYING]
            taken_up = iter(sorted(agreeing, key=lambda t: not is_argument(t)))
        elif is_bare_definite(token):
            same = (t for t in earlier(token) if t.lemma_ == token.lemma_)
            taken_up = (t for t in same if not is_bare_definite(t))
        else:
            return token
        for before in taken_up:
            found = self._candidate(before, before, slot, mentions, None)
            if found is not None and found.sure:
                return before
        return token

    def _measured(
        self, token: Token, inner: Token | None, slot: Slot, mentions: Mentions
    ) -> Iterator[Candidate]:
        """What stands behind a measure or a class noun and "of"."""
        if inner is None:
            return
        if self.is_measure(token):
            for member in conjuncts(inner):
                offered = list(self._unfold(member, slot, mentions, measure=token))
                if not offered and member.i != inner.i:
                    offered = self._unknown_name(member, mentions)
                for found in offered:
                    yield found if found.measure is not None else replace(found, measure=token)
        elif token.lemma_.lower() in self.naming:
            yield from self._named(token, inner, slot, mentions)

    def _named(
        self, token: Token, inner: Token, slot: Slot, mentions: Mentions
    ) -> Iterator[Candidate]:
        """The places that a class noun introduces ("villages of A and B"), whatever their names."""
        members = list(conjuncts(inner))
        names = [m for m in members if is_name(m, mentions)]
        if token.tag_ not in _PLURAL and names[:1] == [inner]:
            index = mentions.covering(inner)
            if index is not None:
                yield Candidate(token, index, sure=True)
        elif token.tag_ in _PLURAL and len(names) > 1:
            for member in members:
                index = mentions.covering(member)
                if index is not None and is_name(member, mentions):
                    yield Candidate(member, index, sure=True)
                elif member.i != inner.i:
                    yield from self._unfold(member, slot, mentions)

    def _listed(self, token: Token, slot: Slot, mentions: Mentions) -> list[Candidate]:
        """The names before a plural noun: "the A and B fields" are two."""
        if token.tag_ not in _PLURAL or not slot.each:
            return []
        for modifier in token.lefts:
            names = [
                n
                for n in conjuncts(modifier)
                if n.pos_ == "PROPN" and mentions.covering(n) is not None
            ]
            if len(names) > 1:
                found = [
                    Candidate(n, i, sure=True)
                    for n in names
                    if (i := mentions.covering(n)) is not None
                ]
                return found if self._candidate(token, token, slot, mentions, None) else []
        return []

    def _called(self, token: Token, slot: Slot, mentions: Mentions) -> list[Candidate]:
        """The names behind a plural noun: "two villages, Kashma and Bel" are Kashma and Bel."""
        if not slot.each or self._candidate(token, token, slot, mentions, None) is None:
            return []
        indices = ((n, mentions.covering(n)) for n in names_behind(token, mentions))
        return [Candidate(n, i, sure=True) for n, i in indices if i is not None]

    def _unknown_name(self, token: Token, mentions: Mentions) -> list[Candidate]:
        """A name that may be land, in a list of things that fit; measures are looked through."""
        inner = of_phrase(token) if self.is_measure(token) else None
        measure, token = (None, token) if inner is None else (token, inner)
        index = mentions.covering(token)
        if index is None or not self.fitting.may_be_land(mentions[index]):
            return []
        return [Candidate(token, index, sure=False, measure=measure)]

    def is_measure(self, token: Token) -> bool:
        """Does the noun measure what its "of" phrase names ("thirds", "%", "parts")?"""
        measures = self.quantities.measures
        words = token.lemma_.lower() in measures or token.lower_ in measures
        return words or is_fraction(token) or is_partitive(token)

    def _candidate(
        self, token: Token, named: Token, slot: Slot, mentions: Mentions, measure: Token | None
    ) -> Candidate | None:
        index = mentions.covering(named)
        if index is None:
            return None
        fit = self.fitting.fit(named, index, slot, mentions)
        if slot.land and measure is None:
            measure = self._measured_by(token)
        return None if fit is None else Candidate(token, index, sure=fit, measure=measure)

    def _measured_by(self, token: Token) -> Token | None:
        """The measure in whose "of" phrase the token stands, where a place was found without it."""
        above = token.head
        distance = above.head.head.lower_ == _WITHIN  # "advanced to within 20 km of the town"
        if token.dep_ == "pobj" and above.lower_ == _OF and self.is_measure(above.head):
            return None if distance else above.head
        return None

    def filler(
        self, candidate: Candidate, slot: Slot, barred: frozenset[int], mentions: Mentions
    ) -> Filler:
        """The words and the mention of a chosen candidate."""
        token = candidate.token
        span = mentions[candidate.mention].span
        if token.dep_ in MODIFYING and span.start <= token.idx < span.end:
            return Filler(span, candidate.mention)
        if slot.land:
            span = land_phrase(token, barred)
            name = called_by(token, mentions)
            if name.dep_ == "appos" and name.left_edge.i == token.i + 2:  # "the capital, Sanaa"
                span = _union(span, noun_phrase(name))
        elif candidate.joint:
            span = joint_phrase(token)
        else:
            phrase = noun_phrase(
                token, with_prepositions=of_phrase(token) is not None, with_appositions=False
            )
            span = phrase if _is_apart(phrase, span) else _union(phrase, span)
        return Filler(span, candidate.mention)


def _is_apart(phrase: Span, name: Span) -> bool:
    """Does neither cut through the other's words?"""
    return phrase.start <= name.start <= name.end <= phrase.end or not (
        name.start < phrase.end and phrase.start < name.end
    )


def _union(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
