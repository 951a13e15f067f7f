"""The graph of `examples/` is, quad for quad, the one that was read in review."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def golden():
    path = Path(__file__).parent / "golden" / "rewrite.py"
    spec = importlib.util.spec_from_file_location("golden_rewrite", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_graph_of_the_examples_is_the_golden_one(golden, tmp_path):
    kept = golden.GOLDEN.read_text(encoding="utf-8").splitlines()
    made = golden.build(tmp_path / "store")
    gone, new = sorted(set(kept) - set(made)), sorted(set(made) - set(kept))
    assert (gone[:5], new[:5]) == ([], []), (
        f"{len(gone)} gone, {len(new)} new: make golden, and read"
    )


def test_the_golden_graph_is_sorted_and_has_no_blank_nodes(golden):
    lines = golden.GOLDEN.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    assert [line for line in lines if line.startswith("_:") or " _:" in line.split('"')[0]] == []


def test_the_golden_graph_stays_small_enough_to_be_read(golden):
    assert golden.GOLDEN.stat().st_size < 1_500_000
