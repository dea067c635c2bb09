"""Corpus-wide terms from the counts of the parts, added in their order; no text is read again."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtr, stdtrit

from analysis.arrays import Bools, Floats, Rows
from analysis.scale import store
from analysis.statistics.intervals import FEWEST, TAIL, unit_note
from analysis.statistics.permutations import benjamini_hochberg
from analysis.wording.phrases import find_fragments

MOST = 50_000  # terms that a summary is made of: those in the most articles
HELD = 2_000_000  # terms held while parts are added; the rarest go first
ARTICLES = 5  # fewest articles that use a term


class Sums(NamedTuple):
    """Sums over units: articles, all copies of a text in one group being one.

    Groups × terms: uses, their squares, uses times size, articles that use the term, TF-IDF, and
    of the first use the article's place in the corpus, start and end (-1 where there is none).
    By group: sizes, their squares, units, articles.
    """

    uses: Floats
    square: Floats
    cross: Floats
    documents: Floats
    tfidf: Floats
    first: Rows
    size: Floats
    size_square: Floats
    units: Floats
    articles: Rows


def shared_vocabulary(folder: Path) -> tuple[pd.DataFrame, int]:
    """The terms of all parts, sorted: term, shown, documents, count; and how many rare ones were
    let go because more than HELD stood in memory."""
    known = _Known()
    for part in store.parts(folder, "vocabulary"):
        known.add(part.read())
        if len(known.row) > HELD:
            known.let_go(HELD // 2)
    terms = known.table()
    terms = terms[terms["documents"] >= ARTICLES].sort_values("term", ignore_index=True)
    kept = terms[~_inside_others(terms)].nlargest(MOST, ["documents", "count"])
    return kept.sort_values("term", ignore_index=True), known.pruned


class _Known:
    """Terms in the order they are met; each is shown as in the part that uses it most."""

    def __init__(self) -> None:
        self.row: dict[str, int] = {}
        self.shown: list[str] = []
        self.numbers = np.zeros((0, 3), np.int64)  # articles, uses, most uses in a part
        self.pruned = 0

    def add(self, words: pd.DataFrame) -> None:
        """Add the terms of a part, each of which stands in it once."""
        row = self.row
        at = np.array([row.setdefault(term, len(row)) for term in words["term"]], np.int64)
        new = len(row) - len(self.shown)
        self.shown += [""] * new
        self.numbers = np.pad(self.numbers, ((0, new), (0, 0)))
        self.numbers[at, :2] += words[["documents", "count"]].to_numpy()
        count = words["count"].to_numpy()
        more = np.flatnonzero(count > self.numbers[at, 2])
        self.numbers[at[more], 2] = count[more]
        for place, form in zip(at[more].tolist(), words["shown"].iloc[more], strict=True):
            self.shown[place] = form

    def let_go(self, most: int) -> None:
        """Keep the `most` terms that the most articles use."""
        kept = np.sort(np.lexsort((-self.numbers[:, 1], -self.numbers[:, 0]))[:most])
        terms = list(self.row)
        self.pruned += len(terms) - len(kept)
        self.row = {terms[old]: new for new, old in enumerate(kept.tolist())}
        self.shown = [self.shown[old] for old in kept.tolist()]
        self.numbers = self.numbers[kept]

    def table(self) -> pd.DataFrame:
        """term, shown, documents, count."""
        columns = {"term": [*self.row], "shown": self.shown}
        table = pd.DataFrame(columns, dtype="str")
        table[["documents", "count"]] = self.numbers[:, :2]
        return table


def _counts(folder: Path) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Each part's vocabulary, and its counts of terms in articles, numbered over the corpus."""
    tables = (store.parts(folder, name) for name in ("vocabulary", "terms", "marks"))
    before = 0
    for words, cells, marks in zip(*tables, strict=True):
        told = cells.read()
        yield words.read(), told.assign(article=told["article"] + before)
        before += marks.rows


def _inside_others(known: pd.DataFrame) -> Bools:
    """Which terms are used almost only inside a longer one."""
    words = known["term"].str.split(" ", expand=True).reindex(columns=range(3))
    codes = pd.factorize(words.to_numpy().ravel())[0].astype(np.int32)
    return find_fragments(codes.reshape(-1, 3), known["count"].to_numpy(float))


def sum_counts(folder: Path, vocabulary: pd.DataFrame, articles: pd.DataFrame) -> Sums:
    """One walk over the parts' counts, in their order.

    `articles` holds, in the order of the corpus, each article's `group` (a number, -1 for none),
    `weight` (one over the copies of it in its group) and `words`.
    """
    groups, terms = int(articles["group"].max()) + 1, len(vocabulary)
    idf = np.log((1 + len(articles)) / (1 + vocabulary["documents"].to_numpy())) + 1
    index = pd.Index(vocabulary["term"])
    sums = np.zeros((5, groups * terms))
    first = np.full((groups * terms, 3), -1, np.int64)
    for words, cells in _counts(folder):
        cells = cells.assign(term=index.get_indexer(words["term"])[cells["term"]])
        cells = cells[cells["term"] >= 0]
        here = articles.take(cells["article"]).reset_index(drop=True)
        cell = here["group"].to_numpy() * terms + cells["term"].to_numpy()
        grouped = here["group"].to_numpy() >= 0
        for total, values in zip(sums, _values(cells, here, idf), strict=True):
            total += np.bincount(cell[grouped], values[grouped], len(total))
        _note_first(first, cell[grouped], cells[["article", "start", "end"]].to_numpy()[grouped])
    uses, square, cross, documents, tfidf = sums.reshape(5, groups, terms)
    sizes = _sizes(articles, groups)
    return Sums(uses, square, cross, documents, tfidf, first.reshape(groups, terms, 3), *sizes)


def _values(cells: pd.DataFrame, here: pd.DataFrame, idf: Floats) -> tuple[Floats, ...]:
    """What each use count adds: uses, their squares, uses times size, one, and TF-IDF."""
    count, weight = cells["count"].to_numpy(float), here["weight"].to_numpy()
    weighed = count * idf[cells["term"]]
    article = pd.factorize(cells["article"])[0]
    length = np.sqrt(np.bincount(article, weighed**2))[article]
    sizes = here["words"].to_numpy()
    uses = (count * weight, count**2 * weight, count * sizes * weight)
    return (*uses, np.ones(len(count)), weighed / length)


def _note_first(first: Rows, cell: Rows, spans: Rows) -> None:
    """Where each cell is used first, for those not used before."""
    new = np.flatnonzero(first[cell, 0] < 0)[::-1]  # of equal cells the last one written stays
    first[cell[new]] = spans[new]


def _sizes(articles: pd.DataFrame, groups: int) -> tuple[Floats, Floats, Floats, Rows]:
    """By group: words, their squares, units and articles."""
    told = articles[articles["group"] >= 0]
    group, words, weight = (told[name].to_numpy() for name in ("group", "words", "weight"))
    sums = [
        np.bincount(group, v, groups).astype(np.float64)
        for v in (words * weight, words**2 * weight, weight)
    ]
    return sums[0], sums[1], sums[2], np.bincount(group, minlength=groups)


def terms_table(sums: Sums, vocabulary: pd.DataFrame, *, groups: list[str]) -> pd.DataFrame:
    """One row a group and a term, each group against the rest, the most distinctive first.

    `log_odds` as in ``framing_terms``; its variance is the model's or, where larger, the
    linearised one of a ratio of sums over units. From ten units on on both sides, `low` and
    `high` are Student's t, and `q` is Benjamini-Hochberg's over all terms and groups, z taken for
    a normal deviate: with so many articles a permutation has nothing to add.
    """
    share = sums.uses.sum(axis=0) / max(sums.size.sum(), 1)
    words = 2 * sums.size.sum() / max(sums.units.sum(), 1)
    prior = np.maximum(share * words, 1)
    numbers = np.arange(len(groups))
    tables = []
    for number, group in enumerate(groups):
        own = _side(sums, numbers == number, prior, words)
        rest = _side(sums, numbers != number, prior, words)
        tables.append(_compared(sums, vocabulary, number, own, rest).assign(group=group))
    table = pd.concat(tables, ignore_index=True)
    able = table["low"].notna()
    table["q"] = np.nan
    if able.any():
        p = 2 * ndtr(-table.loc[able, "z"].abs().to_numpy())
        table.loc[able, "q"] = benjamini_hochberg(p)
    order = ["group", "z", "term"]
    return table.sort_values(order, ascending=[True, False, True], ignore_index=True)


def _compared(
    sums: Sums, vocabulary: pd.DataFrame, number: int, own: "_Side", rest: "_Side"
) -> pd.DataFrame:
    """A group's terms with counts, log odds and interval."""
    estimate, error = own.odds - rest.odds, np.sqrt(own.variance + rest.variance)
    fewest = min(own.units, rest.units)
    width = stdtrit(fewest - 1, 1 - TAIL) if fewest >= FEWEST else np.nan
    return pd.DataFrame(
        {
            "articles": sums.articles[number],
            "unit": unit_note("article", int(fewest)),
            "term": vocabulary["shown"],
            "count": np.round(sums.uses[number]).astype(int),
            "per_1000": 1000 * sums.uses[number] / max(sums.size[number], 1),
            "document_frequency": sums.documents[number].astype(int),
            "tfidf": sums.tfidf[number] / max(sums.articles[number], 1),
            "log_odds": estimate,
            "low": estimate - width * error,
            "high": estimate + width * error,
            "z": estimate / error,
            "first": sums.first[number, :, 0],
            "start": sums.first[number, :, 1],
            "end": sums.first[number, :, 2],
        }
    )


class _Side(NamedTuple):
    """Log odds of each term on one side with their variance, and the side's units."""

    odds: Floats
    variance: Floats
    units: float


def _side(sums: Sums, groups: Bools, prior: Floats, words: float) -> _Side:
    uses, square, cross = (values[groups].sum(axis=0) for values in sums[:3])
    size, size_square, units = (
        float(values[groups].sum()) for values in (sums.size, sums.size_square, sums.units)
    )
    part = size / max(sums.size.sum(), 1)
    smoothed, whole = uses + prior * part, size + words * part
    rate = uses / max(size, 1)
    between = square - rate * (2 * cross - rate * size_square)
    between = between * units / max(units - 1, 1)
    smoothed = np.maximum(smoothed, 1e-9)
    odds = np.log(smoothed / np.maximum(whole - smoothed, 1e-9))
    return _Side(odds, np.maximum(smoothed, between) / smoothed**2, units)
