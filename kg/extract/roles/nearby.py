"""The body that the text speaks of, where an office of a body stands without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.extract.roles.lexicon import Near, RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.model import Form

_LEAST = 3  #: how often the body that a text is about is named
_MOST = 0.67  #: its share of the mentions of bodies
_BACK = 2  #: sentences before that of the office in which the body may stand
_DEFINITE = "the"
_DOING = frozenset({"nsubj", "nsubjpass"})
_ASIDE = frozenset({"(", "["})


class Nearby:
    """Finds the body of offices that stand without one, in the sentences before.

    As in "The Hill Front took Quito. 'We stay,' spokesman Tom Rush told the Hill Times.".
    """

    def __init__(self, scene: Scene, words: RoleWords) -> None:
        self._scene, self._words = scene, words

    def of(self, title: Title) -> int | None:
        """The only body of its kind in the nearest sentence that names one, or its subject."""
        rule = self._words.nearby.get(title.office)
        if rule is None or not self._is_plain(title):
            return None
        here = self._scene.sentence_number(title.start)
        for number in range(here, here - _BACK - 1, -1):
            found = [i for i in self._bodies.get(number, ()) if self._fits(i, title, rule)]
            named = [i for i in found if self._scene.is_named(i)]
            if found:
                return self._only(named or found)
        return self._main(title, rule)

    def _main(self, title: Title, rule: Near) -> int | None:
        """The body that the text speaks of far more than of others of its kind, last before."""
        named = [
            i
            for some in self._bodies.values()
            for i in some
            if self._scene.is_named(i) and self._is_kind(i, rule)
        ]
        counted = Counter(map(self._key, named))
        key, count = next(iter(counted.most_common(1)), ("", 0))
        if count < _LEAST or count < _MOST * len(named):
            return None
        before = [i for i in named if self._scene.first_token(i) < title.start]
        return next((i for i in reversed(before) if self._key(i) == key), None)

    def _is_plain(self, title: Title) -> bool:
        """Does no word of the title tell of a body or field of its own ("military spokesman")?"""
        words = title.head.doc[title.start : title.last + 1]
        size = len(title.office.replace("-", " - ").split())
        own = words[: max(0, len(words) - size)]
        return all(t.lower_ in self._words.of_rank for t in own)

    @cached_property
    def _bodies(self) -> dict[int, list[int]]:
        """The mentions of bodies by the number of their sentence, in the order of the text."""
        scene, found = self._scene, dict[int, list[int]]()
        for i in range(len(scene.mentions)):
            if scene.is_any(i, (self._words.body,)) and self._is_definite(i):
                found.setdefault(scene.sentence_number(scene.first_token(i)), []).append(i)
        return found

    def _is_definite(self, mention: int) -> bool:
        """Is it a name, or a body that is known by now ("the group", "the rebels")?"""
        scene, found = self._scene, self._scene.mentions[mention]
        before = scene.doc[max(0, scene.first_token(mention) - 1)]
        if before.text in _ASIDE:
            return False  # the acronym of the name before
        if found.form is Form.NAME:
            return True
        crowd = found.plural and not scene.is_any(mention, self._words.crowds)
        return found.form is Form.NOMINAL and before.lower_ == _DEFINITE and not crowd

    def _fits(self, mention: int, title: Title, rule: Near) -> bool:
        scene = self._scene
        if scene.first_token(mention) >= title.start or scene.is_quoted(
            scene.mentions[mention].span
        ):
            return False
        return self._is_kind(mention, rule)

    def _is_kind(self, mention: int, rule: Near) -> bool:
        scene = self._scene
        return scene.is_any(mention, rule.of) and not scene.is_any(mention, rule.never)

    def _only(self, found: list[int]) -> int | None:
        """The last mention of the only body, or of the only one that does something."""
        for some in (found, list(self._subjects(found))):
            if len({self._key(i) for i in some}) == 1:
                return some[-1]
        return None

    def _subjects(self, found: Iterable[int]) -> Iterator[int]:
        for i in found:
            word = self._scene.doc[self._scene.last_token(i)]
            while word.dep_ == "conj":
                word = word.head
            if word.dep_ in _DOING:
                yield i

    def _key(self, mention: int) -> str:
        found = self._scene.mentions[mention]
        words = self._scene.text[found.span.start : found.span.end].lower()
        return found.candidates[0] if found.candidates else words
