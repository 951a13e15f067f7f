"""Attribution: who said what, by which cue, on sentences written for the purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.annotate
from kg.extract.mentions import MentionRules
from kg.extract.narrator import attach
from kg.extract.statements import StatementRules
from kg.extract.statements.quotations import quotations
from kg.model import Claim, Document, Span


def cases(name):
    """The lines of a case file, without its comments."""
    lines = (Path(__file__).parent / "cases" / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


CASES = cases("statements.txt")
CERTAINTIES = cases("certainty.txt")


@pytest.fixture(scope="module")
def annotate(nlp):
    """Parses a text."""
    return lambda text: next(kg.annotate.annotate([Document("t", "t.txt", text)], model=nlp))


@pytest.fixture(scope="module")
def find(annotate, ontology):
    """The statements of a text."""
    rules, mentions = StatementRules(ontology), MentionRules(ontology)

    def run(text):
        annotated = annotate(text)
        return rules.find(annotated, mentions.find(annotated))

    return run


def words(text, span):
    """The words under a span, or the empty string."""
    return text[span.start : span.end] if span else ""


def shown(text, statement):
    """A statement as the case file writes it."""
    speaker = ", ".join(words(text, s.span) for s in statement.speakers)
    return f"{speaker} | {words(text, statement.cue)} | {words(text, statement.content)}"


@pytest.mark.parametrize("case", CASES)
def test_case(find, case):
    text, expected = case.split(" => ")
    assert expected.strip() in [shown(text, s).strip() for s in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister did not say whether the bridge was closed.",
        "Nobody said that the bridge was closed.",
        "The mayor seems to avoid the council.",
        "The meeting is expected to end on Friday.",
        "If the minister says that, the talks are over.",
        "The old bridge crosses the river near the mill.",
        "The army found weapons in the village.",
        "The owner appealed to a sense of shame.",
        "He found a way to leave the town.",
        "The singer was seen in a red car.",
        "He ran a program called Bright Path.",
        "The ministry refused to comment on the raid.",
        "The minister did not want to comment on the report.",
        "Officials declined to say whether the plant would close.",
        "The clerk was unwilling to say who had paid.",
        "Lawmakers voted for independence on Friday.",
        "Barbed wire had been put up around the camp.",
        "Aid workers were denied entry to the town.",
        "Journalists had been denied visas.",
        "The militia, which backs Anna Berg, took two villages.",
        "Goods will be checked at ports, a point unionists find hard to swallow.",
        "Tickets cost 20 dollars per person.",
        "Neither side has high hopes of a deal.",
        "Let's focus on understanding how the tax works.",
        'The mayor went "low" on Friday.',
        "Officials declined to give details.",
        "The spokesman declined to comment on reports that advisers had opposed the move.",
        "The fund helps citizens to hold their local governments accountable.",
    ],
)
def test_what_was_not_said_is_no_statement(find, text):
    assert [shown(text, s) for s in find(text)] == []


@pytest.mark.parametrize("case", CERTAINTIES)
def test_polarity_and_certainty_are_those_of_cue_and_main_clause(find, case):
    text, expected = case.split(" => ")
    first = find(text)[0]
    assert f"{first.polarity} {first.certainty}" == expected


@pytest.mark.parametrize(
    ("text", "directness"),
    [
        ('"The bridge is ours," the commander said.', "direct"),
        ('The commander said the bridge was "ours for good" now.', "mixed"),
        ("The commander said the bridge was theirs.", "indirect"),
    ],
)
def test_directness(find, text, directness):
    assert find(text)[0].directness == directness


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ('"The port is ours," the commander said, as quoted by the AFP.', ["AFP"]),
        ("The commander told Reuters that the port was taken.", ["Reuters"]),
        ("The commander told reporters that the port was taken.", []),
        ("The captain confirmed to AFP that the mine had been overrun.", ["AFP"]),
        ('"The town is calm," he said on state television.', ["state television"]),
        (
            "In remarks broadcast on state television, he said the town was calm.",
            ["state television"],
        ),
        ("He said on Twitter that the town was calm.", []),
        ("He said that he would talk to the press.", []),
    ],
)
def test_via(find, text, via):
    assert [words(text, f.span) for f in find(text)[0].via] == via


def test_joint_speakers(find):
    text = "Anna Berg and Karl Holm said the bridge was closed."
    assert [words(text, s.span) for s in find(text)[0].speakers] == ["Anna Berg", "Karl Holm"]


def test_nested_statement_points_at_the_outer_one(find):
    text = "Anna Berg said that Karl Holm had told the court that the bridge was closed."
    outer, inner = find(text)
    assert (outer.parent, inner.parent) == (None, 0)


def test_wrapped_attitude_in_own_words_is_no_statement_of_its_own(find):
    text = '"I think we want peace," Anna Berg said.'
    assert [words(text, s.cue) for s in find(text)] == ["said"]


def test_quotation_over_paragraphs_is_one_statement(find):
    text = '"The road is closed," Anna Berg said. "It was shelled.\n\n"We will rebuild it."'
    (statement,) = find(text)
    assert statement.content == Span(0, len(text))


def test_headline_with_colon(find):
    text = "Ministry: Talks will resume on Monday"
    assert shown(text, find(text)[0]) == "Ministry | : | Talks will resume on Monday"


def test_claim_that_could_not_be_verified(find):
    text = (
        "A Taliban spokesman said the group had taken the crossing. "
        "The Taliban's claim could not be verified."
    )
    said, assessment = find(text)
    assert (assessment.assesses, assessment.verdict, assessment.narrator) == (
        0,
        "unverified",
        True,
    )
    assert said.assesses is None


def test_outlet_that_could_not_verify_is_who_assesses(find):
    text = "The ministry said the town had fallen. Reuters could not verify the report."
    assessment = find(text)[1]
    assert [words(text, s.span) for s in assessment.speakers] == ["Reuters"]
    assert (assessment.assesses, assessment.verdict) == (0, "unverified")


def test_denied_claim(find):
    text = "The ministry said the town had fallen. Anna Berg denied the claim."
    assert [(s.assesses, s.verdict) for s in find(text)] == [(None, None), (0, "denied")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and left.', ['"yes"']),
        ("He said \u201cyes\u201d and \u201cno\u201d.", ["\u201cyes\u201d", "\u201cno\u201d"]),
        ("She didn't say it's ours.", []),
        ("He said ''the port is ours'' again.", ["''the port is ours''"]),
        ("\u2018The port is ours,\u2019 he said.", ["\u2018The port is ours,\u2019"]),
    ],
)
def test_quotations(text, expected):
    found = quotations(text, (Span(0, len(text)),))
    assert [words(text, q.span) for q in found] == expected


def test_narrator_makes_one_statement_a_sentence(annotate):
    text = "The army took the town and the bridge."
    sentence = Span(0, len(text))
    claims = tuple(Claim("C", sentence, Span(9, 13), ()) for _ in range(2))
    told, attached = attach(annotate(text), (), claims)
    assert [(s.narrator, s.content) for s in told] == [(True, sentence)]
    assert [c.statement for c in attached] == [0, 0]


def test_spans_lie_in_the_text(find):
    text = 'Karl Holm said: "It is over." Anna Berg, he added, "will go" soon, according to aides.'
    for statement in find(text):
        for span in (statement.sentence, statement.content):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg added:\n\nIt is typical of Pell.", "Anna Berg | added | It is typical of Pell"),
        (
            'Anna Berg continued:\n\n"You look at the gate. It is open."',
            'Anna Berg | continued | "You look at the gate. It is open."',
        ),
        (
            'Transcript as follows:\n\n"We came to the town."',
            'Transcript | as follows | "We came to the town."',
        ),
        (
            "PELL: We have the town.\n\nIt is ours.\n\nCARVO: That is not true.",
            "PELL | : | We have the town.\n\nIt is ours",
        ),
    ],
)
def test_a_colon_announces_what_stands_below_it(find, text, expected):
    assert expected in [shown(text, s) for s in find(text)]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Congo accuses Rwanda of backing the M23, a charge Kigali denies.", [None, "denied"]),
        ("The ministry said rebels had fled, a claim denied by the rebels.", [None, "denied"]),
        ("Berg said he won. Pell denied the claim.", [None, "denied"]),
        ("Pell said he won. Pell denied the claim.", [None, None]),
    ],
)
def test_a_denial_is_about_what_others_said(find, text, verdicts):
    found = find(text)
    assert [s.verdict for s in found] == verdicts
    assert [s.assesses for s in found if s.verdict] == [0] * verdicts.count("denied")


def test_a_quotation_with_its_own_cue_is_not_hung_on_the_sentence_before(find):
    text = 'The minister confirmed the plan. "It is a risk," Anna Berg said.'
    assert [shown(text, s) for s in find(text)] == [
        "minister | confirmed | the plan",
        'Anna Berg | said | "It is a risk,"',
    ]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("A statement from the ministry said the strike had hit a convoy.", "ministry"),
        ("The ministry spoke. The ministry's statement said the dam had held.", "ministry"),
        (
            "The ministry said in a statement that the dam held. The statement said it was safe.",
            "ministry",
        ),
        ("A report on the army said the men were ill paid.", None),
    ],
)
def test_who_issues_a_document_speaks(annotate, ontology, text, issuer):
    annotated = annotate(text)
    mentions = MentionRules(ontology).find(annotated)
    named = StatementRules(ontology).find(annotated, mentions)[-1].speakers[0].mention
    assert (None if named is None else words(text, mentions[named].span)) == issuer
