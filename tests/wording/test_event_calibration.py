"""Outlets dealt at random inside the events of the made-up weeks differ in nothing.

The large versions are tests/bench/calibrate_events.py and calibrate_event_terms.py.
"""

import numpy as np
import pytest

from analysis.statistics.difference import compare
from tests.bench.calibrate_event_terms import dealt_terms, planted_terms
from tests.bench.calibrate_events import PLANTED, measured, planted, some_events
from tests.bench.made_weeks import deal, read_weeks

DEALS = 60


@pytest.fixture(scope="module")
def table():
    return measured()


# Of 60 deals at 5 %, nine or more exclude zero in one case of 400.
@pytest.mark.parametrize(
    ("value", "plant"), [("compound", 0), ("conflict", 0), ("compound", PLANTED)]
)
def test_intervals_inside_events_hold_the_truth(table, value, plant):
    weeks, missed = read_weeks(), 0
    for seed in range(DEALS):
        dealt = deal(some_events(weeks, events=20, seed=seed), seed=seed)
        rows = table[table["article"].isin(dealt["article"])]
        rows = planted(rows, dealt, seed=seed, skewed=True) if plant else rows
        found = compare(rows, articles=dealt, value=value, group="outlet 0", within="event").iloc[
            -1
        ]
        assert np.isfinite([found["low"], found["high"]]).all()
        missed += not found["low"] <= plant <= found["high"]
    assert missed <= 8


def test_intervals_of_terms_are_cautious_and_signs_mean_what_they_say():
    found = dealt_terms(events=20, outlets=3, deals=3)
    assert found["excluded"] <= 0.07 * found["intervals"]
    assert found["never used"] > 100
    assert found["called more"] == 0


def test_intervals_of_terms_hold_a_planted_ratio():
    held = planted_terms(events=20, outlets=3, deals=6)["held"]
    assert len(held) == 72
    assert held.sum() >= 62  # 68 are expected at 94 %, the words of a deal going together
