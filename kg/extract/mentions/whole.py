"""Makes names whole: each rule yields longer names in place of those that were cut.

A rule sees the names found so far and proposes what holds more of the text; `merged` lets the
longest stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name, capital, foreign, namelike, opens, surface, tied
from kg.ontology.world import World

_REACH = 6  #: how many words before an ampersand can belong to the name
_LONGEST_NICKNAME = 3
_ORDINALS = ("st", "nd", "rd", "th")
_FIELDS = {"of", "for", "on", "against", "to"}
_AND = {"and", "&"}
_QUOTE = '"'


class Whole:
    """Finds the whole of names that other finders cut."""

    def __init__(
        self,
        world: World,
        lexicon: Lexicon,
        is_a: Callable[[str, str], bool],
        folded: Callable[[str], str],
    ) -> None:
        self._world, self._lexicon, self._is_a, self._fold = world, lexicon, is_a, folded
        self._rules = (
            self._persons,
            self._surnames,
            self._nicknames,
            self._ampersands,
            self._pairs,
            self._beyond,
            self._fields,
            self._units,
            self._tied,
        )

    def complete(self, doc: Doc, names: list[Name]) -> list[Name]:
        """The names with the cut ones made whole, in the order of the text."""
        for rule in self._rules:
            longer = list(rule(doc, names))
            if longer:
                names = merged(len(doc), names + longer)
        return sorted(names, key=lambda name: name.start)

    # ---- persons

    def _persons(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Persons cut in two ("Ursula von der | Leyen", "Min | Aung Hlaing")."""
        person = self._lexicon.classes["person"]
        whole: Name | None = None
        for name in sorted(names, key=lambda one: one.start):
            if whole is not None and self._goes_on(doc, whole, name):
                whole = Name(whole.start, name.end, person)
                yield whole
            else:
                whole = name

    def _goes_on(self, doc: Doc, before: Name, name: Name) -> bool:
        if before.end != name.start or before.listed or name.listed:
            return False
        last = doc[before.end - 1]
        if before.end - before.start > 1 and last.lower_ in self._lexicon.person_parts:
            return last.is_lower
        classes = {before.cls, name.cls}
        halves = {self._lexicon.classes[kind] for kind in ("person", "unknown", "people")}
        return (
            bool(classes & halves)
            and not any(self._tells_body(doc, one) for one in (before, name))
            and not (before.entries and self._is_land(before.cls))
            and not opens(doc[name.start])
            and name.start <= last.head.i < name.end
            and (name.cls in halves or self._is_given(last))
            and foreign(doc[name.start])
        )

    def _surnames(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Persons who were taken for the town of their surname ("Ana | Lima")."""
        ends = {name.end for name in names}
        for name in names:
            if name.end - name.start > 1 or not name.start or not name.entries:
                continue
            first, whole = doc[name.start - 1], self._fold(surface(doc, name.start - 1, name.end))
            if (
                name.start not in ends
                and namelike(first)
                and (self._is_given(first) or self._is_titled(first))
                and (name.entries[0].twin is not None or self._is_land(name.cls))
                and whole not in self._world.by_name
                and not self._world.places(whole)
            ):
                yield Name(name.start - 1, name.end, self._lexicon.classes["person"])

    def _nicknames(self, doc: Doc, _names: list[Name]) -> Iterator[Name]:
        """Persons with a second name in quotation marks between the others."""
        for i in range(1, len(doc) - 3):
            if doc[i].text != _QUOTE or not self._is_first(doc[i - 1]):
                continue
            close = next((j for j in range(i + 2, min(i + 3 + _LONGEST_NICKNAME, len(doc) - 1))
                          if doc[j].text == _QUOTE), None)  # fmt: skip
            if close is None or not capital(doc[i + 1]) or doc[close - 1].is_punct:
                continue
            start, end = i - 1, close + 1
            while start and namelike(doc[start - 1]) and not self._is_title(doc[start - 1]):
                start -= 1
            while end < len(doc) and namelike(doc[end]):
                end += 1
            if end > close + 1:
                yield Name(start, end, self._lexicon.classes["person"])

    def _is_first(self, token: Token) -> bool:
        """Can the word before a nickname be a person's first name?"""
        told = self._is_given(token) or foreign(token)
        return capital(token) and token.is_alpha and bool(token.whitespace_) and told

    # ---- bodies

    def _ampersands(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Bodies cut at their ampersand ("the A, B & C Foundation")."""
        for name in names:
            cls = self._lexicon.suffixes.get(doc[name.end - 1].text)
            start = _before_ampersand(doc, name.start)
            if cls is not None and start != name.start and not name.listed:
                yield Name(start, name.end, cls)

    def _pairs(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Bodies cut before the last of two fields ("Immigration and | Customs Enforcement")."""
        taken = {i for name in names for i in range(name.start, name.end)}
        organisation = self._lexicon.classes["organisation"]
        for name in names:
            left = name.start - 2
            if name.listed or name.end - name.start < 2 or left < 1 or left in taken:  # noqa: PLR2004 - a field and a noun
                continue
            fields = [doc[left], *doc[name.start : name.end]]
            if (
                self._is_a(name.cls, organisation)
                and doc[left + 1].lower_ in _AND
                and not opens(doc[left])
                and not capital(doc[left - 1])
                and all(namelike(t) and not foreign(t) for t in fields)
            ):
                yield replace(name, start=left)

    def _beyond(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Bodies and buildings that begin with a listed name ("Quill Sea Probing Initiative")."""
        ends = {name.end: name for name in names}
        for token in doc[1:]:
            cls = self._lexicon.suffixes.get(token.text)
            if cls is None or cls not in self._lexicon.free or not namelike(token):
                continue
            own = ends.get(token.i + 1)
            first = own.start if own else token.i
            while first and first not in ends and namelike(doc[first - 1]):
                first -= 1
            before = ends.get(first)
            if before is not None and before.listed and not (own and own.listed):
                yield Name(before.start, token.i + 1, cls)

    def _fields(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Bodies cut within their field ("Front for Change | and Concord")."""
        at = {i: name for name in names for i in range(name.start, name.end)}
        for token in doc[: len(doc) - 2]:
            cls = self._body(token)
            if cls is None or doc[token.i + 1].lower_ not in _FIELDS:
                continue
            own = at.get(token.i)
            start = own.start if own else token.i
            if own and own.listed:
                continue
            end = self._end_of_field(doc, token.i + 2, at)
            if end > (own.end if own else token.i + 1):
                yield Name(start, end, own.cls if own else cls)

    def _end_of_field(self, doc: Doc, first: int, at: dict[int, Name]) -> int:
        """Behind the last capital of what a body is for; before `first` if there is none."""
        i = end = first
        while i < len(doc) and self._is_common(doc[i], at, lands=end > first):
            i = end = i + 1
            if i < len(doc) - 1 and (doc[i].lower_ in _AND or doc[i].text == ","):
                i += 1
                if doc[i].lower_ in _AND:
                    i += 1
        return end if end > first else -1

    def _is_common(self, token: Token, at: dict[int, Name], *, lands: bool) -> bool:
        """Is it a capitalised English word of a field, and no name of somebody else?

        In an enumeration that began with such a word even the name of a town ("Concord") is one.
        """
        name = at.get(token.i)
        if not namelike(token) or foreign(token) or token.is_upper:
            return False
        if token.text in self._lexicon.not_names or self._body(token) is not None:
            return False
        return name is None or not (name.listed or self._is_other(token.doc, name, lands=lands))

    def _is_other(self, doc: Doc, name: Name, *, lands: bool) -> bool:
        """Is the name that of a person, a place or a body?"""
        if self._tells_body(doc, name) or name.cls == self._lexicon.classes["person"]:
            return True
        return not lands and self._is_land(name.cls) and any(e.population for e in name.entries)

    def _units(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Units of an army with their number ("the 28th | Separate Brigade", "Brigade | 6")."""
        at = {i: name for name in names for i in range(name.start, name.end)}
        for token in doc:
            if not capital(token) or self._body(token) not in self._lexicon.numbered:
                continue
            own = at.get(token.i) or Name(token.i, token.i + 1, self._body(token) or "")
            start, end = own.start, own.end
            if start and _is_ordinal(doc[start - 1]):
                start -= 1
            if end < len(doc) and end == token.i + 1 and doc[end].text.isdecimal():
                end += 1
            if (start, end) != (own.start, own.end):
                yield replace(own, start=start, end=end, listed=False)

    def _tied(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Names of words that hyphens tie ("Saut-d'Eau", "Walikale-Centre")."""
        taken = {i for name in names for i in range(name.start, name.end)}
        for name in names:
            start, end = name.start, name.end
            while tied(doc, end) and end + 1 not in taken and _is_part(doc[end + 1], doc):
                end += 2
            while (
                tied(doc, start - 1)
                and start - 2 not in taken
                and (capital(doc[start - 2]) or doc[start - 2].lower_ in self._lexicon.person_parts)
            ):
                start -= 2
            if (start, end) != (name.start, name.end) and not name.listed:
                yield replace(name, start=start, end=end, entries=())

    # ---- what words tell

    def _is_land(self, cls: str) -> bool:
        return self._is_a(cls, self._lexicon.classes["territory"])

    def _is_given(self, token: Token) -> bool:
        return self._fold(token.text) in self._lexicon.given_names

    def _is_titled(self, token: Token) -> bool:
        """Is it no word of English, behind a title ("President Maia | Sandu")?"""
        return token.i > 0 and foreign(token) and self._is_title(token.nbor(-1))

    def _is_title(self, token: Token) -> bool:
        return token.lower_ in self._lexicon.titles or token.lower_ in self._lexicon.honorifics

    def _body(self, token: Token) -> str | None:
        """The class of body that a capitalised noun tells."""
        if not namelike(token) or tied(token.doc, token.i - 1):
            return None
        noun = self._lexicon.nouns.get(token.lower_)
        cls = noun.cls if noun and noun.in_names else self._lexicon.suffixes.get(token.text)
        return cls if cls in self._lexicon.bodies else None

    def _tells_body(self, doc: Doc, name: Name) -> bool:
        last = doc[name.end - 1]
        return self._body(last) is not None or last.text in self._lexicon.suffixes


def merged(size: int, names: list[Name]) -> list[Name]:
    """The names without overlaps: a longer one swallows a shorter, a listed one its equal."""
    owner: list[Name | None] = [None] * size
    chosen: list[Name] = []
    for name in sorted(names, key=lambda x: (x.start - x.end, not x.listed, x.start)):
        if all(owner[i] is None for i in range(name.start, name.end)):
            chosen.append(name)
            owner[name.start : name.end] = [name] * (name.end - name.start)
    return chosen


def _before_ampersand(doc: Doc, start: int) -> int:
    """First token of the capitals that an ampersand and commas tie to the name from before."""
    right = start
    while right > 1 and capital(doc[right - 1]):
        right -= 1
    if right < 2 or doc[right - 1].text != "&":  # noqa: PLR2004 - a word and the ampersand
        return start
    first = start
    for i in range(right - 2, max(-1, right - 2 - _REACH), -1):
        if capital(doc[i]):
            first = i
        elif doc[i].text != ",":
            break
    return first


def _is_ordinal(token: Token) -> bool:
    return token.text[:1].isdigit() and token.text.endswith(_ORDINALS)


def _is_part(token: Token, doc: Doc) -> bool:
    """Is the word behind a hyphen a part of the name: a capital, or one behind an elision?"""
    if capital(token):
        return True
    elided = token.text[1:2] == "'" and token.text[2:3].isupper()
    return elided or (token.is_lower and tied(doc, token.i + 1) and capital(doc[token.i + 2]))
