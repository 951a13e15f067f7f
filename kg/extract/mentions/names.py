"""Finds proper names: those of the world, those that the name finder proposes, and the missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from kg.extract.mentions.coordination import coordinated
from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name, surface
from kg.extract.mentions.votes import Voting
from kg.ids import fold
from kg.ontology import Ontology
from kg.ontology.world import Entry

_PIECE = re.compile(r"\w+|[^\w\s]")
_PROPER = {"NNP", "NNPS"}
_POSSESSIVE = {"'s", "'", "’s", "’"}
_LONGEST_PLACE = 4
_SHORT = 2  #: letters of a word too short to be taken for a name by its form
_TOWN = 15_000  #: inhabitants from which a place is known by its bare name
_QUOTES = {'"', "\u201c", ":"}
_BEFORE_NAMES = {"DT", "PRP$", "POS", "IN", "CD", "CC", "TO"}


class NameFinder:
    """Finds the names of a document."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon) -> None:
        self._world, self._lexicon, self._ontology = ontology.world, lexicon, ontology
        self._longest = _first_pieces(ontology)
        self._fold = lru_cache(maxsize=100_000)(fold)
        self._voting = Voting(lexicon, ontology.is_a, self._fold)

    def find(self, doc: Doc) -> list[Name]:
        """The names of a document, in the order of the text; no two overlap."""
        proposed = list(self._proposed(doc))
        listed = list(self._listed(doc))
        chosen = _merge(len(doc), listed, proposed)
        chosen += self._missed(doc, chosen)
        chosen = self._completed(doc, sorted(chosen, key=lambda name: name.start))
        chosen = coordinated(doc, chosen, self._lexicon)
        decided = self._voting.decide(doc, sorted(chosen, key=lambda name: name.start))
        return [self._typed(doc, name) for name in decided]

    # ---- names of the world files

    def _listed(self, doc: Doc) -> Iterator[Name]:
        i, n = 0, len(doc)
        while i < n:
            longest = self._longest.get(doc[i].lower_) if doc[i].lower_ != "the" else None
            found = self._longest_listed(doc, i, longest) if longest else None
            if found is None:
                i += 1
            else:
                yield found
                i = found.end

    def _longest_listed(self, doc: Doc, start: int, longest: int) -> Name | None:
        for end in range(min(start + longest, len(doc)), start, -1):
            last = doc[end - 1]
            if last.is_space or (last.is_punct and last.text != ")") or last.text in _POSSESSIVE:
                continue
            words = surface(doc, start, end)
            ids = self._world.by_name.get(self._fold(words))
            if ids is None:
                continue
            entries = tuple(e for e in (self._world.entries[i] for i in ids) if _bears(e, words))
            if entries and (end - start > 1 or _is_proper(doc[start])):
                return Name(start, end, entries[0].cls, entries, listed=True)
        return None

    # ---- what the language model proposes

    def _proposed(self, doc: Doc) -> Iterator[Name]:
        for ent in doc.ents:
            cls = self._lexicon.ner.get(ent.label_)
            if cls is None:
                continue
            start, end = self._trim(doc, ent.start, ent.end, cls)
            start = self._without_prefix(doc, start, end)
            if self._is_demonym(doc, start, end) or self._is_described(doc, start, end):
                continue
            if start < end and any(t.text[:1].isupper() for t in doc[start:end]) and (
                end - start > 1 or not self._is_no_name(doc[start])
            ):  # fmt: skip
                yield self._placed(doc, Name(start, end, cls))

    def _typed(self, doc: Doc, name: Name) -> Name:
        """The name with its class; a programme named after its host is no person."""
        classes, last = self._lexicon.classes, doc[name.end - 1].lower_
        programme = name.end - name.start > 1 and last in self._lexicon.programmes
        if programme and name.cls == classes["person"]:
            return replace(name, cls=classes["unknown"])
        return name

    def _trim(self, doc: Doc, start: int, end: int, cls: str) -> tuple[int, int]:
        """A proposed span without articles, possessive endings, titles and punctuation."""
        lexicon = self._lexicon
        while start < end and (
            doc[start].is_punct or doc[start].is_space or doc[start].tag_ in _BEFORE_NAMES
            or (doc[start].is_sent_start and doc[start].lower_ in lexicon.place_prepositions)
        ):  # fmt: skip
            start += 1
        while start < end and (
            doc[end - 1].is_space or doc[end - 1].text in _POSSESSIVE
            or (doc[end - 1].is_punct and doc[end - 1].text not in {".", ")"})
        ):  # fmt: skip
            end -= 1
        while end - start > 1 and doc[start].lower_ in lexicon.adverbs:
            start += 1
        while end - start > 1 and doc[end - 1].lower_ in lexicon.adverbs:
            end -= 1
        if end < len(doc) and doc[end].lower_ in lexicon.titles:
            while end - start > 1 and doc[end - 1].lower_ in lexicon.topics:
                if doc[end - 2].tag_ in _BEFORE_NAMES:
                    break  # "Ministry of Justice official"
                end -= 1
        return self._untitled(doc, start, end, cls), end

    def _untitled(self, doc: Doc, start: int, end: int, cls: str) -> int:
        """Where a person's name begins behind titles."""
        lexicon = self._lexicon
        if cls == lexicon.classes["person"]:
            while end - start > 1 and (
                doc[start].lower_ in lexicon.honorifics or doc[start].lower_ in lexicon.titles
            ):
                start += 1
        return start

    def _without_prefix(self, doc: Doc, start: int, end: int) -> int:
        """Where the name begins behind a small prefix ("Kremlin" in "pro-Kremlin")."""
        joined = start + 2 < end and doc[start + 1].text == "-"
        if not joined:
            return start
        lexicon, word = self._lexicon, doc[start].lower_
        small = word in lexicon.small_prefixes or (
            doc[start].is_lower and word not in lexicon.person_parts
        )
        return start + 2 if small else start

    def _is_known(self, token: Token, known: set[str]) -> bool:
        """Is the word part of another name of the document, or a town of some size?"""
        folded = self._fold(token.text)
        if folded in known:
            return True
        places = self._world.places(folded)
        return bool(places) and places[0].population >= _TOWN

    def _is_no_name(self, token: Token) -> bool:
        """Is the capitalised word a title ("President") or listed as naming nobody ("UTC")?"""
        lexicon, word = self._lexicon, token.lower_
        return (
            token.text in lexicon.not_names or word in lexicon.titles or word in lexicon.honorifics
        )

    def _is_demonym(self, doc: Doc, start: int, end: int) -> bool:
        """Is it nothing but adjectives of states ("Russian", "Afghan-Tajik")?"""
        words = [t.lower_ for t in doc[start:end] if not t.is_punct]
        world = self._world
        return bool(words) and all(
            w in world.by_adjective or w in world.by_inhabitants for w in words
        )

    def _is_described(self, doc: Doc, start: int, end: int) -> bool:
        """Is it an office or bare noun in capitals ("the Foreign Secretary", "the Government")?"""
        if start >= end:
            return False
        lexicon, last = self._lexicon, doc[end - 1].lower_
        if end - start > 1 and doc[end - 1].text in lexicon.suffixes:
            return False
        if last in lexicon.titles and last not in lexicon.given_names:
            return all(t.lower_ not in lexicon.given_names for t in doc[start:end])
        bare = last in lexicon.nouns or last.removesuffix("s") in lexicon.nouns
        return end - start == 1 and bare

    def _placed(self, doc: Doc, name: Name) -> Name:
        """A proposed name with the gazetteer's places of that name."""
        if name.end - name.start > _LONGEST_PLACE:
            return name
        places = self._world.places(self._fold(surface(doc, name.start, name.end)))
        if places and self._ontology.is_a(name.cls, self._lexicon.classes["territory"]):
            return replace(name, cls=places[0].cls, entries=places)
        return replace(name, entries=places)

    # ---- persons cut in two

    def _completed(self, doc: Doc, names: list[Name]) -> list[Name]:
        """Persons whose name was cut at its particle, or was taken for the town of their surname.

        As in "Ursula von der | Leyen" and "Ana | Lima".
        """
        found: list[Name] = []
        for name in names:
            before = found[-1] if found else None
            if before is not None and self._is_cut(doc, before, name):
                found[-1] = replace(before, end=name.end, cls=self._lexicon.classes["person"])
            elif self._is_surname(doc, name, before):
                found.append(Name(name.start - 1, name.end, self._lexicon.classes["person"]))
            else:
                found.append(name)
        return found

    def _is_cut(self, doc: Doc, before: Name, name: Name) -> bool:
        last = doc[before.end - 1]
        return (
            before.end == name.start
            and before.end - before.start > 1
            and last.is_lower
            and last.lower_ in self._lexicon.person_parts
        )

    def _is_surname(self, doc: Doc, name: Name, before: Name | None) -> bool:
        """Does a given name that is part of no name stand before a place of one word?"""
        if name.end - name.start > 1 or not name.start or not name.entries:
            return False
        if before is not None and before.end >= name.start:
            return False
        first, whole = doc[name.start - 1], self._fold(surface(doc, name.start - 1, name.end))
        territory = self._lexicon.classes["territory"]
        return (
            _namelike(first)
            and first.lower_ in self._lexicon.given_names
            and (name.entries[0].twin is not None or self._ontology.is_a(name.cls, territory))
            and whole not in self._world.by_name
            and not self._world.places(whole)
        )

    # ---- capitals that both missed

    def _missed(self, doc: Doc, chosen: list[Name]) -> Iterator[Name]:
        taken = {i for name in chosen for i in range(name.start, name.end)}
        inside = _names_inside(doc)
        known = {self._fold(doc[i].text) for i in taken if doc[i].text[:1].isupper()}
        known.update(map(self._fold, inside))
        alone = self._alone(doc, chosen) | inside
        blocked = self._blocked(doc)
        i, n = 0, len(doc)
        while i < n:
            again = doc[i].text in alone and i not in taken
            if i in taken or i in blocked or not (again or _namelike(doc[i])):
                i += 1
                continue
            end = i + 1
            while end < n and end not in taken and end not in blocked and (
                _namelike(doc[end]) or self._joins(doc, end, taken)
            ):  # fmt: skip
                end += 1
            start, end = self._trim(doc, i, end, self._lexicon.classes["person"])
            i = max(end, i + 1)
            found = self._guess(doc, start, end, known) if start < end else None
            if found is not None:
                known.update(self._fold(t.text) for t in doc[start:end] if t.text[:1].isupper())
                yield found

    def _alone(self, doc: Doc, chosen: list[Name]) -> set[str]:
        """Words that are names by themselves elsewhere, so that a wrong tag cannot hide them."""
        person = self._lexicon.classes["person"]
        words = (
            doc[name.end - 1] for name in chosen if name.end - name.start == 1 or name.cls == person
        )
        return {w.text for w in words if w.text[:1].isupper() and len(w) > _SHORT}

    def _blocked(self, doc: Doc) -> set[int]:
        """Tokens of dates, titles of works and the like; an acronym may still be a name."""
        lexicon = self._lexicon
        return {
            t.i
            for e in doc.ents
            if e.label_ in lexicon.blockers
            for t in e
            if not _follows_speech(e)
            and not (e.label_ in lexicon.soft_blockers and t.is_upper and len(t) > 1)
        }

    def _joins(self, doc: Doc, i: int, taken: set[int]) -> bool:
        """Is this a small word or hyphen between two parts of one name?"""
        token = doc[i]
        inner = token.lower_ in self._lexicon.person_parts or token.text == "-"
        return inner and i + 1 < len(doc) and i + 1 not in taken and _namelike(doc[i + 1])

    def _guess(self, doc: Doc, start: int, end: int, known: set[str]) -> Name | None:
        """Capitals that nobody knows.

        A title is none, and one word that opens a sentence only if it is known otherwise.
        """
        if self._is_demonym(doc, start, end) or self._is_described(doc, start, end):
            return None
        first = doc[start]
        if end - start == 1 and (
            self._is_no_name(first)
            or (_opens(first) and not _is_acronym(first) and not self._is_known(first, known))
        ):
            return None
        return self._placed(doc, Name(start, end, self._lexicon.classes["unknown"]))


def _first_pieces(ontology: Ontology) -> dict[str, int]:
    """First piece of each listed name -> how many tokens the longest such name can have."""
    longest: dict[str, int] = {}
    for entry in ontology.world.entries.values():
        for name in (entry.label, *entry.names):
            pieces = len(_PIECE.findall(name))
            first = name.split()[0]
            for piece in {first, first.split("-")[0]}:
                key = piece.lower()
                longest[key] = max(longest.get(key, 1), pieces)
    return longest


def _bears(entry: Entry, surface: str) -> bool:
    """Does the entry bear the name in this writing? Short acronyms must keep their capitals."""
    names = (entry.label, *entry.names)
    if surface in names:
        return True
    if not any(c.isupper() for c in surface):
        return False
    same = [n for n in names if fold(n) == fold(surface)]
    if same and all(n.endswith(".") for n in same):
        return False  # an abbreviation needs its full stop: "Miss." is Mississippi, "Miss" is not
    return surface.isupper() or not any(n.isupper() for n in same)


def _is_proper(token: Token) -> bool:
    return token.text[:1].isupper() or token.tag_ in _PROPER


def _is_acronym(token: Token) -> bool:
    return token.is_upper and len(token) > _SHORT


def _opens(token: Token) -> bool:
    """Is it the first word of its sentence or quotation, where a capital tells nothing?"""
    return bool(token.is_sent_start) or (token.i > 0 and token.nbor(-1).text in _QUOTES)


def _follows_speech(span: Span) -> bool:
    """Does it come right after the closing mark of a quotation, where its speaker stands?"""
    doc, start = span.doc, span.start
    return start > 1 and doc[start - 1].text == '"' and doc[start - 2].is_punct


def _names_inside(doc: Doc) -> set[str]:
    """Words that stand as a name alone within a sentence, and never small there."""
    small = {t.text for t in doc if t.is_lower}
    return {
        t.text
        for t in doc
        if _namelike(t)
        and len(t) > _SHORT
        and not _opens(t)
        and not t.nbor(-1).text[:1].isupper()
        and t.lower_ not in small
    }


def _namelike(token: Token) -> bool:
    """A capitalised word that the tagger holds for a proper noun."""
    return token.tag_ in _PROPER and token.text[:1].isupper() and token.is_alpha


def _merge(size: int, listed: list[Name], proposed: list[Name]) -> list[Name]:
    """Both lists without overlaps: a longer name swallows a shorter one, a listed one its equal."""
    owner: list[Name | None] = [None] * size
    chosen: list[Name] = []
    for name in sorted(listed + proposed, key=lambda x: (x.start - x.end, not x.listed, x.start)):
        if all(owner[i] is None for i in range(name.start, name.end)):
            chosen.append(name)
            owner[name.start : name.end] = [name] * (name.end - name.start)
    return chosen
