"""Units of resampling, permutations inside events, and what their number allows to be said."""

from math import comb, prod

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import false_discovery_control

from analysis.arrays import Floats, Rows
from analysis.wording.log_odds import Units, z_scores

STEP, STEPS = 0.01, 4096  # z scores of permutations are counted in steps of a hundredth


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
    units: Units, groups: int, *, reference: int | None, resamples: int, seed: int
) -> tuple[Floats, Floats, Floats]:
    """z and q of each term in each group, terms × groups, and the groups' `smallest_q`.

    z is the log odds over its error. p is the share of permutations with as large a z in either
    direction, those of all terms of the group taken together so that it can be small enough; q is
    Benjamini & Hochberg's over one family, all terms in all groups. q is missing where the design
    can't reach 0.05.
    """
    units = _evened(units)
    floor = smallest_q(units, groups, reference=reference, resamples=resamples)
    able = floor <= 0.05
    if reference is not None:
        able[reference] = False
    labels = permuted(units, resamples=resamples if able.any() else 0, seed=seed)
    score = np.empty((units.counts.shape[1], groups))
    reached: Rows = np.zeros((groups, STEPS), np.int64)
    base = np.arange(groups)[:, None] * STEPS
    for terms, replicates, z in z_scores(units, labels, groups, reference=reference):
        if replicates.start == 0:
            score[terms], z = z[:, :, 0], z[:, :, 1:]
        steps = np.minimum(np.nan_to_num(np.abs(z)) / np.float32(STEP), STEPS - 1).astype(np.int32)
        found = np.bincount((steps + base).ravel(), minlength=reached.size)
        reached += found.reshape(reached.shape)
    score[np.asarray(units.counts.sum(axis=0)).ravel() == 0] = np.nan
    q = np.full(score.shape, np.nan)
    if able.any():
        q[:, able] = np.maximum(_benjamini_hochberg(_p(score, reached)[:, able]), floor[able])
    return score, q, floor


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


def _benjamini_hochberg(p: Floats) -> Floats:
    """q values of a family; missing p are not in it."""
    q: Floats = np.full(p.shape, np.nan)
    there = ~np.isnan(p)
    q[there] = false_discovery_control(p[there])
    return q
