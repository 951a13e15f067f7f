"""Decides acronyms: put in brackets behind a full name, or made of a known name's initials."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.ids import fold
from kg.model import Form
from kg.ontology.entry import Entry
from kg.resolve.board import Referent
from kg.resolve.naming import Naming

_BRACKET = re.compile(r"\s*\(\s*[\"'\u201c\u2018]?$")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.-]{1,8}$|^[A-Z]{2,7}s$|^[A-Z][a-z]{0,2}[A-Z]{1,4}$")


def decide_acronyms(naming: Naming) -> None:
    """Links each acronym to the body whose name it shortens."""
    initials = _initials(naming)
    introduced: dict[str, Referent] = {}
    for k, i in enumerate(naming.named):
        word = naming.board.layout.words(i)
        if not _ACRONYM.match(word) or naming.board.mentions[i].form is Form.ADJECTIVE:
            continue
        before = naming.named[k - 1] if k else None
        if word in introduced:
            naming.board.link(i, introduced[word], "acronym_introduced", 0.95)
        elif before is not None and _introduces(naming, before, i):
            _introduced(naming, before, i, introduced)
        elif _unknown(naming, i):
            known = initials.get(word.removesuffix("s").replace(".", ""), set())
            if len(known) == 1:
                _same(naming, min(known), i, "initials_match", 0.85)
    _earlier(naming, introduced)


def _earlier(naming: Naming, introduced: dict[str, Referent]) -> None:
    """What an acronym that a text introduces late means, it means before ("rebels of the HPC")."""
    for i in naming.named:
        known = introduced.get(naming.board.layout.words(i))
        if known is not None and i not in naming.board.layout.bylines:
            naming.board.link(i, known, "acronym_introduced", 0.95)


def _introduced(naming: Naming, before: int, acronym: int, introduced: dict[str, Referent]) -> None:
    """The name before the brackets; where the letters are its own, whatever the world says."""
    kept, other = naming.board.links[before], naming.board.links[acronym]
    word = naming.board.layout.words(acronym)
    known = kept is not None and other is not None and other.entry is not None
    if known and kept is not None and kept is not other and _spells(naming, before, word):
        entry = other.entry if other is not None else None
        foreign = entry is not None and (
            entry.part_of is not None or _unlike(naming, before, entry)
        )
        if kept.entry is not None or foreign:
            naming.board.link(acronym, kept, "acronym_introduced", 0.95)
            introduced[word] = kept
            return
    _same(naming, before, acronym, "acronym_introduced", 0.95)


def _unlike(naming: Naming, name: int, entry: Entry) -> bool:
    """Has the full name no word in common with the entry's names, so that it is another body's?"""
    words = set(fold(naming.board.layout.words(name)).split()) - naming.words.skipped
    longer = [fold(n).split() for n in (entry.label, *entry.names) if " " in n]
    return bool(longer) and words.isdisjoint(w for n in longer for w in n)


def _spells(naming: Naming, name: int, acronym: str) -> bool:
    """Are the letters of the acronym the initials of the last words of the name?"""
    parts = naming.board.layout.words(name).replace("-", " ").split()
    letters = acronym.upper().replace(".", "")
    whole = "".join(p[0] for p in parts).upper()
    kept = "".join(p[0] for p in parts if p.lower() not in naming.words.skipped).upper()
    return whole.endswith(letters) or kept.endswith(letters)


def _unknown(naming: Naming, mention: int) -> bool:
    referent = naming.board.links[mention]
    return referent is None or referent.entry is None


def _introduces(naming: Naming, name: int, acronym: int) -> bool:
    return (
        " " in naming.board.layout.words(name)
        and not naming.personal(naming.board.mentions[name].cls)
        and bool(_BRACKET.fullmatch(naming.board.layout.between(name, acronym)))
    )


def _initials(naming: Naming) -> dict[str, set[int]]:
    """Initials of the longer names that are no person's -> first mention of each."""
    found: dict[str, set[int]] = defaultdict(set)
    seen: set[Referent] = set()
    for i in naming.named:
        referent = naming.board.links[i]
        if referent is None or referent in seen or naming.personal(referent.cls):
            continue
        parts = naming.board.layout.words(i).replace("-", " ").split()
        if len(parts) > 1:
            seen.add(referent)
            found["".join(p[0] for p in parts).upper()].add(i)
            kept = [p for p in parts if p.lower() not in naming.words.skipped]
            found["".join(p[0] for p in kept).upper()].add(i)
    return found


def _same(naming: Naming, first: int, second: int, reason: str, score: float) -> None:
    kept, other = naming.board.links[first], naming.board.links[second]
    if kept is None or kept is other:
        return
    if other is not None and other.entry is not None:
        if kept.entry is not None:
            return
        kept, other = other, kept
        first, second = second, first
    if other is not None:
        naming.join(kept, other, reason, score)
    naming.board.link(second, kept, reason, score)
