"""Publication dates as ISO 8601, as exact as they are given; what is ambiguous is no date."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T ].*)?", re.DOTALL)
_WRITTEN = ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%Y/%m/%d")


def iso_date(words: str | None) -> str | None:
    """The date as YYYY-MM-DD, YYYY-MM or YYYY; None where there is none, or none for sure.

    The day is the one that stands there: a time zone does not move it. "07/09/2021" is none, since
    nothing tells day from month.

    >>> iso_date("2021-07-09T22:10:00Z"), iso_date("9 July 2021"), iso_date("2021-07")
    ('2021-07-09', '2021-07-09', '2021-07')
    >>> iso_date("07/09/2021") is iso_date("2021-02-30") is None
    True
    """
    words = " ".join((words or "").split())
    if match := _ISO.fullmatch(words):
        return _checked(*(int(part) if part else None for part in match.groups()))
    for form in _WRITTEN:
        try:
            return datetime.strptime(words, form).date().isoformat()  # noqa: DTZ007 - a day, no time
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _checked(year: int | None, month: int | None, day: int | None) -> str | None:
    try:
        whole = date(year or 1, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7] if month else whole[:4]
