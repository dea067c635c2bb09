"""Titles that count what is drawn and never say which group leads."""

import pandas as pd
import pytest

from analysis.report.study.opened import open_study


@pytest.fixture(scope="module")
def study():
    return open_study()


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (
            [(0.1, 0.3), (-0.2, 0.3), (-0.4, -0.1), (0.2, 0.5)],
            "Of 4 intervals of how a source speaks of an actor in its own voice, "
            "2 lie above zero and 1 below",
        ),
        (
            [(-0.2, 0.3), (None, None)],
            "How each source speaks of whom, in its own voice: no clear leaning is found",
        ),
        (
            [(None, None)],
            "How each source speaks of whom, in its own voice: too few articles for an interval",
        ),
    ],
)
def test_actors(study, bounds, said):
    assert study.actors_title(pd.DataFrame(bounds, columns=["low", "high"], dtype=float)) == said


def test_terms_of_the_watch_list(study):
    watched = pd.DataFrame(
        {"term": ["thaw"] * 2 + ["hawkish factions"] * 2, "group": ["A", "B"] * 2,
         "count": [1, 2, 0, 3]}
    )  # fmt: skip
    said = "“thaw” stands in both sources, “hawkish factions” in 1 of 2 sources"
    assert study.watch_title(watched) == said


def test_claims_that_come_early(study):
    drawn = pd.DataFrame({"claim": ["x", "x", "y"], "position": [0.1, 0.6, 0.2]})
    said = "1 of 2 matched claims first come in the first half of each text they are matched in"
    assert study.position_title(drawn) == said
