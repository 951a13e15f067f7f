"""The frames of the lexicon, compiled: which words express a relation, and who fills its roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kg.errors import OntologyError

#: Folder of the lexicon whose files hold frames.
FOLDER = "frames/"

#: What a slot may say beside its role, its places and its classes.
_FLAGS = frozenset({
    "required", "each", "collect", "rest", "land", "sure", "unknown", "named", "only", "through",
    "counted", "inside", "several", "nobody",
})  # fmt: skip


class Shape(Enum):
    """What kind of words a pattern matches; also the key under which a frame lists it."""

    VERB = "verbs"  #: "capture", with particle "take over"
    LIGHT = "light"  #: verb, object and its preposition: "take control of", "raise flag over"
    NOUN = "nouns"  #: "capture", "stronghold"
    ADJECTIVE = "adjectives"  #: adjective or participle: "loyal", "allied"
    HYPHEN = "hyphens"  #: right half of a compound: "held" in "rebel-held"
    PREFIX = "prefixes"  #: left half of a compound: "pro" in "pro-Russian"
    LINK = "links"  #: a preposition that joins two nouns: "along with", "alongside"
    STATE = "states"  #: verb or "*", preposition and noun: "be under control", "* in hand"


class Where(Enum):
    """Where an argument stands, seen from the words of a pattern."""

    SUBJECT = "subject"  #: logical subject of the verb, agent of a passive
    OBJECT = "object"  #: logical object; of a light verb what its noun's preposition governs
    COMPLEMENT = "complement"  #: adjective or particle that goes with the verb ("fell silent")
    PREP = "prep"  #: "prep:from": what the preposition governs, at the verb, its object or the noun
    POSSESSIVE = "possessive"  #: "rebels" in "the rebels' advance"
    MODIFIER = "modifier"  #: "Taliban" in "Taliban control", "CSTO" in "CSTO ally"
    LEFT = "left"  #: "rebel" in "rebel-held"
    RIGHT = "right"  #: "Russian" in "pro-Russian"
    HEAD = "head"  #: the noun that the words modify
    SELF = "self"  #: the noun of the pattern; "self:singular" only where it
    #: is one, "self:listed" only where it stands behind "and"
    HOST = (
        "host"  #: what a phrase, noun or adjective is said of ("the town is in the hands of ...")
    )
    APPOSITION = "apposition"  #: the other name of the noun: "Turkey, a NATO member"
    BEFORE = "before"  #: the doer of the clause that this one goes on ("the army attacked and the
    #: town was taken")
    EARLIER = "earlier"  #: what is done to in the clause that this one goes on ("took the town
    #: before they were driven out")
    INFINITIVE = "infinitive"  #: the verb that it governs ("refused to meet")
    SCENE = "scene"  #: "scene:in|near": what these govern at the doer and in the clauses around
    COORDINATED = "coordinated"  #: "Russia" in "Russia and its allies"; "coordinated:other" only
    #: where "other" stands at the noun


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that express a frame."""

    shape: Shape
    words: tuple[str, ...]  #: lemmas; the first (of a state the last) is the one looked up
    prepositions: tuple[str, ...] = ()  #: of a light verb: which carry the object


@dataclass(frozen=True, slots=True)
class Path:
    """One place where an argument may stand."""

    where: Where
    word: str = ""  #: the preposition, words joined by "_"
    then: Path | None = None  #: where to go on from there: "object>possessive"


@dataclass(frozen=True, slots=True)
class Slot:
    """A role of a frame: where its filler stands and what it may be."""

    role: str  #: local name of the property
    paths: tuple[Path, ...]  #: tried in order; the first that holds something fitting wins
    classes: tuple[str, ...]  #: what the filler may be, or be under; "=X" is X itself, unspecified
    required: bool = False
    each: bool = False  #: a coordination gives one claim for each of its members
    collect: bool = False  #: all paths count, not only the first that fits
    rest: str | None = None  #: role of the other members of a coordination
    land: bool = (
        False  #: the filler is a stretch of land: shares and class nouns are looked through
    )
    sure: bool = False  #: the class must be known; no pronoun will do
    unknown: bool = False  #: a name that nobody knows will do, if the rest is sure
    named: bool = False  #: only what is called by a name will do
    only: bool = False  #: only land can stand here: a name may be taken for another thing
    through: bool = False  #: the owner stands for what is none ("Taliban targets": the Taliban)
    counted: bool = False  #: numbers at the filler are the claim's quantity
    inside: bool = False  #: the filler is part of the words of another role
    several: bool = False  #: only a plural that is no name will do
    nobody: bool = False  #: nobody may stand there, but nobody who does not fit


@dataclass(frozen=True, slots=True)
class Frame:
    """A relation: the words that express it, its roles and the values it always has."""

    name: str
    claim: str  #: local name of the claim's class
    patterns: tuple[Pattern, ...]
    slots: tuple[Slot, ...]
    values: tuple[tuple[str, str], ...] = ()  #: property, lexical form
    modalities: Mapping[str, Mapping[str, str] | str] | None = None  #: modality -> values that it
    #: changes; a word: there is no claim then
    forms: frozenset[str] = frozenset()  #: tags of the verb forms that
    #: count, "passive" among them; of adjectives the relations
    unless: tuple[str, ...] = ()  #: frames whose match on the same words excludes this one
    never: frozenset[str] = frozenset()  #: lemmas of verb and object that mean something else
    beside: frozenset[str] = frozenset()  #: words of which one must modify those of the pattern, or
    #: be what does it
    past: frozenset[str] = frozenset()  #: words beside a noun that make it a thing of the past
    unmistakable: frozenset[str] = frozenset()  #: forms that are verbs whatever their tag
    amid: frozenset[str] = frozenset()  #: nouns beside the words that give them another sense
    without: tuple[Path, ...] = ()  #: places where nothing may stand
    outdone: tuple[str, ...] = ()  #: frames that say more of the same fillers in the same sentence
    needs: tuple[str, ...] = ()  #: roles or values of which one must be there
    fixed: str | None = None  #: modality whatever the operators say ("battle for" is an attempt)
    pair: tuple[str, str] | None = (
        None  #: two roles that the members of the first slot take in pairs
    )


_PLACES = {where.value: where for where in Where}


def compile_frames(lexicon: Mapping[str, Mapping[str, Any]]) -> tuple[Frame, ...]:
    """All frames of the lexicon, in the order of files and entries.

    Raises:
        OntologyError: a frame uses a key, a place or a group of classes that does not exist.
    """
    found: list[Frame] = []
    for file in sorted(f for f in lexicon if f.startswith(FOLDER)):
        table = lexicon[file]
        found += [
            _frame(f"{file}.toml, frame {entry.get('name', '?')!r}", table, entry)
            for entry in table.get("frame", ())
        ]
    return tuple(found)


def _frame(place: str, table: Mapping[str, Any], entry: Mapping[str, Any]) -> Frame:
    defaults = table.get("defaults", {})
    known = {
        "name",
        "claim",
        "values",
        "modality",
        "slots",
        "use",
        "unless",
        "outdone",
        "fixed",
        "pair",
        "forms",
        "needs",
        "never",
        "amid",
        "beside",
        "without",
    }
    _only(place, entry, known | {s.value for s in Shape})
    slots = entry.get("slots") or table.get("slots", {}).get(entry.get("use"))
    if not slots:
        raise OntologyError(
            f"{place}: no slots; give `slots` or `use` one of {_keys(table, 'slots')}"
        )
    modalities = entry.get("modality", defaults.get("modality"))
    return Frame(
        name=entry["name"],
        claim=entry.get("claim") or defaults["claim"],
        patterns=tuple(_patterns(entry)),
        slots=tuple(_slot(place, table, slot) for slot in slots),
        values=tuple(sorted(entry.get("values", {}).items())),
        modalities=modalities,
        forms=frozenset(entry.get("forms", ())),
        unless=tuple(entry.get("unless", ())),
        outdone=tuple(entry.get("outdone", ())),
        never=frozenset((*entry.get("never", ()), *defaults.get("never", ()))),
        beside=frozenset(entry.get("beside", ())),
        past=frozenset(defaults.get("past", ())),
        unmistakable=frozenset(defaults.get("unmistakable", ())),
        amid=frozenset(entry.get("amid", defaults.get("amid", ()))),
        without=tuple(_path(place, text) for text in entry.get("without", ())),
        needs=tuple(entry.get("needs", defaults.get("needs", ()))),
        fixed=entry.get("fixed"),
        pair=_pair(entry),
    )


def _pair(entry: Mapping[str, Any]) -> tuple[str, str] | None:
    """The two roles that a frame gives to each pair of its fillers."""
    if "pair" not in entry:
        return None
    first, second = entry["pair"]
    return first, second


def _patterns(entry: Mapping[str, Any]) -> Iterator[Pattern]:
    for shape in Shape:
        for words in entry.get(shape.value, ()):
            parts = words.split()
            if shape is Shape.LIGHT:
                yield Pattern(
                    shape, tuple(parts[:2]), tuple(parts[2].split("|")) if parts[2:] else ()
                )
            else:
                yield Pattern(shape, tuple(parts))


def _slot(place: str, table: Mapping[str, Any], entry: Mapping[str, Any]) -> Slot:
    _only(place, entry, {"role", "from", "is"} | _FLAGS)
    groups = table.get("classes", {})
    classes: list[str] = []
    for name in entry["is"]:
        classes += groups.get(name, [name])
    named = table.get("places", {})
    return Slot(
        role=entry["role"],
        paths=tuple(_path(place, p) for name in entry["from"] for p in named.get(name, [name])),
        classes=tuple(classes),
        **{flag: entry[flag] for flag in _FLAGS if flag in entry},
    )


def _path(place: str, text: str) -> Path:
    first, _, rest = text.partition(">")
    where, _, word = first.partition(":")
    if where not in _PLACES:
        known = ", ".join(_PLACES)
        raise OntologyError(f"{place}: no place {where!r} for an argument; known: {known}")
    return Path(_PLACES[where], word, _path(place, rest) if rest else None)


def _only(place: str, entry: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise OntologyError(
            f"{place}: unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}"
        )


def _keys(table: Mapping[str, Any], name: str) -> str:
    return ", ".join(sorted(table.get(name, {}))) or "none"
