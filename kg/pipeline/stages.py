"""The way of a text through the stages, from a document to what a store takes in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from kg import ids, store
from kg import ontology as ontologies
from kg.graph import Maker, maker_quads
from kg.llm import Endpoint, Reader, Tally
from kg.model import Document, Resolution
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a document's quads depend on beside the document itself."""

    folder: Path  #: the ontology's
    digest: str  #: hash of the ontology's files
    model: str  #: name of the spaCy pipeline
    base: str  #: IRI under which the data stand
    endpoint: Endpoint | None = None  #: a language model that is asked as well

    @property
    def makers(self) -> tuple[Maker, ...]:
        """All who may make statements: the rules, and the language model if one is asked."""
        return (self.maker, *([self.maker.by(self.endpoint.model)] if self.endpoint else ()))

    @property
    def rules(self) -> Plan:
        """The same without the language model."""
        return replace(self, endpoint=None)

    @property
    def maker(self) -> Maker:
        """Who makes the statements: this program, its model and its ontology, by version."""
        return Maker(
            version_of("communique"), f"{self.model} {version_of(self.model)}", self.digest
        )

    def fingerprint(self, document: Document) -> str:
        """Hash of all that the document's quads depend on."""
        fields = (None if x is None else str(x) for x in astuple(document))
        makers = (maker.id for maker in self.makers)
        return ids.digest(*fields, *makers, self.base, length=32)

    def iri(self, document: Document) -> str:
        """The document's IRI."""
        return self.base + ids.document(document.key)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that a stage could not cope with."""

    document: Document
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a language model gave for a document that is in the store in any case."""

    document: Document
    tally: Tally
    failure: str | None  #: why its voice is missing; None: it answered


#: What understanding a document may come to.
Outcome = store.Entry | Failure | Answer


def version_of(distribution: str) -> str:
    """The installed version of a distribution; "unknown" where it is not installed as one."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "unknown"


def understand(documents: Sequence[Document], plan: Plan) -> list[Outcome]:
    """What each document puts into the store, in the order given.

    Where a language model is asked, its answer to a document follows the document's entry.

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


def _run(documents: Iterable[Document], plan: Plan) -> Iterator[store.Entry | Answer]:
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
    answers: deque[Answer] = deque()
    if plan.endpoint is not None:
        resolutions = _with_model(resolutions, _reader(plan.folder, plan.endpoint), answers)
    made = graphs(resolutions, ontology, base=plan.base, maker=plan.maker)
    for document, graph in zip(documents, made, strict=True):
        answer = answers.popleft() if answers else None
        # A document that the model did not answer for is known as the rules read it: a later
        # build asks again.
        done = plan.rules if answer and answer.failure else plan
        makers = {plan.base + one.id: maker_quads(one, base=plan.base) for one in done.makers}
        yield store.entry(graph, done.fingerprint(document), makers)
        if answer:
            yield answer


def _with_model(
    resolutions: Iterable[Resolution], reader: Reader, answers: deque[Answer]
) -> Iterator[Resolution]:
    """The documents with what the model adds; how it went is put on the list."""
    for heard in reader.read(resolutions):
        document = heard.resolution.extraction.document
        answers.append(Answer(document, heard.tally, heard.failure))
        yield heard.resolution


@lru_cache(maxsize=1)
def _reader(folder: Path, endpoint: Endpoint) -> Reader:
    """The model's reader, one in each process: it remembers that the endpoint is lost."""
    return Reader(_ontology(folder), endpoint)


@lru_cache(maxsize=1)
def _ontology(folder: Path) -> Ontology:
    """The ontology, read once in each process."""
    return ontologies.load(folder)
