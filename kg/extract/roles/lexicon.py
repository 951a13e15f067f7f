"""The words of offices and positions, compiled from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.ontology import Ontology

_LONGEST = 5  #: words of the longest office phrase ("chief executive officer")


@dataclass(frozen=True, slots=True)
class Office:
    """A role noun and whom such a role is held in."""

    of: tuple[str, ...]  #: classes of organisations and states that fit
    by_demonym: bool  #: does an adjective tell whom ("the Russian president")?
    prepositions: frozenset[str]  #: which lead to whom ("head of", "expert at")
    sure: bool  #: must the class of the body be known ("a solar analyst")?
    never: tuple[str, ...]  #: classes that do not fit though one around them does


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that puts its subject into a role in its object."""

    preposition: str  #: before the object; empty for a direct object
    title: str


@dataclass(frozen=True, slots=True)
class Holders:
    """Which states have an office, as far as that is known."""

    only: bool  #: are these all that have it, or all that have it not?
    states: frozenset[str]  #: last parts of their ids


@dataclass(frozen=True, slots=True)
class Near:
    """Which bodies an office without one may be held in if the text speaks of them right there."""

    of: tuple[str, ...]  #: classes
    never: tuple[str, ...]  #: classes that do not fit though one around them does


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Offices, their prefixes, verbs and prepositions, and the names of the claim's terms."""

    claim: str
    holder: str
    role_in: str
    title: str
    person: str
    peoples: tuple[str, ...]  #: classes of names that may be a state's nobody knows ("Zambalan")
    body: str  #: class whose names win over descriptions and lands
    offices: Mapping[str, Office]  #: phrase -> office
    heads: frozenset[str]  #: last words of the phrases
    prefixes: frozenset[str]
    fixed: frozenset[str]  #: offices with their field after them ("secretary of state")
    with_field: frozenset[str]  #: offices after which a field may follow ("minister of health")
    topics: frozenset[str]  #: small nouns before an office that name no body ("radio host")
    past: frozenset[str]  #: words of an office that is over ("former")
    deputising: frozenset[str]  #: ranks that stay with an office over its field ("deputy")
    local: frozenset[str]  #: offices that are held in a place, and for a party at most
    credit: frozenset[str]  #: what stands before whom a picture comes from ("via")
    superlatives: frozenset[str]  #: words that make an office a praise ("the foremost expert")
    sent: frozenset[str]  #: offices of those whom a state sends ("Peru's UN ambassador")
    national: frozenset[str]  #: offices that a state has one of
    presumed: str  #: id of the state whose leaders are named without it; may be empty
    lesser: frozenset[str]  #: words that make it one of many in a firm ("senior vice president")
    leaders: frozenset[str]  #: those of them that stand at the head of a state
    alone: frozenset[str]  #: offices that say enough without whom they are held in
    of_field: frozenset[str]  #: those of them that tell nothing without their field ("minister")
    state: str  #: class of what such an office is held in; may be empty
    lands: tuple[str, ...]  #: classes of the lands of a state and of the places in it
    governing: tuple[str, ...]  #: classes of bodies that only a state has
    known_offices: Mapping[str, Holders]  #: national offices that only some states have
    partisans: frozenset[str]  #: words for members of a party ("Tom Rush, Democrat of Ohio")
    elected: frozenset[str]  #: offices whose place may stand beside the party ("(D-Ohio)")
    ranks: frozenset[str]  #: ranks between an office and a name ("spokesman Brig. Gen. Tom Rush")
    nearby: Mapping[str, Near]  #: offices whose body may stand in the sentences before
    of_rank: frozenset[str]  #: words before an office that tell no body ("senior")
    same: frozenset[str]  #: offices that are another's elsewhere ("his counterpart")
    leaning: frozenset[str]  #: left halves of compounds that tell no body ("pro-Moscow")
    creeds: frozenset[str]  #: adjectives that tell what one believes in, and no body
    crowds: tuple[str, ...]  #: classes of which a plural is one body ("leader of the rebels")
    given: frozenset[str]  #: given names; some are titles, too ("Dean")
    undertakings: frozenset[str]  #: what is run without a role in it ("run a campaign")
    verbs: Mapping[str, tuple[Verb, ...]]
    appointing: frozenset[str]
    becoming: frozenset[str]  #: those of them whose object is what the subject becomes
    succeeding: frozenset[str]  #: those whose subject holds what its object held before
    succeeding_from: frozenset[str]  #: the same, verb and particle, before "from"
    putting: frozenset[str]  #: those by which one puts somebody else into or out of an office
    affiliations: frozenset[str]  #: prepositions between a name and whom the person belongs to
    affiliated: tuple[str, ...]  #: classes that such a person belongs to
    party: str  #: class of what a person may be said to own and only belongs to; may be empty


def compiled(ontology: Ontology) -> RoleWords | None:
    """The lexicon of roles, or None where an ontology has none."""
    table = ontology.lexicon.get("roles")
    if table is None:
        return None
    claim = table["claim"]
    offices = _offices(table, (claim["person"], *claim.get("peoples", ())))
    return RoleWords(
        claim=claim["class"],
        holder=claim["holder"],
        role_in=claim["organisation"],
        title=claim["title"],
        person=claim["person"],
        peoples=tuple(claim.get("peoples", ())),
        body=claim["body"],
        offices=offices,
        heads=frozenset(
            noun.replace("-", " ").split()[-1] for noun in offices if " of " not in noun
        ),
        prefixes=frozenset(table.get("prefixes", {}).get("words", ())),
        fixed=frozenset(noun for noun in offices if " of " in noun),
        with_field=_listed(table, "field", "offices"),
        topics=_listed(table, "field", "topics"),
        past=_listed(table, "past", "words"),
        deputising=_listed(table, "deputising", "words"),
        local=_listed(table, "local", "offices"),
        credit=_listed(table, "credit", "words"),
        superlatives=_listed(table, "praise", "words"),
        sent=_listed(table, "sent", "offices"),
        national=_listed(table, "national", "offices"),
        presumed=table.get("national", {}).get("presumed", ""),
        lesser=_listed(table, "national", "lesser"),
        leaders=_listed(table, "national", "leaders"),
        alone=_listed(table, "alone", "offices"),
        of_field=_listed(table, "national", "of_field"),
        state=table.get("national", {}).get("of", ""),
        lands=tuple(table.get("national", {}).get("lands", ())),
        governing=tuple(table.get("national", {}).get("governing", ())),
        known_offices={
            office: Holders(row["only"], frozenset(row["states"]))
            for row in table.get("national", {}).get("known", ())
            for office in row["offices"]
        },
        partisans=_listed(table, "partisans", "words"),
        elected=_listed(table, "partisans", "offices"),
        ranks=_listed(table, "ranks", "words"),
        nearby={
            office: Near(tuple(row["of"]), tuple(row.get("never", ())))
            for row in table.get("nearby", ())
            for office in row["offices"]
        },
        of_rank=_listed(table, "rank", "words"),
        same=_listed(table, "same", "offices"),
        leaning=_listed(table, "leaning", "prefixes"),
        creeds=_listed(table, "leaning", "creeds"),
        crowds=tuple(table.get("plural", {}).get("of", ())),
        given=frozenset(
            name for names in ontology.lexicon.get("given_names", {}).values() for name in names
        ),
        undertakings=_listed(table, "verbs", "undertakings"),
        verbs=_verbs(table.get("verbs", {})),
        appointing=frozenset(table.get("verbs", {}).get("appointing", ())),
        becoming=_listed(table, "verbs", "becoming"),
        succeeding=_listed(table, "verbs", "succeeding"),
        succeeding_from=_listed(table, "verbs", "succeeding_from"),
        putting=_listed(table, "verbs", "putting"),
        affiliations=frozenset(table.get("affiliation", {}).get("prepositions", ())),
        affiliated=tuple(table.get("affiliation", {}).get("of", ())),
        party=table.get("affiliation", {}).get("party", ""),
    )


def _offices(table: Mapping[str, Any], persons: tuple[str, ...]) -> dict[str, Office]:
    """Office -> whom it is held in; of several entries for one noun the first counts.

    One that somebody is to take bears a suffix ("chairman-designate").
    """
    coming = ("", *(f"-{word}" for word in table.get("coming", {}).get("suffixes", ())))
    usual = table.get("prepositions", {}).get("words", ())
    personal = table.get("personal", {}).get("offices", ())
    return {
        noun + suffix: Office(
            (*group["of"], *persons) if noun in personal else tuple(group["of"]),
            group.get("by_demonym", False),
            frozenset(group.get("prepositions", usual)),
            group.get("sure", False),
            tuple(group.get("never", ())),
        )
        for group in reversed(table.get("role", ()))
        for noun in group["nouns"]
        for suffix in coming
    }


def _listed(table: Mapping[str, Any], name: str, key: str) -> frozenset[str]:
    return frozenset(table.get(name, {}).get(key, ()))


def _verbs(table: Mapping[str, Any]) -> dict[str, tuple[Verb, ...]]:
    found: dict[str, list[Verb]] = {}
    for lemma, title in table.get("of_object", {}).items():
        found.setdefault(lemma, []).append(Verb("", title))
    for row in table.get("prepositional", ()):
        found.setdefault(row["verb"], []).append(Verb(row["preposition"], row["title"]))
    return {lemma: tuple(verbs) for lemma, verbs in found.items()}


def phrase(before: list[str], count: int) -> str:
    """The first words of a list that runs backwards, as written ("secretary-general")."""
    return " ".join(reversed(before[:count])).replace(" - ", "-")


def longest_office(words: RoleWords, before: list[str]) -> int:
    """How many of the words, read backwards from the role noun, make the longest known office.

    Args:
        words: the lexicon.
        before: the role noun's lemma and the words before it, nearest first.
    """
    for count in range(min(_LONGEST, len(before)), 0, -1):
        if phrase(before, count) in words.offices:
            return count
    return 0
