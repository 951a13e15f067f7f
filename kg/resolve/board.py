"""The state of one document's decisions: who has been recognised, and which mention is whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.model import Decision, Extraction, Form, Span
from kg.ontology import Ontology
from kg.ontology.world import Entry
from kg.resolve.layout import Layout
from kg.resolve.standing import Standing
from kg.resolve.words import Pronoun, Words


@dataclass(slots=True, eq=False)
class Referent:
    """Someone or something that mentions of the document refer to."""

    key: int  #: place in the order of discovery
    cls: str
    entry: Entry | None = None
    names: list[str] = field(default_factory=list)  #: full forms, as written, titles stripped
    written: set[str] = field(default_factory=set)  #: names as they stand in the text
    described: str | None = None  #: words of the description, for one without a name
    state: Entry | None = (
        None  #: for a bare description of a body, the state that the text is about
    )
    local: bool = False  #: known in its document only
    doubtful: bool = False  #: described, and perhaps someone known before
    gender: str | None = None  #: by title or given name
    called: Counter[str] = field(default_factory=Counter)  #: genders of its pronouns
    plural: bool = False
    titles: set[str] = field(default_factory=set)  #: offices, lower-cased ("prime minister")
    lands: tuple[str, ...] = ()  #: for a border, ids of the two territories that it divides
    sides: list[Referent] = field(default_factory=list)  #: whom it holds a role in, likeliest first
    mentions: list[int] = field(default_factory=list)  #: those that refer to it
    classes: Counter[str] = field(default_factory=Counter)  #: votes of its mentions
    told: str | None = None  #: class by which the text describes an unknown name ("a militia")

    @property
    def kind(self) -> str:
        """What it is by all that is known: the class that the text tells, or that of its name."""
        return self.told or self.cls

    def words(self) -> set[str]:
        """Every word of its names, lower-cased."""
        found = {w for n in self.names for w in n.lower().split()}
        if self.entry is not None:
            for name in (self.entry.label, *self.entry.names):
                found.update(name.lower().split())
        return found


class Board:
    """Referents, links and decisions of one document; `link` and `merge` are its only changes."""

    def __init__(self, extraction: Extraction, ontology: Ontology, words: Words) -> None:
        self.extraction = extraction
        self.mentions = extraction.mentions
        self.ontology = ontology
        self.is_a = ontology.is_a  #: is the class the ancestor or one of its subclasses?
        self.vocabulary = words
        self.layout = Layout(extraction)
        standing = Standing(extraction, self.layout, words)
        self.acting = standing.acting()  #: mentions that stand where only an actor can
        self.held = standing.held()  #: mentions that stand where only land can
        self.employing = standing.employing()  #: those whose officer is spoken of ("its spokesman")
        self.beside = standing.beside()  #: mention -> those in the other roles of its claims
        self.referents: list[Referent] = []
        self.links: list[Referent | None] = [None] * len(self.mentions)
        self.reasons: dict[int, tuple[str, float, tuple[tuple[Referent, float], ...]]] = {}
        self._by_entry: dict[str, Referent] = {}
        self._borders: dict[tuple[str, ...], Referent] = {}

    def set_apart(self, mention: int, referent: Referent) -> bool:
        """Does the clause tell that a description is not the referent, who has another part in it?

        Who fights, backs or takes another is told by another phrase, and so is the doer: "the
        militants" that "the army" attacks are not the army.
        """
        if any(self.links[k] is referent for k in self.beside.get(mention, ())):
            return True
        head = self.mentions[mention].head.start
        grammar = self.mentions[mention].grammar
        if grammar is not None and grammar.doer != head and self.doer(mention) is referent:
            return True
        sentence = self.layout.sentence[mention]
        return any(
            (other := self.mentions[k].grammar) is not None and other.doer == head
            for k in referent.mentions
            if k != mention and self.layout.sentence[k] == sentence
        )

    def pronoun(self, mention: int) -> Pronoun | None:
        """What the mention's word tells as a pronoun."""
        return self.vocabulary.pronouns.get(self.layout.words(mention).lower())

    def speaker(self, mention: int) -> Referent | None:
        """Who says the innermost statement around the mention."""
        inside = self.layout.inside[mention]
        if inside is None:
            return None
        for filler in self.extraction.statements[inside].speakers:
            if filler.mention is not None and filler.mention != mention:
                return self.links[filler.mention]
        return None

    def unknown_speaker(self, mention: int) -> bool:
        """Are the words around the mention, no quotation, said by somebody who is not known?"""
        inside = self.layout.inside[mention]
        if inside is None or self.layout.quoted[mention]:
            return False
        said_by = self.extraction.statements[inside].speakers
        known = (f.mention is not None and self.links[f.mention] is not None for f in said_by)
        return bool(said_by) and not any(known) and mention not in self.layout.speakers

    def addressees(self, mention: int) -> list[Referent]:
        """Who is told the innermost statement around the mention."""
        inside = self.layout.inside[mention]
        if inside is None:
            return []
        statement = self.extraction.statements[inside]
        told = [f.mention for f in statement.via if f.mention is not None]
        if statement.cue is not None and statement.cue.end < statement.content.start:
            told += self.layout.within(Span(statement.cue.end, statement.content.start))
        return [r for k in told if (r := self.links[k])]

    def doer(self, mention: int) -> Referent | None:
        """Who does what the predicate around the mention says."""
        grammar = self.mentions[mention].grammar
        if grammar is None:
            return None
        doer = self.layout.headed.get(grammar.doer)
        return self.links[doer] if doer is not None else None

    def around_dateline(self, land: Referent) -> bool:
        """Was the text written in the land?"""
        ids = {land.entry.id, land.entry.twin} - {None} if land.entry is not None else set()
        places = (self.links[i] for i in self.layout.datelines)
        world = self.ontology.world
        return bool(ids) and any(
            at in ids for p in places if p and p.entry for at in world.chain(p.entry)[1:]
        )

    def new(self, cls: str, *, described: str | None = None, local: bool = False) -> Referent:
        """A referent not met before."""
        referent = Referent(len(self.referents), cls, described=described, local=local)
        self.referents.append(referent)
        return referent

    def of_entry(self, entry: Entry) -> Referent:
        """The referent that is this entry of the world."""
        known = self._by_entry.get(entry.id)
        if known is None:
            known = self.new(entry.cls)
            known.entry = entry
            known.names.append(entry.label)
            self._by_entry[entry.id] = known
        return known

    def border(self, cls: str, lands: tuple[str, ...]) -> Referent:
        """The referent that is the border between two territories, given by sorted ids."""
        known = self._borders.get(lands)
        if known is None:
            known = self._borders[lands] = self.new(cls)
            known.lands = lands
        return known

    def link(
        self,
        mention: int,
        referent: Referent,
        reason: str,
        score: float,
        rejected: tuple[tuple[Referent, float], ...] = (),
    ) -> None:
        """Decides a mention, with the reason, the score and who else it might have been."""
        before = self.links[mention]
        if before is not None:
            before.mentions.remove(mention)
        self.links[mention] = referent
        referent.mentions.append(mention)
        self.reasons[mention] = (reason, score, rejected)
        found = self.mentions[mention]
        if found.form is Form.NAME:
            referent.written.add(self.layout.words(mention))
        if found.form is Form.NAME or referent.described is not None:
            referent.classes[found.cls] += 1  # what others call it does not tell what it is
        if found.form is not Form.PRONOUN:
            referent.gender = referent.gender or found.gender
        elif found.gender:
            referent.called[found.gender] += 1

    def leave_open(
        self, mention: int, reason: str, rejected: tuple[tuple[Referent, float], ...] = ()
    ) -> None:
        """Decides that the evidence is too thin."""
        self.reasons[mention] = (reason, rejected[0][1] if rejected else 0.0, rejected)

    def merge(self, kept: Referent, other: Referent) -> None:
        """Makes two referents one; the first keeps its entry."""
        if kept is other:
            return
        for mention in other.mentions:
            self.links[mention] = kept
        kept.mentions += other.mentions
        other.mentions = []
        kept.names += [n for n in other.names if n not in kept.names]
        kept.written |= other.written
        kept.titles |= other.titles
        kept.classes += other.classes
        kept.sides += [s for s in other.sides if s not in kept.sides]
        kept.gender = kept.gender or other.gender
        kept.called += other.called
        kept.told = kept.told or other.told
        for referent in self.referents:
            referent.sides = [kept if s is other else s for s in referent.sides]

    def fits(self, referent: Referent, cls: str) -> bool:
        """Can a mention of this class refer to it, one class being a kind of the other?"""
        return self.is_a(referent.kind, cls) or self.is_a(cls, referent.cls)

    def tell(self, referent: Referent, cls: str) -> None:
        """Notes by which class the text describes somebody of whom only a name is known."""
        organisation = self.vocabulary.classes.organisation
        both = self.is_a(cls, organisation) and self.is_a(referent.cls, organisation)
        entry = referent.entry
        unlisted = entry is None or entry.cls == organisation
        unlisted = unlisted and bool(referent.names) and referent.told is None
        if unlisted and both and not self.is_a(referent.cls, cls):
            referent.told = cls

    def twin(self, referent: Referent) -> Referent | None:
        """The land of a state, or the state of a land."""
        entry = referent.entry
        if entry is None or entry.twin is None:
            return None
        other = self.ontology.world.entry(entry.twin)
        return self.of_entry(other) if other is not None else None

    def known_twin(self, referent: Referent) -> Referent | None:
        """The land of a state, or the state of a land, if the text has spoken of it."""
        twin = referent.entry.twin if referent.entry is not None else None
        return self._by_entry.get(twin) if twin is not None else None

    def side(self, actor: Referent) -> Referent:
        """For a body of a state the state, for a land its state, else the actor itself."""
        entry = actor.entry
        if entry is not None and entry.part_of:
            owner = self.ontology.world.entry(entry.part_of)
            return self.of_entry(owner) if owner is not None else actor
        if entry is not None and self.is_a(entry.cls, self.vocabulary.classes.country):
            return self.twin(actor) or actor
        return actor

    def decisions(self, place: dict[int, int]) -> tuple[Decision, ...]:
        """The decisions taken, with referents as places in the list of entities."""
        return tuple(
            Decision(
                mention,
                reason,
                round(min(score, 1.0), 3),
                tuple((place[r.key], round(s, 3)) for r, s in rejected if r.key in place),
            )
            for mention, (reason, score, rejected) in sorted(self.reasons.items())
        )
