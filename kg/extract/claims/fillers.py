"""Decides what fills a slot: the mention at a place, seen through measures and class nouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.claims.frames import Slot
from kg.extract.claims.quantities import Quantities
from kg.extract.phrases import Mentions, joint_phrase, land_phrase, noun_phrase
from kg.extract.syntax import child, conjuncts
from kg.model import Filler, Form, Span
from kg.ontology import Ontology

_OF = "of"
_PLURAL = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may fill a slot."""

    token: Token  #: head of the phrase whose words stand in the text
    mention: int  #: index of the mention meant
    sure: bool  #: its class is known to fit, not only possible
    measure: Token | None = None  #: head of a measure before it ("thirds" in "two-thirds of the border")
    joint: bool = False  #: other members of the coordination belong to the filler


@dataclass(frozen=True)
class Chooser:
    """Knows which words may fill which slots."""

    ontology: Ontology
    quantities: Quantities
    naming: frozenset[str]  #: nouns that only name the class of what follows ("village of ...")

    def candidates(self, token: Token, slot: Slot, mentions: Mentions) -> Iterator[Candidate]:
        """All that a place in the text offers to a slot, members of a coordination one by one."""
        for member in conjuncts(token):
            yield from self._unfold(member, slot, mentions)

    def _unfold(
        self, token: Token, slot: Slot, mentions: Mentions, measure: Token | None = None
    ) -> Iterator[Candidate]:
        """The token itself, or what its "of" phrase names."""
        inner = _of(token)
        lemma = token.lemma_.lower()
        if inner is not None and slot.land and self.is_measure(token):
            for member in conjuncts(inner):
                yield from self._unfold(member, slot, mentions, measure=token)
            return
        if inner is not None and slot.land and (named := self._named(token, inner, slot, mentions)):
            yield from named
            return
        own = self._candidate(token, token, slot, mentions, measure)
        if own is not None:
            yield own
        elif inner is not None and (slot.land is False or lemma in self.quantities.counts):
            through = self._candidate(token, inner, slot, mentions, measure)
            if through is not None:
                yield through

    def _named(self, token: Token, inner: Token, slot: Slot, mentions: Mentions) -> list[Candidate]:
        """The places that a class noun introduces ("villages of A, B and C")."""
        if token.lemma_.lower() not in self.naming:
            return []
        members = [m for m in conjuncts(inner) if m.pos_ == "PROPN" or mentions.covering(m) is not None]
        found = [c for m in members if (c := self._candidate(m, m, slot, mentions, None)) is not None]
        found = [c for c in found if mentions[c.mention].form is Form.NAME]
        if token.tag_ in _PLURAL:
            return found if len(found) > 1 else []
        return [Candidate(token, c.mention, sure=c.sure) for c in found[:1]]

    def is_measure(self, token: Token) -> bool:
        """Does the noun measure what its "of" phrase names ("thirds", "%", "parts")?"""
        lemma = token.lemma_.lower()
        return lemma in self.quantities.measures or token.lower_ in self.quantities.measures

    def _candidate(
        self, token: Token, named: Token, slot: Slot, mentions: Mentions, measure: Token | None
    ) -> Candidate | None:
        index = mentions.covering(named)
        if index is None:
            return None
        fit = self._fit(mentions, index, slot)
        if fit is None:
            return None
        return Candidate(token, index, sure=fit, measure=measure)

    def _fit(self, mentions: Mentions, index: int, slot: Slot) -> bool | None:
        """True: the class fits; False: it is not known but may; None: it does not fit."""
        mention = mentions[index]
        is_a = self.ontology.is_a
        if any(is_a(mention.cls, wanted) for wanted in slot.classes):
            return True
        open_ = mention.form in {Form.PRONOUN, Form.NAME}
        if open_ and any(is_a(wanted, mention.cls) for wanted in slot.classes):
            return False
        return None

    def filler(self, candidate: Candidate, slot: Slot, barred: frozenset[int]) -> Filler:
        """The words and the mention of a chosen candidate."""
        token = candidate.token
        if slot.land:
            span = land_phrase(token, barred)
        elif candidate.joint:
            span = joint_phrase(token)
        else:
            span = noun_phrase(token, with_prepositions=_of(token) is not None, with_appositions=False)
        return Filler(span, candidate.mention)


def measure_span(measure: Token, land: Token) -> Span:
    """The words of a measure: "about two-thirds" in "about two-thirds of the border"."""
    doc = measure.doc
    left = measure.left_edge.i
    before = doc[left - 1] if left else None
    # "took over 70 %": the parser may give "over" to the verb as a particle
    if before is not None and before.dep_ in {"prt", "prep", "advmod", "quantmod"} and before.sent == measure.sent:
        left = before.i if before.lower_ in {"over", "under", "about", "around", "above"} else left
    while left < measure.i and doc[left].dep_ == "det":
        left += 1
    right = measure.i
    return Span(doc[left].idx, doc[right].idx + len(doc[right]))


def _of(token: Token) -> Token | None:
    """What the noun's "of" phrase names."""
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ == _OF:
            return child(c, "pobj")
    return None
