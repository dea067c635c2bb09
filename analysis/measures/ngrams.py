"""Counting n-grams of word ids into sparse matrices, level by level, and TF-IDF over the counts."""

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.corpus.tokens import Ints, tokenize

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.floating]
_SKLEARN_WORD = re.compile(r"\w\w+|\n")


class Grams(NamedTuple):
    """Counts of n-grams, and where they stand.

    `words` (n-grams × longest) holds word ids, -1 where an n-gram is shorter, in lexicographic
    order; `counts` is documents × n-grams. The n-gram `gram[i]` begins at word `at[i]`.
    """

    words: npt.NDArray[np.int32]
    counts: sparse.csr_matrix
    at: Ints
    gram: Ints


class Tfidf(NamedTuple):
    """Values (documents × terms) and the terms, sorted, as scikit-learn gives them."""

    terms: npt.NDArray[np.object_]
    values: sparse.csr_matrix


def count_ngrams(
    word: Ints,
    document: Ints,
    *,
    documents: int,
    border: Bools | None = None,
    longest: int = 3,
    min_documents: int = 1,
    copy: Ints | None = None,
) -> Grams:
    """Counts of all 1- to `longest`-grams of a sequence of word ids.

    `document` doesn't decrease; no n-gram reaches over a change of it or over a True in `border`.
    An n-gram in fewer than `min_documents` documents is left out as soon as it is counted: a
    longer one that contains it can't be in more, so the result is that of pruning at the end.
    Documents with one number in `copy` count as one there.
    """
    apart = np.diff(document, prepend=-1) != 0
    apart = apart if border is None else apart | border
    at = np.arange(len(word), dtype=np.int32)
    code, size = word, int(word.max(initial=-1)) + 1
    names = np.arange(size, dtype=np.int32)[:, None]
    levels: list[tuple[Ints, sparse.csr_matrix, Ints, Ints]] = []
    for length in range(1, longest + 1):
        if length > 1:
            at, code, names = _lengthen(at, code, names, word=word, apart=apart)
            size = len(names)
        counts = _tally(document[at], code, documents=documents, size=size)
        keep = _document_frequency(counts, copy) >= min_documents
        if not keep.all():
            counts, names = counts[:, keep], names[keep]
            stays = keep[code]
            at, code = at[stays], (np.cumsum(keep, dtype=np.int32) - np.int32(1))[code[stays]]
            size = len(names)
        levels.append((names, counts, at, code))
    return _interleave(levels, longest)


def _lengthen(
    at: Ints, code: Ints, names: Ints, *, word: Ints, apart: Bools
) -> tuple[Ints, Ints, Ints]:
    """The n-grams one word longer: where they begin, their ranks, and their words."""
    survives = np.zeros(len(word) + 1, bool)
    survives[at] = True
    tail = at + np.int32(names.shape[1])
    fits = tail < len(word)
    fits[fits] = ~apart[tail[fits]] & survives[at[fits] + 1]
    at, code, tail = at[fits], code[fits], tail[fits]
    base = np.int64(word.max(initial=0)) + 1
    seen, keys = pd.factorize(code * base + word[tail])
    order = np.argsort(keys)
    rank = np.empty(len(keys), np.int32)
    rank[order] = np.arange(len(keys), dtype=np.int32)
    stem, last = np.divmod(keys[order], base)
    return at, rank[seen], np.column_stack((names[stem], last.astype(np.int32)))


def _tally(document: Ints, code: Ints, *, documents: int, size: int) -> sparse.csr_matrix:
    """Documents × codes, how often each code stands in each document."""
    begins = np.searchsorted(document, np.arange(documents + 1)).astype(np.int32)
    ones = np.ones(len(code), np.int32)
    counts = sparse.csr_matrix((ones, code.copy(), begins), shape=(documents, size))
    counts.sum_duplicates()
    return counts


def _document_frequency(counts: sparse.csr_matrix, copy: Ints | None) -> npt.NDArray[np.intp]:
    if copy is not None:
        ones = np.ones(len(copy), np.int8)
        merge = sparse.csr_matrix((ones, (copy, np.arange(len(copy)))))
        counts = merge @ counts
    return np.bincount(counts.indices, minlength=counts.shape[1])


def _interleave(levels: list[tuple[Ints, sparse.csr_matrix, Ints, Ints]], longest: int) -> Grams:
    """The levels as one table in lexicographic order."""
    words = np.concatenate(
        [np.pad(n, ((0, 0), (0, longest - n.shape[1])), constant_values=-1) for n, *_ in levels]
    )
    order = np.lexsort(words.T[::-1])
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    counts = sparse.hstack([level[1] for level in levels], format="csr")
    counts.indices = rank[counts.indices]
    counts.has_sorted_indices = False
    sizes = np.cumsum([0, *(len(level[0]) for level in levels[:-1])])
    gram = [rank[level[3] + base] for level, base in zip(levels, sizes, strict=True)]
    at = np.concatenate([level[2] for level in levels])
    return Grams(words[order], counts, at, np.concatenate(gram))


def weigh(counts: sparse.csr_matrix, *, lengths: Floats | None = None) -> sparse.csr_matrix:
    """TF-IDF of documents × terms counts, each document scaled to length one.

    As scikit-learn's TfidfTransformer as published: idf = ln((1 + n) / (1 + df)) + 1. `lengths`
    are those of documents whose whole vocabulary isn't in `counts`.
    """
    documents = counts.shape[0]
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + documents) / (1 + frequency)) + 1
    data = counts.data * idf[counts.indices]
    weighed = sparse.csr_matrix((data, counts.indices, counts.indptr), counts.shape)
    scale = document_lengths(weighed) if lengths is None else lengths
    weighed.data /= np.repeat(scale, np.diff(counts.indptr))
    return weighed


def document_lengths(weighed: sparse.csr_matrix) -> Floats:
    """The Euclidean length of each row."""
    row = np.repeat(np.arange(weighed.shape[0]), np.diff(weighed.indptr))
    return np.sqrt(np.bincount(row, weighed.data**2, weighed.shape[0]))


def tfidf(articles: pd.DataFrame, *, longest: int = 3, min_documents: int = 1) -> Tfidf:
    """TF-IDF of the 1- to `longest`-grams of `articles`, by scikit-learn's definition of a word.

    Terms and values are those of ``TfidfVectorizer(ngram_range=(1, longest), min_df=…)`` on the
    texts without their excluded spans. Sentence borders don't count here; `framing_terms`
    minds them.
    """
    tokens = tokenize(articles)
    found = _SKLEARN_WORD.findall("\n".join(tokens.vocabulary).lower() + "\n")
    is_end = np.fromiter((item == "\n" for item in found), bool, len(found))
    per_type = np.diff(np.flatnonzero(is_end), prepend=-1) - 1
    vocabulary, ids = np.unique(np.array(found, object)[~is_end], return_inverse=True)
    count = per_type[tokens.type_id]
    token = np.repeat(np.arange(len(tokens), dtype=np.int32), count)
    within = np.arange(len(token)) - np.repeat(np.cumsum(count) - count, count)
    word = ids.astype(np.int32)[(np.cumsum(per_type) - per_type)[tokens.type_id[token]] + within]
    grams = count_ngrams(
        word, tokens.article[token], documents=len(articles), longest=longest,
        min_documents=min_documents,
    )  # fmt: skip
    return Tfidf(join_words(grams.words, vocabulary), weigh(grams.counts))


def join_words(
    words: npt.NDArray[np.int32], vocabulary: npt.NDArray[np.object_]
) -> npt.NDArray[np.object_]:
    """The n-grams as strings, their words joined by blanks."""
    padded = np.append(vocabulary, "")
    head = padded[words[:, 0]]
    tails = (np.where(column < 0, "", " " + padded[column]) for column in words.T[1:])
    return np.add.reduce([head, *tails]) if words.shape[1] > 1 else head
