"""The parse keeps the document's own offsets and reads only the article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate import annotate, load_model, paragraphs
from kg.annotated import NO_WORD
from kg.errors import UsageError
from kg.model import Document

MODEL = load_model()


def parse(text, **options):
    document = Document("a.txt", "a.txt", text, body=options.pop("body", 0))
    return next(annotate([document], model=MODEL, **options))


def words(annotated):
    return [t.text for t in annotated.doc if not t.is_space]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_the_parse_is_as_long_as_the_text_and_offsets_agree(text):
    doc = parse(text).doc
    assert len(doc.text) == len(text)
    assert all(doc.text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_every_token_is_the_text_at_its_offset():
    text = "\n\nThe town fell.\n\nRebels said: \u201cWe hold it\u201d.\n"
    assert words(parse(text)) == [
        "The", "town", "fell", ".", "Rebels", "said", ":", '"', "We", "hold", "it", '"', ".",
    ]  # fmt: skip
    assert all(text[t.idx] == t.text[0] for t in parse(text).doc if t.is_alpha)


def test_a_newline_ends_a_sentence():
    sentences = [s.text.strip() for s in parse("Border closed\nThe guards left.").doc.sents]
    assert sentences == ["Border closed", "", "The guards left."]


def test_a_wrapped_line_is_one_sentence():
    text = "The guards left the post on the river before the morning and\nmarched to the town."
    assert [s.text for s in parse(text).doc.sents if s.text.strip()] == [text]


def test_a_line_beyond_all_measure_is_parsed_in_parts():
    text = "The guards left the town. " * 1500
    doc = parse(text).doc
    assert len(doc.text) == len(text)
    assert {s.text.strip() for s in doc.sents if s.text.strip()} == {"The guards left the town."}


@pytest.mark.parametrize("text", ["x" * 25_000, "( " * 12_000, " " * 11_000 + "a"])
def test_a_line_without_a_place_to_cut_keeps_its_offsets(text):
    doc = parse(text).doc
    assert all(t.text == text[t.idx : t.idx + len(t)] for t in doc)


def test_front_matter_is_not_read():
    text = "---\ntitle: Harbour\n---\nThe port is open."
    assert words(parse(text, body=text.index("The"))) == ["The", "port", "is", "open", "."]


def test_furniture_is_not_read():
    annotated = parse(
        "The port is open.\nShare this", is_furniture=lambda line: line == "Share this"
    )
    assert words(annotated) == ["The", "port", "is", "open", "."]


def test_a_repeated_headline_is_read_once():
    assert words(parse("Guards Leave Harbour\n\nGuards Leave Harbour\n\nIt rained.")) == [
        "Guards", "leave", "harbour", "It", "rained", ".",
    ]  # fmt: skip


def test_a_headline_keeps_the_capitals_of_names_only():
    annotated = parse(
        "Guards Leave Sarvan Harbour As Rebels Advance\n\nThe guards of Sarvan left.",
        is_name=lambda _: False,
    )
    assert words(annotated)[:7] == [
        "Guards",
        "leave",
        "Sarvan",
        "harbour",
        "as",
        "rebels",
        "advance",
    ]
    assert [tuple(h) for h in annotated.headlines] == [(0, 45)]


def test_a_footnote_star_is_no_part_of_a_name():
    assert "Sarvan" in words(parse("The Sarvan* group left."))


def test_several_documents_keep_their_order():
    documents = [Document(f"{i}", f"{i}", f"Town {i} fell.") for i in range(5)]
    assert [a.document.key for a in annotate(documents, model=MODEL)] == list("01234")


def test_an_unknown_model_is_named():
    with pytest.raises(UsageError, match="no spaCy pipeline named 'nonesuch'"):
        load_model("nonesuch")


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("KABUL - Nobody knows.", ["Kabul", "Nobody knows."]),
        ("NEW YORK (AP) -- Nobody knows.", ["New York (AP)", "Nobody knows."]),
        ("LONDON, Ky. (WKYT) - Nobody knows.", ["London, Ky. (WKYT)", "Nobody knows."]),
        ("Hanoi (VNA) \u2013 Nobody knows.", ["Hanoi (VNA)", "Nobody knows."]),
        (
            "ADDIS ABABA/NAIROBI, Nov 21 (Reuters) - Nobody knows.",
            ["Addis Ababa/Nairobi, Nov 21 (Reuters)", "Nobody knows."],
        ),
        ("The army - Nobody knows.", ["The army - Nobody knows."]),
    ],
)
def test_a_dateline_is_no_part_of_the_sentence_after_it(nlp, line, read):
    found = paragraphs(Document("k", "f", line), nlp, lambda _: False, lambda _: False)
    assert [one.text for one in found] == read


def test_a_headline_that_ends_with_a_full_stop_is_read_as_a_sentence(nlp):
    text = "Why The Quill Party's Move Against Bernie Rush Could Backfire.\nIt could."
    parsed = next(annotate([Document("t", "t", text)], model=nlp))
    assert "backfire" in {t.text for t in parsed.doc}


def test_a_dateline_with_hyphens_is_cut_off(nlp):
    text = "PORT-AU-PRINCE, Haiti - Nobody knows who fired."
    parsed = next(annotate([Document("t", "t", text)], model=nlp))
    assert [s.text.strip() for s in parsed.doc.sents][-1] == "Nobody knows who fired."


def test_words_that_are_no_english_are_flagged(nlp):
    assert nlp.vocab["Zelenskiy"].check_flag(NO_WORD)
    assert not nlp.vocab["Officials"].check_flag(NO_WORD)


def test_a_hyphen_behind_the_stop_of_an_abbreviation_parts_two_words(nlp):
    assert [t.text for t in nlp.tokenizer("U.S.-backed")] == ["U.S.", "-", "backed"]
