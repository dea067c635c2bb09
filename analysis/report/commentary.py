"""Commentary on one corpus, tagged cells of a notebook, never appears on another."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor

from analysis.corpus.articles import fingerprint
from analysis.report import settings
from analysis.report.opening import read_planned
from analysis.report.plan import read_plan
from analysis.report.settings import SettingError, home_of

TAG = "commentary"
STAMP = "framing"


def is_commentary(cell: Any) -> bool:
    """Whether a cell speaks about one corpus only."""
    return TAG in cell.metadata.get("tags", [])


def speaks_of(opened: Path, notebook: Any, *, folder: Path) -> bool:
    """Whether the commentary of `notebook`, which stands in `folder`, is about the study `opened`.

    It is where that study is the one whose notebooks stand there, also when its texts have
    changed (a sentence that became false is then named), and where the notebook was last run on
    the very same corpus, wherever that lies now.
    """
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


def without_commentary(notebook: Any) -> Any:
    """`notebook`, changed in place: its commentary is gone, and with it the stamp."""
    notebook.cells = [cell for cell in notebook.cells if not is_commentary(cell)]
    notebook.metadata.pop(STAMP, None)
    return notebook


def stamped(notebook: Any, corpus: str) -> Any:
    """`notebook`, changed in place: its commentary held true on `corpus`."""
    if any(map(is_commentary, notebook.cells)):
        notebook.metadata[STAMP] = {"corpus": corpus}
    return notebook


class HoldBack(Preprocessor):
    """For plain nbconvert: takes commentary out before a notebook runs on another corpus."""

    enabled = True

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        """`notebook` as it may be shown, and `resources` as they are."""
        folder = Path(resources.get("metadata", {}).get("path") or ".")
        opened = Path(os.environ.get(settings.CORPUS) or home_of(folder)).resolve()
        if not speaks_of(opened, notebook, folder=folder):
            without_commentary(notebook)
        os.environ[settings.HOME] = str(opened)  # what is left is about it, its kernel is to know
        return notebook, resources


@lru_cache(maxsize=1)
def _fingerprint(path: Path) -> str:
    return fingerprint(read_planned(read_plan(path)).articles)
