"""The study that a notebook opens, and what was opened last."""

import os
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.events import read_events
from analysis.report.study import settings
from analysis.report.study.commentary import check_held_back
from analysis.report.study.display import show_tables_whole
from analysis.report.study.measures import found_events
from analysis.report.study.opening import read_opened
from analysis.report.study.plan import read_plan
from analysis.report.study.study import Study


class Opened(NamedTuple):
    """The notebook that reads, the corpus it opened, whether its commentary is about it, and how
    many characters of a sentence may be shown."""

    notebook: str
    corpus: str
    claimed: bool
    cut: int | None = None


_opened: list[Opened] = []


def open_study(notebook: str = "") -> Study:
    """The study that `notebook` is to read: FRAMING_CORPUS, the one it stands in, or the seeds.

    Labels that the corpus lacks are missing, a missing `style` is "unplaced". Raises SettingError
    for a ``FRAMING_…`` variable that can't be followed, CorpusError for a corpus that can't be
    read.

    >>> open_study().articles[["article", "source"]].head(2).values.tolist()
    [['000', 'Digest A'], ['001', 'Digest B']]
    """
    settings.check_settings()
    path, at_home = settings.study_path(), settings.study_path() == settings.home()
    if not at_home and "JPY_SESSION_NAME" not in os.environ:
        check_held_back(Path(f"{notebook}.ipynb"), opened=path)
    pd.set_option("display.html.use_mathjax", False)  # an article's dollars are no formula
    show_tables_whole()
    plan = read_plan(path)
    articles, corpus = read_opened(plan)
    study = Study(plan, articles, corpus=corpus)
    claimed = at_home and study.as_planned
    _opened[:] = [Opened(notebook, study.corpus, claimed, plan.max_quote_chars)]
    return study


def open_corpus(notebook: str, *, declared: str = "") -> pd.DataFrame:
    """The articles of the study that `notebook` is to read (see `open_study`).

    `declared` is the fingerprint of another corpus that the notebook's findings speak about too.

    >>> open_corpus("sentiment").loc[0, ["article", "source"]].tolist()
    ['000', 'Digest A']
    """
    study = open_study(notebook)
    _opened[:] = [_opened[0]._replace(claimed=_opened[0].claimed or study.corpus == declared)]
    return study.articles


def open_events(articles: pd.DataFrame) -> pd.DataFrame:
    """The events table of the opened study: kept by hand, else found among `articles`.

    >>> open_events(open_corpus("sentiment")).loc[0, ["event", "article"]].tolist()
    ['military-visit', '000']
    """
    plan = read_plan(settings.study_path())
    return read_events(plan.events, articles=articles) if plan.events else found_events(articles)


def reading() -> Opened | None:
    """What was opened last in this process, None before `open_study`."""
    return _opened[0] if _opened else None
