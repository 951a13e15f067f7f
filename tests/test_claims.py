"""Claims: sentences and what they claim, frames, and that the engine knows no domain of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.errors import OntologyError
from kg.extract import extract
from kg.extract.claims.frames import Path as Place
from kg.extract.claims.frames import Shape, Where, compile_frames
from kg.model import Claim, Document, Extraction, Span
from kg.ontology import Ontology

CASES = Path(__file__).parent / "cases"
Read = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="module")
def read(nlp, ontology: Ontology) -> Read:
    """The claims of a short text."""

    def claims(text: str, published: str | None = None) -> tuple[Claim, ...]:
        document = Document("case", "case.txt", text, published=published)
        parsed = annotate([document], model=nlp, is_name=ontology.is_name)
        return next(extract(parsed, ontology)).claims

    return claims


def cases(name: str) -> dict[str, set[tuple[str, ...]]]:
    """Sentence -> its claims, from a file with one claim a line."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in (CASES / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, *fields = (field.strip() for field in line.split("|"))
            expected = found.setdefault(sentence, set())
            if fields != ["-"]:
                expected.add(tuple(fields))
    return found


def parameters(name: str) -> list[object]:
    found = cases(name)
    return [pytest.param(s, found[s], id=s[:50]) for s in found]


def words(text: str, claim: Claim, role: str) -> str:
    spans = [r.filler.span for r in claim.roles if r.property == role]
    return text[slice(*spans[0])] if spans else ""


def source(extraction: Extraction, claim: Claim) -> str:
    """The words for who makes the claim; none in the narrator's voice."""
    if claim.statement is None or not extraction.statements[claim.statement].speakers:
        return ""
    statement = extraction.statements[claim.statement]
    return (
        "" if statement.narrator else extraction.document.text[slice(*statement.speakers[0].span)]
    )


def value(claim: Claim, name: str) -> str | None:
    return next((v.lexical for v in claim.values if v.property == name), None)


@pytest.mark.parametrize(("sentence", "expected"), parameters("control"))
def test_who_gains_holds_or_loses_what(
    read: Read, sentence: str, expected: set[tuple[str]]
) -> None:
    found = {
        (
            value(claim, "kind"),
            words(sentence, claim, "controller"),
            words(sentence, claim, "territory"),
            words(sentence, claim, "formerController"),
        )
        for claim in read(sentence)
        if claim.cls == "ControlClaim"
    }
    assert found == expected


ROLES = {
    "MembershipClaim": ("member", "memberOf"),
    "AllianceClaim": ("ally", "allyOf"),
    "BackingClaim": ("backer", "backed"),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *parameters("control_wire"),
        *parameters("control_breadth"),
        *parameters("control_structure"),
        *parameters("control_voice"),
    ],
)
def test_wire_reports_say_who_gains_what_and_who_says_so(
    nlp, ontology: Ontology, text: str, expected: set[tuple[str]]
) -> None:
    parsed = annotate([Document("k", "k", text)], model=nlp, is_name=ontology.is_name)
    extraction = next(extract(parsed, ontology))
    found = {
        (
            value(claim, "kind"),
            words(text, claim, "controller"),
            words(text, claim, "territory"),
            words(text, claim, "formerController"),
            source(extraction, claim),
        )
        for claim in extraction.claims
        if claim.cls == "ControlClaim"
    }
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [*parameters("alliances"), *parameters("alliances_wire"), *parameters("alliances_bodies")],
)
def test_who_stands_with_whom(read: Read, sentence: str, expected: set[tuple[str]]) -> None:
    found = {
        (claim.cls, *(words(sentence, claim, role) for role in ROLES[claim.cls]))
        for claim in read(sentence)
        if claim.cls in ROLES
    }
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [*parameters("events"), *parameters("events_wire"), *parameters("events_scene")],
)
def test_what_happens_to_whom_where(read: Read, sentence: str, expected: set[tuple[str]]) -> None:
    found = {
        (
            value(claim, "eventType"),
            *(words(sentence, claim, r) for r in ("agent", "patient", "place")),
        )
        for claim in read(sentence)
        if claim.cls == "EventClaim"
    }
    assert expected <= found
    assert expected or not found


def control(claims: tuple[Claim, ...]) -> Claim:
    return next(c for c in claims if c.cls == "ControlClaim")


def test_a_share_stands_beside_its_words(read: Read) -> None:
    claim = control(read("The rebels hold about two-thirds of the border with Iran."))
    found = {v.property: v.lexical for v in claim.values}
    assert found["extent"] == "about two-thirds"
    assert (found["share"], found["shareLow"], found["shareHigh"]) == ("0.667", "0.6", "0.73")


def test_a_time_that_hangs_on_the_verb_is_when(read: Read) -> None:
    claim = control(read("The army said on Friday that rebels captured the port on 3 May."))
    assert value(claim, "when") == "--05-03"


def test_an_event_that_is_a_subject_keeps_its_own_time(read: Read) -> None:
    condemned = control(read("The capture of Goma by the rebels was condemned on Sunday."))
    begun = control(read("The occupation of Goma by the rebels began on Sunday."))
    assert (value(condemned, "when"), value(begun, "when")) == (None, "Sunday")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The army was to capture Ghat.", "planned"),
        ("The rebels were kept from capturing Ghat.", "negated"),
        ("The general hoped that the army had captured Ghat.", "hypothetical"),
        ("The army was able to capture Ghat.", "asserted"),
        ("The planned capture of Ghat by the army is opposed by many.", "planned"),
    ],
)
def test_what_did_not_happen_is_not_asserted(read: Read, text: str, modality: str) -> None:
    assert value(control(read(text)), "modality") == modality


def test_publication_gives_the_year(read: Read) -> None:
    claim = control(read("Rebels have held the port since 3 May.", "2021-07-09"))
    assert (value(claim, "when"), value(claim, "whenBound")) == ("2021-05-03", "since")


def test_joint_controllers_are_one_claim(read: Read) -> None:
    text = "The army and the rebels captured the port."
    claim = control(read(text))
    roles = [(r.property, text[slice(*r.filler.span)]) for r in claim.roles]
    assert ("controller", "army and the rebels") in roles
    assert ("jointController", "rebels") in roles


def test_the_innermost_statement_makes_the_claim(nlp, ontology: Ontology) -> None:
    text = "The minister said that the rebels had captured the port."
    parsed = annotate([Document("k", "k", text)], model=nlp, is_name=ontology.is_name)
    found = next(extract(parsed, ontology))
    claim = control(found.claims)
    assert claim.statement is not None
    statement = found.statements[claim.statement]
    assert text[slice(*statement.speakers[0].span)] == "minister"


def test_every_claim_has_its_sentence(read: Read) -> None:
    text = "It rained. The rebels captured the port. The army fled."
    claim = control(read(text))
    assert text[slice(*claim.sentence)] == "The rebels captured the port."
    assert claim.trigger == Span(text.index("captured"), text.index("captured") + len("captured"))


def test_patterns_and_places_are_read_from_the_lexicon() -> None:
    table = {
        "defaults": {"claim": "Transfer"},
        "classes": {"side": ["Club"]},
        "frame": [
            {
                "name": "sign",
                "verbs": ["sign", "snap up"],
                "light": ["seal deal for"],
                "slots": [{"role": "to", "from": ["subject", "object>prep:of"], "is": ["side"]}],
            }
        ],
    }
    (frame,) = compile_frames({"frames/transfers": table})
    assert [(p.shape, p.words) for p in frame.patterns] == [
        (Shape.VERB, ("sign",)),
        (Shape.VERB, ("snap", "up")),
        (Shape.LIGHT, ("seal", "deal")),
    ]
    assert frame.slots[0].classes == ("Club",)
    assert frame.slots[0].paths[1] == Place(Where.OBJECT, "", Place(Where.PREP, "of"))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"name": "x", "verb": ["go"]}, "unknown key 'verb'"),
        ({"name": "x", "verbs": ["go"]}, "no slots"),
        (
            {"name": "x", "slots": [{"role": "r", "from": ["above"], "is": ["C"]}]},
            "no place 'above'",
        ),
        ({"name": "x", "slots": [{"role": "r", "at": [], "is": ["C"]}]}, "unknown key 'at'"),
    ],
)
def test_a_broken_frame_is_named(entry: dict[str, object], message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        compile_frames({"frames/broken": {"defaults": {"claim": "C"}, "frame": [entry]}})
