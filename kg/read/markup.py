"""HTML: the article of a page, and the plain text of a fragment (feed entries, mails)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.dates import iso_date
from kg.read.extras import extra
from kg.read.records import CONTAINER_FACTOR, Meta, Skipped, Source, document
from kg.read.text import web_address

_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset(("head", "script", "style", "template", "title"))
# Only the date that the page declares: no search for anything like one, and no clock (without
# max_date, what is read would depend on the day on which it is read).
_STATED_DATE = {"extensive_search": False, "original_date": True, "max_date": "9999-12-31"}
_ADDRESS = re.compile(r"<link[^>]+rel=[\"']?canonical|og:url", re.IGNORECASE)


def read_page(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """The article of a page with title, author, outlet and date as the page states them."""
    text, meta = article(source.data(max_chars * CONTAINER_FACTOR))
    yield document(source, text, meta)


def article(page: bytes, url: str | None = None) -> tuple[str, Meta]:
    """The article's text (its headline first) and its metadata.

    Args:
        page: the HTML as it came; its own declarations tell the encoding.
        url: where it was found, if known; else the page's own word for it.

    Raises:
        UnreadableError: no article is found, or the extra `html` is not installed.
    """
    with extra("html"):
        import trafilatura
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what is wrong is raised here
    found: Any = trafilatura.bare_extraction(
        page, url=url, with_metadata=True, include_comments=False,
        date_extraction_params=_STATED_DATE,
    )  # fmt: skip
    if found is None or not (found.text or "").strip():
        raise UnreadableError("no article found in the page")
    title, body = _line(found.title), found.text.strip()
    if title and title.casefold() not in body[: 2 * len(title)].casefold():
        body = f"{title}\n\n{body}"
    stated = found.url if _ADDRESS.search(page.decode("utf-8", "replace")) else None
    return body, Meta(
        title=title,
        publisher=_line(found.sitename),
        author=_line(found.author),
        published=iso_date(found.date),
        url=web_address(url or stated),
    )


def _line(words: str | None) -> str | None:
    return " ".join((words or "").split()) or None


def plain(fragment: str) -> str:
    r"""The text of an HTML fragment: one line a block, entities resolved, nothing else kept.

    >>> plain("<p>Kabul &amp; Herat</p><script>x()</script><p>quiet</p>")
    'Kabul & Herat\n\nquiet'
    """
    parser = _Plain()
    parser.feed(fragment)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\x1e"))
    return "\n\n".join(line for line in lines if line)


class _Plain(HTMLParser):
    """Collects text; a record separator stands for the border of a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its interface
        self.hidden += tag in _UNSEEN
        if tag in _BLOCK:
            self.pieces.append("\x1e")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in _UNSEEN))
        if tag in _BLOCK:
            self.pieces.append("\x1e")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)
