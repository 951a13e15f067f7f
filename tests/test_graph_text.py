"""Whatever the text holds, its graph is valid RDF and quotes it exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize
from resolved import (
    REPORT,
    ask,
    database,
    graph,
    report,
)

from kg.graph.terms import clean, dated, literal, node
from kg.model import (
    Claim,
    Document,
    Extraction,
    Filler,
    Resolution,
    Role,
    Span,
    Statement,
    Value,
)  # fmt: skip


@pytest.mark.parametrize(
    ("published", "datatype"),
    [("2021-07-09", "date"), ("2021-07", "gYearMonth"), ("2021", "gYear")],
)
def test_a_date_is_as_exact_as_it_was_given(published, datatype):
    assert dated(published).datatype.value.endswith(f"#{datatype}")


@pytest.mark.parametrize("published", [None, "", "last week", "2021-13-01", "9 July"])
def test_a_date_that_is_none_is_left_out(published):
    assert dated(published) is None


HOSTILE = [
    'quote " and \\ backslash', "<script>alert(1)</script>", "control \x00\x01\x1f\x7f",
    "line\nbreak\r\ttab", "lone \ud800 surrogate", "\u202eright to left", "a^^<b>@en", "", " ",
    "😀 beyond the basic plane", "https://evil.example/> . <x> <y> <z> .",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_and_metadata_make_valid_rdf(ontology, name):
    one = report(name or "-", title=name, publisher=name, author=name, url=name, published=name)
    entities = tuple(replace(entity, name=name) for entity in one.entities)
    made = graph(replace(one, entities=entities), ontology)
    written = serialize(made.quads, format=RdfFormat.N_QUADS)
    assert set(parse(written, format=RdfFormat.N_QUADS)) == set(made.quads)


def test_an_iri_is_valid_whatever_it_is_made_from():
    assert node("https://x.example/a b<c>\ud800").value == "https://x.example/a%20b%3Cc%3E%EF%BF%BD"


def test_lone_surrogates_are_replaced_one_for_one():
    assert clean("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("value", "lexical"), [(0.5, "0.5"), (1.0, "1.0"), (True, "true"), (3, "3")]
)
def test_numbers_are_written_plainly(value, lexical):
    assert literal(value).value == lexical


TEXTS = st.text(alphabet=st.characters(codec=None, exclude_characters=""), min_size=1, max_size=200)


@st.composite
def random_statements(draw):
    """A text of any characters with statements and claims at random spans of it."""
    text = draw(TEXTS)
    offsets = st.integers(0, len(text) - 1)

    def span():
        start = draw(offsets)
        return Span(start, draw(st.integers(start + 1, len(text))))

    statements = tuple(
        Statement(span(), span(), cue=span(), speakers=(Filler(span()),))
        for _ in range(draw(st.integers(1, 3)))
    )
    claim = Claim(
        "ControlClaim", span(), span(), (Role("territory", Filler(span())),),
        (Value("kind", "gain"), Value("extent", "much", "string", span())), 0,
    )  # fmt: skip
    return Resolution(Extraction(Document("x", "x", text), (), statements, (claim,)), (), ())


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(random_statements())
def test_every_quotation_equals_the_text_at_its_offsets(ontology, resolution):
    text = clean(resolution.extraction.document.text)
    selector = "oa:exact ?exact ; oa:start ?start ; oa:end ?end ; oa:prefix ?prefix"
    rows = ask(database(ontology, resolution), f"?s {selector} ; oa:suffix ?suffix")
    assert rows
    for end, exact, prefix, _, start, suffix in rows:
        assert text[int(start) : int(end)] == exact
        assert text[: int(start)].endswith(prefix)
        assert text[int(end) :].startswith(suffix)


def test_the_whole_text_is_kept(ontology):
    assert ask(database(ontology, report()), "?a kg:text ?b")[0][1] == REPORT
