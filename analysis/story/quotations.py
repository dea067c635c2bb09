"""Sentences that mostly quote, and whether two of them quote the same words.

A speaker and a frame ("…, the minister said") that two sentences share don't make their quotations
one: those of one speaker about one matter are many. A quotation and a paraphrase are left alone.
"""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from analysis.arrays import Bools, Rows
from analysis.text.reading import Reading
from analysis.text.spans import place
from analysis.text.stems import HYPHEN, content_stem
from analysis.voices.quotation_marks import quoted

MOSTLY = 1 / 3  # part of a sentence's words between marks; who speaks may be told at length
ALIKE = 1 / 3  # part of the shorter quotation's content words that the other must have


class Quotations(NamedTuple):
    """`mostly`: whether a sentence mostly quotes; `stems`: sentence by content stem between
    marks."""

    mostly: Bools
    stems: csr_matrix


def sentence_quotations(reading: Reading) -> Quotations:
    """The direct quotations of each sentence."""
    words, inside = reading.words, _between_marks(reading)
    size = len(reading.sentences.first)
    many = np.bincount(words.sentence[inside], minlength=size)
    mostly = many > MOSTLY * np.bincount(words.sentence, minlength=size)
    known: dict[str, int] = {}
    stems_of: dict[int, list[int]] = {}
    cells: set[tuple[int, int]] = set()
    for sentence, word in zip(words.sentence[inside], words.word[inside], strict=True):
        if word not in stems_of:
            stems = map(content_stem, HYPHEN.split(words.vocabulary[word]))
            stems_of[word] = [known.setdefault(stem, len(known)) for stem in stems if stem]
        cells.update((int(sentence), column) for column in stems_of[word])
    row, column = np.array(sorted(cells), np.int64).reshape(-1, 2).T
    return Quotations(mostly, csr_matrix((np.ones(len(row)), (row, column)), (size, len(known))))


def _between_marks(reading: Reading) -> Bools:
    """Whether each word stands between quotation marks."""
    tags, words = reading.tags, reading.words
    spans = np.array([(span.first, span.last - 1) for span in quoted(tags)], np.int64)
    first, last = spans.reshape(-1, 2).T
    at = place(words.article, words.start)
    change = np.zeros(len(at) + 1, np.int64)
    np.add.at(change, np.searchsorted(at, place(tags.article[first], tags.start[first])), 1)
    np.add.at(change, np.searchsorted(at, place(tags.article[first], tags.end[last])), -1)
    between: Bools = np.cumsum(change[:-1]) > 0
    return between


def unlike(quotations: Quotations, one: Rows, other: Rows) -> Bools:
    """Whether the sentences of each pair both mostly quote, and quote different words.

    A quotation without a content word can't be told apart.
    """
    both = np.flatnonzero(quotations.mostly[one] & quotations.mostly[other])
    stems = quotations.stems
    left, right = stems[one[both]], stems[other[both]]
    shared = np.asarray(left.multiply(right).sum(axis=1)).ravel()
    fewer = np.minimum(np.diff(left.indptr), np.diff(right.indptr))
    different = np.zeros(len(one), bool)
    different[both] = shared < ALIKE * fewer
    return different
