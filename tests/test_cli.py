"""The command line: exit codes, one clear line on an error, results on standard output only."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from stored import named, written

from kg import cli
from kg.export import EXPORTERS


@pytest.fixture(scope="module")
def folder(tmp_path_factory, ontology):
    path = tmp_path_factory.mktemp("cli") / "store"
    return written(path, ontology, named("a.txt"), named("b.txt", "Lorna Pell"), world=True)


@pytest.fixture
def call(capfdbinary, monkeypatch, folder):
    """Runs a command in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("KG_STORE", str(folder))

    def run(*arguments):
        code = cli.run([str(a) for a in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def test_a_question_as_json(call):
    code, out, err = call("query", "documents", "--format", "json")
    assert (code, err) == (0, "")
    assert len(json.loads(out)["results"]["bindings"]) == 2


def test_a_query_from_a_file_with_its_own_parameters(call, tmp_path):
    file = tmp_path / "own.rq"
    file.write_text(
        "# title: Own\n# parameter named (text): its label\n\n"
        "SELECT ?s {\n  #?named ?s rdfs:label $named .\n  ?s a kg:City .\n}\n"
    )
    code, out, _ = call("query", file, "--param", "named=Varn", "--format", "csv")
    assert (code, out.split()) == (0, ["s", "https://data.example/city/varn"])


def test_every_question_is_listed_on_a_line(call):
    out = call("questions")[1]
    assert "control" in [line.split()[0] for line in out.splitlines()]
    assert "territory" in next(line for line in out.splitlines() if line.startswith("control"))


@pytest.mark.parametrize("form", [one.name for one in EXPORTERS])
def test_every_export_writes_the_same_bytes_again(call, form, tmp_path):
    outputs = []
    for i in range(2):
        assert call("export", form, "-o", tmp_path / f"{i}")[0] == 0
        outputs.append((tmp_path / f"{i}").read_bytes())
    assert outputs[0] == outputs[1]
    assert b"Varn" in outputs[0]


def test_explain_gives_each_sentence_with_its_offsets(call):
    code, out, _ = call("explain", "Varn")
    assert code == 0
    assert "  0-70  claim: Ilmari Kask said that the Northern Front had taken" in out
    assert [line.split()[0] for line in out.splitlines() if line[0] != " "] == ["a.txt", "b.txt"]


def test_explain_takes_a_state_and_its_land_together(call):
    assert call("explain", "Russia")[0] == 0


def test_a_page_is_written_where_told(call, tmp_path):
    assert call("view", "-o", tmp_path / "page.html")[:2] == (0, "")
    assert b"Northern Front" in (tmp_path / "page.html").read_bytes()


def test_validate_ends_with_1_on_a_violation(call, monkeypatch):
    import kg.validate

    class Broken:
        conforms = False

        def lines(self):
            return iter(["1 violation"])

    monkeypatch.setattr(kg.validate, "validate", lambda *_, **__: Broken())
    assert call("validate") == (1, "1 violation\n", "")


def test_removing_takes_the_document_away(call, tmp_path, ontology):
    other = written(tmp_path / "store", ontology, named("a.txt"), named("b.txt"))
    assert call("remove", "a.txt", "--store", other)[0] == 0
    assert "b.txt" in (out := call("query", "documents", "--store", other)[1])
    assert "a.txt" not in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "contrl"], "no question named 'contrl'"),
        (["query", "control", "--format", "yaml"], "no format 'yaml'"),
        (["query", "control", "--param", "territory"], "NAME=VALUE"),
        (["query", "control", "--param", "since=2031", "--param", "since=2032"], "given twice"),
        (["query", "none.rq"], "none.rq cannot be read"),
        (["query", "SELECT * {"], "the query is wrong"),
        (["query", "DROP ALL {}"], "only read"),
        (["query"], "Missing argument"),
        (["questions", "--loud"], "No such option"),
        (["paint"], "No such command 'paint'"),
        (["export", "docx"], "no export format 'docx'; known: ttl"),
        (["export", "ttl", "-o", "/nowhere/x"], "cannot be written"),
        (["explain", "Nobody Atall"], "nothing named 'Nobody Atall'"),
        (["remove", "c.txt"], "no document 'c.txt'"),
        (["query", "control", "--store", "/nowhere"], "no store in /nowhere"),
        (["build", "/nowhere/x.txt", "--store", "/tmp/none/store"], "nothing could be read"),
        (["build", "x", "--jobs", "0"], "--jobs"),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_line(call, arguments, message):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_what_nobody_expected_is_one_line_too(call, monkeypatch):
    from kg.query import Asker

    def fail(*_, **__):
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(Asker, "answer", fail)
    code, _, err = call("query", "control")
    assert code == 2
    assert err.startswith("kg: unexpected ZeroDivisionError: of all things")


def test_help_is_quick_and_light_and_so_is_a_query(folder):
    script = (
        "import sys\nfrom kg import cli\ncode = cli.run({0!r})\n"
        "heavy = {{'spacy', 'rdflib', 'networkx', 'owlready2', 'rich'}} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) if heavy else code)"
    )
    environment = {**os.environ, "KG_STORE": str(folder)}
    for arguments in (["--help"], ["query", "documents"], ["questions"]):
        done = subprocess.run(
            [sys.executable, "-c", script.format(arguments)],
            capture_output=True, env=environment, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_away_is_no_error(folder):
    environment = {**os.environ, "KG_STORE": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "export", "nq"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_name_means_what_documents_speak_of_before_what_only_the_world_file_knows(
    run_kg, tmp_path
):
    # The world file knows the town as Laško, also called Lasko.
    text = "The army captured the town of Lasko, the ministry said.\n"
    (tmp_path / "a.txt").write_text(text)
    assert run_kg("build", tmp_path, "--store", tmp_path / "s").returncode == 0
    told = run_kg("explain", "Lasko", "--store", tmp_path / "s")
    assert text.strip() in told.stdout  # not the region Lasko, of which no document speaks
    silent = run_kg("explain", "Slovenia", "--store", tmp_path / "s")
    assert (silent.returncode, silent.stdout) == (0, "")
    assert silent.stderr == "no document says anything of 'Slovenia'\n"
