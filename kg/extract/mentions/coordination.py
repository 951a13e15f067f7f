"""Joins the names of bodies that were cut at their ampersand ("the A, B & C Foundation")."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name

_REACH = 6  #: how many words before the ampersand can belong to the name


def coordinated(doc: Doc, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """The names, with a body's name begun where its enumeration with an ampersand begins."""
    found: list[Name] = []
    for name in sorted(names, key=lambda one: one.start):
        cls = lexicon.suffixes.get(doc[name.end - 1].text)
        start = _start(doc, name.start)
        if cls is None or start == name.start or name.listed:
            found.append(name)
            continue
        while found and found[-1].start >= start:
            found.pop()
        found.append(Name(start, name.end, cls))
    return found


def _start(doc: Doc, start: int) -> int:
    """First token of the capitals that an ampersand and commas tie to the name from before."""
    right = start
    while right > 1 and doc[right - 1].text[:1].isupper():
        right -= 1
    if right < 2 or doc[right - 1].text != "&":  # noqa: PLR2004 - a word and the ampersand
        return start
    first = start
    for i in range(right - 2, max(-1, right - 2 - _REACH), -1):
        if doc[i].text[:1].isupper():
            first = i
        elif doc[i].text != ",":
            break
    return first
