"""Makes the names of bodies whole: those cut at "and", "of", an ampersand, or their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name, capital, capitals, foreign, namelike, opens, tied

_REACH = 6  #: how many words before an ampersand can belong to the name
_ORDINALS = ("st", "nd", "rd", "th")
_FIELDS = {"of", "for", "on", "against", "to"}
_AND = {"and", "&"}
_THE, _OF, _TO = "the", "of", "to"
_VERB = "VB"


class Bodies:
    """The rules for bodies; each yields longer names in place of those that were cut."""

    def __init__(self, lexicon: Lexicon, is_a: Callable[[str, str], bool]) -> None:
        self._lexicon, self._is_a = lexicon, is_a
        self.rules = (self._ampersands, self._pairs, self._beyond, self._fields,
                      self._units, self._kin)  # fmt: skip

    def tells(self, doc: Doc, name: Name) -> bool:
        """Does the last word of a name tell a body?"""
        last = doc[name.end - 1]
        return self._body(last) is not None or last.text in self._lexicon.suffixes

    def _ampersands(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Bodies cut at their ampersand ("the A, B & C Foundation")."""
        for name in names:
            cls = self._lexicon.suffixes.get(doc[name.end - 1].text)
            start = _before_ampersand(doc, name.start)
            if cls is not None and start != name.start and not name.listed:
                yield Name(start, name.end, cls)

    def _pairs(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Bodies cut before the last of two fields ("Immigration and | Customs Enforcement")."""
        unknown = self._lexicon.classes["unknown"]
        barred = {i for n in names if n.cls != unknown for i in range(n.start, n.end)}
        organisation = self._lexicon.classes["organisation"]
        for name in names:
            left = name.start - 2
            if name.listed or name.end - name.start < 2 or left < 1 or left in barred:  # noqa: PLR2004 - a field and a noun
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
        for i in capitals(doc):
            token = doc[i]
            cls = self._lexicon.suffixes.get(token.text)
            if cls is None or cls not in self._lexicon.free or not namelike(token):
                continue
            own = ends.get(token.i + 1)
            first = own.start if own else token.i
            while first and first not in ends and namelike(doc[first - 1]):
                first -= 1
            before = ends.get(first)
            if before is not None and not (own and own.listed):
                yield Name(before.start, token.i + 1, cls)

    def _fields(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Bodies cut within their field ("Front for Change | and Concord")."""
        at = {i: name for name in names for i in range(name.start, name.end)}
        for i in capitals(doc):
            token = doc[i]
            cls = self._body(token) if i < len(doc) - 2 else None
            if cls is None or doc[token.i + 1].lower_ not in _FIELDS:
                continue
            own = at.get(token.i)
            start = own.start if own else token.i
            if own and own.listed:
                continue
            end = self._end_of_field(doc, token.i + 2, at)
            land = at.get(token.i + 2)
            if own and own.end - own.start > 1 and cls in self._lexicon.landed and land:
                end = land.end if land.start == token.i + 2 and self._is_home(land) else end
            if end > (own.end if own else token.i + 1):
                yield Name(start, end, own.cls if own else cls)

    def _is_home(self, name: Name) -> bool:
        """Is it a listed land or state, that a party or university can be of?"""
        state = self._is_a(name.cls, self._lexicon.classes["state"])
        return name.listed and (state or self._is_land(name.cls))

    def _end_of_field(self, doc: Doc, first: int, at: dict[int, Name]) -> int:
        """Behind the last capital of what a body is for; before `first` if there is none."""
        if doc[first].lower_ == _THE and first + 1 < len(doc):
            first += 1
        i = end = first
        while i < len(doc) and self._is_common(doc[i], at, lands=end > first):
            i = end = i + 1
            if i < len(doc) - 1 and doc[i].lower_ == _OF:
                i += 1
                if self._is_strange(doc[i], at):
                    return i + 1  # "the Movement for the Renewal of Kashma"
            elif i < len(doc) - 1 and (doc[i].lower_ in _AND or doc[i].text == ","):
                i += 1
                if doc[i].lower_ in _AND:
                    i += 1
        return end if end > first else -1

    def _is_strange(self, token: Token, at: dict[int, Name]) -> bool:
        """Is it a word that only this name bears: none of English, of nobody known?"""
        name = at.get(token.i)
        if not namelike(token) or not foreign(token):
            return False
        return name is None or not (name.listed or name.entries or name.end - name.start > 1)

    def _is_common(self, token: Token, at: dict[int, Name], *, lands: bool) -> bool:
        """Is it a capitalised English word of a field, and no name of somebody else?

        In an enumeration that began with such a word even the name of a town ("Concord") is one.
        """
        name = at.get(token.i)
        verb = token.tag_ == _VERB and capital(token) and token.nbor(-1).lower_ == _TO
        if not (namelike(token) or verb) or foreign(token) or token.is_upper:
            return False
        dated = token.ent_type_ in self._lexicon.blockers - self._lexicon.soft_blockers
        if dated or self._body(token) is not None:
            return False
        following = at.get(token.i + 1)
        person = following is not None and following.cls == self._lexicon.classes["person"]
        if person and token.lower_ in self._lexicon.titles:
            return False  # "the University of Quill and Professor Ash"
        return name is None or not (name.listed or self._is_other(token.doc, name, lands=lands))

    def _is_other(self, doc: Doc, name: Name, *, lands: bool) -> bool:
        """Is the name that of a person, a place or a body?"""
        if self.tells(doc, name) or name.cls == self._lexicon.classes["person"]:
            return True
        return not lands and self._is_land(name.cls) and any(e.population for e in name.entries)

    def _units(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Units of an army with their number ("the 28th | Separate Brigade", "Brigade | 6")."""
        at = {i: name for name in names for i in range(name.start, name.end)}
        for i in capitals(doc):
            token = doc[i]
            cls = self._body(token)
            if token.text in self._lexicon.numbered_lands and i not in at:
                cls = self._lexicon.nouns[token.lower_].cls
                if i + 1 < len(doc) and doc[i + 1].text.isdecimal():  # "Hill 402"
                    yield Name(i, i + 2, cls)
                continue
            if cls not in self._lexicon.numbered:
                continue
            own = at.get(token.i) or Name(token.i, token.i + 1, cls or "")
            start, end = own.start, own.end
            if start and _is_ordinal(doc[start - 1]):
                start -= 1
            if end < len(doc) and end == token.i + 1 and doc[end].text.isdecimal():
                end += 1
            if (start, end) != (own.start, own.end):
                yield replace(own, start=start, end=end, listed=False)

    def _kin(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Groups that are called somebody's or some land's own ("the Sons of Kashma")."""
        ends = {name.start: name.end for name in names}
        starts = {name.end: name.start for name in names}
        for i in capitals(doc):
            if doc[i].text not in self._lexicon.kin or i + 2 >= len(doc) or opens(doc[i]):
                continue
            first = i + 2 + (doc[i + 2].lower_ == _THE)
            if doc[i + 1].lower_ == _OF and first < len(doc) and capital(doc[first]):
                organisation = self._lexicon.classes["organisation"]
                yield Name(starts.get(i + 1, i), ends.get(first, first + 1), organisation)

    def _is_land(self, cls: str) -> bool:
        return self._is_a(cls, self._lexicon.classes["territory"])

    def _body(self, token: Token) -> str | None:
        """The class of body that a capitalised noun tells."""
        if not namelike(token) or tied(token.doc, token.i - 1):
            return None
        noun = self._lexicon.nouns.get(token.lower_)
        cls = noun.cls if noun and noun.in_names else self._lexicon.suffixes.get(token.text)
        return cls if cls in self._lexicon.bodies else None


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
