"""Makes the names of persons whole: cut in two, or without their first or last part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name, capital, foreign, namelike, opens, surface, texts
from kg.ontology.world import World

_LONGEST_NICKNAME = 3
_PARTICLE = 2  #: letters of a small word inside a name, at most
_QUOTE = '"'


class Persons:
    """The rules for persons; each yields longer names in place of those that were cut."""

    def __init__(
        self,
        world: World,
        lexicon: Lexicon,
        is_land: Callable[[str], bool],
        folded: Callable[[str], str],
        tells_body: Callable[[Doc, Name], bool],
    ) -> None:
        self._world, self._lexicon, self._is_land, self._fold = world, lexicon, is_land, folded
        self._tells_body = tells_body
        self.rules = (self._persons, self._surnames, self._nicknames, self._firsts)

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
            and (before.cls in halves or self._is_personal(last))
            and not any(self._tells_body(doc, one) for one in (before, name))
            and not (before.entries and self._is_land(before.cls))
            and not opens(doc[name.start])
            and name.start <= last.head.i < name.end
            and (name.cls in halves or self._is_given(last))
            and foreign(doc[name.start])
        )

    def _is_personal(self, token: Token) -> bool:
        """Is it a given name, a particle or no English ("Verkh", "Ag", but not "Forces")?"""
        return foreign(token) or self._is_given(token) or len(token) <= _PARTICLE

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
        for i, word in enumerate(texts(doc)):
            if word != _QUOTE or not 0 < i < len(doc) - 3 or not self._is_first(doc[i - 1]):
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

    def _firsts(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Persons whose first name was left out, or what stands behind the last ("Jr.")."""
        taken = {i for name in names for i in range(name.start, name.end)}
        for name in names:
            if name.cls != self._lexicon.classes["person"]:
                continue
            start, end = name.start, name.end
            while start and start - 1 not in taken and self._leads(doc[start - 1], name):
                start -= 1
            if end < len(doc) and doc[end].text in self._lexicon.juniors and end - start > 1:
                end += 1
            if (start, end) != (name.start, name.end):
                yield replace(name, start=start, end=end, entries=())

    def _leads(self, token: Token, name: Name) -> bool:
        """Is it a word of no English that hangs on the name behind it?"""
        return (
            namelike(token)
            and foreign(token)
            and token.dep_ == "compound"
            and name.start <= token.head.i < name.end
            and not self._is_title(token)
        )

    def _is_first(self, token: Token) -> bool:
        """Can the word before a nickname be a person's first name?"""
        told = self._is_given(token) or foreign(token)
        return capital(token) and token.is_alpha and bool(token.whitespace_) and told

    def _is_given(self, token: Token) -> bool:
        return self._fold(token.text) in self._lexicon.given_names

    def _is_titled(self, token: Token) -> bool:
        """Is it no word of English, behind a title ("President Maia | Sandu")?"""
        return token.i > 0 and foreign(token) and self._is_title(token.nbor(-1))

    def _is_title(self, token: Token) -> bool:
        return token.lower_ in self._lexicon.titles or token.lower_ in self._lexicon.honorifics
