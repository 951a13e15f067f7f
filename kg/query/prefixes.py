"""Prefixes that every query may use without declaring them."""

from __future__ import annotations

from kg import vocabulary as v
from kg.ids import ONTOLOGY

_KNOWN = {
    "kg": ONTOLOGY,
    "dct": v.DCT,
    "oa": v.OA,
    "owl": v.OWL,
    "prov": v.PROV,
    "rdf": v.RDF,
    "rdfs": v.RDFS,
    "schema": v.SCHEMA,
    "skos": v.SKOS,
    "wgs": v.WGS84,
    "xsd": v.XSD,
}


def prefixes(base: str) -> dict[str, str]:
    """Prefix -> namespace; `id:` stands for the base of the data."""
    return {**_KNOWN, "id": base}


def expanded(name: str) -> str:
    """A prefixed name as an IRI; what has no known prefix stays as it is.

    >>> expanded("dct:title")
    'http://purl.org/dc/terms/title'
    """
    prefix, colon, local = name.partition(":")
    return _KNOWN[prefix] + local if colon and prefix in _KNOWN else name
