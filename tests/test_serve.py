"""The endpoint, asked by real HTTP clients."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.parse
import urllib.request

import pytest
from stored import named, written

from kg import serve
from kg.errors import StoreError, UsageError
from kg.query import Limits

COUNT = "SELECT (COUNT(*) AS ?n) { ?s a kg:Document }"


@pytest.fixture(scope="module")
def server(tmp_path_factory, ontology):
    folder = written(tmp_path_factory.mktemp("serve") / "store", ontology, named("a.txt"))
    with serve.start(folder, 0, limits=Limits(seconds=3, megabytes=1024)) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture(scope="module")
def ask(server):
    def request(path="/sparql", *, data=None, method=None, **headers):
        address = f"http://127.0.0.1:{server.server_port}{path}"
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = urllib.request.Request(address, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as problem:
            return problem.code, problem.headers.get_content_type(), problem.read()

    return request


def get(query: str) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": query})


@pytest.mark.parametrize("way", ["get", "form", "body"])
def test_a_query_comes_in_each_of_the_ways_of_the_protocol(ask, way):
    if way == "get":
        answer = ask(get(COUNT))
    elif way == "form":
        answer = ask(data=urllib.parse.urlencode({"query": COUNT}).encode())
    else:
        answer = ask(data=COUNT.encode(), Content_Type="application/sparql-query")
    status, media, body = answer
    assert (status, media) == (200, "application/sparql-results+json")
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == "1"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/html, text/csv;q=0.5, application/json;q=0.9", "application/json"),
        ("text/*", "text/csv"),
    ],
)
def test_the_answer_has_the_media_type_that_is_wished_for(ask, accept, media):
    assert ask(get(COUNT), Accept=accept)[:2] == (200, media)


def test_construct_gives_turtle(ask):
    query = "CONSTRUCT { ?s a kg:Document } { ?s a kg:Document }"
    status, media, body = ask(get(query))
    assert (status, media) == (200, "text/turtle")
    assert b"ontology#Document" in body


def test_rdflib_can_ask_it(server):
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"http://127.0.0.1:{server.server_port}/sparql")
    query = "SELECT ?f { ?d <https://w3id.org/communique/ontology#file> ?f }"
    assert [str(row[0]) for row in store.query(query)] == ["a.txt"]


def test_the_page_is_served(ask):
    status, media, body = ask("/")
    assert (status, media) == (200, "text/html")
    assert b"Northern Front" in body


def test_head_has_no_body(ask):
    assert ask("/", method="HEAD") == (200, "text/html", b"")


@pytest.mark.parametrize(
    ("status", "path", "options"),
    [
        (400, "/sparql", {}),
        (400, get("SELECT * {"), {}),
        (400, get("SELECT * { SERVICE <http://127.0.0.1:9/> {} }"), {}),
        (400, get("DROP ALL"), {}),
        (400, get(COUNT) + "&default-graph-uri=http%3A%2F%2Fx", {}),
        (403, "/sparql", {"data": b"update=DROP+ALL"}),
        (403, "/", {"Host": "evil.example"}),
        (404, "/etc/passwd", {}),
        (404, "/../../etc/passwd", {}),
        (406, get(COUNT), {"Accept": "image/png"}),
        (413, "/sparql", {"data": b"query=" + b"x" * 300_000}),
        (415, "/sparql", {"data": b"{}", "Content_Type": "application/json"}),
        (501, "/sparql", {"method": "DELETE"}),
        (503, get("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"), {}),
    ],
)
def test_what_it_does_not_do_has_its_status(ask, status, path, options):
    assert ask(path, **options)[0] == status


def test_it_answers_after_a_query_that_crashed(ask):
    nested = "SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}"
    body = urllib.parse.urlencode({"query": nested}).encode()
    assert ask(data=body)[0] == 503
    assert ask(get(COUNT))[0] == 200


def test_what_is_written_meanwhile_is_seen(ask, server, ontology):
    written(server.folder, ontology, named("b.txt", "Lorna Pell"))
    body = ask(get(COUNT))[2]
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == "2"


def test_a_taken_port_and_a_missing_store_are_named(server, tmp_path):
    with pytest.raises(UsageError, match="--port 0"):
        serve.start(server.folder, server.server_port)
    with pytest.raises(StoreError, match="no store in"):
        serve.start(tmp_path / "none", 0)
