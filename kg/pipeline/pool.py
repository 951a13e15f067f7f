"""Understands documents in other processes; what comes back does not depend on how many."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from kg.errors import CommuniqueError
from kg.model import Document
from kg.pipeline.stages import Outcome, Plan, understand

_RETRIES = 3  #: how often a killed worker is replaced before the build gives up

Chunk = Sequence[Document]
Made = list[Outcome]


def understood(chunks: Iterable[Chunk], plan: Plan, jobs: int) -> Iterator[tuple[Chunk, Made]]:
    """Each chunk with what its documents put into the store, in the order given.

    Args:
        chunks: consumed lazily, a few ahead of what is given back.
        plan: what the documents are understood with.
        jobs: number of processes; 1 works in this one.

    Raises:
        CommuniqueError: workers were killed again and again.
    """
    if jobs == 1:
        for chunk in chunks:
            yield chunk, understand(chunk, plan)
        return
    pool = _Pool(plan, jobs)
    try:
        yield from pool.run(iter(chunks))
    finally:
        pool.close()


class _Pool:
    """Worker processes, started afresh (never forked: a loaded model does not survive that)."""

    def __init__(self, plan: Plan, jobs: int) -> None:
        self._plan, self._jobs, self._retries = plan, jobs, _RETRIES
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, mp_context=multiprocessing.get_context("spawn"))

    def run(self, chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, Made]]:
        """Keeps every worker busy, and no more chunks in memory than that takes."""
        waiting: deque[tuple[Chunk, Future[Made]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._submit(chunk)))
            if len(waiting) > 2 * self._jobs:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _submit(self, chunk: Chunk) -> Future[Made]:
        try:
            return self._executor.submit(understand, chunk, self._plan)
        except BrokenProcessPool:
            # Told again when this result is asked for: that is where it is mended.
            broken: Future[Made] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def _next(self, waiting: deque[tuple[Chunk, Future[Made]]]) -> tuple[Chunk, Made]:
        while True:
            chunk, future = waiting[0]
            try:
                made = future.result()
            except BrokenProcessPool as problem:
                self._restart(problem)
                again = [(c, self._submit(c)) for c, _ in waiting]
                waiting.clear()
                waiting.extend(again)
            else:
                waiting.popleft()
                return chunk, made

    def _restart(self, problem: BrokenProcessPool) -> None:
        # Nothing was written by a worker, so all that was on its way is simply done again.
        self._executor.shutdown(wait=False, cancel_futures=True)
        if not self._retries:
            raise CommuniqueError(
                "worker processes are killed again and again (memory?): try fewer --jobs"
            ) from problem
        self._retries -= 1
        self._executor = self._start()

    def close(self) -> None:
        """Ends the workers."""
        self._executor.shutdown(wait=True, cancel_futures=True)
