"""Decides whether a name that the world files do not hold is a person, an organisation or a place.

Each occurrence gives votes (what the name finder says, titles, prepositions, the gazetteer); the
votes of all occurrences of one name in a document are added, so that a name keeps one type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.mentions.ballot import Ballot
from kg.extract.mentions.evidence import Evidence
from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.slots import OTHER, PERSON, PLACE
from kg.extract.mentions.spans import Name, foreign, head, surface
from kg.extract.syntax import first_conjunct

_PART_OF_PERSON = 2.0
_SHARE = 1.0  #: what each occurrence of a part of a person's name adds for a person
_CALLED = 4.0  #: what the first name lends to the second
_SURE = 3.0  #: votes for a person from which a name's own words count no more
_SURER = 3.5  #: the same, where those words tell a body
_TOLD = 2.0  #: votes for a person that more than the finder must have given
_JOINED = 0.9  #: what the sure names of an enumeration tell the others
_MARGIN = 1.5  #: lead from which a name is sure
_TOWN = 15_000  #: inhabitants from which a place is known by its bare name
_AS, _OF, _PLURAL = "as", "of", "NNPS"


class Voting:
    """Types the names of a document."""

    def __init__(
        self, lexicon: Lexicon, is_a: Callable[[str, str], bool], fold: Callable[[str], str]
    ) -> None:
        self._lexicon, self._is_a, self._fold = lexicon, is_a, fold
        self._evidence = Evidence(lexicon, is_a, fold)

    def decide(self, doc: Doc, names: list[Name]) -> list[Name]:
        """The names with the classes that the votes give; listed and fixed names stay."""
        ballots: dict[str, Ballot] = defaultdict(Ballot)
        keys = [self._fold(surface(doc, n.start, n.end)) for n in names]
        for name, key in zip(names, keys, strict=True):
            if not name.listed:
                self._evidence.add(doc, name, ballots[key])
        self._lend(doc, names, keys, ballots)
        self._call(doc, names, keys, ballots)
        self._join(doc, names, keys, ballots)
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
                and _is_short(doc[short.start].text)
                and doc[short.start].text[0] == doc[full.start].text[:1].upper()
                and full.end - full.start > 1
                and full.cls
                not in {self._lexicon.classes["unknown"], self._lexicon.classes["person"]}
            ):
                found[key] = full.cls
        return found

    def _lend(
        self, doc: Doc, names: list[Name], keys: list[str], ballots: dict[str, Ballot]
    ) -> None:
        """A full name of a person lends its type to its parts ("Karim Haddad", "Karim")."""
        parts: dict[str, float] = {}
        for name, key in zip(names, keys, strict=True):
            if name.end - name.start > 1 and not name.listed and " " in key:
                votes = ballots[key].votes
                if max(range(3), key=votes.__getitem__) == PERSON:
                    words = [t for t in doc[name.start : name.end] if t.is_alpha]
                    if any(self._is_own(t) for t in words):
                        ends = [words[-1], *(t for t in words[:1] if self._is_own(t))]
                        # What nothing but the finder holds for a person lends less.
                        told = votes[PERSON] >= _TOLD
                        share = _PART_OF_PERSON if told else _PART_OF_PERSON / 2
                        for word in map(self._fold, (t.text for t in ends)):
                            parts[word] = max(share, parts.get(word, 0.0))
        for key, ballot in ballots.items():
            town = any(e.population >= _TOWN for e in ballot.places[:1])
            if key in parts and not (town and parts[key] < _PART_OF_PERSON):
                # As many votes as the name has occurrences, so that the finder cannot outvote it.
                ballot.votes[PERSON] += parts[key] + ballot.count * _SHARE

    def _is_own(self, word: Token) -> bool:
        """Is the word a given name, or none of English, so that it can stand for a person?"""
        return word.lower_ in self._lexicon.given_names or foreign(word)

    def _call(
        self, doc: Doc, names: list[Name], keys: list[str], ballots: dict[str, Ballot]
    ) -> None:
        """What is also known by a second name lends it its type."""
        at = {i: key for n, key in zip(names, keys, strict=True) for i in range(n.start, n.end)}
        for name, key in zip(names, keys, strict=True):
            token = head(doc, name.start, name.end)
            verb = token.head.head
            if (
                token.dep_ == "pobj"
                and token.head.lower_ == _AS
                and verb.lemma_ in self._lexicon.calling
                and verb.head.i in at
            ):
                votes = ballots[at[verb.head.i]].votes
                ballots[key].votes[max(range(3), key=votes.__getitem__)] += _CALLED

    def _join(
        self, doc: Doc, names: list[Name], keys: list[str], ballots: dict[str, Ballot]
    ) -> None:
        """Names in one enumeration are likely of one kind: the sure ones tell the others."""
        rows: dict[int, list[tuple[Name, str]]] = defaultdict(list)
        for name, key in zip(names, keys, strict=True):
            rows[first_conjunct(head(doc, name.start, name.end)).i].append((name, key))
        told: dict[str, list[float]] = {}
        for row in rows.values():
            sure = [self._sure(name, ballots[key]) for name, key in row] if len(row) > 1 else []
            for (name, key), own in zip(row, sure, strict=False):
                kinds = {k for k in sure if k is not None}
                if own is None and not name.listed and len(kinds) == 1:
                    told.setdefault(key, [0.0, 0.0, 0.0])[kinds.pop()] = _JOINED
        for key, votes in told.items():
            ballots[key].votes = [a + b for a, b in zip(ballots[key].votes, votes, strict=True)]

    def _sure(self, name: Name, ballot: Ballot) -> int | None:
        """What a name is beyond doubt."""
        if name.listed:
            return self._evidence.kind(name.cls)
        best = max(range(3), key=ballot.votes.__getitem__)
        rest = max(v for k, v in enumerate(ballot.votes) if k != best)
        return best if ballot.votes[best] - rest >= _MARGIN else None

    def _typed(self, doc: Doc, name: Name, ballot: Ballot) -> Name:
        classes, votes = self._lexicon.classes, ballot.weighed(name.end - name.start)
        best = max(range(3), key=votes.__getitem__)
        fixed = self._by_words(doc, name)
        sure = _SURER if fixed in self._lexicon.bodies else _SURE
        if fixed and not (best == PERSON and votes[best] > sure):
            return replace(name, cls=self._armed(fixed, ballot) or fixed)
        if ballot.beside and self._evidence.kind(ballot.beside) == best:
            return self._beside(name, best, ballot)
        if name.cls == classes["people"] and votes[best] < _SHARE:
            return replace(name, entries=())
        plural = name.end - name.start == 1 and doc[name.start].tag_ == _PLURAL
        if plural and best == PERSON and votes[best] < _TOLD:
            return replace(name, cls=classes["people"], entries=())  # "Latinos"
        if votes[best] <= 0:
            return replace(name, cls=classes["unknown"])
        told = best == self._evidence.kind(name.cls) and name.cls != classes["organisation"]
        return name if told else self._retyped(name, best, ballot)

    def _armed(self, cls: str, ballot: Ballot) -> str:
        """The class of a body that bears arms, where the text calls a body one of these."""
        armed = self._lexicon.classes.get("armed", "")
        bears = bool(ballot.called) and self._is_a(ballot.called, armed)
        return ballot.called if cls in self._lexicon.bodies and bears else ""

    def _beside(self, name: Name, kind: int, ballot: Ballot) -> Name:
        """The name with the class that a noun beside it tells; of several places the one of it."""
        if kind != PLACE or not ballot.places:
            place = self._lexicon.classes["place"]
            # "X airport" is at X, which is a town where the text names it more often alone.
            rather = self._is_a(ballot.beside, place) and 2 * ballot.beside_it < ballot.count
            return replace(name, cls=place if rather else ballot.beside, entries=())
        city = self._lexicon.classes["city"]
        urban = self._is_a(ballot.beside, city)
        fitting = [e for e in ballot.places if self._is_a(e.cls, city) == urban]
        rest = [e for e in ballot.places if e not in fitting]
        if not fitting or ballot.beside not in self._lexicon.regions.values():
            return replace(name, cls=ballot.places[0].cls, entries=ballot.places)
        return replace(name, cls=fitting[0].cls, entries=(*fitting, *rest))

    def _retyped(self, name: Name, kind: int, ballot: Ballot) -> Name:
        """The name with another type than its finder gave it."""
        classes = self._lexicon.classes
        if kind == PERSON:
            return replace(name, cls=classes["person"], entries=())
        if kind == OTHER:
            told = ballot.called and self._evidence.kind(ballot.called) == OTHER
            cls = ballot.called if told else classes["organisation"]
            return replace(name, cls=cls, entries=())
        places = name.entries or ballot.places
        return replace(name, cls=places[0].cls if places else classes["place"], entries=places)

    def _by_words(self, doc: Doc, name: Name) -> str | None:
        """The class that a name's own first or last word tells: "River Panj", "Kashma Province"."""
        lexicon = self._lexicon
        if name.end - name.start == 1:
            return None
        last, first = doc[name.end - 1], doc[name.start]
        directed = self._directed(doc, name) or self._before_of(doc, name)
        if directed:
            return directed
        phrase = f"{doc[name.end - 2].lower_} {last.lower_}"
        whole = lexicon.nouns.get(surface(doc, name.start, name.end).lower())
        noun = whole or lexicon.nouns.get(phrase)
        field = doc[name.end - 2].lower_ == _OF  # "Department of State"
        found = noun.cls if noun else None if field else lexicon.suffixes.get(last.text)
        noun = noun or (None if field else lexicon.nouns.get(last.lower_))
        found = found or (noun.cls if noun and noun.in_names else None)
        if found is None and not name.entries:
            found = lexicon.prefixes.get(first.text)
        return found

    def _before_of(self, doc: Doc, name: Name) -> str | None:
        """The class of a body or land that is of something ("the Army of the North")."""
        of = next((i for i in range(name.start + 1, name.end - 1) if doc[i].lower_ == _OF), 0)
        if not of:
            return None
        lexicon, word = self._lexicon, doc[of - 1]
        noun = lexicon.nouns.get(word.lower_)
        told = noun.cls if noun and noun.in_names else None
        first = lexicon.prefixes.get(word.text) if of - 1 == name.start else None
        return first or lexicon.suffixes.get(word.text) or told

    def _directed(self, doc: Doc, name: Name) -> str | None:
        """The class of a body that its name puts somewhere ("Battlegroup West", "Army-South")."""
        before = name.end - 2
        if doc[name.end - 1].lower_ not in self._lexicon.directions:
            return None
        if doc[before].text == "-" and before > name.start:
            before -= 1
        noun = self._lexicon.nouns.get(doc[before].lower_)
        return noun.cls if noun is not None and noun.cls in self._lexicon.bodies else None


def _is_short(word: str) -> bool:
    """Is the word an acronym, small letters within it allowed ("FAMa")?"""
    return sum(c.isupper() for c in word) > 1
