"""n-grams, TF-IDF and framing terms against scikit-learn, and pruning at ten times the size."""

import numpy as np
import pandas as pd
from harness import Case, run
from plain_tfidf import Tfidf, tfidf
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.corpus.articles import read_articles
from analysis.corpus.copies import copy_groups
from analysis.wording.terms import framing_terms

GROUPS, ARTICLES, RESAMPLES = 8, 4_000, 500


def sklearn_tfidf(articles: pd.DataFrame) -> object:
    vectorizer = TfidfVectorizer(ngram_range=(1, 3))
    return vectorizer.fit_transform(articles["text"]), vectorizer.get_feature_names_out()


def grouped(articles: pd.DataFrame) -> pd.DataFrame:
    """The terms table of 4,000 articles (fewer where there aren't as many) in eight groups."""
    some = articles.head(ARTICLES)
    source = np.resize([f"group {number}" for number in range(GROUPS)], len(some))
    return framing_terms(some.assign(source=source), resamples=RESAMPLES)


def pruned(articles: pd.DataFrame) -> Tfidf:
    """TF-IDF of the terms that stand in five articles or more."""
    return tfidf(articles, min_documents=5)


CASES = [
    Case("TF-IDF, 1- to 3-grams", tfidf, {"TfidfVectorizer": sklearn_tfidf}),
    Case("TF-IDF, terms of 5 articles or more", pruned, grows=True),
    Case(f"framing terms, {GROUPS} groups, {RESAMPLES} resamples", grouped),
    Case("copy groups", copy_groups),
    Case("framing terms of the seeds", lambda _: framing_terms(read_articles())),
]

if __name__ == "__main__":
    run(CASES)
