"""The named questions: SPARQL files with a title and parameters, read from the ontology folder.

A question is a valid query as it stands. Its first lines say what it is:

    # title: Who says what
    # More about it, in as many lines as it takes.
    # parameter speaker (entity kg:Actor): only what this actor said
    # parameter node (entity, required): the node

A line that starts with `#?speaker` is a comment until the parameter `speaker` is given; then it is
part of the query, with the value in the place of `$speaker`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError, UsageError
from kg.ontology import bundled

_TITLE = re.compile(r"#\s*title:\s*(.+)")
_PARAMETER = re.compile(r"#\s*parameter\s+(\w+)\s*\(([^)]*)\):\s*(.+)")
_SWITCHED = re.compile(r"^(\s*)#\?(\w+)\s(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be narrowed by."""

    name: str
    type: str  #: entity, document, date or text
    cls: str | None  #: for an entity, the class that it must belong to, as a prefixed name
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named question."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str  #: the file, a valid SPARQL query

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name.

        Raises:
            UsageError: the question has none.
        """
        for one in self.parameters:
            if one.name == name:
                return one
        known = ", ".join(p.name for p in self.parameters) or "none"
        raise UsageError(f"the question {self.name!r} has no parameter {name!r}; it has: {known}")

    def sparql(self, values: dict[str, str]) -> str:
        """The query with the parameters that are given.

        Args:
            values: parameter -> its value as a SPARQL term, already checked and escaped.

        Raises:
            UsageError: a required parameter is missing.
        """
        for one in self.parameters:
            if one.required and one.name not in values:
                raise UsageError(
                    f"the question {self.name!r} needs --param {one.name}=...: {one.description}"
                )

        def switch(match: re.Match[str]) -> str:
            return f"{match[1]}{match[3]}" if match[2] in values else match[0]

        text = _SWITCHED.sub(switch, self.text)
        names = "|".join(map(re.escape, values))
        # One pass: a value that itself looks like a parameter stays as it is.
        return re.sub(rf"\$({names})\b", lambda m: values[m[1]], text) if values else text


def questions(folder: Path | None = None) -> dict[str, Question]:
    """Every named question by name: the bundled ones and, in their place, those of the folder.

    Args:
        folder: an ontology folder; None: the bundled one.

    Raises:
        OntologyError: a file has no title, or cannot be read.
    """
    files: dict[str, Path] = {}
    for one in (bundled(), folder):
        if one is not None:
            files |= {file.stem: file for file in sorted((one / "queries").glob("*.rq"))}
    return {name: _read(name, file) for name, file in sorted(files.items())}


def named(name: str, folder: Path | None = None) -> Question:
    """The question of that name.

    Raises:
        UsageError: there is none; the message lists those that there are.
    """
    known = questions(folder)
    if name not in known:
        raise UsageError(f"no question named {name!r}; known: {', '.join(known)} (kg questions)")
    return known[name]


def _read(name: str, file: Path) -> Question:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise OntologyError(f"{file}: {problem}") from problem
    question = parsed(name, text)
    if not question.title:
        raise OntologyError(f"{file}: the first lines lack '# title: ...'")
    return question


def parsed(name: str, text: str) -> Question:
    """A query with what its first lines say of it; a title is not asked for."""
    title, description, parameters = "", [], []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _TITLE.fullmatch(line):
            title = match[1]
        elif match := _PARAMETER.fullmatch(line):
            parameters.append(_parameter(*match.groups()))
        else:
            description.append(line.lstrip("# "))
    return Question(name, title, " ".join(description), tuple(parameters), text)


def _parameter(name: str, type_: str, description: str) -> Parameter:
    kind, _, rest = type_.partition(",")
    words = kind.split()
    cls = words[1] if len(words) > 1 else None
    return Parameter(
        name, words[0] if words else "text", cls, rest.strip() == "required", description
    )
