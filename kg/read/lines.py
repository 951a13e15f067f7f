"""JSON Lines: one text a line, with its metadata beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.records import Skipped, Source, document
from kg.read.text import decode, metadata

#: A code point takes up to twelve bytes in JSON (two escapes); the rest is for the other fields.
_BYTES_PER_CHARACTER = 16


def read_lines(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """One document for each record with a `text`; the others are skipped one by one.

    Records are counted from 1, empty lines are none. The fields are those of front matter.
    """
    limit = max_chars * _BYTES_PER_CHARACTER
    number = 0
    with source.open() as stream:
        while line := stream.readline(limit):
            if not line.strip():
                continue
            number += 1
            part = f"#{number}"
            if len(line) == limit and not line.endswith(b"\n"):
                yield Skipped(source.path + part, f"a line of more than {limit:,} bytes")
                return
            try:
                yield _record(source, line, part)
            except UnreadableError as problem:
                yield Skipped(source.path + part, str(problem))


def _record(source: Source, line: bytes, part: str) -> Document:
    try:
        fields = json.loads(decode(line.strip()))
    except (ValueError, RecursionError) as problem:
        raise UnreadableError(f"no JSON ({problem})") from problem
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise UnreadableError('no object with a "text"')
    return document(source, fields["text"], metadata(fields), part=part)
