"""Terms the analyst declares, followed through every group."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.statistics.intervals import Sums, interval
from analysis.text.reading import Articles
from analysis.text.search import match_patterns
from analysis.text.sentences import find_sentences, verbatim
from analysis.text.spans import place
from analysis.text.tokens import tokenize
from analysis.wording.ngrams import document_lengths, weigh
from analysis.wording.phrases import Phrases
from analysis.wording.terms import COLUMNS, TermComparison

WATCHED = ("thaw", "hawkish factions", "Trump's return")


def watch(
    articles: Articles,
    terms: Sequence[str] = WATCHED,
    *,
    by: str = "source",
    within: str | None = None,
    reference: str = "rest",
    spans: pd.DataFrame | None = None,
    without: pd.DataFrame | None = None,
    resamples: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """The terms table for declared `terms`: one row a group and a term, in the order given.

    A term is a word, a phrase or a pattern: ``*`` stands for any letters, and alone for any one
    word ("thaw*", "Trump's * return"). Case and the kind of apostrophe don't matter. Columns are
    those of `framing_terms` without `rank`, and `rate_low`, `rate_high` (the 95 % interval of
    `per_1000`, from ten units on) and `sentence`, the first that uses the term, whose hit is
    `evidence`. The family of `q` is these terms in all groups. A count of 0 is a row too, and
    means not found in these words. Raises ValueError for a term without a word.

    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": ["A thaw. It thawed."]})
    >>> watch(articles, ["thaw", "thaw*"])[["term", "count", "per_1000"]].values.tolist()
    [['thaw', 1, 250.0], ['thaw*', 2, 500.0]]
    """
    comparison = TermComparison(
        articles, by, within=within, spans=spans, without=without, reference=reference
    )
    hits = _hits(comparison, terms)
    if not len(comparison.group_of):
        return pd.DataFrame(columns=[*COLUMNS, "rate_low", "rate_high", "sentence"])
    lengths = document_lengths(
        weigh(comparison.phrases(1).counts, lengths=np.ones(len(comparison.group_of)))
    )
    scale = np.where(lengths > 0, lengths, 1)
    table = comparison.table(
        hits, weigh(hits.counts, lengths=scale), resamples=resamples, seed=seed
    )
    table = table.drop(columns="house").join(
        _rate_intervals(comparison, hits), on=["group", "term"]
    )
    return table.assign(sentence=_sentences(comparison.articles, table["evidence"]))


def _hits(comparison: TermComparison, terms: Sequence[str]) -> Phrases:
    words, document = comparison.selection.words, comparison.selection.document
    hits = match_patterns(words, terms)
    hits = hits[document[hits["first"]] == document[hits["last"]]]
    first, last = hits["first"].to_numpy(), hits["last"].to_numpy()
    where = (document[first], hits["pattern"].to_numpy())
    shape = (len(comparison.group_of), len(terms))
    counts = sparse.csr_matrix((np.ones(len(hits), int), where), shape)
    return Phrases(np.array(terms, object), counts, hits["pattern"].to_numpy(), first, last)


def _rate_intervals(comparison: TermComparison, hits: Phrases) -> pd.DataFrame:
    rows = []
    counts = 1000.0 * hits.counts.toarray()
    for number, group in enumerate(comparison.groups):
        inside = comparison.group_of == number
        for column, term in enumerate(hits.shown):
            uses, words = (
                np.bincount(comparison.unit_of[inside], values[inside]).astype(float)
                for values in (counts[:, column], comparison.size)
            )
            rate = interval(Sums(uses, words))
            rows.append((group, term, rate.low, rate.high))
    table = pd.DataFrame(rows, columns=["group", "term", "rate_low", "rate_high"])
    return table.drop_duplicates(["group", "term"]).set_index(["group", "term"])


def _sentences(articles: pd.DataFrame, evidence: pd.Series) -> pd.Series:
    """The verbatim sentence each evidence id begins in."""
    spans = find_sentences(tokenize(articles))
    parts = evidence.str.extract(r"^(?P<article>.+):(?P<start>\d+)-").dropna()
    row = pd.Index(articles["article"].astype("str")).get_indexer(parts["article"])
    begins = place(row, parts["start"].to_numpy(np.int64))
    at = np.searchsorted(place(spans.article, spans.start), begins, "right") - 1
    found = verbatim(articles, spans.article[at], spans.start[at], spans.end[at])
    return found.set_axis(parts.index).reindex(evidence.index)
