"""Finds the offices and positions that persons hold, and whom they are held in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.annotated import Annotated
from kg.extract.claims.operators import ASSERTED, Operators
from kg.extract.phrases import Mentions
from kg.extract.roles.affiliations import affiliated, headed, owned, party
from kg.extract.roles.holders import ABOUT, PATTERNS, can_hold, listed
from kg.extract.roles.lexicon import RoleWords, compiled
from kg.extract.roles.nations import Bare, Nation
from kg.extract.roles.nearby import Nearby
from kg.extract.roles.organisations import Bodies
from kg.extract.roles.predicates import followed
from kg.extract.roles.scene import Scene, Title, innermost
from kg.extract.roles.sharing import Shared
from kg.extract.roles.titles import past, titles, with_part
from kg.model import Claim, Role, Span, Statement, Value
from kg.ontology import Ontology

_TELLING = frozenset(
    {"headed", "predicated", "subject_of_name", "followed"}
)  #: rules of verbs that tell a role
_PLURAL = frozenset({"NNS", "NNPS"})
_PUT = frozenset({"dobj", "nsubjpass"})


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
        self._shared = Shared(scene, words, self._bodies.takes)
        self._nation, self._nearby = Nation(scene, words, ontology), Nearby(scene, words)
        self._last: Title | None = None  # the title before, for "his counterpart"
        self._bare: list[Bare] = []
        self._found: dict[tuple[int, int | None], Claim] = {}

    def claims(self) -> tuple[Claim, ...]:
        scene, words = self._scene, self._words
        for title in titles(scene, words):
            for holder, rule in self._holders(title):
                self._of_title(title, holder, rule)
            self._last = self._last if title.office in words.same else title
        self._of_text()
        bare = {b.holder: b.title for b in self._bare if b.rule in ABOUT}
        for find in (headed, affiliated, owned, party):
            for holder, side, trigger, name in find(scene, words, self._ontology):
                own = bare.get(holder) if find is affiliated and not name else None
                office = name if own is None else self._name(own)
                value = Value(words.title, office) if office else None
                self._add((holder, side), _span(trigger), value, find.__name__)
        self._alone()
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
                break
        before = followed(self._scene, title, self._words)
        if before is not None and can_hold(self._scene, before):
            yield before, followed.__name__

    def _of_title(self, title: Title, holder: int, rule: str) -> None:
        side = self._bodies.of(title, holder)
        if side is None:
            side = self._shared.of(title, holder)
        if side is None or side == holder:
            if self._shared.is_bare(title, holder):
                self._bare.append(Bare(title, self._name(title).lower(), holder, rule))
            return
        before = self._shared.before(title, holder, side, [(b.title, b.holder) for b in self._bare])
        if before is not None:
            self._tell(self._bare.pop(before), side)
        self._shared.add(title, holder, side)
        whole = replace(title, last=with_part(self._scene, title, holder, side))
        value = Value(self._words.title, self._name(whole), span=whole.span)
        self._add((holder, side), title.span, value, rule)

    def _of_text(self) -> None:
        """The roles whose body stands elsewhere: with the same person, or as the text's state."""
        told = tuple(self._found.values())
        known: dict[tuple[str, str], int] = {}
        for claim in told:
            holder, side = (role.filler.mention for role in claim.roles)
            if holder is not None and side is not None and claim.values:
                known[self._key(claim.values[0].lexical.lower(), holder)] = side
        bare = [b for b in self._bare if b.rule in ABOUT]
        again = [b for b in bare if self._key(b.office, b.holder) in known]
        lacking = [b for b in bare if b not in again and self._nation.lacks(b.title)]
        found = [(one, known[self._key(one.office, one.holder)]) for one in again]
        for one, side in (*found, *self._nation.of(lacking, told)):
            self._tell(one, side)
            self._bare.remove(one)
        self._of_context(known)

    def _of_context(self, known: dict[tuple[str, str], int]) -> None:
        """The roles whose body stands in the sentences before; one is not told two bodies."""
        for one in [b for b in self._bare if b.rule in ABOUT]:
            key = self._key(one.office, one.holder)
            side = known.get(key)
            if side is None and not self._is_put(one.holder):
                side = self._nearby.of(one.title)
            if side is not None and side != one.holder:
                known[key] = side
                self._tell(one, side)
                self._bare.remove(one)

    def _is_put(self, holder: int) -> bool:
        """Is the holder to have another office ("she nominated Judge Ada Quill")?"""
        name = self._scene.doc[self._scene.last_token(holder)]
        return name.dep_ in _PUT and name.head.lemma_ in self._words.putting

    def _key(self, office: str, holder: int) -> tuple[str, str]:
        """The office and the last word of the name: who is the same in one text."""
        return office, self._scene.doc[self._scene.last_token(holder)].text

    def _alone(self) -> None:
        """The offices that say enough without whom they are held in ("Judge Ada Quill")."""
        untitled = (c for c in self._found.values() if not c.values)
        held = {claim.roles[0].filler.mention for claim in untitled}
        for one in self._bare:
            told = one.rule in ABOUT or self._scene.is_told(one.title.head)
            told = told and self._scene.is_named(one.holder)
            if self._is_enough(one.title) and one.holder not in held and told:
                self._tell(one, None)

    def _is_enough(self, title: Title) -> bool:
        """Does it say enough alone? Of ministers and secretaries only with their field."""
        words = self._words
        field = title.office in words.of_field and title.start < title.last
        return title.office in words.alone or field

    def _tell(self, bare: Bare, side: int | None) -> None:
        value = Value(self._words.title, self._name(bare.title), span=bare.title.span)
        self._add((bare.holder, side), bare.title.span, value, bare.rule)

    def _name(self, title: Title) -> str:
        """The office in the words of the text; of a counterpart that of the one before."""
        if title.office in self._words.same and self._last is not None:
            return self._last.office
        text = self._scene.text[title.span.start : title.span.end]  # headlines are recased in `doc`
        several = title.head.tag_ in _PLURAL and title.head.lower_ not in self._words.heads
        name = title.office if several else " ".join(text.split())
        return " ".join([*past(self._scene, title, self._words), name])

    def _add(
        self, ends: tuple[int, int | None], span: Span, value: Value | None, rule: str
    ) -> None:
        words = self._words
        properties = zip((words.holder, words.role_in), ends, strict=True)
        claim = Claim(
            words.claim,
            self._scene.sentence(span),
            span,
            tuple(Role(p, self._scene.filler(end)) for p, end in properties if end is not None),
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
