"""Counting n-grams of word ids into sparse matrices, level by level, and TF-IDF over the counts."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.arrays import Bools, Floats, Ints

AT_ONCE = 4_000_000  # keys looked at together


class Sequence(NamedTuple):
    """Word ids in reading order: their document, which doesn't decrease, and whether a `border`
    that no n-gram crosses stands before each."""

    word: Ints
    document: Ints
    border: Bools


class Level(NamedTuple):
    """The n-grams of one length, sorted.

    Each is a `stem` (a row of the level below) and a `last` word; `counts` is documents ×
    n-grams; the n-gram `code[i]` begins at word `at[i]`.
    """

    stem: Ints
    last: Ints
    counts: sparse.csr_matrix
    at: Ints
    code: Ints


class Grams(NamedTuple):
    """n-grams of all lengths in lexicographic order: `words` (n-grams × longest) holds word ids,
    -1 where an n-gram is shorter; `counts` is documents × n-grams."""

    words: Ints
    counts: sparse.csr_matrix


def find_ngrams(
    sequence: Sequence,
    *,
    documents: int,
    longest: int = 3,
    min_documents: int = 1,
    copy: Ints | None = None,
) -> list[Level]:
    """All 1- to `longest`-grams, a level a length.

    An n-gram in fewer than `min_documents` documents is left out as soon as it is counted: a
    longer one that contains it can't be in more, so the result is that of pruning at the end.
    Documents with one number in `copy` count as one there.
    """
    size = int(sequence.word.max(initial=-1)) + 1
    at, last = (np.arange(n, dtype=np.int32) for n in (len(sequence.word), size))
    stem, code = np.zeros(size, np.int32), sequence.word
    levels: list[Level] = []
    for length in range(1, longest + 1):
        if length > 1:
            stem, last, at, code = _lengthen(levels[-1], sequence, length, min_documents)
        counts = _tally(sequence.document[at], code, documents, len(stem))
        keep = _document_frequency(counts, copy) >= min_documents
        if not keep.all():
            counts, stem, last, stays = counts[:, keep], stem[keep], last[keep], keep[code]
            at, code = at[stays], (np.cumsum(keep, dtype=np.int32) - np.int32(1))[code[stays]]
        levels.append(Level(stem, last, counts, at, code))
    return levels


def _lengthen(
    below: Level, sequence: Sequence, length: int, least: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Stems and last words of the n-grams one word longer, where they begin, and which; without
    some that stand in fewer than `least` places."""
    survives = np.zeros(len(sequence.word) + 1, bool)
    survives[below.at] = True
    tail = below.at + np.int32(length - 1)
    fits = survives[below.at + 1] & (tail < len(sequence.word))
    fits[fits] = ~sequence.border[tail[fits]]
    at, base = below.at[fits], np.int64(sequence.word.max(initial=0)) + 1
    key = below.code[fits] * base + sequence.word[tail[fits]]
    if least > 1:
        often = _often(key, least)
        at, key = at[often], key[often]
    codes, keys = pd.factorize(key)
    order = np.argsort(keys)
    rank = np.empty(len(keys), np.int32)
    rank[order] = np.arange(len(keys), dtype=np.int32)
    stem, last = np.divmod(keys[order], base)
    return stem.astype(np.int32), last.astype(np.int32), at, rank[codes]


def _often(keys: npt.NDArray[np.int64], least: int) -> Bools:
    """False only for keys that occur fewer than `least` times: those whose bucket, which other
    keys may share, holds fewer (Park, Chen & Yu 1995). Most rare keys go before they cost memory.
    """
    buckets = len(keys) | 1
    parts = [keys[low : low + AT_ONCE] for low in range(0, len(keys), AT_ONCE)]
    held = np.zeros(buckets, np.int32)
    for part in parts:
        held += np.bincount(part % buckets, minlength=buckets).astype(np.int32)
    return np.concatenate([held[part % buckets] >= least for part in parts] or [keys > 0])


def _tally(document: Ints, code: Ints, documents: int, size: int) -> sparse.csr_matrix:
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


def interleave(levels: list[Level]) -> tuple[Grams, list[Ints]]:
    """The levels as one table, and the row each level's n-grams have in it."""
    rows = _preorder(levels)
    words = np.full((sum(map(len, rows)), len(levels)), -1, np.int32)
    for length, (level, row) in enumerate(zip(levels, rows, strict=True)):
        if length:
            words[row, :length] = words[rows[length - 1][level.stem], :length]
        words[row, length] = level.last
    counts = sparse.hstack([level.counts for level in levels], format="csr")
    counts.indices = np.concatenate(rows)[counts.indices]
    counts.has_sorted_indices = False
    return Grams(words, counts), rows


def _preorder(levels: list[Level]) -> list[Ints]:
    """Lexicographic order is a walk through the tree of stems, each before what lengthens it."""
    sizes = [np.ones(len(level.stem), np.int32) for level in levels]
    for below, level in reversed(list(enumerate(levels[1:]))):
        grown = np.bincount(level.stem, sizes[below + 1], len(sizes[below]))
        sizes[below] += grown.astype(np.int32)
    rows = [np.cumsum(sizes[0], dtype=np.int32) - sizes[0]]
    for level, size in zip(levels[1:], sizes[1:], strict=True):
        before = np.cumsum(size, dtype=np.int32) - size
        first = np.searchsorted(level.stem, np.arange(len(rows[-1])))
        at_first = np.append(before, np.int32(0))[first]
        rows.append(rows[-1][level.stem] + np.int32(1) + before - at_first[level.stem])
    return rows


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
    lengths: Floats = np.sqrt(np.bincount(row, weighed.data**2, weighed.shape[0]))
    return lengths
