"""Groups inside the events they share: paired by event, whatever the design."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from analysis.statistics.difference import compare
from analysis.statistics.groups import Groups, resampled_unit


def dealt(events, outlets="ABC", articles=1, seed=0):
    """An articles table with so many articles of each outlet in each event, and skewed scores."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"{event}-{outlet}{number}", outlet, f"e{event}", f"text {event} {outlet} {number}")
        for event in range(events)
        for outlet in outlets
        for number in range(articles)
    ]
    table = pd.DataFrame(rows, columns=["article", "source", "event", "text"])
    return table, table[["article", "event"]].assign(score=rng.exponential(1, len(table)))


def whole(table, articles, **settings):
    found = compare(
        table, articles=articles, value="score", **({"group": "A", "within": "event"} | settings)
    )
    return found[found["event"].isna()].iloc[0]


def test_inside_events_it_is_the_paired_t_of_the_events():
    articles, table = dealt(100)
    found = whole(table, articles, reference="B")
    wide = table["score"].to_numpy().reshape(100, 3)
    plain = ttest_1samp(wide[:, 0] - wide[:, 1], 0).confidence_interval()
    assert (found["low"], found["high"]) == pytest.approx((plain.low, plain.high))
    assert found["unit"] == "event"


def test_a_cell_of_several_articles_enters_with_its_mean():
    articles, table = dealt(12, articles=3)
    cells = table.assign(source=articles["source"]).groupby(["event", "source"])["score"].mean()
    wide = cells.unstack()
    plain = ttest_1samp(wide["A"] - wide["C"], 0).confidence_interval()
    found = whole(table, articles, reference="C")
    assert (found["low"], found["high"]) == pytest.approx((plain.low, plain.high))


@pytest.mark.parametrize(
    ("events", "unit"), [(9, "no interval: 9 events, 10 are needed"), (10, "event")]
)
def test_below_ten_shared_events_there_is_none(events, unit):
    articles, table = dealt(events)
    found = whole(table, articles)
    assert found["unit"] == unit
    assert pd.isna(found["low"]) == (events < 10)


def test_copies_of_a_text_change_nothing():
    articles, table = dealt(15)
    again = articles.assign(article="copy " + articles["article"])
    copied = table.assign(article="copy " + table["article"])
    once = whole(table, articles)
    twice = whole(pd.concat([table, copied]), pd.concat([articles, again], ignore_index=True))
    assert twice[["difference", "low", "high"]].tolist() == pytest.approx(
        once[["difference", "low", "high"]].tolist()
    )


def test_an_event_told_by_copies_of_another_is_no_second_event():
    articles, table = dealt(12)
    again = articles.assign(
        article="copy " + articles["article"], event="copy " + articles["event"]
    )
    copied = table.assign(article="copy " + table["article"], event="copy " + table["event"])
    once = whole(table, articles)
    twice = whole(pd.concat([table, copied]), pd.concat([articles, again], ignore_index=True))
    assert twice["unit"] == "group of events that share a text"
    assert (twice["low"], twice["high"]) == pytest.approx((once["low"], once["high"]))


def test_articles_that_tell_of_many_events_are_no_many_events():
    articles = pd.DataFrame({"article": ["a", "b"], "source": ["A", "B"], "text": ["one", "two"]})
    rng = np.random.default_rng(0)
    table = pd.DataFrame({"article": ["a", "b"] * 20, "event": np.repeat(range(20), 2)})
    found = whole(table.assign(score=rng.normal(size=40)), articles)
    assert np.isfinite(found["difference"])
    assert np.isnan(found["low"])
    assert found["unit"] == "no interval: 1 group of events that share a text, 10 are needed"


def test_a_label_of_few_sources_says_so():
    articles, table = dealt(20, "ABCD")
    articles["style"] = articles["source"].map(dict(zip("ABCD", "xxyy", strict=True)))
    found = whole(table, articles, by="style", group="x")
    assert found["unit"] == "event; describes these 2 sources"
    assert np.isfinite(found["low"])


def test_rows_without_a_value_do_not_count_and_infinite_ones_are_refused():
    articles, table = dealt(12)
    gaps = table.assign(score=table["score"].where(table.index != 0))
    assert whole(gaps, articles, reference="B")["scope"] == "within 11 shared events, equal weight"
    with pytest.raises(ValueError, match="infinite"):
        whole(table.assign(score=np.inf), articles)


VALUES = st.sampled_from([0.0, 1.0, -1.0, 0.1, 1e-12, 1e9]) | st.floats(-3, 3)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 29), st.integers(0, 15), VALUES, st.sampled_from([0, 1, 1e-9, 400])
        ),
        min_size=1,
        max_size=120,
    ),
    st.integers(1, 30),
    st.integers(1, 4),
    st.booleans(),
)
def test_an_interval_is_finite_or_missing_on_any_design(rows, texts, sources, within):
    articles = pd.DataFrame({"article": range(30)})
    articles["source"] = [f"s{number % sources}" for number in range(30)]
    articles["text"] = [f"t{number % texts}" for number in range(30)]
    table = pd.DataFrame(rows, columns=["article", "event", "score", "words"])
    found = compare(
        table, articles=articles, value="score", group="s0", per="words",
        within="event" if within else None,
    )  # fmt: skip
    bounds = found[["low", "high"]].to_numpy()
    assert not np.isinf(bounds).any()
    assert (np.isnan(bounds).sum(axis=1) != 1).all()
    there = ~np.isnan(bounds[:, 0])
    ratio = (table["score"].abs() / table["words"].where(table["words"] > 0)).max()
    width = bounds[there, 1] - bounds[there, 0]
    assert (width <= 100 * max(ratio, 1)).all()
    assert (found.loc[there, "low"] <= found.loc[there, "difference"] + 1e-9).all()


@pytest.mark.parametrize(
    ("columns", "by", "unit", "codes"),
    [
        ({}, "source", "article", [0, 1, 2]),
        ({"copy_group": [0, 1, 0]}, "source", "copy group", [0, 1, 0]),
        ({"copy_group": [5, 6, 7], "text": list("ttt")}, "source", "article", [0, 1, 2]),
        ({"text": ["one", "two", "one"]}, "source", "copy group", [0, 1, 0]),
        ({"style": list("xxy")}, "style", "source", [0, 0, 1]),
    ],
)
def test_what_is_resampled(columns, by, unit, codes):
    table = pd.DataFrame({"article": list("abc"), "source": ["S", "S", "T"], **columns})
    name, found = resampled_unit(table, by)
    assert (name, found.tolist()) == (unit, codes)


def test_articles_of_no_group_are_nobodys_rest():
    articles, table = dealt(3)
    articles["style"] = articles["source"].map({"A": "x", "B": "y"})
    groups = Groups(table, articles=articles, by="style", within="event")
    ones = groups.sums(np.ones(len(table)), np.ones(len(table)))
    assert [part.counts for part in groups.parts(ones.denominator)] == ([[1, 1]] * 3 + [[3, 3]]) * 2
