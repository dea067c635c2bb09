"""TF-IDF of our n-gram counts over scikit-learn's words, to be held against its own."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from analysis.arrays import Ints
from analysis.text.tokens import spread, tokenize
from analysis.wording.ngrams import Sequence, find_ngrams, interleave, weigh

_SKLEARN_WORD = re.compile(r"\w\w+|\n")


class Tfidf(NamedTuple):
    """Values (documents × terms) and the terms, sorted, as scikit-learn gives them."""

    terms: pd.Index
    values: sparse.csr_matrix


def tfidf(articles: pd.DataFrame, *, longest: int = 3, min_documents: int = 1) -> Tfidf:
    """TF-IDF of the 1- to `longest`-grams of `articles`, by scikit-learn's definition of a word.

    Terms and values are those of ``TfidfVectorizer(ngram_range=(1, longest), min_df=…)`` on the
    texts without their excluded spans. Sentence borders don't count here; `framing_terms` minds
    them.
    """
    vocabulary, sequence = _sklearn_words(articles)
    levels = find_ngrams(
        sequence, documents=len(articles), longest=longest, min_documents=min_documents
    )
    words, counts = interleave(levels)[0]
    del levels, sequence
    return Tfidf(join_words(words, vocabulary), weigh(counts))


def _sklearn_words(articles: pd.DataFrame) -> tuple[pa.Array, Sequence]:
    """The runs of two or more letters and digits in lower case, sorted, and where they stand."""
    tokens = tokenize(articles)
    found = _SKLEARN_WORD.findall("\n".join(tokens.vocabulary).lower() + "\n")
    pieces = np.array(found, object)
    ends = pieces == "\n"
    size = (np.diff(np.flatnonzero(ends), prepend=-1) - 1).astype(np.int32)
    vocabulary, word = np.unique(pieces[~ends], return_inverse=True)
    token, piece = spread(size[tokens.type_id])
    piece += (np.cumsum(size, dtype=np.int32) - size)[tokens.type_id[token]]
    document = tokens.article[token]
    border = np.diff(document, prepend=-1) != 0
    sequence = Sequence(word.astype(np.int32)[piece], document, border)
    return pa.array(vocabulary, pa.string()), sequence


def join_words(words: Ints, vocabulary: pa.Array) -> pd.Index:
    """The n-grams as strings, their words joined by blanks."""
    columns = [vocabulary.take(pa.array(column, mask=column < 0)) for column in words.T]
    joined = pc.binary_join_element_wise(*columns, " ", null_handling="skip")
    return pd.Index(joined.cast(pa.large_string()).to_pandas(types_mapper=None), dtype="str")
