"""Speaks to one OpenAI-compatible endpoint: one question, one JSON answer, bounded in every way."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from kg.errors import CommuniqueError, UsageError

#: Environment variable that holds the key of the endpoint, where it wants one.
KEY_VARIABLE = "KG_LLM_KEY"

_PATH = "/chat/completions"
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})  #: worth another attempt
_NEVER = frozenset({401, 403, 404, 405})  #: the same for every document
_OK = 200
_SHOWN = 160  #: characters of the endpoint's own words in a message


class Unanswered(CommuniqueError):  # noqa: N818 - it says what happened
    """The endpoint gave no usable answer; the message says which endpoint and why."""


def require() -> None:
    """Raises a UsageError where the extra is not installed."""
    if find_spec("httpx") is None:
        raise UsageError('--llm needs: pip install "communique[llm]"')


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Which model to ask, and where. The key is not part of it: it is never stored or sent on."""

    url: str  #: base address, as "http://127.0.0.1:8080/v1"
    model: str  #: name of the model, as the endpoint knows it; the maker of what it finds

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(f"--llm {self.url!r} is no http(s) address: http://HOST:PORT/v1")
        if parts.username or parts.password:
            raise UsageError(f"--llm wants no password in the address: put it into ${KEY_VARIABLE}")
        if not self.model.strip():
            raise UsageError("--llm wants the name of a model: --llm-model NAME")

    @property
    def address(self) -> str:
        """Where questions are posted."""
        url = self.url.rstrip("/")
        return url if url.endswith(_PATH) else url + _PATH


class Client:
    """One endpoint. After a failure that every document would meet it is not called again."""

    def __init__(self, endpoint: Endpoint, table: Mapping[str, Any]) -> None:
        """Prepares the connection, without opening it.

        Args:
            endpoint: whom to ask.
            table: the lexicon's table of the language model, for its `limits` and `sampling`.

        Raises:
            UsageError: the extra is not installed.
        """
        require()
        import httpx

        self._endpoint, self._limits = endpoint, table["limits"]
        self._sampling = dict(table["sampling"])
        self._lost: str | None = None
        key = os.environ.get(KEY_VARIABLE)
        # No proxy from the environment, no redirect: the text goes to the address given, only.
        self._http = httpx.Client(
            timeout=httpx.Timeout(self._limits["answer"], connect=self._limits["connect"]),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            trust_env=False,
            follow_redirects=False,
        )
        self._broken = httpx.HTTPError
        self._slow = httpx.ReadTimeout  # it would be as slow again
        self._unreachable = (httpx.ConnectError, httpx.ConnectTimeout)

    def ask(self, task: str, text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """The model's answer, an object of the schema as far as the endpoint keeps to it.

        Args:
            task: what to do.
            text: the text to do it with.
            schema: JSON schema of the answer.

        Raises:
            Unanswered: there is no answer, or none that can be read.
        """
        if self._lost:
            raise Unanswered(self._lost)
        body = {
            "model": self._endpoint.model,
            "messages": [
                {"role": "system", "content": task},
                {"role": "user", "content": text},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": schema},
            },
            "max_tokens": self._limits["tokens"],
            **self._sampling,
        }
        return self._read(self._post(body))

    def _post(self, body: Mapping[str, Any]) -> Any:
        """The reply's JSON, after as many attempts as the limits allow."""
        for attempt in range(1, self._limits["attempts"] + 1):
            last = attempt == self._limits["attempts"]
            try:
                reply = self._http.post(self._endpoint.address, json=body)
            except self._broken as problem:
                if last or isinstance(problem, self._slow):
                    gone = isinstance(problem, self._unreachable)
                    raise self._failed(_reason(problem), for_all=gone) from problem
            else:
                if reply.status_code == _OK:
                    return self._parsed(reply.content)
                if last or reply.status_code not in _BUSY:
                    never = reply.status_code in _NEVER
                    raise self._failed(_refusal(reply.status_code, reply.text), for_all=never)
            time.sleep(self._limits["wait"] * 2 ** (attempt - 1))
        raise self._failed("limits.attempts is 0", for_all=True)

    def _read(self, reply: Any) -> dict[str, Any]:
        """The object in a reply of the protocol."""
        try:
            choice = reply["choices"][0]
            content, end = choice["message"]["content"], choice.get("finish_reason")
        except (LookupError, TypeError, AttributeError) as problem:
            raise self._failed("its answer is no chat completion") from problem
        if end == "length":
            raise self._failed(f"its answer is longer than {self._limits['tokens']} tokens")
        answer = self._parsed(content or "")
        if not isinstance(answer, dict):
            raise self._failed("its answer is no JSON object")
        return answer

    def _parsed(self, content: str | bytes) -> Any:
        try:
            return json.loads(content)
        except (ValueError, RecursionError, TypeError) as problem:
            raise self._failed("its answer is no JSON") from problem

    def _failed(self, reason: str, *, for_all: bool = False) -> Unanswered:
        message = f"{self._endpoint.address}: {reason}"
        if for_all:
            self._lost = message
        return Unanswered(message)


def _reason(problem: Exception) -> str:
    told = " ".join(str(problem).split())
    return f"{type(problem).__name__}: {told}"[:_SHOWN] if told else type(problem).__name__


def _refusal(status: int, text: str) -> str:
    """What the endpoint says; not where it refuses the key, since it may repeat the key."""
    if status in _NEVER:
        return f"it answers {status} (is the address right, and ${KEY_VARIABLE}?)"
    return f"it answers {status}: {' '.join(text.split())}"[:_SHOWN]
