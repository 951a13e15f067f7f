"""Lands named beside their kind: "the town of Sake", "the capital, Kalun", "Dorvan province"."""

from __future__ import annotations

import re

from kg.model import Form
from kg.resolve.board import Board, Referent

_NAMED_AFTER = re.compile(r"\s*,\s*")
_CLOSED = re.compile(r"\s*[,.;:\n\u2014-]")
_AGED = re.compile(r"\s*,\s*\d")  #: behind a name, the age of a person


def land_before(board: Board, kind: int) -> Referent | None:
    """As in "Dorvan province": the land whose name stands before its kind, if it is unlisted."""
    found = board.mentions[kind]
    if found.plural or not board.is_a(found.cls, board.vocabulary.classes.land):
        return None
    for k in found.modifiers:
        land, span = board.links[k], board.mentions[k].span
        beside = board.layout.text[span.end : found.head.start] == " "
        if land is None or land.entry is not None or not beside or span.start < found.span.start:
            continue
        if board.mentions[k].form is Form.NAME and board.fits(land, found.cls):
            return land
    return None


def named_land(board: Board, left: int, right: int) -> None:
    """As in "the town of Sake": the description is the place named, where both are one kind."""
    classes, found, named = board.vocabulary.classes, board.mentions[left], board.links[right]
    if named is None or board.links[left] is not None or found.plural:
        return
    if found.form is not Form.NOMINAL or board.mentions[right].form is not Form.NAME:
        return
    if board.layout.head(left) in board.vocabulary.relational:
        return  # "the west of Kalun" is no name for it
    if board.layout.between(left, right) != " of " or not board.is_a(found.cls, classes.land):
        return
    if found.cls != classes.land and board.fits(named, found.cls):
        board.link(left, named, "named_kind", 0.9)


def place_beside(board: Board, left: int, right: int) -> None:
    """As in "the provincial capital, Kalun, fell": the place named, known or not until then."""
    classes, found, named = board.vocabulary.classes, board.mentions[left], board.links[right]
    if named is None or board.links[left] is not None or found.plural:
        return
    if found.cls == classes.land or not board.is_a(found.cls, classes.land):
        return
    if found.form is not Form.NOMINAL or board.mentions[right].form is not Form.NAME:
        return
    if board.layout.words(right).isupper() and not board.layout.words(left).isupper():
        return  # "the mission in the country, UNMID," tells what the mission is
    after = board.mentions[right].span.end
    closed = _CLOSED.match(board.layout.text, after) and not _AGED.match(board.layout.text, after)
    if not (_NAMED_AFTER.fullmatch(board.layout.between(left, right)) and closed):
        return
    speaks = not board.layout.speakers.isdisjoint(named.mentions)
    open_ = named.cls == classes.organisation or board.is_a(named.cls, classes.land)
    if named.entry is None and open_ and not speaks:
        named.cls = found.cls  # of an unknown name the description tells what it is
        named.classes.clear()
    if board.fits(named, found.cls):
        board.link(left, named, "apposition", 0.9)
