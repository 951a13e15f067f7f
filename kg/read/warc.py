"""WARC: each page of a web archive is a document, with the address it was fetched from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.extras import extra
from kg.read.markup import article
from kg.read.records import CONTAINER_FACTOR, Skipped, Source, document


def read_warc(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """The article of every HTML page that was answered with 200; all else is passed over.

    The date of the crawl is no date of publication; that comes from the page or is unknown.
    """
    with extra("warc"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    try:
        with source.open() as stream:
            yield from _records(source, ArchiveIterator(stream), max_chars)
    except (ArchiveLoadFailed, EOFError, OSError) as problem:
        raise UnreadableError(f"a web archive that cannot be read ({problem})") from problem


def _records(source: Source, records: Any, max_chars: int) -> Iterator[Document | Skipped]:
    number, limit = 0, max_chars * CONTAINER_FACTOR
    for record in records:
        if not _is_page(record):
            continue
        number += 1
        part = f"#{number}"
        try:
            page = record.content_stream().read(limit + 1)
            if len(page) > limit:
                raise UnreadableError(f"a page of more than {limit:,} bytes")
            text, meta = article(page, record.rec_headers.get_header("WARC-Target-URI"))
            yield document(source, text, meta, part=part)
        except UnreadableError as problem:
            yield Skipped(source.path + part, str(problem))


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and "html" in kind
