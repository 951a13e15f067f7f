"""Finds the words that refer to actors and territories, and the class that context suggests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from spacy.attrs import IDX  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from kg.annotated import Annotated
from kg.extract.mentions.context import Context
from kg.extract.mentions.described import Describer, pronouns
from kg.extract.mentions.epithets import Epithets
from kg.extract.mentions.lexicon import compile_lexicon
from kg.extract.mentions.names import NameFinder
from kg.extract.mentions.spans import Name, capitals, head, span
from kg.extract.mentions.states import StateFinder
from kg.extract.phrases import Mentions
from kg.ids import fold
from kg.model import Form, Mention
from kg.ontology import Ontology

_MODIFYING = {"amod", "compound", "nmod", "npadvmod", "punct"}


class MentionRules:
    """The rules that find mentions, compiled from the world and the lexicon."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._lexicon = compile_lexicon(ontology)
        self._context = Context(ontology, self._lexicon)
        self._describer = Describer(self._lexicon, ontology.is_a)
        self._names = NameFinder(ontology, self._lexicon)
        self._states = StateFinder(ontology, self._lexicon, _folded)
        self._epithets = Epithets(ontology, self._lexicon.classes.get("person", ""))

    def find(self, annotated: Annotated) -> Mentions:
        """All mentions of a document, in the order of the text."""
        doc = annotated.doc
        if not self._lexicon.classes:
            return Mentions(doc, ())
        states = self._states.find(doc, self._names.find(doc))
        names, adjectives = states.names, states.adjectives
        persons = self._epithets.find(doc, names)
        found = {mention.head.start: mention for mention in persons.values()}
        taken = set(persons)  # by the tokens of their heads
        sport = self._context.is_sport(doc)
        for name in names:
            if name.start in persons:
                continue
            mention = self._named(doc, name, sport=sport)
            found.setdefault(mention.head.start, mention)
            taken.update(range(name.start, name.end))
        inside = self._bodies(names)
        for i in capitals(doc):
            if i not in taken or i in inside:
                demonym = self._demonym(doc[i], adjectives)
                if demonym is not None:
                    found.setdefault(doc[i].idx, demonym)
                    taken.add(i)
        of_names = {i: name.cls for name in names for i in range(name.start, name.end)}
        for mention in self._described(doc, of_names):
            found.setdefault(mention.head.start, mention)
        ordered = sorted(found.values(), key=lambda m: (m.span, m.head))
        return Mentions(doc, _with_modifiers(doc, ordered))

    def _bodies(self, names: list[Name]) -> set[int]:
        """Tokens of longer names of organisations, where a demonym is a mention of its own."""
        organisation = self._lexicon.classes["organisation"]
        return {
            i
            for name in names
            if name.end - name.start > 1 and self.ontology.is_a(name.cls, organisation)
            for i in range(name.start, name.end)
        }

    def _named(self, doc: Doc, name: Name, *, sport: bool) -> Mention:
        token = head(doc, name.start, name.end)
        cls, entries = self._context.class_of(name, token, sport=sport)
        return Mention(
            span(doc, name.start, name.end),
            span(doc, token.i, token.i + 1),
            Form.NAME,
            cls,
            tuple(entry.id for entry in entries),
            gender=self._gender(doc, name),
        )

    def _gender(self, doc: Doc, name: Name) -> str | None:
        """What the title before a person's name tells ("Mrs", "Chairman")."""
        if name.cls != self._lexicon.classes["person"] or not name.start:
            return None
        return self._lexicon.genders.get(doc[name.start - 1].lower_)

    def _demonym(self, token: Token, unlisted: Mapping[str, str]) -> Mention | None:
        """A word for who or what belongs to a land; `unlisted`: adjectives of unknown states."""
        world = self.ontology.world
        word = _folded(token.text)
        words = span(token.doc, token.i, token.i + 1)
        if word in unlisted:
            return Mention(words, words, Form.ADJECTIVE, self._lexicon.classes["state"])
        ids = world.by_adjective.get(word)
        if ids is not None and token.tag_ != "NNPS":
            entry = world.entries[ids[0]]
            return Mention(words, words, Form.ADJECTIVE, entry.cls, ids)
        if word in world.by_inhabitants or word.removesuffix("s") in unlisted:
            cls = self._lexicon.classes["people"]
            return Mention(words, words, Form.NOMINAL, cls, plural=True)
        return None

    def _described(self, doc: Doc, taken: Mapping[int, str]) -> list[Mention]:
        found = [
            Mention(
                span(doc, one.start, one.head + 1),
                span(doc, one.head, one.head + 1),
                Form.NOMINAL,
                one.noun.cls,
                gender=one.noun.gender,
                plural=one.plural,
            )
            for one in self._describer.find(doc, taken)
        ]
        for token in pronouns(doc, self._lexicon.pronouns):
            pronoun = self._lexicon.pronouns[token.lower_]
            if token.i not in taken:
                words = span(doc, token.i, token.i + 1)
                found.append(
                    Mention(
                        words, words, Form.PRONOUN, pronoun.cls,
                        gender=pronoun.gender, plural=pronoun.plural,
                    )
                )  # fmt: skip
        return found


_folded = lru_cache(maxsize=50_000)(fold)


def _with_modifiers(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Each mention with the mentions that stand in its noun phrase before its head."""
    by_offset = {m.head.start: i for i, m in enumerate(mentions)}
    starts = enumerate(map(int, doc.to_array([IDX]).ravel()))
    at = {i: by_offset[start] for i, start in starts if start in by_offset}
    result = list(mentions)
    for token_index, i in at.items():
        inside = [at[t.i] for t in _modifying(doc[token_index]) if t.i in at and at[t.i] != i]
        if inside:
            result[i] = replace(result[i], modifiers=tuple(sorted(set(inside))))
    return result


def _modifying(head: Token) -> list[Token]:
    """The words that modify a noun from before, possessors included, with what hangs on them."""
    found, queue = [], [head]
    while queue:
        for child in queue.pop().lefts:
            if child.dep_ in _MODIFYING or child.dep_ == "poss":
                found.append(child)
                if child.dep_ != "poss":
                    queue.append(child)
    return found
