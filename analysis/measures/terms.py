"""Which words and phrases set a group's articles apart, each with its evidence."""

import numpy as np
import pandas as pd

from analysis.corpus.tokens import tokenize
from analysis.corpus.words import find_words
from analysis.measures import keyness
from analysis.measures.ngrams import weigh
from analysis.measures.phrases import Phrases, find_phrases


def framing_terms(
    articles: pd.DataFrame,
    *,
    by: str = "source",
    within: str | None = None,
    reference: str = "rest",
    spans: pd.DataFrame | None = None,
    resamples: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """The terms table: one row a group and a term, the most distinctive first in each group."""
    articles = articles[articles[by].notna()].reset_index(drop=True)
    words = find_words(tokenize(articles))
    phrases = find_phrases(
        words, list(articles["text"]), document=words.article, documents=len(articles)
    )
    groups = pd.Index(articles[by].unique())
    code = groups.get_indexer(articles[by])
    size = np.bincount(words.article, minlength=len(articles)).astype(float)
    member = np.eye(len(groups))[code]
    part = keyness.sums(phrases.counts, size, member)
    every = keyness.Sums(*(np.sum(x, axis=-1, keepdims=True) for x in part))
    prior = every.count / every.size * size.mean()
    odds, variance = keyness.log_odds(part, every.without(part), prior=prior)
    z = odds / np.sqrt(variance)
    tfidf = member.T @ weigh(phrases.counts) / member.sum(axis=0)[:, None]
    presence = phrases.counts.copy()
    presence.data = np.ones_like(presence.data)
    frequency = presence.T @ member
    evidence = _evidence(phrases, words, articles, code, len(groups))
    shape = (len(groups), len(phrases.shown))

    def column(values: object) -> object:
        return np.broadcast_to(values, shape).ravel()

    table = pd.DataFrame(
        {
            "by": by,
            "group": np.repeat(groups.to_numpy(), shape[1]),
            "reference": reference,
            "term": np.tile(phrases.shown, shape[0]),
            "count": part.count.T.ravel().astype(int),
            "per_1000": (1000 * part.count / part.size).T.ravel(),
            "document_frequency": frequency.T.ravel().astype(int),
            "dispersion": np.nan,
            "tfidf": tfidf.ravel(),
            "log_odds": odds.T.ravel(),
            "low": np.nan,
            "high": np.nan,
            "z": z.T.ravel(),
            "q": np.nan,
            "articles": np.repeat(member.sum(axis=0).astype(int), shape[1]),
            "unit": "article",
            "evidence": evidence.ravel(),
        }
    )
    table["rank"] = table.groupby("group", sort=False)["z"].rank(ascending=False, method="first")
    table["rank"] = table["rank"].astype("Int64")
    order = np.lexsort((table["rank"], np.repeat(np.arange(shape[0]), shape[1])))
    return table.iloc[order].reset_index(drop=True)


def _evidence(phrases: Phrases, words, articles, code, groups) -> np.ndarray:
    """The evidence id of each term's first use in each group."""
    found = pd.DataFrame({"group": code[words.article[phrases.first]], "term": phrases.term})
    found = found.drop_duplicates()
    at, last = phrases.first[found.index], phrases.last[found.index]
    names = articles["article"].to_numpy()[words.article[at]]
    ids = [
        f"{name}:{start}-{end}"
        for name, start, end in zip(names, words.start[at], words.end[last], strict=True)
    ]
    table = np.full((groups, len(phrases.shown)), None, object)
    table[found["group"], found["term"]] = ids
    return table
