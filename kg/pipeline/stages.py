"""The way of a text through the stages, from a document to what a store takes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from kg import ids, store
from kg import ontology as ontologies
from kg.graph import Maker, maker_quads
from kg.model import Document
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a document's quads depend on beside the document itself."""

    folder: Path  #: the ontology's
    digest: str  #: hash of the ontology's files
    model: str  #: name of the spaCy pipeline
    base: str  #: IRI under which the data stand

    @property
    def maker(self) -> Maker:
        """Who makes the statements: this program, its model and its ontology, by version."""
        return Maker(
            version_of("communique"), f"{self.model} {version_of(self.model)}", self.digest
        )

    def fingerprint(self, document: Document) -> str:
        """Hash of all that the document's quads depend on."""
        fields = (None if x is None else str(x) for x in astuple(document))
        return ids.digest(*fields, self.maker.id, self.base, length=32)

    def iri(self, document: Document) -> str:
        """The document's IRI."""
        return self.base + ids.document(document.key)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that a stage could not cope with."""

    document: Document
    reason: str


def version_of(distribution: str) -> str:
    """The installed version of a distribution; "unknown" where it is not installed as one."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "unknown"


def understand(documents: Sequence[Document], plan: Plan) -> list[store.Entry | Failure]:
    """What each document puts into the store, in the order given.

    A document on which a stage fails is given back as a `Failure`; the others are not touched.
    """
    try:
        return list(_run(documents, plan))
    except Exception as problem:  # noqa: BLE001 - whatever one text provokes, the batch goes on
        if len(documents) == 1:
            return [Failure(documents[0], f"cannot be understood ({_told(problem)})")]
        return [one for document in documents for one in understand([document], plan)]


def _told(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}".split("\n", maxsplit=1)[0][:200]


def _run(documents: Iterable[Document], plan: Plan) -> Iterator[store.Entry]:
    # Imported here: a build that finds nothing new never loads the parser.
    from kg.annotate import annotate, load_model
    from kg.extract import extract
    from kg.graph import graphs
    from kg.resolve import resolve

    ontology = _ontology(plan.folder)
    annotated = annotate(
        documents,
        model=load_model(plan.model),
        is_name=ontology.is_name,
        is_furniture=ontology.is_furniture,
    )
    resolutions = resolve(extract(annotated, ontology), ontology)
    maker = maker_quads(plan.maker, base=plan.base)
    made = graphs(resolutions, ontology, base=plan.base, maker=plan.maker)
    for document, graph in zip(documents, made, strict=True):
        yield store.entry(graph, plan.fingerprint(document), {plan.base + plan.maker.id: maker})


@lru_cache(maxsize=1)
def _ontology(folder: Path) -> Ontology:
    """The ontology, read once in each process."""
    return ontologies.load(folder)
