"""RSS and Atom: each entry of a feed's file is a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.dates import iso_date
from kg.read.extras import extra
from kg.read.markup import plain
from kg.read.records import CONTAINER_FACTOR, Meta, Skipped, Source, document
from kg.read.text import web_address


def read_feed(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """The entries in the order of the file, each with the feed's title as its publisher.

    The text is headline and content, or summary where the feed has no more; nothing is fetched.
    """
    data = source.data(max_chars * CONTAINER_FACTOR)
    if b"<!entity" in data.lower():
        raise UnreadableError("XML that declares entities is refused")
    with extra("feeds"):
        import feedparser
    parsed = feedparser.parse(data)
    if not parsed.entries:
        raise UnreadableError("a feed without entries")
    publisher = parsed.feed.get("title")
    for number, entry in enumerate(parsed.entries, 1):
        title = plain(entry.get("title", "")) or None
        text = "\n\n".join(part for part in (title, _content(entry)) if part)
        meta = Meta(
            title=title,
            publisher=publisher,
            author=entry.get("author"),
            published=iso_date(entry.get("published") or entry.get("updated")),
            url=web_address(entry.get("link")),
        )
        yield document(source, text, meta, part=f"#{number}")


def _content(entry: Any) -> str:
    contents = [part.get("value", "") for part in entry.get("content", [])]
    return plain(max([*contents, entry.get("summary", "")], key=len))
