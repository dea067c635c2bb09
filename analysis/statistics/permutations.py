"""Permutations inside events for counts of many terms, and what their number allows to be said.

For one term and one group p is plain: the share of shuffled labellings whose |z| is as large as
the observed, the observed counted among them. Here all terms and groups are counted at once, in
hundredths of z.
"""

from collections.abc import Callable, Iterator
from math import comb, prod
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import ndtr

from analysis.arrays import Floats, Rows

STEP, STEPS = 0.01, 4096  # z scores of permutations are counted in steps of a hundredth


class Units(NamedTuple):
    """What is counted once: an article or all its copies in one group, told event by event.

    `counts` is units × terms, `size` the words of each unit, `group` and `event` the numbers of
    its group and event, `whole` what it is a part of (the same article in other events), `block`
    the wholes among which groups may be exchanged.
    """

    counts: sparse.csr_matrix
    size: Floats
    group: Rows
    event: Rows
    whole: Rows
    block: Rows


class Family(NamedTuple):
    """`z` and `q` of each term in each group, terms × groups, and by group `smallest_q`, what the
    design can reach, and `largest`, the |z| that 95 % of permutations keep below in all terms."""

    z: Floats
    q: Floats
    smallest_q: Floats
    largest: Floats

    @property
    def tail(self) -> Floats:
        """What a side of each interval leaves out so that all hold at once (max-T)."""
        tail: Floats = ndtr(-self.largest)
        return tail


# units, labels (units × replicates), groups, reference -> terms, replicates, z of each group there
Scores = Callable[[Units, Rows, int, int | None], Iterator[tuple[slice, slice, Floats]]]


def make_units(
    counts: sparse.csr_matrix, size: Floats, *, group: Rows, event: Rows, copy: Rows
) -> Units:
    """Documents × terms counts, those of one `copy`, group and event averaged into one unit.

    `copy` numbers what counts once: an article's copy group, or a source.
    """
    key = np.column_stack((copy, group, event))
    rows, unit, members = np.unique(key, axis=0, return_inverse=True, return_counts=True)
    unit = unit.ravel()
    share = (1 / members[unit], (unit, np.arange(len(unit))))
    mean = sparse.csr_matrix(share, shape=(len(rows), len(unit)))
    whole = np.unique(rows[:, :2], axis=0, return_inverse=True)[1].ravel()
    told = pd.Series(rows[:, 2]).groupby(whole).agg(tuple)
    block = pd.factorize(told)[0][whole]
    return Units((mean @ counts).tocsr(), mean @ size, rows[:, 1], rows[:, 2], whole, block)


def permuted(units: Units, *, resamples: int, seed: int) -> Rows:
    """Group numbers, units × (1 + resamples): as they are, then shuffled inside each block.

    Parts of one article in several events keep one group, so wholes that tell of the same events
    are exchanged.
    """
    _, first, place = np.unique(units.whole, return_index=True, return_inverse=True)
    group, block = units.group[first], units.block[first]
    labels = np.repeat(group[:, None], resamples + 1, axis=1)
    random = np.random.default_rng(seed)
    for rows in (np.flatnonzero(block == number) for number in np.unique(block)):
        order = random.random((resamples, len(rows))).argsort(axis=1)
        labels[rows, 1:] = group[rows][order].T
    return labels[place]


def smallest_q(units: Units, groups: int, *, reference: int | None, resamples: int) -> Floats:
    """The smallest q each group can reach: one in the number of assignments that differ.

    Exchanging a group with an equally large other side only turns the sign, so it is no second
    assignment.
    """
    first = np.unique(units.whole, return_index=True)[1]
    sizes = np.zeros((int(units.block.max(initial=0)) + 1, groups), int)
    np.add.at(sizes, (units.block[first], units.group[first]), 1)
    floor = []
    for group in range(groups):
        own, every = sizes[:, group], sizes.sum(axis=1)
        other = every - own if reference is None else sizes[:, reference]
        pairs = zip(every.tolist(), own.tolist(), other.tolist(), strict=True)
        ways = prod(comb(n, a) * comb(n - a, b) for n, a, b in pairs)
        floor.append(max((1 + np.array_equal(own, other)) / ways, 1 / (resamples + 1)))
    return np.minimum(floor, 1)


def family_q(
    units: Units, groups: int, *, scores: Scores, reference: int | None, resamples: int, seed: int
) -> Family:
    """z and q of each term in each group.

    `scores` gives z under each labelling. p is the share of permutations with as large a z in
    either direction, those of all terms of the group taken together so that it can be small
    enough; q is Benjamini & Hochberg's over one family, all terms in all groups. q is missing
    where the design can't reach 0.05.
    """
    units = _evened(units)
    floor = smallest_q(units, groups, reference=reference, resamples=resamples)
    able = floor <= 0.05
    if reference is not None:
        able[reference] = False
    labels = permuted(units, resamples=resamples if able.any() else 0, seed=seed)
    z: Floats = np.empty((units.counts.shape[1], groups))
    reached: Rows = np.zeros((groups, STEPS), np.int64)
    base = np.arange(groups)[:, None] * STEPS
    most: Floats = np.zeros((groups, labels.shape[1]))
    for terms, replicates, found in scores(units, labels, groups, reference):
        size = np.abs(np.nan_to_num(found))
        most[:, replicates] = np.maximum(most[:, replicates], size.max(axis=0, initial=0))
        if replicates.start == 0:
            z[terms], size = found[:, :, 0], size[:, :, 1:]
        steps = np.minimum(size / np.float32(STEP), STEPS - 1).astype(np.int32)
        counted = np.bincount((steps + base).ravel(), minlength=reached.size)
        reached += counted.reshape(reached.shape)
    z[np.asarray(units.counts.sum(axis=0)).ravel() == 0] = np.nan
    q = np.full(z.shape, np.nan)
    if able.any():
        q[:, able] = np.maximum(benjamini_hochberg(_p(z, reached)[:, able]), floor[able])
    largest = np.where(able, np.quantile(most, 0.95, axis=1), np.nan)
    return Family(z, q, floor, largest)


def _evened(units: Units) -> Units:
    """Units that weigh by the square root of their length.

    A burst spreads a ratio of sums as the square of the lengths, chance alone as the lengths;
    square roots lose little in either case, so that no long article decides.
    """
    factor = np.sqrt(units.size.mean() / np.maximum(units.size, 1))
    counts = sparse.diags(factor) @ units.counts
    return units._replace(counts=counts.tocsr(), size=units.size * factor)


def _p(score: Floats, reached: Rows) -> Floats:
    """Shares of permuted z at least as large; `reached` counts them by group and step."""
    beyond = reached[:, ::-1].cumsum(axis=1)[:, ::-1]
    step = np.minimum(np.nan_to_num(np.abs(score)) / STEP, STEPS - 1).astype(np.int64)
    hits = np.take_along_axis(beyond, step.T, axis=1).T
    p: Floats = np.where(np.isnan(score), np.nan, (1 + hits) / (1 + beyond[:, 0]))
    return p


def benjamini_hochberg(p: Floats) -> Floats:
    """q values of a family; missing p are not in it."""
    from scipy.stats import false_discovery_control  # here, as it takes a second to import

    q: Floats = np.full(p.shape, np.nan)
    there = ~np.isnan(p)
    q[there] = false_discovery_control(p[there])
    return q
