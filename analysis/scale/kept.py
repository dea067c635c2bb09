"""The tables of a finished analysis, read back in place of texts; of a large one, a sample."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus.faults import CorpusError
from analysis.scale import store

MOST = 20_000  # articles of a report: above, so many are drawn at random
SEED = 0


def is_analysis(folder: Path) -> bool:
    """Whether `folder` is what ``analyse`` writes to."""
    return (folder / store.PLAN).is_file()


def read_kept(folder: Path, *, most: int = MOST) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles of an analysis, of more than `most` a sample drawn with a fixed seed; all that
    was rejected.

    Raises CorpusError where the analysis isn't finished or keeps no texts.
    """
    plan = store.read_plan(folder) or {}
    if "result" not in plan:
        raise CorpusError(f"{folder.name}: the analysis isn't finished; run framing analyse again")
    if not plan["settings"].get("text", True):
        raise CorpusError(
            f"{folder.name}: tables without texts (--no-text), which a report shows; analyse the "
            "corpus with them, or read the tables in summary/"
        )
    total = _total(folder)
    drawn = np.arange(total)
    if total > most:
        drawn = np.sort(np.random.default_rng(SEED).choice(total, most, replace=False))
    tables, before = [], 0
    for part in store.parts(folder, "articles"):
        low, high = np.searchsorted(drawn, (before, before + part.rows))
        if high > low:
            tables.append(part.read().take(drawn[low:high] - before))
        before += part.rows
    return pd.concat(tables, ignore_index=True), store.read_table(folder, "rejected")


def sample_note(folder: Path, articles: int) -> str:
    """What it means that so many articles of an analysis are read; nothing where that is all."""
    total = _total(folder)
    if articles == total:
        return ""
    return (
        f"{articles:,} of the {total:,} texts that were analysed are read here, drawn at random "
        f"with seed {SEED}; the summaries beside the tables are of all."
    )


def table_of(folder: Path, name: str, articles: Sequence[str]) -> pd.DataFrame:
    """The rows of a table that are about some articles, in their order."""
    wanted = set(articles)
    tables = []
    for part in store.parts(folder, name):
        table = part.read()
        tables.append(table[table["article"].isin(wanted)])
    return pd.concat(tables, ignore_index=True)


def _total(folder: Path) -> int:
    plan = store.read_plan(folder) or {}
    return int(plan["result"]["articles"])
