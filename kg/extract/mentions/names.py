"""Finds proper names: those of the world, those that the name finder proposes, and the missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.listed import Listed
from kg.extract.mentions.missed import Missed, written_inside
from kg.extract.mentions.spans import Name, foreign, namelike, opens, surface, tied
from kg.extract.mentions.trimming import Trimmer
from kg.extract.mentions.votes import Voting
from kg.extract.mentions.whole import Whole, merged
from kg.ids import fold
from kg.ontology import Ontology

_LONGEST_PLACE = 7  #: tokens of its name, hyphens counted
_TOWN = 15_000  #: inhabitants from which a place is known by its bare name
_SHORT = 3  #: letters of an acronym, at most
_AND = {"and", "&"}
_OR, _TO, _THE = "or", "to", "the"
_OF = {"of", "for"}


class NameFinder:
    """Finds the names of a document."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon) -> None:
        self._world, self._lexicon, self._ontology = ontology.world, lexicon, ontology
        self._fold = lru_cache(maxsize=100_000)(fold)
        self._trimmer = Trimmer(self._world, lexicon)
        self._listed = Listed(ontology, self._fold)
        self._missed = Missed(ontology, lexicon, self._trimmer, self._fold)
        self._whole = Whole(self._world, lexicon, ontology.is_a, self._fold)
        self._voting = Voting(lexicon, ontology.is_a, self._fold)

    def find(self, doc: Doc) -> list[Name]:
        """The names of a document, in the order of the text; no two overlap."""
        chosen = merged(len(doc), [*self._listed.find(doc), *self._proposed(doc)])
        missed = list(self._missed.find(doc, chosen))
        chosen += [name for name in missed if not self._is_word(doc, name.start, name.end)]
        whole = self._whole.complete(doc, chosen)
        known = [n if n.listed or n.entries else self._placed(doc, n) for n in whole]
        decided = self._voting.decide(doc, known)
        typed = [self._typed(doc, name) for name in decided]
        return [self._without_land(doc, name) for name in typed]

    def _proposed(self, doc: Doc) -> Iterator[Name]:
        """What the language model proposes, trimmed."""
        for ent in doc.ents:
            cls = self._lexicon.ner.get(ent.label_)
            if cls is None:
                continue
            start = self._behind_land(ent)
            if start > ent.start:
                ent, cls = doc[start : ent.end], self._lexicon.classes["person"]  # noqa: PLW2901
            holder = self._holder(ent)
            if holder < ent.end:
                yield Name(holder, ent.end, self._lexicon.classes["person"])
                ent = doc[ent.start : holder]  # noqa: PLW2901
            for first, last in self._parts(ent, cls):
                start, end = self._trimmer.trim(doc, first, last, cls)
                if self._trimmer.is_name(doc, start, end) and not self._is_word(doc, start, end):
                    yield self._placed(doc, Name(start, end, cls))

    def _holder(self, ent: Span) -> int:
        """Where the holder of an office begins behind the body that it is held in.

        As in "the head of the Quill Forces Ada Quill"; the end of the words if nobody is named.
        """
        doc, before = ent.doc, ent.start - 1
        if before > 0 and doc[before].lower_ == _THE:
            before -= 1
        office = before > 0 and doc[before].lower_ in _OF
        if not office or doc[before - 1].lower_ not in self._lexicon.titles:
            return int(ent.end)
        holder = int(ent.end) - 2
        words = doc[holder : ent.end]
        named = holder > ent.start + 1 and all(t.is_title and foreign(t) for t in words)
        return holder if named and namelike(doc[holder - 1]) else int(ent.end)

    def _without_land(self, doc: Doc, name: Name) -> Name:
        """A person without his land's adjective, as before "Spaniard Julio Paz"."""
        if name.listed or name.end - name.start < 3:  # noqa: PLR2004 - with two names of his own
            return name
        word = self._fold(doc[name.start].text)
        land = word in self._world.by_adjective or f"{word}s" in self._world.by_inhabitants
        if not land or doc[name.start + 1].lower_ not in self._lexicon.given_names:
            return name
        return Name(name.start + 1, name.end, self._lexicon.classes["person"])

    def _is_word(self, doc: Doc, start: int, end: int) -> bool:
        """Is it but English with the capitals of a sentence, a title or an office?

        As in "Calm returned", "the slogan Make Quill Great", "FULL TEXT" and "Minister of Trade".
        """
        words = doc[start:end]
        if foreign(doc[start]) or any(foreign(t) or not t.is_alpha for t in words):
            return False
        if end - start > 1:
            return all(t.is_upper and len(t) > _SHORT for t in words)
        token = doc[start]
        if self._fold(token.text) in self._lexicon.given_names or self._is_town(words):
            return False
        office = end < len(doc) and doc[end].lower_ in self._lexicon.titles
        if office and token.lower_ in self._lexicon.topics:
            return True  # "Trade Minister"
        office = office and doc[end].is_lower
        if not office and (token.text in self._lexicon.occasions[1] or self._is_field(token)):
            return True
        return opens(token) and (office or token.text not in written_inside(doc))

    def _is_field(self, token: Token) -> bool:
        """Is it what an office is for ("Minister of Trade")?"""
        if token.i < 2 or token.nbor(-1).lower_ not in _OF:  # noqa: PLR2004 - office and "of"
            return False
        return token.nbor(-2).lower_ in self._lexicon.titles

    def _parts(self, ent: Span, cls: str) -> Iterator[tuple[int, int]]:
        """The stretch that is proposed; places and persons in a row are one name each.

        So are a body and what belongs to it ("the Green River Army's Brigade 6").
        """
        start, doc = ent.start, ent.doc
        bodies = self._ontology.is_a(cls, self._lexicon.classes["organisation"])
        body = bodies and (
            any(t.lower_ in _AND for t in ent) or doc[ent.end - 1].text in self._lexicon.suffixes
        )
        for i in range(ent.start + 1, ent.end - 1):
            owned = doc[i].tag_ == "POS" and (
                doc[i - 1].lower_ in self._lexicon.suffixed or self._is_town(doc[start:i])
            )
            apart = doc[i].text == "," and not body and self._is_whole(doc, start, i, cls)
            if owned or apart or doc[i].lower_ == _OR or (doc[i].lower_ == _TO and not bodies):
                yield start, i
                start = i + 1
        yield start, ent.end

    def _behind_land(self, ent: Span) -> int:
        """Where a person begins behind the land he is of ("President of Kashma Ada Quill")."""
        doc, second = ent.doc, ent.start + 1
        known = (self._world.entries[i] for i in self._world.by_name.get(ent[0].lower_, ()))
        if second + 1 < ent.end and any(e.twin for e in known):  # followed by two names of his own
            named = self._fold(doc[second].text) in self._lexicon.given_names
            if self._is_field(ent[0]) and (named or all(map(foreign, doc[second : ent.end]))):
                return second
        return ent.start

    def _is_town(self, words: Span) -> bool:
        """Is it the name of a place of some size?"""
        places = self._world.places(self._fold(words.text))
        return bool(places) and places[0].population >= _TOWN

    def _is_whole(self, doc: Doc, start: int, end: int, cls: str) -> bool:
        """Can what stands before a comma be a name by itself?"""
        if not self._ontology.is_a(cls, self._lexicon.classes["organisation"]):
            return True
        words = self._fold(surface(doc, start, end))
        return words in self._world.by_name or bool(self._world.places(words))

    def _placed(self, doc: Doc, name: Name) -> Name:
        """A proposed name with the gazetteer's places of that name."""
        if name.end - name.start > _LONGEST_PLACE:
            return name
        places = self._world.places(self._fold(surface(doc, name.start, name.end)))
        noun = self._lexicon.nouns.get(doc[name.end - 1].lower_)
        if not places and name.end - name.start > 1 and noun is not None:
            found = self._world.places(self._fold(surface(doc, name.start, name.end - 1)))
            places = tuple(e for e in found if e.cls == noun.cls)  # "Kunduz City"
        if places and self._ontology.is_a(name.cls, self._lexicon.classes["territory"]):
            return replace(name, cls=places[0].cls, entries=places)
        return replace(name, entries=places)

    @staticmethod
    def _ends_with_head(doc: Doc, name: Name) -> bool:
        """Is the last word what the name is about, and no field ("Institute for War")?"""
        return not tied(doc, name.end - 2) and not any(
            t.lower_ in _OF for t in doc[name.start : name.end]
        )

    def _typed(self, doc: Doc, name: Name) -> Name:
        """The name with its class; events and what is named after its host have none."""
        classes, last = self._lexicon.classes, doc[name.end - 1].lower_
        first_words, last_words = self._lexicon.occasions
        if (
            name.end - name.start > 1
            and not name.listed
            and (
                last in self._lexicon.programmes
                or (doc[name.end - 1].text in last_words and self._ends_with_head(doc, name))
                or doc[name.start].text in first_words
            )
        ):
            return replace(name, cls=classes["unknown"], entries=())
        if name.cls == classes["person"]:
            return replace(name, start=self._trimmer.untitled(doc, name.start, name.end))
        return name
