"""The records that pass from stage to stage: plain, frozen, without RDF and without spaCy.

Offsets count Unicode code points from the first character of `Document.text`, end exclusive:
`text[start:end]` is always exactly the words meant. Names of classes and properties are local
names of the ontology ("Person", "controller"), never written in the code but read from `ontology/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the document's text, in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read, with what is known about it."""

    key: str  #: URL, or the path relative to the INPUT given; identifies the document in a store
    file: str  #: base name of the file it came from
    text: str  #: the whole text, front matter included; every offset refers to it
    body: int = 0  #: offset of the first character after the front matter
    title: str | None = None  #: headline, where the metadata has one
    publisher: str | None = None  #: outlet
    author: str | None = None  #: byline
    published: str | None = None  #: ISO 8601 date (YYYY-MM-DD, YYYY-MM or YYYY)
    url: str | None = None  #: where it was published
    language: str | None = None  #: ISO 639-1 code, where known
    fictional: bool = False  #: the text says that its persons and outlets are made up


class Form(Enum):
    """How a mention refers to its entity."""

    NAME = "name"  #: a proper name: "Maria Zakharova", "Islam Qala"
    NOMINAL = "nominal"  #: a description: "the spokeswoman", "government forces", "large cities"
    PRONOUN = "pronoun"  #: "she", "our"
    ADJECTIVE = "adjective"  #: a demonym as modifier: "Russian", "Afghan-Tajik"


class Function(Enum):
    """What a phrase does in its clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    OBLIQUE = "oblique"  #: behind a preposition
    POSSESSOR = "possessor"
    MODIFIER = "modifier"  #: before another noun ("Tajik border")
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Where a phrase stands in its sentence, as far as later words depend on it."""

    function: Function
    clause: int = -1  #: offset of the predicate that it belongs to; -1: none
    governor: str = ""  #: lemma of that predicate; of a possessor, of what it possesses
    doer: int = -1  #: offset of the head of the phrase that does what the predicate says; -1: none
    apposed: int = -1  #: offset of the head of the phrase that it is put beside; -1: none


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun that refers to no actor and no territory, but may be what "it" means."""

    span: Span  #: the noun
    grammar: Grammar
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an actor or a territory, not yet resolved."""

    span: Span  #: the words themselves, without leading article
    head: Span  #: the head word of the span
    form: Form
    cls: str  #: class that context and words suggest; the ontology's root entity class if unknown
    candidates: tuple[str, ...] = ()  #: ids of world entries that bear this name, likeliest first
    gender: str | None = None  #: "m", "f", "n" where words or title tell
    plural: bool = False
    modifiers: tuple[int, ...] = ()  #: indices of mentions inside the noun phrase ("Russian" in
    #: "the Russian foreign ministry"; "Taliban" in "a Taliban spokesman")
    grammar: Grammar | None = None  #: None: nothing is known of the sentence


@dataclass(frozen=True, slots=True)
class Filler:
    """Who or what fills a slot: the words that stand there and the mention at their head."""

    span: Span  #: the whole noun phrase, without leading article where it is a name
    mention: int | None = None  #: index into `Extraction.mentions`; None: nothing recognised there


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution as the text makes it: who, by which cue, said what."""

    sentence: Span  #: the evidence: the sentence (or run of sentences) that carries all parts
    content: Span  #: the shortest stretch that covers what is attributed
    #: "said", "according to"; None in the narrator's voice or a bare quotation
    cue: Span | None = None
    cue_class: str | None = None  #: its class in the lexicon (report, belief, intention, ...)
    speakers: tuple[Filler, ...] = ()  #: joint speakers; empty: the text names nobody
    via: tuple[Filler, ...] = ()  #: who passed it on or was told
    narrator: bool = False  #: the article's own voice
    directness: str = "indirect"  #: direct | indirect | mixed
    polarity: str = "affirmed"  #: affirmed | negated
    certainty: str = "certain"  #: certain | probable | possible | future | conditional
    parent: int | None = None  #: index of the statement in whose content this one stands
    assesses: int | None = None  #: index of the statement that this one verifies or denies
    verdict: str | None = None  #: unverified | confirmed | denied | disputed, with `assesses`
    rule: str = ""  #: name of the rule that found it
    maker: str | None = None  #: name of the language model that found it; None: the rules did
    #: where the content runs on around other words: the stretches of it that are said
    parts: tuple[Span, ...] = ()

    def says(self, offset: int) -> bool:
        """Is the character at this offset part of what is said?

        Where a quotation runs on around its cue, the content covers more than is said: the words
        between are the writer's, as in `"We won," said Pell, the mayor of Quito. "They lost."`
        """
        return any(part.start <= offset < part.end for part in self.parts or (self.content,))


@dataclass(frozen=True, slots=True)
class Value:
    """A literal that a claim holds, with the words that say it."""

    property: str  #: local name of the ontology's property
    lexical: str  #: lexical form ("0.667", "2021-08-31", "gain")
    datatype: str = "string"  #: local name in XML Schema: string, decimal, date, gMonthDay, ...
    span: Span | None = None  #: the quoted words, where there are any


@dataclass(frozen=True, slots=True)
class Role:
    """An actor or territory that a claim relates."""

    property: str  #: local name of the ontology's property ("controller")
    filler: Filler


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement says, as a typed relation: control, alliance, role, event, ..."""

    cls: str  #: local name of the ontology's class ("ControlClaim")
    sentence: Span  #: the sentence that proves it
    trigger: Span  #: the words that express the relation ("captured", "-held")
    roles: tuple[Role, ...]
    values: tuple[Value, ...] = ()
    statement: int | None = None  #: index of the innermost statement that makes it
    rule: str = ""  #: name of the frame that found it
    maker: str | None = None  #: name of the language model that found it; None: the rules did


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says, in the words of its text; indices refer to these tuples."""

    document: Document
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    things: tuple[Thing, ...] = ()  #: other nouns of the text, in its order


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom or what mentions refer to, as one document knows it."""

    id: str  #: path under the base IRI; equal ids are one entity across documents (see `kg.ids`)
    cls: str  #: local name of the ontology's class
    name: str | None  #: fullest form in this document, or the world file's label; None if unnamed
    entry: str | None = None  #: id of the world entry, where it is one
    lands: tuple[str, ...] = ()  #: for a border, ids of the two territories that it divides
    within: str | None = None  #: id of the territory in which the text says that it lies


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a mention was given its entity, or left open."""

    mention: int
    reason: str  #: name of the rule ("full_name_matches", "surname_matches", "pronoun_salience")
    score: float  #: 0 to 1
    rejected: tuple[tuple[int, float], ...] = ()  #: other entities (indices) and their scores


@dataclass(frozen=True, slots=True)
class Resolution:
    """An extraction with every mention decided."""

    extraction: Extraction
    entities: tuple[Entity, ...]
    links: tuple[int | None, ...]  #: per mention, index of its entity; None: left open
    decisions: tuple[Decision, ...] = ()
