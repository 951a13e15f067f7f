"""Time expressions: their value, their bound, and that no year is invented."""

from __future__ import annotations

import pytest

from kg.extract.claims.time import Times, When
from kg.model import Span
from kg.ontology import load

TIMES = Times(load().lexicon["time"])


def first(text: str, published: str | None = None) -> When:
    return TIMES.find(text, Span(0, len(text)), published)[0]


@pytest.mark.parametrize(
    ("text", "words", "lexical", "datatype"),
    [
        ("It ends on 31 August.", "31 August", "--08-31", "gMonthDay"),
        ("It ended on Dec. 18 at noon", "Dec. 18", "--12-18", "gMonthDay"),
        ("taken on February 10, 2020.", "February 10, 2020", "2020-02-10", "date"),
        ("taken on the 4th of March 2015", "4th of March 2015", "2015-03-04", "date"),
        ("taken in July 2021 by rebels", "July 2021", "2021-07", "gYearMonth"),
        ("held since 2012", "2012", "2012", "gYear"),
        ("lost on 2021-07-09", "2021-07-09", "2021-07-09", "date"),
    ],
)
def test_absolute_times_have_a_value(text: str, words: str, lexical: str, datatype: str) -> None:
    when = first(text)
    assert (text[slice(*when.span)], when.lexical, when.datatype) == (words, lexical, datatype)


@pytest.mark.parametrize(
    "text",
    ["in recent days", "since Friday", "last year", "in October", "yesterday", "two weeks ago"],
)
def test_nothing_is_invented_without_a_date_of_publication(text: str) -> None:
    assert first(text).lexical is None


@pytest.mark.parametrize(
    ("text", "lexical"),
    [
        ("on 31 August", "2021-08-31"),
        ("on 20 December", "--12-20"),
        ("since Friday", "2021-07-09"),
        ("on Saturday", "2021-07-03"),
        ("next Monday", "2021-07-12"),
        ("yesterday", "2021-07-08"),
        ("last year", "2020"),
        ("last month", "2021-06"),
        ("two weeks ago", "2021-06-25"),
        ("in October", "2021-10"),
        ("in recent days", None),
        ("three days later", None),
    ],
)
def test_publication_anchors_relative_times(text: str, lexical: str | None) -> None:
    assert first(text, "2021-07-09").lexical == lexical


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("by 11 September", "by"),
        ("since 4 May", "since"),
        ("until May 2020", "until"),
        ("during June", "during"),
        ("on 3 June", "on"),
        ("3 June", "on"),
    ],
)
def test_the_preposition_bounds_the_time(text: str, bound: str) -> None:
    assert first(text).bound == bound


@pytest.mark.parametrize(
    "text", ["It may fall", "they march on", "1,500 troops", "in the 1990s", "45 May"]
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert not [w for w in TIMES.find(text, Span(0, len(text))) if w.lexical]


@pytest.mark.parametrize(
    ("text", "words", "lexical"),
    [
        ("between 3 and 5 May", "3 and 5 May", "2021-05"),
        ("from 3 to 5 May 2020", "3 to 5 May 2020", "2020-05"),
        ("May 3-5", "May 3-5", "2021-05"),
        ("between 2014 and 2016", "2014 and 2016", None),
        ("in the late 1990s", "late 1990s", None),
        ("in the past two years", "past two years", None),
    ],
)
def test_a_stretch_of_time_has_the_unit_around_it_as_value(text, words, lexical) -> None:
    when = first(text, "2021-07-09")
    assert (text[slice(*when.span)], when.lexical, when.bound) == (words, lexical, "during")


@pytest.mark.parametrize(
    ("text", "words", "lexical"),
    [
        ("mid-July", "mid-July", "2021-07"),
        ("by the end of 2014", "end of 2014", "2014"),
        ("earlier this month", "earlier this month", "2021-07"),
        ("on May 3 and 5 others", "May 3", "2021-05-03"),
    ],
)
def test_parts_of_a_period_belong_to_the_words(text, words, lexical) -> None:
    when = first(text, "2021-07-09")
    assert (text[slice(*when.span)], when.lexical) == (words, lexical)


def test_a_number_before_people_is_no_year() -> None:
    assert TIMES.find("2000 Syrian refugees left", Span(0, 25)) == []


def test_a_weekday_of_what_is_planned_is_the_coming_one() -> None:
    assert first("on Monday", "2021-07-09").ahead == "2021-07-12"
