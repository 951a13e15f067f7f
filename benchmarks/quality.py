"""Scores the `kg` command against the benchmark packs beside the checkout; writes docs/quality.md.

    python benchmarks/quality.py [PACK ...] [--shared ../shared]

The packs and their scorers are no part of this repository (their licences forbid it). Where they
are absent nothing is written, and the page keeps the figures of the last run.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import classes

from kg import ontology

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "quality.md"
#: What a person found by reading: kept by hand, copied into the page.
CLASSES = ROOT / "docs" / "error-classes.md"
#: The counts of the first version that answered every question, written by classes.py.
BEFORE = ROOT / "benchmarks" / "before.json"
PACKS = classes.PACKS
LEAST = 10  #: errors from which a class has a line of its own
ERRORS = """## Errors by class

Of the four fifths whose errors may be looked at: what the scorers list as missed, invented or
wrong, sorted by program. "Before" is commit `{commit}`, the first that answered every question.
Attributions are sorted by the list of the lexicon in which the cue stands, others by their type;
what else is wrong about an attribution that was found is told by the measures above.

"""
HEAD = """# Quality

Written by `make quality`; do not edit. Scores of the real `kg` command against annotated packs
that were not used for training anything. P is precision, R recall, F1 their harmonic mean with the
interval in which it lies in 95 of 100 drawings of the documents; "unread" is F1 on the fifth of the
documents whose errors nobody looks at. A gap between F1 and unread would mean that the rules fit
the texts that were read.

"""


def score(shared: Path, pack: str) -> tuple[dict[str, Any], dict[str, Any], classes.Counts]:
    """The scorer's answer for a pack and for its unread fifth, and the errors of the rest."""
    sys.path.insert(0, str(shared / "score"))
    scorer = importlib.import_module("score")
    documents = scorer.read_pack(shared / "bench" / pack, None)
    questions = set().union(*(module.QUESTIONS for module in scorer.modules_for(documents)))
    answers = scorer.build_and_ask(f"{sys.executable} -m kg", documents, questions)
    scored = scorer.evaluate(documents, answers)
    unread = [(document, results) for document, results in scored if scorer.kept_unread(document)]
    read = [pair for pair in scored if not scorer.kept_unread(pair[0])]
    errors = classes.count(pack, read, classes.Cues())
    print(f"quality: {pack} is scored", file=sys.stderr)
    whole, fifth = (
        {"pack": pack, "documents": len(part), "measures": scorer.summary(part)}
        for part in (scored, unread)
    )
    return whole | {"notes": answers.notes}, fifth, errors


def number(value: float | None) -> str:
    """A rate with three digits, or a dash where there is none."""
    return "-" if value is None else f"{value:.3f}"


def section(whole: dict[str, Any], unread: dict[str, Any]) -> str:
    """The table of one pack."""
    lines = [
        f"## {whole['pack']} ({whole['documents']} documents, {unread['documents']} unread)\n",
        "| measure | P | R | F1 | 95 % interval | right / predicted / gold | unread F1 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, m in whole["measures"].items():
        other = unread["measures"].get(name, {}).get("f1")
        counts = f"{m['right']} / {m['predicted']} / {m['gold']}"
        cells = [name, *(number(m[k]) for k in ("precision", "recall", "f1"))]
        cells += [f"{number(m['low'])}-{number(m['high'])}", counts, number(other)]
        lines.append(f"| {' | '.join(cells)} |")
    lines += [f"\nNote: {note}" for note in whole["notes"]]
    return "\n".join(lines) + "\n"


def errors(counts: classes.Counts) -> str:
    """The table of errors by class, beside the recorded counts of an earlier version."""
    text = BEFORE.read_text(encoding="utf-8")
    table = classes.table(classes.recorded(text), counts, least=LEAST)
    return ERRORS.format(commit=classes.commit(text)) + "\n".join(table) + "\n"


def main() -> None:
    """Scores and writes; says so where there is nothing to score against."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packs", nargs="*", default=PACKS, help="which packs (default: all)")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    call = parser.parse_args()
    if not (call.shared / "score" / "score.py").is_file():
        print(f"quality: no packs and scorers in {call.shared}; {PAGE.name} is left as it is")
        return
    # Two packs at a time, each from a fresh interpreter: the scorers keep what they prepared.
    workers = ProcessPoolExecutor(2, get_context("spawn"), max_tasks_per_child=1)
    with workers:
        scores = list(workers.map(partial(score, call.shared), call.packs))
    parts = [section(whole, unread) for whole, unread, _ in scores]
    made = f"Ontology `{ontology.load().digest}`.\n\n"
    page = HEAD + made + "\n".join(parts)
    page += "\n" + errors(sum((counts for *_, counts in scores), classes.Counter()))
    if CLASSES.is_file():
        page += "\n" + CLASSES.read_text(encoding="utf-8")
    if tuple(call.packs) == PACKS:
        PAGE.write_text(page, encoding="utf-8")
        print(f"quality: written to {PAGE.relative_to(ROOT)}")
    else:
        print(page)


if __name__ == "__main__":
    main()
