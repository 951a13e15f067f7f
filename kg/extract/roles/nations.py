"""The one state that a text is about, where an office of a state stands without it."""

from __future__ import annotations

from collections import Counter

from kg.extract.roles.lexicon import RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.model import Form
from kg.ontology import Ontology

_SHARE = 0.7  #: of all mentions of states and countries, those that the one state has at least
_LEAST = 4  #: mentions that it has at least


class Nation:
    """The state of a document that speaks of hardly any other."""

    def __init__(self, scene: Scene, words: RoleWords, ontology: Ontology) -> None:
        self._scene, self._words, self._ontology = scene, words, ontology
        self._mentions = self._found()

    def of(self, title: Title) -> int | None:
        """The state's mention nearest before the title ("President Ada Quill"), else its first."""
        if title.office not in self._words.national or not self._mentions:
            return None
        start = title.span.start
        before = [i for i in self._mentions if self._scene.mentions[i].span.start < start]
        return before[-1] if before else self._mentions[0]

    def _found(self) -> list[int]:
        """The mentions of the one state, in the order of the text; empty where there is none."""
        world, states = self._ontology.world, {}
        for i, mention in enumerate(self._scene.mentions):
            entry = world.entry(mention.candidates[0]) if mention.candidates else None
            if entry is None or mention.form not in {Form.NAME, Form.ADJECTIVE}:
                continue
            twins = (entry.cls, self._class_of(entry.twin))
            if any(self._ontology.is_a(cls, self._words.state) for cls in twins if cls):
                states[i] = min(entry.id, entry.twin or entry.id)
        counted = Counter(states.values()).most_common(1)
        if not counted or counted[0][1] < max(_LEAST, _SHARE * len(states)):
            return []
        found = [i for i, state in states.items() if state == counted[0][0]]
        named = any(self._scene.mentions[i].form is Form.NAME for i in found)
        return found if named else []  # "Spanish-language" is about no state

    def _class_of(self, id_: str | None) -> str | None:
        entry = self._ontology.world.entry(id_) if id_ else None
        return None if entry is None else entry.cls
