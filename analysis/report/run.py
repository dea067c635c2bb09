"""A report from beginning to end: measures kept, notebooks run, pages written, put in place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.corpus.articles import Corpus, fingerprint
from analysis.paths import bundled
from analysis.report.bundle.catalogue import write_catalogue
from analysis.report.notebooks.notebooks import AT_ONCE, Run, run_notebooks
from analysis.report.notebooks.passing import passing_folder
from analysis.report.pages.pages import write_pages
from analysis.report.placing import check_place, place
from analysis.report.study import settings
from analysis.report.study.cache import write_frame
from analysis.report.study.opening import read_planned
from analysis.report.study.plan import read_plan
from analysis.report.study.study import Study
from analysis.story.sampling import LIMIT

KEPT = ".cache"


def make_report(
    root: Path, *, corpus: Corpus | None = None, measures: Path | None = None
) -> Iterator[Run]:
    """Make figures, notebooks and report/ of the opened study below `root`, a run a notebook.

    `corpus` is the study's, where it was read before.

    They are made in a folder of their own and put in place when all is done: stopped before, the
    run leaves what was there. Measures are kept in ``.cache``, or the folder `measures`, between
    notebooks and reports, unless FRAMING_CACHE says none: then between notebooks only.
    Bad input raises before anything is written, a place that can't be written OSError.
    """
    with passing_folder() as passing, _own_settings():
        kept = os.environ.get(settings.CACHE) != settings.NO_CACHE
        os.environ |= {
            settings.CORPUS: str(settings.study_path()),
            settings.OUT: str(root),
            settings.CACHE: str(measures or root / KEPT) if kept else str(passing),
        }
        plan = read_plan(settings.study_path())
        articles = (corpus or read_planned(plan)).articles
        study = Study(plan, articles, corpus=fingerprint(articles))
        passed = passing / f"{study.corpus}.parquet"
        write_frame(study.articles, passed)
        os.environ[settings.ARTICLES] = str(passed)
        check_place(root)
        with _there(root), _there(root / "notebooks"), passing_folder(root) as made:
            os.environ[settings.OUT] = str(made)
            (made / "figures").mkdir()
            study.cache.forget_others()
            runs = []
            for run in run_notebooks(
                notebooks_of(study),
                folder=made / "notebooks",
                corpus=study.corpus,
                stand=root / "notebooks",
                at_once=AT_ONCE if len(articles) <= LIMIT else 1,  # each holds gigabytes
            ):
                runs.append(run)
                yield run
            write_catalogue(made / "figures")
            write_pages(made, runs, study=study)
            place(made, root)


def notebooks_of(study: Study) -> list[Path]:
    """The study's own notebooks, else those that come with the program."""
    own = sorted((study.plan.folder / "notebooks").glob("*.ipynb"))
    return own or sorted(bundled("notebooks").glob("*.ipynb"))


@contextmanager
def _own_settings() -> Iterator[None]:
    """The environment is afterwards as it was."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _there(folder: Path) -> Iterator[None]:
    """`folder` exists in the block; one that was made for it and stays empty goes again."""
    new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        if new and not any(folder.iterdir()):
            folder.rmdir()
