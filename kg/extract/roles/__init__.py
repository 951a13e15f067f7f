"""Finds the offices and positions that persons hold, and whom they are held in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.annotate import Annotated
from kg.extract.phrases import Mentions
from kg.extract.roles.affiliations import affiliated, headed, owned
from kg.extract.roles.holders import PATTERNS, can_hold
from kg.extract.roles.lexicon import RoleWords, compiled, longest_office, phrase
from kg.extract.roles.organisations import organisation
from kg.extract.roles.scene import Scene, Title, innermost
from kg.model import Claim, Role, Span, Statement, Value
from kg.ontology import Ontology

_TITLE_REACH = 5  #: how many words before the role noun can belong to the title


class RoleRules:
    """The rules that find roles, compiled from the lexicon."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._words = compiled(ontology)

    def find(
        self, annotated: Annotated, mentions: Mentions, statements: Sequence[Statement]
    ) -> tuple[Claim, ...]:
        """All role claims of a document, in the order of the text."""
        words = self._words
        if words is None or not len(mentions):
            return ()
        scene = Scene(annotated, mentions)
        found: dict[tuple[int, int], Claim] = {}
        for title in titles(scene, words):
            self._of_title(scene, title, statements, found)
        for rule in (headed, affiliated, owned):
            for holder, side, trigger, title_words in rule(scene, words, self._ontology):
                value = Value(words.title, title_words) if title_words else None
                self._add(scene, (holder, side), trigger, value, rule.__name__, statements, found)
        return tuple(sorted(found.values(), key=lambda c: (c.trigger, c.roles[0].filler.span)))

    def _of_title(
        self,
        scene: Scene,
        title: Title,
        statements: Sequence[Statement],
        found: dict[tuple[int, int], Claim],
    ) -> None:
        words = self._words
        assert words is not None  # noqa: S101 - `find` has returned otherwise
        for pattern in PATTERNS:
            holder = pattern(scene, title, words)
            if holder is None or not can_hold(scene, holder, self._is_person):
                continue
            side = organisation(scene, title, holder, words, self._ontology)
            if side is not None:
                text = scene.doc[title.start : title.head.i + 1].text
                value = Value(words.title, " ".join(text.split()), span=title.span)
                self._add(
                    scene, (holder, side), title.head, value, pattern.__name__, statements, found
                )
            return

    def _is_person(self, cls: str) -> bool:
        return self._words is not None and self._ontology.is_a(cls, self._words.person)

    def _add(  # noqa: PLR0913, PLR0917 - the parts of one claim
        self,
        scene: Scene,
        ends: tuple[int, int],
        trigger: Token,
        value: Value | None,
        rule: str,
        statements: Sequence[Statement],
        found: dict[tuple[int, int], Claim],
    ) -> None:
        words = self._words
        assert words is not None  # noqa: S101 - `find` has returned otherwise
        span = (value.span if value is not None else None) or Span(
            trigger.idx, trigger.idx + len(trigger)
        )
        holder, side = ends
        found.setdefault(
            ends,
            Claim(
                words.claim,
                scene.sentence(trigger),
                span,
                (
                    Role(words.holder, scene.filler(holder)),
                    Role(words.role_in, scene.filler(side)),
                ),
                (value,) if value is not None else (),
                innermost(statements, span),
                f"role_{rule}",
            ),
        )


def titles(scene: Scene, words: RoleWords) -> Iterator[Title]:
    """The role nouns of the document with the words that belong to them."""
    doc = scene.doc
    for token in doc:
        lower = token.lower_
        if lower not in words.heads or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        before = [doc[i].lower_ for i in range(token.i, max(-1, token.i - _TITLE_REACH), -1)]
        count = longest_office(words, before)
        if not count:
            continue
        start = token.i - count + 1
        while start > 0 and doc[start - 1].lower_ in words.prefixes and not _own(scene, start - 1):
            start -= 1
        yield Title(token, start, phrase(before, count))


def _own(scene: Scene, token: int) -> bool:
    """Does the word belong to the name of an organisation rather than to a title?"""
    return token in scene.inside
