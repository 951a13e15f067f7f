"""Applies the decisions: referents become entities with identifiers that depend on content only."""

from __future__ import annotations

from kg import ids
from kg.model import Entity, Extraction, Resolution
from kg.resolve.board import Board, Referent
from kg.resolve.bodies import Bodies

_MARKS = ' "\u201c\u201d\u201e\u00ab\u00bb'  #: quote marks that are no part of a name


def resolution(extraction: Extraction, board: Board) -> Resolution:
    """The extraction with its mentions linked; one entity per identifier."""
    used = {r for r in board.links if r is not None}
    used.update(r for _, _, rejected in board.reasons.values() for r, _ in rejected)
    entities: list[Entity] = []
    by_id: dict[str, int] = {}
    place: dict[int, int] = {}
    bodies = _bodies(board)
    for referent in board.referents:
        if referent not in used:
            continue
        entity = bodies.get(referent.key) or _entity(board, referent)
        if entity.id not in by_id:
            by_id[entity.id] = len(entities)
            entities.append(entity)
        place[referent.key] = by_id[entity.id]
    links = tuple(None if r is None else place[r.key] for r in board.links)
    return Resolution(extraction, tuple(entities), links, board.decisions(place))


def _bodies(board: Board) -> dict[int, Entity]:
    """Referents that are known as a body of a state and by no name of their own."""
    bodies, found = Bodies(board), {}
    for mention, referent in enumerate(board.links):
        if referent is None or not referent.local or referent.names or referent.key in found:
            continue
        entity = bodies.entity(mention)
        if entity is not None:
            found[referent.key] = entity
    return found


def _entity(board: Board, referent: Referent) -> Entity:
    entry = referent.entry
    if entry is not None:
        return Entity(entry.id, entry.cls, entry.label, entry.id)
    if referent.lands:
        return _border(board, referent)
    cls = _class(board, referent)
    name = _fullest(referent.names)
    words = name or _trimmed(referent.described or "")
    if referent.local or name is None:
        key = board.extraction.document.key
        return Entity(ids.local_entity(key, cls, words), cls, words or None)
    return Entity(ids.named_entity(cls, name), cls, name)


def _border(board: Board, referent: Referent) -> Entity:
    """A border is known by its lands; unless the text names both in one name, it is described."""
    found = (board.ontology.world.entry(land) for land in referent.lands)
    described = "border between " + " and ".join(entry.label for entry in found if entry)
    name = _fullest(referent.names) or described
    return Entity(
        ids.border(referent.cls, referent.lands), referent.cls, name, lands=referent.lands
    )


def _class(board: Board, referent: Referent) -> str:
    """The class that most mentions suggest; who holds a role is a person for all that."""
    if board.is_a(referent.cls, board.vocabulary.classes.person):
        return referent.cls
    votes = [
        (count, cls) for cls, count in referent.classes.items() if board.ontology.parents.get(cls)
    ]
    known = bool(board.ontology.parents.get(referent.cls))
    votes += [(1, referent.cls)] if known else []
    return max(votes)[1] if votes else referent.cls


def _trimmed(words: str) -> str:
    """The words without a quote mark at an end that has no partner inside."""
    bare = words.strip(_MARKS)
    return words if any(mark in bare for mark in _MARKS.strip()) else bare


def _fullest(names: list[str]) -> str | None:
    """The name of most words, then the longest, then by code point."""
    whole = [n for n in (_trimmed(name) for name in names) if n]
    return min(whole, key=lambda n: (-len(n.split()), -len(n), n)) if whole else None
