"""Serves the page and a SPARQL 1.1 endpoint to this machine only; it answers and never writes.

`GET /` is the page. `/sparql` speaks the query part of the SPARQL 1.1 Protocol: `GET ?query=`,
`POST` of a form or of `application/sparql-query`. Each query runs in a process with limits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from kg import store as stores
from kg.api import Graph
from kg.errors import CommuniqueError, UsageError
from kg.query import Asker, LimitError, Limits, guard

HOST = "127.0.0.1"
_AT_ONCE = 4  #: queries that run at the same time; more wait
_WAIT = 30.0  #: seconds that a query waits for its turn
_MAX_BODY = 200_000  #: bytes of a request
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"

#: Media types that an answer can have -> format, the preferred ones first.
_SOLUTIONS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {
    "text/turtle": "ttl",
    "application/ld+json": "json",
    "application/rdf+xml": "xml",
}
_CONTEXTS = ("default-graph-uri", "named-graph-uri")


class _RefusedError(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


def serve(
    folder: Path, port: int, *, limits: Limits | None = None, announce: Callable[[str], None]
) -> None:
    """Serves until interrupted.

    Args:
        folder: the store's folder.
        port: 0 takes a free one.
        limits: what one query may take; by default 30 s and 2 GB.
        announce: told the address.

    Raises:
        StoreError: there is no store.
        UsageError: the port is taken.
    """
    with start(folder, port, limits=limits) as server:
        announce(f"serving {folder} on http://{HOST}:{server.server_port}/ (Ctrl-C ends)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            announce("ended")


def start(folder: Path, port: int, *, limits: Limits | None = None) -> Server:
    """A server that listens but does not answer yet; see `serve`."""
    stores.Layout(folder).read()
    try:
        return Server(folder, port, limits or Limits(seconds=30, megabytes=2048))
    except OSError as problem:
        message = f"port {port} cannot be used: {problem.strerror}; try --port 0"
        raise UsageError(message) from problem


class Server(ThreadingHTTPServer):
    """The listening socket and what its answers share."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int, limits: Limits) -> None:
        super().__init__((HOST, port), _Handler)
        self.folder = folder
        self.limits = limits
        self.turns = threading.BoundedSemaphore(_AT_ONCE)

    def page(self) -> bytes:
        """The page as the store is now."""
        with Graph(self.folder) as graph:
            return graph.show().html.encode()

    def answer(self, query: str, form: str) -> bytes:
        """The answer to a query as the store is now."""
        if not self.turns.acquire(timeout=_WAIT):
            raise _RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "too many queries; try again")
        try:
            with stores.read(self.folder) as opened:
                return Asker(opened, limits=self.limits).sparql(query, form)
        finally:
            self.turns.release()


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    server_version = "communique"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30
    _ALLOWED: ClassVar[str] = "GET, HEAD, POST"

    def do_GET(self) -> None:
        """Answers GET: the page, or a query in the address."""
        self._respond(self._get)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def do_POST(self) -> None:
        """Answers POST: a query in the body."""
        self._respond(self._post)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overridden
        """Keeps quiet: addresses hold what was asked."""

    def _respond(self, work: Callable[[], tuple[str, bytes]]) -> None:
        try:
            self._check_host()
            media, body = work()
            self._send(HTTPStatus.OK, media, body)
        except _RefusedError as problem:
            self._refuse(problem.status, str(problem))
        except LimitError as problem:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, str(problem))
        except UsageError as problem:
            self._refuse(HTTPStatus.BAD_REQUEST, str(problem))
        except CommuniqueError as problem:
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, str(problem))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _check_host(self) -> None:
        """Refuses names other than this machine's, by which a foreign page could get in here."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if host not in (HOST, "localhost"):
            raise _RefusedError(HTTPStatus.FORBIDDEN, f"this server is {HOST}, not {host}")

    def _get(self) -> tuple[str, bytes]:
        address = urlsplit(self.path)
        if address.path in ("/", "/index.html"):
            return "text/html; charset=utf-8", self.server.page()
        if address.path != "/sparql":
            raise _RefusedError(HTTPStatus.NOT_FOUND, "here are / and /sparql")
        return self._ask(_single(address.query))

    def _post(self) -> tuple[str, bytes]:
        address = urlsplit(self.path)
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > _MAX_BODY:
            self.close_connection = True
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {_MAX_BODY} bytes")
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        if address.path != "/sparql":
            raise _RefusedError(HTTPStatus.NOT_FOUND, "queries go to /sparql")
        kind = self.headers.get_content_type()
        if kind == _QUERY:
            _single(address.query, body)
            return self._ask(body)
        if kind == _FORM:
            return self._ask(_single(body))
        raise _RefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a query comes as {_FORM} or {_QUERY}, not {kind}"
        )

    def _ask(self, query: str) -> tuple[str, bytes]:
        graph = guard.form(query) in ("CONSTRUCT", "DESCRIBE")
        media, form = _negotiated(self.headers.get("Accept", ""), _GRAPHS if graph else _SOLUTIONS)
        return media, self.server.answer(query, form)

    def _refuse(self, status: HTTPStatus, message: str) -> None:
        self._send(status, "text/plain; charset=utf-8", f"{message}\n".encode("utf-8", "replace"))

    def _send(self, status: HTTPStatus, media: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _single(text: str, body: str | None = None) -> str:
    """The one query of a form; what would change the data that is asked is refused."""
    fields = parse_qs(text, keep_blank_values=True)
    if "update" in fields:
        raise _RefusedError(HTTPStatus.FORBIDDEN, "this endpoint does not write")
    if any(name in fields for name in _CONTEXTS):
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "which graphs to ask cannot be chosen")
    found = fields.get("query", []) if body is None else [body]
    if len(found) != 1:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "give exactly one query")
    return found[0]


def _negotiated(accept: str, known: dict[str, str]) -> tuple[str, str]:
    """Media type and format that suit the header best; the first known one where all suit."""
    wishes = []
    for place, part in enumerate(accept.split(",") if accept.strip() else ["*/*"]):
        media, *parameters = (p.strip().lower() for p in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            wishes.append((-float(quality), place, media))
        except ValueError:
            continue
    for rank, _, wish in sorted(wishes):
        for offered, form in known.items():
            if rank < 0 and _suits(wish, offered):
                return offered, form
    raise _RefusedError(HTTPStatus.NOT_ACCEPTABLE, f"answers come as {', '.join(known)}")


def _suits(wish: str, offered: str) -> bool:
    return wish in ("*/*", offered) or (wish.endswith("/*") and offered.startswith(wish[:-1]))
