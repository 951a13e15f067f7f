"""Ontology folders of one's own: what they take from the bundled one, and what they replace."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from ontology_terms import (
    FOLDER,
)

import kg.ontology
from kg.errors import OntologyError
from kg.ontology.schema import lexicon_files, shape_files


def own_folder(folder: Path, classes: str = "") -> Path:
    (folder / "own.ttl").write_text(
        "@prefix : <https://w3id.org/communique/ontology#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ." + classes
    )
    return folder


def test_a_folder_of_ones_own_stands_on_the_bundled_core(tmp_path):
    own = kg.ontology.load(own_folder(tmp_path, ":Club rdfs:subClassOf :Organisation ."))
    assert own.is_a("Club", "Actor")
    assert "State" not in own.parents


def test_a_folder_of_ones_own_has_the_shapes_of_the_core(tmp_path):
    assert shape_files(own_folder(tmp_path)) == (FOLDER / "shapes.ttl",)


def test_a_folder_of_ones_own_has_the_words_that_are_no_domain(tmp_path):
    names = lexicon_files(own_folder(tmp_path))
    assert "hedges" in names
    assert not [name for name in names if name.startswith("frames/")]


def test_a_table_of_ones_own_replaces_the_bundled_one(tmp_path):
    folder = own_folder(tmp_path)
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "hedges.toml").write_text("probable = ['likely']")
    assert kg.ontology.load(folder).lexicon["hedges"] == {"probable": ["likely"]}


def test_what_is_taken_from_the_bundle_counts_for_the_digest(tmp_path, monkeypatch):
    folder = own_folder(tmp_path)
    before = kg.ontology.load(folder).digest
    (folder / "own.ttl").write_text((folder / "own.ttl").read_text() + " # more")
    assert kg.ontology.load(folder).digest != before


def test_a_folder_without_classes_is_refused(tmp_path):
    with pytest.raises(OntologyError, match=r"core\.ttl"):
        kg.ontology.load(tmp_path)


@pytest.mark.parametrize("name", ["own.ttl", "lexicon/words.toml"])
def test_a_broken_file_is_named(tmp_path, name):
    folder = own_folder(tmp_path)
    (folder / "lexicon").mkdir()
    (folder / name).write_text("= broken [")
    with pytest.raises(OntologyError, match=name.rpartition("/")[2]):
        kg.ontology.load(folder)


def test_tables_are_toml_that_the_standard_library_reads():
    for file in sorted((FOLDER / "lexicon").rglob("*.toml")):
        assert tomllib.loads(file.read_text(encoding="utf-8"))
