"""Finds the states among the names that the world does not know, and the adjectives made of them.

"Zambala's foreign ministry" and "Zambalan troops" tell that Zambala is a state, though no list has
it; "Zambalan" is then an adjective of it in the whole document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.extract.mentions.lexicon import Lexicon
from kg.extract.mentions.spans import Name, capitals, head, surface, texts
from kg.ontology import Ontology
from kg.ontology.demonyms import Demonyms

_SURE, _LIKELY = 2, 1  #: how much one kind of evidence tells
_ENOUGH = 2  #: evidence from which a name is a state's
_MORE = 3  #: the same for the name of a place that the gazetteer has
_LONGEST = 2  #: words of a name that may be a state's
_PHRASE = 3  #: words of the longest noun that tells
_SUBJECT = "nsubj"
_POSSESSED = {"poss", "compound", "nmod"}
_ADJECTIVE = {*_POSSESSED, "amod"}
_BESIDE = 4  #: words behind a name in which a noun tells what it is called


@dataclass(slots=True)
class States:
    """The states of one document that the world does not know."""

    names: list[Name]  #: all names, those of states with their class
    adjectives: dict[str, str] = field(default_factory=dict)  #: folded adjective -> folded name


class StateFinder:
    """Finds them by what a document says that they have."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, folded: Callable[[str], str]) -> None:
        table = ontology.lexicon.get("states", {}).get("evidence", {})
        self._world, self._lexicon, self._fold = ontology.world, lexicon, folded
        self._is_a = ontology.is_a
        self._demonyms = Demonyms.read(ontology.lexicon)
        self._words = {key: frozenset(words) for key, words in table.items()}

    def find(self, doc: Doc, names: list[Name]) -> States:
        """The names with the class of those that are states'."""
        keys = [self._fold(surface(doc, n.start, n.end)) for n in names]
        open_ = self._open(names, keys)
        if not open_ or not self._words:
            return States(names)
        adjectives = self._adjectives(doc, names, open_)
        open_ = {key: name for key, name in open_.items() if key not in adjectives}
        told = self._told(doc, names, keys, open_)
        lands = {word: land for word in adjectives if (land := self._land(word, open_))}
        for word, land in lands.items():
            self._by_adjective(doc, adjectives[word], told[land])
        found = {key for key, kinds in told.items() if self._enough(open_[key], kinds)}
        state = self._lexicon.classes["state"]
        made = {word: land for word, land in lands.items() if land in found}
        kept = [
            replace(name, cls=state, entries=()) if key in found else name
            for name, key in zip(names, keys, strict=True)
            if key not in made
        ]
        return States(kept, made)

    def _enough(self, name: Name, kinds: Mapping[str, int]) -> bool:
        """Of who may have a government or an army without being a state more must be told."""
        land = self._is_a(name.cls, self._lexicon.classes["territory"])
        if not land or name.entries:
            least = _MORE if name.entries else _ENOUGH
            return sum(kinds.values()) >= least and _SURE in kinds.values()
        return sum(kinds.values()) >= _ENOUGH

    def _open(self, names: list[Name], keys: list[str]) -> dict[str, Name]:
        """The names that may be a state's: short, unknown, of no kind that their words tell."""
        classes = self._lexicon.classes
        kinds = {classes[c] for c in ("city", "place", "person", "organisation", "people")}
        kinds |= {classes["unknown"], self._lexicon.classes["territory"]}
        found: dict[str, Name] = {}
        parts: set[str] = set()
        for name, key in zip(names, keys, strict=True):
            words = name.end - name.start
            if words > 1 and name.cls == classes["person"]:
                parts.update(key.split())
            elif not name.listed and words <= _LONGEST and (name.cls in kinds or name.entries):
                found.setdefault(key, name)
        return {
            key: name
            for key, name in found.items()
            if key not in parts and not (" " in key and any(map(self._world.is_name, key.split())))
        }

    def _told(
        self, doc: Doc, names: list[Name], keys: list[str], open_: Mapping[str, Name]
    ) -> dict[str, dict[str, int]]:
        """For each open name, what the text says that it has, with how much that tells."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for name, key in zip(names, keys, strict=True):
            if key in open_:
                found[key].update(self._of_name(doc, name))
        return found

    def _of_name(self, doc: Doc, name: Name) -> Iterator[tuple[str, int]]:
        word = head(doc, name.start, name.end)
        if word.dep_ == _SUBJECT and self._is_a(name.cls, self._lexicon.classes["territory"]):
            yield from self._its(word)
        if word.dep_ in _POSSESSED and word.head.i >= name.end:
            yield from self._possessed(word.head, name.end)
        before = doc[name.start - 1] if name.start else None
        if before is not None and before.lower_ in self._words["beside"]:
            yield before.lower_, _LIKELY
        if before is not None and before.lower_ in self._words["of"] and name.start > 1:
            yield from self._owned(before)
        beside = doc[name.end : name.end + _BESIDE]
        if len(beside) > 1 and beside[0].text == "," and beside[1].lower_ in {"a", "an", "the"}:
            yield from ((t.lower_, _SURE) for t in beside if t.lower_ in self._words["called"])

    def _its(self, subject: Token) -> Iterator[tuple[str, int]]:
        """As in "X retook the town, its defence ministry said", where X is the only subject."""
        owned = [t for t in subject.sent if t.lower_ in self._words["its"] and t.dep_ == "poss"]
        for word in owned:
            if word.i > subject.i:
                yield from self._possessed(word.head, word.i + 1)

    def _owned(self, preposition: Token) -> Iterator[tuple[str, int]]:
        """As in "the government of X", "the nation of X", "President Y of X"."""
        noun = preposition.nbor(-1)
        if noun.lower_ in self._words["called"]:
            yield noun.lower_, _SURE
            return
        yield from self._possessed(noun, 0)
        first = noun
        while first.i and first.text[:1].isupper():
            first = first.nbor(-1)
            if first.nbor().lower_ in self._words["heads"] and first.nbor() != noun:
                yield first.nbor().lower_, _LIKELY

    def _possessed(self, noun: Token, first: int) -> Iterator[tuple[str, int]]:
        """What the longest phrase that ends at the noun tells, if it does not begin before."""
        words = texts(noun.doc)
        for length in range(_PHRASE, 0, -1):
            start = noun.i - length + 1
            if start < first:
                continue
            phrase = " ".join(words[start : noun.i + 1]).lower()
            singular = phrase.removesuffix("s")
            for kind, weight in (("sure", _SURE), ("likely", _LIKELY)):
                known = next((p for p in (phrase, singular) if p in self._words[kind]), None)
                if known is not None:
                    lesser = start > 0 and words[start - 1].lower() in self._words["lesser"]
                    if not lesser:
                        yield known, weight
                    return

    def _adjectives(
        self, doc: Doc, names: list[Name], open_: Mapping[str, Name]
    ) -> dict[str, list[int]]:
        """The words made of open names that stand as adjectives before a noun, and where."""
        made = {a for key in open_ for a in self._demonyms.of(key)}
        person = self._lexicon.classes["person"]
        taken = {
            i
            for name in names
            if name.end - name.start > 1 and name.cls == person
            for i in range(name.start, name.end)
        }
        found: dict[str, list[int]] = defaultdict(list)
        for i in capitals(doc):
            word = self._fold(texts(doc)[i])
            if word in made and i not in taken and word not in self._world.by_adjective:
                found[word].append(i)
        return {w: at for w, at in found.items() if any(self._stands_before(doc[i]) for i in at)}

    def _stands_before(self, word: Token) -> Token | None:
        """The noun that the word is an adjective of: in small letters, or a head of state."""
        noun = _modified(word)
        if noun is None or noun.text[:1].islower():
            return noun
        office = word.nbor()  # "Kashman President Ada Quill"
        return office if office.lower_ in self._words["heads"] else None

    def _land(self, adjective: str, open_: Mapping[str, Name]) -> str | None:
        """The name that the adjective is made of; of several the longest."""
        names = [k for k in open_ if adjective in self._demonyms.of(k)]
        return min(names, key=lambda k: (-len(k), k), default=None)

    def _by_adjective(self, doc: Doc, places: list[int], told: dict[str, int]) -> None:
        """What stands behind the adjective: what a state has, or any noun in small letters."""
        for i in places:
            noun = self._stands_before(doc[i])
            if noun is not None:
                told.update(
                    (f"adjective {known}", _SURE) for known, _ in self._possessed(noun, i + 1)
                )
                told.setdefault("adjective", _LIKELY)


def _modified(word: Token) -> Token | None:
    """The noun that the word stands before as its adjective."""
    noun = word.head
    return noun if word.dep_ in _ADJECTIVE and noun.i > word.i else None
