"""Reads the literals of a claim: when it holds, how much of the land, how many people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from kg.extract.claims.fillers import Candidate
from kg.extract.claims.frames import Slot
from kg.extract.claims.parts import measure_span
from kg.extract.claims.quantities import Quantities, Share
from kg.extract.claims.time import Times, When
from kg.extract.claims.triggers import Match
from kg.extract.syntax import child, children
from kg.model import Document, Span, Value

_VERBAL = frozenset({"VERB", "AUX"})
#: Relations over which a predicate and its governor share their time.
_SAME_TIME = frozenset(
    {"xcomp", "acomp", "dobj", "attr", "nsubj", "nsubjpass", "pobj", "prep", "aux"}
)
#: Relations of a time to a noun of which it tells which one is meant.
_NAMING_TIME = frozenset({"nummod", "compound", "amod", "poss"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
#: Clauses whose time is that of what they hang on ("is to be completed by", "scheduled for").
_DEPENDENT = frozenset({"xcomp", "acl"})
_OF = "of"
_DECIMAL = "decimal"
_BOOLEAN = "boolean"


class Values:
    """Reads measures and times of matches."""

    def __init__(self, times: Times, quantities: Quantities) -> None:
        self._times = times
        self._quantities = quantities

    def times(self, sentence: Span, document: Document) -> list[When]:
        """The time expressions of a sentence."""
        return self._times.find(document.text, sentence, document.published)

    def of_match(
        self, match: Match, times: Iterable[When], text: str, *, ahead: bool = False
    ) -> list[Value]:
        """When it is said to hold: the expression that hangs on the words of the match.

        Args:
            match: the words of the claim.
            times: the time expressions of its sentence.
            text: the whole document.
            ahead: is it planned, so that "on Monday" is the coming one?
        """
        for when in times:
            if _hangs_on(when, match, self._times.occurring):
                properties = self._times.properties
                value = when.ahead if ahead and when.ahead else when.lexical
                lexical = value or text[when.span.start : when.span.end]
                return [
                    Value(properties["when"], lexical, when.datatype, when.span),
                    Value(properties["bound"], when.bound),
                ]
        return []

    def of_fillers(self, chosen: Mapping[Slot, Candidate], text: str) -> list[Value]:
        """Extent and share of land, number of people."""
        values: list[Value] = []
        for slot, candidate in chosen.items():
            if slot.land:
                values += self._extent(candidate, text)
            if slot.counted:
                values += self._count(candidate.token, text)
        return values

    def of_hold(self, match: Match) -> Iterator[Value]:
        """The extent that a noun of holding has by itself ("full control of the town")."""
        for c in children(match.noun) if match.noun is not None else ():
            if c.lower_ in self._quantities.whole:
                span = Span(c.idx, c.idx + len(c))
                yield Value(self._quantities.properties["extent"], c.text, span=span)
                return

    def _extent(self, candidate: Candidate, text: str) -> Iterator[Value]:
        if candidate.measure is None:
            whole = [c for c in children(candidate.token) if c.lower_ in self._quantities.whole]
            for c in whole[:1]:
                first = candidate.token.left_edge  # "almost the entire region"
                start = first if first.dep_ == "advmod" and first.i < c.i else c.left_edge
                yield from self._measured(Span(start.idx, c.idx + len(c)), text)
            return
        yield from self._measured(measure_span(candidate.measure), text)

    def _measured(self, span: Span, text: str) -> Iterator[Value]:
        """The extent in its words; a share beside it where the words tell one."""
        words = text[span.start : span.end]
        yield Value(self._quantities.properties["extent"], words, span=span)
        share = self._quantities.parse_share(words)
        if share is not None:
            yield from self._share(share, span)

    def _share(self, share: Share, span: Span) -> Iterator[Value]:
        properties = self._quantities.properties
        if share.value is not None:
            yield Value(properties["share"], _decimal(share.value), _DECIMAL, span)
        yield Value(properties["low"], _decimal(share.low), _DECIMAL)
        yield Value(properties["high"], _decimal(share.high), _DECIMAL)
        yield Value(properties["low_open"], str(share.low_open).lower(), _BOOLEAN)
        yield Value(properties["high_open"], str(share.high_open).lower(), _BOOLEAN)

    def _count(self, token: Token, text: str) -> Iterator[Value]:
        """The number words before a noun ("thousands of soldiers": "thousands")."""
        number = child(token, "nummod")
        counts = token.lemma_.lower() in self._quantities.counts
        if number is None and counts and any(c.lower_ == _OF for c in children(token)):
            number = token
        if number is None:
            number = next(
                (c for c in children(token) if c.lower_ in self._quantities.determiners), None
            )
        if number is None:
            return
        first = number.left_edge if number.i != token.i else _first_modifier(token)
        span = Span(first.idx, number.idx + len(number))
        words = text[span.start : span.end]
        yield Value(self._quantities.properties["quantity"], words, span=span)


def _first_modifier(token: Token) -> Token:
    """Leftmost word of a number noun, without article ("tens of thousands")."""
    left = next(
        (c for c in children(token) if c.dep_ in {"nummod", "quantmod", "amod", "advmod"}), token
    )
    return left if left.i < token.i else token


def _decimal(value: float) -> str:
    """A decimal without needless zeros ("0.7", "1.0")."""
    text = f"{value:.3f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def _hangs_on(when: When, match: Match, occurring: frozenset[str]) -> bool:
    """Is the predicate of the match the one that the time expression belongs to?"""
    inside = match.anchor.doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
    if inside is None:
        return False
    governor = inside.root
    words = {w.i for w in match.words}
    dependent = frozenset({"xcomp"})
    while governor.i not in words and governor.head.i != governor.i:
        if _tells_which(governor, when):
            return False
        if governor.pos_ in _VERBAL and governor.dep_ not in dependent:
            break
        if governor.dep_ == "xcomp":
            dependent = _DEPENDENT
        governor = governor.head
    if governor.i in words:
        return True
    return governor.i in _sharing(match.predicate, occurring)


def _tells_which(token: Token, when: When) -> bool:
    """Does the time only tell which one a noun means ("her 2000 campaign", "Monday's guests")?"""
    noun = token.head
    outside = noun.idx >= when.span.end or noun.idx + len(noun) <= when.span.start
    return token.dep_ in _NAMING_TIME and noun.pos_ in _NOUNS and outside


def _sharing(predicate: Token, occurring: frozenset[str]) -> Iterator[int]:
    """Places of the words above a predicate that share its time."""
    token = predicate
    while token.dep_ in _SAME_TIME and token.head.i != token.i:
        if token.dep_ in _SUBJECT and token.head.lemma_.lower() not in occurring:
            return  # "the capture was condemned on Friday"
        token = token.head
        yield token.i
