"""Whom a role is held in: the words before the title, its prepositional phrases, its possessor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.roles.ahead import Ahead
from kg.extract.roles.behind import named_behind
from kg.extract.roles.governed import Governed, governed
from kg.extract.roles.lexicon import Office, RoleWords
from kg.extract.roles.scene import Scene, Title
from kg.extract.syntax import children
from kg.model import Form

_AWAY = frozenset({"to", "from"})
_WHERE = frozenset({"in", "on"})  #: before a place: where somebody serves, not whom
_DEMONYM = 2  #: words that the name of a people has at most
_OF, _FOR = "of", "for"
_PART = frozenset({"of", "in", "on", "for"})  #: what leads from a part to the whole around it


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention that may be whom the role is held in."""

    mention: int
    preposition: str = ""  #: what leads to it
    away: bool = False  #: may it only be where the holder is sent or serves?


class Bodies:
    """Finds whom the roles of one document are held in."""

    def __init__(self, scene: Scene, words: RoleWords) -> None:
        self._scene, self._words = scene, words
        self._ahead = Ahead(scene, words, self._fits)

    def of(self, title: Title, holder: int) -> int | None:
        """The mention of whom the role is held in, or None where the text does not say.

        A body after "of" or "for" wins over a nationality before the title ("the French head of
        the union"), a name before the title over where somebody is sent ("the EU envoy to ...").
        """
        office = self._words.offices[title.office]
        before = self._ahead.of(title, office)
        after = self._after(title, holder, office)
        if after is None and (before is None or self._is_loosely(before, title)):
            after = self._after_name(title, holder, office)
        if before is None:
            chosen = None if after is None else after.mention
        else:
            outdone = after is not None and self._tells_more(after, before, title)
            chosen = after.mention if after is not None and outdone else before
        return None if chosen is None else self._called(chosen, holder, office)

    def _is_loosely(self, before: int, title: Title) -> bool:
        """May a name behind the holder's tell more ("gang leader Tom Rush of the Hill Boys")?"""
        nominal = self._scene.mentions[before].form is Form.NOMINAL
        return nominal or self._is_origin(before, title)

    def _is_origin(self, before: int, title: Title) -> bool:
        """Does an adjective tell but where the person comes from ("the French head, ...")?"""
        adjective = self._scene.mentions[before].form is Form.ADJECTIVE
        return adjective and title.office not in self._words.national

    def takes(self, mention: int, title: Title) -> bool:
        """Can the office be held in it?"""
        return self._fits(mention, self._words.offices[title.office])

    def _tells_more(self, after: _Found, before: int, title: Title) -> bool:
        """Does what stands behind the title tell more than the word before it?

        A name does so of an adjective or description, a body of where the holder comes from
        ("the Kenyan commander of the mission"), whom one works for of a field ("House editor for
        the Hill Report").
        """
        scene, words = self._scene, self._words
        if self._is_seat(after, before, title):
            return True
        if after.away:
            return False
        body = scene.is_any(after.mention, (words.body,))
        if not scene.is_named(after.mention):
            return body and after.preposition == _OF and self._is_origin(before, title)
        if words.offices[title.office].sure or not scene.is_named(before):
            return True
        owned = scene.doc[scene.last_token(before) + 1].tag_ == "POS"
        body = body or scene.is_unknown(after.mention)
        return body and after.preposition == _FOR and not owned

    def _is_seat(self, after: _Found, before: int, title: Title) -> bool:
        """Is it the place of an office for which a party sent the holder?

        As in "a Valley Party mayor of Quito", "an Agrarian deputy from Quito".
        """
        scene, words = self._scene, self._words
        if title.office not in words.local:
            return False
        land = scene.is_named(after.mention) and self._is_land(after.mention)
        return land and scene.is_any(before, (*words.peoples, words.party))

    def _fits(self, mention: int, office: Office) -> bool:
        scene, found = self._scene, self._scene.mentions[mention]
        if found.form is Form.ADJECTIVE and not office.by_demonym:
            return False
        if scene.is_any(mention, office.never):
            return False
        open_ = found.form in {Form.NAME, Form.PRONOUN} and scene.is_unknown(mention)
        if scene.is_named(mention) and scene.is_any(mention, self._words.peoples):
            # of a state that nobody knows: "the South Zambalan president", not "the
            # French-language aide"
            span = range(scene.first_token(mention), scene.last_token(mention) + 1)
            name = len(span) <= _DEMONYM and all(scene.doc[i].tag_ != "HYPH" for i in span)
            return office.by_demonym and name and not found.candidates
        return (open_ and not office.sure) or scene.is_any(mention, office.of)

    def _called(self, mention: int, holder: int, office: Office) -> int:
        """The name beside a description ("the charity Quill Aid", "the Unity party")."""
        scene = self._scene
        if scene.mentions[mention].form is not Form.NOMINAL:
            return mention
        behind = scene.begins.get(scene.last_token(mention) + 1)
        before = scene.ends.get(scene.first_token(mention) - 1)
        if before is not None and scene.mentions[before].cls != scene.mentions[mention].cls:
            before = None
        for named in (behind, before):
            if named is not None and named != holder and scene.is_named(named):
                return named if self._fits(named, office) else mention
        return mention

    def _after(self, title: Title, holder: int, office: Office) -> _Found | None:
        """What fits best in the phrases after the title: a named body, or else the first."""
        found: _Found | None = None
        for place in governed(self._scene, title):
            if place.preposition not in office.prepositions:
                continue
            if place.preposition in _AWAY and title.office in self._words.sent:
                continue  # an ambassador to Peru is not Peru's
            if found is not None and self._is_around(place, found):
                continue  # "chair of the committee in Congress": the committee
            own = self._own(place, title, holder)
            if own is not None and place.outer and self._is_other_name(own, place, office):
                return None
            for here in self._offered(place, own, holder, office):
                if self._is_body(here.mention) and not here.away:
                    return here
                found = found or here
        return found

    def _is_around(self, place: Governed, found: _Found) -> bool:
        """Is the place but where the body found before it is or belongs?

        Not so in "member of the board of the Hill Bank".
        """
        scene = self._scene
        if place.preposition not in _PART or scene.is_unknown(found.mention):
            return False
        whose = scene.at(place.token) if place.preposition == _OF else None
        named = whose is not None and scene.is_named(whose)
        part = scene.mentions[found.mention].form is Form.NOMINAL
        return not (part and named and scene.is_any(whose or 0, (self._words.body,)))

    def _own(self, place: Governed, title: Title, holder: int) -> int | None:
        """The mention at a place; the name before the holder's where the parse joins both."""
        own = self._scene.at(place.token)
        if own == holder:  # "president of the Commission Ada Quill"
            return self._scene.governed_name(title.last + 1)
        return own

    def _offered(
        self, place: Governed, own: int | None, holder: int, office: Office
    ) -> Iterator[_Found]:
        """What may be the body at one place."""
        for candidate in self._parts(place.token) if own is None else (own,):
            if place.preposition == _OF and not place.outer and self._is_land(candidate):
                continue  # "a candidate in the spirit of Kashma"
            if candidate != holder and self._can_be(candidate, office):
                yield self._found(candidate, place.preposition)

    def _is_land(self, mention: int) -> bool:
        words, scene = self._words, self._scene
        return scene.is_any(mention, words.lands) and not scene.is_any(mention, (words.state,))

    def _is_body(self, mention: int) -> bool:
        """Is it a name of a body, or of what may be one ("Peru")?"""
        return self._scene.is_named(mention) and not self._scene.is_unknown(mention)

    def _can_be(self, mention: int, office: Office) -> bool:
        """Can a phrase after the title name this as the body?"""
        found = self._scene.mentions[mention]
        if found.form is Form.ADJECTIVE or not self._fits(mention, office):
            return False
        crowd = found.form is Form.NOMINAL and found.plural
        return not crowd or self._scene.is_any(mention, self._words.crowds)

    def _is_other_name(self, mention: int, place: Governed, office: Office) -> bool:
        """Is it the name of something in which no such role is held, or the half of a name?"""
        if not self._scene.is_named(mention) or office.sure:
            return False
        return not self._fits(mention, office) or self._is_half(mention, place.token)

    def _is_half(self, mention: int, token: Token) -> bool:
        """Is it joined to what no such body is ("head of Peru and Chile Veterans")?"""
        joined = next((c for c in children(token) if c.dep_ == "conj"), None)
        if joined is None:
            return False
        other = self._scene.at(joined)
        if other is None or not self._scene.is_named(other):
            return self._scene.is_unknown(mention)
        kinds = {self._scene.is_any(m, (self._words.body,)) for m in (mention, other)}
        return len(kinds) > 1 and not self._scene.is_person(other)

    def _found(self, mention: int, preposition: str) -> _Found:
        body = self._scene.is_any(mention, (self._words.body,))
        away = preposition in _AWAY or (preposition in _WHERE and not body)
        return _Found(mention, preposition, away)

    def _after_name(self, title: Title, holder: int, office: Office) -> _Found | None:
        """As in "President Ada Quill of Peru": the phrase follows the name after the title."""
        after = self._scene.last_token(holder) + 1
        side = None
        if 0 < after >= title.last:
            side = named_behind(self._scene, self._words, title, after)
        return _Found(side) if side is not None and self._fits(side, office) else None

    def _parts(self, token: Token) -> Iterator[int]:
        """Whose a noun is that is no mention itself ("head of *Peru*'s mission").

        What is only compounded with it is a part of the body's name ("head of the UN mission").
        """
        for child in token.lefts:
            found = self._scene.at(child) if child.dep_ == "poss" else None
            if found is not None and not self._scene.is_unknown(found):
                yield found
