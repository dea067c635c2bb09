"""Whose the commentary of a notebook, its tagged cells, is: a study's, or a corpus'."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from analysis.corpus.articles import fingerprint
from analysis.report.study.opening import read_planned
from analysis.report.study.plan import read_plan
from analysis.report.study.settings import GROUP, SettingError, home_of

TAG = "commentary"
STAMP = "framing"


def is_commentary(cell: Any) -> bool:
    """Whether a cell speaks about one corpus only."""
    return TAG in cell.metadata.get("tags", [])


def speaks_of(opened: Path, notebook: Any, *, folder: Path) -> bool:
    """Whether the commentary of `notebook`, which stands in `folder`, is about the study `opened`.

    It is where that study is the one whose notebooks stand there, also when its texts have
    changed (a sentence that became false is then named), and where the notebook was last run on
    the very same corpus, wherever that lies now. Of other groups than the study's it says nothing.
    """
    plan = read_plan(opened)
    if os.environ.get(GROUP, plan.group) != plan.group:
        return False
    stamp = notebook.metadata.get(STAMP, {}).get("corpus")
    return opened == home_of(folder) or (stamp is not None and stamp == _fingerprint(opened))


def check_held_back(file: Path, *, opened: Path) -> None:
    """Raise SettingError where the notebook `file`, about to run, comments on another study.

    For a kernel whose notebook nobody prepared: nbconvert of another environment, say.
    """
    if not file.is_file():
        return
    notebook = nbformat.read(file, as_version=4)
    if any(map(is_commentary, notebook.cells)) and not speaks_of(
        opened, notebook, folder=file.parent
    ):
        raise SettingError(
            f"{file.name} comments on another corpus than {opened}, and its commentary wasn't "
            f"taken out: run framing report --corpus '{opened}' --out FOLDER"
        )


@lru_cache(maxsize=1)
def _fingerprint(path: Path) -> str:
    return fingerprint(read_planned(read_plan(path)).articles)
