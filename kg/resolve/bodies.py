"""Bodies that a state has one of ("the Sudanese army"): one actor in every document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import ids
from kg.ids import fold
from kg.model import Entity, Form
from kg.ontology.world import Entry
from kg.resolve.board import Board

_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_OWNING = re.compile(r"(?:['\u2019]s?)?(?: |$)")


@dataclass(frozen=True, slots=True)
class _Body:
    cls: str
    noun: str  #: by which answers call it


class Bodies:
    """The bodies of states that one document names or describes."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._world = board.ontology.world
        rows = board.ontology.lexicon.get("bodies", {}).get("body", ())
        self._by_noun = {
            noun: _Body(row["class"], row["nouns"][0]) for row in rows for noun in row["nouns"]
        }

    def name(self, mention: int) -> str | None:
        """What a name stands for that is a body's noun in capitals with its state beside it.

        "Turkey's Foreign Ministry", "Turkish Foreign Ministry" and "Foreign Ministry of Turkey" are
        "Turkish foreign ministry".
        """
        words = fold(self._board.layout.words(mention))
        noun, of, owner = words.rpartition(" of ")
        first, _, rest = words.partition(" ")
        body, state = self._by_noun.get(words), None
        if body is not None:
            state = self._named_before(mention)
        elif of and (body := self._by_noun.get(noun)):
            named = self._world.candidates(_ARTICLE.sub("", owner))
            state = self._the_state(tuple(entry.id for entry in named))
        elif body := self._by_noun.get(rest):
            state = self._the_state(self._world.by_adjective.get(first, ()))
        return self._called(state, body) if state and body else None

    def entity(self, mention: int) -> Entity | None:
        """The body that a description is, or None if a state may have several such.

        "The Sudanese army" and "Sudan's army" are `army/sudanese-army`, called "Sudanese army".
        """
        found, referent = self._board.mentions[mention], self._board.links[mention]
        if found.form is not Form.NOMINAL:
            return None
        if referent is not None and referent.state is not None:
            body = self._by_noun.get(self._board.layout.words(mention).lower())
            return self._body(referent.state, body) if body is not None else None
        if len(found.modifiers) != 1:
            return None
        owner = self._board.links[found.modifiers[0]]
        body = self._by_noun.get(self._rest(mention, found.modifiers[0]))
        if body is None or owner is None or owner.entry is None:
            return None
        state = self._the_state((owner.entry.id,))
        return self._body(state, body) if state is not None else None

    def _body(self, state: Entry, body: _Body) -> Entity:
        """The body by the world's entry of its name, if there is one."""
        name = self._called(state, body)
        for entry in self._world.candidates(name):
            if self._board.is_a(entry.cls, body.cls):
                return Entity(entry.id, entry.cls, entry.label, entry.id)
        return Entity(ids.named_entity(body.cls, name), body.cls, self._shown(state, body, name))

    def _shown(self, state: Entry, body: _Body, name: str) -> str:
        """The name as English has it: "Zambala's army" where the text has no adjective."""
        whole = name == f"{state.label} {body.noun}"
        return (
            f"{state.label}'{'' if state.label.endswith('s') else 's'} {body.noun}"
            if whole
            else name
        )

    def _called(self, state: Entry, body: _Body) -> str:
        """The name of a state's body, the same whatever words the text has for it."""
        own = [a for a in state.adjectives if self._alone(a, state)]
        owner = min(own, key=lambda a: (len(a), a), default=state.label)
        return f"{owner} {body.noun}"

    def _alone(self, adjective: str, state: Entry) -> bool:
        """Is the adjective that of one state only, unlike "Congolese"?"""
        ids_ = self._world.by_adjective.get(fold(adjective), ())
        return all(i in {state.id, state.twin} for i in ids_)

    def _named_before(self, mention: int) -> Entry | None:
        """The state that stands right before the name."""
        if not mention:
            return None
        owner = self._board.mentions[mention - 1]
        between = self._board.layout.text[owner.span.end : self._board.mentions[mention].span.start]
        if not between or not _OWNING.fullmatch(between):
            return None
        return self._the_state(owner.candidates)

    def _the_state(self, identifiers: tuple[str, ...]) -> Entry | None:
        """The first of these that is a state, or the land of one."""
        cls = self._board.vocabulary.classes.state
        for identifier in identifiers:
            entry = self._world.entry(identifier)
            twin = self._world.entry(entry.twin) if entry is not None and entry.twin else None
            for one in (entry, twin):
                if one is not None and self._board.is_a(one.cls, cls):
                    return one
        return None

    def _rest(self, mention: int, owner: int) -> str:
        """The words of the phrase without those of the owner, lower-cased."""
        phrase, span = self._board.layout.phrase(mention), self._board.mentions[owner].span
        text = self._board.layout.text
        if span.start < phrase.start or span.end > phrase.end:
            return ""
        before, after = text[phrase.start : span.start], text[span.end : phrase.end]
        words = f"{before} {_OWNING.sub('', after, count=1)}"
        return _ARTICLE.sub("", _SPACE.sub(" ", words).strip()).lower()
