"""Who "our ally" is: the one whom the text itself binds to the possessor by an alliance."""

from __future__ import annotations

from kg.model import Form
from kg.resolve.board import Board, Referent


def decide_partners(board: Board) -> None:
    """Links "its ally" to the only named partner that the document gives the possessor."""
    classes = board.vocabulary.classes
    nouns = [
        i
        for i, m in enumerate(board.mentions)
        if m.form is Form.NOMINAL
        and not m.plural
        and m.modifiers
        and board.layout.head(i) in board.vocabulary.partners
    ]
    if not nouns or not classes.bond:
        return
    pairs = _pairs(board)
    for i in nouns:
        known = board.links[i]
        if known is not None and known.described is None:
            continue
        owners = [r for k in board.mentions[i].modifiers if (r := board.links[k]) is not None]
        found = {
            r
            for owner in owners
            for r in _partners(pairs, owner)
            if not any(_same(r, other) for other in owners)
        }
        found = {board.side(r) for r in found}
        if len(found) == 1:
            board.link(i, found.pop(), "partner_of_possessor", 0.75)


def _pairs(board: Board) -> list[tuple[Referent, Referent]]:
    """The named actors that the document's claims of alliance bind."""
    found = []
    for claim in board.extraction.claims:
        if not board.is_a(claim.cls, board.vocabulary.classes.bond):
            continue
        ends = [r.filler.mention for r in claim.roles]
        bound = [r for m in ends if m is not None and (r := board.links[m]) is not None]
        if len(bound) == len(ends) == 2:  # noqa: PLR2004 - an alliance binds two
            found.append((bound[0], bound[1]))
    return [(a, b) for a, b in found if a.described is None and b.described is None and a is not b]


def _partners(pairs: list[tuple[Referent, Referent]], owner: Referent) -> list[Referent]:
    return [other for a, b in pairs for one, other in ((a, b), (b, a)) if _same(one, owner)]


def _same(one: Referent, other: Referent) -> bool:
    """Are they one, or a person and the side that the person speaks for?"""
    return one is other or one in other.sides
