"""Writes `ontology/lexicon/given_names.toml`: given names that tell a man from a woman.

The counts are those of the US Census Bureau of 1990 (public domain), as the Python package `names`
0.3.0 (MIT) carries them. Run it with that package installed: `python tools/given_names.py`.
"""

from __future__ import annotations

import textwrap
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parent.parent / "ontology" / "lexicon" / "given_names.toml"
#: How many times more frequent a name must be with one sex than with the other.
RATIO = 20.0
#: Names that the US gives to one sex and other countries to the other.
ELSEWHERE = {
    "alexis", "ali", "andrea", "angel", "ariel", "camille", "carol", "claude", "dana", "dominique",
    "eden", "gabriele", "gale", "ira", "ivory", "jan", "jean", "joan", "kim", "kyung", "laurence",
    "lee", "lin", "ling", "marion", "michele", "mickey", "min", "ming", "nicola", "nikita", "noel",
    "robin", "rosario", "sasha", "shannon", "simone", "soo", "sun", "sung", "un", "valery",
    "vivian", "yi", "yong", "young", "yu",
}  # fmt: skip
HEADER = """\
# Given names that are almost always a man's (m) or a woman's (f), folded. A name that is missing
# tells nothing. Source: US Census Bureau 1990 (public domain), by way of the Python package `names`
# 0.3.0; written by tools/given_names.py.
"""


def frequencies(sex: str) -> dict[str, float]:
    """Name -> per cent of the people of that sex who bear it."""
    text = files("names").joinpath(f"dist.{sex}.first").read_text(encoding="utf-8")
    return {line.split()[0].lower(): float(line.split()[1]) for line in text.splitlines() if line}


def telling(ours: dict[str, float], others: dict[str, float]) -> list[str]:
    """The names that are far more frequent with us than with the others."""
    return sorted(
        name
        for name, share in ours.items()
        if name not in ELSEWHERE and share >= RATIO * others.get(name, 0.0) and len(name) > 1
    )


def main() -> None:
    """Writes the file."""
    men, women = frequencies("male"), frequencies("female")
    parts = [HEADER]
    for key, names in (("m", telling(men, women)), ("f", telling(women, men))):
        listed = textwrap.fill(", ".join(f'"{n}"' for n in names), 98)
        parts.append(f"{key} = [\n{textwrap.indent(listed, '  ')},\n]\n")
    TARGET.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
