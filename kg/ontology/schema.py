"""Which files hold the classes, shapes and words of an ontology folder.

A folder of one's own needs no copy of the core, nor of words that are English and no domain: what
it lacks of these is taken from the bundled folder.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

_CORE, _SHAPES, _GENERAL = "core.ttl", "shapes.ttl", "general.toml"


def bundled() -> Path:
    """The folder that ships with the package: `_ontology` in a wheel, `ontology/` in a checkout."""
    inside = Path(__file__).parent.parent / "_ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "ontology"


def schema_files(folder: Path) -> tuple[Path, ...]:
    """The Turtle files of classes and properties: the core's, and the folder's own."""
    own = tuple(f for f in sorted(folder.glob("*.ttl")) if f.name != _SHAPES)
    return own if _is_whole(folder) else (bundled() / _CORE, *own)


def shape_files(folder: Path) -> tuple[Path, ...]:
    """The Turtle files of SHACL shapes: the bundled ones, and the folder's own."""
    own = folder / _SHAPES
    extra = (own,) if own.is_file() else ()
    return extra if _is_whole(folder) and extra else (bundled() / _SHAPES, *extra)


def lexicon_files(folder: Path) -> dict[str, Path]:
    """The tables of words by name ("hedges", "frames/control"): the own and the general ones."""
    own = _tables(folder)
    if _is_whole(folder):
        return own
    listed = tomllib.loads((bundled() / "lexicon" / _GENERAL).read_text(encoding="utf-8"))
    general = tuple(listed["tables"])
    given = {name: file for name, file in _tables(bundled()).items() if _listed(name, general)}
    # One table of a folder such as cues/ replaces that folder as a whole.
    return {n: f for n, f in given.items() if not _replaced(n, own)} | own


def _tables(folder: Path) -> dict[str, Path]:
    root = folder / "lexicon"
    files = sorted(f for f in root.rglob("*.toml") if f.name != _GENERAL)
    return {f.relative_to(root).with_suffix("").as_posix(): f for f in files}


def _listed(name: str, general: tuple[str, ...]) -> bool:
    return any(name.startswith(one) if one.endswith("/") else name == one for one in general)


def _replaced(name: str, own: dict[str, Path]) -> bool:
    group, slash, _ = name.partition("/")
    return any(n.startswith(group + slash) for n in own) if slash else name in own


def _is_whole(folder: Path) -> bool:
    """Does the folder bring its own core?"""
    return (folder / _CORE).is_file()
