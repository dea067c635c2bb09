"""Permutations: shuffled inside blocks alone, and q as ten plain lines have it."""

import numpy as np
import pytest
from scipy import sparse
from scipy.stats import false_discovery_control

from analysis.statistics.permutations import STEP, family_q, make_units, permuted


def made_units(seed, articles=24, terms=6, events=3):
    random = np.random.default_rng(seed)
    counts = sparse.csr_matrix(random.poisson(1.5, (articles, terms)))
    event = np.repeat(np.arange(events), articles // events)
    group = np.tile([0, 1], articles // 2)
    size = np.full(articles, 100.0)
    return make_units(counts, size, group=group, event=event, copy=np.arange(articles))


def gap(units, labels, groups, _reference):
    """A statistic that anyone can check: the difference in mean counts, terms × labels × groups."""
    counts = units.counts.toarray()
    means = np.stack(
        [
            np.stack([counts[column == own].mean(0) - counts[column != own].mean(0)])
            for own in range(groups)
            for column in labels.T
        ]
    )
    shaped = means.reshape(groups, labels.shape[1], -1).transpose(2, 0, 1)
    yield slice(0, counts.shape[1]), slice(0, labels.shape[1]), shaped


def plain_q(units, *, resamples, seed):
    """The share of shuffled labellings, of all terms of a group together, that reach as far."""
    labels = permuted(units, resamples=resamples, seed=seed)
    (_, _, z) = next(gap(units, labels, 2, None))
    steps = np.floor(np.abs(z) / STEP + 1e-4)
    p = np.empty(z.shape[:2])
    for group in range(2):
        shuffled = steps[:, group, 1:].ravel()
        for term in range(len(z)):
            p[term, group] = (1 + (shuffled >= steps[term, group, 0]).sum()) / (1 + len(shuffled))
    return false_discovery_control(p.ravel()).reshape(p.shape)


@pytest.mark.parametrize("seed", range(4))
def test_q_is_that_of_plain_loops(seed):
    units = made_units(seed)
    family = family_q(units, 2, scores=gap, reference=None, resamples=99, seed=seed)
    plain = np.maximum(plain_q(units, resamples=99, seed=seed), family.smallest_q)
    np.testing.assert_allclose(family.q, plain, atol=0.02)


def test_labels_are_exchanged_inside_blocks_alone():
    units = made_units(0)
    labels = permuted(units, resamples=50, seed=1)
    for block in np.unique(units.block):
        rows = units.block == block
        assert (np.sort(labels[rows], axis=0) == np.sort(labels[rows, :1], axis=0)).all()
    assert (labels[:, 0] == units.group).all()
