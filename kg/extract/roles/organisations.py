"""Whom a role is held in: the words before the title, its prepositional phrases, its possessor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.roles.lexicon import Office, RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.extract.syntax import conjuncts
from kg.model import Form
from kg.ontology import Ontology

_REACH = 12  #: how many words before a title can name whom it is held in
_PROPER = frozenset({"NNP", "NNPS"})
_DEPTH = 3  #: how many phrases after a title, each inside the one before, are looked into
_JOINED = frozenset(
    {"NOUN", "PROPN", "ADJ", "PART", "ADP", "DET", "NUM", "PRON", "CCONJ", "VERB", "ADV"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})
_AWAY = frozenset({"to", "from"})
_WHERE = frozenset({"in", "on"})  #: before a place: where somebody serves, not whom
_PART = frozenset({"of", "in", "on", "for"})  #: what leads from a part to the whole around it
_STOPS = frozenset({",", ".", ";", ":", "(", ")", '"', "''", "``", "and", "that", "but"})


@dataclass(frozen=True, slots=True)
class _Object:
    """A noun that a preposition ties to a title."""

    token: Token
    preposition: str  #: the one right before it
    outer: bool  #: does the phrase hang on the title itself?


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention that may be whom the role is held in."""

    mention: int
    away: bool = False  #: may it only be where the holder is sent or serves?


class Bodies:
    """Finds whom the roles of one document are held in."""

    def __init__(self, scene: Scene, words: RoleWords, ontology: Ontology) -> None:
        self._scene, self._words, self._ontology = scene, words, ontology

    def of(self, title: Title, holder: int) -> int | None:
        """The mention of whom the role is held in, or None where the text does not say.

        A body after "of" or "for" wins over a nationality before the title ("the French head of
        the union"), a name before the title over where somebody is sent ("the EU envoy to ...").
        """
        office = self._words.offices[title.office]
        before = self._before(title, office)
        after = self._after(title, holder, office)
        if before is not None and after is not None:
            # A name tells more than an adjective, a description or a pronoun.
            named = office.sure or not self._is_named(before)
            before = None if named and self._is_named(after.mention) and not after.away else before
        if before is None and after is None:
            return None
        chosen = before if before is not None or after is None else after.mention
        return None if chosen is None else self._called(chosen, holder, office)

    def _fits(self, mention: int, office: Office) -> bool:
        found = self._scene.mentions[mention]
        if found.form is Form.ADJECTIVE and not office.by_demonym:
            return False
        open_ = found.form in {Form.NAME, Form.PRONOUN} and self._scene.is_unknown(mention)
        return (open_ and not office.sure) or self._is_any(mention, office.of)

    def _is_any(self, mention: int, classes: tuple[str, ...]) -> bool:
        cls = self._scene.mentions[mention].cls
        return any(self._ontology.is_a(cls, wanted) for wanted in classes)

    def _called(self, mention: int, holder: int, office: Office) -> int:
        """The name right behind a description ("the charity Quill Aid"), else the mention."""
        scene = self._scene
        if scene.mentions[mention].form is not Form.NOMINAL:
            return mention
        named = scene.begins.get(scene.last_token(mention) + 1)
        if named is None or named == holder or scene.mentions[named].form is not Form.NAME:
            return mention
        return named if self._fits(named, office) else mention

    def _before(self, title: Title, office: Office) -> int | None:
        """The nearest fitting mention left of the title in its phrase, names before adjectives."""
        scene, adjective, name, token = self._scene, None, None, title.start - 1
        limit = max(-1, token - _REACH)
        while token > limit:
            word = scene.doc[token]
            if word.lower_ in _STOPS or word.is_space or word.pos_ not in _JOINED:
                break
            found = self._ending(token)
            if found is not None and self._names(found, office, token == title.start - 1):
                sent = title.office in self._words.sent
                if scene.mentions[found].form is Form.ADJECTIVE:
                    adjective = (
                        adjective if adjective is not None else self._own_adjective(found, title)
                    )
                elif sent or (name is None and not self._is_any(found, (self._words.body,))):
                    name = found  # "Peru's UN ambassador", "Hill Aid's Peru director"
                elif name is None or scene.doc[token + 1].tag_ == "POS":
                    return found
            if word.pos_ in {"DET", "ADP"} or word.tag_ in _FINITE:
                break
            token -= 1
        sent = title.office in self._words.sent
        return name if adjective is None or (name is not None and not sent) else adjective

    def _own_adjective(self, adjective: int, title: Title) -> int | None:
        """The adjective, unless it is part of a name nobody knows ("Peruvian Forces chief")."""
        noun = self._scene.doc[self._scene.last_token(adjective)].head
        part = noun.tag_ in _PROPER and noun.i < title.start and noun.i not in self._scene.inside
        return None if part else adjective

    def _names(self, mention: int, office: Office, adjacent: bool) -> bool:
        """Does it name the body of an office behind it?

        A name right before the office may have been taken for a person's ("Hill Lions owner").
        """
        if self._fits(mention, office):
            return True
        team = self._is_named(mention) and not self._scene.mentions[mention].gender
        return adjacent and team and self._scene.is_person(mention)

    def _ending(self, token: int) -> int | None:
        """The mention that ends there or whose head stands there, if it can name a body."""
        scene, words = self._scene, self._words
        found = scene.ends.get(token)
        if found is None:
            found = scene.heads.get(token)
        if found is None:
            return None
        first = scene.first_token(found)
        named = scene.doc[first : scene.last_token(found) + 1]
        known = len(named) > 1 and scene.mentions[found].candidates
        if not known and all(t.lower_ in words.topics for t in named):
            return None  # "radio host", "External Affairs Minister"
        leans = first > 1 and scene.doc[first - 1].text == "-"
        return None if leans and scene.doc[first - 2].lower_ in words.leaning else found

    def _after(self, title: Title, holder: int, office: Office) -> _Found | None:
        """What fits best in the phrases after the title: a named body, or else the first."""
        found: _Found | None = None
        for place in self._objects(title):
            if place.preposition not in office.prepositions:
                continue
            if (
                found is not None
                and place.preposition in _PART
                and not self._scene.is_unknown(found.mention)
            ):
                continue  # "chair of the committee in Congress": the committee
            own = self._own(place, title, holder)
            if own is not None and place.outer and self._is_other_name(own, place, office):
                return None
            for here in self._offered(place, own, holder, office):
                if self._is_body(here.mention) and not here.away:
                    return here
                found = found or here
        return found or self._after_name(title, holder, office)

    def _own(self, place: _Object, title: Title, holder: int) -> int | None:
        """The mention at a place; the name before the holder's where the parse joins both."""
        own = self._scene.at(place.token)
        if own == holder:  # "president of the Commission Ada Quill"
            return self._scene.governed_name(title.last + 1)
        return own

    def _offered(
        self, place: _Object, own: int | None, holder: int, office: Office
    ) -> Iterator[_Found]:
        """What may be the body at one place."""
        for candidate in self._parts(place.token) if own is None else (own,):
            if candidate != holder and self._can_be(candidate, office):
                yield self._found(candidate, place.preposition)

    def _is_body(self, mention: int) -> bool:
        """Is it a name of a body, or of what may be one ("Peru")?"""
        return self._is_named(mention) and not self._scene.is_unknown(mention)

    def _is_named(self, mention: int) -> bool:
        return self._scene.mentions[mention].form is Form.NAME

    def _can_be(self, mention: int, office: Office) -> bool:
        """Can a phrase after the title name this as the body?"""
        found = self._scene.mentions[mention]
        if found.form is Form.ADJECTIVE or not self._fits(mention, office):
            return False
        crowd = found.form is Form.NOMINAL and found.plural
        return not crowd or self._is_any(mention, self._words.crowds)

    def _is_other_name(self, mention: int, place: _Object, office: Office) -> bool:
        """Is it the name of something in which no such role is held, or the half of a name?"""
        if not self._is_named(mention) or office.sure:
            return False
        return not self._fits(mention, office) or self._is_half(mention, place.token)

    def _is_half(self, mention: int, token: Token) -> bool:
        """Is it joined to what no such body is ("head of Peru and Chile Veterans")?"""
        joined = next((c for c in token.children if c.dep_ == "conj"), None)
        if joined is None:
            return False
        other = self._scene.at(joined)
        if other is None or not self._is_named(other):
            return self._scene.is_unknown(mention)
        kinds = {self._is_any(m, (self._words.body,)) for m in (mention, other)}
        return len(kinds) > 1 and not self._scene.is_person(other)

    def _found(self, mention: int, preposition: str) -> _Found:
        body = self._is_any(mention, (self._words.body,))
        return _Found(mention, preposition in _AWAY or (preposition in _WHERE and not body))

    def _after_name(self, title: Title, holder: int, office: Office) -> _Found | None:
        """As in "President Ada Quill of Peru": the phrase follows the name after the title."""
        after = self._scene.last_token(holder) + 1
        side = self._after_comma(after, title) if 0 < after >= title.last else None
        return _Found(side) if side is not None and self._fits(side, office) else None

    def _after_comma(self, after: int, title: Title) -> int | None:
        """What "of" names there; beside a party the place ("(D-Ohio)", ", an Ohio Democrat")."""
        scene, words = self._scene, self._words
        doc, at = scene.doc, after
        if after < len(doc) - 1 and doc[after].text in {",", "("}:
            at += 1
            while at < len(doc) - 1 and doc[at].lower_ in words.partisans:
                at += 1
            place = scene.begins.get(at)
            if title.office in words.elected and place is not None and self._is_named(place):
                behind = scene.last_token(place) + 1
                initial = doc[at - 1].tag_ == "HYPH"
                if initial or (behind < len(doc) and doc[behind].lower_ in words.partisans):
                    return place
        return scene.governed_name(at)

    def _objects(self, title: Title) -> Iterator[_Object]:
        """The nouns after the title that prepositions tie to it, outer ones first."""
        for i in sorted({title.head.i, title.last}):
            yield from self._governed(title.head.doc[i], title.last, _DEPTH)

    def _governed(self, head: Token, after: int, depth: int) -> Iterator[_Object]:
        if not depth:
            return
        for phrase, token in _phrases(head):
            if phrase.i > after:
                yield _Object(token, phrase.lower_, depth == _DEPTH)
            for part in conjuncts(token):  # "director of policy and relations for ..."
                if part.dep_ == "conj" or part.i not in self._scene.inside:
                    yield from self._governed(part, after, depth - 1)

    def _parts(self, token: Token) -> Iterator[int]:
        """Whose a noun is that is no mention itself ("head of *Peru*'s mission").

        What is only compounded with it is a part of the body's name ("head of the UN mission").
        """
        for child in token.lefts:
            found = self._scene.at(child) if child.dep_ == "poss" else None
            if found is not None and not self._scene.is_unknown(found):
                yield found


def _phrases(head: Token) -> Iterator[tuple[Token, Token]]:
    """The prepositions at a word, to its right, with the nouns that they govern."""
    for phrase in head.rights:
        if phrase.dep_ in {"prep", "dative"}:
            yield from ((phrase, token) for token in phrase.children if token.dep_ == "pobj")
