"""The adjectives that may be made of the name of a land which the world does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.ids import fold

_SHORTEST = 3  #: letters that are left of a name, at least


@dataclass(frozen=True, slots=True)
class Demonyms:
    """How a language makes them: what a name loses at its end, and what is put there."""

    dropped: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    @classmethod
    def read(cls, lexicon: Mapping[str, Mapping[str, Any]]) -> Demonyms:
        """Those of an ontology's lexicon; none where it has no such table."""
        table = lexicon.get("states", {}).get("demonyms", {})
        return cls(tuple(table.get("dropped", ())), tuple(table.get("endings", ())))

    def of(self, name: str) -> frozenset[str]:
        """All adjectives that may be made of the name, folded.

        >>> sorted(Demonyms(("", "a"), ("an", "ese")).of("Zambala"))
        ['zambalaan', 'zambalaese', 'zambalan', 'zambalese']
        """
        folded = fold(name)
        stems = [folded.removesuffix(d) for d in self.dropped if folded.endswith(d)]
        return frozenset(
            stem + ending for stem in stems if len(stem) >= _SHORTEST for ending in self.endings
        )
