"""What a document says, as RDF: evidence that quotes the text, IRIs from content, no surprises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, serialize
from resolved import (
    BASE,
    KG,
    MAKER,
    WORDS,
    ask,
    database,
    graph,
    mention,
    report,
    spot,
)

from kg.graph import graphs, maker_quads, world_quads
from kg.model import (
    Claim,
    Document,
    Entity,
    Extraction,
    Filler,
    Form,
    Resolution,
    Role,
    Span,
    Value,
)

DOCUMENT = f"{BASE}document/report-txt-"


def lines(quads: Iterable[Quad]) -> list[bytes]:
    return sorted(serialize(quads, format=RdfFormat.N_QUADS).splitlines())


def everything(documents) -> list[bytes]:
    """All quads of several documents, as a store would hold them."""
    return sorted(
        {
            line
            for one in documents
            for line in lines([*one.quads, *(q for part in one.shared.values() for q in part)])
        }
    )


@pytest.fixture
def told(ontology) -> Store:
    return database(ontology, report(publisher="Harbour News", published="2021-07-09"))


def test_a_statement_has_speaker_cue_and_content(told):
    assert ask(told, f"""?a kg:cue/{WORDS} ?cue ; kg:content/{WORDS} ?content ;
                         kg:speaker/rdfs:label ?speaker . FILTER(STRLEN(?cue) > 0)""")[0][1:] == (
        "the Northern Front had taken about half of Varn", "said", "Ilmari Kask",
    )  # fmt: skip


def test_the_words_of_a_speaker_stand_on_the_attribution(told):
    assert ask(told, f"?x kg:attribution ?y . ?y kg:words/{WORDS} ?z ; prov:agent ?who")[0][-1] == (
        "Ilmari Kask"
    )


def test_a_claim_hangs_on_the_statement_that_makes_it(told):
    assert len(ask(told, "?occurrence kg:ofClaim ?claim ; kg:madeIn ?statement")) == 1


def test_a_claim_knows_its_classes_without_inference(told):
    types = {row[1] for row in ask(told, "?a a kg:ControlClaim ; a ?b")}
    assert types == {KG + "ControlClaim", KG + "Claim", KG + "Relation"}


def test_the_words_of_roles_and_values_stand_on_the_occurrence(told):
    assert ask(told, f"""?x kg:controllerWords/{WORDS} ?a ; kg:territoryWords/{WORDS} ?b ;
                         kg:shareWords/{WORDS} ?c""")[0][:3] == (
        "Northern Front", "Varn", "about half",
    )  # fmt: skip


def test_those_who_share_a_role_keep_their_own_words(ontology):
    one = report()
    claim = one.extraction.claims[0]
    joint = replace(claim, roles=(*claim.roles, Role("controller", Filler(spot("Ilmari Kask"), 0))))
    store = database(ontology, replace(one, extraction=replace(one.extraction, claims=(joint,))))
    where = f"""?x kg:inRole "controller" ; kg:participant/rdfs:label ?a ; kg:words/{WORDS} ?b"""
    assert [row[:2] for row in ask(store, where)] == [
        ("Ilmari Kask", "Ilmari Kask"),
        ("Northern Front", "Northern Front"),
    ]


def test_a_time_in_words_is_kept_as_words_and_not_as_a_date(ontology):
    one = report()
    claim = one.extraction.claims[0]
    when = Value("when", "The claim", "string", spot("The claim"))
    vague = replace(claim, values=(*claim.values, when))
    store = database(ontology, replace(one, extraction=replace(one.extraction, claims=(vague,))))
    assert ask(store, "?a kg:when ?b") == []
    assert ask(store, f"?x kg:whenWords/{WORDS} ?a")[0][0] == "The claim"


def test_quoted_words_belong_to_the_place_and_not_to_the_claim(told):
    assert ask(told, "?a a kg:Occurrence ; kg:extent ?b")[0][1] == "about half"
    assert ask(told, "?a a kg:Claim ; kg:extent ?b") == []


def test_equal_claims_of_two_documents_are_one_node(ontology):
    store = database(ontology, report("a.txt"), report("b.txt"))
    assert len(ask(store, "?claim a kg:ControlClaim")) == 1
    assert len(ask(store, "?occurrence kg:ofClaim ?claim")) == 2


@pytest.mark.parametrize("change", ["share", "kind", "controller"])
def test_a_claim_that_says_something_else_is_another_node(ontology, change):
    one = report()
    claim = one.extraction.claims[0]
    values = tuple(replace(v, lexical="0.6") if v.property == change else v for v in claim.values)
    roles = tuple(r for r in claim.roles if r.property != change)
    if change == "kind":
        values = (Value("kind", "hold"), *values[1:])
    other = replace(
        one,
        extraction=replace(one.extraction, claims=(replace(claim, roles=roles, values=values),)),
    )
    assert len(ask(database(ontology, one, other), "?claim a kg:ControlClaim")) == 2


def test_the_order_of_roles_and_values_does_not_change_a_claim(ontology):
    one = report()
    claim = one.extraction.claims[0]
    other = replace(claim, roles=claim.roles[::-1], values=claim.values[::-1])
    turned = replace(one, extraction=replace(one.extraction, claims=(other,)))
    assert everything([graph(turned, ontology)]) == everything([graph(one, ontology)])


def test_what_could_not_be_verified_says_so_and_who_found_it(told):
    assert ask(told, "?a kg:verification ?b ; kg:assessedBy/rdfs:label ?c")[0][1:] == (
        "unverified", "Harbour News",
    )  # fmt: skip


def test_the_article_speaks_as_its_publisher(told):
    rows = ask(told, "?a a kg:NarratorStatement ; kg:speaker/rdfs:label ?b ; kg:voice ?c")
    assert rows[0][1:] == ("Harbour News", "narrator")


def test_without_a_publisher_the_article_has_no_speaker(ontology):
    store = database(ontology, report())
    assert ask(store, "?a a kg:NarratorStatement ; kg:speaker ?b") == []


@pytest.mark.parametrize(
    ("verdicts", "together"),
    [
        (("unverified",), "unverified"),
        (("unverified", "denied"), "denied"),
        (("confirmed", "denied"), "disputed"),
        (("confirmed", "unverified"), "confirmed"),
    ],
)
def test_several_verdicts_on_a_statement_are_one(ontology, verdicts, together):
    one = report(publisher="Harbour News")
    first, second = one.extraction.statements
    assessments = tuple(replace(second, verdict=verdict) for verdict in verdicts)
    several = replace(one, extraction=replace(one.extraction, statements=(first, *assessments)))
    assert [row[1] for row in ask(database(ontology, several), "?a kg:verification ?b")] == [
        together
    ]


def test_who_passed_a_statement_on_reports_it(ontology):
    one = report()
    first, second = one.extraction.statements
    via = Filler(spot("Northern Front"), 1)
    passed = replace(first, via=(via,))
    told = replace(one, extraction=replace(one.extraction, statements=(passed, second)))
    store = database(ontology, told)
    assert ask(store, "?a kg:passedOn ?b . ?b kg:reports ?a ; prov:agent ?c")[0][2].endswith(
        "armedgroup/northern-front"
    )


def test_joint_speakers_keep_their_order(ontology):
    one = report()
    first, second = one.extraction.statements
    joint = replace(first, speakers=(first.speakers[0], Filler(spot("Northern Front"), 1)))
    both = replace(one, extraction=replace(one.extraction, statements=(joint, second)))
    rows = ask(
        database(ontology, both), f"?s kg:attribution ?x . ?x kg:number ?a ; kg:words/{WORDS} ?b"
    )
    assert [row[:2] for row in rows] == [("0", "Ilmari Kask"), ("1", "Northern Front")]


def test_an_unresolved_filler_of_a_claim_exists_in_its_document_only(ontology):
    open_ended = [replace(report(key), links=(0, None, 2)) for key in ("a.txt", "b.txt")]
    store = database(ontology, *open_ended)
    assert len(ask(store, "?claim kg:controller ?who . ?who a kg:ArmedGroup")) == 2


def test_a_pronoun_that_is_left_open_takes_no_part_but_keeps_its_words(ontology):
    one = report()
    mentions = list(one.extraction.mentions)
    mentions[1] = replace(mentions[1], form=Form.PRONOUN)
    extraction = replace(one.extraction, mentions=tuple(mentions))
    store = database(ontology, replace(one, extraction=extraction, links=(0, None, 2)))
    assert ask(store, "?claim kg:controller ?who") == []
    assert ask(store, f"?x kg:controllerWords/{WORDS} ?a")[0][0] == "Northern Front"


def test_a_source_that_is_a_bare_description_is_somebody_of_that_text(ontology):
    one = report()
    first, second = one.extraction.statements
    source = replace(first, speakers=(Filler(spot("The claim")),))
    bare = replace(one, extraction=replace(one.extraction, statements=(source, second)))
    assert ask(database(ontology, bare), "?s kg:speaker/rdfs:label ?a")[0][0] == "The claim"


def test_a_source_that_was_left_open_stays_open(ontology):
    left = replace(report(), links=(None, 1, 2), decisions=())
    assert ask(database(ontology, left), "?s kg:speaker ?a") == []


def test_an_open_mention_names_its_candidates(ontology):
    one = report()
    decisions = (replace(one.decisions[0], reason="thin", score=0.4, rejected=((1, 0.4),)),)
    store = database(ontology, replace(one, links=(None, 1, 2), decisions=decisions))
    assert ask(store, "?a kg:candidate ?b ; kg:decidedBy ?c FILTER NOT EXISTS {?a kg:refersTo ?z}")[
        0
    ][1:] == (f"{BASE}armedgroup/northern-front", "thin")


def test_two_mentions_of_one_span_are_one_node_and_the_linked_one_counts(ontology):
    one = report()
    twice = (one.extraction.mentions[0], *one.extraction.mentions)
    doubled = replace(
        one, extraction=replace(one.extraction, mentions=twice), links=(None, 0, 1, 2), decisions=()
    )
    rows = ask(database(ontology, doubled), "?a a kg:Mention ; kg:refersTo ?b")
    assert [row[1].rpartition("/")[2] for row in rows] == ["ilmari-kask", "northern-front", "varn"]


def test_a_name_is_kept_for_each_document(ontology):
    store = database(ontology, report("a.txt"), report("b.txt"))
    assert len(ask(store, f"GRAPH ?g {{ <{BASE}person/ilmari-kask> kg:name ?name }}")) == 2


def test_an_unnamed_entity_goes_by_its_fullest_words(ontology):
    text = "He left. The spokesman waved."
    mentions = (
        mention("He", "Person", Form.PRONOUN, text),
        mention("spokesman", "Person", Form.NOMINAL, text),
    )
    extraction = Extraction(Document("x", "x", text), mentions, (), ())
    unnamed = Resolution(extraction, (Entity("person/spokesman-1", "Person", None),), (0, 0))
    assert ask(database(ontology, unnamed), "?a kg:name ?b")[0][1] == "spokesman"


def government(ontology, words: str):
    """Labels of "government", where it fills a role as part of these words."""
    text = f"The {words} left Varn."
    mentions = (mention("government", "Government", Form.NOMINAL, text),)
    claim = Claim(
        "ControlClaim", Span(0, len(text)), spot("left", text),
        (Role("formerController", Filler(spot(words, text), 0)),), (Value("kind", "loss"),),
    )  # fmt: skip
    extraction = Extraction(Document("x", "x", text), mentions, (), (claim,))
    entity = Entity("government/government-1", "Government", "government")
    store = database(ontology, Resolution(extraction, (entity,), (0,)))
    return [row[1] for row in ask(store, "?a kg:name ?b")]


def test_a_description_is_named_with_what_it_is_of(ontology):
    assert government(ontology, "government of Osmia") == ["government", "government of Osmia"]


@pytest.mark.parametrize(
    "words", ["government in Osmia", "government of a land that nobody had heard of before"]
)
def test_a_description_keeps_no_more_than_that(ontology, words):
    assert government(ontology, words) == ["government"]


def test_no_description_replaces_a_name(ontology):
    text = "Mara Ortel left. The secretary of state smiled, the secretary of state said."
    mentions = (
        mention("Mara Ortel", "Person", Form.NAME, text),
        mention("secretary", "Person", Form.NOMINAL, text),
    )
    claim = Claim(
        "ControlClaim", Span(0, len(text)), spot("left", text),
        (Role("formerController", Filler(spot("secretary of state", text), 1)),),
        (Value("kind", "loss"),),
    )  # fmt: skip
    extraction = Extraction(Document("x", "x", text), mentions, (), (claim,))
    entity = Entity("person/mara-ortel", "Person", "Mara Ortel")
    store = database(ontology, Resolution(extraction, (entity,), (0, 0)))
    assert [row[1] for row in ask(store, "?a kg:name ?b")] == ["Mara Ortel"]


def test_what_is_shared_follows_from_the_iri_alone(ontology):
    finer = report()
    entities = (
        replace(finer.entities[0]),
        replace(finer.entities[1], cls="Militia"),
        *finer.entities[2:],
    )
    finer = replace(finer, entities=entities)
    subject = f"{BASE}armedgroup/northern-front"
    assert graph(finer, ontology).shared[subject] == graph(report(), ontology).shared[subject]
    assert ask(database(ontology, finer), f"<{subject}> a kg:Militia") == [()]


def test_gazetteer_places_bring_what_lies_around_them(ontology):
    place = next(
        e for e in ontology.world.candidates("Mazar-i-Sharif") if ontology.is_a(e.cls, "City")
    )
    one = report()
    entities = (*one.entities[:2], Entity(place.id, place.cls, place.label, place.id))
    store = database(ontology, replace(one, entities=entities), world=True)
    found = ask(store, f"<{BASE}{place.id}> kg:within* ?b . ?b a kg:Country ; rdfs:label ?c")
    assert [row[1] for row in found] == ["Afghanistan"]


def test_world_entities_are_not_described_twice(ontology):
    state = next(e for e in ontology.world.candidates("Tajikistan") if e.cls == "State")
    one = report()
    entities = (
        *one.entities[:1],
        Entity(state.id, state.cls, state.label, state.id),
        one.entities[2],
    )
    assert BASE + state.id not in graph(replace(one, entities=entities), ontology).shared


def test_world_quads_stand_under_the_base_of_the_store(ontology):
    store = Store()
    store.extend(world_quads(ontology, base=BASE))
    rows = ask(store, "?a a kg:State ; rdfs:label ?b FILTER(STR(?b) = 'Tajikistan')")
    assert [row[0].startswith(BASE) for row in rows] == [True]


def test_world_entities_know_all_their_classes(ontology):
    store = Store()
    store.extend(world_quads(ontology, base=BASE))
    assert ask(store, "?a a kg:Country FILTER NOT EXISTS { ?a a kg:Territory }") == []


def test_a_maker_is_named_by_what_it_is_and_has_no_clock():
    again = replace(MAKER)
    assert maker_quads(again, base=BASE) == maker_quads(MAKER, base=BASE)
    assert replace(MAKER, version="0.2").id != MAKER.id


def test_no_blank_nodes(ontology):
    one = graph(report(publisher="Harbour News"), ontology)
    terms = [t for q in one.quads for t in (q.subject, q.predicate, q.object, q.graph_name)]
    assert not [t for t in terms if isinstance(t, BlankNode)]


def test_all_quads_of_a_document_stand_in_its_graph(ontology):
    one = graph(report(), ontology)
    assert {quad.graph_name.value for quad in one.quads} == {one.graph}


def test_every_shared_quad_stands_under_its_subject(ontology):
    shared = graph(report(), ontology).shared
    assert {q.subject.value for part in shared.values() for q in part} == set(shared)


def test_the_same_documents_in_any_order_give_the_same_bytes(ontology):
    several = [
        report("a.txt"),
        report("b.txt", published="2021"),
        report("c.txt", author="Jo Lind"),
    ]
    orders = [
        everything(graphs(o, ontology, base=BASE, maker=MAKER)) for o in permutations(several)
    ]
    assert all(order == orders[0] for order in orders)


def test_the_same_statement_twice_is_two_nodes(ontology):
    one = report()
    twice = (*one.extraction.statements, one.extraction.statements[0])
    doubled = replace(one, extraction=replace(one.extraction, statements=twice))
    assert len(ask(database(ontology, doubled), "?a a kg:Statement")) == 3


def test_a_statement_within_another_points_to_it(ontology):
    one = report()
    first, second = one.extraction.statements
    inner = replace(second, parent=0)
    nested = replace(one, extraction=replace(one.extraction, statements=(first, inner)))
    rows = ask(database(ontology, nested), "?a kg:madeWithin ?b")
    assert len(rows) == 1
    assert rows[0][0] != rows[0][1]


def test_the_document_knows_its_metadata(ontology):
    store = database(ontology, report(title="Varn taken", author="Jo Lind", language="en"))
    rows = ask(store, "?a dct:title ?b ; dct:creator ?c ; dct:language ?d ; kg:fictional ?e")
    assert rows[0][1:] == ("Varn taken", "Jo Lind", "en", "false")


def test_literals_are_never_language_tagged_so_that_they_join(ontology):
    one = graph(report(title="Varn taken"), ontology)
    assert not [q for q in one.quads if isinstance(q.object, Literal) and q.object.language]


def test_the_document_has_an_iri_that_reads(ontology):
    assert graph(report(), ontology).document.startswith(DOCUMENT)
    assert isinstance(graph(report(), ontology).quads[0].subject, NamedNode)
