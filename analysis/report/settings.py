"""Which corpus a notebook reads and where its figures go, as the `framing` command says."""

import os
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.articles import COLUMNS, SEEDS, fingerprint, read_articles
from analysis.corpus.concordance import evidence_ids
from analysis.corpus.events import read_events
from analysis.paths import checkout
from analysis.story.coverage import read_coverage
from analysis.story.event_groups import group_events
from analysis.text.reading import split_sentences

CORPUS = "FRAMING_CORPUS"
OUT = "FRAMING_OUT"
LABELS = (*COLUMNS, "published_evidence", "page_date")


class SettingError(ValueError):
    """A setting that can't be followed; the message says which ones there are."""


class Reading(NamedTuple):
    """The notebook that reads, the corpus it opened, and whether its essay is about that corpus."""

    notebook: str
    corpus: str
    claimed: bool


_opened: list[Reading] = []


def open_corpus(notebook: str, *, declared: str) -> pd.DataFrame:
    """The articles table `notebook` is to read: the seeds, or the folder in FRAMING_CORPUS.

    `declared` is the fingerprint of the corpus that the essay's sentences speak about. Edited
    seeds are still held to them, so that a changed word names the sentence it makes false. Labels
    that ``sources.csv`` lacks are missing, a missing `style` is "unplaced". Raises
    SettingError for an unknown ``FRAMING_…`` variable or a missing FRAMING_OUT, CorpusError for a
    corpus that can't be read.
    """
    check_settings()
    pd.set_option("display.html.use_mathjax", False)  # an article's dollars are no formula
    articles = read_articles(corpus_path())
    corpus = fingerprint(articles)
    claimed = corpus == declared or corpus_path() == SEEDS
    _opened[:] = [Reading(notebook, corpus, claimed)]
    missing = {name: pd.Series(pd.NA, articles.index, "str") for name in LABELS}
    labelled = articles.assign(**{k: v for k, v in missing.items() if k not in articles})
    return labelled.assign(style=labelled["style"].fillna("unplaced"))


def open_events(articles: pd.DataFrame) -> pd.DataFrame:
    """The events table of the opened corpus: its hand-kept ``events.csv``, else whole articles.

    Without the file an event is a group of articles that `group_events` takes for one, and all
    their sentences tell of it.
    """
    kept = corpus_path() / "events.csv"
    if kept.is_file():
        return read_events(kept)
    spans = split_sentences(articles)[["article", "start", "end"]]
    table = spans.merge(group_events(articles), on="article")
    return table.assign(evidence=evidence_ids(table))


def open_checks() -> pd.DataFrame | None:
    """The reader's check that the opened corpus keeps in ``coverage.csv``, None without one."""
    kept = corpus_path() / "coverage.csv"
    return read_coverage(kept) if kept.is_file() else None


def reading() -> Reading | None:
    """What was opened last in this process, None before `open_corpus`."""
    return _opened[0] if _opened else None


def corpus_path() -> Path:
    """The folder to read: FRAMING_CORPUS, or the seeds."""
    return Path(os.environ.get(CORPUS) or SEEDS).resolve()


def output_root() -> Path:
    """The folder that gets figures/, notebooks/ and report/: FRAMING_OUT or the checkout."""
    root = Path(out).resolve() if (out := os.environ.get(OUT)) else checkout()
    if root is None:
        raise SettingError("an installed package keeps no output: say where with --out FOLDER")
    return root


def figures_folder() -> Path:
    """Where figures go: FRAMING_OUT's, the checkout's, or ``figures`` where one works."""
    if os.environ.get(OUT):
        return output_root() / "figures"
    root = checkout()
    if root and os.access(root / "figures" if (root / "figures").is_dir() else root, os.W_OK):
        return root / "figures"
    return Path.cwd() / "figures"


def check_settings() -> None:
    """Raise SettingError unless every ``FRAMING_…`` variable is known and they fit together."""
    for name in sorted(os.environ):
        if name.startswith("FRAMING_") and name not in (CORPUS, OUT):
            raise SettingError(f"{name}: no such setting; unset it ({CORPUS} and {OUT} are known)")
    if corpus_path() != SEEDS and not os.environ.get(OUT):
        raise SettingError(
            f"another corpus than the seeds: say where its figures go with --out FOLDER ({OUT})"
        )
    if corpus_path() != SEEDS and output_root() in _kept():
        raise SettingError(
            f"{output_root()} keeps what was made of the seeds: choose another folder"
        )


def _kept() -> set[Path]:
    """The folders of a checkout that no other corpus may write to."""
    root = checkout()
    return {root, *(root / name for name in ("figures", "notebooks", "seeds"))} if root else set()
