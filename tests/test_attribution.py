"""Attribution: who goes on speaking or passes it on, who speaks by labels, what verdicts mean."""

from __future__ import annotations

import pytest

import kg.annotate
from kg.extract.mentions import MentionRules
from kg.extract.statements import StatementRules
from kg.model import Document


@pytest.fixture(scope="module")
def find(nlp, ontology):
    """The statements of a text."""
    rules, mentions = StatementRules(ontology), MentionRules(ontology)

    def run(text):
        document = Document("t", "t.txt", text)
        annotated = next(kg.annotate.annotate([document], model=nlp, is_name=ontology.is_name))
        return rules.find(annotated, mentions.find(annotated))

    return run


def words(text, span):
    """The words under a span, or the empty string."""
    return text[span.start : span.end] if span else ""


def speakers(text, statements):
    """Cue and speaker of each statement."""
    return [
        f"{words(text, s.cue)}: {', '.join(words(text, f.span) for f in s.speakers)}"
        for s in statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pell told the paper that Carvo had lost, adding that he had fled.", "adding: Pell"),
        ("Berg denied that a split is coming, explaining that she had slept.", "explaining: Berg"),
        (
            "The spokesman said the talks had failed, accusing the rebels of lying.",
            "accusing: spokesman",
        ),
        ("Donors gave money to a group praising Anna Berg.", "praising: group"),
        ("The ministry issued a statement saying the road was open.", "saying: ministry"),
        ("The minister took the stage in Geneva, praising the deal.", "praising: minister"),
    ],
)
def test_who_speaks_goes_on_in_a_participle_behind_a_comma(find, text, expected):
    assert expected in speakers(text, find(text))


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "TASS quoted the defence ministry as saying the bridge was hit.",
            "defence ministry",
            "TASS",
        ),
        ('"We will stay," Karl Berg was quoted as saying by TASS.', "Karl Berg", "TASS"),
        ("Karl Berg was quoted by TASS as saying the bridge was hit.", "Karl Berg", "TASS"),
        ("Karl Berg, quoted by the newspaper, said the bridge was hit.", "Karl Berg", "newspaper"),
        ("Ines Carvo told Al Jazeera's Duarte Pell that it was cold.", "Ines Carvo", "Al Jazeera"),
        ("The envoy told Sky News that the army had withdrawn.", "envoy", "Sky News"),
    ],
)
def test_who_is_quoted_speaks_and_who_quotes_or_is_told_passes_it_on(find, text, speaker, via):
    (statement,) = find(text)
    assert [words(text, f.span) for f in statement.speakers] == [speaker]
    assert [words(text, f.span) for f in statement.via] == [via]


@pytest.mark.parametrize(
    "text",
    [
        "Putin told Biden that Russia would stay.",
        "A report by the European Council says the road is open.",
        "The minister, who spoke to Putin on Monday, said the talks had failed.",
    ],
)
def test_persons_and_authors_pass_nothing_on(find, text):
    assert [s.via for s in find(text)] == [()]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Army chief: We will retake the capital", "Army chief"),
        ("Rights group: 200 people killed in Darfur", "Rights group"),
        ("Moscow: Kyiv broke off the talks", "Moscow"),
        ("Erdogan to Putin: Stop the war", "Erdogan"),
        ("JOHN SMITH, HOST: The president spoke today.", "JOHN SMITH, HOST"),
        ("Gaza: 'We have no bread'", "Gaza"),
    ],
)
def test_persons_bodies_and_capitals_speak_by_a_label(find, text, speaker):
    labels = [s for s in find(text) if words(text, s.cue) == ":"]
    assert [words(text, f.span) for s in labels for f in s.speakers] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Mali: Junta postpones elections",
        "DR Congo: UN envoy sees progress",
        "KABUL: The rebels captured three districts on Sunday.",
        "Trump and Putin: What we know about the meeting",
        "Population: 40,000 people live there.",
        "Analysis: Why the talks failed",
    ],
)
def test_a_land_or_topic_says_nothing_by_a_label(find, text):
    assert find(text) == ()


def test_the_names_of_an_interview_speak_in_turn_over_paragraphs(find):
    text = (
        "DER ANZEIGER: Will you win?\n\nBelmar: We will. The town is with us.\n\n"
        "I am sure.\n\nDER ANZEIGER: Why is that?\n\nBelmar: We have paid."
    )
    assert [words(text, s.content) for s in find(text)][1] == (
        "We will. The town is with us.\n\nI am sure"
    )
    assert speakers(text, find(text))[1::2] == [":: Belmar", ":: Belmar"]


def test_what_a_list_names_before_colons_speaks_not(find):
    text = "Price: The car costs 40 euros.\n\nEngine: It is slow.\n\nPrice: It costs more."
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sen. Ines Carvo (D-Mo.) said it was cold.", "Sen. Ines Carvo (D-Mo.)"),
        ("The guard, which is part of a union led by Karl Berg, said it was cold.", "guard"),
        ("The army chief on Monday rejected the plan.", "army chief"),
        (
            "Mayor Karl Berg, speaking after talks with Ines Carvo, called on the army to go.",
            "Mayor Karl Berg",
        ),
        ("Turkey, the only country to back the state, called the plan unfair.", "Turkey"),
        (
            "Reporting from Belmar, Al Jazeera's Ines Carvo said it was cold.",
            "Al Jazeera's Ines Carvo",
        ),
        ("Chief Justice Karl Berg Jr. said it was cold.", "Chief Justice Karl Berg Jr."),
        ("Asked about Duarte Pell, Mayor Karl Berg said it was cold.", "Mayor Karl Berg"),
        ("The plan has long been criticized as reckless by local farmers.", "local farmers"),
    ],
)
def test_the_words_of_a_speaker_are_whole(find, text, speaker):
    assert [words(text, f.span) for f in find(text)[0].speakers] == [speaker]


def test_all_of_a_list_speak(find):
    text = "Malaysia, Indonesia and the Philippines agreed that patrols would begin."
    named = [words(text, f.span) for f in find(text)[0].speakers]
    assert named == ["Malaysia", "Indonesia", "Philippines"]


def test_neither_of_two_denies_for_both(find):
    text = "Neither he nor the monitors believe the road is open."
    (statement,) = find(text)
    named = [words(text, f.span) for f in statement.speakers]
    assert (named, statement.polarity) == (["he", "monitors"], "negated")


def test_the_name_behind_a_description_is_who_is_meant(find, ontology, nlp):
    text = "The mayor's envoy to the valley, Karl Berg, said the talks had failed."
    (statement,) = find(text)
    document = kg.annotate.annotate([Document("t", "t.txt", text)], model=nlp)
    mention = MentionRules(ontology).find(next(document))[statement.speakers[0].mention]
    assert words(text, mention.span) == "Karl Berg"


def test_a_fact_that_shows_something_is_no_speaker(find):
    assert [s.speakers for s in find("It showed that the nations can work together.")] == [()]


def test_the_time_of_an_entry_is_not_said(find):
    text = "10:45 - The gate is open, the army says."
    assert [words(text, s.content) for s in find(text)] == ["The gate is open"]


def test_who_could_not_verify_says_so_in_the_whole_cue(find):
    text = "The army said it won. The BBC has been unable to verify the claim."
    check = find(text)[1]
    assert (words(text, check.cue), words(text, check.content), check.polarity) == (
        "has been unable to verify",
        "the claim",
        "negated",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said it won. Rebels said it lost. AFP could not verify either side's claim.",
            [(0, "unverified"), (1, "unverified")],
        ),
        (
            "The army said it won.\n\nRebels said it lost.\n\nNeither claim could be verified.",
            [(0, "unverified"), (1, "unverified")],
        ),
        (
            "The army said it won. Rebels said it lost. Neither of the accounts was confirmed.",
            [(0, "unverified"), (1, "unverified")],
        ),
        (
            "Berg denied that it fell and said talks went on. The claims could not be verified.",
            [(0, "unverified"), (1, "unverified")],
        ),
        (
            "Berg said it fell. He rejected reports of theft. The reports could not be verified.",
            [(1, "unverified")],
        ),
        (
            "Pella arms them, according to the UN, which says 9 came. Pella denies the charge.",
            [(0, "denied")],
        ),
        (
            "The ministry says Pella sent arms. The UN says it is calm. Pella denied the report.",
            [(0, "denied")],
        ),
        ("Berg accused Pella of theft, a charge Pella's foreign ministry denied.", [(0, "denied")]),
        (
            "Officials said the front was quiet.\n\nBerg denied Russian claims that the town fell.",
            [(2, "denied")],
        ),
        ("Police said he fled. Officials have yet to confirm the report.", [(0, "unverified")]),
        (
            "The army said it won. There was no independent confirmation of the claim.",
            [(0, "unverified")],
        ),
        (
            "The army said it won. The claim was impossible to verify because of a ban.",
            [(0, "unverified")],
        ),
        ("Unconfirmed reports said two pilots had died.", [(1, "unverified")]),
        (
            "Police said 12 people died. Berg said it was sad. The toll could not be verified.",
            [(0, "unverified")],
        ),
        (
            "Ten died, says Berg. Police said 785 fled, a figure that could not be verified.",
            [(1, "unverified")],
        ),
        (
            'Berg said he took Belmar. "It is over," he said. Pell denied it, saying Belmar held.',
            [(0, "denied")],
        ),
        ("The union's candidate, Karl Berg, said it was over. Berg dismissed the story.", []),
        ("The army said it won. Berg confirmed the report.", [(0, "confirmed")]),
        ("Berg denied that he won. Pell, who confirmed the account, said he knew.", []),
        ("Pell said he likes the deal of Karl Berg, which was rejected by the army.", []),
        ("The army said it won. Berg neither confirmed nor denied the report.", []),
        ("The army said it won. The ministry promised to verify the claim.", []),
        ("The army urged rebels to stop. The rebels denied the claim.", []),
        ("The rebels said they won. The army denied the Kurdish claim.", []),
    ],
)
def test_a_verdict_is_about_the_claim_it_names(find, text, expected):
    assert [(s.assesses, s.verdict) for s in find(text) if s.verdict] == expected
