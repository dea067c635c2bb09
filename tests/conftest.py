"""Runs that many tests look at, each done once: a kernel takes seconds to start."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from tests.bench.train_claims import read_mini_events

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ("seed_report", "hostile_report", "unseen_report")
COMPARED = {"converted": "seed_report"}  # made once, and looked at beside a report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that look at one report, or stand in one module, run in one process."""
    for item in items:
        used = getattr(item, "fixturenames", ())
        reports = [COMPARED.get(name, name) for name in used if name in (*REPORTS, *COMPARED)]
        item.add_marker(pytest.mark.xdist_group((reports or [str(item.path)])[0]))


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


@pytest.fixture(scope="session")
def unseen_report(tmp_path_factory) -> Report:
    """`framing report` on eight made-up weeks that nothing was written for, by week and source."""
    folder = tmp_path_factory.mktemp("unseen")
    corpus = folder / "corpus"
    corpus.mkdir()
    articles, _ = read_mini_events(ROOT / "tests" / "cases" / "unseen_weeks.txt")
    order = articles.groupby("event").cumcount()
    labels = pd.DataFrame(
        {
            "file": articles["article"] + ".txt",
            "source": order.map("Outlet {}".format),
            "title": articles["text"].str.split("\n").str[0],
            "published": articles["published"].dt.strftime("%Y-%m-%d"),
        }
    )
    labels.to_csv(corpus / "sources.csv", index=False)
    for file, text in zip(labels["file"], articles["text"], strict=True):
        (corpus / file).write_text(text, encoding="utf-8")
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
