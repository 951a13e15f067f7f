"""Finds the offices and positions that persons hold, and whom they are held in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.annotated import Annotated
from kg.extract.claims.operators import ASSERTED, Operators
from kg.extract.phrases import Mentions
from kg.extract.roles.affiliations import affiliated, headed, owned, party
from kg.extract.roles.holders import ABOUT, PATTERNS, can_hold, listed, predicated
from kg.extract.roles.lexicon import RoleWords, compiled
from kg.extract.roles.nations import Bare, Nation
from kg.extract.roles.organisations import Bodies
from kg.extract.roles.scene import Scene, Title, innermost
from kg.extract.roles.titles import past, titles, with_part
from kg.model import Claim, Role, Span, Statement, Value
from kg.ontology import Ontology

_TELLING = frozenset({headed.__name__, predicated.__name__})  #: rules of verbs that tell a role
_PLURAL = frozenset({"NNS", "NNPS"})


class RoleRules:
    """The rules that find roles, compiled from the lexicon."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._words = compiled(ontology)
        table = ontology.lexicon.get("operators")
        self._operators = Operators(table) if table is not None else None

    def find(
        self, annotated: Annotated, mentions: Mentions, statements: Sequence[Statement]
    ) -> tuple[Claim, ...]:
        """All role claims of a document, in the order of the text."""
        if self._words is None or not len(mentions):
            return ()
        scene = Scene(annotated, mentions, self._ontology, self._words.person, self._is_fact)
        return _Finder(scene, self._words, self._ontology, statements).claims()

    def _is_fact(self, verb: Token) -> bool:
        return self._operators is None or self._operators.modality(verb) == ASSERTED


class _Finder:
    """The role claims of one document; of several for one person and body the first is kept."""

    def __init__(
        self,
        scene: Scene,
        words: RoleWords,
        ontology: Ontology,
        statements: Sequence[Statement],
    ) -> None:
        self._scene, self._words, self._ontology = scene, words, ontology
        self._statements = statements
        self._bodies = Bodies(scene, words)
        self._nation = Nation(scene, words, ontology)
        self._last: Title | None = None  # the title before, for "his counterpart"
        self._bare: list[Bare] = []
        self._found: dict[tuple[int, int], Claim] = {}

    def claims(self) -> tuple[Claim, ...]:
        scene, words = self._scene, self._words
        for title in titles(scene, words):
            for holder, rule in self._holders(title):
                self._of_title(title, holder, rule)
            self._last = self._last if title.office in words.same else title
        for bare, side in self._nation.of(self._bare, tuple(self._found.values())):
            office = Value(words.title, self._name(bare.title), span=bare.title.span)
            self._add((bare.holder, side), bare.title.span, office, "national")
        for find in (headed, affiliated, owned, party):
            for holder, side, trigger, name in find(scene, words, self._ontology):
                value = Value(words.title, name) if name else None
                self._add((holder, side), _span(trigger), value, find.__name__)
        return tuple(
            sorted(self._found.values(), key=lambda c: (c.trigger, c.roles[0].filler.span))
        )

    def _holders(self, title: Title) -> Iterator[tuple[int, str]]:
        """Who holds the title, and by which rule: all that a plural lists, else the first found."""
        if title.head.tag_ in _PLURAL:
            for holder in listed(self._scene, title):
                if can_hold(self._scene, holder):
                    yield holder, listed.__name__
            return
        for pattern in PATTERNS:
            found = pattern(self._scene, title, self._words)
            if found is not None and can_hold(self._scene, found):
                yield found, pattern.__name__
                return

    def _of_title(self, title: Title, holder: int, rule: str) -> None:
        side = self._bodies.of(title, holder)
        if side is None and rule in ABOUT and self._nation.lacks(title):
            self._bare.append(Bare(title, self._name(title).lower(), holder))
        if side is not None and side != holder:
            whole = replace(title, last=with_part(self._scene, title, holder, side))
            value = Value(self._words.title, self._name(whole), span=whole.span)
            self._add((holder, side), title.span, value, rule)

    def _name(self, title: Title) -> str:
        """The office in the words of the text; of a counterpart that of the one before."""
        if title.office in self._words.same and self._last is not None:
            return self._last.office
        text = self._scene.doc[title.start : title.last + 1].text
        name = title.office if title.head.tag_ in _PLURAL else " ".join(text.split())
        return " ".join([*past(self._scene, title, self._words), name])

    def _add(self, ends: tuple[int, int], span: Span, value: Value | None, rule: str) -> None:
        holder, side = (self._scene.filler(end) for end in ends)
        words = self._words
        claim = Claim(
            words.claim,
            self._scene.sentence(span),
            span,
            (Role(words.holder, holder), Role(words.role_in, side)),
            (value,) if value is not None else (),
            self._said(span, rule),
            f"role_{rule}",
        )
        self._found.setdefault(ends, claim)

    def _said(self, span: Span, rule: str) -> int | None:
        """The statement that tells the role; None where it is but the writer's word for somebody.

        Outside quote marks titles, appositions and relative clauses are the writer's: in "police
        said that Mayor Ada Quill was safe" they do not say who is mayor.
        """
        found = innermost(self._statements, span)
        told = rule in _TELLING and not self._scene.is_aside(span)
        return found if found is not None and (told or self._scene.is_quoted(span)) else None


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
