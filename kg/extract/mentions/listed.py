"""Finds the names that stand in the world files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.extract.mentions.spans import PROPER, Name, capital, surface, texts, tied
from kg.ids import fold
from kg.ontology import Ontology
from kg.ontology.world import Entry

_PIECE = re.compile(r"\w+|[^\w\s]")
_ACRONYM = 5  #: letters, at most
_POSSESSIVE = {"'s", "'", "’s", "’"}


class Listed:
    """Looks up the longest names of the world files."""

    def __init__(self, ontology: Ontology, folded: Callable[[str], str]) -> None:
        self._world, self._fold = ontology.world, folded
        self._longest = _first_pieces(ontology)
        table = ontology.lexicon.get("names", {}).get("shortened", {})
        self._shortened = {word: i for i, words in table.items() for word in words}

    def find(self, doc: Doc) -> Iterator[Name]:
        """The listed names of a document, in the order of the text; no two overlap."""
        free = 0
        for i, word in enumerate(texts(doc, LOWER)):
            if word == "," and i >= free:
                found = self._behind(doc, i)
            else:
                longest = self._longest.get(word) if i >= free and word != "the" else None
                found = self._from(doc, i, longest) if longest else None
            if found is not None:
                yield found
                free = found.end

    def _behind(self, doc: Doc, comma: int) -> Name | None:
        """The part of a state behind a place, shortened ("Louisville, KY", "Churchill, Man.")."""
        if not comma or comma + 1 >= len(doc) or not capital(doc[comma - 1]):
            return None
        word = doc[comma + 1]
        identifier = self._shortened.get(word.text.removesuffix("."))
        entry = self._world.entry(identifier) if identifier else None
        follows = word.nbor() if word.i + 1 < len(doc) else None
        if entry is None or not (follows is None or follows.is_punct or follows.is_space):
            return None
        return Name(word.i, word.i + 1, entry.cls, (entry,), listed=True)

    def _from(self, doc: Doc, start: int, longest: int) -> Name | None:
        for end in range(min(start + longest, len(doc)), start, -1):
            last = doc[end - 1]
            if last.is_space or (last.is_punct and last.text != ")") or last.text in _POSSESSIVE:
                continue
            words = surface(doc, start, end)
            ids = self._world.by_name.get(self._fold(words))
            if ids is None:
                continue
            entries = tuple(e for e in (self._world.entries[i] for i in ids) if _bears(e, words))
            if entries and (end - start > 1 or _stands_alone(doc[start])):
                return Name(start, end, entries[0].cls, entries, listed=True)
        return None


def _first_pieces(ontology: Ontology) -> dict[str, int]:
    """First piece of each listed name -> how many tokens the longest such name can have."""
    longest: dict[str, int] = {}
    for entry in ontology.world.entries.values():
        for name in (entry.label, *entry.names):
            pieces = len(_PIECE.findall(name))
            first = name.split()[0]
            for piece in {first, first.split("-")[0]}:
                key = piece.lower()
                longest[key] = max(longest.get(key, 1), pieces)
    return longest


def _bears(entry: Entry, surface: str) -> bool:
    """Does the entry bear the name in this writing? Short acronyms must keep their capitals."""
    names = (entry.label, *entry.names)
    if surface in names:
        return True
    if not any(c.isupper() for c in surface):
        return False
    same = [n for n in names if fold(n) == fold(surface)]
    if same and all(n.endswith(".") for n in same):
        return False  # an abbreviation needs its full stop: "Miss." is Mississippi, "Miss" is not
    return surface.isupper() or not any(_is_short(n) for n in same)


def _is_short(name: str) -> bool:
    """Is it an acronym, small letters within it allowed ("LeT", which "Let" is not)?"""
    return name.isupper() or (len(name) <= _ACRONYM and name[1:] != name[1:].lower())


def _stands_alone(token: Token) -> bool:
    """Is it written like a name, and no part of a hyphenated one?

    "AU" in "Port-au-Prince" is none, nor is "Don" in "Rostov-on-Don".
    """
    doc, i = token.doc, token.i
    if tied(doc, i - 1) and (tied(doc, i + 1) or (tied(doc, i - 3) and doc[i - 2].is_lower)):
        return False
    return token.text[:1].isupper() or token.tag_ in PROPER
