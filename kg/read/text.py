"""Plain text and Markdown, with or without YAML front matter: the text is the file as it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import yaml

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.dates import iso_date
from kg.read.records import BYTES_PER_CHARACTER, Meta, Skipped, Source, document

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"(\w+)[ \t]*:[ \t]*(.*)")
_FRONT_MAX = 20_000  #: characters; longer is no front matter
_TRUE = ("true", "yes", "1")


def read_text(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """The file decoded as UTF-8, nothing translated or stripped; offsets count from its start."""
    text = decode(source.data(max_chars * BYTES_PER_CHARACTER))
    meta, body = front_matter(text)
    yield document(source, text, meta, body=body)


def decode(data: bytes) -> str:
    """The bytes as UTF-8.

    Raises:
        UnreadableError: they are none, or hold NUL bytes, as no text does.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError("UTF-16, not UTF-8: save it as UTF-8")
    if b"\x00" in data:
        raise UnreadableError("a binary file (it holds NUL bytes)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise UnreadableError(f"not UTF-8 (byte {problem.start}): save it as UTF-8") from problem


def front_matter(text: str) -> tuple[Meta, int]:
    """The metadata above a text, and the offset where the text itself begins.

    Front matter stands between two lines `---` at the very start. Where it is no YAML ("title:
    Kabul: crossing lost") its lines are read as "field: value".
    """
    match = _FRONT.match(text, 0, _FRONT_MAX)
    if not match:
        return Meta(), 0
    fields = _fields(match[1])
    return (metadata(fields), match.end()) if fields else (Meta(), 0)


def _fields(block: str) -> Mapping[str, Any]:
    try:
        # BaseLoader makes strings only: no dates, no numbers, no objects.
        found = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - safer than the safe one
    except (yaml.YAMLError, RecursionError):
        found = {
            m[1]: m[2].strip().strip("\"'") for m in map(_FIELD.fullmatch, block.splitlines()) if m
        }
    return found if isinstance(found, dict) else {}


def metadata(fields: Mapping[str, Any]) -> Meta:
    """The fields that front matter and JSON Lines share; others and odd values are passed over."""
    words = {name: _clean(value) for name, value in fields.items() if isinstance(name, str)}
    return Meta(
        title=words.get("title"),
        publisher=words.get("publisher"),
        author=words.get("author"),
        published=iso_date(words.get("date")),
        url=web_address(words.get("url")),
        language=words.get("language"),
        fictional=str(fields.get("fictional", "")).casefold() in _TRUE,
    )


def web_address(words: str | None) -> str | None:
    """The words where they are an http(s) address without spaces, else None."""
    try:
        parts = urlsplit(words or "")
    except ValueError:
        return None
    fits = parts.scheme in {"http", "https"} and parts.netloc and not re.search(r"\s", words or "")
    return words if fits else None


def _clean(value: object) -> str | None:
    """A string (or joined list of strings, or number) on one line; None if nothing is left."""
    if isinstance(value, list):
        value = ", ".join(part for part in value if isinstance(part, str))
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    whole = str(value).encode("utf-8", "ignore").decode("utf-8")
    return " ".join(whole.split()) or None
