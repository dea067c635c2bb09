"""A report from beginning to end: measures kept, notebooks run, pages written."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from analysis.paths import bundled
from analysis.report import settings
from analysis.report.catalogue import write_catalogue
from analysis.report.notebooks import Run, run_notebooks
from analysis.report.pages import write_pages
from analysis.report.study import Study, open_study

KEPT = ".cache"


def make_report(root: Path) -> Iterator[Run]:
    """Make figures, notebooks and report/ of the opened study below `root`, a run a notebook.

    Measures are kept in ``.cache`` between notebooks and reports, unless FRAMING_CACHE says none:
    then between notebooks only. Bad input raises before anything is written.
    """
    os.environ |= {settings.CORPUS: str(settings.study_path()), settings.OUT: str(root)}
    with tempfile.TemporaryDirectory(prefix="framing-", ignore_cleanup_errors=True) as passing:
        kept = os.environ.get(settings.CACHE) != settings.NO_CACHE
        os.environ[settings.CACHE] = str(root / KEPT) if kept else passing
        study = open_study()
        (root / "figures").mkdir(parents=True, exist_ok=True)
        study.cache.forget_others()
        runs = []
        for run in run_notebooks(
            notebooks_of(study), folder=root / "notebooks", corpus=study.corpus
        ):
            runs.append(run)
            yield run
        write_catalogue(root / "figures")
        write_pages(root, runs, study=study)


def notebooks_of(study: Study) -> list[Path]:
    """The study's own notebooks, else those that come with the program."""
    own = sorted((study.plan.folder / "notebooks").glob("*.ipynb"))
    return own or sorted(bundled("notebooks").glob("*.ipynb"))
