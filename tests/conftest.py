"""Runs that many tests look at, each done once: a kernel takes seconds to start."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent


class Report(NamedTuple):
    """What `framing report` left in a folder, what it said, and how it ended."""

    folder: Path
    said: str
    code: int


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
    run = subprocess.run(
        [sys.executable, "-m", "analysis.cli", "report", *options],
        cwd=folder,
        env=os.environ | {"HOME": str(no_home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    return Report(folder / "out", run.stdout + run.stderr, run.returncode)
