"""Which place the text itself puts around one that the world does not know."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.ids import fold
from kg.model import Entity, Form, Resolution
from kg.resolve.board import Board

_BEHIND = re.compile(r"(?:,| in| in the|, in| \()\s*")
_OWNED = re.compile(r"['\u2019]s? ")
_LISTED = re.compile(r",? (?:and|or) |, ")
_BUILDING, _TOWN, _REGION, _COUNTRY = range(4)

#: Place of an entity -> how often the text puts it into which other.
Votes = Mapping[int, Counter[str]]


class Containment:
    """Reads "Kashma in the Green Valley", "Kashma, Ruritania" and "Ruritania's Kashma"."""

    def __init__(self, resolution: Resolution, board: Board) -> None:
        self._resolution, self._board = resolution, board
        self._entities, self._links = resolution.entities, resolution.links
        self._classes = board.vocabulary.classes
        names = board.ontology.lexicon.get("names", {})
        self._region: str = names.get("classes", {}).get("region", "")
        self._directions = frozenset(names.get("places", {}).get("directions", ()))

    def told(self) -> Resolution:
        """The resolution, its unknown places within those that the text names around them."""
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for i, link in enumerate(self._links):
            if link is not None and self._is_unknown(link):
                votes[link].update(self._around(i, link))
        for k, entity in enumerate(self._entities):
            whole = self._whole(entity) if self._is_unknown(k) else None
            if whole is not None:
                votes[k][whole] += 1
        if not any(votes.values()):
            return self._resolution
        entities = tuple(
            replace(e, within=_likeliest(votes[k])) if votes.get(k) else e
            for k, e in enumerate(self._entities)
        )
        return replace(self._resolution, entities=entities)

    def _is_unknown(self, entity: int) -> bool:
        found = self._entities[entity]
        land = self._board.is_a(found.cls, self._classes.land) and not found.lands
        return land and found.entry is None and self._size(found.cls) < _COUNTRY

    def _around(self, mention: int, inner: int) -> Iterator[str]:
        """The places that stand around the mention as those in which it lies."""
        for k in (*self._behind(mention), *self._owners(mention)):
            link = self._links[k]
            if link is None or link == inner:
                continue
            outer = self._entities[link]
            if self._holds(outer.cls, self._entities[inner].cls):
                yield self._land(outer)

    def _behind(self, mention: int) -> Iterator[int]:
        """The place right behind, unless both stand in one list."""
        mentions, layout = self._board.mentions, self._board.layout
        end = mentions[mention].span.end
        after = next((k for k in self._from(mention) if mentions[k].span.start >= end), None)
        if after is None or not _BEHIND.fullmatch(layout.text, end, mentions[after].span.start):
            return
        after = self._outermost(after)
        if not self._listed(after):
            yield after

    def _from(self, mention: int) -> range:
        return range(mention + 1, min(mention + 4, len(self._board.mentions)))

    def _outermost(self, mention: int) -> int:
        """The mention that the one found begins ("the Karak district")."""
        owner = self._board.layout.possessed.get(mention)
        begins = self._board.mentions[mention].span.start
        if owner is not None and self._board.mentions[owner].span.start == begins:
            return owner
        return mention

    def _listed(self, mention: int) -> bool:
        """Does a list go on behind the place ("Kashma, Sarif and Dorn")?"""
        mentions = self._board.mentions
        end = mentions[mention].span.end
        after = next((k for k in self._from(mention) if mentions[k].span.start >= end), None)
        if after is None or self._links[after] is None:
            return False
        stretch = _LISTED.fullmatch(self._board.layout.text, end, mentions[after].span.start)
        other, own = self._links[after], self._links[mention]
        if stretch is None or other is None or own is None:
            return False
        further = self._entities[other]
        if not self._board.is_a(further.cls, self._classes.land):
            return False
        return self._land(further) not in self._chain(self._land(self._entities[own]))[1:]

    def _owners(self, mention: int) -> Iterator[int]:
        """The places whose the mention is said to be ("Cairo's Quill district")."""
        mentions, text = self._board.mentions, self._board.layout.text
        for k in mentions[mention].modifiers:
            if mentions[k].form is Form.NAME and _OWNED.match(text, mentions[k].span.end):
                yield k

    def _whole(self, entity: Entity) -> str | None:
        """The land of which the name tells a part ("Eastern Ghouta")."""
        first, _, rest = (entity.name or "").partition(" ")
        if not rest or first.lower() not in self._directions:
            return None
        named = (e for e in self._entities if fold(e.name or "") == fold(rest))
        known = self._board.ontology.world.candidates(rest)
        for found in (*named, *known):
            if self._board.is_a(found.cls, self._classes.land) and found.id != entity.id:
                return found.id
        return None

    def _holds(self, outer: str, inner: str) -> bool:
        """Can a place of the one class lie around one of the other?"""
        state = self._board.is_a(outer, self._classes.state)
        if not state and not self._board.is_a(outer, self._classes.land):
            return False
        large, small = self._size(outer), self._size(inner)
        return large > small or large == small == _REGION

    def _size(self, cls: str) -> int:
        classes, is_a = self._board.vocabulary.classes, self._board.is_a
        if is_a(cls, classes.country) or is_a(cls, classes.state):
            return _COUNTRY
        if is_a(cls, classes.city):
            return _TOWN
        return _REGION if is_a(cls, self._region) else _BUILDING

    def _land(self, entity: Entity) -> str:
        """The land of a state, else the place itself."""
        entry = self._board.ontology.world.entry(entity.entry) if entity.entry else None
        if entry is not None and entry.twin and self._board.is_a(entry.cls, self._classes.state):
            return entry.twin
        return entity.id

    def _chain(self, identifier: str) -> list[str]:
        entry = self._board.ontology.world.entry(identifier)
        return [identifier] if entry is None else self._board.ontology.world.chain(entry)


def _likeliest(votes: Counter[str]) -> str:
    """The place that is told most often; of several the first by id."""
    return min(votes, key=lambda i: (-votes[i], i))
