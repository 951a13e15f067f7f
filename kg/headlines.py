"""Lines in title case: how they are told, and how they are read as sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg.model import Span

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SHORT = 3  #: letters; words no longer stay small in a title
_LONGEST_NAME = 4  #: words of the longest name that is looked up in a headline
_HEADLINE_WORDS = 30  #: a longer line is no headline
#: Share of longer words with a capital, from which a line is in title case.
_HEADLINE_CAPITALS = 0.6
#: The same for a line that ends like a sentence, which wants as many longer words at least.
_STOPPED_CAPITALS, _STOPPED_WORDS = 1.0, 5


def is_title_case(line: str) -> bool:
    """Are the longer words of the line written with capitals, as in a headline?"""
    words = [w for w in _WORD.findall(line) if len(w) > _SHORT]
    stopped = line.endswith(".")
    fewest = _STOPPED_WORDS if stopped else 2
    if line.endswith((",", ";")) or not fewest <= len(words) <= _HEADLINE_WORDS:
        return False
    share = sum(w[0].isupper() for w in words) / len(words)
    return bool(share >= (_STOPPED_CAPITALS if stopped else _HEADLINE_CAPITALS))


def capitalised_in_prose(text: str, spans: Iterable[Span]) -> dict[str, bool]:
    """For each word of the prose, lower-cased: is it always written with a capital there?"""
    always: dict[str, bool] = {}
    for span in spans:
        line = text[span.start : span.end]
        if is_title_case(line):
            continue
        for match in _WORD.finditer(line):
            before = line[: match.start()].rstrip(" \"'\u201c\u2018(")
            if before and before[-1] not in ".!?:":
                word = match.group()
                always[word.lower()] = word[0].isupper() and always.get(word.lower(), True)
    return always


def sentence_case(
    line: str,
    known: dict[str, bool],
    ordinary: Callable[[str], bool],
    is_name: Callable[[str], bool],
) -> str:
    """A title-case line as a sentence: only proper names keep their capitals; the length stays.

    Args:
        line: what is to be read.
        known: for each word of the prose, whether it is always written with a capital there.
        ordinary: tells whether a lower-case word is one of the language.
        is_name: tells whether words are a known proper name.
    """
    words = list(_WORD.finditer(line))
    first = words[0].start() if words else 0
    named = _long_names(words, is_name)

    def plain(match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        acronym = word.isupper() and not line.isupper()
        proper = True if match.start() in named else known.get(small)
        if proper is None:
            proper = acronym or is_name(word) or not ordinary(small)
        cased = word.capitalize() if line.isupper() else word
        if proper or match.start() == first or len(small) != len(word):
            return cased if len(cased) == len(word) else word
        return small

    return _WORD.sub(plain, line)


def _long_names(words: list[re.Match[str]], is_name: Callable[[str], bool]) -> set[int]:
    """Where the words of long names begin ("New York"), ordinary words each by itself."""
    found: set[int] = set()
    for length in range(_LONGEST_NAME, 1, -1):
        for i in range(len(words) - length + 1):
            part = words[i : i + length]
            if is_name(" ".join(m.group() for m in part)):
                found.update(m.start() for m in part if m.group()[:1].isupper())
    return found
