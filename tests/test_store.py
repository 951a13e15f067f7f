"""The store: whole documents in and out, one writer, readers that never wait, nothing torn."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolved import BASE
from stored import MADE, entries, named, written

from kg import store
from kg.errors import StoreError, UsageError
from kg.export.rdf import nquads
from kg.model import Entity
from kg.store import layout, lock, snapshots, writer
from kg.store.layout import Layout, agree
from kg.vocabulary import Property, iri

LABEL = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def lines(database: pyoxigraph.Store) -> list[str]:
    return sorted(str(quad) for quad in database)


def labels(database: pyoxigraph.Store, path: str) -> list[str]:
    node = pyoxigraph.NamedNode(BASE + path)
    return [quad.object.value for quad in database.quads_for_pattern(node, LABEL, None)]


def called(resolution, name: str):
    """The report with the front under another name, and the same identity."""
    entities = tuple(
        Entity(e.id, e.cls, name) if "front" in e.id else e for e in resolution.entities
    )
    return replace(resolution, entities=entities)


@pytest.fixture(scope="module")
def pool(ontology):
    """Six reports that share speakers, claims and entities under several names."""
    reports = (
        named("a.txt"),
        named("b.txt", "Lorna Pell"),
        called(named("c.txt"), "Northern Liberation Front"),
        called(named("d.txt", "Lorna Pell"), "The Front"),
        called(named("e.txt", "Duarte Venn"), "Northern Liberation Froni"),
        replace(
            named("f.txt"), extraction=replace(named("f.txt").extraction, claims=(), statements=())
        ),
    )
    return entries(ontology, reports)


def built(some) -> pyoxigraph.Store:
    database = pyoxigraph.Store()
    for one in some:
        writer.apply(database, BASE, add=[one])
    return database


def test_every_order_of_inputs_gives_the_same_bytes(pool):
    wanted = lines(built(pool[:4]))
    for order in itertools.permutations(pool[:4]):
        assert lines(built(order)) == wanted


def test_one_batch_gives_the_bytes_of_many(pool):
    database = pyoxigraph.Store()
    writer.apply(database, BASE, add=pool)
    assert lines(database) == lines(built(pool))


def test_what_is_added_and_removed_leaves_no_trace(pool):
    database = built(pool[:2])
    writer.apply(database, BASE, remove=[pool[1].document])
    assert lines(database) == lines(built(pool[:1]))


def test_the_last_document_takes_everything_with_it(pool):
    database = built(pool[:3])
    writer.apply(database, BASE, remove=[one.document for one in pool])
    assert lines(database) == []


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=12))
def test_any_history_ends_in_the_bytes_of_its_outcome(pool, steps):
    database, held = pyoxigraph.Store(), set()
    for adding, number in steps:
        one = pool[number]
        if adding:
            writer.apply(database, BASE, add=[one])
            held.add(number)
        else:
            writer.apply(database, BASE, remove=[one.document])
            held.discard(number)
    assert lines(database) == lines(built(pool[i] for i in sorted(held)))


def test_the_label_is_the_longest_name_of_all_documents_then_the_first_by_code_point(pool):
    database = built(pool)
    # "Froni" and "Front" are of one length.
    assert labels(database, "armedgroup/northern-front") == ["Northern Liberation Froni"]
    writer.apply(database, BASE, remove=[pool[4].document])
    assert labels(database, "armedgroup/northern-front") == ["Northern Liberation Front"]
    writer.apply(database, BASE, remove=[pool[2].document])
    assert labels(database, "armedgroup/northern-front") == ["Northern Front"]


def test_a_shared_node_is_described_once_however_many_speak_of_it(pool):
    database = built(pool[:2])
    node = pyoxigraph.NamedNode(BASE + "city/varn")
    kind = pyoxigraph.NamedNode(iri(Property.REPORTED_TYPE))
    assert len(list(database.quads_for_pattern(node, kind, None))) == 1


def test_a_replaced_document_leaves_nothing_of_its_former_text(ontology):
    former, fresh = entries(ontology, [named("a.txt"), named("a.txt", "Lorna Pell")])
    database = built([former, fresh])
    assert lines(database) == lines(built([fresh]))


def test_the_cost_of_one_more_document_does_not_grow_with_the_store(ontology, monkeypatch):
    reports = [named(f"{i}.txt", f"Speaker {'abcdefghij'[i % 10]}{i}") for i in range(60)]
    *many, last = entries(ontology, reports)
    looked_up = []

    class Counted(writer._Planner):
        def _stays(self, node):
            looked_up.append(node)
            return super()._stays(node)

    monkeypatch.setattr(writer, "_Planner", Counted)
    counts = []
    for some in (many[:2], many):
        database = built(some)
        looked_up.clear()
        writer.apply(database, BASE, add=[last])
        counts.append(len(looked_up))
    assert counts[0] == counts[1] == len(last.shared)


@given(text=st.text())
@settings(max_examples=100, deadline=None)
def test_any_text_survives_both_ways_of_writing(text):
    text = text.encode("utf-8", "replace").decode()
    graph = pyoxigraph.NamedNode(BASE + "graph/x")
    quad = pyoxigraph.Quad(graph, LABEL, pyoxigraph.Literal(text), graph)
    loaded, replaced = pyoxigraph.Store(), pyoxigraph.Store()
    writer._commit(loaded, [], [], [f"{quad} ."])
    writer._commit(replaced, [graph.value], [], [f"{quad} ."])
    assert list(loaded) == list(replaced) == [quad]


# ---- the folder


def test_a_reader_sees_what_was_written(tmp_path, ontology):
    folder = written(tmp_path / "store", ontology, named("a.txt"))
    with store.read(folder) as opened:
        assert [d.key for d in opened.catalogue] == ["a.txt"]


def test_nothing_of_a_reader_or_writer_stays_behind(tmp_path, ontology):
    folder = written(tmp_path / "store", ontology, named("a.txt"))
    with store.read(folder):
        assert len(list((folder / "readers").iterdir())) == 2
    assert list((folder / "readers").iterdir()) == []
    assert not (folder / "snapshots").exists()


def test_readers_see_the_last_published_state_while_a_writer_works(tmp_path, ontology):
    folder = written(tmp_path / "store", ontology, named("a.txt"))
    with store.write(folder) as opened:
        opened.put(entries(ontology, [named("b.txt")]))
        with store.read(folder) as reader:
            assert [d.key for d in reader.catalogue] == ["a.txt"]
        opened.publish()
        with store.read(folder) as reader:
            assert [d.key for d in reader.catalogue] == ["a.txt", "b.txt"]


def test_an_open_reader_keeps_its_state_and_does_not_keep_a_writer_out(tmp_path, ontology):
    folder = written(tmp_path / "store", ontology, named("a.txt"))
    with store.read(folder) as reader:
        written(folder, ontology, named("b.txt"))
        assert [d.key for d in reader.catalogue] == ["a.txt"]


def test_a_second_writer_is_told_to_wait(tmp_path, ontology):
    folder = written(tmp_path / "store", ontology, named("a.txt"))
    with (
        lock.exclusive(folder / "lock"),
        pytest.raises(StoreError, match="being written by another process"),
        lock.exclusive(folder / "lock", wait=0.1),
    ):
        pass


def test_a_closed_store_says_so(tmp_path, ontology):
    folder = written(tmp_path / "store", ontology, named("a.txt"))
    with store.read(folder) as opened:
        pass
    with pytest.raises(StoreError, match="closed"):
        list(opened.catalogue)


def test_copies_of_killed_readers_are_swept(tmp_path, ontology):
    folder = written(tmp_path / "store", ontology, named("a.txt"))
    script = (
        "import os, pathlib\nfrom kg import store\n"
        f"with store.read(pathlib.Path({str(folder)!r})):\n    os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    assert list((folder / "readers").iterdir())
    snapshots.sweep(Layout(folder))
    assert list((folder / "readers").iterdir()) == []


def test_a_foreign_folder_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a store of kg"), store.write(tmp_path, new=MADE):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("record", ["", "[]", '{"name": "other", "format": 1}', "\x00\x01"])
def test_a_damaged_record_is_a_clear_error(tmp_path, record):
    (tmp_path / "store.json").write_text(record)
    with pytest.raises(StoreError, match=r"store\.json"), store.read(tmp_path):
        pass


def test_a_store_of_another_format_is_named(tmp_path):
    Layout(tmp_path).write(MADE)
    record = tmp_path / "store.json"
    record.write_text(record.read_text().replace(f'"format": {layout.FORMAT}', '"format": 99'))
    with pytest.raises(StoreError, match="format 99"), store.read(tmp_path):
        pass


def test_a_damaged_database_is_a_clear_error(tmp_path, ontology):
    folder = written(tmp_path / "store", ontology, named("a.txt"))
    (folder / "data" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match=r"damaged|cannot be opened"), store.read(folder):
        pass


def test_the_base_of_a_store_is_fixed():
    with pytest.raises(UsageError, match="--base"):
        agree(MADE, replace(MADE, base="https://other.example/"))


def test_another_ontology_folder_is_refused_and_a_changed_one_is_not():
    own = replace(MADE, ontology="/home/a/ontology")
    with pytest.raises(UsageError, match="bundled ontology"):
        agree(MADE, replace(own, digest="other"))
    assert agree(own, replace(own, digest="other")).digest == "other"


def test_documents_are_found_by_iri_key_or_file_and_never_guessed(tmp_path, ontology):
    reports = [named("one/a.txt", file="a.txt"), named("two/a.txt", file="a.txt"), named("b.txt")]
    reports = [
        replace(
            r, extraction=replace(r.extraction, document=replace(r.extraction.document, file=f))
        )
        for r, f in zip(reports, ("a.txt", "a.txt", "b.txt"), strict=True)
    ]
    folder = written(tmp_path / "store", ontology, *reports)
    with store.read(folder) as opened:
        found = opened.catalogue.find("one/a.txt")
        assert opened.catalogue.find(found.iri) == found
        assert opened.catalogue.find("b.txt").key == "b.txt"
        with pytest.raises(UsageError, match=r"one/a\.txt, two/a\.txt"):
            opened.catalogue.find("a.txt")
        with pytest.raises(UsageError, match="no document"):
            opened.catalogue.find("c.txt")


def test_the_same_data_are_an_rdflib_dataset(tmp_path, ontology):
    import rdflib

    folder = written(tmp_path / "store", ontology, named("a.txt"))
    with store.read(folder) as opened:
        label = rdflib.Literal("Varn")
        assert list(opened.dataset().subjects(rdflib.RDFS.label, label)) == [
            rdflib.URIRef(BASE + "city/varn")
        ]


# ---- kill -9

_ENDLESS = """
import sys, pathlib
sys.path[:0] = [{tests!r}, {root!r}]
from stored import MADE, entries, named
from kg import ontology, store
known = ontology.load()
with store.write(pathlib.Path({folder!r}), new=MADE) as opened:
    for i in range(10_000):
        opened.put(entries(known, [named(f"{{i}}.txt"), named(f"{{i}}-b.txt", "Lorna Pell")]))
        print(i, flush=True)
"""


@pytest.mark.parametrize("after", [1, 4])
def test_a_killed_writer_loses_nothing_that_it_reported_and_tears_nothing(
    tmp_path, ontology, root, after
):
    folder = tmp_path / "store"
    script = _ENDLESS.format(tests=str(Path(__file__).parent), root=str(root), folder=str(folder))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == after:
                os.kill(process.pid, signal.SIGKILL)
                break
    with store.write(folder) as opened:  # the lock died with its process
        keys = [known.key for known in opened.catalogue]
        found = nquads(opened, False)
    assert {f"{i}.txt" for i in range(after + 1)} <= set(keys)
    assert len(keys) % 2 == 0
    fresh = tmp_path / "fresh"
    reports = [named(k, "Lorna Pell" if k.endswith("-b.txt") else "Ilmari Kask") for k in keys]
    written(fresh, ontology, *reports)
    with store.read(fresh) as opened:
        assert nquads(opened, False) == found
