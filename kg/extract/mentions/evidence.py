"""What the words around a name and its own form tell of whom it names, as weighted votes."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Span, Token

from kg.extract.mentions.ballot import Ballot
from kg.extract.mentions.described import head_noun
from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.slots import OTHER, PERSON, PLACE, SlotVotes, is_dateline, names_home
from kg.extract.mentions.spans import Name, capital, foreign, head
from kg.extract.syntax import acts_as_verb, children, first_conjunct

#: Weights of the evidence, found by trial on news of several outlets.
_FINDER = 1.0
_FINDER_PERSON = 1.2
_TITLE = 3.0
_GIVEN_NAME = 2.0
_RELATIVE_WHO = 2.0
_STRICT_PLACE = 1.8
_LOOSE_PLACE = 0.6
_NOBODY = 1.2  #: nobody is "at" or "inside" a person
_REPEATED = 0.5  #: exponent by which the same word for a name counts less when repeated
_KNOWN_PLACE = 1.1
_LARGE_PLACE = 1.1
_UNKNOWN_PLACE = -0.4
_WHOLE_PLACE = 0.6  #: several words that are just what a place is called
_CLASS_NOUN = 3.0
_TOLD = 3.0
_AMPERSAND = 3.0
_ACRONYM = 1.5
_ARTICLE = 0.6
_OWN_ARTICLE = 5
_FROM = 0.8
_MEMBER = 1.2
_HELD = 1.2
_ENGLISH = 0.8
_FOREIGN = 0.8  #: two or three words that are no English are likely a person's
_FULL_NAME = 4
_SPEAKS = 0.3
_LARGE = 100_000
_TOWN = 15_000
_LONGEST_ACRONYM = 6

_COMMON, _OF, _SUBJECT = {"NN", "NNS"}, "of", "nsubj"
_PLURAL, _PLURALS = "NNPS", "NNS"
_SUPERLATIVE, _ORDINAL = "JJS", "ORDINAL"
_INITIAL = 2  #: letters of an initial with its stop
_MODIFIERS = {"compound", "amod", "nmod"}


class Evidence:
    """Reads the votes of one occurrence of a name."""

    def __init__(
        self, lexicon: Lexicon, is_a: Callable[[str, str], bool], folded: Callable[[str], str]
    ) -> None:
        self._lexicon, self._is_a, self._fold = lexicon, is_a, folded
        self._given = lexicon.given_names - lexicon.person_parts
        self._slots = SlotVotes(lexicon, self.kind)

    def kind(self, cls: str) -> int | None:
        """Person, place or organisation, as far as the class tells."""
        classes = self._lexicon.classes
        if cls == classes["person"]:
            return PERSON
        if self._is_a(cls, classes["territory"]):
            return PLACE
        return OTHER if self._is_a(cls, classes["organisation"]) else None

    def add(self, doc: Doc, name: Name, ballot: Ballot) -> None:
        """Adds the votes of this occurrence."""
        votes = ballot.votes
        ballot.count += 1
        ballot.places = ballot.places or name.entries
        self._vote_found(name, ballot)
        if name.start:
            self._vote_before(doc, name, votes)
        written = is_dateline(doc, name)
        home = written or names_home(doc, name.end, self._lexicon.place_tied)
        votes[PLACE] += home * _CLASS_NOUN
        ballot.landed = ballot.landed or written
        known = _known(name, is_region=self._is_region(name))
        if known < _KNOWN_PLACE and name.cls == self._lexicon.classes["people"]:
            known = _UNKNOWN_PLACE  # peoples share the names of villages
        votes[PLACE] += known / ballot.count**_REPEATED
        beside = "" if self._is_faith(doc, name) else self._class_beside(doc, name)
        beside_kind = self.kind(beside) if beside else None
        if beside_kind is not None:
            votes[beside_kind] += _CLASS_NOUN
            if beside_kind == PLACE and doc[name.start - 1].lower_ == _OF:
                votes[PERSON] -= _NOBODY  # "the village of X"
                ballot.landed = True
            ballot.beside, ballot.beside_it = beside, ballot.beside_it + 1
        self._vote_form(doc, name, ballot)
        token = head(doc, name.start, name.end)
        called = self._called(token)
        if called:
            votes[self.kind(called) or PERSON] += _TOLD
            ballot.called = ballot.called or called
        if token.dep_ == "pobj":
            _vote_governed(token, votes)
        vote = self._slots.read(token, name)
        people = name.cls == self._lexicon.classes["people"]
        if vote is not None and not (vote.kind == PLACE and people):
            votes[vote.kind] += vote.weight
            ballot.landed = ballot.landed or vote.sure
            ballot.heard += vote.weight * (
                vote.kind == PERSON and first_conjunct(token).dep_ == _SUBJECT
            )

    def _vote_found(self, name: Name, ballot: Ballot) -> None:
        """What the finder says; it repeats itself, so that each further time tells less."""
        kind = self.kind(name.cls)
        if kind is not None:
            ballot.found[kind] += 1
            share = 1 / ballot.found[kind] ** _REPEATED
            full = kind == PERSON and name.end - name.start > 1
            vote = (_FINDER_PERSON if full else _FINDER) * share
            ballot.votes[kind] += vote
            ballot.heard += vote * (kind == PERSON)

    def _is_region(self, name: Name) -> bool:
        """Is it first of all a region, of which the gazetteer knows only the large?"""
        city = self._lexicon.classes["city"]
        return bool(name.entries) and not self._is_a(name.entries[0].cls, city)

    def _is_faith(self, doc: Doc, name: Name) -> bool:
        """Does an English word for people stand before the noun ("the Christian village")?"""
        first = doc[name.start]
        people = name.cls == self._lexicon.classes["people"]
        return people and name.end - name.start == 1 and not foreign(first)

    def _vote_before(self, doc: Doc, name: Name, votes: list[float]) -> None:
        """What the word before the name says."""
        lexicon, before = self._lexicon, doc[name.start - 1]
        word = before.lower_
        if word == _OF and name.start > 1:  # "out of"
            word = f"{before.nbor(-1).lower_} {word}"
        if word in lexicon.honorifics or (word in lexicon.titles and capital(before)):
            votes[PERSON] += _TITLE
        elif word in lexicon.titles and not acts_as_verb(before):  # "accused X of lying"
            votes[PERSON] += _TITLE / 2
        elif word in lexicon.strict_prepositions or word in lexicon.directions:
            loose = word in lexicon.loose_prepositions and not self._is_of_land(doc, name.start - 2)
            modifies = _modifies(doc, name)
            votes[PLACE] += _LOOSE_PLACE if loose or modifies else _STRICT_PLACE
            votes[PERSON] -= 0 if modifies else _NOBODY
        elif word == "the":
            # Of a person's full name an article is no part, but of what it modifies.
            own = name.end - name.start > 1 and name.start <= before.head.i < name.end
            votes[OTHER] += _ARTICLE
            votes[PERSON] -= (_OWN_ARTICLE if own else 2) * _ARTICLE

    def _is_of_land(self, doc: Doc, i: int) -> bool:
        """Does the word tell land ("the camp at X")?"""
        noun = head_noun(doc[i], self._lexicon) if i >= 0 else None
        return noun is not None and self._is_a(noun.cls, self._lexicon.classes["territory"])

    def _vote_form(self, doc: Doc, name: Name, ballot: Ballot) -> None:
        """What the name's own words say, and the clause that hangs on it."""
        votes, words, last = ballot.votes, doc[name.start : name.end], doc[name.end - 1]
        if len(words) > 1:
            sound = self._is_personal(words)
            votes[PERSON] += sound / ballot.count**_REPEATED
            ballot.heard += (sound < _GIVEN_NAME) * sound / ballot.count**_REPEATED
            if any(t.text == "&" for t in words):
                votes[OTHER] += _AMPERSAND
        acronym = all(t.is_upper or t.text == "-" for t in words)
        if acronym and 1 < len(words[0]) <= _LONGEST_ACRONYM:
            votes[OTHER] += _ACRONYM
            votes[PERSON] -= _ACRONYM
        if any(c.dep_ == "relcl" and _asks_who(c) for c in children(last)):
            votes[PERSON] += _RELATIVE_WHO
        if last.dep_ == "nsubj":
            votes[PLACE] -= _SPEAKS
        if name.end < len(doc) and doc[name.end].text in self._lexicon.held:
            votes[PERSON] -= _HELD
            votes[OTHER] += _HELD / 2

    def _is_personal(self, words: Span) -> float:
        """How much several words sound like a person's name."""
        plural = words[-1].tag_ == _PLURAL and not foreign(words[-1])  # "Georgia Bulldogs"
        initials = any(len(t) == _INITIAL and t.text[1] == "." for t in words)
        if initials or (not plural and self._fold(words[0].text) in self._given):
            return _GIVEN_NAME
        if not any(foreign(t) or not t.is_alpha for t in words):
            return -_ENGLISH
        named = [t for t in words if t.lower_ not in self._lexicon.person_parts and t.text != "-"]
        if not 1 < len(named) <= _FULL_NAME or not all(t.is_title for t in named):
            return 0.0
        if not any(t.whitespace_ for t in words[:-1]):
            return 0.0  # hyphens make one word of it
        return _FOREIGN if all(map(foreign, named)) else _FOREIGN / 2

    def _class_beside(self, doc: Doc, name: Name) -> str:
        """The class that a noun beside tells: "X village", "the town of X", "the X militia"."""
        after = doc[name.end] if name.end < len(doc) else None
        if after is not None and after.dep_ == "compound" and after.head.i == name.end + 1:
            after = after.head  # "the Quill refugee camp"
        if after is not None and after.tag_ in {"NN", "NNS", "NNP"}:
            found = self._told_by_noun(after, self._lexicon.named_before)
            if found:
                return found
        if name.start > 1 and doc[name.start - 1].lower_ == _OF:
            noun = doc[name.start - 2]
            vague = noun.lower_ in self._lexicon.vague  # "part of Quill's work"
            other = vague or any(_is_one_of_many(c) for c in children(noun))
            return "" if other else self._told_by_noun(noun, frozenset())
        before = doc[name.start - 1] if name.start else None
        if before is not None and (
            before.tag_ == "NN" or before.text in self._lexicon.named_behind
        ):
            return self._told_by_noun(before, self._lexicon.named_behind)
        return ""

    def _told_by_noun(self, token: Token, collective: frozenset[str]) -> str:
        """The class of a noun that tells land, or of one of those that bodies are named with."""
        word = token.lower_ if token.lower_ in collective else token.lower_.removesuffix("s")
        if word in collective and not capital(token):
            noun = head_noun(token, self._lexicon)
            return noun.cls if noun else ""
        region = self._lexicon.regions.get(token.lower_)
        if region and not capital(token):
            return region
        noun = self._lexicon.nouns.get(token.lower_)
        if noun is None and token.tag_ == _PLURALS:  # "the towns of Kashma and Sarif"
            noun = self._lexicon.nouns.get(token.lower_.removesuffix("s"))
            kinds = self._lexicon.classes["city"], self._lexicon.classes["region"]
            noun = noun if noun and any(self._is_a(noun.cls, kind) for kind in kinds) else None
        if noun is not None and self._is_a(noun.cls, self._lexicon.classes["settled"]):
            return noun.cls
        return ""

    def _called(self, token: Token) -> str:
        """What an apposition or predicate noun says: "X, a town in the west", "X is a general".

        Or what is called so: "a gang nicknamed X".
        """
        nouns = [c for c in children(token) if c.dep_ == "appos"]
        first = first_conjunct(token)
        if first.dep_ == "appos" and (first is token or first.head.tag_ == _PLURALS):
            nouns.append(first.head)
        if first.head.dep_ == "acl" and first.head.lemma_ in self._lexicon.calling:
            nouns.append(first.head.head)
        if token.dep_ == "nsubj" and token.head.pos_ == "AUX":
            nouns += [_counted(c) for c in children(token.head) if c.dep_ == "attr"]
        for noun in nouns:
            told = noun.tag_ in _COMMON or noun.lower_ in self._lexicon.titles
            entry = head_noun(noun, self._lexicon) if told else None
            if entry and self.kind(entry.cls) is not None:
                return entry.cls
        return ""


def _vote_governed(token: Token, votes: list[float]) -> None:
    """Persons come from places, and belong to bodies or places ("Ada Quill of Green Valley")."""
    preposition, noun = token.head.lower_, token.head.head
    if preposition == "from" and noun.tag_ in _COMMON:
        votes[PLACE] += _FROM
    elif preposition == "of" and noun.tag_ == "NNP" and noun.ent_type_ == "PERSON":
        votes[PERSON] -= _MEMBER
        votes[OTHER] += _MEMBER / 2


def _modifies(doc: Doc, name: Name) -> bool:
    """Does the name only modify a noun behind it ("in Quill propaganda")?"""
    token = head(doc, name.start, name.end)
    return token.dep_ in _MODIFIERS and token.head.i >= name.end


def _known(name: Name, *, is_region: bool) -> float:
    """How much the gazetteer says for a place: larger places are likelier meant."""
    if not name.entries:
        return _UNKNOWN_PLACE
    place, whole = name.entries[0], _WHOLE_PLACE if name.end - name.start > 1 else 0.0
    population = place.population
    if population >= _LARGE or (is_region and not population):
        return whole + _KNOWN_PLACE + _LARGE_PLACE
    return whole + (_KNOWN_PLACE if population >= _TOWN else _KNOWN_PLACE / 2)


def _counted(token: Token) -> Token:
    """The noun that is counted: "ports" in "one of the ports"."""
    of = next((c for c in children(token) if c.lower_ == "of"), None)
    inner = next((c for c in children(of) if c.dep_ == "pobj"), None) if of is not None else None
    return token if inner is None or token.tag_ in _COMMON else inner


def _is_one_of_many(word: Token) -> bool:
    """Does the word before a noun say that others are like it ("the second city of X")?"""
    return word.tag_ == _SUPERLATIVE or word.ent_type_ == _ORDINAL


def _asks_who(clause: Token) -> bool:
    return any(c.lower_ == "who" for c in children(clause))
