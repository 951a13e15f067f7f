"""Sorts the errors that the scorers list into classes and counts them; compares two such counts.

    python benchmarks/classes.py COMMIT [--shared DIR] [--kg "COMMAND"] > benchmarks/before.json

prints the counts of one version of the program, for the column "before" of docs/quality.md. Only
the four fifths of the documents whose errors may be looked at are counted.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg import annotate, ontology

PACKS = ("articles", "control", "polnear", "dwie", "re3d", "geo")
#: A line about an attribution: [source] <cue> content.
_ATTRIBUTION = re.compile(r".*?\[(?P<source>.*)\] <(?P<cue>.*?)> ", re.DOTALL)
#: Part of speech by which a cue is sorted that stands in no list.
_UNKNOWN = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
Counts = Counter[tuple[str, str, str]]


class Cues:
    """Sorts cues by the list of the lexicon in which their first word stands."""

    def __init__(self) -> None:
        self._model = annotate.load_model()
        self._classes: dict[str, str] = {}
        for name, table in sorted(ontology.load().lexicon.items()):
            for kind in ("verb", "noun", "adjective", "phrase") if name.startswith("cues/") else ():
                for entry in table.get(kind, ()):
                    for lemma in entry["lemmas"].split():
                        self._classes.setdefault(lemma.split("_")[0], f"{kind} of {entry['class']}")

    def of(self, cue: str) -> str:
        """The class of a cue, given as words of a text."""
        if not cue.strip():
            return "no cue"
        tokens = [t for t in self._model(cue) if t.is_alpha]
        lemmas = (t.lemma_.lower() for t in tokens)
        known = (self._classes[lemma] for lemma in lemmas if lemma in self._classes)
        kinds = (_UNKNOWN[t.pos_] for t in tokens if t.pos_ in _UNKNOWN)
        return next(known, None) or f"{next(kinds, 'cue')} that no list holds"


def _class(line: str, cues: Cues) -> str:
    """The class of a missed or invented item: of its cue, or the kind that opens the line."""
    attribution = _ATTRIBUTION.match(line)
    return cues.of(attribution["cue"]) if attribution else re.split(r"[ :]", line, maxsplit=1)[0]


def _fault(line: str) -> str:
    """What is wrong about an item that was found."""
    if line.startswith(("source", "speaker")):
        what = line.split(" ", 1)[0]
        return f"{what} left open" if line.startswith(f"{what} []") else f"another {what}"
    if " FOR " in line:
        return "control: controller, kind or source"
    if " is not at " in line:
        return "place elsewhere or without coordinates"
    return "linked to nothing" if line.endswith("not None") else "linked or labelled otherwise"


def count(pack: str, scored: Iterable[tuple[Any, list[Any]]], cues: Cues) -> Counts:
    """The errors of a pack by (pack, "missed" | "invented" | "wrong", class).

    Args:
        pack: its name.
        scored: documents with the scorers' results.
        cues: sorts attributions.
    """
    found: Counts = Counter()
    for _, results in scored:
        for result in results:
            for kind in ("missed", "invented"):
                found.update((pack, kind, _class(line, cues)) for line in getattr(result, kind))
            found.update((pack, "wrong", _fault(line)) for line in result.wrong)
    return found


def table(before: Counts, now: Counts, *, least: int) -> Iterator[str]:
    """The lines of a table, by pack and number; rarer classes than `least` are added up."""
    yield "| pack | error | class | before | now |"
    yield "| --- | --- | --- | --- | --- |"
    for pack in PACKS:
        for kind in ("missed", "invented", "wrong"):
            keys = {k for k in before.keys() | now.keys() if k[:2] == (pack, kind)}
            often = {k for k in keys if max(before[k], now[k]) >= least}
            for key in sorted(often, key=lambda k: (-before[k], k)):
                yield f"| {pack} | {kind} | {key[2]} | {before[key]} | {now[key]} |"
            if rest := keys - often:
                sums = sum(before[k] for k in rest), sum(now[k] for k in rest)
                yield f"| {pack} | {kind} | {len(rest)} rarer classes | {sums[0]} | {sums[1]} |"


def written(commit: str, counts: Counts) -> str:
    """The counts of a commit as JSON, sorted."""
    rows = [[*key, number] for key, number in sorted(counts.items())]
    return json.dumps({"commit": commit, "counts": rows}, indent=0) + "\n"


def recorded(text: str) -> Counts:
    """The counts that `written` wrote."""
    return Counter({(p, kind, cls): number for p, kind, cls, number in json.loads(text)["counts"]})


def commit(text: str) -> str:
    """The commit whose counts `written` wrote."""
    return str(json.loads(text)["commit"])


def main() -> None:
    """Builds and scores every pack with one version of the program, and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commit", help="which version the command is")
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--kg", default=f"{sys.executable} -m kg", help="the command")
    call = parser.parse_args()
    sys.path.insert(0, str(call.shared / "score"))
    scorer = importlib.import_module("score")
    cues, counts = Cues(), Counts()
    for pack in PACKS:
        documents = scorer.read_pack(call.shared / "bench" / pack, None)
        documents = [document for document in documents if not scorer.kept_unread(document)]
        questions = set().union(*(module.QUESTIONS for module in scorer.modules_for(documents)))
        answers = scorer.build_and_ask(call.kg, documents, questions)
        counts += count(pack, scorer.evaluate(documents, answers), cues)
        print(f"classes: {pack} is counted", *answers.notes, file=sys.stderr)
    sys.stdout.write(written(call.commit, counts))


if __name__ == "__main__":
    main()
