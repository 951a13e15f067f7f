"""Decides shortened names of bodies: "Bayern" for "Bayern Munich"."""

from __future__ import annotations

from collections import defaultdict

from kg.ids import fold
from kg.resolve.board import Referent
from kg.resolve.naming import Naming

_ADDED = frozenset({"&", "the", "vs", "v"})
_MIN_SHORT = 2  #: letters that a short form has at least, so that initials are no short forms


def decide_shortened(naming: Naming) -> None:
    """As in "Bayern" for the one organisation whose longer name starts or ends so."""
    organisation = naming.words.classes.organisation
    linked = (r for r in dict.fromkeys(naming.board.links) if r is not None)
    bodies = [r for r in linked if r.names and naming.board.is_a(r.cls, organisation)]
    longer: dict[str, dict[Referent, None]] = defaultdict(dict)
    for referent in bodies:
        for part in {p for name in referent.names for p in _parts(fold(name).split())}:
            longer[part][referent] = None
    for referent in bodies:
        if referent.entry is None and len(referent.names[0]) >= _MIN_SHORT:
            found = [r for r in longer.get(fold(referent.names[0]), ()) if r is not referent]
            if len(found) == 1:
                naming.join(found[0], referent, "shorter_form_matches")


def _parts(words: list[str]) -> set[str]:
    """Every beginning and ending of a name; none of two names that stand side by side."""
    if _ADDED & set(words):
        return set()
    cuts = range(1, len(words))
    return {" ".join(words[:k]) for k in cuts} | {" ".join(words[k:]) for k in cuts}
