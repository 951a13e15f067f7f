"""The project as it is handed on: locks, wheel, licence, no trace of the machine it came from."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

LOCKS = ("main.txt", "dev.txt")


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [root / name for name in done.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_is_exact_and_has_a_hash(root, name):
    text = (root / "requirements" / name).read_text().replace("\\\n", " ")
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    wrong = [
        line[:60] for line in lines if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert (wrong, len(lines) > 50) == ([], True)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_address_and_no_path(root, name):
    text = (root / "requirements" / name).read_text()
    assert (
        re.findall(r"https?:|file:/|--(?:extra-)?index-url|--find-links|(?<![\w-])/\w+", text) == []
    )


@pytest.mark.parametrize("name", LOCKS)
def test_nothing_is_locked_that_must_not_come(root, name):
    text = (root / "requirements" / name).read_text()
    unwanted = r"^(torch|tensorflow|en-core-web-trf|[a-z]{2}-core-news-\w+|pyicu|rigour)=="
    assert re.findall(unwanted, text, re.MULTILINE) == []


def test_every_dependency_is_locked(root, project):
    lock = (root / "requirements" / "dev.txt").read_text()
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    extras = project["project"]["optional-dependencies"]
    wanted = [*project["project"]["dependencies"]]
    wanted += [one for name, group in extras.items() if name != "world" for one in group]
    names = {re.match(r"[\w-]+", one)[0].lower().replace("_", "-") for one in wanted} - {
        "communique"
    }
    assert names - locked == set()


def test_every_dependency_has_its_reason(root):
    text = (root / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in block.splitlines() if re.match(r'\s*(\w+ = \[)?"[\w-]+[<>=]', line)]
    assert [line for line in lines if not re.search(r"#\s*\w+", line)] == []


def test_no_tracked_file_names_the_machine_it_was_made_on(root, tracked):
    trace = re.compile(rb"/(?:work|root)/\w+/|/opt/(?:pypi|wheels)|file:///(?!etc/passwd)\w")
    found = [
        f"{path.relative_to(root)}: {match.group()!r}"
        for path in tracked
        if path.is_file() and path.name != Path(__file__).name
        for match in trace.finditer(path.read_bytes())
    ]
    assert found == []


def test_no_cache_and_no_store_is_tracked(tracked):
    waste = {
        "__pycache__",
        ".venv",
        "kg-store",
        "build",
        "dist",
        ".pytest_cache",
        ".ipynb_checkpoints",
    }
    assert [path for path in tracked if waste & set(path.parts[len(path.parents[2].parts) :])] == []


@pytest.mark.slow
def test_the_wheel_carries_the_whole_ontology(root, tmp_path):
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    done = subprocess.run([*build, str(root)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("communique-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read(next(n for n in names if n.endswith("METADATA"))).decode()
    ours = {
        "kg/_ontology/" + path.relative_to(root / "ontology").as_posix()
        for path in (root / "ontology").rglob("*")
        if path.is_file()
    }
    assert ours - names == set()
    assert "License-Expression: MIT" in metadata
    assert not [name for name in names if name.startswith(("tests/", "tools/", "examples/"))]


def test_the_command_is_the_module(root, project):
    assert project["project"]["scripts"] == {"kg": "kg.cli:main"}
    assert (root / "kg" / "__main__.py").is_file()


def test_make_without_a_target_lists_what_can_be_made(root):
    done = subprocess.run(["make"], cwd=root, capture_output=True, text=True, check=True)
    targets = set(re.findall(r"^make ([a-z]+) +\S", done.stdout, re.MULTILINE))
    wanted = {
        "demo",
        "test",
        "check",
        "bench",
        "quality",
        "golden",
        "notebooks",
        "browser",
        "clean",
    }
    assert wanted - targets == set()
