"""Reads when: absolute and relative times, as far as the text and its date of publication tell.

A year is never invented: "31 August" is `--08-31` unless the document says when it was published;
"in recent days" has words and no value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.model import Span

_NEAR = 120  #: days from the anchor within which a date without year is taken to lie
_WEEK = 7
_DECEMBER = 12
_LEAP = 2000  #: a year that has every day
_MIDDLE = 15  #: day that stands for a month


@dataclass(frozen=True, slots=True)
class When:
    """A time expression with its value, where the text gives one."""

    span: Span  #: the words, without the preposition before them
    lexical: str | None = None  #: "2021-08-31", "2021-08", "2021", "--08-31"; None: words only
    datatype: str = "string"  #: date, gYearMonth, gYear or gMonthDay; string for words only
    bound: str = "on"  #: on, by, since, until or during
    ahead: str | None = None  #: of a weekday, the coming one: what is planned lies ahead


class Times:
    """The words of `time.toml`, compiled into one pattern."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.properties: Mapping[str, str] = table["properties"]
        #: Verbs whose time is that of the event that is their subject.
        self.occurring = frozenset(table["occurring"]["verbs"])
        self._table = table
        self._pattern = _pattern(table)

    def find(self, text: str, span: Span, published: str | None = None) -> list[When]:
        """The time expressions of a stretch of text, in order.

        Args:
            text: the whole document.
            span: where to look.
            published: ISO date of publication, to which relative expressions refer.
        """
        anchor = _anchor(published)
        found = []
        for match in self._pattern.finditer(text, span.start, span.end):
            if _is_doubtful(match):
                continue
            value = self._value(match, anchor)
            lexical, datatype = value if value is not None else (None, "string")
            words, ahead = self._words(match), self._ahead(match, anchor)
            found.append(When(words, lexical, datatype, self._bound(match), ahead))
        return found

    def _ahead(self, match: re.Match[str], anchor: dt.date | None) -> str | None:
        """The next such weekday after the anchor, where the words do not say which one."""
        if anchor is None or not match["weekday"]:
            return None
        shift = self._table["shifts"].get((match["dayshift"] or "").lower(), 0)
        day = self._table["weekdays"][match["weekday"].lower()]
        days = (day - anchor.weekday()) % _WEEK
        return None if shift else (anchor + dt.timedelta(days=days)).isoformat()

    def _words(self, match: re.Match[str]) -> Span:
        """The expression itself; a full stop belongs to it only after an abbreviation."""
        abbreviated = match["month"] and max(self._months(match), default=0) > len(match["month"])
        stop = match["when"].endswith(".") and not abbreviated
        return Span(match.start("when"), match.end() - stop)

    def _months(self, match: re.Match[str]) -> list[int]:
        """Lengths of all names of the month."""
        months = self._table["months"]
        return [len(m) for m in months if months[m] == months[match["month"].lower()]]

    def _bound(self, match: re.Match[str]) -> str:
        preposition = (match["bound"] or "").lower()
        if _is_stretch(match):
            return str(self._table["stretch"]["bound"])
        return str(self._table["bounds"].get(preposition, "on"))

    def _value(self, match: re.Match[str], anchor: dt.date | None) -> tuple[str, str] | None:
        """Lexical form and datatype, None where the words alone are known."""
        if match["iso"]:
            return match["iso"], "date"
        if match["month"]:
            return self._calendar(match, anchor)
        if match["year"]:
            return None if match["fromyear"] else (match["year"], "gYear")
        return None if anchor is None else self._anchored(match, anchor)

    def _anchored(self, match: re.Match[str], anchor: dt.date) -> tuple[str, str] | None:
        """The value of an expression that counts from the day of publication."""
        if match["weekday"]:
            return self._weekday(match, anchor), "date"
        if match["day"]:
            shift = self._table["days"][match["day"].lower()]
            return (anchor + dt.timedelta(days=shift)).isoformat(), "date"
        if match["ago"]:
            counted = match["when"].lower().endswith(self._table["backwards"]["word"])
            return (
                self._shifted(anchor, -self._count(match["ago"]), match["agounit"])
                if counted
                else None
            )
        if match["shift"] and not match["count"]:
            return self._relative(anchor, self._table["shifts"][match["shift"].lower()], match)
        return None

    def _calendar(self, match: re.Match[str], anchor: dt.date | None) -> tuple[str, str] | None:
        """A month with what stands around it."""
        month = self._table["months"][match["month"].lower()]
        day, year = match["before"] or match["behind"], match["ofyear"]
        if not year:
            return self._near(anchor, month, int(day or 0), whole=not _is_stretch(match))
        if day and not _is_stretch(match):
            return _date(int(year), month, int(day))
        return f"{int(year):04d}-{month:02d}", "gYearMonth"

    def _near(
        self, anchor: dt.date | None, month: int, day: int, *, whole: bool
    ) -> tuple[str, str] | None:
        """A day or month whose year only the day of publication tells.

        Args:
            anchor: the day of publication, where known.
            month: 1 to 12.
            day: of the month; 0 where the words name the month alone.
            whole: do the words name this one day, not a stretch that ends with it?
        """
        if day and _date(_LEAP, month, day) is None:
            return None
        guess = _nearest(anchor, month, day or _MIDDLE) if anchor else None
        if guess is None:
            return (f"--{month:02d}-{day:02d}", "gMonthDay") if day and whole else None
        if day and whole:
            return guess.isoformat(), "date"
        return f"{guess.year:04d}-{month:02d}", "gYearMonth"

    def _weekday(self, match: re.Match[str], anchor: dt.date) -> str:
        """The last such day up to the anchor, or the next one where the words say so."""
        day = self._table["weekdays"][match["weekday"].lower()]
        back = (anchor.weekday() - day) % _WEEK
        shift = self._table["shifts"].get((match["dayshift"] or "").lower(), 0)
        if shift > 0:
            back -= _WEEK
        elif shift < 0 and back == 0:
            back = _WEEK
        return (anchor - dt.timedelta(days=back)).isoformat()

    def _relative(
        self, anchor: dt.date, shift: int, match: re.Match[str]
    ) -> tuple[str, str] | None:
        """Of "last year" or "next month": exact only where the unit is a calendar's."""
        word = match["shift"].lower()
        unit = self._table["units"].get(match["unit"].lower().removesuffix("s"))
        if match["unit"].lower().endswith("s") or (shift == 0 and word not in {"this", "current"}):
            return None
        if unit in {"year", "month"}:
            return self._shifted(anchor, shift, match["unit"])
        return None

    def _shifted(self, anchor: dt.date, count: int, unit: str) -> tuple[str, str] | None:
        """The anchor moved by days, weeks, months or years; months and years lose the day."""
        kind = self._table["units"].get(unit.lower().removesuffix("s"))
        if kind in {"day", "week"} and count:
            days = count * (_WEEK if kind == "week" else 1)
            return (anchor + dt.timedelta(days=days)).isoformat(), "date"
        if kind == "month":
            months = anchor.year * _DECEMBER + anchor.month - 1 + count
            return f"{months // _DECEMBER:04d}-{months % _DECEMBER + 1:02d}", "gYearMonth"
        if kind == "year":
            return f"{anchor.year + count:04d}", "gYear"
        return None

    def _count(self, words: str) -> int:
        number = words.lower()
        return int(number) if number.isdigit() else int(self._table["numbers"].get(number, 0))


def _pattern(table: Mapping[str, Any]) -> re.Pattern[str]:
    """One regular expression for all forms; the alternatives are named groups."""

    def either(words: Iterator[str] | list[str]) -> str:
        return "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))

    months, days = either(list(table["months"])), either(list(table["weekdays"]))
    units, shifts = either(list(table["units"])), either(list(table["shifts"]))
    numbers = rf"\d+|{either(list(table['numbers']))}"
    year = r"(?:1[5-9]|20)\d\d"
    ordinal = r"(?:st|nd|rd|th)?"
    part = rf"(?:{either(table['parts']['words'])})"
    to = rf"\s*(?:[-\u2013\u2014]|\b(?:{either(table['stretch']['words'])})\b)\s*"
    till = rf"\s*(?:[-\u2013\u2014]|\b(?:{either(table['stretch']['until'])})\b)\s*"
    return re.compile(
        rf"(?:\b(?P<bound>{either(list(table['bounds']))})\s+)?(?:the\s+)?"
        rf"\b(?P<when>"
        rf"(?P<iso>\d{{4}}-\d\d-\d\d)\b"
        rf"|(?:(?:{part}[\s-]+(?:on\s+)?)?(?:{days}),?\s+)?(?:(?:(?P<from>[0-3]?\d){ordinal}{to})?"
        rf"(?P<before>[0-3]?\d){ordinal}\s+(?:of\s+)?)?"
        rf"(?:{part}[\s-]+)?(?-i:(?=[A-Z]))(?P<month>{months})\b\.?(?:\s+(?P<behind>[0-3]?\d){ordinal}\b(?!:)"
        rf"(?:{till}(?P<till>[0-3]?\d)\b(?!:))?)?"
        rf"(?:,?\s+(?:of\s+)?(?P<ofyear>{year})\b)?"
        rf"|(?:{part}\s+(?:on\s+)?)?(?:(?P<dayshift>{shifts})\s+)?(?P<weekday>{days})\b"
        rf"(?:\s+(?:{units})\b)?"
        rf"|(?:{part}\s+)?(?P<day>{either(list(table['days']))})\b"
        rf"|(?P<ago>{numbers})\s+(?:of\s+)?(?P<agounit>(?:{units})s?)\s+(?:{table['backwards']['word']}|{either(table['backwards']['told'])})\b"
        rf"|(?:{part}\s+)?(?P<shift>{shifts})\s+(?:(?P<count>{numbers})\s+)?(?P<unit>(?:{units})s?)\b"
        rf"|(?:{part}[\s-]+)?(?:(?P<fromyear>{year}){to})?(?P<year>{year})\b(?!\s*(?:%|percent|[a-z]+s\b))(?!s)"
        rf"|(?:{part}[\s-]+)?(?P<decade>{year}s)\b"
        rf")",
        re.IGNORECASE,
    )


def _is_doubtful(match: re.Match[str]) -> bool:
    """May it be no time at all: a name ("April", "May"), a mere number ("2000 troops")?"""
    if match["month"]:
        return match["when"].rstrip(".") == match["month"] and not match["bound"]
    if match["year"] and match["when"] == match["year"] and not match["bound"]:
        return not match.string[: match.start("when")].rstrip().endswith((" of", "(", ","))
    return False


def _is_stretch(match: re.Match[str]) -> bool:
    """Does it name a stretch by its two ends, or by how long it is ("the past two years")?"""
    ends = match["from"] or match["till"] or match["fromyear"] or match["decade"]
    return bool(ends or (match["shift"] and match["count"]))


def _anchor(published: str | None) -> dt.date | None:
    """The day of publication; a month or year alone is too coarse to count from."""
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> tuple[str, str] | None:
    try:
        return dt.date(year, month, day).isoformat(), "date"
    except ValueError:
        return None


def _nearest(anchor: dt.date, month: int, day: int) -> dt.date | None:
    """The day of that month near the anchor; further off, before and after are equally likely."""
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if abs((found - anchor).days) <= _NEAR:
            return found
    return None
