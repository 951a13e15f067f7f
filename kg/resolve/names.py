"""Decides names: world entries, equal full names, acronyms, surnames and other short forms."""

from __future__ import annotations

from kg.model import Form
from kg.resolve.acronyms import decide_acronyms
from kg.resolve.aliases import decide_aliases
from kg.resolve.board import Board
from kg.resolve.known import Known
from kg.resolve.naming import Naming
from kg.resolve.shortened import decide_shortened
from kg.resolve.surnames import Surnames
from kg.resolve.titles import read_titles


def decide_names(board: Board) -> None:
    """Links every name and demonym, in the order from certain to less certain."""
    naming = Naming(board)
    Known(naming).decide()
    _full(naming)
    decide_acronyms(naming)
    decide_aliases(naming)
    surnames = Surnames(naming)
    surnames.join_longer_forms()
    decide_shortened(naming)
    surnames.decide()
    read_titles(board)


def _full(naming: Naming) -> None:
    """Names of several words, or of one that is no person's: equal words are one."""
    for i in naming.named:
        if naming.board.links[i] is not None or naming.single_person(i):
            continue
        if naming.board.mentions[i].form is Form.ADJECTIVE:
            naming.board.leave_open(i, "no_such_demonym")
            continue
        naming.named_so(i, " ".join(naming.core[i]))
