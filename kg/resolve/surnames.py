"""Decides short names of persons: surnames, given names, shorter and otherwise spelt forms."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cached_property

from kg.ids import fold
from kg.model import Span
from kg.resolve.board import Referent
from kg.resolve.naming import Naming
from kg.resolve.spelling import alike, plain
from kg.resolve.titles import gender_of

_MIN_SPELT = 4  #: letters of a surname that may be spelt otherwise
_BESIDE = 30  #: characters behind a relative's description in which the name may stand
_MIN_SHORT = 2  #: letters that a short form has at least, so that initials are no short forms


class Surnames:
    """The persons of one document, by the short forms of their names."""

    def __init__(self, naming: Naming) -> None:
        self._naming, self._board = naming, naming.board
        self._words = naming.words
        self._called: Counter[Referent] = Counter()  #: by the bare surname, so far
        self._full: dict[Referent, list[int]] = {}

    def decide(self) -> None:
        """Links single names to the persons who bear them."""
        people = self._people()
        for i in self._naming.named:
            if self._board.links[i] is None and self._naming.single_person(i):
                self._surname(i, people)

    def _people(self) -> dict[str, list[tuple[int, Referent]]]:
        """Surname -> its bearers with their first mention; given names after "^", spellings "~"."""
        found: dict[str, list[tuple[int, Referent]]] = defaultdict(list)
        seen: set[tuple[str, int]] = set()
        for i in self._naming.named:
            referent = self._board.links[i]
            if referent is None or not self._naming.personal(referent.cls):
                continue
            names = [self._naming.core[i]] + [self._words.core(n) for n in referent.names]
            for core in (c for c in names if len(c) > 1):
                surname, first = self._words.surname(core), fold(core[0])
                spelt = plain(core[-1], self._words.spellings)
                inner = ("-" + fold(word) for word in core[1:-1])
                for key in (surname, "^" + first, "~" + spelt, *inner):
                    if (key, referent.key) not in seen:
                        seen.add((key, referent.key))
                        found[key].append((i, referent))
        return found

    def _surname(self, mention: int, people: dict[str, list[tuple[int, Referent]]]) -> None:
        word = self._naming.core[mention][0]
        surname = self._words.surname((word,))
        bearers = [b for b in people.get(surname, []) if not self._relative(mention, b[1])]
        if not self._preceded(mention):
            bearers = self._with_family(bearers, people.get("-" + surname, []))
        if bearers:
            referent, reason, score = self._which(mention, bearers)
            self._called[referent] += 1
            others = tuple((r, 0.4) for _, r in bearers if r is not referent)
            self._board.link(mention, referent, reason, score, others)
            return
        spelt = people.get("~" + plain(word, self._words.spellings), [])
        if len(spelt) == 1 and len(surname) >= _MIN_SPELT:
            self._board.link(mention, spelt[0][1], "surname_spelt_otherwise", 0.85)
            return
        given = people.get("^" + fold(word), [])
        if given and len(word) >= _MIN_SHORT:
            before = [b for b in given if b[0] < mention]
            if len(given) == 1 or len({b[0] for b in before}) == 1:
                chosen = given[0] if len(given) == 1 else before[0]
                self._board.link(mention, chosen[1], "given_name_matches", 0.75)
                return
        body = self._bodies.get(fold(word))
        if body is not None:
            self._board.link(mention, body, "shorter_form_matches", 0.75)
            return
        local = self._naming.named_so(mention, word)
        local.local = True

    def _relative(self, mention: int, bearer: Referent) -> bool:
        """As in "Moe's son, General Jan Moe": the one named is not the one who has him."""
        owned = self._board.layout.possessed.get(mention)
        if owned is None or self._board.mentions[mention].span.end >= (
            self._board.mentions[owned].head.start
        ):
            return False
        end = self._board.mentions[owned].span.end
        near = self._board.layout.within(Span(end, end + _BESIDE))
        return any(self._board.links[k] is bearer for k in near)

    def _preceded(self, mention: int) -> bool:
        """Does another capitalised word, no title, stand before the name ("Ana Moe")?"""
        before = self._board.layout.words_before(mention, 1)
        return any(w[:1].isupper() and not self._words.is_title(w) for w in before)

    @staticmethod
    def _with_family(
        bearers: list[tuple[int, Referent]], inner: list[tuple[int, Referent]]
    ) -> list[tuple[int, Referent]]:
        """With those who bear the name before their last word: alone, or as a relative's too."""
        if not bearers:
            return inner if len(inner) == 1 else []
        family = [
            i for i in inner if any(len(set(i[1].words()) & set(b[1].words())) > 1 for b in bearers)
        ]
        return sorted([*bearers, *family], key=lambda b: b[0])

    @cached_property
    def _bodies(self) -> dict[str, Referent]:
        """First word of a body's name -> the body, where only one begins so."""
        found: dict[str, Referent | None] = {}
        for i in self._naming.named:
            referent, core = self._board.links[i], self._naming.core[i]
            if referent is None or len(core) == 1 or not self._body(referent):
                continue
            word = fold(core[0])
            found[word] = referent if found.get(word, referent) is referent else None
        return {word: body for word, body in found.items() if body is not None}

    def _body(self, referent: Referent) -> bool:
        return self._board.is_a(referent.cls, self._words.classes.organisation)

    def _which(
        self, mention: int, bearers: list[tuple[int, Referent]]
    ) -> tuple[Referent, str, float]:
        """Of several people of one surname: by gender, by title, by who was called so before."""
        if len(bearers) == 1:
            return bearers[0][1], "surname_matches", 0.95
        gender = self._board.mentions[mention].gender or self._title_gender(mention)
        agreeing = [b for b in bearers if gender and gender_of(self._board, b[1]) == gender]
        if len(agreeing) == 1:
            return agreeing[0][1], "surname_and_gender_match", 0.85
        kept = agreeing or bearers
        before = [r for first, r in kept if first < mention] or [kept[0][1]]
        called = max(before, key=lambda r: self._called[r])
        if self._called[called]:
            return called, "surname_called_so_before", 0.7
        last = max(before, key=lambda r: (self._named_before(r, mention), r.key))
        return last, "surname_of_most_named", 0.6

    def _named_before(self, referent: Referent, mention: int) -> int:
        """How often the person has been named in full up to there."""
        if referent not in self._full:
            self._full[referent] = sorted(referent.mentions)
        return bisect_left(self._full[referent], mention)

    def _title_gender(self, mention: int) -> str | None:
        words = self._board.layout.words_before(mention, 1)
        words += self._board.layout.words(mention).split()[:1]
        return next((g for w in words if (g := self._words.gender.get(w.lower()))), None)

    def join_longer_forms(self) -> None:
        """As in "Fattah al-Sisi" and "Donald Trump" for names with one word more."""
        people: dict[str, list[Referent]] = defaultdict(list)
        for referent in self._board.referents:
            if self._free(referent):
                people[self._words.surname(tuple(referent.names[0].split()))].append(referent)
        self._join_spellings()
        for bearers in people.values():
            bearers.sort(key=lambda r: (-len(r.names[0].split()), r.key))
            for k, shorter in enumerate(bearers):
                longer = [b for b in bearers[:k] if _abbreviates(shorter.names[0], b.names[0])]
                if len(longer) == 1:
                    self._naming.join(longer[0], shorter, "shorter_form_matches")

    def _free(self, referent: Referent) -> bool:
        """Is it a person whom the world does not know, named in the text?"""
        named = referent.entry is None and bool(referent.names) and bool(referent.mentions)
        return named and self._naming.personal(referent.cls)

    def _join_spellings(self) -> None:
        """As in "Volodymyr Zelensky" and "Volodymyr Zelenskyy": who was named first is kept."""
        frames: dict[tuple[str, ...], list[Referent]] = defaultdict(list)
        for referent in self._board.referents:
            words = tuple(referent.names[0].split()) if self._free(referent) else ()
            if len(words) > 1:
                frames[tuple(fold(w)[:1] for w in words)].append(referent)
        for bearers in frames.values():
            for k, other in enumerate(bearers):
                kept = [b for b in bearers[:k] if b.mentions and self._alike(b, other)]
                if len(kept) == 1:
                    self._naming.join(kept[0], other, "spelt_otherwise", 0.85)

    def _alike(self, one: Referent, other: Referent) -> bool:
        pair = one.names[0].split(), other.names[0].split()
        return alike(*pair, self._words.spellings)


def _abbreviates(short: str, long: str) -> bool:
    """Is the short name the end of the long one, or its first and last word?"""
    a, b = fold(short).split(), fold(long).split()
    return len(a) < len(b) and (b[-len(a) :] == a or (a[0] == b[0] and a[-1] == b[-1]))
