"""Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).

Counts of a term in a group and in what it is compared with become a log odds ratio; its variance
is the larger of the model's and of the one between articles, because words come in bursts.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.floating]


class Units(NamedTuple):
    """What is counted once: an article, or all copies of one, by event.

    `counts` is units × terms, `size` the words of each unit, `group` its group's number, `event`
    its event's number, `block` what its group is exchangeable within, `cluster` what is resampled.
    """

    counts: sparse.csr_matrix
    size: Floats
    group: npt.NDArray[np.int64]
    event: npt.NDArray[np.int64]
    block: npt.NDArray[np.int64]


class Sums(NamedTuple):
    """Sums over a set of units, for terms × sets: counts, their squares, counts times size; and
    for sets alone the sizes, their squares and the number of units."""

    count: Floats
    square: Floats
    cross: Floats
    size: Floats
    size_square: Floats
    units: Floats

    def without(self, other: "Sums") -> "Sums":
        return Sums(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))


def sums(counts: sparse.csr_matrix, size: Floats, member: Floats) -> Sums:
    """Sums for terms × sets; `member` is units × sets, 1 where a unit is in a set."""
    terms = counts.T.tocsr()
    square, cross = terms.copy(), terms.copy()
    square.data = square.data**2
    cross.data = cross.data * size[cross.indices]
    alone = np.column_stack((size, size**2, np.ones_like(size))).T @ member
    return Sums(terms @ member, square @ member, cross @ member, *alone)


def log_odds(part: Sums, rest: Sums, *, prior: Floats) -> tuple[Floats, Floats]:
    """The log odds ratio of each term in each `part` against `rest`, and its variance.

    `prior` holds the pseudo-counts of each term (a column) and sums to less than one article's
    words over a vocabulary of single words; above 0 means the term is more typical of `part`.
    """
    whole = prior.sum()
    odds = [
        np.log((side.count + prior) / np.maximum(side.size + whole - side.count - prior, prior))
        for side in (part, rest)
    ]
    return odds[0] - odds[1], _variance(part, prior) + _variance(rest, prior)


def _variance(side: Sums, prior: Floats) -> Floats:
    """Of the log odds of one side: the model's 1 / (count + prior) or, where it is larger, the
    linearised variance of a ratio of sums over units."""
    rate = side.count / np.maximum(side.size, 1)
    between = side.square - 2 * rate * side.cross + rate**2 * side.size_square
    between = between * side.units / np.maximum(side.units - 1, 1)
    smoothed = side.count + prior
    return np.maximum(smoothed, between) / smoothed**2
