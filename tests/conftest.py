"""Fixtures that the tests share: the ontology, the model, the examples' store, the benchmarks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.annotate
import kg.ontology
from kg.ontology import Ontology

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The bundled ontology, read once."""
    return kg.ontology.load()


@pytest.fixture(scope="session")
def nlp():
    """The default spaCy pipeline, loaded once."""
    return kg.annotate.load_model()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_bench() -> Path:
    """The folder of the benchmark packs, where this checkout stands beside it."""
    folder = ROOT.parent / "shared" / "bench"
    if not folder.is_dir():
        pytest.skip("no benchmark packs beside the checkout (../shared/bench)")
    return folder


@pytest.fixture(scope="session")
def run_kg() -> Run:
    """Runs the real command: `run_kg("build", path, cwd=..., stdin=...)`."""

    def run(*arguments: object, cwd: Path | None = None, stdin: str | bytes = "", env=None):
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            input=data, capture_output=True, cwd=cwd, env=env, timeout=300, check=False,
        )  # fmt: skip
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture(scope="session")
def examples_built(run_kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all of `examples/`, built once; not to be written to."""
    store = tmp_path_factory.mktemp("examples") / "store"
    done = run_kg("build", EXAMPLES, "--store", store)
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture
def examples_store(examples_built: Path, tmp_path: Path) -> Path:
    """A copy of the store of `examples/`, which a test may change."""
    return Path(shutil.copytree(examples_built, tmp_path / "store"))
