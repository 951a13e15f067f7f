"""The order of the stages: read, annotate, extract, resolve, graph, store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from time import monotonic

from pyoxigraph import NamedNode

from kg import ids, store
from kg import ontology as ontologies
from kg.errors import UsageError
from kg.graph import world_quads
from kg.llm import Endpoint, Tally, require
from kg.model import Document
from kg.ontology import Ontology
from kg.pipeline.pool import understood
from kg.pipeline.progress import Progress
from kg.pipeline.record import Run
from kg.pipeline.stages import Answer, Failure, Outcome, Plan
from kg.read import Skipped, read
from kg.settings import Settings
from kg.store.layout import Layout, Made, agree

__all__ = ["Report", "build"]

_CHUNK_DOCUMENTS, _CHUNK_CHARS = 16, 60_000  #: a chunk is full at either
_PUBLISH_EVERY = 5.0  #: seconds after which readers in other processes are shown what was added


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    added: int = 0  #: documents that the store did not hold
    replaced: int = 0  #: documents whose text, metadata, ontology, model or version had changed
    unchanged: int = 0  #: documents passed over
    skipped: tuple[Skipped, ...] = ()  #: inputs that could not be read, with reasons
    outdated: int = 0  #: documents in the store that stand there as an older ontology made them
    #: documents that the language model did not answer for, with reasons; they are in the store as
    #: the rules read them
    unanswered: tuple[Skipped, ...] = ()
    tally: Tally | None = None  #: what was kept of the model's answers; None: it was not asked


def build(inputs: Sequence[str], folder: Path, settings: Settings | None = None) -> Report:
    """Adds documents to a store, which is made where there is none.

    Args:
        inputs: files, folders, globs, or "-" for standard input.
        folder: the store's folder.
        settings: how to read and understand them.

    Raises:
        UsageError: nothing could be read, or the store was made with another base or ontology.
        StoreError: the store cannot be opened or written.
    """
    settings = settings or Settings()
    endpoint = _endpoint(settings)
    layout = Layout(folder)
    known = layout.read() if layout.exists() else None
    ontology = ontologies.load(_ontology_folder(settings, known))
    made = _made(settings, known, ontology)
    if known is not None:
        agree(known, made)
    reading = _Reading(inputs, settings)
    first = reading.first()
    with store.write(folder, new=made) as writer:
        fresh = known is None or known.digest != made.digest or not len(writer.database)
        writer.settle(made)
        if fresh:
            writer.replace_graph("graph/world", world_quads(ontology, base=made.base))
        plan = Plan(ontology.folder, ontology.digest, made.model, made.base, endpoint)
        work = _Work(writer, plan, settings)
        work.run(chain([first], reading.documents))
        outdated = work.untouched() if known is not None and fresh else 0
        skipped = (*reading.skipped, *work.failures)
        return replace(work.report(), skipped=skipped, outdated=outdated)


def _endpoint(settings: Settings) -> Endpoint | None:
    if settings.llm is None:
        if settings.llm_model is not None:
            raise UsageError("--llm-model wants the address of its endpoint: --llm URL")
        return None
    endpoint = Endpoint(settings.llm, settings.llm_model or "")
    require()
    return endpoint


def _ontology_folder(settings: Settings, known: Made | None) -> Path | None:
    if settings.ontology is not None:
        return settings.ontology.resolve()
    return Path(known.ontology) if known is not None and known.ontology else None


def _made(settings: Settings, known: Made | None, ontology: Ontology) -> Made:
    """What the store is to be made with: as told, else as before, else the defaults."""
    base = settings.base or (known.base if known else ids.BASE)
    try:
        NamedNode(base)
    except ValueError as problem:
        raise UsageError(f"--base {base!r} is no absolute IRI: {problem}") from problem
    if not base.endswith(("/", "#")):
        raise UsageError(f'--base {base!r} must end in "/" or "#"')
    own = None if ontology.folder == ontologies.bundled() else str(ontology.folder)
    model = settings.model or (known.model if known else None) or _default_model()
    return Made(base, own, ontology.digest, model)


def _default_model() -> str:
    from kg.annotate import DEFAULT_MODEL

    return DEFAULT_MODEL


class _Reading:
    """The inputs as they are read: documents one after another, what was skipped on a list."""

    def __init__(self, inputs: Sequence[str], settings: Settings) -> None:
        self.skipped: list[Skipped] = []
        self._found = read(
            inputs,
            date=settings.date,
            publisher=settings.publisher,
            max_chars=settings.max_chars,
        )
        self.documents = self._documents()

    def _documents(self) -> Iterator[Document]:
        for one in self._found:
            if isinstance(one, Document):
                yield one
            else:
                self.skipped.append(one)

    def first(self) -> Document:
        """The first document: where there is none, no store is made either."""
        for document in self.documents:
            return document
        if not self.skipped:
            raise UsageError("nothing to read: name files, folders, globs, or - for standard input")
        reasons = "; ".join(f"{s.path}: {s.reason}" for s in self.skipped[:5])
        more = f"; and {len(self.skipped) - 5} more" if len(self.skipped) > 5 else ""  # noqa: PLR2004
        raise UsageError(f"nothing could be read: {reasons}{more}")


@dataclass
class _Work:
    """One build at work: documents in, transactions out."""

    writer: store.Writer
    plan: Plan
    settings: Settings
    failures: list[Skipped] = field(default_factory=list)
    unanswered: list[Skipped] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    _seen: dict[str, str] = field(default_factory=dict)  #: document IRI -> fingerprint, this build
    _added: list[str] = field(default_factory=list)
    _replaced: list[str] = field(default_factory=list)
    _unchanged: int = 0

    def run(self, documents: Iterator[Document]) -> None:
        """Passes over what is known, understands and writes the rest."""
        run, published = Run.start(), monotonic()
        with Progress(enabled=self.settings.progress) as progress:
            chunks = _chunks(self._changed(documents, progress))
            for chunk, made in understood(chunks, self.plan, self.settings.jobs):
                self._write(made)
                progress.advance(len(chunk))
                if monotonic() - published > _PUBLISH_EVERY:
                    self.writer.publish()
                    published = monotonic()
        if self._added or self._replaced:
            run.write(self.writer, self.plan, [*self._added, *self._replaced])

    def _changed(self, documents: Iterator[Document], progress: Progress) -> Iterator[Document]:
        for document in documents:
            iri, fingerprint = self.plan.iri(document), self.plan.fingerprint(document)
            if iri in self._seen:
                if self._seen[iri] != fingerprint:
                    reason = (
                        "another input of this build has the same key; name their common folder"
                    )
                    self.failures.append(Skipped(document.key, reason))
                continue
            self._seen[iri] = fingerprint
            if self.writer.catalogue.fingerprint(iri) == fingerprint:
                self._unchanged += 1
                progress.advance(1)
            else:
                yield document

    def _write(self, made: Sequence[Outcome]) -> None:
        entries = [one for one in made if isinstance(one, store.Entry)]
        for one in made:
            if isinstance(one, Failure):
                self.failures.append(Skipped(one.document.key, one.reason))
            elif isinstance(one, Answer):
                self.tally += one.tally
                if one.failure:
                    self.unanswered.append(Skipped(one.document.key, one.failure))
        for entry in entries:
            known = self.writer.catalogue.fingerprint(entry.document)
            (self._added if known is None else self._replaced).append(entry.document)
        if entries:
            self.writer.put(entries)

    def untouched(self) -> int:
        """How many documents of the store were not among the inputs."""
        return sum(known.iri not in self._seen for known in self.writer.catalogue)

    def report(self) -> Report:
        """What was done."""
        asked = self.plan.endpoint is not None
        return Report(
            len(self._added),
            len(self._replaced),
            self._unchanged,
            unanswered=tuple(self.unanswered),
            tally=self.tally if asked else None,
        )


def _chunks(documents: Iterator[Document]) -> Iterator[list[Document]]:
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.text)
        if len(chunk) >= _CHUNK_DOCUMENTS or size >= _CHUNK_CHARS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
