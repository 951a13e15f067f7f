"""What readers take and give: sources, metadata, and the notes on what was skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from kg.errors import UnreadableError
from kg.model import Document

#: No encoding of a code point in UTF-8 is longer, so that a longer file need not be read.
BYTES_PER_CHARACTER = 4
#: Containers (PDF, pages, archives) hold more than their text; beyond this factor they are refused.
CONTAINER_FACTOR = 100


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input, or a part of one, that is not in the graph."""

    path: str  #: as a person would name it: path, with `#12` for the twelfth record
    reason: str  #: one clause without a full stop


@dataclass(frozen=True, slots=True)
class Source:
    """One file (or standard input) to be read."""

    path: str  #: for messages, as given or found
    key: str  #: path relative to the INPUT given
    file: str  #: base name
    open: Callable[[], BinaryIO]  #: opens it anew, in binary mode

    def data(self, limit: int) -> bytes:
        """All bytes of the source.

        Raises:
            UnreadableError: there are more than `limit` bytes, or the system refuses.
        """
        try:
            with self.open() as stream:
                found = stream.read(limit + 1)
        except OSError as problem:
            raise UnreadableError(problem.strerror or str(problem)) from problem
        if len(found) > limit:
            raise UnreadableError(f"larger than {limit:,} bytes, the most that is read")
        return found


class Meta(NamedTuple):
    """What is known about a text besides the text; every field may be missing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None  #: ISO 8601, as exact as the source says
    url: str | None = None
    language: str | None = None
    fictional: bool = False


def document(source: Source, text: str, meta: Meta, *, part: str = "", body: int = 0) -> Document:
    """The record of one text of a source; `part` ("#12") tells it from the others of its file."""
    return Document(
        key=meta.url or source.key + part,
        file=source.file,
        text=text,
        body=body,
        **meta._asdict(),
    )


#: Turns a source into documents; the second argument is the most characters that a text may have.
Parse = Callable[[Source, int], Iterator[Document | Skipped]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file: how it is recognised and how it is read."""

    name: str  #: for messages and documentation
    suffixes: tuple[str, ...]  #: endings of file names, lower case, with the dot
    parse: Parse
    sniff: Callable[[bytes], bool]  #: tells by the first bytes, where there is no ending
