"""What the ontology folder holds, as the tests about it need it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib.namespace import OWL, RDF

import kg.ontology
from kg.ids import ONTOLOGY
from kg.ontology import bundled
from kg.reason import read_schema

FOLDER = bundled()
CODE = Path(__file__).parent.parent / "kg"
SCHEMA = read_schema(kg.ontology.load())
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CLASSES = {c for c in SCHEMA.subjects(RDF.type, OWL.Class) if str(c).startswith(ONTOLOGY)}
TERMS = {
    p for kind in PROPERTIES for p in SCHEMA.subjects(RDF.type, kind) if str(p).startswith(ONTOLOGY)
}


def local(term: object) -> str:
    return str(term).removeprefix(ONTOLOGY)


def by_name(terms) -> list[str]:
    return sorted(local(term) for term in terms)


QUERIES = sorted((FOLDER / "queries").glob("*.rq"))

#: Keys of lexicon tables whose values name classes, and those whose values name properties.
OF_CLASSES = {"class", "claim", "of", "group_classes", "blocked_classes"}
OF_PROPERTIES = {"role", "rest"}


def entries(table: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a table with the key under which it stands."""
    if isinstance(table, dict):
        for name, value in table.items():
            if isinstance(value, dict) and name in {"classes", "properties"}:
                yield from ((name, one) for _, one in entries(value))
            else:
                yield from entries(value, name)
    elif isinstance(table, list):
        for value in table:
            yield from entries(value, key)
    elif isinstance(table, str):
        yield key, table
