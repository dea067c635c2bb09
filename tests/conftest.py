"""Runs that many tests look at, each done once: a kernel takes seconds to start."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent


class Report(NamedTuple):
    """What `framing report` left in a folder and in the checkout, what it said, how it ended."""

    folder: Path
    said: str
    code: int
    touched: set[Path]


@pytest.fixture(scope="session")
def seed_report(tmp_path_factory) -> Report:
    """`framing report` on the seeds, from elsewhere, to a path with a space, without a home."""
    folder = tmp_path_factory.mktemp("report of the seeds")
    return _report(folder, "--out", str(folder / "out"))


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory) -> Report:
    """`framing report` on a corpus that tries to be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus = ROOT / "tests" / "cases" / "hostile"
    return _report(folder, "--corpus", str(corpus), "--out", str(folder / "out"))


def _report(folder: Path, *options: str) -> Report:
    no_home = folder / "home"
    no_home.touch()
    before = _kept()
    run = subprocess.run(
        [sys.executable, "-m", "analysis.cli", "report", *options],
        cwd=folder,
        env=os.environ | {"HOME": str(no_home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    touched = {path for path, _ in before ^ _kept()}
    return Report(folder / "out", run.stderr + run.stdout, run.returncode, touched)


def _kept() -> set[tuple[Path, int]]:
    """The files that are kept of the seeds' results, each with its time of change."""
    files = [path for name in ("figures", "notebooks", "seeds") for path in (ROOT / name).iterdir()]
    return {(path, path.stat().st_mtime_ns) for path in files}
