"""Whom a role is held in where the words before its title say so: "Hill Bank head", "Peru's"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg.extract.roles.lexicon import Office, RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.model import Form

_REACH = 12  #: how many words before a title can name whom it is held in
_BRACKETED = 2  #: tokens from an opening bracket to the closing one around a word
_PROPER = frozenset({"NNP", "NNPS"})
_JOINED = frozenset(
    {"NOUN", "PROPN", "ADJ", "PART", "ADP", "DET", "NUM", "PRON", "CCONJ", "VERB", "ADV"}
)
_OWNERS = frozenset({"PRP$", "WP$"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})
_WHERE = frozenset({"in", "at"})  #: opens a sentence with where it plays
_STOPS = frozenset({",", ".", ";", ":", "(", ")", '"', "''", "``", "and", "that", "but"})


class Ahead:
    """Finds what stands before the titles of one document and tells whom they are held in."""

    def __init__(self, scene: Scene, words: RoleWords, fits: Callable[[int, Office], bool]) -> None:
        self._scene, self._words, self._fits = scene, words, fits
        self._surnames = {
            scene.doc[scene.last_token(i)].text
            for i in range(len(scene.mentions))
            if scene.is_person(i) and scene.first_token(i) < scene.last_token(i)
        }

    def of(self, title: Title, office: Office) -> int | None:
        """The nearest fitting mention left of the title in its phrase, names before adjectives."""
        scene, adjective, name, token = self._scene, None, None, title.start - 1
        limit = max(-1, token - _REACH)
        while token > limit:
            token = self._before_acronym(token)
            word = scene.doc[token]
            if self._is_outside(word):
                break
            found = self._ending(token, title)
            if found is not None and self._names(found, office, token == title.start - 1):
                sent = title.office in self._words.sent
                if scene.mentions[found].form is Form.ADJECTIVE:
                    adjective = (
                        adjective if adjective is not None else self._own_adjective(found, title)
                    )
                elif sent or (name is None and not self._scene.is_any(found, (self._words.body,))):
                    name = found  # "Peru's UN ambassador", "Hill Aid's Peru director"
                elif name is None or self._is_of_branch(found, name):
                    return found
            if word.pos_ in {"DET", "ADP"} or word.tag_ in _FINITE:
                break
            token -= 1
        sent = title.office in self._words.sent
        return name if adjective is None or (name is not None and not sent) else adjective

    def _before_acronym(self, token: int) -> int:
        """The last word of a body's name before its acronym in brackets, else the token itself."""
        scene, opening = self._scene, token - _BRACKETED
        if opening < 1 or scene.doc[token].text != ")" or scene.doc[opening].text != "(":
            return token
        body = scene.ends.get(opening - 1)
        named = body is not None and scene.is_named(body)
        return opening - 1 if named and scene.doc[token - 1].is_upper else token

    def _is_of_branch(self, body: int, land: int) -> bool:
        """Does a body work in the land ("Hill Aid's Peru director", "the Hill News Peru host")?"""
        scene, after = self._scene, self._scene.last_token(body) + 1
        party = bool(self._words.party) and scene.is_any(body, (self._words.party,))
        beside = after == scene.first_token(land) and not party
        return scene.doc[after].tag_ == "POS" or beside

    def _is_outside(self, word: Token) -> bool:
        """Does the phrase of the title begin behind it?

        Behind a part of a body that nobody knows ("Kashma *Relief* head") the rest tells nothing.
        """
        joined = word.pos_ in _JOINED or word.tag_ == "HYPH"  # "the union's 80-year-old head"
        ends = word.lower_ in _STOPS or word.is_space or not joined
        return ends or self._scene.is_loose(word)

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
        scene = self._scene
        if not scene.is_person(mention) or not scene.is_named(mention):
            return False
        if adjacent:
            return not scene.mentions[mention].gender
        return self._is_unheard(mention) and scene.doc[scene.last_token(mention) + 1].tag_ == "POS"

    def _is_unheard(self, mention: int) -> bool:
        """Is it one word, which ends no person's whole name ("Zambala's president")?"""
        scene = self._scene
        last = scene.doc[scene.last_token(mention)]
        if scene.first_token(mention) < last.i or scene.mentions[mention].candidates:
            return False
        return last.text not in self._surnames and last.lower_ not in self._words.given

    def _ending(self, token: int, title: Title) -> int | None:
        """The mention that ends there or whose head stands there, if it can name a body."""
        scene, words = self._scene, self._words
        found = scene.ends.get(token)
        if found is None:
            found = scene.heads.get(token)
        if found is None:
            return None
        first = scene.first_token(found)
        named = scene.doc[first : scene.last_token(found) + 1]
        known = scene.mentions[found].candidates
        if len(named) == 1 and title.office in words.of_field:
            known = ()  # a labour minister is not that of Labour
        if not known and all(t.lower_ in words.topics for t in named):
            return None  # "radio host", "External Affairs Minister"
        other = scene.mentions[found].form is Form.PRONOUN and scene.doc[token].tag_ not in _OWNERS
        if other or self._is_scene(found) or self._leans(found, title):
            return None  # other: "among them President Ada Quill"
        if first and scene.doc[first - 1].lower_ in words.credit:
            return None  # "Tom Rush via Hill Images President Ada Quill waves"
        leans = first > 1 and scene.doc[first - 1].text == "-"
        return None if leans and scene.doc[first - 2].lower_ in words.leaning else found

    def _leans(self, mention: int, title: Title) -> bool:
        """Is it what somebody thinks, and no body ("liberal economist", "Islamist president")?"""
        if self._scene.doc[self._scene.last_token(mention)].lower_ in self._words.creeds:
            return True
        described = self._scene.mentions[mention].form is Form.NOMINAL
        party = bool(self._words.party) and self._scene.is_any(mention, (self._words.party,))
        return described and party and self._words.offices[title.office].sure

    def _is_scene(self, mention: int) -> bool:
        """Is it where the sentence plays ("In Peru President Tom Rush met her")?"""
        scene, first = self._scene, self._scene.first_token(mention)
        if first < 1 or not scene.is_any(mention, (self._words.state, *self._words.lands)):
            return False
        opening = scene.doc[first - 1]
        return opening.lower_ in _WHERE and bool(opening.is_sent_start)
