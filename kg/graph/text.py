"""The document itself, and its spans as Web Annotation selectors by offset and by quotation."""

from __future__ import annotations

import hashlib

from pyoxigraph import NamedNode

from kg import ids
from kg import vocabulary as v
from kg.graph.scope import Scope
from kg.graph.terms import TYPE, Quads, clean, dated, literal, node, term, typed
from kg.model import Document, Span
from kg.vocabulary import Class, Property

#: Longest context kept before and after a quotation, in code points.
CONTEXT = 32

_SOURCE, _SELECTOR = node(v.OA + "hasSource"), node(v.OA + "hasSelector")
_EXACT, _PREFIX, _SUFFIX = node(v.OA + "exact"), node(v.OA + "prefix"), node(v.OA + "suffix")
_START, _END = node(v.OA + "start"), node(v.OA + "end")
_RESOURCE = node(v.OA + "SpecificResource")
_SELECTORS = node(v.OA + "TextPositionSelector"), node(v.OA + "TextQuoteSelector")


class Text:
    """One document's node and the spans of its text, each described once."""

    def __init__(self, document: Document, scope: Scope, quads: Quads) -> None:
        self.document = document
        self.node = scope.at(ids.document(document.key))
        self._text = clean(document.text)
        self._quads = quads
        self._spans: dict[Span, NamedNode] = {}

    def path(self, path: str) -> NamedNode:
        """The IRI of something that exists in this document only."""
        return node(f"{self.node.value}/{path}")

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self._text[span.start : span.end]

    def span(self, span: Span) -> NamedNode:
        """The node of a span, described when it is first asked for."""
        found = self._spans.get(span)
        if found is None:
            found = self._spans[span] = self._describe(span)
        return found

    def _describe(self, span: Span) -> NamedNode:
        start, end = span
        where = node(f"{self.node.value}#char={start},{end}")
        selector = node(f"{where.value};selector")
        add = self._quads.add
        add(where, TYPE, term(Class.SPAN), _RESOURCE)
        add(where, _SOURCE, self.node)
        add(where, _SELECTOR, selector)
        add(selector, TYPE, *_SELECTORS)
        add(selector, _START, literal(start))
        add(selector, _END, literal(end))
        add(selector, _EXACT, literal(self._text[start:end]))
        add(selector, _PREFIX, literal(self._text[max(0, start - CONTEXT) : start]))
        add(selector, _SUFFIX, literal(self._text[end : end + CONTEXT]))
        return where

    def describe(self, publisher: NamedNode | None) -> None:
        """Adds the document's own metadata."""
        document, add = self.document, self._quads.add
        add(self.node, TYPE, term(Class.DOCUMENT), node(v.PROV_ENTITY))
        add(self.node, Property.KEY, literal(document.key))
        add(self.node, Property.FILE, literal(document.file))
        add(self.node, Property.TEXT, literal(self._text))
        add(self.node, Property.SHA256, literal(fingerprint(self._text)))
        add(self.node, Property.FICTIONAL, literal(document.fictional))
        add(self.node, node(v.DCT + "publisher"), publisher)
        add(self.node, node(v.DCT + "issued"), dated(document.published))
        for predicate, value, datatype in (
            (v.DCT + "title", document.title, "string"),
            (v.DCT + "creator", document.author, "string"),
            (v.DCT + "language", document.language, "string"),
            (v.SCHEMA + "url", document.url, "anyURI"),
        ):
            if value:
                add(self.node, node(predicate), typed(value, datatype))


def fingerprint(text: str) -> str:
    """SHA-256 of the text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
