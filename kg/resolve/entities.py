"""Applies the decisions: referents become entities with identifiers that depend on content only."""

from __future__ import annotations

from dataclasses import replace

from kg import ids
from kg.model import Claim, Entity, Extraction, Form, Resolution, Role
from kg.ontology import Ontology
from kg.resolve.board import Board, Referent
from kg.resolve.bodies import Bodies
from kg.resolve.called import Called, called_by_owner, fullest


def resolution(extraction: Extraction, board: Board, ontology: Ontology) -> Resolution:
    """The extraction with its mentions linked; one entity per identifier.

    Args:
        extraction: what the document says.
        board: what has been decided.
        ontology: with the world that all documents share; what only this one knows has no entry.
    """
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
        if entity.entry is not None and ontology.world.entry(entity.entry) is None:
            entity = replace(entity, entry=None)
        if entity.id not in by_id:
            by_id[entity.id] = len(entities)
            entities.append(entity)
        place[referent.key] = by_id[entity.id]
    links = tuple(None if r is None else place[r.key] for r in board.links)
    kept = tuple(_known(board, c) for c in extraction.claims if not _of_nobody(board, c))
    extraction = replace(extraction, claims=kept)
    return Resolution(extraction, tuple(entities), links, board.decisions(place))


def _of_nobody(board: Board, claim: Claim) -> bool:
    """Does a pronoun of which nobody knows whom it means stand where a claim needs somebody?"""
    needed = board.vocabulary.needed_slots
    return any(role.property in needed and _open(board, role) for role in claim.roles)


def _known(board: Board, claim: Claim) -> Claim:
    """The claim without the body that only a pronoun tells of which nobody knows whom it means."""
    side = board.vocabulary.classes.role_in
    roles = tuple(r for r in claim.roles if r.property != side or not _open(board, r))
    return claim if len(roles) == len(claim.roles) else replace(claim, roles=roles)


def _open(board: Board, role: Role) -> bool:
    """Does a pronoun fill the slot of which nobody knows whom it means?"""
    k = role.filler.mention
    return k is not None and board.mentions[k].form is Form.PRONOUN and board.links[k] is None


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
    name = fullest(referent.names)
    if name is not None and not referent.local:
        finer = referent.kind if board.is_a(referent.kind, cls) else cls
        return Entity(ids.named_entity(cls, name), finer, name)
    called = Called(name, None) if name else called_by_owner(board, referent)
    key = board.extraction.document.key
    identifier = ids.local_entity(key, cls, called.words, written=called.written)
    return Entity(identifier, cls, called.words or None)


def _border(board: Board, referent: Referent) -> Entity:
    """A border is known by its lands; unless the text names both in one name, it is described."""
    found = (board.ontology.world.entry(land) for land in referent.lands)
    described = "border between " + " and ".join(entry.label for entry in found if entry)
    name = fullest(referent.names) or described
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
