"""Tells under which names English news know a place, for `tools/gazetteer.py`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from regions import plain

from kg.ids import fold

#: Before an English name, where the city goes by no other in English.
ONLY = "="
#: Countries where the name in English is the place's own,
ENGLISH = {"AU", "GB", "NZ", "US"}
#: how like two spellings of a name are, of 1,
ALIKE = 0.75
#: and how many times a city is larger than a place that is called as it also is.
DWARFED = 20
ARTICLE = re.compile(r"\b(?:al|el)[ -](?=[a-z]{3})")
#: The Arabic article as it sounds before some letters.
ASSIMILATED = re.compile(r"^(?:A[dnrstz]|Ash|Ad[hn]|At[h]) (?=[A-Z])")
#: Vowels as they were written in names from there, and as they are now.
UKRAINE = "UA"
NEWER = {"yi": "i", "ya": "ia", "y": "i"}
VOWELS = re.compile(r"(?<=[aeiu])yi|(?<=[dhilnrstz])ya|(?<=[aeou])y(?![aeiou])")


def trusted(rows: Sequence[tuple[Any, ...]], english: set[str]) -> list[tuple[Any, ...]]:
    """The lines without other names that turn one place into another.

    What another place is called is no other name of a city, unless the city is much larger and the
    names are nearly the same, or the name is listed as English. Where English is spoken, a city
    goes by no other name than one that shares a word with its own.
    """
    listed = {fold(name.removeprefix(ONLY)) for name in english}
    largest: dict[str, int] = defaultdict(int)
    for row in rows:
        if not row[1] or fold(row[1]) == row[0]:
            largest[row[0]] = max(largest[row[0]], int(row[5]) + 1)
    return [row for row in rows if is_trusted(row, listed, largest[row[0]])]


def is_trusted(row: tuple[Any, ...], listed: set[str], largest: int) -> bool:
    """May the city go by the name that opens its line?

    Args:
        row: the line.
        listed: other names in English, folded.
        largest: inhabitants of the largest place that is called so, and one; 0 if none is.
    """
    key, label = row[0], fold(row[1])
    if not label or key == label or key in listed:
        return True
    near = set(re.findall(r"\w+", key)) & set(re.findall(r"\w+", label))
    if largest:
        alike = near or SequenceMatcher(None, key, label).ratio() >= ALIKE
        return bool(alike) and int(row[5]) > largest * DWARFED
    return bool(near) or row[6].partition(".")[0] not in ENGLISH


def usual_spelling(label: str, keys: set[str], country: str) -> str:
    """A transcribed name as English news write it, among the names the place goes by.

    Without the accents of scholars, without an article that the place does without, and in the
    newer of two ways to write a vowel.

    >>> usual_spelling("Az Zabadānī", {"zabadani"}, "SY")
    'Zabadani'
    >>> usual_spelling("Avdiyivka", {"avdiivka"}, "UA")
    'Avdiivka'
    """
    label = plain(label)
    bare_name = ASSIMILATED.sub("", label)
    newer = VOWELS.sub(lambda m: NEWER[m[0]], label) if country == UKRAINE else label
    other = (name for name in (bare_name, newer) if name != label and fold(name) in keys)
    return next(other, label)


def articles(key: str) -> set[str]:
    """The ways in which news write the Arabic article of a name ("El Fasher", "al-Fasher")."""
    found = ARTICLE.search(key)
    if found is None:
        return set()
    before, after = key[: found.start()], key[found.end() :]
    return {f"{before}{article}{after}" for article in ("al ", "el ", "al-", "el-")}
