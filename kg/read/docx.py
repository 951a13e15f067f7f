"""Word documents (.docx): the paragraphs of the main text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.extras import extra
from kg.read.records import CONTAINER_FACTOR, Meta, Skipped, Source, document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_GAPS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n"}


def read_docx(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """Paragraphs and table cells in order, one a line; title and author as the file has them.

    Notes, comments and deleted words are left out. When the file was made is no publication date.
    """
    limit = max_chars * CONTAINER_FACTOR
    try:
        with zipfile.ZipFile(io.BytesIO(source.data(limit))) as archive:
            body = _part(archive, "word/document.xml", limit)
            core = _part(archive, "docProps/core.xml", limit)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as problem:
        raise UnreadableError(f"a .docx that cannot be read ({problem})") from problem
    if body is None:
        raise UnreadableError("no Word document (it has no main text)")
    paragraphs = (_paragraph(node) for node in body.iter(_W + "p"))
    meta = Meta(title=_property(core, "title"), author=_property(core, "creator"))
    yield document(source, "\n\n".join(p for p in paragraphs if p.strip()), meta)


def _part(archive: zipfile.ZipFile, name: str, limit: int) -> Any:
    """The parsed part of the file, None if there is none; a DTD (so any entity) is refused."""
    with extra("docx"):
        from defusedxml import ElementTree
    try:
        with archive.open(name) as stream:
            data = stream.read(limit + 1)
    except KeyError:
        return None
    if len(data) > limit:
        raise UnreadableError(f"unpacks to more than {limit:,} bytes")
    try:
        return ElementTree.fromstring(data, forbid_dtd=True)
    except ElementTree.ParseError as problem:
        raise UnreadableError(f"a .docx with broken XML ({problem})") from problem


def _paragraph(node: Any) -> str:
    return "".join(
        (piece.text or "") if piece.tag == _W + "t" else _GAPS.get(piece.tag, "")
        for piece in node.iter()
    )


def _property(core: Any, name: str) -> str | None:
    found = None if core is None else core.findtext(_DC + name)
    return " ".join((found or "").split()) or None
