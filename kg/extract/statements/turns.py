"""Lines that open with a label and a colon, and how far each speaker's turn goes in a transcript.

A label in capitals, or one that comes back with another one between, marks who speaks next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.annotated import NO_WORD
from kg.extract.statements.scene import Scene
from kg.model import Span

_LABELLED = re.compile(
    r"([^:\n\"\u201c\u201d?!.;,]{2,60}(?:\.[^:\n\"\u201c?!;,]{1,40})?)(:)\s+(?=\S)"
)
#: A line of a transcript may open with a quote mark before the name, or tell who it is after it.
_SPOKEN = re.compile(r"[\"\u201c]?([A-Z][A-Z .'-]{1,40})(?:, [A-Z][A-Z ,.'-]{1,40})?(:)\s+(?=\S)")
_LONGEST_TURN = 6  #: paragraphs that one speaker of a transcript may take
_LONGEST_NAME = 4  #: words of a label that is taken for a name because it comes back
_TWO = 2  #: times a label must come, and speakers there must be


class Line(NamedTuple):
    """A paragraph that opens with a label."""

    paragraph: Span
    label: Span
    colon: Span
    start: int  #: offset of what follows the colon


def lines(scene: Scene) -> list[Line | None]:
    """Every paragraph as a line with a label, or None."""
    return [_line(scene.text, p) for p in scene.paragraphs]


def _line(text: str, paragraph: Span) -> Line | None:
    match = _LABELLED.match(text, *paragraph) or _SPOKEN.match(text, *paragraph)
    if match is None:
        return None
    return Line(paragraph, Span(*match.span(1)), Span(*match.span(2)), match.end())


def is_spoken_line(text: str, span: Span) -> bool:
    """Does a line of a transcript, with its speaker, start here?"""
    return _SPOKEN.match(text, *span) is not None


def recurring(scene: Scene, found: Sequence[Line | None]) -> frozenset[str]:
    """The labels of an interview: two names that come in turn, one of them at least twice."""
    names = [
        scene.text[line.label.start : line.label.end]
        for line in found
        if line is not None and _looks_like_name(scene, line.label)
    ]
    often = {name for name in names if names.count(name) >= _TWO}
    in_turn = any(a in often and b != a for a, b in pairwise(names))
    return frozenset(names) if in_turn and len(set(names)) == _TWO else frozenset()


def _looks_like_name(scene: Scene, label: Span) -> bool:
    """Do all words open with a capital, and is a single one no common word?"""
    text = scene.text[label.start : label.end]
    words = text.split()
    if not 0 < len(words) <= _LONGEST_NAME or not all(w[0].isupper() for w in words):
        return False
    token = scene.token_at(label.start)
    known = token.lex.check_flag(NO_WORD) or scene.mentions.at(token) is not None
    return len(words) > 1 or text.isupper() or known


def end_of_turn(scene: Scene, found: Sequence[Line | None], i: int, names: frozenset[str]) -> int:
    """Where the words of the speaker of a line end: before the next speaker, if there is one soon.

    Args:
        scene: the document.
        found: its paragraphs as lines.
        i: index of the line.
        names: the labels of an interview.
    """
    own = scene.paragraphs[i].end
    line = found[i]
    if line is None or not _takes_turns(scene, line, names):
        return own
    for j in range(i + 1, min(i + 1 + _LONGEST_TURN, len(found))):
        following = found[j]
        if following is not None:
            return scene.paragraphs[j - 1].end if _takes_turns(scene, following, names) else own
    return own


def _takes_turns(scene: Scene, line: Line, names: frozenset[str]) -> bool:
    label = scene.text[line.label.start : line.label.end]
    return label.isupper() or label in names
