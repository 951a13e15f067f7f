"""What places in a sentence a noun or name fills, told by the words around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name, capital, tied
from kg.extract.syntax import acts_as_verb, first_conjunct

PERSON, PLACE, OTHER = range(3)

_LONGEST_DATELINE = 12  #: tokens, agency and date included
_LONGEST_PLACE = 4  #: words of the place in it
_SLOT = 1.8
_FULL_SLOT = 1.2  #: where the name of several words likely is a person's
_WEAK_SLOT = 0.8  #: anybody acts: what a verb expects of its subject tells less
_FIRM_SLOT = 2.6  #: only land is overrun, whatever its name sounds like
_FIRM, _COMPOUND, _DATE = "firm", "compound", "DATE"
_SURE = {_FIRM, "owner", "behind"}  #: slots that only land fills where they tell land at all
_TOWN = 15_000  #: inhabitants from which a place is known by its bare name


class Vote(NamedTuple):
    """What a slot says of the name in it."""

    kind: int  #: PERSON, PLACE or OTHER
    weight: float
    sure: bool = False  #: nothing else fills the slot


class SlotVotes:
    """Reads what fills a slot: towns are shelled, lawyers work for persons, gangs are joined."""

    def __init__(self, lexicon: Lexicon, kind: Callable[[str], int | None]) -> None:
        self._lexicon, self._kind = lexicon, kind

    def read(self, token: Token, name: Name) -> Vote | None:
        """The vote of the slot of a name.

        Args:
            token: the head of the name.
            name: the name, with the class that its finder proposes.
        """
        first = first_conjunct(token)
        for slot, word in self._slots(first, name.start):
            cls = self._lexicon.expected.get(slot, {}).get(word)
            kind = None if cls is None else self._kind(cls)
            if kind is not None:
                sure = kind == PLACE and slot in _SURE
                return Vote(kind, self._weight(slot, kind, first, name), sure)
        placed = first.head.lower_ in self._lexicon.strict_prepositions
        if first is not token and first.dep_ == "pobj" and placed:
            return Vote(PLACE, self._weight("", PLACE, first, name))
        return None

    def _slots(self, first: Token, start: int) -> Iterator[tuple[str, str]]:
        """The slots of a name, and the verb right before it, whatever the parser hung it on."""
        yield from slots(first)
        before = first.doc[start - 1] if start else first
        if acts_as_verb(before) and first.dep_ != _COMPOUND:
            yield _FIRM, before.lemma_.lower()
            yield "object", before.lemma_.lower()

    def _weight(self, slot: str, kind: int, first: Token, name: Name) -> float:
        if first.dep_ == "nsubj":
            return _WEAK_SLOT
        if slot == _FIRM:
            return _FIRM_SLOT
        # A name of several words that the finder took for a person likely is one.
        full = self._kind(name.cls) == PERSON and name.end - name.start > 1
        return _FULL_SLOT if kind == PLACE and full else _SLOT


def slots(token: Token) -> Iterator[tuple[str, str]]:
    """The slots that a noun fills, each with the lemma of the word that opens it."""
    above = token.head
    if token.dep_ in {"dobj", "nsubjpass"}:
        yield _FIRM, above.lemma_.lower()
        yield "object", above.lemma_.lower()
        if token.dep_ == "nsubjpass":
            yield "passive", above.lemma_.lower()
    elif token.dep_ == "nsubj":
        yield "subject", above.lemma_.lower()
    elif token.dep_ == "poss":
        yield "owner", above.lemma_.lower()
    elif token.dep_ == "pobj":
        chain = [above.lower_]
        while above.head.dep_ == "prep":
            above = above.head
            chain.insert(0, above.lower_)
        words = " ".join(chain)
        yield "behind", f"{above.head.lemma_.lower()} {words}"
        if above.i:  # the noun right before, where the parser hung the phrase on the verb
            yield "behind", f"{above.nbor(-1).lemma_.lower()} {words}"


def names_home(doc: Doc, end: int, words: frozenset[str]) -> bool:
    """Does a word that tells where somebody is from hang on the name ("Kashma-based")?"""
    return tied(doc, end) and end + 1 < len(doc) and doc[end + 1].lower_ in words


def dateline_place(doc: Doc, start: int) -> int:
    """Where the place ends that a dateline begins with ("UPPER KASHMA, April 3 (AP) -").

    Args:
        doc: the document.
        start: a token.

    Returns:
        The index after the place; 0 if no dateline begins at the token. The annotation reads its
        dash as a blank between it and the sentence that follows.
    """
    if not doc[start].is_sent_start:
        return 0
    end = start
    while end < len(doc) and end - start <= _LONGEST_PLACE and doc[end].text[:1].isupper():
        end += 1
    close = end
    while close < len(doc) and close - start < _LONGEST_DATELINE and not doc[close].is_space:
        close += 1
    blank = end > start and close < len(doc) and doc[close].text.isspace()
    closed = blank and "\n" not in doc[close].text and not doc[close - 1].text.endswith(":")
    told = end == close or (doc[end].text in {",", "("} and _tells_when(doc, end, close))
    return end if closed and told and doc[start].ent_type_ != _DATE else 0


def _tells_when(doc: Doc, start: int, end: int) -> bool:
    """Is there nothing but names, numbers and what stands in brackets?"""
    words = takewhile(lambda t: t.text != "(", doc[start:end])
    return all(capital(t) or not t.is_alpha for t in words)


def is_dateline(doc: Doc, name: Name) -> bool:
    """Does the name stand in a line that only says where and by whom it was written?

    So does a place in capitals before a colon ("KASHMA: The rebels left").
    """
    first = doc[name.start]
    if dateline_place(doc, name.start) == name.end:
        return True
    if name.end < len(doc) and doc[name.end].text == ":" and first.is_upper:
        return bool(first.is_sent_start) and any(e.population >= _TOWN for e in name.entries)
    opens = first.is_sent_start or doc[name.start - 1].text == ","
    if not opens or name.end >= len(doc) or doc[name.end].text not in {",", "("}:
        return False
    line = first.sent
    whole = len(line) <= _LONGEST_DATELINE and line[-1].text == ")"
    return whole and not any(t.pos_ == "VERB" for t in line)
