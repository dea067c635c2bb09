"""Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).

Counts of a term in a group and in what it is compared with become a log odds ratio. Its variance
is the larger of the model's and of the one between units, because words come in bursts.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.floating]
Places = npt.NDArray[np.int64]
AT_ONCE = 1_000_000  # numbers of one array handled at once: fits the processor's cache


class Units(NamedTuple):
    """What is counted once: an article or all its copies in one group, told event by event.

    `counts` is units × terms, `size` the words of each unit, `group` and `event` the numbers of
    its group and event, `block` the units among which groups may be exchanged, `copy` its copy
    group.
    """

    counts: sparse.csr_matrix
    size: Floats
    group: Places
    event: Places
    block: Places
    copy: Places


class Sums(NamedTuple):
    """Sums over sets of units, terms × replicates × groups: counts, their squares, counts times
    size; and replicates × groups: sizes, their squares, the number of units."""

    count: Floats
    square: Floats
    cross: Floats
    size: Floats
    size_square: Floats
    units: Floats


def compare(units: Units, weight: Floats, *, reference: int | None) -> Iterator[tuple[Floats, Floats]]:
    """Log odds ratios and their variances, terms × replicates × groups, some terms at a time.

    `weight` (units × replicates × groups) says how often a unit counts in a group. Each group is
    compared with all others, or with group `reference`, inside each event both tell of; the
    differences of the events are averaged. Above 0 a term is more typical of the group. Missing
    where no event is shared.
    """
    size = float(units.size.mean())
    background = np.asarray(units.counts.sum(axis=0)).ravel() / max(units.size.sum(), 1) * size
    counts = units.counts.astype(weight.dtype).tocsc()
    step = max(AT_ONCE // weight[0].size, 1)
    for low in range(0, counts.shape[1], step):
        some = counts[:, low : low + step].tocsr()
        prior = background[low : low + step, None, None].astype(weight.dtype)
        yield _within_events(units, some, weight, prior=prior, size=size, reference=reference)


def _within_events(
    units: Units, counts: sparse.csr_matrix, weight: Floats, *, prior: Floats, size: float,
    reference: int | None,
) -> tuple[Floats, Floats]:  # fmt: skip
    total = variance = events = np.float32(0)
    for event in np.unique(units.event):
        rows = np.flatnonzero(units.event == event)
        part = _sums(counts[rows], units.size[rows], weight[rows])
        rest = _rest(part, reference)
        shared = (part.units > 0) & (rest.units > 0)
        odds = _log_odds(part, prior, size) - _log_odds(rest, prior, size)
        spread = _variance(part, prior) + _variance(rest, prior)
        total = total + np.where(shared, odds, 0)
        variance = variance + np.where(shared, spread, 0)
        events = events + shared
    with np.errstate(invalid="ignore"):
        return total / events, variance / events**2


def _sums(counts: sparse.csr_matrix, size: Floats, weight: Floats) -> Sums:
    flat = weight.reshape(len(weight), -1)
    terms = counts.T.tocsr()
    square, cross = terms.copy(), terms.copy()
    square.data = square.data**2
    cross.data = cross.data * size[cross.indices].astype(cross.dtype)
    alone = np.stack((size, size**2, np.ones_like(size))).astype(weight.dtype) @ flat
    shape = (-1, *weight.shape[1:])
    by_term = (np.asarray(matrix @ flat).reshape(shape) for matrix in (terms, square, cross))
    return Sums(*by_term, *alone.reshape(shape))


def _rest(part: Sums, reference: int | None) -> Sums:
    if reference is not None:
        return Sums(*(values[..., reference : reference + 1] for values in part))
    return Sums(*(values.sum(axis=-1, keepdims=True) - values for values in part))


def _log_odds(side: Sums, prior: Floats, size: float) -> Floats:
    smoothed = side.count + prior
    return np.log(smoothed / np.maximum(side.size + size - smoothed, 1))


def _variance(side: Sums, prior: Floats) -> Floats:
    """Of the log odds of one side: the model's 1 / (count + prior) or, where it is larger, the
    linearised variance of a ratio of sums over units."""
    rate = side.count / np.maximum(side.size, 1)
    between = side.square - 2 * rate * side.cross + rate**2 * side.size_square
    between = between * (side.units / np.maximum(side.units - 1, 1))
    smoothed = side.count + prior
    return np.maximum(smoothed, between) / smoothed**2
