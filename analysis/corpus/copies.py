"""Copies: articles that are the same text, or nearly, found without comparing all pairs.

Two texts that share half of their shingles of five folded words share one of the rarest half of
either's (prefix filtering; Chaudhuri, Ganti & Kaushik 2006): those propose pairs, and all shingles
decide. Nothing is drawn at random, and no pair is missed but for shingles of a crowd.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.arrays import Ints, Rows
from analysis.text.reading import Articles, Reading, once, read
from analysis.text.words import Words

WIDTH = 5
NEAR = 0.5
CROWD = 50  # articles a shingle may pair at once; a longer list is linked as a chain
BLOCK = 200_000  # pairs whose shingles are compared at a time


class Shingles(NamedTuple):
    """Every run of WIDTH words inside an article: `shingle` numbers the distinct ones, and run i
    begins at row `at[i]` of the words, in article row `article[i]`."""

    shingle: npt.NDArray[np.int64]
    at: Ints
    article: Ints


def find_shingles(words: Words, *, width: int = WIDTH) -> Shingles:
    """The shingles of a corpus in reading order; they cross sentences, not articles."""
    at = shingle_starts(words, width=width)
    code, base = words.word[at].astype(np.int64), np.int64(len(words.vocabulary))
    for ahead in range(1, width):
        code = pd.factorize(code * base + words.word[at + ahead])[0]
    return Shingles(code, at, words.article[at])


def shingle_starts(words: Words, *, width: int = WIDTH) -> Ints:
    """The rows of `words` at which a shingle begins."""
    at = np.arange(max(len(words.word) - width + 1, 0), dtype=np.int32)
    inside: Ints = at[words.article[at] == words.article[at + width - 1]]
    return inside


def copy_groups(articles: Articles, *, near: float = NEAR) -> Ints:
    """The copy group of each article: equal numbers for exact and near-duplicate texts.

    Two articles are copies when their words are the same, or when they share at least `near` of
    their distinct shingles (Jaccard); copies of a copy are in the group. Numbers run from 0 in
    the order of first articles. An article too short for a shingle, or empty, is copied only
    exactly. Furniture doesn't count.

    >>> texts = ["The talks ended late.", "THE TALKS ended late!", "Nothing was signed."]
    >>> copy_groups(pd.DataFrame({"article": ["1", "2", "3"], "text": texts})).tolist()
    [0, 0, 1]
    """
    return _copy_groups(read(articles), near).copy()


@once
def _copy_groups(reading: Reading, near: float) -> Ints:
    words, size = reading.words, len(reading.articles)
    pairs = np.concatenate((_exact(words, size), _near(words, size, near)))
    edges = sparse.coo_matrix((np.ones(len(pairs)), pairs.T), shape=(size, size))
    group = connected_components(edges, directed=False)[1]
    numbers: Ints = pd.factorize(group)[0].astype(np.int32)
    return numbers


def _exact(words: Words, articles: int) -> Rows:
    """Each article with the first one of the same words; those without words with themselves."""
    bounds = np.searchsorted(words.article, np.arange(articles + 1))
    first: dict[bytes, int] = {}
    pairs: list[tuple[int, int]] = []
    for index, (low, high) in enumerate(pairwise(bounds)):
        known = first.setdefault(words.word[low:high].tobytes(), index) if high > low else index
        pairs.append((known, index))
    return np.array(pairs, np.int64).reshape(-1, 2)


def _near(words: Words, articles: int, near: float) -> Rows:
    shingles = find_shingles(words)
    distinct = int(shingles.shingle.max(initial=-1)) + 1
    where = (shingles.article, shingles.shingle)
    sets = sparse.csr_matrix((np.ones(len(where[0]), np.int32), where), shape=(articles, distinct))
    sets.data[:] = 1
    return near_copies(sets, near)


def near_copies(sets: sparse.csr_matrix, near: float, *, alone: Rows | int = 0) -> Rows:
    """Pairs of rows of articles × shingles whose sets share at least `near` of their shingles.

    `alone` says how many further shingles each row has that no other has.
    """
    size = np.diff(sets.indptr) + alone
    pairs = _proposed(sets, size, near)
    parts = np.array_split(pairs, len(pairs) // BLOCK + 1)
    shared = np.concatenate([_shared(sets, part) for part in parts])
    return np.asarray(pairs[shared >= near * (size[pairs].sum(axis=1) - shared)])


def _shared(sets: sparse.csr_matrix, pairs: Rows) -> Rows:
    """How many shingles the two of each pair share."""
    return np.asarray(sets[pairs[:, 0]].multiply(sets[pairs[:, 1]]).sum(axis=1)).ravel()


def _proposed(sets: sparse.csr_matrix, size: Rows, near: float) -> Rows:
    """Pairs of articles that share one of the rarest shingles of both, each once.

    Of n shingles, n − ⌈near·n⌉ + 1 are the rarest: who shares none of them shares too few.
    """
    spread = np.bincount(sets.indices, minlength=sets.shape[1])
    row = np.repeat(np.arange(sets.shape[0]), np.diff(sets.indptr))
    order = np.lexsort((sets.indices, spread[sets.indices], row))
    rank = np.arange(len(row)) - sets.indptr[row] + (size - np.diff(sets.indptr))[row]
    row, column = row[order], sets.indices[order]
    rarest = rank < (size - np.ceil(near * size) + 1)[row]
    row, column = row[rarest], column[rarest]
    held = np.bincount(column, minlength=sets.shape[1])[column]
    few = (held > 1) & (held <= CROWD)
    some = sparse.csr_matrix((np.ones(few.sum(), np.int32), (row[few], column[few])), sets.shape)
    together = sparse.triu(some @ some.T, 1).tocoo()
    crowded = np.lexsort((row, column))
    crowded = crowded[held[crowded] > CROWD]
    same = np.flatnonzero(np.diff(column[crowded]) == 0)
    chain = np.column_stack((row[crowded[same]], row[crowded[same + 1]]))
    pairs = np.concatenate((np.column_stack((together.row, together.col)), chain))
    return np.unique(pairs.astype(np.int64), axis=0)
