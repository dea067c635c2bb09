"""Commentary on one corpus, tagged cells of a notebook, never appears on another."""

import os
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor

from analysis.report.study import settings
from analysis.report.study.commentary import STAMP, is_commentary, speaks_of
from analysis.report.study.settings import home_of


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
