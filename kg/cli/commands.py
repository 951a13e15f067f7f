"""The commands of `kg`, each a few lines over the module that does the work."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.streams import STDOUT, params, save, say, text, width, write
from kg.settings import MAX_CHARS, default_store

if TYPE_CHECKING:
    from kg.pipeline import Report

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads news and writes down who said what about whom, where and when.",
)

Store = Annotated[
    Path | None,
    typer.Option("--store", help="Store folder; by default $KG_STORE, else ./kg-store."),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="File to write.")]
_SKIPPED = 3
_VIOLATED = 1


def _version(asked: bool) -> None:
    if asked:
        from importlib import metadata

        write(f"communique {metadata.version('communique')}\n".encode())
        raise typer.Exit


@app.callback()
def _kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Says which it is.")
    ] = False,
) -> None:
    """Reads news and writes down who said what about whom, where and when."""


@app.command()
def build(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for stdin.")],
    store: Store = None,
    date: Annotated[str | None, typer.Option(help="Date of documents without one.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Outlet of documents without one.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read text.")] = 1,
    base: Annotated[str | None, typer.Option(help="IRI of the data; fixed with the store.")] = None,
    ontology: Annotated[
        Path | None, typer.Option(help="Ontology folder; fixed with the store.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="spaCy pipeline that parses.")] = None,
    max_chars: Annotated[
        int, typer.Option(min=1, help="Longer texts are skipped, in characters.")
    ] = MAX_CHARS,
    llm: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this OpenAI-compatible endpoint, too.")
    ] = None,
    llm_model: Annotated[
        str | None, typer.Option(metavar="NAME", help="The model there; its key is $KG_LLM_KEY.")
    ] = None,
) -> int:
    """Reads texts into the store; unchanged documents are passed over, changed ones replaced."""
    from kg import pipeline
    from kg.settings import Settings

    settings = Settings(
        model=model,
        base=base,
        ontology=ontology,
        jobs=jobs,
        max_chars=max_chars,
        date=date,
        publisher=publisher,
        llm=llm,
        llm_model=llm_model,
        progress=True,
    )
    report = pipeline.build(inputs, _folder(store), settings)
    for skipped in report.skipped:
        say(f"skipped {skipped.path}: {skipped.reason}")
    _say_answers(report)
    if report.outdated:
        say(
            f"{report.outdated} documents in the store stand as an older ontology made them: "
            "build them again"
        )
    say(
        f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged, "
        f"{len(report.skipped)} skipped"
    )
    return _SKIPPED if report.skipped or report.unanswered else 0


def _say_answers(report: Report) -> None:
    """How it went with the language model: one line for each reason, one for what it said."""
    reasons = Counter(one.reason for one in report.unanswered)
    for reason, count in sorted(reasons.items()):
        documents = "1 document stands" if count == 1 else f"{count} documents stand"
        say(f"no answer from {reason}; {documents} as the rules read it; build again to ask again")
    if report.tally is not None:
        tally = report.tally
        say(
            f"the language model added {tally.kept} statements and claims; {tally.invented} were "
            f"dropped as not in the text, {tally.known} as known"
        )


@app.command()
def query(
    name: Annotated[str, typer.Argument(help="Question, .rq file, - for stdin, or SPARQL.")],
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="May be repeated.")
    ] = None,
    store: Store = None,
    form: Annotated[
        str, typer.Option("--format", help="table, json, csv, tsv, xml or ttl.")
    ] = "table",
    columns: Annotated[
        str | None, typer.Option(help="Only these columns of a question, as a table: a,b,c.")
    ] = None,
    timeout: Annotated[int, typer.Option(min=1, help="Seconds that SPARQL may take.")] = 60,
) -> None:
    """Asks a named question, or anything in SPARQL that only reads."""
    from kg import store as stores
    from kg.query import Asker, Limits, formats

    formats.check(form)
    with stores.read(_folder(store)) as opened:
        asker = Asker(opened, limits=Limits(seconds=timeout))
        if columns:
            answer = asker.table(name, columns.split(","), params(param or []), width=width())
        else:
            answer = asker.answer(text(name), params(param or []), form=form, width=width())
    write(answer)


@app.command()
def questions(store: Store = None) -> None:
    """Lists the named questions."""
    from kg.query import questions as known

    found = known(_ontology_folder(_folder(store)))
    longest = max(map(len, found), default=0)
    for one in found.values():
        parameters = " ".join(p.name for p in one.parameters)
        write(f"{one.name.ljust(longest)}  {one.title} [{parameters}]\n".encode())


@app.command()
def view(
    store: Store = None,
    output: Output = None,
) -> None:
    """Writes the network as one interactive HTML page that loads nothing from anywhere."""
    from kg.api import Graph

    with Graph(_folder(store)) as graph:
        page = graph.show().html
    target = output or Path("kg.html")
    save(page.encode(), target)
    if target != STDOUT:
        say(f"wrote {target}")


@app.command()
def explain(
    entity: Annotated[str, typer.Argument(help="IRI, Wikidata identifier or label.")],
    store: Store = None,
) -> None:
    """Shows every sentence that supports a node or an edge, with document and offsets."""
    from kg import explain as explaining
    from kg import store as stores
    from kg.query import Asker

    with stores.read(_folder(store)) as opened:
        rows = explaining.explain(Asker(opened), entity)
    if not rows:
        say(f"no document says anything of {entity!r}")
    write("".join(f"{line}\n" for line in explaining.lines(rows)).encode())


@app.command()
def validate(store: Store = None) -> int:
    """Checks the graph against the SHACL shapes and the ontology; exit code 1 on a violation."""
    from kg import ontology as ontologies
    from kg import store as stores
    from kg.validate import validate as check

    folder = _folder(store)
    with stores.read(folder) as opened:
        ontology = ontologies.load(_ontology_folder(folder))
        report = check(opened.database, ontology, base=opened.base)
    write("".join(f"{line}\n" for line in report.lines()).encode())
    return 0 if report.conforms else _VIOLATED


@app.command()
def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="ttl, trig, nq, jsonld, graphml, gexf or csv.")
    ],
    store: Store = None,
    output: Output = None,
    provenance: Annotated[
        bool, typer.Option("--provenance", help="With the records of the builds themselves.")
    ] = False,
) -> None:
    """Writes the whole graph: ttl, trig, nq, jsonld, graphml, gexf or csv."""
    from kg import export as exporting
    from kg import store as stores

    exporter = exporting.exporter(form)
    with stores.read(_folder(store)) as opened:
        save(exporter.write(opened, provenance=provenance), output or STDOUT)


@app.command()
def remove(
    documents: Annotated[list[str], typer.Argument(help="Documents by IRI, key or file name.")],
    store: Store = None,
) -> None:
    """Takes documents out of the store, with all that only they supported."""
    from kg import store as stores

    with stores.write(_folder(store)) as opened:
        catalogue = opened.catalogue
        found = {catalogue.find(name).iri for name in documents}
        opened.remove(sorted(found))
    say(f"{len(found)} removed")


@app.command()
def serve(
    store: Store = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8080,
) -> None:
    """Serves the page and a SPARQL endpoint on 127.0.0.1 until interrupted."""
    from kg.serve import serve as run

    run(_folder(store), port, announce=say)


def _folder(store: Path | None) -> Path:
    return store if store is not None else default_store()


def _ontology_folder(folder: Path) -> Path | None:
    """The folder that the store was made with; None where there is no store, or the bundled one."""
    from kg.store import Layout

    layout = Layout(folder)
    own = layout.read().ontology if layout.exists() else None
    return Path(own) if own else None
