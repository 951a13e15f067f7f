"""Decides the class of a name by the words around it: a state acts, a country is land."""

from __future__ import annotations

from spacy.attrs import LEMMA  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.extract.mentions.described import head_noun
from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name, surface
from kg.extract.syntax import children
from kg.ontology import Ontology
from kg.ontology.world import Entry

_CHARGES = {"of", "for", "over"}
_ON = {"on", "upon"}  #: "called on Kabul to leave"
_BETWEEN = {"between", "by", "with", "against"}


class Context:
    """Chooses among what a name can mean."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon) -> None:
        self._ontology, self._lexicon = ontology, lexicon

    def is_sport(self, doc: Doc) -> bool:
        """Is the text about sport, where a city that acts is its team?"""
        sports = self._lexicon.sports
        if not sports or not len(doc):
            return False
        strings, counts = doc.vocab.strings, doc.count_by(LEMMA)
        found = sum(counts.get(strings[word], 0) for word in sports["words"] if word in strings)
        return bool(found >= sports["share"] * len(doc))

    def class_of(
        self, name: Name, head: Token, *, sport: bool = False
    ) -> tuple[str, tuple[Entry, ...]]:
        """The class of a name in its place, and the entries it can mean, likeliest first."""
        classes = self._lexicon.classes
        entries = name.entries
        if sport and self._is_land(name) and self._plays(head):
            teams = self._ontology.world.teams_of(surface(head.doc, name.start, name.end))
            if teams or not any(e.twin for e in entries):
                return self._lexicon.sports["class"], teams
        if any(e.twin for e in entries):
            wanted = classes["state"] if self._acts(head) else classes["land"]
            entries = tuple(sorted(entries, key=lambda e: (not e.twin, e.cls != wanted)))
            return entries[0].cls, entries
        if name.cls == classes["state"] and not entries:
            return (classes["state"] if self._acts(head) else classes["land"]), ()
        governed = self._governed(name) if self._speaks(head) else ()
        if governed:
            return governed[0].cls, (*governed, *entries)
        return name.cls, entries

    def _governed(self, name: Name) -> tuple[Entry, ...]:
        """The state whose capital the name is, where the capital is what the name means first."""
        if not name.entries or name.entries[0].cls != self._lexicon.classes["city"]:
            return ()
        city, world = name.entries[0], self._ontology.world
        found = (e for n in (city.label, *city.names) for e in world.governed_from(n))
        return tuple(e for e in dict.fromkeys(found) if e.cls == self._lexicon.classes["state"])

    def _speaks(self, head: Token) -> bool:
        """Does a capital act as its state ("Moscow denied", "between Kabul and Tehran")?

        So it does where a verb has it do something ("accused Kigali of", "urged Moscow to").
        """
        first = head
        while first.dep_ == "conj" or (first.dep_ == "appos" and self._is_actor(first.head)):
            first = first.head
        if first.dep_ == "nsubj" and first.head.pos_ == "VERB":
            return True
        if first.dep_ == "dobj":
            return any(_has_done(c) for c in children(first.head) if c.i > first.i)
        if first.dep_ != "pobj":
            return False
        if first.head.lower_ in _ON and first.head.head.pos_ == "VERB":
            return any(c.dep_ == "xcomp" and c.i > first.i for c in children(first.head.head))
        return first.head.lower_ in _BETWEEN

    def _is_actor(self, noun: Token) -> bool:
        found = head_noun(noun, self._lexicon)
        return found is not None and self._ontology.is_a(found.cls, self._lexicon.classes["actor"])

    def _is_land(self, name: Name) -> bool:
        classes, is_a = self._lexicon.classes, self._ontology.is_a
        return is_a(name.cls, classes["city"]) or any(e.twin for e in name.entries)

    def _plays(self, head: Token) -> bool:
        """Does a name act in a text about sport, other than as the place where a game is?"""
        while head.dep_ in {"conj", "appos"} and head.head.i != head.i:
            head = head.head
        if head.dep_ in {"nsubj", "nsubjpass", "dobj", "agent"}:
            return True
        if head.dep_ == "pobj":
            return head.head.lower_ not in self._lexicon.strict_prepositions
        if head.dep_ in {"poss", "compound", "nmod"}:
            noun = head_noun(head.head, self._lexicon)
            player = self._lexicon.classes["person"], self._lexicon.sports["class"]
            return noun is None or noun.cls in player
        return False

    def _acts(self, head: Token) -> bool:
        """Does a state act, speak or own a body here, rather than lie there as land?"""
        if head.i + 1 < len(head.doc) and head.nbor().text == "-" and not head.whitespace_:
            return True  # "X-backed", "the X-Y border"
        while head.dep_ in {"conj", "appos"} and head.head.i != head.i:
            head = head.head
        if head.dep_ in {"nsubj", "dobj", "dative"}:
            return True
        if head.dep_ == "pobj":
            preposition = head.head
            if preposition.lower_ in self._lexicon.place_prepositions:
                return False
            noun = head_noun(preposition.head, self._lexicon)
            territory = self._lexicon.classes["territory"]
            return noun is None or not self._ontology.is_a(noun.cls, territory)
        if head.dep_ in {"poss", "compound", "nmod", "amod"}:
            noun = head_noun(head.head, self._lexicon)
            return noun is None or self._ontology.is_a(noun.cls, self._lexicon.classes["actor"])
        return False


def _has_done(word: Token) -> bool:
    """Does the word behind an object open what that is said, or asked, to do?"""
    if word.dep_ == "prep" and word.lower_ in _CHARGES:
        return any(c.dep_ == "pcomp" for c in children(word))
    return word.dep_ == "xcomp"
