"""From any number to the verbatim words behind it."""

import re

import pandas as pd

from analysis.corpus.articles import evidence_ids as evidence_ids
from analysis.text.reading import Articles, read
from analysis.text.search import hit_table, match_patterns
from analysis.text.sentences import verbatim

ABOUT = ("source", "title", "published")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Passage(str):
    """Verbatim words of an article, headed by where they come from; shown without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def concordance(
    articles: Articles, term: str, *, limit: int | None = None, by: str = "source"
) -> pd.DataFrame:
    """Every use of `term` with its verbatim sentence: one row a hit, in reading order.

    `start` and `end` span the hit, `text` is the sentence, which begins at `sentence_start`.
    `term` may be a word, a phrase or a pattern with ``*``; case and the kind of apostrophe don't
    matter. `limit` keeps that many hits of each group of `by`. Raises ValueError for a term
    without a word.

    >>> texts = ["It was cold. A thaw came.", "No thaw!"]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> concordance(articles, "thaw")[["source", "start", "end", "text"]].values.tolist()
    [['A', 15, 19, 'A thaw came.'], ['B', 3, 7, 'No thaw!']]
    """
    reading = read(articles)
    articles, words, sentences = reading.articles, reading.words, reading.sentences
    hits = match_patterns(words, [term])
    first = hits["first"].to_numpy()
    row, sentence = words.article[first], words.sentence[first]
    table = hit_table(articles, words, hits, about=ABOUT)
    start, end = sentences.start[sentence], sentences.end[sentence]
    table["sentence_start"], table["text"] = start, verbatim(articles, row, start, end)
    table["evidence"] = evidence_ids(table)
    if limit is not None and by in articles:
        group = pd.Series(articles[by].to_numpy()[row])
        table = table[group.groupby(group, dropna=False).cumcount() < limit]
    return table.reset_index(drop=True)


def show(articles: Articles, evidence_id: str) -> Passage:
    """The verbatim words of an evidence id, headed by title, source and date where known.

    Raises ValueError where the id isn't of the form ``article:start-end``, names an article that
    isn't in `articles`, or a span that isn't in its text.

    >>> text = "It was cold. A thaw came."
    >>> print(show(pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]}), "1:13-25"))
    A thaw came.
    [1:13-25] · A
    """
    articles = read(articles).articles
    name, _, span = evidence_id.rpartition(":")
    numbers = re.fullmatch(r"(\d+)-(\d+)", span)
    if not name or not numbers:
        raise ValueError(f"{evidence_id!r} is no evidence id; one looks like 003:1204-1290")
    rows = articles[articles["article"].astype("str") == name]
    if rows.empty:
        known = ", ".join(map(str, articles["article"].head(5)))
        raise ValueError(
            f"{evidence_id!r}: no article {name!r} in this corpus (it begins {known}); "
            "was the id made from another corpus?"
        )
    article = rows.iloc[0]
    start, end = map(int, numbers.groups())
    if not start < end <= len(article["text"]):
        raise ValueError(
            f"{evidence_id!r}: article {name!r} has {len(article['text'])} characters, so there is "
            f"no span {start}-{end}; start comes before end, and end is at most its length"
        )
    about = [f"[{evidence_id}]", *(_about(article[c]) for c in ABOUT if c in articles)]
    return Passage(f"{article['text'][start:end]}\n{' · '.join(part for part in about if part)}")


def _about(value: object) -> str:
    if pd.isna(value):
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def defused(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with an apostrophe before each text that a spreadsheet would run as a formula."""
    return table.apply(_defused_column)


def _defused_column(column: pd.Series) -> pd.Series:
    if column.dtype.kind in "biufcmM":
        return column
    if column.dtype == "str":
        return column.mask(column.str.startswith(FORMULA), "'" + column)
    return column.map(lambda v: f"'{v}" if isinstance(v, str) and v.startswith(FORMULA) else v)
