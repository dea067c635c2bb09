"""Commentary on one corpus, tagged cells of a notebook, never appears on another."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor

from analysis.corpus.articles import fingerprint
from analysis.report.study.opening import read_planned
from analysis.report.study.plan import read_plan
from analysis.report.study.settings import home_of, study_path

TAG = "commentary"
STAMP = "framing"


def is_commentary(cell: Any) -> bool:
    """Whether a cell speaks about one corpus only."""
    return TAG in cell.metadata.get("tags", [])


def speaks_of_the_opened(notebook: Any, *, folder: Path) -> bool:
    """Whether the commentary of `notebook`, which stands in `folder`, is about the opened study.

    It is where the opened study is the one whose notebooks stand there, also when its texts have
    changed (a sentence that became false is then named), and where the notebook was last run on
    the very same corpus, wherever that lies now.
    """
    opened = study_path()
    stamp = notebook.metadata.get(STAMP, {}).get("corpus")
    return opened == home_of(folder) or (stamp is not None and stamp == _fingerprint(opened))


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
        if not speaks_of_the_opened(notebook, folder=folder):
            without_commentary(notebook)
        return notebook, resources


@lru_cache(maxsize=1)
def _fingerprint(path: Path) -> str:
    return fingerprint(read_planned(read_plan(path)).articles)
