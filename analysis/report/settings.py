"""Which corpus a notebook reads and where its figures go, as the `framing` command says."""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.articles import SEEDS, fingerprint, read_articles
from analysis.paths import checkout

CORPUS = "FRAMING_CORPUS"
OUT = "FRAMING_OUT"


class SettingError(ValueError):
    """A setting that can't be followed; the message says which ones there are."""


class Reading(NamedTuple):
    """The corpus opened last: what it is, and what the essay was written about."""

    fingerprint: str
    declared: str | None

    @property
    def claimed(self) -> bool:
        """Whether the essay's sentences speak about this very corpus."""
        return self.declared == self.fingerprint


_opened: list[Reading] = []


def open_corpus(*, declared: str | None = None) -> pd.DataFrame:
    """The articles table of the corpus to be read: the seeds, or the folder in FRAMING_CORPUS.

    `declared` is the fingerprint of the corpus the essay speaks about; `reading` compares it with
    the corpus found. Raises SettingError for an unknown ``FRAMING_…`` variable or a missing
    FRAMING_OUT, CorpusError for a corpus that can't be read.
    """
    check_settings()
    articles = read_articles(corpus_path())
    _opened[:] = [Reading(fingerprint(articles), declared)]
    return articles


def reading() -> Reading | None:
    """The corpus this session opened last, None before `open_corpus`."""
    return _opened[0] if _opened else None


def corpus_path() -> Path:
    """The folder to read: FRAMING_CORPUS, or the seeds."""
    return Path(os.environ.get(CORPUS) or SEEDS).resolve()


def figures_folder() -> Path:
    """Where figures go: FRAMING_OUT's, the checkout's, or ``figures`` where one works."""
    if out := os.environ.get(OUT):
        return Path(out).resolve() / "figures"
    root = checkout()
    if root and os.access(root / "figures" if (root / "figures").is_dir() else root, os.W_OK):
        return root / "figures"
    return Path.cwd() / "figures"


def check_settings() -> None:
    """Raise SettingError unless every ``FRAMING_…`` variable is known and they fit together."""
    for name in sorted(os.environ):
        if name.startswith("FRAMING_") and name not in (CORPUS, OUT):
            close = get_close_matches(name, (CORPUS, OUT), 1, 0.8)
            meant = f"did you mean {close[0]}?" if close else "unset it"
            raise SettingError(f"{name}: no such setting ({CORPUS}, {OUT}); {meant}")
    if corpus_path() != SEEDS and not os.environ.get(OUT):
        raise SettingError(
            f"{CORPUS} names another corpus than the seeds: say in {OUT} where its figures go"
        )
