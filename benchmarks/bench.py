"""CPU of each stage beside the bare spaCy pipeline on the same texts in one run; cost of the demo.

    python benchmarks/bench.py [INPUT ...] [--no-demo]

Without INPUT the articles of `examples/` are used, several times over: they are dense in claims
and statements, so that the rules have more to do than on news as it is. Where the annotated packs
stand beside the checkout, every ninth text of three of them is measured, too. Times are CPU seconds
of this process (all threads), not of the clock, so that a busy machine disturbs them little.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy

from kg import ids, ontology, read
from kg.annotate import DEFAULT_MODEL, annotate, load_model
from kg.extract import extract
from kg.graph import Maker, graphs
from kg.model import Document
from kg.resolve import resolve

ROOT = Path(__file__).parent.parent
#: How often the examples are read: enough tokens for a steady figure.
TIMES = 12
#: Packs of ordinary news, and of how many texts one is taken.
NEWS, NTH = ("polnear", "dwie", "re3d"), 9


def texts(inputs: list[str]) -> list[Document]:
    """The documents to be measured on."""
    if inputs:
        return [one for one in read.read(inputs) if isinstance(one, Document)]
    once = [one for one in read.read([ROOT / "examples"]) if isinstance(one, Document)]
    return [replace(one, key=f"{n}/{one.key}") for n in range(TIMES) for one in once]


def news(shared: Path) -> list[Document]:
    """Every ninth text of the packs; none where there are none."""
    folders = [shared / "bench" / pack / "text" for pack in NEWS]
    files = [file for folder in folders for file in sorted(folder.glob("*.txt"))[NTH - 1 :: NTH]]
    return texts([str(file) for file in files]) if files else []


def timed(stage: Callable[[], Iterable[Any]]) -> tuple[list[Any], float]:
    """All that the stage gives, and the CPU seconds that it took."""
    start = time.process_time()
    made = list(stage())
    return made, time.process_time() - start


def stages(documents: list[Document]) -> None:
    """Prints one line a stage: CPU seconds, tokens per CPU second, share of bare spaCy."""
    model, known = load_model(), ontology.load()
    bodies = [one.text[one.body :] for one in documents]
    untouched = spacy.load(DEFAULT_MODEL)
    for pipeline in (untouched, model):
        list(pipeline.pipe(bodies[:3]))  # the first call fills caches
    parsed, bare = timed(lambda: untouched.pipe(bodies, batch_size=64))
    tokens = sum(len(doc) for doc in parsed)
    del parsed
    print(f"{len(documents)} documents, {tokens:,} tokens; {os.cpu_count()} processors\n")
    print(f"{'stage':<28}{'CPU s':>8}{'tokens/s':>11}{'of spaCy':>10}")

    def line(name: str, seconds: float) -> None:
        print(
            f"{name:<28}{seconds:>8.2f}{tokens / max(seconds, 1e-9):>11,.0f}{seconds / bare:>10.2f}"
        )

    line("bare spaCy", bare)
    words = {"is_name": known.is_name, "is_furniture": known.is_furniture}
    annotated, first = timed(lambda: annotate(documents, model=model, **words))
    line("annotate", first)
    extracted, second = timed(lambda: extract(annotated, known))
    line("extract", second)
    resolved, third = timed(lambda: resolve(extracted, known))
    line("resolve", third)
    line("annotate to resolve", first + second + third)
    maker = Maker("benchmark", DEFAULT_MODEL, known.digest)
    _, fourth = timed(lambda: graphs(resolved, known, base=ids.BASE, maker=maker))
    line("graph", fourth)
    claims = sum(len(one.claims) for one in extracted)
    statements = sum(len(one.statements) for one in extracted)
    print(f"\n{statements:,} statements, {claims:,} claims")


def demo() -> None:
    """Prints time and memory of `make demo` without its installation."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        command = [str(ROOT / "tools" / "demo.sh"), f"{sys.executable} -m kg", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    process.returncode = os.waitstatus_to_exitcode(status)
    print(
        f"demo: exit {process.returncode}, {seconds:.1f} s, "
        f"{usage.ru_utime + usage.ru_stime:.1f} CPU s, "
        f"{usage.ru_maxrss / 1024:.0f} MB at most in one process, {size / 1e6:.1f} MB written\n"
    )


def main() -> None:
    """Reads the call and measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="*", help="files, folders or globs (default: examples/)")
    parser.add_argument("--no-demo", action="store_true", help="leave out the demo")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    call = parser.parse_args()
    if not call.no_demo:
        demo()  # first: a child is said to have used what its parent held when it began
    stages(texts(call.inputs))
    if not call.inputs and (ordinary := news(call.shared)):
        print("\nordinary news:")
        stages(ordinary)


if __name__ == "__main__":
    main()
