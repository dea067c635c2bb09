import numpy as np
import pandas as pd
import pytest

from analysis.figures.wording import (
    draw_frames,
    draw_recovery,
    draw_terms,
    draw_watch,
    recovery_cases,
)

TERMS = pd.DataFrame(
    {
        "group": ["x", "x", "y"],
        "term": ["thaw", "ruling parties", "rift"],
        "rank": [1, 2, 1],
        "log_odds": [1.5, 0.5, 2.0],
        "family_low": [0.5, np.nan, np.nan],
        "family_high": [2.5, np.nan, np.nan],
        "count": [3, 2, 1],
    }
)


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_each_group_has_a_panel_and_each_term_its_uses():
    figure = draw_terms(TERMS, title="t", note="n")
    assert len(figure.axes) == 2
    assert texts(figure) == ["3×", "2×", "1×"]
    labels = [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()]
    assert labels == ["thaw", "ruling parties", "rift"]


def test_nothing_to_compare_is_a_figure_that_says_so():
    said = ["Nothing to draw: the table is empty."]
    assert texts(draw_terms(TERMS.head(0), title="nothing", note="n")) == said


def test_a_cell_without_a_use_is_empty():
    table = pd.DataFrame(
        {"term": ["thaw", "thaw"], "group": ["x", "y"], "count": [2, 0], "per_1000": [1.25, 0.0]}
    )
    assert texts(draw_watch(table, title="t", note="n")) == ["2\n(1.2 ‰)", ""]


@pytest.mark.parametrize(("share", "text"), [(0.256, "26%"), (0.0, "0%"), (np.nan, "")])
def test_a_share_is_a_percentage(share, text):
    table = pd.DataFrame({"frame": ["third_power"], "group": ["x"], "share": [share]})
    figure = draw_frames(table, title="t", note="n")
    assert texts(figure) == [text]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["third power"]


def test_recovery_is_drawn_from_its_cases():
    recovered = pd.DataFrame(
        {
            "measure": ["a", "a", "b", "b"],
            "text": ["even", "even", "even", "even"],
            "corpus": [0, 1, 0, 1],
            "ratio": [2.0, 2.0, 2.0, 2.0],
            "recall": [0.2, 0.4, 1.0, 1.0],
            "precision": [0.5, 0.7, 1.0, 0.8],
        }
    )
    cases = recovery_cases(recovered)
    assert cases["value"].round(3).tolist() == [0.6, 0.9, 0.3, 1.0]
    assert cases["case"].tolist() == ["even", "even", "2 times as often", "2 times as often"]
    assert len(draw_recovery(cases, title="t", note="n").axes) == 2
