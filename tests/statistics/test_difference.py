"""Two groups of any measure, within shared events or pooled."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.difference import compare

ARTICLES = pd.DataFrame(
    {"article": list("abcd"), "source": ["A", "A", "B", "B"], "style": list("xxyy")}
)
TABLE = pd.DataFrame(
    {
        "article": list("aabccd"),
        "event": ["visit", "talks", "visit", "visit", "visit", None],
        "score": [1.0, 5.0, 2.0, 0.0, 1.0, 9.0],
        "words": [10, 10, 20, 10, 10, 90],
    }
)


def test_pooled_says_what_it_is():
    row = compare(TABLE, articles=ARTICLES, value="score", group="A", reference="B").iloc[0]
    assert row["difference"] == pytest.approx(8 / 3 - 10 / 3)
    assert (row["articles"], row["reference_articles"]) == (2, 2)
    assert row["scope"].startswith("pooled")
    assert row["unit"] == "no interval: 2 articles, 10 are needed"


def test_within_events_differences_have_equal_weight_and_empty_cells_say_so():
    extra = pd.DataFrame(
        {"article": ["b", "d"], "event": ["trade", "trade"], "score": [3.0, 1.0], "words": 1}
    )
    table = compare(
        pd.concat([TABLE, extra]),
        articles=ARTICLES,
        value="score",
        group="A",
        reference="B",
        within="event",
    )
    cells = table.set_index("event")
    assert cells.loc["visit", "difference"] == pytest.approx(1.5 - 0.5)
    assert cells.loc["trade", "difference"] == 2.0
    assert np.isnan(cells.loc["talks", "difference"])
    assert cells.loc["talks", "unit"] == "nothing to compare: one side tells of no shared event"
    whole = table[table["event"].isna()].iloc[0]
    assert whole["difference"] == pytest.approx((1.0 + 2.0) / 2)
    assert whole["scope"] == "within 2 shared events, equal weight"


def test_no_shared_event_no_number():
    table = TABLE[(TABLE["article"] != "c") & TABLE["event"].notna()]
    found = compare(
        table, articles=ARTICLES, value="score", group="A", reference="B", within="event"
    )
    assert found["difference"].isna().all()


def test_per_another_column_and_the_rest_as_reference():
    row = compare(TABLE, articles=ARTICLES, value="score", group="A", per="words").iloc[0]
    assert row["reference"] == "rest"
    assert row["difference"] == pytest.approx(8 / 40 - 10 / 110)


def test_from_ten_units_on_there_is_an_interval():
    rng = np.random.default_rng(0)
    articles = pd.DataFrame({"article": range(40), "source": ["A", "B"] * 20})
    table = pd.DataFrame(
        {"article": range(40), "score": rng.normal(articles["source"] == "A", 0.1)}
    )
    row = compare(table, articles=articles, value="score", group="A", reference="B").iloc[0]
    assert 0.8 < row["low"] < row["difference"] < row["high"] < 1.2
    assert row["unit"] == "article"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({"group": "Z"}, "no article with source 'Z'; there are A, B"),
        ({"group": "A", "reference": "Z"}, "'Z'"),
        ({"group": "A", "within": "claim"}, "claim"),
        ({"group": "A", "per": "letters"}, "no column 'letters'"),
        ({"group": "A", "by": "land"}, "land"),
    ],
)
def test_unknown_names_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        compare(TABLE, articles=ARTICLES, value="score", **call)
