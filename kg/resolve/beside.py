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
    if named is None or not _one_land(board, left) or found.cls == classes.land:
        return
    if board.mentions[right].form is not Form.NAME or board.layout.between(left, right) != " of ":
        return
    words, head = board.vocabulary, board.layout.head(left)
    if head in words.relational or head in words.capitals:
        return  # "the west of Kalun" is no name for it
    _tell_kind(board, named, found.cls, any_name=board.is_a(found.cls, classes.city))
    if board.fits(named, found.cls):
        board.link(left, named, "named_kind", 0.9)


def _one_land(board: Board, mention: int) -> bool:
    """Is it a description of one land, of which it is not known yet which?"""
    found = board.mentions[mention]
    land = board.is_a(found.cls, board.vocabulary.classes.land)
    return land and found.form is Form.NOMINAL and not found.plural and board.links[mention] is None


def _tell_kind(board: Board, named: Referent, kind: str, *, any_name: bool) -> None:
    """Of a name that the world does not know the description tells what land it is.

    Args:
        board: the document.
        named: whom the name means.
        kind: the class that the description tells.
        any_name: also where the name was taken for that of a person or a body who says nothing.
    """
    classes, is_a = board.vocabulary.classes, board.is_a
    part = is_a(named.cls, classes.land) and not is_a(named.cls, classes.country)
    silent = board.layout.speakers.isdisjoint(named.mentions)
    if named.entry is None and (part or (any_name and silent)):
        named.cls = kind
        named.classes.clear()


def place_beside(board: Board, left: int, right: int) -> None:
    """As in "the provincial capital, Kalun, fell": the place named, known or not until then."""
    classes, found, named = board.vocabulary.classes, board.mentions[left], board.links[right]
    if named is None or not _one_land(board, left) or found.cls == classes.land:
        return
    if board.mentions[right].form is not Form.NAME:
        return
    if board.layout.words(right).isupper() and not board.layout.words(left).isupper():
        return  # "the mission in the country, UNMID," tells what the mission is
    after = board.mentions[right].span.end
    closed = _CLOSED.match(board.layout.text, after) and not _AGED.match(board.layout.text, after)
    if not (_NAMED_AFTER.fullmatch(board.layout.between(left, right)) and closed):
        return
    _tell_kind(board, named, found.cls, any_name=named.cls == classes.organisation)
    if board.fits(named, found.cls):
        board.link(left, named, "apposition", 0.9)
