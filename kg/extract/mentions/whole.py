"""Makes names whole: each rule yields longer names in place of those that were cut.

A rule sees the names found so far and proposes what holds more of the text; `merged` lets the
longest stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.mentions.bodies import Bodies
from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.persons import Persons
from kg.extract.mentions.spans import Name, capital, foreign, namelike, opens, surface, texts, tied
from kg.ontology.world import World


class Whole:
    """Finds the whole of names that other finders cut."""

    def __init__(
        self,
        world: World,
        lexicon: Lexicon,
        is_a: Callable[[str, str], bool],
        folded: Callable[[str], str],
    ) -> None:
        self._lexicon, self._unknown = lexicon, lexicon.classes.get("unknown", "")
        self._world, self._fold = world, folded
        bodies = Bodies(lexicon, is_a)
        persons = Persons(
            world,
            lexicon,
            lambda cls: is_a(cls, lexicon.classes["territory"]),
            folded,
            bodies.tells,
        )
        self._is_a = is_a
        self._rules = (*persons.rules, *bodies.rules, self._linked, self._tied,
                       self._hyphenated, self._particles, self._lands)  # fmt: skip

    def complete(self, doc: Doc, names: list[Name]) -> list[Name]:
        """The names with the cut ones made whole, in the order of the text."""
        for rule in self._rules:
            longer = list(rule(doc, names))
            if longer:
                names = merged(len(doc), names + longer)
        return sorted(names, key=lambda name: name.start)

    def _tied(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Names of words that hyphens tie ("Saut-d'Eau", "Walikale-Centre")."""
        taken = {i for name in names for i in range(name.start, name.end)}
        for name in names:
            start, end = name.start, name.end
            person = name.cls == self._lexicon.classes["person"]
            while (
                tied(doc, end)
                and end + 1 not in taken
                and (
                    _is_part(doc[end + 1], doc)
                    or (person and doc[end + 1].is_lower and foreign(doc[end + 1]))
                )
            ):
                end += 2
            while (
                tied(doc, start - 1)
                and start - 2 not in taken
                and (
                    self._leads(doc[start - 2])
                    or doc[start - 2].lower_ in self._lexicon.person_parts
                )
            ):
                start -= 2
            if (start, end) != (name.start, name.end) and not name.listed:
                yield replace(name, start=start, end=end, entries=())

    def _hyphenated(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Names with small words between hyphens ("Rostov-on-Don"), however they were cut."""
        at = {i: name for name in names for i in range(name.start, name.end)}
        end = 0
        for i, word in enumerate(texts(doc)):
            if word != "-" or i < end or not (tied(doc, i) and capital(doc[i - 1])):
                continue
            end = i + 2
            while tied(doc, end):
                end += 2
            inner = [doc[k] for k in range(i + 1, end - 1, 2)]
            small = any(t.is_lower for t in inner) and capital(doc[end - 1])
            if small and (
                any(foreign(doc[k]) for k in range(i - 1, end, 2))
                or self._world.places(self._fold(surface(doc, i - 1, end)))
            ):
                cls = next((at[k].cls for k in range(i - 1, end) if k in at), self._unknown)
                yield Name(i - 1, end, cls)

    def _linked(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Bodies cut before a small word of another language ("Front de Quill | du Nord")."""
        for name in names:
            body = self._is_a(name.cls, self._lexicon.classes["organisation"])
            if name.listed or not body or not foreign(doc[name.end - 1]):
                continue
            end = name.end
            while (behind := self._behind_link(doc, end)) > end:
                end = behind
            if end > name.end:
                yield replace(name, end=end, entries=())

    def _behind_link(self, doc: Doc, i: int) -> int:
        """Behind the word that small words of another language lead to from here, else `i`."""
        first = i
        while i < len(doc) - 1 and doc[i].text in self._lexicon.links:
            i += 1
        return i + 1 if i > first and (capital(doc[i]) or _is_elided(doc[i])) else first

    def _particles(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Places cut behind a small word of their name ("Salah ad | Din Province")."""
        barred = {i for n in names if n.listed for i in range(n.start, n.end)}
        for name in names:
            small, first = name.start - 1, name.start - 2
            noun = self._lexicon.nouns.get(doc[name.end - 1].lower_)
            told = {name.cls, noun.cls} if noun is not None else {name.cls}
            land = any(self._is_a(cls, self._lexicon.classes["territory"]) for cls in told)
            if first < 0 or name.listed or first in barred or not land:
                continue
            article = doc[small].is_lower and doc[small].lower_ in self._lexicon.articles
            if article and namelike(doc[first]) and not opens(doc[first]):
                yield replace(name, start=first, entries=())

    def _lands(self, doc: Doc, names: list[Name]) -> Iterator[Name]:
        """Places cut in two before the noun of their kind ("Deir | Quill province")."""
        ends = {name.end: name for name in names}
        for name in names:
            before = ends.get(name.start)
            if before is None or before.listed or name.listed or name.end >= len(doc):
                continue
            kind = self._lexicon.nouns.get(doc[name.end].text)
            strange = all(map(foreign, doc[before.start : name.end]))
            if strange and kind and self._is_a(kind.cls, self._lexicon.classes["territory"]):
                yield replace(name, start=before.start, entries=())

    def _leads(self, token: Token) -> bool:
        """Is it a capital, and no small word that an ordinary capital begins ("Pro-Quill")?"""
        return capital(token) and token.lower_ not in self._lexicon.small_prefixes


def merged(size: int, names: list[Name]) -> list[Name]:
    """The names without overlaps: a longer one swallows a shorter, a listed one its equal."""
    owner: list[Name | None] = [None] * size
    chosen: list[Name] = []
    for name in sorted(names, key=lambda x: (x.start - x.end, not x.listed, x.start)):
        if all(owner[i] is None for i in range(name.start, name.end)):
            chosen.append(name)
            owner[name.start : name.end] = [name] * (name.end - name.start)
    return chosen


def _is_part(token: Token, doc: Doc) -> bool:
    """Is the word behind a hyphen a part of the name: a capital, or one behind an elision?"""
    if capital(token):
        return True
    return _is_elided(token) or (
        token.is_lower and tied(doc, token.i + 1) and capital(doc[token.i + 2])
    )


def _is_elided(token: Token) -> bool:
    """Is it a capital behind an elision ("d'Eau")?"""
    return token.text[1:2] == "'" and token.text[2:3].isupper()
