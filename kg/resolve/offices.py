"""What role claims and appositions tell about persons: who "the spokeswoman" is, and for whom she speaks."""

from __future__ import annotations

import re

from kg.model import Claim, Filler, Form
from kg.resolve.board import Board, Referent

_RIGHT_BEFORE = re.compile(r"\s+")
_APPOSED = re.compile(r"\s*,\s*(?:(?:the|a|an|his|her|its|their|who is|who was)\s+)?", re.IGNORECASE)


def decide_offices(board: Board) -> None:
    """Links the role noun of each role claim to its holder, and notes office and side."""
    starts = {m.head: i for i, m in enumerate(board.mentions)}
    for claim in board.extraction.claims:
        if claim.cls == board.vocabulary.classes.claim:
            _read(board, claim, starts)
    _appositions(board)


def _read(board: Board, claim: Claim, starts: dict) -> None:  # type: ignore[type-arg]
    classes = board.vocabulary.classes
    holder = _filler(claim, classes.holder)
    if holder is None or holder.mention is None:
        return
    person = board.links[holder.mention]
    side = _filler(claim, classes.role_in)
    title = next((v for v in claim.values if v.property == classes.title), None)
    if person is None or title is None:
        return
    if title.span is not None:
        for head, i in starts.items():
            inside = title.span.start <= head.start and head.end <= title.span.end
            if inside and board.links[i] is None and board.mentions[i].form is Form.NOMINAL:
                if board.is_a(board.mentions[i].cls, classes.person):
                    board.link(i, person, "office_of_holder", 0.95)
    note_office(board, person, title.lexical, side)


def note_office(board: Board, person: Referent, title: str, side: Filler | None) -> None:
    """Remembers an office of a person and the actor that it is held in."""
    words = title.lower().split()
    person.titles.update(" ".join(words[k:]) for k in range(len(words)))
    person.gender = person.gender or next(
        (g for w in (title.lower(), words[-1] if words else "") if (g := board.vocabulary.gender.get(w))), None
    )
    actor = board.links[side.mention] if side is not None and side.mention is not None else None
    if actor is not None and actor is not person and actor not in person.sides:
        person.sides.append(actor)


def _filler(claim: Claim, name: str) -> Filler | None:
    return next((r.filler for r in claim.roles if r.property == name), None)


def _appositions(board: Board) -> None:
    """ "spokesman Ali Reza", "Ali Reza, a spokesman": a description right beside a name."""
    for i in range(len(board.mentions) - 1):
        for j in range(i + 1, min(i + 4, len(board.mentions))):
            if board.mentions[j].span.start >= board.mentions[i].span.end:
                _apposed(board, i, j)
                break


def _apposed(board: Board, left: int, right: int) -> None:
    gap = board.layout.between(left, right)
    first, second = board.mentions[left], board.mentions[right]
    if first.form is Form.NOMINAL and second.form is Form.NAME and _RIGHT_BEFORE.fullmatch(gap):
        described, named = left, right
    elif first.form is Form.NAME and second.form is Form.NOMINAL and _APPOSED.fullmatch(gap):
        described, named = right, left
    else:
        return
    referent = board.links[named]
    if referent is None or board.links[described] is not None:
        return
    person = board.vocabulary.classes.person
    mention = board.mentions[described]
    if mention.plural or not (
        board.is_a(referent.cls, person) and board.is_a(mention.cls, person)
    ):
        return
    board.link(described, referent, "apposition", 0.9)
    referent.titles.add(board.layout.head(described))
    for k in mention.modifiers:
        actor = board.links[k]
        if actor is not None and actor is not referent and actor not in referent.sides:
            referent.sides.append(actor)
