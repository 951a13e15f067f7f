"""Which place the text itself puts around one that the world does not know."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.ids import fold
from kg.model import Entity, Form, Resolution
from kg.resolve.board import Board

_BEHIND = re.compile(r",?\s+in\s+((?:[a-z-]+\s+){0,3})|,\s+|\s+\(")
_OWNED = re.compile(r"['\u2019]s? ")
_LISTED = re.compile(r",? (?:and|or) |, ")
_THE = "the"
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
        mentions = self._board.mentions
        for i, link in enumerate(self._links):
            if link is not None and mentions[i].form is Form.NAME and self._is_unknown(link):
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
        whole = self._phrase(mention)
        for k in (*self._behind(whole), *self._owners(whole)):
            link = self._links[k]
            if link is None or link == inner:
                continue
            outer, cls = self._entities[link], self._entities[inner].cls
            if self._holds(outer.cls, cls):
                yield self._land(outer)
                continue
            entry = self._board.ontology.world.entry(outer.entry or "")
            wider = self._board.ontology.world.entry(entry.within or "") if entry else None
            if (
                wider
                and fold(wider.label) == fold(outer.name or "")
                and self._holds(wider.cls, cls)
            ):
                yield wider.id  # "the village of Kashma in Idlib": in the province

    def _phrase(self, mention: int) -> int:
        """The description that a name is part of, of the same place ("the Quill district")."""
        whole = self._board.layout.possessed.get(mention)
        mentions = self._board.mentions
        same = whole is not None and mentions[whole].cls == mentions[mention].cls
        return whole if whole is not None and same else mention

    def _behind(self, mention: int) -> Iterator[int]:
        """The places right behind, unless all stand in one list."""
        mentions, text = self._board.mentions, self._board.layout.text
        end = mentions[mention].span.end
        for k in self._from(mention):
            found = _BEHIND.fullmatch(text, end, max(end, mentions[k].span.start))
            if found is None or not self._is_where(found.group(1)):
                continue
            outer = self._outermost(k)
            if not self._listed(outer):
                yield outer

    def _is_where(self, words: str | None) -> bool:
        """Do the words between "in" and a place only tell which part of it ("the northern")?"""
        return all(w == _THE or w in self._directions for w in (words or "").split())

    def _from(self, mention: int) -> range:
        return range(mention + 1, min(mention + 5, len(self._board.mentions)))

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
        bare = f"{first.lower()}ern" in self._directions  # "East" is no part of a country
        meant = (self._entities[k] for k in sorted({k for k in self._links if k is not None}))
        lands = (self._land(e) for e in meant if fold(e.name or "") == fold(rest))
        world = self._board.ontology.world
        known = (e.id for e in map(world.entry, world.by_name.get(fold(rest), ())) if e)
        for land in (*lands, *known):
            found = world.entry(land)
            if found is None or not self._board.is_a(found.cls, self._classes.land):
                continue
            if not (bare and self._size(found.cls) == _COUNTRY):
                return land
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
