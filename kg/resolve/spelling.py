"""Tells whether two names are one in two spellings ("Löw" and "Loew", "Mohammed" and "Mohamed")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kg.ids import fold

_VOWELS = re.compile(r"(?<!^)[aeiouy]")
_LONG = 5  #: letters from which a word may differ in its vowels

Rules = Sequence[tuple[str, str]]


def plain(word: str, rules: Rules) -> str:
    """A word with what transliterations write in several ways written in one.

    Args:
        word: a name's word, as written.
        rules: letters and what stands for them, applied in order to the lower-cased word.
    """
    word = word.casefold()
    for letters, others in rules:
        word = word.replace(letters, others)
    return "".join(letter for letter, _ in groupby(fold(word)))


def alike(one: Sequence[str], other: Sequence[str], rules: Rules) -> bool:
    """Are two names of as many words one, but for the spelling of one word?

    Vowels may differ in a longer word, its first and last letter may not.
    """
    if len(one) != len(other) or len(one) == 1:
        return False
    pairs = [
        (fold(a), fold(b), plain(a, rules), plain(b, rules))
        for a, b in zip(one, other, strict=True)
    ]
    differing = [(a, b) for x, y, a, b in pairs if x != y and a != b]
    return not differing or (len(differing) == 1 and _same_frame(*differing[0]))


def _same_frame(one: str, other: str) -> bool:
    """Do they differ in vowels inside the word only?"""
    if min(len(one), len(other)) < _LONG or one[-1] != other[-1] or one[0] != other[0]:
        return False
    return _VOWELS.sub("", one) == _VOWELS.sub("", other)
