"""Rows of the named questions, written by hand: what the network and the page are tested on."""

from __future__ import annotations

ID = "https://w3id.org/communique/id/"
TEXT = (
    "Ilmari Kask, a spokesman for the Northern Front, said that the group had captured Varn. "
    "The claim could not be verified. "
    "The defence ministry of Osmia denied that the Northern Front controls Varn. "
    'Osmia is our ally, Lorna Pell told Harbour News. "We may send aid," she added. '
    "Soldiers from Osmia shelled the Northern Front near Varn."
)
DOCUMENT = ID + "document/varn"
HOSTILE = "</script><script>document.title='owned'</script>\"'<b>&amp;"

NODES = {
    "kask": ("Ilmari Kask", "Person"),
    "pell": ("Lorna Pell", "Person"),
    "front": ("Northern Front", "ArmedGroup"),
    "osmia": ("Osmia", "State"),
    "ministry": ("Osmian defence ministry", "GovernmentBody"),
    "harbour": ("Harbour News", "Media"),
    "wire": ("Border Wire", "Media"),
    "pact": ("Harbour Pact", "Alliance"),
}
PLACES = {"varn": ("Varn", "City"), "osmia-land": ("Osmia", "Country")}


def iri(name: str) -> str:
    return ID + name


def span(words: str, *, start: str = "start", end: str = "end", after: str = "") -> dict[str, str]:
    first = TEXT.index(words, TEXT.index(after))
    return {start: str(first), end: str(first + len(words))}


def sentence(words: str) -> dict[str, str]:
    return {"sentence": words, **span(words, start="sentenceStart", end="sentenceEnd")}


def placed(words: str) -> dict[str, str]:
    return {"sentence": words, **span(words)}


CAPTURED = TEXT[: TEXT.index(" The claim")]
DENIED = "The defence ministry of Osmia denied that the Northern Front controls Varn."
ALLY = "Osmia is our ally, Lorna Pell told Harbour News."
AID = '"We may send aid," she added.'
SHELLED = "Soldiers from Osmia shelled the Northern Front near Varn."
BASE = {"document": DOCUMENT, "file": "varn.txt"}


def said(name: str, speaker: str, content: str, words: str, **more: str) -> dict[str, str]:
    return {
        **BASE,
        **sentence(words),
        **span(content, start="contentStart", end="contentEnd", after=words),
        "statement": iri(name),
        "speaker": iri(speaker),
        "speakerLabel": {**NODES, **PLACES}[speaker][0],
        "content": content,
        "directness": "indirect",
        "polarity": "affirmed",
        "certainty": "certain",
        "narrator": "false",
        **more,
    }


STATEMENTS = [
    said("s1", "kask", "the group had captured Varn", CAPTURED, cue="said",
         verification="unverified", assessedByLabel="Border Wire"),
    said("s2", "ministry", "the Northern Front controls Varn", DENIED, cue="denied",
         polarity="negated"),
    said("s3", "pell", "Osmia is our ally", ALLY, cue="told", viaLabel="Harbour News",
         via=iri("harbour")),
    said("s4", "pell", "We may send aid", AID, cue="added", directness="direct",
         certainty="possible"),
    said("s5", "wire", SHELLED, SHELLED, narrator="true"),
]  # fmt: skip

ROWS: dict[str, list[dict[str, str]]] = {
    "documents": [
        {**BASE, "title": "Fight for Varn", "publisher": "Border Wire", "published": "2031-04-02"}
    ],
    "actors": [
        {"actor": iri(key), "label": label, "type": cls, "mentions": "2", "documents": "1"}
        for key, (label, cls) in NODES.items()
    ],
    "territories": [
        {"territory": iri("varn"), "label": "Varn", "type": "City", "mentions": "3",
         "documents": "1", "within": iri("osmia-land"), "withinLabel": "Osmia"},
        {"territory": iri("osmia-land"), "label": "Osmia", "type": "Country", "mentions": "1",
         "documents": "1"},
    ],
    "mentions": [
        {**BASE, **span("the group"), "entity": iri("front")},
        {**BASE, **span("Varn"), "entity": iri("varn")},
        {**BASE, **span("Northern Front", after=DENIED), "entity": iri("front")},
        {**BASE, **span("Varn", after=DENIED), "entity": iri("varn")},
        {**BASE, **span("Osmia", after=ALLY), "entity": iri("osmia")},
    ],
    "statements": STATEMENTS,
    "control": [
        {**BASE, **sentence(CAPTURED), "claim": iri("c1"), "statement": iri("s1"), "kind": "gain",
         "controller": iri("front"), "controllerLabel": "Northern Front", "territory": iri("varn"),
         "territoryLabel": "Varn", "source": iri("kask"), "sourceLabel": "Ilmari Kask",
         "narrator": "false"},
        {**BASE, **sentence(DENIED), "claim": iri("c2"), "statement": iri("s2"), "kind": "denied",
         "controller": iri("front"), "controllerLabel": "Northern Front", "territory": iri("varn"),
         "territoryLabel": "Varn", "source": iri("ministry"),
         "sourceLabel": "Osmian defence ministry", "narrator": "false"},
    ],
    "alliances": [
        {**BASE, **placed(ALLY), "claim": iri("c3"), "statement": iri("s3"), "a": iri("pell"),
         "aLabel": "Lorna Pell", "b": iri("osmia"), "bLabel": "Osmia", "relation": "ally",
         "source": iri("pell"), "sourceLabel": "Lorna Pell"},
        {"a": iri("osmia"), "aLabel": "Osmia", "b": iri("pact"), "bLabel": "Harbour Pact",
         "relation": "member", "validFrom": "2019"},
        {"a": iri("osmia"), "aLabel": "Osmia", "b": iri("elsewhere"), "bLabel": "Never mentioned",
         "relation": "member"},
    ],
    "disagreements": [
        {"topic": iri("varn"), "topicLabel": "Varn", "about": "controller",
         "degree": "contradiction", "statementA": iri("s1"), "speakerALabel": "Ilmari Kask",
         "valueA": "the group", "fileA": "varn.txt", "statementB": iri("s2"),
         "speakerBLabel": "Osmian defence ministry", "valueB": "not the Northern Front",
         "fileB": "varn.txt"},
    ],
    "roles": [
        {**BASE, **placed(CAPTURED), "narrator": "true", "person": iri("kask"),
         "personLabel": "Ilmari Kask", "of": iri("front"), "ofLabel": "Northern Front",
         "role": "spokesman"},
    ],
    "events": [
        {**BASE, **placed(SHELLED), "event": iri("e1"), "statement": iri("s5"),
         "type": "Attack", "agent": iri("osmia"), "agentLabel": "Osmia", "patient": iri("front"),
         "patientLabel": "Northern Front", "place": iri("varn"), "placeLabel": "Varn",
         "narrator": "true"},
    ],
}  # fmt: skip


class HandMade:
    """Answers the named questions from rows written by hand."""

    def __init__(self, rows: dict[str, list[dict[str, str]]] = ROWS) -> None:
        self._rows = rows

    def rows(self, name: str, **params: str) -> list[dict[str, str]]:
        assert not params
        return [dict(row) for row in self._rows[name]]


def hostile() -> HandMade:
    """The same rows, with labels, sentences and titles that try to run in a page."""
    rows = {name: [dict(row) for row in table] for name, table in ROWS.items()}
    rows["actors"][0]["label"] = HOSTILE
    rows["statements"][0]["sentence"] = HOSTILE + CAPTURED
    rows["control"][0]["sentence"] = HOSTILE + CAPTURED
    rows["control"][0]["sourceLabel"] = HOSTILE
    rows["documents"][0]["title"] = HOSTILE
    return HandMade(rows)


def many(count: int) -> HandMade:
    """A made-up theatre of many actors and cities: a few of them stand in most claims."""
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in ROWS}
    classes = ["State", "ArmedGroup", "Person", "GovernmentBody", "Military", "Media"]
    rows["documents"] = [dict(ROWS["documents"][0])]
    for n in range(count):
        cls = classes[n % len(classes)]
        rows["actors"].append(
            {"actor": iri(f"a{n}"), "label": f"{cls} {n}", "type": cls, "mentions": str(n % 7 + 1)}
        )
        rows["territories"].append(
            {"territory": iri(f"t{n}"), "label": f"City {n}", "type": "City", "mentions": "1"}
        )
        for step in (1, 2):
            agent, place = (n * step * step) % (n // 3 + 1), (n * 7 + step) % count
            rows["control"].append(
                {**BASE, "claim": iri(f"c{n}-{step}"), "kind": ("gain", "hold", "attempt")[n % 3],
                 "controller": iri(f"a{agent}"), "territory": iri(f"t{place}"),
                 "source": iri(f"a{n}"), "sourceLabel": f"{cls} {n}",
                 "sentence": f"Claim {n} of {cls} {agent}.", "sentenceStart": "0",
                 "sentenceEnd": "9"}
            )  # fmt: skip
    return HandMade(rows)
