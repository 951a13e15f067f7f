"""Actors and territories: which node each mention refers to, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg import ids
from kg import vocabulary as v
from kg.graph.scope import Scope
from kg.graph.terms import LABEL, TYPE, Quads, clean, literal, node
from kg.graph.text import Text
from kg.model import Entity, Filler, Form, Resolution
from kg.ontology.entry import Entry
from kg.vocabulary import Class, Property

#: Words of the longest description that serves as a name.
LONGEST = 6

_FORMS = (Form.NAME, Form.NOMINAL, Form.ADJECTIVE, Form.PRONOUN)
_LATITUDE, _LONGITUDE = node(v.WGS84 + "lat"), node(v.WGS84 + "long")


class Entities:
    """The entities of one document; describes in the shared graph what the world graph does not."""

    def __init__(self, resolution: Resolution, text: Text, scope: Scope, quads: Quads) -> None:
        self._resolution = resolution
        self._text = text
        self._scope = scope
        self._quads = quads
        self._shared: dict[NamedNode, tuple[Quad, ...]] = {}
        self._names = self._longest_words()
        self._proper = self._called_by_name()

    @property
    def shared(self) -> dict[NamedNode, tuple[Quad, ...]]:
        """Descriptions for the shared graph, by subject."""
        return self._shared

    def share(self, subject: NamedNode, quads: Quads) -> None:
        """Keeps a description for the shared graph."""
        self._shared[subject] = quads.freeze()

    def linked(self, mention: int | None) -> NamedNode | None:
        """The entity that a mention refers to; None if it was left open."""
        index = None if mention is None else self._resolution.links[mention]
        return None if index is None else self.entity(index)

    def entity(self, index: int) -> NamedNode:
        """The node of an entity of the resolution, described."""
        entity = self._resolution.entities[index]
        return self._named(entity, entity.name or self._names.get(index))

    def filling(self, filler: Filler) -> NamedNode:
        """The entity in a slot; if nobody knows which, one that exists for these words only."""
        found = self.linked(filler.mention)
        if found is not None:
            self._name_by(filler, found)
            return found
        cls: str = Class.ENTITY
        if filler.mention is not None:
            cls = self._resolution.extraction.mentions[filler.mention].cls
        words = " ".join(self._text.words(filler.span).split())
        key = self._text.document.key
        local = ids.local_entity(key, cls, f"{words} {filler.span.start}")
        return self._named(Entity(local, cls, words), words)

    def taking_part(self, filler: Filler) -> NamedNode | None:
        """The entity in a slot of a claim; None for a pronoun of which nobody knows whom it means.

        Its words stay with the claim, but they name nobody: "it" is no actor.
        """
        mention = filler.mention
        open_ = mention is not None and self._resolution.links[mention] is None
        if open_ and self._resolution.extraction.mentions[mention or 0].form is Form.PRONOUN:
            return None
        return self.filling(filler)

    def named_by(self, filler: Filler) -> NamedNode | None:
        """Who is named as a source; None if the words may mean several and were left open.

        Words that no rule knows for a mention ("one of the pilots", "reports") are somebody of whom
        nothing else is known.
        """
        if filler.mention is None:
            return self.filling(filler)
        found = self.linked(filler.mention)
        if found is not None:
            self._name_by(filler, found)
        return found

    def _name_by(self, filler: Filler, entity: NamedNode) -> None:
        """Keeps "government of Osmia" for what the text calls "government" there.

        A description is fuller with what it is said to be of; longer phrases go on to tell
        something else.
        """
        index = filler.mention
        mention = self._resolution.extraction.mentions[index] if index is not None else None
        if index is None or mention is None or mention.form is not Form.NOMINAL:
            return
        link = self._resolution.links[index]
        if link is None or link in self._proper:
            return
        words = " ".join(self._text.words(filler.span).split())
        after = words.removeprefix(" ".join(self._text.words(mention.span).split()))
        if after != words and after.startswith(" of ") and len(words.split()) <= LONGEST:
            self._quads.add(entity, Property.NAME, literal(words))

    def publisher(self) -> NamedNode | None:
        """The outlet of the document, by the world file's name or its own; None if not given."""
        name = clean(self._text.document.publisher or "").strip()
        if not name:
            return None
        ontology = self._scope.ontology
        for entry in ontology.world.candidates(name):
            if ontology.is_a(entry.cls, Class.MEDIA):
                return self._named(Entity(entry.id, entry.cls, entry.label, entry.id), entry.label)
        return self._named(Entity(ids.named_entity(Class.MEDIA, name), Class.MEDIA, name), name)

    def _longest_words(self) -> dict[int, str]:
        """For each entity, its fullest mention: names before descriptions, then the longest."""
        best: dict[int, tuple[int, int, str]] = {}
        for mention, link in zip(
            self._resolution.extraction.mentions, self._resolution.links, strict=True
        ):
            if link is not None:
                words = " ".join(self._text.words(mention.span).split())
                rank = (_FORMS.index(mention.form), -len(words), words)
                best[link] = min(best.get(link, rank), rank)
        return {index: rank[2] for index, rank in best.items()}

    def _called_by_name(self) -> frozenset[int]:
        """The entities that bear a proper name, which no description replaces."""
        mentions, links = self._resolution.extraction.mentions, self._resolution.links
        named = {
            link
            for mention, link in zip(mentions, links, strict=True)
            if link is not None and mention.form in {Form.NAME, Form.ADJECTIVE}
        }
        listed = {i for i, e in enumerate(self._resolution.entities) if e.entry is not None}
        return frozenset(named | listed)

    def _named(self, entity: Entity, name: str | None) -> NamedNode:
        subject = self._scope.at(entity.id)
        if name:
            self._quads.add(subject, Property.NAME, literal(name))
        if subject not in self._shared and not self._scope.in_world(entity.id):
            entry = self._scope.ontology.world.entry(entity.entry or entity.id)
            if entry is None:
                self._describe_named(subject, entity)
            else:
                self._describe_entry(entry)
        if entity.within:
            self._put_within(subject, entity.within)
        return subject

    def _put_within(self, subject: NamedNode, land: str) -> None:
        """Says where the text puts a place: a finding of this document, not of the world."""
        if not self._scope.in_world(land):
            entry = self._scope.ontology.world.entry(land)
            if entry is not None:
                self._describe_entry(entry)
        self._quads.add(subject, Property.WITHIN, self._scope.at(land))

    def _describe_named(self, subject: NamedNode, entity: Entity) -> None:
        # What is shared must follow from the id alone, or it would depend on which document came
        # last: a class finer than the one in the id is a finding of this document.
        general = next(
            (c for c in sorted(self._scope.ontology.ancestors(entity.cls))
             if ids.slug(c) == entity.id.partition("/")[0]),
            entity.cls,
        )  # fmt: skip
        quads = Quads(self._scope.shared)
        quads.add(subject, TYPE, *self._scope.types(general))
        quads.add(subject, Property.REPORTED_TYPE, self._scope.reported(general))
        for land in entity.lands:
            quads.add(subject, Property.BORDERS, self._scope.at(land))
        self.share(subject, quads)
        if general != entity.cls:
            known = set(self._scope.types(general))
            finer = (t for t in self._scope.types(entity.cls) if t not in known)
            self._quads.add(subject, TYPE, *finer)

    def _describe_entry(self, entry: Entry) -> None:
        """Describes a gazetteer entry, and all that lies around it or is tied to it."""
        todo = [entry]
        while todo:
            current = todo.pop()
            subject = self._scope.at(current.id)
            if subject in self._shared or self._scope.in_world(current.id):
                continue
            self.share(subject, self._entry_quads(subject, current))
            for other in _tied(current):
                found = self._scope.ontology.world.entry(other)
                if found is not None:
                    todo.append(found)

    def _entry_quads(self, subject: NamedNode, entry: Entry) -> Quads:
        quads = Quads(self._scope.shared)
        quads.add(subject, TYPE, *self._scope.types(entry.cls))
        quads.add(subject, Property.REPORTED_TYPE, self._scope.reported(entry.cls))
        quads.add(subject, LABEL, literal(entry.label))
        for predicate, code in (
            (Property.WIKIDATA, entry.wikidata),
            (Property.GEONAMES, entry.geonames),
        ):
            if code:
                quads.add(subject, predicate, literal(code))
        for coordinate, degrees in ((_LATITUDE, entry.latitude), (_LONGITUDE, entry.longitude)):
            if degrees is not None:
                quads.add(subject, coordinate, literal(float(degrees)))
        for predicate, path in (
            (Property.WITHIN, entry.within),
            (Property.TWIN, entry.twin),
            (Property.PART_OF, entry.part_of),
        ):
            if path:
                quads.add(subject, predicate, self._scope.at(path))
        return quads


def _tied(entry: Entry) -> Iterator[str]:
    """Ids of the entries without which this one's description would hang in the air."""
    return (path for path in (entry.within, entry.twin, entry.part_of) if path)
