"""The words and classes that decisions about reference need, compiled once from the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.ids import fold
from kg.model import Function
from kg.ontology import Ontology
from kg.ontology.demonyms import Demonyms


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What one pronoun tells about whom it stands for."""

    person: int  #: grammatical person, 1 or 3
    plural: bool
    gender: str | None  #: "m" or "f" where the pronoun tells
    classes: tuple[str, ...]  #: what it can stand for
    reflexive: bool = False


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of the ontology that name forms and descriptions depend on."""

    person: str
    state: str
    country: str
    city: str
    land: str
    people: str
    place: str
    organisation: str
    border: str
    actor: str
    media: str
    claim: str  #: class of the claim that somebody holds a role
    holder: str  #: its property for who holds the role
    role_in: str  #: its property for whom the role is held in
    title: str  #: its property for the role's name
    bond: str  #: class of the claims that bind partners


@dataclass(frozen=True, slots=True)
class Words:
    """Lexicon of reference: pronouns, determiners, titles, parts of names."""

    classes: Classes
    pronouns: Mapping[str, Pronoun]
    definite: frozenset[str]
    indefinite: frozenset[str]
    titles: frozenset[str]  #: words that stand before a name and are no part of it
    offices: frozenset[str]  #: the nouns among them that name a role
    gender: Mapping[str, str]  #: title or role noun -> "m" or "f"
    given: Mapping[str, str]  #: folded given name -> "m" or "f"
    particles: frozenset[str]
    generations: frozenset[str]
    place_prepositions: frozenset[str]  #: after which a name is a place's and no person's
    common: frozenset[str]  #: nouns that bodies of any state are called by
    skipped: frozenset[str]  #: words without a letter in an acronym
    spellings: tuple[tuple[str, str], ...]  #: letters and what transliterations write for them
    aliases: tuple[str, ...]  #: words between a person's name and another one
    of_the_group: frozenset[str]  #: nouns that after a group's name mean the group itself
    relational: frozenset[str]  #: nouns that name a part of some place ("the north")
    with_forces: tuple[str, ...]  #: classes of those who have forces of their own
    forces: frozenset[str]  #: nouns for those who bear arms for whoever possesses them
    backed: frozenset[str]  #: what ties a backer's name to a description ("Iran-*backed*")
    kinds: Mapping[str, tuple[str, ...]]  #: noun -> classes of what it is used for
    unlisted: Mapping[str, tuple[str, ...]]  #: the same for names that the world does not know
    bearing: Mapping[str, frozenset[str]]  #: noun -> words in names of such that nobody lists
    national: tuple[str, ...]  #: classes of bodies that each state has one of
    units: tuple[str, ...]  #: classes below them of which it has many
    general: frozenset[str]  #: nouns that mean all of a kind ("the media"), or a part of a body
    of_lands: frozenset[str]  #: nouns for officers whom lands and towns have ("mayor")
    of_regions: frozenset[str]  #: nouns for officers whom states have and no towns ("governor")
    of_one_state: tuple[str, ...]  #: classes of bodies that have their state in their name
    parts: tuple[str, ...]  #: classes of forces that are part of a military
    same_office: Mapping[str, tuple[str, ...]]  #: office -> other words for the same
    capitals: frozenset[str]  #: nouns for the city that a land is governed from
    partners: frozenset[str]  #: nouns for the other side of an alliance ("ally")
    many: frozenset[str]  #: classes of what consists of many, so that "they" comes easily
    governors: Mapping[Function, frozenset[str]]  #: words that have only actors in this function
    actor_slots: frozenset[str]  #: properties of claims that only an actor fills
    epithets: frozenset[str]  #: nouns that tell something else of a person than an office
    past: frozenset[str]  #: words that tell an office that is over ("former")
    demonyms: Demonyms  #: how adjectives are made of the names of lands
    land_slots: frozenset[str]  #: properties of claims that only land fills
    of_states: frozenset[str]  #: offices that states have and no other bodies ("prime minister")
    seated: tuple[str, ...]  #: classes of bodies that have a seat ("the ministry in Kalun")
    asking: frozenset[str]  #: cues of questions
    ruled: frozenset[str]  #: nouns for a government by who rules ("the Quill *regime*")
    needed_slots: frozenset[str]  #: those without which a claim says nothing

    def is_title(self, word: str) -> bool:
        """Is the word a title or office that can stand before a name?"""
        return word.lower() in self.titles

    def core(self, name: str) -> tuple[str, ...]:
        """The words of a person's name without leading titles and trailing "Jr."."""
        words = name.replace("\u2019s", "").removesuffix("'s").split()
        while len(words) > 1 and self.is_title(words[0].rstrip(",")):
            words = words[1:]
        while len(words) > 1 and words[-1].lower() in self.generations:
            words = words[:-1]
        return tuple(w.strip(",") for w in words)

    def surname(self, words: tuple[str, ...]) -> str:
        """The last word of a name without its particle, folded ("al-Assad" -> "assad")."""
        last = fold(words[-1]) if words else ""
        particle, dash, rest = last.partition("-")
        return rest if dash and particle in self.particles else last


def compiled(ontology: Ontology) -> Words:
    """Reads pronouns, titles and name parts of an ontology; what is missing there is empty."""
    pronouns = ontology.lexicon.get("pronouns", {})
    reference = ontology.lexicon.get("reference", {})
    roles = ontology.lexicon.get("roles", {})
    names = reference.get("names", {})
    determiners = pronouns.get("determiners", {})
    offices = frozenset(n for r in roles.get("role", ()) for n in r["nouns"])
    return Words(
        classes=_classes(reference, roles.get("claim", {})),
        pronouns=dict(_pronouns(pronouns.get("pronoun", ()))),
        definite=frozenset(determiners.get("definite", ())),
        indefinite=frozenset(determiners.get("indefinite", ())),
        titles=_titles(roles, offices),
        offices=offices,
        gender={w: g for g in ("m", "f") for w in roles.get("gender", {}).get(g, ())},
        given=_given(ontology.lexicon.get("given_names", {})),
        particles=frozenset(names.get("particles", ())),
        generations=frozenset(names.get("generations", ())),
        place_prepositions=frozenset(names.get("place_prepositions", ())),
        common=frozenset(
            word for n in ontology.lexicon.get("nouns", {}).get("noun", ()) for word in n["words"]
        ),
        skipped=frozenset(names.get("skipped_in_acronyms", ())),
        spellings=tuple((a, b) for a, b in names.get("spellings", ())),
        aliases=tuple(names.get("aliases", ())),
        of_the_group=frozenset(reference.get("descriptions", {}).get("of_the_group", ())),
        relational=frozenset(reference.get("descriptions", {}).get("relational", ())),
        with_forces=tuple(reference.get("descriptions", {}).get("with_forces", ())),
        forces=frozenset(reference.get("descriptions", {}).get("forces", ())),
        backed=frozenset(reference.get("descriptions", {}).get("backed", ())),
        kinds={w: tuple(k["classes"]) for k in reference.get("kind", ()) for w in k["nouns"]},
        unlisted={
            w: tuple(k.get("unlisted", ())) for k in reference.get("kind", ()) for w in k["nouns"]
        },
        bearing={
            w: frozenset(k.get("bearing", ()))
            for k in reference.get("kind", ())
            for w in k["nouns"]
        },
        national=tuple(reference.get("descriptions", {}).get("national", ())),
        units=tuple(reference.get("descriptions", {}).get("units", ())),
        general=frozenset(reference.get("descriptions", {}).get("general", ())),
        of_lands=frozenset(reference.get("descriptions", {}).get("of_lands", ())),
        of_regions=frozenset(reference.get("descriptions", {}).get("of_regions", ())),
        of_one_state=tuple(names.get("of_one_state", ())),
        parts=tuple(reference.get("descriptions", {}).get("parts", ())),
        same_office=_same_office(reference.get("same_office", ())),
        capitals=frozenset(reference.get("descriptions", {}).get("capitals", ())),
        partners=frozenset(reference.get("partners", {}).get("nouns", ())),
        many=frozenset(pronouns.get("many", {}).get("classes", ())),
        governors={
            function: frozenset(reference.get("governors", {}).get(function.value, ()))
            for function in Function
        },
        actor_slots=frozenset(reference.get("slots", {}).get("actors", ())),
        epithets=frozenset(reference.get("epithets", {}).get("nouns", ())),
        past=frozenset(reference.get("epithets", {}).get("past", ())),
        demonyms=Demonyms.read(ontology.lexicon),
        land_slots=frozenset(reference.get("slots", {}).get("lands", ())),
        of_states=frozenset(reference.get("descriptions", {}).get("of_states", ())),
        seated=tuple(reference.get("descriptions", {}).get("seated", ())),
        asking=frozenset(reference.get("questions", {}).get("cues", ())),
        ruled=frozenset(reference.get("descriptions", {}).get("ruled", ())),
        needed_slots=frozenset(reference.get("slots", {}).get("needed", ())),
    )


def _classes(reference: Mapping[str, Any], claim: Mapping[str, str]) -> Classes:
    named = reference.get("classes", {})
    keys = (
        "person", "state", "country", "city", "land", "people", "place", "organisation",
        "border", "media",
    )  # fmt: skip
    role = {
        "actor": reference.get("slots", {}).get("actor", ""),
        "claim": claim.get("class", ""),
        "holder": claim.get("holder", ""),
        "role_in": claim.get("organisation", ""),
        "title": claim.get("title", ""),
        "bond": reference.get("partners", {}).get("class", ""),
    }
    return Classes(**{k: named.get(k, "") for k in keys}, **role)


def _pronouns(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Pronoun]]:
    for row in rows:
        number, gender = row.get("plural", False), row.get("gender")
        for word in row["words"]:
            yield word, Pronoun(
                row["person"], number, gender, tuple(row["classes"]),
                reflexive=word in row.get("reflexive", ()),
            )  # fmt: skip


def _titles(roles: Mapping[str, Any], offices: frozenset[str]) -> frozenset[str]:
    found = {w for office in offices for w in office.split()}
    found |= set(roles.get("prefixes", {}).get("words", ()))
    found |= set(roles.get("honorifics", {}).get("words", ()))
    return frozenset(found)


def _same_office(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for word in row["words"]:
            found[word] = (*found.get(word, ()), *(w for w in row["words"] if w != word))
    return found


def _given(table: Mapping[str, Any]) -> dict[str, str]:
    return {fold(w): g for g in ("m", "f") for w in table.get(g, ())}
