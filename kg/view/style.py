"""How classes and groups of relations look: read from `view.toml` of an ontology folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.network.plan import table

if TYPE_CHECKING:
    from kg.ontology import Ontology

#: The shapes that a class may have; each is drawn in the page, the legend and the picture.
SHAPES = ("dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon")


@dataclass(frozen=True, slots=True)
class Look:
    """Colour and shape of a class of nodes."""

    label: str
    color: str  #: hexadecimal, #rrggbb
    shape: str  #: one of `SHAPES`


@dataclass(frozen=True, slots=True)
class Stroke:
    """Colour and width of the lines of a group of relations."""

    label: str
    light: str  #: hexadecimal colour on a light ground
    dark: str  #: the same on a dark ground
    width: float  #: pixels
    quiet: bool = False  #: lines without a label, drawn under the others


#: For a class or group that the style does not know.
PLAIN = Look("Other", "#9aa3b5", "dot")
PLAIN_STROKE = Stroke("Other relations", "#5f6672", "#aab2bf", 1.2)


@dataclass(frozen=True, slots=True)
class Style:
    """The looks of all classes and groups, in the order of the file."""

    classes: Mapping[str, Look]
    groups: Mapping[str, Stroke]
    parents: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: class -> superclasses
    nodes: str = "nodes"  #: what the nodes are called: "actors and places"

    def look(self, cls: str) -> tuple[str, Look]:
        """The class that decides how a node looks, and its look: its own, or the nearest above.

        >>> Style({"Tree": Look("Tree", "#00aa00", "dot")}, {}, {"Oak": frozenset({"Tree"})}).look(
        ...     "Oak"
        ... )
        ('Tree', Look(label='Tree', color='#00aa00', shape='dot'))
        """
        level = [cls]
        seen: set[str] = set()
        while level:
            for name in level:
                if name in self.classes:
                    return name, self.classes[name]
            seen.update(level)
            above = (parent for name in level for parent in self.parents.get(name, ()))
            level = sorted(set(above) - seen)
        return "", PLAIN

    def order(self, groups: Collection[str]) -> list[str]:
        """Those groups in the order of the file; behind them, sorted, those that it lacks."""
        known = [name for name in self.groups if name in groups]
        return known + sorted(set(groups) - set(known))

    def stroke(self, group: str) -> Stroke:
        """How the lines of a group look."""
        return self.groups.get(group, PLAIN_STROKE)


def load(ontology: Ontology | Path | None = None) -> Style:
    """Reads the style of an ontology or of its folder, by default the bundled one.

    Raises:
        OntologyError: an entry lacks a field or names an unknown shape; the message says which.
    """
    folder = ontology if ontology is None or isinstance(ontology, Path) else ontology.folder
    parents = {} if ontology is None or isinstance(ontology, Path) else ontology.parents
    read = table(folder)
    try:
        classes = {name: Look(**entry) for name, entry in read["classes"].items()}
        groups = {name: Stroke(**entry) for name, entry in read["groups"].items()}
    except (KeyError, TypeError) as problem:
        raise OntologyError(f"view.toml: {problem}") from problem
    for name, look in classes.items():
        if look.shape not in SHAPES:
            known = ", ".join(SHAPES)
            raise OntologyError(f"view.toml: class {name} has shape {look.shape!r}; known: {known}")
    return Style(classes, groups, parents, str(read.get("words", {}).get("nodes", "nodes")))
