"""How groups sound, and which words make them sound so."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.difference import compare
from analysis.tone.sentences import score_sentences, score_words
from analysis.tone.sources import sentiment_by
from analysis.tone.words import word_contributions, words_by

ARTICLES = pd.DataFrame(
    {
        "article": ["1", "2", "3", "4"],
        "source": ["A", "A", "B", "C"],
        "style": ["x", "x", "x", "y"],
        "text": ["Good. Bad. Table.", "Great day!", "Terrible war.", ""],
    }
)
SENTENCES = score_sentences(ARTICLES)
WORDS = score_words(ARTICLES)


def test_the_table_by_source():
    table = sentiment_by(SENTENCES, articles=ARTICLES)
    assert table["group"].tolist() == ["A", "B", "C"]
    assert table["articles"].tolist() == [2, 1, 1]
    assert table["sentences"].tolist() == [4, 1, 0]
    own = SENTENCES.loc[SENTENCES["source"] == "A", "compound"]
    assert table["mean"][0] == pytest.approx(own.mean())
    assert table["mean_hit"][0] == pytest.approx(own.sum() / 3)
    shares = table[["share_negative", "share_neutral", "share_positive"]].iloc[0]
    assert shares.tolist() == [0.25, 0.25, 0.5]
    assert table["coverage_sentences"][0] == 0.75
    assert table["coverage_words"][0] == pytest.approx(3 / 5)
    assert table.loc[2, ["mean", "low", "high", "coverage_words"]].isna().all()
    assert table["unit"].tolist()[0] == "no interval: 2 articles, 10 are needed"
    assert table["unit"].tolist()[2] == "no sentence"


def test_anything_but_a_source_is_a_mean_of_source_means():
    table = sentiment_by(SENTENCES, articles=ARTICLES, by="style")
    by_source = sentiment_by(SENTENCES, articles=ARTICLES).set_index("group")["mean"]
    assert table["mean"][0] == pytest.approx(by_source[["A", "B"]].mean())
    assert table["unit"][0] == "no interval: 2 sources, 10 are needed"


def test_within_an_event_a_cell_without_sentences_says_so():
    told = SENTENCES.assign(event=["visit", "talks", None, "visit", "talks"])
    table = sentiment_by(told, articles=ARTICLES, within="event").set_index(["group", "event"])
    assert table.loc[("A", "visit"), "articles"] == 2
    assert table.loc[("B", "visit"), "unit"] == "no sentence tells of this event"
    assert np.isnan(table.loc[("B", "visit"), "mean"])
    assert table.loc[("B", "talks"), "sentences"] == 1


def test_within_events_the_differences_are_combined_with_equal_weight():
    told = SENTENCES.assign(event=["visit", "talks", "trade", "visit", "talks"])
    told.loc[4:, "event"] = "talks"
    more = told.iloc[[4]].assign(event="visit")
    table = sentiment_by(pd.concat([told, more]), articles=ARTICLES, within="event")
    own = table[table["group"] == "A"].set_index("event")
    assert np.isnan(own.loc["trade", "difference"])
    assert own.loc["trade", "unit"] == "no sentence of others tells of this event"
    whole = own[own.index.isna()].iloc[0]
    assert whole["difference"] == pytest.approx(own.loc[["visit", "talks"], "difference"].mean())
    assert whole["mean"] == pytest.approx(own.loc[["visit", "talks"], "mean"].mean())
    paired = compare(
        pd.concat([told, more]), articles=ARTICLES, value="compound", group="A", within="event"
    )
    assert paired["difference"].iloc[-1] == pytest.approx(whole["difference"])


@pytest.mark.parametrize("call", [{"by": "country"}, {"within": "event"}])
def test_unknown_columns_are_refused(call):
    with pytest.raises(ValueError, match=next(iter(call.values()))):
        sentiment_by(SENTENCES, articles=ARTICLES, **call)


def test_a_sentence_of_an_unknown_article_is_refused():
    with pytest.raises(ValueError, match="'1' is in the table but not in articles"):
        sentiment_by(SENTENCES, articles=ARTICLES.iloc[1:])


@pytest.mark.parametrize("by", ["source", "style"])
def test_contributions_sum_to_each_groups_mean(by):
    words = words_by(WORDS, sentences=SENTENCES, articles=ARTICLES, by=by)
    means = sentiment_by(SENTENCES, articles=ARTICLES, by=by).set_index("group")["mean"].dropna()
    sums = words.groupby("group")["contribution"].sum()
    assert sums[means.index].to_numpy() == pytest.approx(means.to_numpy())
    assert words.groupby("group")["word"].apply(lambda column: column.isna().sum()).eq(1).all()


@pytest.mark.parametrize(
    "sides",
    [
        {"group": "A", "reference": "B"},
        {"group": "B"},
        {"group": "x", "by": "style", "reference": "y"},
    ],
)
def test_parts_sum_to_the_difference_and_lead_to_sentences(sides):
    told = (
        SENTENCES if "by" not in sides else score_sentences(ARTICLES.assign(text="Good. Bad war!"))
    )
    words = WORDS if "by" not in sides else score_words(ARTICLES.assign(text="Good. Bad war!"))
    table = word_contributions(words, sentences=told, articles=ARTICLES, **sides)
    whole = compare(told, articles=ARTICLES, value="compound", **sides)["difference"][0]
    assert table["difference"].sum() == pytest.approx(whole, abs=1e-12)
    assert table["word"].isna().tolist() == [False] * (len(table) - 1) + [True]
    ids = told["article"] + ":" + told["start"].astype(str) + "-" + told["end"].astype(str)
    assert set(table["evidence"].dropna()) <= set(ids)


def test_only_the_words_of_the_given_sentences_count():
    part = SENTENCES[SENTENCES["sentence"] == 0]
    words = words_by(WORDS, sentences=part, articles=ARTICLES)
    assert "bad" not in set(words["word"].dropna())


def test_an_unknown_group_is_refused():
    with pytest.raises(ValueError, match="'Z'"):
        word_contributions(WORDS, sentences=SENTENCES, articles=ARTICLES, group="Z")
