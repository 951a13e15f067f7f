"""Shares as intervals: what a phrase allows, and nothing that it does not say."""

from __future__ import annotations

import pytest

from kg.extract.claims.quantities import Quantities, Share
from kg.ontology import load

QUANTITIES = Quantities(load().lexicon["quantities"])


@pytest.mark.parametrize(
    ("phrase", "share"),
    [
        ("about two-thirds", Share(0.667, 0.60, 0.73)),
        ("two thirds", Share(0.667, 0.60, 0.73)),
        ("half", Share(0.5, 0.45, 0.55)),
        ("over 70 %", Share(0.7, 0.7, 1.0, low_open=True)),
        ("over 70%", Share(0.7, 0.7, 1.0, low_open=True)),
        ("more than half", Share(0.5, 0.5, 1.0, low_open=True)),
        ("at least 40 percent", Share(0.4, 0.4, 1.0)),
        ("less than 10 per cent", Share(0.1, 0.0, 0.1, high_open=True)),
        ("80 percent", Share(0.8, 0.8, 0.8)),
        ("about 80 percent", Share(0.8, 0.75, 0.85)),
        ("nearly 80 percent", Share(0.8, 0.75, 0.8)),
        ("seventy five percent", Share(0.75, 0.75, 0.75)),
        ("between 60 and 70 percent", Share(None, 0.6, 0.7)),
        ("most", Share(None, 0.5, 1.0, low_open=True, high_open=True)),
        ("large parts", Share(None, 0.0, 1.0, low_open=True, high_open=True)),
        ("the whole", Share(1.0, 1.0, 1.0)),
    ],
)
def test_shares_are_intervals(phrase: str, share: Share) -> None:
    assert QUANTITIES.parse_share(phrase) == share


@pytest.mark.parametrize("phrase", ["dozens", "2,500", "120 %", "the north"])
def test_what_is_no_share_has_none(phrase: str) -> None:
    assert QUANTITIES.parse_share(phrase) is None
