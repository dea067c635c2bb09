"""Which sentences tell of which event, and any span table repeated event by event."""

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.arrays import Rows
from analysis.corpus.articles import SEEDS, CorpusError

COLUMNS = ["event", "label", "article", "evidence"]


def read_events(path: str | Path = SEEDS / "events.csv") -> pd.DataFrame:
    """The hand-kept events table: one row an event and a sentence that tells of it.

    Columns event, label, article, evidence (an evidence id ``article:start-end``), start, end.
    A sentence may tell of several events. Raises CorpusError where the file lacks a column or an
    evidence id can't be read.
    """
    table = read_kept(path, COLUMNS, row="event and evidence id")
    spans = table["evidence"].str.extract(r"^(?P<named>.+):(?P<start>\d+)-(?P<end>\d+)$")
    for row in table.index[(spans["named"] != table["article"]).fillna(True)]:
        raise CorpusError(
            f"{path}, row {row + 2}: evidence {table['evidence'][row]!r} is no span of article "
            f"{table['article'][row]!r}; write it as article:start-end"
        )
    return table[COLUMNS].assign(start=spans["start"].astype(int), end=spans["end"].astype(int))


def read_kept(path: str | Path, columns: list[str], *, row: str) -> pd.DataFrame:
    """A table kept by hand, as text: one row a `row`.

    Raises CorpusError where the file is missing or lacks one of `columns`.
    """
    if not Path(path).is_file():
        raise CorpusError(f"{path}: missing; keep one row a {row} in it")
    table = pd.read_csv(path, dtype="str", encoding="utf-8-sig")
    for column in columns:
        if column not in table:
            raise CorpusError(f"{path}: no column {column!r}; it needs {', '.join(columns)}")
    return table


def within_events(table: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The rows of a span table, each once for every event whose evidence it overlaps.

    `table` has article, start, end (sentences, quotes, claims …); `events` is an events table.
    The result has an `event` column more, the rows in the order of `table`, and none for a span
    that tells of no event: a cell without rows is a group that doesn't tell of that event.
    """
    evidence = events[["event", "article", "start", "end"]]
    evidence = evidence.assign(group=evidence.groupby(["article", "event"], sort=False).ngroup())
    events_of = evidence[["article", "event", "group"]].drop_duplicates("group")
    evidence = evidence.sort_values(["group", "start"], kind="stable")
    reach = evidence.groupby("group")["end"].cummax().to_numpy(np.int64)
    group = evidence["group"].to_numpy(np.int64)
    rows = table[["article", "start", "end"]].reset_index(drop=True).reset_index(names="row")
    pairs = rows.merge(events_of, on="article")
    wanted = pairs["group"].to_numpy(np.int64)
    before = _rows_before(group, evidence["start"], wanted, pairs["end"])
    inside = (before >= 0) & (group[before] == wanted) & (reach[before] > pairs["start"])
    kept = pairs[inside].sort_values("row", kind="stable")
    return table.iloc[kept["row"]].assign(event=kept["event"].to_numpy()).reset_index(drop=True)


def _rows_before(group: Rows, start: pd.Series, wanted: Rows, end: pd.Series) -> Rows:
    """The last row, sorted by group and start, that begins before each `end` of its group."""
    width = max(start.max(), end.max(), 0) + 1 if len(start) and len(end) else 1
    keys = group * width + start.to_numpy(np.int64)
    return np.asarray(np.searchsorted(keys, wanted * width + end.to_numpy(np.int64)) - 1)


def event_grid(
    sentences: pd.DataFrame, *, articles: pd.DataFrame, events: pd.DataFrame
) -> pd.DataFrame:
    """How many sentences of each article tell of each event, and what share of the article.

    One row an event and article, also where the number is 0: event, label, article, source,
    sentences, share (0 to 1). The event told by most articles comes first.
    """
    told = within_events(sentences, events).groupby(["event", "article"]).size()
    labels = events.drop_duplicates("event").set_index("event")["label"]
    grid = told.unstack(fill_value=0).reindex(index=labels.index, columns=articles["article"])
    grid = grid.fillna(0).astype(int)
    rank = pd.DataFrame({"articles": (grid > 0).sum(axis=1), "sentences": grid.sum(axis=1)})
    order = rank.sort_values(["articles", "sentences"], ascending=False, kind="stable").index
    table = grid.loc[order].stack().rename("sentences").reset_index()
    table.insert(1, "label", table["event"].map(labels))
    table.insert(3, "source", table["article"].map(articles.set_index("article")["source"]))
    return table.assign(
        share=table["sentences"] / table["article"].map(sentences["article"].value_counts())
    )
