"""Tells a text in another language from one in English, before the parser makes nonsense of it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

#: The language that the lexicon is written for.
READ = "en"
_ENOUGH = 3000  #: characters that are looked at
_SURE = 0.8  #: probability from which another language is believed
_NONE = "zxx"  #: no language at all: lists of numbers, addresses


def foreign(text: str) -> str | None:
    """The ISO 639-1 code of the language where it is surely not English; None where it may be.

    Not for deciding which language it is: "no" and "da" are easily confused. A text mostly in
    another script is never English, whichever of its languages it is; a short one of many foreign
    names passes as English.

    >>> foreign("Талибан захватил пограничный переход с Ираном, сообщил представитель движения.")
    'ru'
    >>> foreign("Hamas, Hezbollah, Damascus") is None
    True
    """
    sample = " ".join(text[: 2 * _ENOUGH].split())[:_ENOUGH]
    language, probability = _identifier().classify(sample)
    if language in {READ, _NONE}:
        return None
    return str(language) if probability >= _SURE or not _latin(sample) else None


def _latin(text: str) -> bool:
    """Is at least half of the letters of the Latin script?"""
    letters = [char for char in text if char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return 2 * latin >= len(letters)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
