"""The named questions: columns, parameters and formats; what is no question is refused in words."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from resolved import BASE, spot
from stored import TEXT, named, written

from kg import store
from kg.errors import UsageError
from kg.model import Claim, Entity, Filler, Form, Mention, Role, Span, Statement, Value
from kg.query import Asker, Limits, guard
from kg.query.limited import LimitError
from kg.query.questions import parsed, questions

#: The columns of each question, as people and programs rely on them.
COLUMNS = {
    "documents": "document file title publisher published url statements claims",
    "mentions": "file start end text entity label type wikidata document",
    "statements": "statement file speaker speakerLabel speakerStart speakerEnd cue cueStart cueEnd "
    "content contentStart contentEnd via viaLabel directness polarity certainty verification "
    "assessedByLabel narrator publisher published document",
    "control": "claim statement file kind controller controllerLabel controllerStart controllerEnd "
    "territory territoryLabel territoryStart territoryEnd extent share from fromLabel when "
    "whenText source sourceLabel verification narrator publisher published document",
    "alliances": "file a aLabel relation b bLabel source sourceLabel start end validFrom validTo "
    "document",
    "roles": "file person personLabel role of ofLabel start end document",
    "events": "event file type agent agentLabel patient patientLabel place placeLabel when "
    "whenText start end document",
    "actors": "actor label type wikidata mentions documents document",
    "territories": "territory label type within withinLabel wikidata lat lon mentions documents "
    "document",
    "disagreements": "topic topicLabel about degree statementA speakerA speakerALabel valueA fileA "
    "statementB speakerB speakerBLabel valueB fileB document",
    "evidence": "file start end text statement document",
}
OTHER = "Lorna Pell said that the Northern Front had taken over 70 percent of Varn. Nobody knows."


def share(low: str, high: str, words: Span, *, open_below: bool = False) -> tuple[Value, ...]:
    return (
        Value("kind", "hold"),
        Value("modality", "asserted"),
        Value("share", low, "decimal", words),
        Value("shareLow", low, "decimal"),
        Value("shareHigh", high, "decimal"),
        Value("shareLowOpen", str(open_below).lower(), "boolean"),
        Value("shareHighOpen", "false", "boolean"),
    )


def about(resolution, values: tuple[Value, ...]):
    """The report with other values of its claim."""
    claim = replace(resolution.extraction.claims[0], values=values)
    return replace(resolution, extraction=replace(resolution.extraction, claims=(claim,)))


def second(low: str = "0.7", high: str = "1", *, open_below: bool = True, values=None):
    """Pell says otherwise, the day after."""
    words = ("Lorna Pell", "Northern Front", "Varn")
    classes = ("Person", "ArmedGroup", "City")
    mentions = tuple(
        Mention(spot(w, OTHER), spot(w.split()[-1], OTHER), Form.NAME, c)
        for w, c in zip(words, classes, strict=True)
    )
    pell, front, varn = (Filler(m.span, i) for i, m in enumerate(mentions))
    sentence = Span(0, OTHER.index(".") + 1)
    content = spot("the Northern Front had taken over 70 percent of Varn", OTHER)
    statement = Statement(sentence, content, cue=spot("said", OTHER), speakers=(pell,), rule="x")
    claim = Claim(
        "ControlClaim", sentence, spot("taken", OTHER),
        (Role("controller", front), Role("territory", varn)),
        values or share(low, high, spot("over 70 percent", OTHER), open_below=open_below), 0, "x",
    )  # fmt: skip
    base = named("second.txt", published="2031-03-02")
    document = replace(base.extraction.document, text=OTHER, title=None)
    extraction = replace(
        base.extraction, document=document, mentions=mentions, statements=(statement,),
        claims=(claim,),
    )  # fmt: skip
    entities = (Entity("person/lorna-pell", "Person", "Lorna Pell"), *base.entities[1:])
    return replace(base, extraction=extraction, entities=entities)


def first(low: str = "0.45", high: str = "0.55"):
    words = spot("about half", TEXT.format(name="Ilmari Kask"))
    one = named("first.txt", published="2031-03-01", title="Varn", publisher="Harbour News")
    return about(one, share(low, high, words))


@pytest.fixture(scope="module")
def folder(tmp_path_factory, ontology):
    path = tmp_path_factory.mktemp("queries") / "store"
    return written(path, ontology, first(), second(), world=True)


@pytest.fixture
def asker(folder):
    with store.read(folder) as opened:
        yield Asker(opened)


@pytest.fixture
def disagreements(tmp_path, ontology):
    def rows(*resolutions):
        with store.read(written(tmp_path / "store", ontology, *resolutions)) as opened:
            return Asker(opened).rows("disagreements")

    return rows


def header(asker, name: str) -> list[str]:
    params = {"node": "Varn"} if name == "evidence" else {}
    return json.loads(asker.answer(name, params, form="json"))["head"]["vars"]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_question_has_its_columns(asker, name):
    assert [c for c in COLUMNS[name].split() if c not in header(asker, name)] == []


def test_no_question_is_forgotten():
    assert set(COLUMNS) <= set(questions())


@pytest.mark.parametrize("name", COLUMNS)
def test_every_question_runs_with_each_of_its_parameters(asker, name):
    values = {
        "document": "first.txt", "actor": "Northern Front", "territory": "Varn", "node": "Varn",
        "speaker": "Ilmari Kask", "publisher": "Harbour News", "since": "2031-03", "until": "2031",
        "at": "2031",
    }  # fmt: skip
    question = questions()[name]
    required = {p.name: values[p.name] for p in question.parameters if p.required}
    for parameter in question.parameters:
        asker.rows(name, **required | {parameter.name: values[parameter.name]})
    assert {p.name for p in question.parameters} <= set(values)


@pytest.mark.parametrize("name", COLUMNS)
def test_every_question_is_valid_sparql_for_other_engines_as_it_stands(name):
    from rdflib.plugins.sparql import prepareQuery

    text = questions()[name].text
    if name == "evidence":
        text = text.replace("$node", "<http://x.example/>")
    assert prepareQuery(text).algebra is not None


def test_a_statement_is_one_row_with_its_words(asker):
    row = next(r for r in asker.rows("statements") if r.get("speakerLabel") == "Ilmari Kask")
    assert (row["cue"], row["speakerText"], row["narrator"]) == ("said", "Ilmari Kask", "false")
    assert row["content"] == "the Northern Front had taken about half of Varn"


def test_a_check_reaches_the_statement_and_the_claim_that_it_is_about(asker):
    row = next(r for r in asker.rows("statements") if r.get("speakerLabel") == "Ilmari Kask")
    assert (row["verification"], row["assessedByLabel"]) == ("unverified", "Harbour News")
    claim = next(r for r in asker.rows("control") if r.get("sourceLabel") == "Ilmari Kask")
    assert claim["verification"] == "unverified"


def test_in_the_voice_of_the_article_the_publisher_speaks(asker):
    rows = [r for r in asker.rows("statements") if r["narrator"] == "true"]
    assert [r["speakerLabel"] for r in rows] == ["Harbour News"]
    assert all("cue" not in r for r in rows)


def test_who_holds_a_land_according_to_whom_is_one_line(asker):
    rows = asker.rows("control", territory="Varn")
    assert sorted((r["controllerLabel"], r["sourceLabel"], r["share"]) for r in rows) == [
        ("Northern Front", "Ilmari Kask", "0.45"),
        ("Northern Front", "Lorna Pell", "0.7"),
    ]


@pytest.mark.parametrize(
    ("params", "files"),
    [
        ({"since": "2031-03-02"}, ["second.txt"]),
        ({"until": "2031-03-01"}, ["first.txt"]),
        ({"since": "2031", "until": "2031-03"}, ["first.txt", "second.txt"]),
        ({"publisher": "Harbour News"}, ["first.txt"]),
        ({"document": "second.txt"}, ["second.txt"]),
        ({"until": "2030"}, []),
    ],
)
def test_documents_can_be_narrowed(asker, params, files):
    assert [r["file"] for r in asker.rows("documents", **params)] == files


def test_a_speaker_narrows_the_claims(asker):
    assert [r["file"] for r in asker.rows("control", speaker="Lorna Pell")] == ["second.txt"]


@pytest.mark.parametrize("name", ["Varn", "varn", f"{BASE}city/varn", "city/varn"])
def test_an_entity_is_given_by_name_or_iri(asker, name):
    assert len(asker.rows("control", territory=name)) == 2


@pytest.mark.parametrize(
    ("actor", "at", "count"),
    [
        ("NATO", "1949", 12),
        ("NATO", "1954-06", 14),
        ("NATO", "2010-01-01", 28),
        ("BRICS", "2008", 0),
    ],
)
def test_members_can_be_asked_as_of_a_year_a_month_or_a_day(asker, actor, at, count):
    assert len(asker.rows("alliances", actor=actor, at=at)) == count


def test_who_has_left_is_no_member_any_more(asker):
    bloc = "Economic Community of West African States"
    then, now = (
        {r["aLabel"] for r in asker.rows("alliances", actor=bloc, at=at)} for at in ("2024", "2026")
    )
    assert then - now == {"Burkina Faso", "Mali", "Niger"}


def test_an_entity_is_given_by_its_wikidata_identifier(asker):
    assert asker.entities.one("Q159", "https://w3id.org/communique/ontology#Territory").label == (
        "Russia"
    )


def test_several_candidates_are_listed(asker):
    with pytest.raises(UsageError, match=r"(?s)is the name of 2.*country/russia.*state/russia"):
        asker.entities.one("Russia")


def test_the_class_of_a_parameter_tells_a_state_from_its_land(asker):
    assert asker.rows("control", territory="Russia") == asker.rows("control", actor="Russia") == []


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("contrl", {}, r"no question named 'contrl'; known: actors, .*\(kg questions\)"),
        ("control", {"land": "Varn"}, "has no parameter 'land'; it has: document, actor"),
        ("control", {"territory": "Nowhere"}, "named 'Nowhere'"),
        ("control", {"since": "March"}, "is no date"),
        ("control", {"document": "third.txt"}, "no document 'third.txt'"),
        ("evidence", {}, "needs --param node="),
    ],
)
def test_a_wrong_call_says_what_exists(asker, name, params, message):
    with pytest.raises(UsageError, match=message):
        asker.rows(name, **params)


def test_a_value_that_looks_like_sparql_stays_a_value(asker):
    hostile = 'Varn" } UNION { ?s ?p ?o } #'
    with pytest.raises(UsageError, match="named"):
        asker.rows("control", territory=hostile)


def test_a_value_with_a_dollar_sign_is_not_filled_in_again():
    question = parsed(
        "x", "# parameter a (text): x\n# parameter b (text): x\nSELECT * {\n#?a FILTER($a)\n}"
    )
    assert question.sparql({"a": '"$b"', "b": '"!"'}).endswith('FILTER("$b")\n}')


# ---- disagreements


def test_half_against_over_70_percent_is_a_contradiction(disagreements):
    rows = disagreements(first(), second())
    assert [(r["about"], r["degree"], r["speakerALabel"], r["speakerBLabel"]) for r in rows] == [
        ("share", "contradiction", "Ilmari Kask", "Lorna Pell")
    ]
    assert (rows[0]["valueA"], rows[0]["valueB"]) == ("about half", "over 70 percent")


@pytest.mark.parametrize(
    ("one", "other", "degree"),
    [
        (("0.60", "0.73"), ("0.7", "1"), ["tension"]),
        (("0.45", "0.7"), ("0.7", "1"), ["contradiction"]),  # over 70 does not contain 70
        (("0.45", "0.55"), ("0.45", "0.55"), []),
    ],
)
def test_intervals_decide_the_degree(disagreements, one, other, degree):
    rows = disagreements(first(*one), second(*other, open_below=other[0] == "0.7"))
    assert [r["degree"] for r in rows] == degree


def test_one_who_changes_his_mind_does_not_disagree(disagreements):
    pell, later = second(), second("0.45", "0.55", open_below=False)
    document = replace(later.extraction.document, key="third.txt", file="third.txt")
    later = replace(later, extraction=replace(later.extraction, document=document))
    assert disagreements(pell, later) == []


def test_affirmed_against_denied_is_a_contradiction(disagreements):
    denied = (Value("kind", "denied"), Value("modality", "negated"))
    rows = disagreements(first(), second(values=denied))
    assert [(r["about"], r["degree"], r["speakerBLabel"]) for r in rows] == [
        ("polarity", "contradiction", "Lorna Pell")
    ]


# ---- formats


def test_each_format_holds_the_same_answer(asker):
    rows = asker.rows("control")
    held = json.loads(asker.answer("control", form="json"))["results"]["bindings"]
    assert [{k: v["value"] for k, v in b.items()} for b in held] == rows
    table = list(csv.DictReader(io.StringIO(asker.answer("control", form="csv").decode())))
    assert [{k: v for k, v in row.items() if v} for row in table] == rows
    tsv = asker.answer("control", form="tsv").decode().splitlines()
    assert len(tsv) == len(rows) + 1
    assert tsv[0].startswith("?claim\t")
    ns = "{http://www.w3.org/2005/sparql-results#}"
    assert len(ET.fromstring(asker.answer("control", form="xml")).findall(f".//{ns}result")) == len(
        rows
    )


def test_typed_columns_have_their_type(asker):
    row = json.loads(asker.answer("mentions", form="json"))["results"]["bindings"][0]
    assert row["start"]["datatype"].endswith("#integer")
    row = json.loads(asker.answer("control", form="json"))["results"]["bindings"][0]
    assert row["share"]["datatype"].endswith("#decimal")
    assert row["narrator"]["datatype"].endswith("#boolean")


def test_a_table_fits_the_terminal_and_counts_its_rows(asker):
    text = asker.answer("control", form="table", width=100).decode()
    assert max(map(len, text.splitlines())) <= 200
    assert text.endswith("2 rows\n")


def test_a_table_cannot_drive_the_terminal(asker):
    text = asker.answer('SELECT ("\\u001b[31mred\\n" AS ?x) {}', form="table").decode()
    assert "\x1b" not in text
    assert "[31mred" in text


def test_construct_gives_turtle_and_select_does_not(asker):
    answer = asker.answer("CONSTRUCT { ?s a kg:City } WHERE { ?s a kg:City }", form="ttl")
    triples = list(pyoxigraph.parse(answer, format=pyoxigraph.RdfFormat.TURTLE))
    assert pyoxigraph.NamedNode(BASE + "city/varn") in [t.subject for t in triples]
    with pytest.raises(UsageError, match="CONSTRUCT"):
        asker.answer("control", form="ttl")
    with pytest.raises(UsageError, match="CONSTRUCT"):
        asker.answer("ASK { ?s ?p ?o }", form="ttl")
    with pytest.raises(UsageError, match="SELECT"):
        asker.answer("CONSTRUCT WHERE { ?s a kg:City }", form="csv")


def test_an_unknown_format_lists_those_that_exist(asker):
    with pytest.raises(UsageError, match="table, json, csv"):
        asker.answer("control", form="yaml")


# ---- SPARQL of any origin


def test_a_query_sees_the_union_of_all_graphs(asker):
    answer = asker.answer("SELECT (COUNT(*) AS ?n) { ?s a kg:Document }", form="csv")
    assert answer.split() == [b"n", b"2"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("INSERT DATA { <http://a> <http://b> 1 }", "only read"),
        ("PREFIX a: <http://x/> DELETE WHERE { ?s ?p ?o }", "only read"),
        ("DROP ALL ;", "only read"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p 1e5SERVICE <http://x.example/> {} }", "SERVICE"),
        ("SELECT * { ?s ?p trueSERVICE<http://x.example/>{} }", "SERVICE"),
        ("SELECT * { ?s ?p ?o.SERVICE:x{} }", "SERVICE"),
        ('SELECT * { FILTER(?a<?b#> """\n) SERVICE <http://x.example/> {} #"""\n}', "comparison"),
        ("SELECT * { FILTER(?a<'x'&&?b>'\n) SERVICE <http://x.example/> {} #'\n}", "comparison"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("SELECT * { ?s ?p 'open }", "does not close"),
        ("{ ?s ?p ?o }", "begins with SELECT"),
        ("SELECT * { ?s ?p ?o " + " " * guard.MAX_LENGTH + "}", "characters"),
    ],
)
def test_what_writes_or_reaches_out_is_refused_before_it_runs(asker, query, reason):
    with pytest.raises(UsageError, match=reason):
        asker.answer(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "the secret SERVICE, FROM afar" }',
        "# which service?\nSELECT ?service { ?service ?p <http://x.example/service#service> }",
        "SELECT * { ?s schema:service '''it's''' FILTER(?s < 5 && ?s > 3) }",
    ],
)
def test_the_same_words_in_strings_names_and_comments_pass(query):
    assert guard.check(query) is None


def test_broken_sparql_says_where(asker):
    with pytest.raises(UsageError, match="the query is wrong: error at 1:"):
        asker.answer("SELECT * { ?s ?p")


def test_a_query_that_takes_too_long_is_ended(folder):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with store.read(folder) as opened:
        asker = Asker(opened, limits=Limits(seconds=1))
        with pytest.raises(LimitError, match="more than 1 seconds"):
            asker.answer(endless)


def test_a_query_that_would_crash_the_engine_ends_alone(asker):
    nested = "SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}"
    with pytest.raises(LimitError, match="brought the engine down"):
        asker.answer(nested)
    assert len(asker.rows("documents")) == 2


def test_a_query_that_eats_memory_is_ended(folder):
    hungry = "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with store.read(folder) as opened, pytest.raises(LimitError):
        Asker(opened, limits=Limits(seconds=20, megabytes=400)).answer(hungry)
