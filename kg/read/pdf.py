"""PDF: the text of its pages, with the lines of a paragraph put together again."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.extras import extra
from kg.read.records import CONTAINER_FACTOR, Meta, Skipped, Source, document

if TYPE_CHECKING:
    import pypdf

_FULL = 0.75  #: a line this long, compared with the page's longest, goes on in the next
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_SENTENCE_END = (".", "!", "?", ":", '"', "\u201d")


def read_pdf(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """The text of all pages in order, pages apart by an empty line.

    Title and author are the file's own; its date is when the file was made, which is no date of
    publication, and is left out. Scanned pages have no text and cannot be read.
    """
    with extra("pdf"):
        import pypdf
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns about every oddity of a file
    data = source.data(max_chars * CONTAINER_FACTOR)
    try:
        pdf = pypdf.PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise UnreadableError("an encrypted PDF")
        pages, told = _pages(pdf, max_chars), pdf.metadata
        meta = Meta(title=told.title if told else None, author=told.author if told else None)
    except UnreadableError:
        raise
    except Exception as problem:  # a broken file raises anything, down to RecursionError
        raise UnreadableError(f"a PDF that cannot be read ({problem})") from problem
    if not pages:
        raise UnreadableError("a PDF without text (scanned pages?)")
    yield document(source, "\n\n".join(pages), meta)


def _pages(pdf: pypdf.PdfReader, max_chars: int) -> list[str]:
    found, length = [], 0
    for page in pdf.pages:
        text = _reflow(page.extract_text())
        length += len(text)
        if length > max_chars:
            raise UnreadableError(f"longer than {max_chars:,} characters")
        if text:
            found.append(text)
    return found


def _reflow(page: str) -> str:
    r"""Lines that end at the right margin, and not with a sentence, go on in the next line.

    >>> _reflow("The ministry in Kabul said that the govern-\nment held on.\nHerat is quiet.")
    'The ministry in Kabul said that the government held on.\nHerat is quiet.'
    """
    lines = [" ".join(line.split()) for line in page.splitlines()]
    width = max(map(len, lines), default=0) * _FULL
    pieces: list[str] = []
    for line in lines:
        goes_on = len(line) >= width and not line.endswith(_SENTENCE_END)
        pieces.append(line + ("\x1e" if goes_on else "\n"))
    joined = _HYPHEN.sub("", "".join(pieces).replace("-\x1e", "-\n"))
    return re.sub(r"\n{3,}", "\n\n", joined.replace("\x1e", " ")).strip()
