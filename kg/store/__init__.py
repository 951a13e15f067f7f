"""The graph on disk: one folder, one writer at a time, readers that never wait.

A store opened by `read` or `write` is a `Store`: it answers, lists and counts. Only the one from
`write` can be changed, by whole documents.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Quad

from kg.errors import StoreError
from kg.store import lock, snapshots, writer
from kg.store.documents import Catalogue, Known
from kg.store.layout import Layout, Made, agree
from kg.store.records import Entry, entry

if TYPE_CHECKING:
    import rdflib

__all__ = ["Entry", "Known", "Layout", "Made", "Store", "Writer", "entry", "read", "write"]


class Store:
    """An open store that can be asked."""

    def __init__(self, database: pyoxigraph.Store, made: Made, path: Path) -> None:
        self._database: pyoxigraph.Store | None = database
        self.made = made  #: what the store was made with
        self.path = path  #: folder that another process may open read-only while this is open

    @property
    def database(self) -> pyoxigraph.Store:
        """The engine itself, for whoever asks in SPARQL.

        Raises:
            StoreError: the store is closed.
        """
        if self._database is None:
            raise StoreError("this store is closed: open it again")
        return self._database

    def close(self) -> None:
        """Lets the engine go, and with it the files, even if this object lives on."""
        self._database = None

    @property
    def base(self) -> str:
        """IRI under which the data stand."""
        return self.made.base

    @property
    def catalogue(self) -> Catalogue:
        """The documents in the store."""
        return Catalogue(self.database)

    def dataset(self) -> rdflib.Dataset:
        """The same data as an rdflib `Dataset`; its default graph is the union of all graphs."""
        import rdflib  # half a second that only those pay who use it
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(OxigraphStore(store=self.database), default_union=True)

    def quads(self, *, provenance: bool = False) -> Iterator[Quad]:
        """All quads, in no order; those about the builds themselves only if asked for."""
        builds = self.base + "graph/build/"
        for quad in self.database:
            if provenance or not getattr(quad.graph_name, "value", "").startswith(builds):
                yield quad


class Writer(Store):
    """An open store that can be changed; one at a time."""

    def __init__(self, database: pyoxigraph.Store, made: Made, layout: Layout) -> None:
        super().__init__(database, made, layout.data)
        self._layout = layout

    def put(self, entries: Sequence[Entry]) -> None:
        """Writes documents, each in the place of its former version, all or nothing; durable."""
        self._change(entries, ())

    def remove(self, documents: Iterable[str]) -> None:
        """Takes documents (by IRI) out with all that only they supported, all or nothing."""
        self._change((), tuple(documents))

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Makes the quads the whole content of the graph of that name under the base."""
        with _disk(self._layout):
            writer.replace_graph(self.database, self.base + graph, quads)
            self.database.flush()

    def settle(self, wanted: Made) -> None:
        """Records what the store is built with from now on; see `kg.store.layout.agree`."""
        self.made = agree(self.made, wanted)
        self._layout.write(self.made)

    def builds(self) -> int:
        """How many builds the store has recorded."""
        start = self.base + "graph/build/"
        return sum(getattr(g, "value", "").startswith(start) for g in self.database.named_graphs())

    def publish(self) -> None:
        """Lets readers in other processes see all that was written so far."""
        snapshots.publish(self._layout, self.database)

    def _change(self, add: Sequence[Entry], remove: tuple[str, ...]) -> None:
        with _disk(self._layout):
            writer.apply(self.database, self.base, add=add, remove=remove)
            # Commits are not synced one by one: after this the batch survives a power cut too.
            self.database.flush()


@contextmanager
def read(folder: Path) -> Iterator[Store]:
    """Opens a store to ask it, also while another process writes: as it was at the last batch.

    Raises:
        StoreError: no store is there, or it cannot be read.
    """
    layout = Layout(folder)
    made = layout.read()
    with snapshots.private_copy(layout) as copy:
        try:
            database = pyoxigraph.Store.read_only(str(copy))
        except (OSError, RuntimeError) as problem:
            raise StoreError(f"{folder} holds a damaged database: {problem}") from problem
        opened = Store(database, made, copy)
        del database
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def write(folder: Path, *, new: Made | None = None) -> Iterator[Writer]:
    """Opens a store to change it, alone.

    Args:
        folder: the store's folder.
        new: what a store is made with where there is none yet; without it one must exist.

    Raises:
        StoreError: another process writes, the folder is foreign, missing or cannot be written.
    """
    layout = Layout(folder)
    if new is None or layout.exists():
        layout.read()
    else:
        _make_folder(folder)
    with lock.exclusive(layout.lock):
        if layout.exists():
            made = layout.read()
        elif new is not None:
            made = new
            layout.write(made)
        opened = Writer(_open(layout), made, layout)
        try:
            snapshots.sweep(layout)
            opened.publish()
            yield opened
        finally:
            snapshots.withdraw(layout)
            opened.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StoreError(f"{folder} cannot be made: {problem.strerror}") from problem
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(f"{folder} cannot be written: permission denied")


def _open(layout: Layout) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store(str(layout.data))
    except (OSError, RuntimeError) as problem:
        raise StoreError(
            f"{layout.folder} holds a database that cannot be opened: {problem}"
        ) from problem


@contextmanager
def _disk(layout: Layout) -> Iterator[None]:
    """Says a full or failing disk in one line."""
    try:
        yield
    except (OSError, RuntimeError) as problem:
        raise StoreError(f"{layout.folder} cannot be written: {problem}") from problem
