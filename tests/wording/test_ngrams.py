import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.corpus.articles import read_articles
from analysis.wording.ngrams import Sequence, find_ngrams, interleave
from tests.bench.made_terms import made_articles
from tests.bench.plain_tfidf import tfidf


def plain(articles):
    """The texts without their excluded spans."""
    texts = []
    for text, spans in zip(
        articles["text"], articles.get("excluded", [()] * len(articles)), strict=True
    ):
        for start, end in sorted(spans, reverse=True):
            text = text[:start] + " " + text[end:]
        texts.append(text)
    return texts


def assert_as_sklearn(articles, **settings):
    names = {"longest": "ngram_range", "min_documents": "min_df"}
    ours = tfidf(articles, **settings)
    theirs = {
        names[key]: (1, value) if key == "longest" else value for key, value in settings.items()
    }
    vectorizer = TfidfVectorizer(**({"ngram_range": (1, 3)} | theirs))
    values = vectorizer.fit_transform(plain(articles))
    assert ours.terms.tolist() == vectorizer.get_feature_names_out().tolist()
    assert abs(ours.values - values).max() < 1e-12


@pytest.mark.parametrize("longest", [1, 2, 3, 4])
@pytest.mark.parametrize("min_documents", [1, 2, 3])
def test_the_seeds_as_scikit_learn_counts_them(longest, min_documents):
    assert_as_sklearn(read_articles(), longest=longest, min_documents=min_documents)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_generated_corpus_as_scikit_learn_counts_it(seed):
    assert_as_sklearn(made_articles((30, 30), seed=seed), min_documents=seed + 1)


LETTERS = "aAbZéÉßİΣςσ’'-_.,;\u00a0\u2003\n\r\t 12日本\u0301\U0001f600“”"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=40), min_size=1, max_size=5))
def test_any_text_as_scikit_learn_counts_it(texts):
    texts = [*texts, "one word at least"]
    assert_as_sklearn(pd.DataFrame({"article": range(len(texts)), "text": texts}))


def naive(words, document, border, fewest):
    seen = {}
    for at in range(len(words)):
        for size in (1, 2, 3):
            span = range(at, min(at + size, len(words)))
            if len(span) == size and not any(border[k] for k in span[1:]):
                seen.setdefault(tuple(words[k] for k in span), []).append(document[at])
    return {gram: sorted(where) for gram, where in seen.items() if len(set(where)) >= fewest}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=40),
    st.integers(1, 3),
)
def test_pruning_as_it_goes_is_pruning_at_the_end(rows, fewest):
    word = np.array([row[0] for row in rows], np.int32)
    border = np.array([row[1] for row in rows])
    document = (np.arange(len(rows)) // 7).astype(np.int32)
    border |= np.diff(document, prepend=-1) != 0
    levels = find_ngrams(
        Sequence(word, document, border), documents=document.max() + 1, min_documents=fewest
    )
    (words, counts), _ = interleave(levels)
    found = {}
    for gram, column in zip(words.tolist(), counts.T.toarray(), strict=True):
        found[tuple(w for w in gram if w >= 0)] = np.repeat(np.arange(len(column)), column).tolist()
    assert found == naive(word.tolist(), document.tolist(), border, fewest)
    assert list(found) == sorted(found)


def test_copies_count_once_where_rare_terms_are_left_out():
    sequence = Sequence(*(np.array(x) for x in ([0, 0, 1, 1], [0, 1, 2, 3], [True] * 4)))
    copy = np.array([0, 0, 1, 2])
    levels = find_ngrams(sequence, documents=4, min_documents=2, copy=copy)
    assert levels[0].last.tolist() == [1]
