"""Intervals: nothing below ten units, seeded, and with the coverage they state."""

import numpy as np
import pytest

from analysis.statistics.intervals import Sums, interval, unit_note


def skewed(rng, units, unit_size=None):
    """Skewed unit means, unequal units, skewed observations within them: sums and sizes."""
    size = rng.integers(5, 40, units) if unit_size is None else np.full(units, unit_size)
    effect = rng.exponential(1.0, units)
    inside = rng.gamma(size, 1.0) - size
    return Sums(effect * size + inside, size.astype(float))


@pytest.mark.parametrize(("units", "least"), [(10, 0.92), (30, 0.94), (200, 0.93)])
def test_coverage_on_skewed_clustered_data(units, least):
    rng = np.random.default_rng(2)
    runs = 400
    found = [interval(skewed(rng, units), resamples=599, seed=run) for run in range(runs)]
    assert np.mean([one.low <= 1.0 <= one.high for one in found]) >= least - 0.01


def test_coverage_of_a_difference():
    rng = np.random.default_rng(3)
    pairs = [(skewed(rng, 12), skewed(rng, 20)) for _ in range(300)]
    found = [interval(*pair, resamples=399, seed=run) for run, pair in enumerate(pairs)]
    assert np.mean([one.low <= 0.0 <= one.high for one in found]) >= 0.93


@pytest.mark.parametrize(("units", "empty"), [(1, True), (9, True), (10, False), (400, False)])
def test_below_ten_units_there_is_no_interval(units, empty):
    one = interval(skewed(np.random.default_rng(0), units))
    assert np.isnan(one.low) == np.isnan(one.high) == empty
    assert np.isfinite(one.estimate)
    assert empty or one.low < one.estimate < one.high


def test_the_smaller_side_decides():
    rng = np.random.default_rng(0)
    assert np.isnan(interval(skewed(rng, 30), skewed(rng, 9)).low)


def test_the_same_data_give_the_same_interval():
    data = skewed(np.random.default_rng(0), 15)
    assert interval(data) == interval(data)
    assert interval(data) != interval(data, seed=1)


def test_equal_units_give_an_interval_of_no_width():
    one = interval(Sums(np.full(12, 3.0), np.full(12, 2.0)))
    assert (one.low, one.estimate, one.high) == (1.5, 1.5, 1.5)


@pytest.mark.parametrize("odd", [1.0, 1e-300, 1e9])
def test_one_unit_unlike_equal_others_gives_no_wild_interval(odd):
    values = np.r_[odd, np.zeros(11)]
    one = interval(Sums(values, np.ones(12)))
    assert -odd <= one.low <= one.estimate <= one.high <= odd


@pytest.mark.parametrize(
    ("count", "note"),
    [
        (1, "no interval: 1 source, 10 are needed"),
        (9, "no interval: 9 sources, 10 are needed"),
        (10, "source"),
    ],
)
def test_the_note_says_why(count, note):
    assert unit_note("source", count) == note
