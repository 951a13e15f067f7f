"""No term of the ontology and no word of the lexicon stands as a string in the code."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from ontology_terms import (
    CLASSES,
    CODE,
    FOLDER,
    QUERIES,
    TERMS,
    entries,
    local,
)

from kg.ontology.entry import Entry


def strings(file: Path) -> Iterator[tuple[int, str]]:
    """String constants of a module with their lines; no docstrings, and no names for `import *`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            skipped.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.lineno, node.value


def keys(table: object) -> Iterator[str]:
    """Names of the tables and fields of a lexicon file: its form, and not its words."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield name
            yield from keys(value)
    elif isinstance(table, list):
        for value in table:
            yield from keys(value)


#: Lists of the lexicon that hold words of a domain; the other lists are grammar.
OF_LEMMAS = {"verbs", "nouns", "adjectives", "light", "words", "titles"}
#: Labels of the parser that are spelled like a term or a lemma.
LABELS = {"agent", "mark", "compound", "case", "meta", "object", "subject", "intj", "expl"}
#: Words that name a place in a phrase or part of a record of the code, or that are prepositions.
GRAMMAR = {"host", "unit", "with", "along", "north", "south", "east", "west"}
#: Where text is understood; elsewhere an equal word ("star", a shape of the page) is a coincidence.
UNDERSTANDING = ("annotate", "extract", "resolve")
MODULES = sorted(f for f in CODE.rglob("*.py") if f.name != "vocabulary.py")


@pytest.fixture(scope="module")
def form(ontology) -> set[str]:
    """Words that the code may use though they equal a term or lemma: keys, columns and labels."""
    columns = {
        word.strip("?()") for file in QUERIES for word in file.read_text().split() if "?" in word
    }
    of_tables = {key for table in ontology.lexicon.values() for key in keys(table)}
    of_records = {field.name for field in dataclasses.fields(Entry)}
    return of_tables | of_records | columns | LABELS | GRAMMAR


@pytest.fixture(scope="module")
def lemmas(ontology, form) -> set[str]:
    tables = {n: t for n, t in ontology.lexicon.items() if n.startswith(("frames/", "cues/"))}
    tables |= {name: ontology.lexicon[name] for name in ("nouns", "roles")}
    found = {word for table in tables.values() for key, word in entries(table) if key in OF_LEMMAS}
    return {word for word in found if len(word) > 3} - form


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(CODE).as_posix())
def test_no_class_of_the_ontology_stands_as_a_string_in_the_code(file):
    names = {local(cls) for cls in CLASSES}
    assert [(line, text) for line, text in strings(file) if text in names] == []


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(CODE).as_posix())
def test_no_property_of_the_domain_stands_as_a_string_in_the_code(file, form):
    core = {local(s) for s in rdflib.Graph().parse(FOLDER / "core.ttl").subjects()}
    names = {local(term) for term in TERMS} - core - form
    assert [(line, text) for line, text in strings(file) if text in names] == []


@pytest.mark.parametrize(
    "file",
    [f for f in MODULES if f.relative_to(CODE).parts[0] in UNDERSTANDING],
    ids=lambda f: f.relative_to(CODE).as_posix(),
)
def test_no_word_of_the_domain_stands_as_a_string_in_the_code(file, lemmas):
    assert [(line, text) for line, text in strings(file) if text in lemmas] == []
