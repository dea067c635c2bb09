"""Copies: articles that are the same text, or nearly, found without comparing all pairs.

Shingles of five folded words, MinHash signatures (Broder 1997) and bands of them in buckets
(Leskovec, Rajaraman & Ullman, ch. 3) propose pairs; shingles decide.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.arrays import Ints
from analysis.text.reading import Articles, read
from analysis.text.words import Words

WIDTH = 5
BANDS, ROWS = 32, 3  # a pair sharing half of its shingles is proposed with probability 0.986
NEAR = 0.5


class Shingles(NamedTuple):
    """Every run of WIDTH words inside an article: `shingle` numbers the distinct ones, and run i
    begins at row `at[i]` of the words, in article row `article[i]`."""

    shingle: npt.NDArray[np.int64]
    at: Ints
    article: Ints


def find_shingles(words: Words, *, width: int = WIDTH) -> Shingles:
    """The shingles of a corpus in reading order; they cross sentences, not articles."""
    at = np.arange(max(len(words.word) - width + 1, 0), dtype=np.int32)
    at = at[words.article[at] == words.article[at + width - 1]]
    code, base = words.word[at].astype(np.int64), np.int64(len(words.vocabulary))
    for ahead in range(1, width):
        code = pd.factorize(code * base + words.word[at + ahead])[0]
    return Shingles(code, at, words.article[at])


def copy_groups(articles: Articles, *, near: float = NEAR) -> Ints:
    """The copy group of each article: equal numbers for exact and near-duplicate texts.

    Two articles are copies when their words are the same, or when they share at least `near` of
    their distinct shingles (Jaccard); copies of a copy are in the group. Numbers run from 0 in
    the order of first articles. An article too short for a shingle, or empty, is copied only
    exactly. Furniture doesn't count.
    """
    reading = read(articles)
    words, size = reading.words, len(reading.articles)
    pairs = np.concatenate((_exact(words, size), _near(words, size, near)))
    edges = sparse.coo_matrix((np.ones(len(pairs)), pairs.T), shape=(size, size))
    group = connected_components(edges, directed=False)[1]
    numbers: Ints = pd.factorize(group)[0].astype(np.int32)
    return numbers


def _exact(words: Words, articles: int) -> npt.NDArray[np.int64]:
    """Each article with the first one of the same words; those without words with themselves."""
    bounds = np.searchsorted(words.article, np.arange(articles + 1))
    first: dict[bytes, int] = {}
    pairs: list[tuple[int, int]] = []
    for index, (low, high) in enumerate(pairwise(bounds)):
        known = first.setdefault(words.word[low:high].tobytes(), index) if high > low else index
        pairs.append((known, index))
    return np.array(pairs, np.int64).reshape(-1, 2)


def _near(words: Words, articles: int, near: float) -> npt.NDArray[np.int64]:
    shingles = find_shingles(words)
    distinct = int(shingles.shingle.max(initial=-1)) + 1
    where = (shingles.article, shingles.shingle)
    sets = sparse.csr_matrix((np.ones(len(where[0]), np.int32), where), shape=(articles, distinct))
    sets.data[:] = 1
    return near_copies(sets, near)


def near_copies(sets: sparse.csr_matrix, near: float) -> npt.NDArray[np.int64]:
    """Pairs of rows of articles × shingles whose sets share at least `near` of their shingles."""
    size, distinct = np.diff(sets.indptr), sets.shape[1]
    common = sets[:, np.bincount(sets.indices, minlength=distinct) > 1]
    pairs = _proposed(common)
    shared = common[pairs[:, 0]].multiply(common[pairs[:, 1]]).sum(axis=1).A1
    alike: npt.NDArray[np.int64] = pairs[shared >= near * (size[pairs].sum(axis=1) - shared)]
    return alike


def _proposed(sets: sparse.csr_matrix) -> npt.NDArray[np.int64]:
    """Neighbours in the buckets of each band of the MinHash signatures, each pair once."""
    filled = np.flatnonzero(np.diff(sets.indptr))
    random = np.random.default_rng(0)
    found = [np.empty((0, 2), np.int64)]
    for _ in range(BANDS if len(filled) else 0):
        band = np.zeros(len(filled), np.uint64)
        for factor, shift in random.integers(1, 2**63, (ROWS, 2), np.uint64) | np.uint64(1):
            mixed = (np.arange(sets.shape[1], dtype=np.uint64) + shift) * factor
            mixed = (mixed ^ (mixed >> np.uint64(29))) * factor
            low = np.minimum.reduceat(mixed[sets.indices], sets.indptr[filled])
            band = (band ^ low) * factor
        order = np.argsort(band, kind="stable")
        same = np.flatnonzero(band[order][1:] == band[order][:-1])
        found.append(np.column_stack((filled[order[same]], filled[order[same + 1]])))
    return np.unique(np.concatenate(found), axis=0)
