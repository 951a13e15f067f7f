"""What may be asked of a language model, made from the ontology: parts, classes, allowed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode

from kg import vocabulary as v
from kg.ids import ONTOLOGY
from kg.ontology import Ontology
from kg.ontology.schema import schema_files, shape_files
from kg.vocabulary import Class, Property

#: Names of the two lists of an answer and of a claim's class.
STATEMENTS, CLAIMS, KIND = "statements", "claims", "class"
#: Parts of a statement that quote the text; the first is never left out.
QUOTED = (Property.CONTENT, Property.CUE, Property.SPEAKER, Property.VIA)
#: Parts of a statement that are chosen from a list of the shapes.
CHOSEN = (Property.DIRECTNESS, Property.POLARITY, Property.CERTAINTY)

_SH = "http://www.w3.org/ns/shacl#"
#: Ranges whose values are words; figures and truth values are not asked for, nor worked out.
_WORDS = frozenset({v.XSD + "string", v.RDFS + "Literal"})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A role or value of a claim."""

    name: str  #: local name of the property
    comment: str  #: what it means, from the ontology
    range: str  #: local name of the class that fills a role; empty for a value
    allowed: tuple[str, ...] = ()  #: all values that it may have; empty: words of the text
    required: bool = False  #: without it there is no claim


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of claims with what it holds."""

    name: str  #: local name of the class
    comment: str  #: what it means, from the ontology
    parts: tuple[Part, ...]  #: in the order of their names, roles first


@dataclass(frozen=True, slots=True)
class Form:
    """All that an answer may hold."""

    choices: Mapping[str, tuple[str, ...]]  #: allowed values of the chosen parts of a statement
    kinds: Mapping[str, Kind]  #: classes of claims, by name

    def json(self, limits: Mapping[str, Any]) -> Json:
        """The JSON schema of an answer; every field is required and nothing else allowed.

        Args:
            limits: how many `statements` and `claims` an answer may hold, and of how many
                characters a `quotation` may be (0: any number).
        """
        longest = {"maxLength": limits["quotation"]} if limits["quotation"] else {}
        words: Json = {"type": "string", **longest}
        perhaps: Json = {"type": ["string", "null"], **longest}
        statement: Json = {part.value: perhaps for part in QUOTED} | {QUOTED[0].value: words}
        statement |= {name: {"type": "string", "enum": list(c)} for name, c in self.choices.items()}
        claims = [_claim(kind, longest) for kind in self.kinds.values()]
        lists = {STATEMENTS: _list(_object(statement), limits[STATEMENTS])}
        if claims:
            lists[CLAIMS] = _list({"anyOf": claims}, limits[CLAIMS])
        return _object(lists)

    def told(self, table: Mapping[str, Any]) -> str:
        """The same in words, for the prompt.

        Args:
            table: the lexicon's table of the language model.
        """
        prompt = table["prompt"]
        lines = [prompt["task"].strip(), "", prompt[STATEMENTS]]
        lines += [f"- {name}: {meaning}" for name, meaning in table["parts"].items()]
        if self.kinds:
            lines += ["", prompt[CLAIMS]]
        for kind in self.kinds.values():
            lines += [f"{kind.name}: {kind.comment}", f"- {Property.TRIGGER}: {prompt['trigger']}"]
            lines += [f"- {part.name}: {part.comment}" for part in kind.parts]
        return "\n".join(lines)


def form(ontology: Ontology) -> Form:
    """What may be asked, as the ontology's classes, properties and shapes declare it."""
    declared = _Declared(ontology)
    shape = declared.allowed.get(Class.STATEMENT, {})
    choices = {part.value: shape[part] for part in CHOSEN if part in shape}
    claims = sorted(c for c in ontology.parents if ontology.is_a(c, Class.CLAIM))
    kinds = (declared.kind(c) for c in claims if c != Class.CLAIM)
    return Form(choices, {kind.name: kind for kind in kinds if kind.parts})


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Json, most: int) -> Json:
    return {"type": "array", "items": items, "maxItems": most}


def _claim(kind: Kind, longest: Json) -> Json:
    fields: Json = {
        KIND: {"type": "string", "enum": [kind.name]},
        Property.TRIGGER.value: {"type": "string", **longest},
    }
    for part in kind.parts:
        one: Json = {"type": "string" if part.required else ["string", "null"]}
        if part.allowed:
            one["enum"] = [*part.allowed, *(() if part.required else (None,))]
        else:
            one |= longest
        fields[part.name] = one
    return _object(fields)


@dataclass
class _Declared:
    """The schema and the shapes, read for what they say of claims."""

    ontology: Ontology
    comments: dict[str, str] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)  #: property -> role or value
    domains: dict[str, set[str]] = field(default_factory=dict)
    ranges: dict[str, str] = field(default_factory=dict)
    allowed: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    required: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for file in schema_files(self.ontology.folder):
            self._read_schema(_Triples(file))
        for file in shape_files(self.ontology.folder):
            self._read_shapes(_Triples(file))

    def kind(self, cls: str) -> Kind:
        """A class of claims with its roles and values."""
        table = self.ontology.lexicon["llm"]
        roles = self._nearest_roles(cls)
        above = self.ontology.ancestors(cls)
        values = [
            p
            for p, domains in self.domains.items()
            if self.above.get(p) == Property.VALUE and domains & above
        ]
        values += [p for p in self.allowed.get(Class.OCCURRENCE, {}) if p in self.ranges]
        values += table.get("quotes", {}).get(cls, ())
        needed = self.required.get(cls, set()) | set(table.get("needs", {}).get(cls, ()))
        parts = [self._part(p, cls, needed, role=True) for p in sorted(roles)]
        parts += [
            self._part(p, cls, needed, role=False)
            for p in sorted(set(values))
            if self.ranges.get(p) in _WORDS
        ]
        return Kind(cls, self.comments.get(cls, ""), tuple(parts) if roles else ())

    def _part(self, name: str, cls: str, needed: set[str], *, role: bool) -> Part:
        allowed = next(
            (
                self.allowed[one][name]
                for one in (cls, *sorted(self.ontology.ancestors(cls)), Class.OCCURRENCE)
                if name in self.allowed.get(one, {})
            ),
            (),
        )
        filled = v.local_name(self.ranges.get(name, "")) if role else ""
        return Part(name, self.comments.get(name, ""), filled, allowed, name in needed)

    def _nearest_roles(self, cls: str) -> set[str]:
        """The roles declared for the class itself; where it has none, for one above it."""
        level = {cls}
        while level:
            found = {
                p
                for p, domains in self.domains.items()
                if self.above.get(p) == Property.ROLE and domains & level
            }
            if found:
                return found
            level = {p for c in level for p in self.ontology.parents.get(c, ())}
        return set()

    def _read_schema(self, triples: _Triples) -> None:
        for subject, name in triples.named():
            for about in triples.objects(subject, v.RDFS + "comment"):
                self.comments.setdefault(name, about.value)
            for parent in triples.objects(subject, v.RDFS + "subPropertyOf"):
                if v.local_name(parent.value) in (Property.ROLE, Property.VALUE):
                    self.above[name] = v.local_name(parent.value)
            for domain in triples.objects(subject, v.RDFS + "domain"):
                members = triples.members(domain, v.OWL + "unionOf") or [domain]
                self.domains.setdefault(name, set()).update(v.local_name(m.value) for m in members)
            for values in triples.objects(subject, v.RDFS + "range"):
                self.ranges[name] = values.value

    def _read_shapes(self, triples: _Triples) -> None:
        for shape, _, cls in triples.found(_SH + "targetClass"):
            target = v.local_name(cls.value)
            for part in triples.objects(shape, _SH + "property"):
                for path in triples.objects(part, _SH + "path"):
                    if not isinstance(path, NamedNode):
                        continue
                    name = v.local_name(path.value)
                    values = triples.members(part, _SH + "in")
                    if values:
                        chosen = tuple(one.value for one in values)
                        self.allowed.setdefault(target, {})[name] = chosen
                    if triples.objects(part, _SH + "minCount"):
                        self.required.setdefault(target, set()).add(name)


class _Triples:
    """The triples of a file, by subject and predicate."""

    def __init__(self, file: Any) -> None:
        self._by: dict[tuple[Any, str], list[Any]] = {}
        for triple in pyoxigraph.parse(path=file):
            self._by.setdefault((triple.subject, triple.predicate.value), []).append(triple.object)

    def named(self) -> list[tuple[Any, str]]:
        """The subjects of the ontology's namespace, with their local names."""
        subjects = dict.fromkeys(s for s, _ in self._by if isinstance(s, NamedNode))
        return [(s, v.local_name(s.value)) for s in subjects if s.value.startswith(ONTOLOGY)]

    def objects(self, subject: Any, predicate: str) -> list[Any]:
        """What stands behind a predicate, in the order of the file."""
        return self._by.get((subject, predicate), [])

    def found(self, predicate: str) -> list[tuple[Any, str, Any]]:
        """All triples of a predicate."""
        return [(s, p, o) for (s, p), values in self._by.items() if p == predicate for o in values]

    def members(self, subject: Any, predicate: str) -> list[Any]:
        """The members of the list behind a predicate."""
        found: list[Any] = []
        rest = next(iter(self.objects(subject, predicate)), None)
        while rest is not None:
            found += self.objects(rest, v.RDF + "first")
            rest = next(iter(self.objects(rest, v.RDF + "rest")), None)
        return found
