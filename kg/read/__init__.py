"""Reads files of many kinds into documents, and says of each that is skipped why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import UnreadableError, UsageError
from kg.model import Document
from kg.read.dates import iso_date
from kg.read.docx import read_docx
from kg.read.feed import read_feed
from kg.read.inputs import sources
from kg.read.language import READ, foreign
from kg.read.lines import read_lines
from kg.read.mail import read_mail
from kg.read.markup import read_page
from kg.read.pdf import read_pdf
from kg.read.records import Reader, Skipped, Source
from kg.read.text import read_text
from kg.read.warc import read_warc
from kg.settings import MAX_CHARS

__all__ = ["READERS", "Skipped", "read"]

#: Every kind of file that can be read; plain text, the last, is what nothing else recognises.
READERS: tuple[Reader, ...] = (
    Reader("JSON Lines", (".jsonl", ".ndjson"), read_lines, lambda head: head[:1] == b"{"),
    Reader(
        "HTML page", (".html", ".htm", ".xhtml"), read_page,
        lambda head: head.lower().startswith((b"<!doctype html", b"<html")),
    ),
    Reader("PDF", (".pdf",), read_pdf, lambda head: head.startswith(b"%PDF-")),
    Reader(
        "RSS or Atom feed", (".rss", ".atom", ".xml"), read_feed,
        lambda head: head.startswith((b"<rss", b"<feed", b"<?xml")),
    ),
    Reader(
        "web archive", (".warc", ".warc.gz"), read_warc,
        lambda head: head.startswith((b"WARC/", b"\x1f\x8b")),
    ),
    Reader("mail", (".eml",), read_mail, lambda head: False),  # noqa: ARG005 - text until named so
    Reader("Word document", (".docx",), read_docx, lambda head: head.startswith(b"PK\x03\x04")),
    Reader("text", (".txt", ".text", ".md", ".markdown"), read_text, lambda head: True),  # noqa: ARG005
)  # fmt: skip


def read(
    inputs: Iterable[str | Path],
    *,
    publisher: str | None = None,
    date: str | None = None,
    max_chars: int = MAX_CHARS,
) -> Iterator[Document | Skipped]:
    """Every document behind the inputs, and a note for each that is left out.

    A broken file never ends the batch. Two files may have one key (two inputs with a file of the
    same name); which of them stands is not decided here.

    Args:
        inputs: files, folders, globs or `-` for standard input.
        publisher: outlet of the documents that do not name theirs.
        date: publication date of the documents that do not give theirs.
        max_chars: a longer text is skipped.

    Raises:
        UsageError: `date` is no date.
    """
    published = iso_date(date)
    if date is not None and published is None:
        raise UsageError(f"{date!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY")
    known = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
    for source in sources(inputs, known):
        for found in [source] if isinstance(source, Skipped) else _parts(source, max_chars):
            if isinstance(found, Skipped):
                yield found
            else:
                yield replace(
                    found,
                    publisher=found.publisher or publisher,
                    published=found.published or published,
                    language=READ,
                )


def _parts(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """The texts of a source, each with a note instead where it cannot be used."""
    empty = True
    try:
        for found in _reader(source).parse(source, max_chars):
            empty = False
            reason = None if isinstance(found, Skipped) else _objection(found, max_chars)
            yield Skipped(_name(source, found), reason) if reason else found
        if empty:
            yield Skipped(source.path, "no document in it")
    except UnreadableError as problem:
        yield Skipped(source.path, str(problem))
    except OSError as problem:
        yield Skipped(source.path, problem.strerror or str(problem))


def _reader(source: Source) -> Reader:
    """The reader for the ending of the file's name; for its first bytes where that is unknown."""
    name = source.file.lower()
    for reader in READERS:
        if name.endswith(reader.suffixes):
            return reader
    with source.open() as stream:
        head = stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    return next(reader for reader in READERS if reader.sniff(head))


def _objection(document: Document, max_chars: int) -> str | None:
    """Why the document cannot be used, if it cannot."""
    if len(document.text) > max_chars:
        return f"longer than {max_chars:,} characters"
    body = document.text[document.body :]
    if not body.strip("\ufeff \t\r\n\f\v\u00a0"):
        return "no text in it"
    if not document.text.isprintable() and _lone_surrogate(document.text):
        return "half of a surrogate pair in the text, which no file can hold"
    language = document.language.lower().split("-")[0] if document.language else foreign(body)
    if language not in {None, READ}:
        return f"not in English, the only language read (it looks like {language!r})"
    return None


def _lone_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _name(source: Source, found: Document | Skipped) -> str:
    part = found.key.removeprefix(source.key) if isinstance(found, Document) else ""
    return source.path + (part if part.startswith("#") else "")
