"""Which words of which articles are counted together: all, those of some spans, event by event."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.arrays import Ints, Rows
from analysis.text.reading import Articles, read
from analysis.text.tokens import Tokens, spread
from analysis.text.words import Words


class Selection(NamedTuple):
    """Selected words, and the documents they belong to.

    A document is an article, or what it tells of one event: `document` gives each word's,
    `article` each document's row in the articles table, `event` the number of each document's
    event (0 where there are none).
    """

    words: Words
    document: Ints
    article: Rows
    event: Rows


def select(
    articles: Articles,
    *,
    within: str | None = None,
    spans: pd.DataFrame | None = None,
    without: pd.DataFrame | None = None,
) -> Selection:
    """The words of `articles`, or those in `spans`, less those in `without`.

    Both are tables with article, start, end (a quotations table's `pieces` are used instead).
    `within` names a column of `spans` or of `articles`; words of no event are left out, and those
    of two events stand in two documents. Raises ValueError where neither has the column.
    """
    reading = read(articles)
    articles, words = reading.articles, reading.words
    event = _events(articles, within, spans)
    codes, events = np.asarray(event.codes, np.int64), len(event.categories)
    if spans is None:
        at = np.arange(len(words.word))
        told = codes[words.article]
    else:
        at, row = inside(words, articles, spans)
        told = codes[row if within in spans else words.article[at]]
    kept = told >= 0
    if without is not None:
        kept &= ~np.isin(at, inside(words, articles, without, touching=True)[0])
    key = words.article[at[kept]].astype(np.int64) * max(events, 1) + told[kept]
    if spans is not None:  # overlapping spans of one event hold a word once
        key, place = np.divmod(np.unique(key * len(words.word) + at[kept]), len(words.word))
    document, names = pd.factorize(key)
    article, told = np.divmod(names, max(events, 1))
    chosen = _take(words, at[kept] if spans is None else place)
    return Selection(chosen, document.astype(np.int32), article, told)


def _events(
    articles: pd.DataFrame, within: str | None, spans: pd.DataFrame | None
) -> pd.Categorical:
    """The event of each span or article; one event for all where none is asked for."""
    if within is None:
        return pd.Categorical([""] * len(articles))
    for table in (spans, articles):
        if table is not None and within in table:
            return pd.Categorical(table[within])
    raise ValueError(f"no column {within!r} in spans or articles to compare within; add one")


def place(article: npt.NDArray[np.integer], offset: npt.NDArray[np.integer]) -> Rows:
    """Numbers that sort places of a corpus by the article's row, then by the offset in it."""
    return (article.astype(np.int64) << 32) + offset


def inside(
    words: Words | Tokens, articles: pd.DataFrame, spans: pd.DataFrame, *, touching: bool = False
) -> tuple[Rows, Rows]:
    """The rows of `words` that lie in each span, or `touching` it, and the row of that span."""
    row = np.arange(len(spans))
    start, end = spans["start"].to_numpy(np.int64), spans["end"].to_numpy(np.int64)
    if "pieces" in spans:
        row = np.repeat(row, [len(pieces) for pieces in spans["pieces"]])
        start, end = np.array([p for ps in spans["pieces"] for p in ps], np.int64).reshape(-1, 2).T
    article = pd.Index(articles["article"]).get_indexer(spans["article"].to_numpy()[row])
    row, start, end = row[article >= 0], start[article >= 0], end[article >= 0]
    article = article[article >= 0]
    opens, closes = place(article, start), place(article, end)
    starts, ends = place(words.article, words.start), place(words.article, words.end)
    if touching:
        low, high = np.searchsorted(ends, opens, "right"), np.searchsorted(starts, closes, "left")
    else:
        low, high = np.searchsorted(starts, opens, "left"), np.searchsorted(ends, closes, "right")
    span, within = spread(np.maximum(high - low, 0).astype(np.int32))
    return low[span] + within, row[span]


def _take(words: Words, at: Rows) -> Words:
    """The words at some rows; where rows are skipped no phrase runs on."""
    arrays = [name for name in Words._fields if name not in ("vocabulary", "forms")]
    columns = {name: getattr(words, name)[at] for name in arrays}
    columns["border"][1:] |= np.diff(at) != 1
    return words._replace(**columns)
