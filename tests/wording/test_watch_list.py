import numpy as np
import pandas as pd
import pytest

from analysis.corpus.articles import read_articles
from analysis.wording.terms import framing_terms
from analysis.wording.watch_list import WATCHED, watch
from tests.bench.made_terms import made_articles

ARTICLES = pd.DataFrame(
    {
        "article": ["a", "b", "c"],
        "source": ["x", "x", "y"],
        "text": ["A THAW came. TRUMP’S RETURN too.", "Trump's return: a thaw.", "Ties thawed."],
    }
)


def test_declared_terms_whatever_the_case_and_the_apostrophe():
    table = watch(ARTICLES).set_index(["group", "term"])
    assert table["count"].unstack().loc["x"].to_dict() == dict(zip(WATCHED, (2, 0, 2), strict=True))
    assert table["count"].unstack().loc["y"].to_list() == [0, 0, 0]
    assert table.loc[("x", "thaw"), "document_frequency"] == 2
    assert table.loc[("x", "Trump's return"), "sentence"] == "TRUMP’S RETURN too."
    assert pd.isna(table.loc[("y", "thaw"), "sentence"])


def test_wildcards():
    table = watch(ARTICLES, ["thaw*", "trump*"]).set_index(["group", "term"])
    assert table.loc[("y", "thaw*"), "count"] == 1
    assert table.loc[("x", "trump*"), "evidence"] == "a:13-20"


def test_a_watched_term_has_the_numbers_of_the_terms_table():
    columns = ["count", "per_1000", "document_frequency", "tfidf", "log_odds", "dispersion"]
    terms = framing_terms(read_articles()).set_index(["group", "term"])[columns]
    watched = watch(read_articles(), ["thaw", "ruling parties"]).set_index(["group", "term"])[
        columns
    ]
    pd.testing.assert_frame_equal(terms.loc[watched.index], watched)


def test_rates_have_intervals_from_ten_units_on():
    table = watch(made_articles((12, 4), seed=1), ["baq", "dabaq*"], resamples=99)
    first = table[table["group"] == "source 0"]
    assert (first["rate_low"] <= first["per_1000"]).all()
    assert (first["per_1000"] <= first["rate_high"]).all()
    assert table.loc[table["group"] == "source 1", "rate_low"].isna().all()


def test_a_declared_term_is_found_only_inside_the_spans():
    spans = pd.DataFrame({"article": ["a"], "start": [0], "end": [7]})
    table = watch(ARTICLES, ["thaw", "Trump's return"], spans=spans)
    assert table["count"].tolist() == [1, 0, 0, 0]
    assert np.isfinite(table["tfidf"]).all()


def test_a_term_without_a_word_is_refused():
    with pytest.raises(ValueError, match="holds no word"):
        watch(ARTICLES, ["thaw", "–"])
