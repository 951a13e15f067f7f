"""What a text tells of bodies of which only a name is known: who has fighters bears arms."""

from __future__ import annotations

import re

from kg.model import Form
from kg.resolve.board import Board

_OF = re.compile(r" (?:of|from) (?:the )?")


def decide_told(board: Board) -> None:
    """Notes for "Hill Guard militants" and "fighters of the Hill Guard" what the Hill Guard is."""
    for i, mention in enumerate(board.mentions):
        if mention.form is Form.NOMINAL and board.layout.head(i) in board.vocabulary.of_the_group:
            named = group_before(board, i)
            named = group_behind(board, i) if named is None else named
            group = board.links[named] if named is not None else None
            if group is not None:
                board.tell(group, mention.cls)


def group_before(board: Board, noun: int) -> int | None:
    """The name of a body right before the noun; none behind a small word ("pro-Quill")."""
    text, head = board.layout.text, board.mentions[noun].head
    for k in reversed(board.mentions[noun].modifiers):
        span = board.mentions[k].span
        if text[: span.start].endswith("-"):
            continue
        if not text[span.end : head.start].strip(" *-") and _body(board, k):
            return k
    return None


def group_behind(board: Board, noun: int) -> int | None:
    """The name of a body behind the noun for all who fight for it ("fighters of the Front")."""
    layout, after = board.layout, noun + 1
    found = board.mentions[noun]
    all_ = (
        found.plural and found.span == found.head and layout.head(noun) in board.vocabulary.forces
    )
    if not all_ or after >= len(board.mentions) or not _body(board, after):
        return None
    if layout.word_before(noun) in board.vocabulary.indefinite:
        return None
    return after if _OF.fullmatch(layout.between(noun, after)) else None


def _body(board: Board, mention: int) -> bool:
    referent = board.links[mention]
    if referent is None or board.mentions[mention].form is not Form.NAME:
        return False
    return board.is_a(referent.cls, board.vocabulary.classes.organisation)
