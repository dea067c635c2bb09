"""Which sentences tell of which event, and any span table repeated event by event."""

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.arrays import Rows
from analysis.corpus.articles import SEEDS, listed_ids
from analysis.corpus.faults import shown
from analysis.corpus.tables import Column, read_table

COLUMNS = ["event", "label", "article", "evidence"]
CELLS = 20_000  # events times articles of a grid that is told whole
SPAN = re.compile(r"(.+):(\d{1,9})-(\d{1,9})", re.S)


def read_events(
    path: str | Path = SEEDS / "events.csv", *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The hand-kept events table: one row an event and a sentence that tells of it.

    Columns event, label, article, evidence (an evidence id ``article:start-end``), start, end.
    A sentence may tell of several events. Raises CorpusError with every fault of the file: a
    missing column, an empty cell, a row twice, evidence that is no span of its article, and with
    `articles` one that isn't among these or has no such characters.

    >>> read_events().loc[0, ["event", "article", "evidence"]].tolist()
    ['military-visit', '000', '000:0-195']
    """
    known = lengths(articles)

    def check(cells: Mapping[str, str]) -> tuple[str, str] | None:
        return wrong_evidence(cells["evidence"], cells["article"], known)

    filled = [Column(column) for column in COLUMNS]
    alike = ("event", "evidence")
    table = read_table(path, filled, row="event and evidence id", alike=alike, check=check)
    table = table.reset_index(drop=True)
    spans = table["evidence"].str.extract(SPAN).astype({1: "int64", 2: "int64"})
    table["article"] = spans[0]
    return table[COLUMNS].assign(start=spans[1], end=spans[2])


def lengths(articles: pd.DataFrame | None) -> dict[str, int] | None:
    """The number of characters of each article."""
    if articles is None:
        return None
    ids = articles["article"].astype("str")
    return dict(zip(ids, articles["text"].str.len(), strict=True))


def wrong_evidence(
    evidence: str, article: str, known: Mapping[str, int] | None
) -> tuple[str, str] | None:
    """What is wrong with an evidence id of `article`, and what to do; None for a sound one.

    An article whose leading zeros a spreadsheet has dropped is the one that the id names.
    """
    found = f"evidence {shown(evidence)!r}"
    span = SPAN.fullmatch(evidence)
    if not span or span[1].lstrip("0") != article.lstrip("0"):
        return f"{found} is no span of article {shown(article)!r}", "write it as article:start-end"
    start, end = int(span[2]), int(span[3])
    if start >= end:
        return f"{found} ends before it begins", "write it as article:start-end"
    if known is not None and span[1] not in known:
        return f"article {shown(span[1])!r} is not in the corpus", "take the row out"
    if known is not None and end > known[span[1]]:
        return f"{found}: the text has {known[span[1]]:,} characters", "mark the sentence again"
    return None


def split_evidence(evidence: str) -> tuple[str, int, int]:
    """The article, start and end of an evidence id.

    >>> split_evidence("003:1204-1290")
    ('003', 1204, 1290)
    """
    article, _, span = evidence.rpartition(":")
    start, _, end = span.partition("-")
    return article, int(start), int(end)


def within_events(table: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The rows of a span table, each once for every event whose evidence it overlaps.

    `table` has article, start, end (sentences, quotes, claims …); `events` is an events table.
    The result has an `event` column more, the rows in the order of `table`, and none for a span
    that tells of no event: a cell without rows is a group that doesn't tell of that event.

    >>> table = pd.DataFrame({"article": ["1", "1"], "start": [0, 10], "end": [9, 19]})
    >>> events = pd.DataFrame({"event": ["x"], "article": ["1"], "start": [0], "end": [9]})
    >>> within_events(table, events)[["article", "start", "event"]].values.tolist()
    [['1', 0, 'x']]
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

    One row an event and article: event, label, article, source, sentences, share (0 to 1), evidence
    (ids of the first 20). The event told by most articles comes first. Where the number is 0 there
    is a row too, unless events and articles have more than 20,000 cells.

    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"]})
    >>> sentences = pd.DataFrame({"article": [*"112"], "start": [0, 10, 0], "end": [9, 19, 9]})
    >>> events = pd.DataFrame({"event": ["visit"], "label": ["The visit"], "article": ["1"]})
    >>> events = events.assign(start=0, end=9)
    >>> grid = event_grid(sentences, articles=articles, events=events)
    >>> grid[["event", "article", "sentences", "share"]].values.tolist()
    [['visit', '1', 1, 0.5], ['visit', '2', 0, 0.0]]
    """
    inside = within_events(sentences, events)
    told = inside.groupby(["event", "article"]).size()
    labels = events.drop_duplicates("event").set_index("event")["label"]
    rank = told.groupby("event").agg(["size", "sum"]).reindex(labels.index, fill_value=0)
    order = rank.sort_values(["size", "sum"], ascending=False, kind="stable").index
    axes = {"event": order, "article": pd.Index(articles["article"])}
    if len(order) * len(articles) <= CELLS:
        cells = pd.MultiIndex.from_product(axes.values(), names=list(axes))
        told = told.reindex(cells, fill_value=0)
    else:
        told = told.sort_index(key=lambda level: axes[level.name].get_indexer(level))
    table = told.rename("sentences").reset_index()
    table.insert(1, "label", table["event"].map(labels))
    table.insert(3, "source", table["article"].map(articles.set_index("article")["source"]))
    place = pd.MultiIndex.from_frame(table[["event", "article"]])
    return table.assign(
        share=table["sentences"] / table["article"].map(sentences["article"].value_counts()),
        evidence=listed_ids(inside, ["event", "article"]).reindex(place).to_numpy(),
    )
