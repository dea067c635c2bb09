"""Units of resampling, permutations inside events, and what their number allows to be said."""

from math import comb, factorial

import numpy as np
import numpy.typing as npt
from scipy import sparse, stats

from analysis.measures.keyness import Floats, Places, Units, compare

FEWEST = 10  # units below which no interval is drawn


def make_units(
    counts: sparse.csr_matrix, size: Floats, *, group: Places, event: Places, copy: Places
) -> Units:
    """Documents × terms counts with all copies in one group and event averaged into one unit.

    `group`, `event` and `copy` number each document's. Units are in the order of `copy`.
    """
    key = np.column_stack((copy, group, event))
    rows, unit, members = np.unique(key, axis=0, return_inverse=True, return_counts=True)
    unit = unit.ravel()
    mean = sparse.csr_matrix(
        (1 / members[unit], (unit, np.arange(len(unit)))), shape=(len(rows), len(unit))
    )
    return Units(
        (mean @ counts).tocsr(), mean @ size, rows[:, 1], rows[:, 2], _blocks(rows), rows[:, 0]
    )


def _blocks(rows: Places) -> Places:
    """Copy groups that tell of the same events in one group each may exchange their groups."""
    told: dict[tuple[int, int], list[int]] = {}
    for copy, group, event in rows.tolist():
        told.setdefault((copy, group), []).append(event)
    names = {events: at for at, events in enumerate(dict.fromkeys(map(tuple, told.values())))}
    return np.array([names[tuple(told[copy, group])] for copy, group, _ in rows.tolist()])


def permuted(units: Units, *, resamples: int, seed: int) -> Places:
    """Group numbers, units × (1 + resamples): as they are, then shuffled inside each block.

    A copy group's units in one group move together.
    """
    whole, first, place = np.unique(
        np.column_stack((units.copy, units.group)), axis=0, return_index=True, return_inverse=True
    )
    labels = np.repeat(whole[:, 1][:, None], resamples + 1, axis=1)
    random = np.random.default_rng(seed)
    for block in np.unique(units.block):
        rows = np.flatnonzero(units.block[first] == block)
        order = random.random((resamples, len(rows))).argsort(axis=1)
        labels[rows, 1:] = whole[rows, 1][order].T
    return labels[place.ravel()]


def smallest_q(units: Units, groups: int, *, resamples: int) -> Floats:
    """The smallest q each group can reach: one in the number of distinguishable assignments."""
    whole, first = np.unique(np.column_stack((units.copy, units.group)), axis=0, return_index=True)
    sizes = np.zeros((int(units.block.max(initial=0)) + 1, groups), int)
    np.add.at(sizes, (units.block[first], whole[:, 1]), 1)
    all_ways, own = 1, [1] * groups
    for row in sizes.tolist():
        own = [ways * comb(sum(row), n) for ways, n in zip(own, row, strict=True)]
        for place, n in enumerate(row):
            all_ways *= comb(sum(row[place:]), n)
    _, alike = np.unique(sizes, axis=1, return_counts=True)
    renamed = np.prod([factorial(n) for n in alike.tolist()], dtype=object)
    floor = [max(renamed / all_ways, 1 / ways, 1 / (resamples + 1)) for ways in own]
    return np.minimum(np.array(floor, float), 1)


def family_test(
    units: Units, groups: int, *, reference: int | None, resamples: int, seed: int
) -> tuple[Floats, Floats, Floats]:
    """Log odds, z and q, terms × groups, over the family of all terms in all groups.

    q is the share of permutations whose largest absolute z anywhere in the family reaches a term's own
    (max-T, Westfall & Young 1993): it bounds the chance of even one false term, so also the
    Benjamini-Hochberg rate.
    """
    labels = permuted(units, resamples=resamples, seed=seed)
    weight = (labels[:, :, None] == np.arange(groups)).astype(np.float32)
    odds, scores, largest = [], [], np.zeros(resamples + 1, np.float32)
    for delta, variance in compare(units, weight, reference=reference):
        z = delta / np.sqrt(variance)
        odds.append(delta[:, 0])
        scores.append(z[:, 0])
        largest = np.fmax(largest, np.nanmax(np.abs(z), axis=(0, 2)))
    score = np.concatenate(scores)
    reached = np.searchsorted(np.sort(-largest), -(np.abs(score) - 1e-4), side="right")
    return np.concatenate(odds), score, np.maximum(reached, 1) / (resamples + 1)
