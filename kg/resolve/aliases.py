"""Decides names that the text gives somebody besides: "Ali Reza, better known as Abu Tarab"."""

from __future__ import annotations

import re

from kg.model import Form
from kg.resolve.naming import Naming

_REACH = 120  #: characters between a name and its alias
_MARKS = " \"'\u201c\u201d\u2018\u2019("


def decide_aliases(naming: Naming) -> None:
    """Links each alias to the person named before it in the same sentence."""
    words = naming.words.aliases
    if not words:
        return
    introducing = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\s*$", re.IGNORECASE)
    board = naming.board
    last: int | None = None
    for i in naming.named:
        start = board.mentions[i].span.start
        alias = introducing.search(
            board.layout.text, max(0, start - 40), _bare(board.layout.text, start)
        )
        if alias and last is not None and _near(naming, last, i):
            _join(naming, last, i)
        elif board.mentions[i].form is Form.NAME and naming.is_person(i):
            last = i


def _bare(text: str, start: int) -> int:
    """Where the words before the name end, its quote marks passed over."""
    while start and text[start - 1] in _MARKS:
        start -= 1
    return start


def _near(naming: Naming, name: int, alias: int) -> bool:
    layout, mentions = naming.board.layout, naming.board.mentions
    distance = mentions[alias].span.start - mentions[name].span.end
    return layout.sentence[name] == layout.sentence[alias] and distance <= _REACH


def _join(naming: Naming, name: int, alias: int) -> None:
    """One person under both names; nothing that the world lists becomes one."""
    board = naming.board
    person, other = board.links[name], board.links[alias]
    if person is None:
        person = naming.named_so(name, " ".join(naming.core[name]))
    if other is None:
        other = naming.named_so(alias, " ".join(naming.core[alias]))
    if other.entry is None and person is not other:
        naming.join(person, other, "alias_given")
