"""Reads how much: shares of a whole as intervals, and words that count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|\u2013|to|and)\s*(\d+(?:\.\d+)?)")
_FIGURES = re.compile(r"\d+/\d+")
_PLACES = 3  #: decimals of a share


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, between 0 and 1, with the interval that its words allow."""

    value: float | None  #: the number said, None for words without one ("most")
    low: float  #: lower end of the interval
    high: float  #: upper end
    low_open: bool = False  #: is the lower end itself left out ("over 70 %")?
    high_open: bool = False  #: is the upper end itself left out?


class Quantities:
    """The words of `quantities.toml`, ready to read phrases with."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.properties: Mapping[str, str] = table["properties"]
        self.whole = frozenset(table["whole"]["words"])
        self.counts = frozenset(table["counts"]["words"])
        self.determiners = frozenset(table["counts"]["determiners"])
        self._numbers: Mapping[str, int] = table["numbers"]
        self._vague: Mapping[str, Mapping[str, Any]] = table["vague"]
        self._fractions: Mapping[str, Mapping[str, Any]] = table["fractions"]
        self._widening: Mapping[str, float] = table["widening"]
        self._figures: Mapping[str, str] = table["figures"]
        percent = "|".join(re.escape(w) for w in table["percent"]["words"])
        numbers = "|".join(sorted(self._numbers, key=len, reverse=True))
        self._percent = re.compile(
            rf"({_DIGITS.pattern}|(?:{numbers})(?:[ -](?:{numbers}))?)\s*(?:{percent})"
        )
        self._percent_range = re.compile(rf"{_RANGE.pattern}\s*(?:{percent})")
        self._approximators = [
            (kind, re.compile(rf"(?:^|\b){re.escape(word)}\b"))
            for kind in table["approximators"]
            for word in sorted(table["approximators"][kind], key=len, reverse=True)
        ]
        self.measures = (
            frozenset(self._vague)
            | {"%", *table["units"]["words"]}
            | frozenset(
                word
                for w in [*self._fractions, *table["percent"]["words"]]
                for word in w.split("-")[-1:]
            )
        )  #: lemmas that head a phrase of measure ("thirds", "percent", "part")

    def parse_share(self, phrase: str) -> Share | None:
        """The share that a phrase expresses, None if it expresses none.

        Args:
            phrase: the words before "of", such as "about two-thirds" or "over 70 %".
        """
        words = " ".join(phrase.lower().replace("\u2013", "-").split())
        between = self._percent_range.search(words)
        if between:
            low, high = sorted(float(g) / 100 for g in between.groups())
            return _valid(Share(None, _round(low), _round(high)))
        exact = self._exact(words)
        if exact is not None:
            return _valid(self._approximated(words, exact))
        return self._described(words)

    def _exact(self, words: str) -> Share | None:
        """A percentage or a fraction, before any approximator."""
        percent = self._percent.search(words)
        if percent:
            value = self._number(percent.group(1))
            exact = None if value is None else _round(value / 100)
            return None if exact is None else Share(exact, exact, exact)
        figures = _FIGURES.search(words)
        if figures:
            name = self._figures.get(figures.group())
            words = f"{words[: figures.start()]}{name or ''}"
        plain = words.replace(" ", "-").replace("halves", "half").replace("half-of", "half")
        for name in sorted(self._fractions, key=len, reverse=True):
            if re.search(rf"(?:^|-){name}s?(?:-|$)", plain):
                given = self._fractions[name]
                return Share(given["value"], given["low"], given["high"])
        return None

    def _number(self, words: str) -> float | None:
        """A number in figures or words ("70", "2,5", "seventy five")."""
        if words[0].isdigit():
            figures = words.replace(",", "." if re.fullmatch(r"\d+,\d{1,2}", words) else "")
            return float(figures) if figures.count(".") <= 1 else None
        parts = [self._numbers[p] for p in re.split(r"[ -]", words)]
        return float(sum(parts))

    def _approximated(self, words: str, exact: Share) -> Share:
        """The exact share as "over", "about" or "nearly" change it."""
        value = exact.value if exact.value is not None else exact.low
        kind = next((k for k, pattern in self._approximators if pattern.search(words)), "")
        by = self._widening.get(kind, 0.0)
        ranges = {
            "over": Share(value, value, 1.0, low_open=True),
            "at_least": Share(value, value, 1.0),
            "under": Share(value, 0.0, value, high_open=True),
            "at_most": Share(value, 0.0, value),
            "nearly": Share(value, min(exact.low, _round(value - by)), value),
        }
        if kind == "about" and exact.low == exact.high:
            return Share(value, max(0.0, _round(value - by)), min(1.0, _round(value + by)))
        return ranges.get(kind, exact)

    def _is_nearly(self, words: str) -> bool:
        return any(kind == "nearly" and p.search(words) for kind, p in self._approximators)

    def _described(self, words: str) -> Share | None:
        """Words with an interval and no number ("most", "parts")."""
        for word in re.findall(r"[a-z]+", words):
            given = self._vague.get(word) or self._vague.get(word.removesuffix("s"))
            if given is not None and given.get("value") == 1.0 and self._is_nearly(words):
                return Share(None, _round(1.0 - 2 * self._widening["nearly"]), 1.0, high_open=True)
            if given is not None:
                return Share(
                    given.get("value"), given["low"], given["high"],
                    given.get("low_open", False), given.get("high_open", False),
                )  # fmt: skip
        return None


def _round(value: float) -> float:
    return round(value, _PLACES)


def _valid(share: Share) -> Share | None:
    """Nothing is held to more than all of it."""
    return share if 0 <= share.low <= share.high <= 1 else None
