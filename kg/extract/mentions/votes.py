"""Decides whether a name that the world files do not hold is a person, an organisation or a place.

Each occurrence gives votes (what the name finder says, titles, prepositions, the gazetteer); the
votes of all occurrences of one name in a document are added, so that a name keeps one type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.extract.mentions.described import head_noun
from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name, head, surface
from kg.ontology.world import Entry

#: Weights of the evidence, found by trial on news of several outlets.
_FINDER = 1.0
_FINDER_PERSON = 1.2
_TITLE = 3.0
_PART_OF_PERSON = 2.0
_GIVEN_NAME = 2.0
_RELATIVE_WHO = 2.0
_STRICT_PLACE = 1.2
_KNOWN_PLACE = 1.1
_LARGE_PLACE = 1.1
_UNKNOWN_PLACE = -0.4
_CLASS_NOUN = 3.0
_TOLD = 3.0
_ACRONYM = 1.5
_ARTICLE = 0.6
_SPEAKS = 0.3
_LARGE = 100_000
_TOWN = 15_000
_LONGEST_ACRONYM = 6

_COMMON = {"NN", "NNS"}

PERSON, PLACE, OTHER = range(3)


@dataclass(slots=True)
class Ballot:
    """The votes for one name in one document."""

    votes: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])
    count: int = 0  #: occurrences
    places: tuple[Entry, ...] = ()
    beside: str = ""  #: class of territory that a noun beside the name tells


class Voting:
    """Types the names of a document."""

    def __init__(
        self, lexicon: Lexicon, is_a: Callable[[str, str], bool], fold: Callable[[str], str]
    ) -> None:
        self._lexicon, self._is_a, self._fold = lexicon, is_a, fold

    def decide(self, doc: Doc, names: list[Name]) -> list[Name]:
        """The names with the classes that the votes give; listed and fixed names stay."""
        ballots: dict[str, Ballot] = defaultdict(Ballot)
        keys = [self._fold(surface(doc, n.start, n.end)) for n in names]
        for name, key in zip(names, keys, strict=True):
            if not name.listed:
                self._vote(doc, name, ballots[key])
        self._lend(doc, names, keys, ballots)
        typed = [
            name if name.listed else self._typed(doc, name, ballots[key])
            for name, key in zip(names, keys, strict=True)
        ]
        short = self._introduced(doc, typed, keys)
        return [
            name if name.listed or key not in short else replace(name, cls=short[key], entries=())
            for name, key in zip(typed, keys, strict=True)
        ]

    def _introduced(self, doc: Doc, names: list[Name], keys: list[str]) -> dict[str, str]:
        """Acronyms that stand in brackets behind the full name, with the class of that name."""
        found = {}
        for full, short, key in zip(names, names[1:], keys[1:], strict=False):
            if (
                short.start == full.end + 1
                and doc[full.end].text == "("
                and doc[short.start].is_upper
                and doc[short.start].text[0] == doc[full.start].text[:1].upper()
                and full.end - full.start > 1
                and full.cls
                not in {self._lexicon.classes["unknown"], self._lexicon.classes["person"]}
            ):
                found[key] = full.cls
        return found

    def _kind(self, cls: str) -> int | None:
        classes = self._lexicon.classes
        if cls == classes["person"]:
            return PERSON
        if self._is_a(cls, classes["territory"]):
            return PLACE
        return OTHER if self._is_a(cls, classes["organisation"]) else None

    def _vote(self, doc: Doc, name: Name, ballot: Ballot) -> None:
        votes = ballot.votes
        ballot.count += 1
        kind = self._kind(name.cls)
        if kind is not None:
            votes[kind] += _FINDER_PERSON if kind == PERSON else _FINDER
        if name.start:
            self._vote_before(doc[name.start - 1], votes)
        votes[PLACE] += self._known(name)
        ballot.places = ballot.places or name.entries
        beside = self._class_beside(doc, name)
        if beside:
            votes[PLACE] += _CLASS_NOUN
            ballot.beside = beside
        self._vote_form(doc, name, votes)
        told = self._told_by_syntax(head(doc, name.start, name.end))
        if told is not None:
            votes[told] += _TOLD

    def _vote_form(self, doc: Doc, name: Name, votes: list[float]) -> None:
        """What the name's own words say, and the clause that hangs on it."""
        first, last = doc[name.start], doc[name.end - 1]
        if name.end - name.start > 1:
            if self._fold(first.text) in self._lexicon.given_names:
                votes[PERSON] += _GIVEN_NAME
        elif first.is_upper and 1 < len(first) <= _LONGEST_ACRONYM:
            votes[OTHER] += _ACRONYM
            votes[PERSON] -= _ACRONYM
        if any(c.dep_ == "relcl" and _asks_who(c) for c in last.children):
            votes[PERSON] += _RELATIVE_WHO
        if last.dep_ == "nsubj":
            votes[PLACE] -= _SPEAKS

    @staticmethod
    def _known(name: Name) -> float:
        """How much the gazetteer says for a place: larger places are likelier meant."""
        if not name.entries:
            return _UNKNOWN_PLACE
        population = name.entries[0].population
        if population >= _LARGE:
            return _KNOWN_PLACE + _LARGE_PLACE
        return _KNOWN_PLACE if population >= _TOWN else _KNOWN_PLACE / 2

    def _class_beside(self, doc: Doc, name: Name) -> str:
        """The class that a noun beside the name tells: "X village", "the town of X"."""
        near = []
        if name.end < len(doc) and doc[name.end].tag_ in {"NN", "NNP"}:
            near.append(doc[name.end])
        if name.start > 1 and doc[name.start - 1].lower_ == "of":
            near.append(doc[name.start - 2])
        elif name.start and doc[name.start - 1].tag_ == "NN":
            near.append(doc[name.start - 1])
        for token in near:
            noun = self._lexicon.nouns.get(token.lower_)
            if noun is not None and self._is_a(noun.cls, self._lexicon.classes["settled"]):
                return noun.cls
        return ""

    def _told_by_syntax(self, token: Token) -> int | None:
        """What an apposition or predicate noun says: "X, a town in the west", "X is a general"."""
        nouns = [c for c in token.children if c.dep_ == "appos"]
        if token.dep_ == "appos":
            nouns.append(token.head)
        if token.dep_ == "nsubj" and token.head.pos_ == "AUX":
            nouns += [_counted(c) for c in token.head.children if c.dep_ == "attr"]
        for noun in nouns:
            entry = head_noun(noun, self._lexicon) if noun.tag_ in _COMMON else None
            kind = self._kind(entry.cls) if entry else None
            if kind is not None:
                return kind
        return None

    def _vote_before(self, before: Token, votes: list[float]) -> None:
        lexicon, word = self._lexicon, before.lower_
        if word in lexicon.honorifics or (word in lexicon.titles and before.text[:1].isupper()):
            votes[PERSON] += _TITLE
        elif word in lexicon.titles:
            votes[PERSON] += _TITLE / 2
        elif word in lexicon.strict_prepositions or word in lexicon.directions:
            votes[PLACE] += _STRICT_PLACE
        elif word == "the":
            votes[OTHER] += _ARTICLE
            votes[PERSON] -= 2 * _ARTICLE

    def _lend(
        self, doc: Doc, names: list[Name], keys: list[str], ballots: dict[str, Ballot]
    ) -> None:
        """A full name of a person lends its type to its parts ("Karim Haddad", "Karim")."""
        parts: dict[str, float] = {}
        for name, key in zip(names, keys, strict=True):
            if name.end - name.start > 1 and not name.listed and " " in key:
                votes = ballots[key].votes
                if max(range(3), key=votes.__getitem__) == PERSON:
                    words = [self._fold(t.text) for t in doc[name.start : name.end] if t.is_alpha]
                    parts.update(
                        dict.fromkeys((words[0], words[-1]), _PART_OF_PERSON) if words else {}
                    )
        for key, ballot in ballots.items():
            if key in parts:
                # As many votes as the name has occurrences, so that the finder cannot outvote it.
                ballot.votes[PERSON] += parts[key] + ballot.count * _FINDER

    def _typed(self, doc: Doc, name: Name, ballot: Ballot) -> Name:
        classes, votes = self._lexicon.classes, ballot.votes
        best = max(range(3), key=votes.__getitem__)
        fixed = "" if best == PERSON and votes[best] > _TITLE else self._by_words(doc, name)
        if fixed:
            return replace(name, cls=fixed)
        if best == PLACE and ballot.beside and not ballot.places:
            return replace(name, cls=ballot.beside)
        if name.cls == classes["people"] and votes[best] < _FINDER:
            return replace(name, entries=())
        if votes[best] <= 0:
            return replace(name, cls=classes["unknown"])
        return name if best == self._kind(name.cls) else self._retyped(name, best, ballot)

    def _retyped(self, name: Name, kind: int, ballot: Ballot) -> Name:
        """The name with another type than its finder gave it."""
        classes = self._lexicon.classes
        if kind == PERSON:
            return replace(name, cls=classes["person"], entries=())
        if kind == OTHER:
            return replace(name, cls=classes["organisation"], entries=())
        places = name.entries or ballot.places
        return replace(name, cls=places[0].cls if places else classes["place"], entries=places)

    def _by_words(self, doc: Doc, name: Name) -> str | None:
        """The class that a name's own first or last word tells: "River Panj", "Kashma Province"."""
        lexicon = self._lexicon
        if name.end - name.start == 1:
            return None
        last, first = doc[name.end - 1], doc[name.start]
        noun = lexicon.nouns.get(last.lower_)
        found = lexicon.suffixes.get(last.text) or (noun.cls if noun and noun.in_names else None)
        found = found or lexicon.prefixes.get(first.text)
        if found is None and any(t.lower_ == "of" for t in doc[name.start : name.end]):
            of = next(t.i for t in doc[name.start : name.end] if t.lower_ == "of")
            head = lexicon.nouns.get(doc[of - 1].lower_) if of > name.start else None
            found = head.cls if head and head.in_names else None
        return found


def _counted(token: Token) -> Token:
    """The noun that is counted: "ports" in "one of the ports"."""
    of = next((c for c in token.children if c.lower_ == "of"), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return token if inner is None or token.tag_ in _COMMON else inner


def _asks_who(clause: Token) -> bool:
    return any(c.lower_ == "who" for c in clause.children)
