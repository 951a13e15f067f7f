"""The words by which mentions are told, compiled once from the ontology for quick look-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.ontology import Ontology


class Noun(NamedTuple):
    """What a common noun refers to."""

    cls: str  #: local name of the class
    gender: str | None  #: "m" or "f", where the noun tells
    plural: bool  #: plural without an ending ("police")
    in_names: bool  #: types a proper name of which it is the last word


class Pronoun(NamedTuple):
    """What a pronoun refers to."""

    cls: str
    gender: str | None
    plural: bool


@dataclass(frozen=True)
class Lexicon:
    """The compiled tables of `nouns.toml`, `names.toml`, `roles.toml` and `pronouns.toml`."""

    nouns: Mapping[str, Noun]  #: by lemma; phrases by their words joined with spaces
    modifying: frozenset[str]  #: nouns that are told as adjectives before others ("rebel hands")
    phrase_heads: Mapping[str, int]  #: last word of a noun phrase -> tokens of the longest
    pronouns: Mapping[str, Pronoun]
    classes: Mapping[str, str]  #: role of a class in the rules -> class
    ner: Mapping[str, str]  #: label of the name finder -> class
    blockers: frozenset[str]  #: labels of the name finder that are no actors and no territories
    soft_blockers: frozenset[str]  #: those of them in which an acronym may be a name
    person_parts: frozenset[str]
    articles: frozenset[str]  #: small words inside the names of places ("Salah ad Din")
    links: frozenset[str]  #: small words of other languages inside the names of bodies
    honorifics: frozenset[str]  #: "mr", "dr."
    titles: frozenset[str]  #: lower-case nouns and phrases that stand before a person's name
    title_prefixes: frozenset[str]  #: "former", "deputy"
    suffixes: Mapping[str, str]  #: last word of a name -> class
    prefixes: Mapping[str, str]  #: first word of a name -> class
    place_prepositions: frozenset[str]
    strict_prepositions: frozenset[str]
    loose_prepositions: frozenset[str]  #: those of them behind which bodies stand, too
    directions: frozenset[str]
    place_tied: frozenset[str]  #: words tied to the name of a place ("Kashma-based")
    named_lands: frozenset[str]  #: classes of nouns that keep a name before them
    regions: Mapping[str, str]  #: nouns that tell a region behind its name ("X state") -> class
    vague: frozenset[str]  #: nouns that are land only where something tells which
    bare: frozenset[str]  #: nouns that refer to nothing where no word determines them
    idioms: frozenset[str]  #: phrases of a word and a noun that refer to nothing
    occasions: tuple[frozenset[str], frozenset[str]]  #: first and last words of names of events
    given_names: frozenset[str]
    sports: Mapping[str, Any]  #: class, share and words that tell a text about sport; may be empty
    genders: Mapping[str, str]  #: title or noun -> "m" or "f"
    adverbs: frozenset[str]  #: words that in headlines and at a start look like part of a name
    small_prefixes: frozenset[str]  #: words tied to a name with a hyphen ("pro-")
    programmes: frozenset[str]  #: last words of what is named after its host
    topics: frozenset[str]  #: words between a body and an office ("EU Climate Commissioner")
    bodies: frozenset[str]  #: classes of organisations that nouns and suffixes tell
    free: frozenset[str]  #: classes of those whose names may begin with that of another
    held: frozenset[str]  #: offices that are held in the body or land whose name is before them
    landed: frozenset[str]  #: classes of those whose names end with that of a land
    juniors: frozenset[str]  #: words behind a person's name that are part of it
    suffixed: frozenset[str]  #: last words of the names of bodies, lower-case
    numbered: frozenset[str]  #: classes of bodies that bear a number
    numbered_lands: frozenset[str]  #: nouns for land that is known by a number ("Hill 402")
    kin: frozenset[str]  #: first words of groups called somebody's own ("Sons of Kashma")
    named_before: frozenset[str]  #: nouns with the name of a body before them ("the X militia")
    named_behind: frozenset[str]  #: nouns with the name of a body behind them ("carmaker X")
    calling: frozenset[str]  #: verbs that give a second name ("known as X")
    expected: Mapping[str, Mapping[str, str]]  #: slot -> word that opens it -> class that fills it
    not_names: frozenset[str]  #: capitals that name neither actor nor territory ("UTC")


def compile_lexicon(ontology: Ontology) -> Lexicon:
    """Reads the tables of an ontology; a missing one counts as empty."""
    names = ontology.lexicon.get("names", {})
    roles = ontology.lexicon.get("roles", {})
    places = names.get("places", {})
    parts = names.get("parts", {})
    nouns = _nouns(ontology.lexicon.get("nouns", {}))
    classes = names.get("classes", {})
    suffixes = _by_word(names.get("suffixes", {}))
    told = {noun.cls for noun in nouns.values()} | set(suffixes.values())
    bodies = frozenset(c for c in told if ontology.is_a(c, classes.get("organisation", "")))
    suffixed = {w for w, noun in nouns.items() if noun.cls in bodies and noun.in_names}
    suffixed |= {w.lower() for w, cls in suffixes.items() if cls in bodies}
    collective = names.get("collective", {})
    return Lexicon(
        nouns=nouns,
        modifying=frozenset(
            ontology.lexicon.get("nouns", {}).get("modifying", {}).get("words", ())
        ),
        phrase_heads=_phrase_heads(nouns),
        pronouns=_pronouns(ontology.lexicon.get("pronouns", {}), classes.get("unknown", "")),
        classes=classes,
        ner=names.get("ner", {}),
        blockers=frozenset(names.get("blockers", {}).get("labels", ())),
        soft_blockers=frozenset(names.get("blockers", {}).get("soft", ())),
        person_parts=frozenset(parts.get("person", ())),
        articles=frozenset(parts.get("articles", ())),
        links=frozenset(parts.get("links", ())),
        honorifics=frozenset(roles.get("honorifics", {}).get("words", ())),
        titles=frozenset(_titles(nouns, ontology, classes.get("person", ""))),
        title_prefixes=frozenset(roles.get("prefixes", {}).get("words", ())),
        suffixes=suffixes,
        prefixes=_by_word(names.get("prefixes", {})),
        place_prepositions=frozenset(places.get("prepositions", ())),
        strict_prepositions=frozenset(places.get("strict", ())),
        loose_prepositions=frozenset(places.get("loose", ())),
        directions=frozenset(places.get("directions", ())),
        place_tied=frozenset(places.get("tied", ())),
        named_lands=frozenset(places.get("named", ())),
        regions=places.get("regions", {}),
        vague=frozenset(places.get("vague", ())),
        bare=frozenset(places.get("bare", ())),
        idioms=frozenset(places.get("idioms", ())),
        occasions=(
            frozenset(names.get("occasions", {}).get("first", ())),
            frozenset(names.get("occasions", {}).get("last", ())),
        ),
        sports=names.get("sports", {}),
        genders={w: g for g, words in roles.get("gender", {}).items() for w in words},
        bodies=bodies,
        free=frozenset(names.get("free", {}).get("classes", ())),
        held=frozenset(names.get("held", {}).get("words", ())),
        landed=frozenset(names.get("landed", {}).get("classes", ())),
        juniors=frozenset(parts.get("juniors", ())),
        suffixed=frozenset(suffixed),
        numbered=frozenset(names.get("numbered", {}).get("classes", ())),
        numbered_lands=frozenset(names.get("numbered", {}).get("lands", ())),
        kin=frozenset(names.get("kin", {}).get("words", ())),
        named_before=frozenset(collective.get("behind_name", ())),
        named_behind=frozenset(collective.get("before_name", ())),
        calling=frozenset(names.get("calling", {}).get("verbs", ())),
        expected=_expected(names, classes.get("place", "")),
        not_names=frozenset(names.get("blockers", {}).get("words", ())),
        adverbs=frozenset(parts.get("adverbs", ())),
        small_prefixes=frozenset(parts.get("prefixes", ())),
        programmes=frozenset(parts.get("programmes", ())),
        topics=frozenset(roles.get("field", {}).get("topics", ())),
        given_names=frozenset(
            name
            for names_ in ontology.lexicon.get("given_names", {}).values()
            for name in names_
            if name not in ontology.world.by_adjective  # "German Chancellor" names no person
        ),
    )


def _nouns(table: Mapping[str, Any]) -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    plural = set(table.get("plural", {}).get("words", ()))
    for group in table.get("noun", ()):
        cls, gender, in_names = group["class"], group.get("gender"), group.get("in_names", True)
        for words in group["words"]:
            found.setdefault(words, Noun(cls, gender, words in plural, in_names))
    return found


def _phrase_heads(nouns: Mapping[str, Noun]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for words in nouns:
        parts = words.replace("-", " - ").split()
        longest[parts[-1]] = max(longest.get(parts[-1], 1), len(parts))
    return longest


def _pronouns(table: Mapping[str, Any], unknown: str) -> dict[str, Pronoun]:
    found = {}
    for group in table.get("pronoun", ()):
        classes = group.get("classes", ())
        cls = classes[0] if len(classes) == 1 else unknown
        pronoun = Pronoun(cls, group.get("gender"), group.get("plural", False))
        found.update(dict.fromkeys(group["words"], pronoun))
    return found


def _titles(nouns: Mapping[str, Noun], ontology: Ontology, person: str) -> set[str]:
    """The nouns that head offices, and the offices of two words ("field marshal")."""
    offices = {words for words, noun in nouns.items() if noun.cls == person}
    for group in ontology.lexicon.get("roles", {}).get("role", ()):
        offices |= set(group.get("nouns", ()))
    heads = {words.split(" of ")[0].split()[-1] for words in offices}
    return heads | {words for words in offices if words.count(" ") == 1}


def _expected(names: Mapping[str, Any], place: str) -> dict[str, dict[str, str]]:
    """For each slot, the words that open it and the class of what fills it."""
    slots: dict[str, dict[str, str]] = {}
    for group in names.get("expected", ()):
        for slot, words in group.items():
            if slot != "class":
                slots.setdefault(slot, {}).update(dict.fromkeys(words, group["class"]))
    motion = names.get("motion", {})
    behind = slots.setdefault("behind", {})
    for word in motion.get("words", ()):
        for preposition in motion.get("prepositions", ()):
            behind.setdefault(f"{word} {preposition}", place)
    return slots


def _by_word(table: Mapping[str, Any]) -> dict[str, str]:
    return {word: cls for cls, words in table.items() for word in words}
