"""Finds the names in capitals that neither the world files nor the language model know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.slots import dateline_place, is_dateline, names_home, slots
from kg.extract.mentions.spans import (
    PROPER,
    Name,
    capital,
    capitals,
    foreign,
    namelike,
    opens,
    texts,
    tied,
)
from kg.extract.mentions.trimming import Trimmer
from kg.extract.syntax import children
from kg.ontology import Ontology

_SHORT = 2  #: letters of a word too short to be taken for a name by its form
_TOWN = 15_000  #: inhabitants from which a place is known by its bare name
_COMMON = {"NN", "NNS"}
_OF = "of"
_SUBJECTS = {"nsubj", "nsubjpass"}


class Missed:
    """Reads the capitals that no other finder took for a name."""

    def __init__(
        self, ontology: Ontology, lexicon: Lexicon, trimmer: Trimmer, folded: Callable[[str], str]
    ) -> None:
        self._world, self._is_a = ontology.world, ontology.is_a
        self._lexicon, self._trimmer = lexicon, trimmer
        self._fold = folded

    def find(self, doc: Doc, chosen: list[Name]) -> Iterator[Name]:
        """Runs of capitals outside the names that were chosen."""
        taken = {i for name in chosen for i in range(name.start, name.end)}
        inside = _names_inside(doc)
        known = {self._fold(doc[i].text) for i in taken if capital(doc[i])}
        known.update(map(self._fold, inside))
        alone = self._alone(doc, chosen) | inside
        closed = taken | self._blocked(doc)
        i, n = 0, len(doc)
        for first in capitals(doc):
            place = dateline_place(doc, first)
            if place and first >= i and taken.isdisjoint(range(first, place)):
                i = place
                yield Name(first, place, self._lexicon.classes["unknown"])
                continue
            again = doc[first].text in alone and first not in taken
            if (
                first < i
                or first in closed
                or not (again or namelike(doc[first]) or self._is_body(doc[first]))
            ):
                continue
            end = first + 1
            while end < n and end not in closed:
                inner = self._joins(doc, end, taken)
                if not inner and not namelike(doc[end]):
                    break
                end += inner or 1
            start, end = self._trimmer.trim(doc, first, end, self._lexicon.classes["person"])
            i = max(end, first + 1)
            if start < end and self._is_name(doc, start, end, known):
                known.update(self._fold(t.text) for t in doc[start:end] if capital(t))
                yield Name(start, end, self._lexicon.classes["unknown"])

    def _is_body(self, token: Token) -> bool:
        """Is it an acronym that the tagger took for a noun, where an office is held in it?"""
        after = token.nbor() if token.i + 1 < len(token.doc) else token
        return (
            _is_acronym(token)
            and token.is_alpha
            and foreign(token)
            and after.is_lower
            and after.lower_ in self._lexicon.titles
        )

    def _alone(self, doc: Doc, chosen: list[Name]) -> set[str]:
        """Words that are names by themselves elsewhere, so that a wrong tag cannot hide them."""
        person = self._lexicon.classes["person"]
        words = (
            doc[name.end - 1] for name in chosen if name.end - name.start == 1 or name.cls == person
        )
        return {w.text for w in words if capital(w) and len(w) > _SHORT}

    def _blocked(self, doc: Doc) -> set[int]:
        """Tokens of dates, titles of works and the like; an acronym or a body may still be named.

        Who stands after a quotation is its speaker, whatever the finder says.
        """
        lexicon = self._lexicon
        return {
            t.i
            for e in doc.ents
            if e.label_ in lexicon.blockers
            for t in e
            if not _follows_speech(e)
            and not self._stands_as_place(e)
            and not (
                e.label_ in lexicon.soft_blockers
                and ((t.is_upper and len(t) > 1) or self._names_body(e) or self._is_place(e.root))
            )
        }

    def _is_place(self, word: Token) -> bool:
        """Does a word of no English stand where places do ("shelled X", "rebel-held X")?"""
        if not foreign(word) or word.tag_ not in PROPER:
            return False
        place = self._lexicon.classes.get("place", "")
        told = (self._lexicon.expected.get(slot, {}).get(w) for slot, w in slots(word))
        return place in told or any(_is_compound(c) for c in children(word))

    def _stands_as_place(self, words: Span) -> bool:
        """Is it no English, behind "in" or the noun of a place ("the towns of Yabrud and Rankus")?

        The finder takes names that it never saw for titles of works and for products.
        """
        doc, before = words.doc, words.start - 1
        if words.label_ not in self._lexicon.soft_blockers or before < 1:
            return False
        if not all(foreign(t) for t in words if capital(t)):
            return False
        if doc[before].lower_ in self._lexicon.place_prepositions:
            return True
        noun = self._lexicon.nouns.get(doc[before - 1].lower_.removesuffix("s"))
        territory = self._lexicon.classes["territory"]
        return doc[before].lower_ == _OF and noun is not None and self._is_a(noun.cls, territory)

    def _names_body(self, words: Span) -> bool:
        """Does the head of the words tell a body ("the Citizens Coalition for Change")?"""
        noun = self._lexicon.nouns.get(words.root.lower_)
        return bool(noun and noun.cls in self._lexicon.bodies and capital(words.root))

    def _joins(self, doc: Doc, i: int, taken: set[int]) -> int:
        """How many tokens from here on lead to another part of the same name.

        A small word or a hyphen, as in "Ursula von der Leyen" and "Nusrat al-Islam wal-Muslimin".
        """
        length = 0
        while i + length < len(doc) - 1 and i + length not in taken:
            token = doc[i + length]
            if namelike(token) and length:
                return length
            small = token.lower_ in self._lexicon.person_parts and not capital(token)
            if not small and token.text != "-":
                return 0
            if token.text == "-" and not tied(doc, token.i):
                return 0
            length += 1
        return 0

    def _is_name(self, doc: Doc, start: int, end: int, known: set[str]) -> bool:
        """A title is no name, and one word that opens a sentence only if something tells it."""
        if not self._trimmer.is_name(doc, start, end):
            return False
        first = doc[start]
        if end - start > 1:
            return True
        if _only_describes(first):
            return False
        return not (opens(first) and not _is_acronym(first) and not self._is_told(first, known))

    def _is_told(self, token: Token, known: set[str]) -> bool:
        """Is the word part of another name, a town of some size, or a subject and no English?"""
        folded = self._fold(token.text)
        if folded in known:
            return True
        home = names_home(token.doc, token.i + 1, self._lexicon.place_tied) and foreign(token)
        if home or is_dateline(token.doc, Name(token.i, token.i + 1, "")):
            return True
        after = token.nbor().text if token.i + 1 < len(token.doc) else ""
        if foreign(token) and (token.dep_ in _SUBJECTS or after in self._lexicon.held):
            return True
        places = self._world.places(folded)
        return bool(places) and places[0].population >= _TOWN


def _is_compound(participle: Token) -> bool:
    """Is it the right half of "rebel-held"?"""
    return (
        participle.tag_ == "VBN" and participle.dep_ == "amod" and participle.nbor(-1).text == "-"
    )


def _is_acronym(token: Token) -> bool:
    return token.is_upper and len(token) > _SHORT


def _only_describes(token: Token) -> bool:
    """Is it an English word, small elsewhere, right before what it tells the kind of?

    As in "an Iranian Nuclear weapon": a capital alone makes no name.
    """
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return (
        after.is_lower
        and after.tag_ in _COMMON
        and token.head == after
        and not foreign(token)
        and token.lower_ in _small(token.doc)
    )


def _follows_speech(span: Span) -> bool:
    """Does it come right after the closing mark of a quotation, where its speaker stands?"""
    doc, start = span.doc, span.start
    return start > 1 and doc[start - 1].text == '"' and doc[start - 2].is_punct


@lru_cache(maxsize=1)
def _small(doc: Doc) -> frozenset[str]:
    """The words that the text writes without a capital."""
    return frozenset(word for word in set(texts(doc)) if word.islower())


@lru_cache(maxsize=1)
def written_inside(doc: Doc) -> frozenset[str]:
    """Words that stand as (part of) a name within a sentence, where a capital tells something."""
    inside = map(doc.__getitem__, capitals(doc))
    return frozenset(t.text for t in inside if namelike(t) and not opens(t))


def _names_inside(doc: Doc) -> frozenset[str]:
    """Words that stand as a name alone within a sentence, and never small there."""
    small = _small(doc)
    return frozenset(
        t.text
        for t in map(doc.__getitem__, capitals(doc))
        if namelike(t)
        and len(t) > _SHORT
        and not opens(t)
        and not capital(t.nbor(-1))
        and t.lower_ not in small
    )
