"""What is known about one actor or territory of the world."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor or territory of the world file or of the gazetteer."""

    id: str  #: path under the base IRI, also the `Entity.id` of whatever resolves to it
    cls: str  #: local name of its class
    label: str  #: English name, as `...Label` columns show it
    names: tuple[str, ...] = ()  #: other names, acronyms included
    adjectives: tuple[str, ...] = ()  #: demonyms ("Afghan")
    inhabitants: tuple[str, ...] = ()  #: what its people are called together ("Afghans")
    wikidata: str | None = None  #: QID, where a source gives it
    geonames: str | None = None  #: GeoNames id, where a source gives it
    latitude: float | None = None  #: degrees north, WGS 84
    longitude: float | None = None  #: degrees east, WGS 84
    within: str | None = None  #: id of the territory around it
    twin: str | None = None  #: id of the land of a state, or of the state of a land
    capital: str | None = None  #: for a state or country, the name of its capital
    home: str | None = None  #: for a team, the city or land by whose name it goes in sport
    part_of: str | None = None  #: for a body or armed force, id of the actor that it belongs to
    population: int = 0  #: inhabitants, to tell places of one name apart; 0 if unknown
