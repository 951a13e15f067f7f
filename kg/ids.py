"""Identifiers made from content: the same thing has the same IRI in every run, on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

#: Namespace of the ontology's own terms.
ONTOLOGY = "https://w3id.org/communique/ontology#"
#: Default namespace of the data.
BASE = "https://w3id.org/communique/id/"


def digest(*parts: str | None, length: int = 12) -> str:
    """A short hexadecimal hash of the parts, in order; None differs from the empty string.

    >>> digest("a", "b") == digest("ab")
    False
    """
    joined = "\x1f".join("\x00" if part is None else part for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=1 << 16)  # names are compared over and over
def fold(name: str) -> str:
    """A name as identity compares it: no case, accents, surrounding punctuation or extra space.

    >>> fold("  Ángela   MERKEL’s ")
    'angela merkel'
    """
    plain = name if name.isascii() else _without_accents(name)
    plain = " ".join(plain.casefold().split()).strip(" .,;:\"'*")
    return plain.removesuffix("'s").removeprefix("the ")


def _without_accents(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.replace("\u2019", "'").replace("\u2018", "'")


def slug(name: str) -> str:
    """A folded name as a readable path segment, safe in every IRI.

    >>> slug("Russian Foreign Ministry")
    'russian-foreign-ministry'
    """
    return quote(re.sub(r"[^\w]+", "-", fold(name)).strip("-"), safe="-")


def named_entity(cls: str, name: str) -> str:
    """Id of an entity that is one across documents by equal full name and class."""
    return f"{slug(cls)}/{slug(name) or digest(name)}"


def local_entity(document_key: str, cls: str, words: str, *, written: str | None = None) -> str:
    """Id of an entity known by a description or a bare surname: it exists in its document only.

    Args:
        document_key: of its document.
        cls: its class.
        words: what it is called.
        written: the words of the text that tell it from others called so; None: those it is called.
    """
    known_by = words if written is None else written
    return f"{slug(cls)}/{slug(words) or 'unnamed'}-{digest(document_key, cls, fold(known_by))}"


def border(cls: str, lands: Sequence[str]) -> str:
    """Id of the border between two territories, whichever of them is named first.

    >>> border("Border", ["country/tajikistan", "country/afghanistan"])
    'border/afghanistan-tajikistan'
    """
    return f"{slug(cls)}/{'-'.join(sorted(land.rpartition('/')[2] for land in lands))}"


def document(key: str) -> str:
    """Id of a document, from its key."""
    return f"document/{slug(key)[:60] or 'text'}-{digest(key)}"
