"""What goes wrong at the command line: one clear line, its exit code, the rest in the graph."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

GOOD = (
    '---\ntitle: A "quoted" <title>\npublisher: Example & Sons <wire>\ndate: 2031-05-02\n---\n'
    "The Taliban captured Kunduz, the Russian Foreign Ministry said on Friday.\n"
)
HOSTILE = (
    '<script>alert("x")</script>\x01\x1b[31m\n\n'
    'Ann "The <b>Hammer</b>" O\'Brien, a spokeswoman for the ministry, said that "<img src=x '
    'onerror=alert(1)>" had been written on the wall of the embassy in Kabul.\n'
)
#: File -> its bytes, and words of the line that tells why it is skipped.
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "no text in it"),
    "binary.txt": (b"\x7fELF\x00\x00\x01", "a binary file"),
    "latin.txt": ("Caf\xe9 society, said the minister.".encode("latin-1"), "not UTF-8"),
    "russian.txt": (
        "Министерство сообщило, что город перешёл под контроль движения.".encode(),
        "not in English",
    ),
    "arabic.txt": (("\u0627\u0644\u062c\u064a\u0634 " * 20).encode(), "not in English"),
    "wide.txt": ("The minister said so.".encode("utf-16"), "UTF-16"),
    "crawl.warc": (b"WARC/1.0\r\nbroken", "no document in it"),
    "mail.eml": (b"\xff\xfe\x00", "no mail"),
    "million.txt": (b"The minister said so. " * 46_000, "longer than 1,000,000 characters"),
    "fifty.txt": (b"The minister said so. " * 2_400_000, "larger than 4,000,000 bytes"),
    "table.csv": (b"a,b\n", "no reader for .csv files"),
    "record.jsonl": (b'{"title": "no text"}\n', 'no object with a "text"'),
}


def assert_one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture(scope="module")
def batch(run_kg, tmp_path_factory):
    """One build over everything bad and two good files; the store and what was said."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "in").mkdir()
    for name, (content, _) in BAD.items():
        (folder / "in" / name).write_bytes(content)
    (folder / "in" / "good.txt").write_text(GOOD)
    (folder / "in" / "hostile.txt").write_text(HOSTILE)
    done = run_kg("build", folder / "in", folder / "missing.txt", "--store", folder / "store")
    return folder / "store", done


def rows(run_kg, store: Path, *call: object) -> list[dict[str, str]]:
    done = run_kg("query", *call, "--store", store, "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def test_a_batch_with_bad_files_ends_with_3_and_without_traceback(batch):
    _, done = batch
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)


@pytest.mark.parametrize("name", [*BAD, "missing.txt"])
def test_each_skipped_input_is_named_with_its_reason(batch, name):
    _, done = batch
    reason = BAD[name][1] if name in BAD else "no such file or folder"
    assert [line for line in done.stderr.splitlines() if name in line and reason in line]


def test_the_rest_of_the_batch_is_in_the_graph(run_kg, batch):
    store, _ = batch
    assert [row["file"] for row in rows(run_kg, store, "documents")] == ["good.txt", "hostile.txt"]


def test_a_title_with_quotes_and_brackets_is_kept_as_it_is(run_kg, batch):
    store, _ = batch
    found = rows(run_kg, store, "documents")[0]
    assert (found["title"], found["publisher"] != "") == ('A "quoted" <title>', True)


def test_hostile_markup_in_a_text_survives_every_export(run_kg, batch):
    store, _ = batch
    for form in ("nq", "ttl", "jsonld", "graphml", "gexf", "csv"):
        done = run_kg("export", form, "--store", store)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (form, done.stderr)
        assert done.stdout


def test_hostile_markup_does_not_reach_the_page(run_kg, batch, tmp_path):
    store, _ = batch
    done = run_kg("view", "--store", store, "-o", tmp_path / "graph.html")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "graph.html").read_text()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "name", [*sorted(BAD.keys() - {"table.csv"}), "missing.txt", "folder", "*.nothing"]
)
def test_nothing_to_read_at_all_is_a_wrong_call_and_makes_no_store(run_kg, tmp_path, name):
    (tmp_path / "folder").mkdir()
    if name in BAD:
        (tmp_path / name).write_bytes(BAD[name][0])
    done = run_kg("build", tmp_path / name, "--store", tmp_path / "store")
    assert_one_line(done, 2, name)
    assert not (tmp_path / "store").exists()


def test_a_folder_leads_neither_out_of_itself_nor_into_a_pipe(run_kg, tmp_path):
    (tmp_path / "secret.txt").write_text(GOOD)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(GOOD)
    (tmp_path / "in" / "inner.txt").symlink_to("good.txt")
    (tmp_path / "in" / "outer.txt").symlink_to("../secret.txt")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    done = run_kg("build", tmp_path / "in", "--store", tmp_path / "store")
    *skipped, counts = done.stderr.splitlines()
    assert (done.returncode, counts) == (3, "2 added, 0 replaced, 0 unchanged, 2 skipped")
    assert [line.split("/")[-1] for line in skipped] == [
        "outer.txt: a link that leads out of the folder",
        "pipe.txt: no file (a pipe or a device)",
    ]


def test_what_stands_in_a_text_or_a_name_does_not_drive_the_terminal(run_kg, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "red\x1b[31m\nrow.txt").write_text(GOOD.replace("Kunduz", "\x1b[2JKunduz"))
    (tmp_path / "in" / "bad\x1b[31m.txt").write_bytes(b"")
    store = tmp_path / "store"
    said = [
        run_kg("build", tmp_path / "in", "--store", store).stderr,
        run_kg("query", "documents", "--columns", "file,title", "--store", store).stdout,
        run_kg("query", "statements", "--store", store).stdout,
        run_kg("explain", "Taliban", "--store", store).stdout,
    ]
    assert all(said)
    assert "\x1b" not in "".join(said)
    assert len(said[1].splitlines()) == 5  # two lines of heading, the row, an empty one, the count


def test_the_limit_of_characters_is_a_setting(run_kg, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    done = run_kg("build", tmp_path, "--max-chars", 100, "--store", tmp_path / "store")
    assert_one_line(done, 2, "longer than 100 characters")


def test_standard_input_that_is_binary_is_refused(run_kg, tmp_path):
    assert_one_line(run_kg("build", "-", "--store", tmp_path / "s", stdin=b"\x00\x01"), 2, "binary")


def test_a_date_that_is_none_is_a_wrong_call(run_kg, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    done = run_kg("build", tmp_path, "--date", "soon", "--store", tmp_path / "store")
    assert_one_line(done, 2, "'soon'", "YYYY-MM-DD")


@pytest.mark.parametrize("call", [("query", "control"), ("view",), ("validate",), ("explain", "x")])
def test_a_store_that_is_not_there_is_named(run_kg, tmp_path, call):
    assert_one_line(run_kg(*call, "--store", tmp_path / "none", cwd=tmp_path), 2, "none")


@pytest.mark.parametrize(
    "call", [("build", "a.txt"), ("query", "control"), ("validate",), ("remove", "a.txt")]
)
def test_a_folder_that_is_no_store_is_left_alone(run_kg, tmp_path, call):
    (tmp_path / "a.txt").write_text(GOOD)
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "cat.jpg").write_bytes(b"\xff\xd8")
    assert_one_line(run_kg(*call, "--store", foreign, cwd=tmp_path), 2, "photos")
    assert [path.name for path in foreign.iterdir()] == ["cat.jpg"]


def test_a_store_that_cannot_be_written_is_named(run_kg, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    if os.geteuid() == 0:  # root may write anywhere but where there can be no folder
        place = Path("/proc/nowhere/store")
    else:
        place = tmp_path / "closed" / "store"
        place.parent.mkdir()
        place.parent.chmod(0o555)
    assert_one_line(run_kg("build", tmp_path / "a.txt", "--store", place), 2, str(place))


def test_a_store_folder_that_is_a_file_is_named(run_kg, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    assert_one_line(run_kg("build", tmp_path / "a.txt", "--store", tmp_path / "a.txt"), 2, "a.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only store")
def test_a_read_only_store_can_be_asked_but_not_built_into(run_kg, batch, tmp_path):
    store = Path(shutil.copytree(batch[0], tmp_path / "store"))
    for path in (store, *store.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    assert run_kg("query", "documents", "--store", store).returncode == 0
    (tmp_path / "b.txt").write_text(GOOD)
    assert_one_line(run_kg("build", tmp_path / "b.txt", "--store", store), 2, "store")


WRONG_QUERIES = {
    "no question of that name": (("contrl",), ("contrl", "control")),
    "a parameter that it does not have": (("control", "--param", "colour=red"), ("colour",)),
    "a parameter without a value": (("control", "--param", "territory"), ("territory",)),
    "an entity that nobody names": (("control", "--param", "territory=Atlantis"), ("Atlantis",)),
    "a required parameter left out": (("evidence",), ("node",)),
    "broken SPARQL": (("SELECT * WHERE { ?s ?p",), ()),
    "an update": (("INSERT DATA { <urn:a> <urn:b> <urn:c> }",), ()),
    "a deletion": (("DROP ALL",), ()),
    "a service": (("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",), ("SERVICE",)),
    "a graph read from a file": (("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",), ("FROM",)),
    "a load": (("LOAD <file:///etc/passwd>",), ()),
    "a file that is not there": (("nothing.rq",), ("nothing.rq",)),
    "a format that nobody writes": (("control", "--format", "xls"), ("xls",)),
}


@pytest.mark.parametrize("case", WRONG_QUERIES)
def test_a_wrong_query_is_refused_in_words(run_kg, batch, case):
    call, words = WRONG_QUERIES[case]
    done = run_kg("query", *call, "--store", batch[0])
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr


def test_an_export_format_that_nobody_writes_is_refused(run_kg, batch):
    done = run_kg("export", "docx", "--store", batch[0])
    assert (done.returncode, "docx" in done.stderr) == (2, True)


def test_a_document_that_is_not_there_cannot_be_removed(run_kg, batch):
    assert_one_line(run_kg("remove", "nothing.txt", "--store", batch[0]), 2, "nothing.txt")


def test_a_node_that_nobody_names_cannot_be_explained(run_kg, batch):
    assert_one_line(run_kg("explain", "Atlantis", "--store", batch[0]), 2, "Atlantis")


def test_another_ontology_or_base_later_is_refused(run_kg, batch, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    done = run_kg("build", tmp_path / "a.txt", "--base", "https://a.example/", "--store", batch[0])
    assert_one_line(done, 2, "https://a.example/")


def test_an_ontology_folder_that_is_none_is_named(run_kg, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    call = ("build", tmp_path / "a.txt", "--ontology", tmp_path, "--store", tmp_path / "s")
    assert_one_line(run_kg(*call), 2, "core.ttl")
