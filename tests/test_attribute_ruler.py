"""The remembered attribute ruler says of every text what spaCy's own ruler says."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import DEFAULT_MODEL
from kg.annotate.attribute_ruler import NAME, remember

TEXTS = (
    "The army took Orvan on Friday, and its commander does not know who did it.",
    "There are no troops left, he said, but they're gonna come back.",
    "We've got ta go; let's see what y'all ain't telling us.",
    "Two  spaces\tand a tab stand in this line .",
    "Have you met him? I have. Nothin' was said of it, tho they had been there.",
    "The army took Orvan on Friday, and its commander does not know who did it.",
    "",
)


@pytest.fixture(scope="module")
def own() -> Language:
    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def remembered() -> Language:
    model = spacy.load(DEFAULT_MODEL)
    remember(model)
    return model


@pytest.mark.parametrize("text", TEXTS)
def test_the_answer_is_the_rulers(text: str, own: Language, remembered: Language) -> None:
    expected, found = own(text), remembered(text)
    for token, other in zip(expected, found, strict=True):
        assert (token.pos_, str(token.morph), token.lemma_, token.tag_, token.dep_) == (
            other.pos_, str(other.morph), other.lemma_, other.tag_, other.dep_
        )  # fmt: skip


def test_a_known_kind_of_token_is_not_asked_again(remembered: Language) -> None:
    ruler = remembered.get_pipe(NAME)
    text = "Rebels hold Orvan."
    first = remembered(text)
    known = len(ruler._rows)
    again = remembered("Rebels hold Selim.")
    assert len(ruler._rows) == known
    assert [token.pos_ for token in again] == [token.pos_ for token in first]


def test_a_pipeline_without_a_ruler_stays_as_it_is() -> None:
    blank = spacy.blank("en")
    remember(blank)
    assert blank.pipe_names == []
    assert isinstance(blank("Nobody knows."), Doc)
