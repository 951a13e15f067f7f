"""The Python interface: a graph that is built, opened, asked and seen."""

from __future__ import annotations

import warnings
from base64 import b64encode
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from kg.errors import UsageError
from kg.settings import Settings, default_store
from kg.table import Table

if TYPE_CHECKING:
    from kg.network import Network
    from kg.pipeline import Report
    from kg.view import Style

Inputs = str | Path | Sequence[str | Path]


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A static picture of the network; in a notebook it shows itself, trusted or not."""

    svg: str  #: the picture as SVG text
    alt: str  #: the picture in words

    def __repr__(self) -> str:
        return f"<Picture: {self.alt}>"

    def _repr_html_(self) -> str:
        """An image element with the picture in its address: no script, nothing to load."""
        data = b64encode(self.svg.encode()).decode()
        return f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{data}">'

    def save(self, file: str | Path) -> Path:
        """Writes the SVG file."""
        Path(file).write_text(self.svg, encoding="utf-8")
        return Path(file)


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """The interactive page; in a trusted notebook it shows itself in a frame."""

    html: str  #: the whole page
    height: int = 640  #: pixels

    def __repr__(self) -> str:
        return f"<Page of {len(self.html):,} characters>"

    def _repr_html_(self) -> str:
        """A frame that holds the page: what the page may do is in the page's own policy."""
        return (
            f'<iframe title="The network" width="100%" height="{self.height}" '
            f'sandbox="allow-scripts allow-popups" srcdoc="{escape(self.html)}"></iframe>'
        )


class Graph:
    """A store that is open to be asked: as it was when it was opened, whoever writes meanwhile."""

    def __init__(self, store: str | Path | None = None) -> None:
        """Opens a store folder, by default `$KG_STORE` or `./kg-store`.

        Raises:
            StoreError: no store is there, or it cannot be read.
        """
        from kg import store as stores
        from kg.query import Asker

        self.folder = Path(store) if store is not None else default_store()
        self.report: Report | None = None  #: what the build did, where `kg.build` opened it
        self._open = ExitStack()
        self._asker = Asker(self._open.enter_context(stores.read(self.folder)))

    def query(self, question: str, **params: str) -> Table:
        """The answer to a named question, or to SPARQL that only reads.

        Args:
            question: Name of a question (`kg questions` lists them), a `.rq` file, or SPARQL.
            params: Parameters of a named question, as `territory="Panjshir"`.

        Raises:
            UsageError: no such question or parameter, or SPARQL that is wrong or writes.
        """
        text = _sparql(question)
        return Table.from_json(self._asker.answer(text, params, form="json"))

    def rows(self, name: str, **params: str) -> list[dict[str, str]]:
        """The rows of a named question, all values as text."""
        return self._asker.rows(name, **params)

    def explain(self, entity: str) -> Table:
        """Every sentence that supports a node, with its document and offsets.

        Args:
            entity: IRI, Wikidata identifier or label.

        Raises:
            UsageError: nothing is called so, or several are.
        """
        from kg.explain import explain

        rows = explain(self._asker, entity)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        base = self._asker.store.base
        identifiers = [
            column
            for column in columns
            if all(row.get(column, base).startswith(base) for row in rows)
        ]
        return Table(columns, [dict(row) for row in rows], identifiers)

    def network(self) -> Network:
        """A networkx MultiDiGraph: actors and territories, and who says what holds between them."""
        from kg import network

        return network.network(self, network.load(self._asker.folder))

    def picture(self, network: Network | None = None, *, limit: int = 40) -> Picture:
        """A static picture of the network, or of a part of it, with a legend.

        Args:
            network: What to draw; by default the whole network.
            limit: Draw at most this many nodes, the most connected ones.
        """
        from kg.view import picture

        network = self.network() if network is None else network
        style = self._style()
        alt = f"Network of {len(network)} {style.nodes} with {network.size()} relations"
        return Picture(picture(network, style, limit=limit), alt)

    def show(self, network: Network | None = None, *, height: int = 640) -> Page:
        """The interactive page, in a frame of this height in pixels."""
        return Page(self._page(network, "Communique"), height)

    def view(self, file: str | Path, *, title: str = "Communique") -> Path:
        """Writes the interactive page: one file that loads nothing from anywhere."""
        Path(file).write_text(self._page(None, title), encoding="utf-8")
        return Path(file)

    def close(self) -> None:
        """Closes the store; what was asked before stays valid."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Graph in {self.folder}>"

    def _repr_html_(self) -> str:
        return self.picture()._repr_html_()

    def _page(self, network: Network | None, title: str) -> str:
        from kg import network as networks
        from kg.view import view

        disputes = networks.disputes(self, networks.load(self._asker.folder))
        drawn = self.network() if network is None else network
        return view(drawn, self._style(), title=title, disputes=disputes)

    def _style(self) -> Style:
        from kg import ontology, view

        return view.load(ontology.load(self._asker.folder))


def build(
    inputs: Inputs,
    *,
    store: str | Path | None = None,
    settings: Settings | None = None,
    **options: Any,
) -> Graph:
    """Reads texts into a store, and opens it.

    Args:
        inputs: Files, folders or globs, one or several.
        store: Store folder, made where there is none; by default `$KG_STORE` or `./kg-store`.
        settings: How to read and understand the texts.
        options: Single settings by name, as `publisher="Border Wire"` or `jobs=2`.

    Returns:
        The opened graph; its `report` says what was added, replaced and skipped. What was skipped
        is warned of, too.

    Raises:
        UsageError: nothing could be read, or an option does not exist.
        StoreError: the store cannot be opened or written.
    """
    from kg import pipeline

    known = [field.name for field in fields(Settings)]
    for name in options:
        if name not in known:
            raise UsageError(f"no setting named {name!r}; known: {', '.join(known)}")
    several = [inputs] if isinstance(inputs, str | Path) else inputs
    folder = Path(store) if store is not None else default_store()
    chosen = replace(settings or Settings(), **options)
    report = pipeline.build([str(one) for one in several], folder, chosen)
    for skipped in report.skipped:
        warnings.warn(f"skipped {skipped.path}: {skipped.reason}", stacklevel=2)
    graph = Graph(folder)
    graph.report = report
    return graph


def _sparql(question: str) -> str:
    """The text of a `.rq` file; anything else as it is."""
    if not question.strip().endswith(".rq"):
        return question
    try:
        return Path(question).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"{question} cannot be read: {problem}") from problem
