"""Which files hold the classes, properties and shapes of an ontology folder.

A folder of one's own needs no copy of the core: what it lacks is taken from the bundled one.
"""

from __future__ import annotations

from pathlib import Path

_CORE, _SHAPES = "core.ttl", "shapes.ttl"


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


def _is_whole(folder: Path) -> bool:
    """Does the folder bring its own core?"""
    return (folder / _CORE).is_file()
