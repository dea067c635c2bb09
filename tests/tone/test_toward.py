"""A row a mention with its sentence and voice, and groups compared inside events."""

import numpy as np
import pandas as pd
import pytest

from analysis import actor_sentiment, actor_sentiment_by, actors, encoder_installed, show

installed = pytest.mark.skipif(
    not encoder_installed(), reason="the extra `encoder` isn't installed"
)

TEXT = "Japan was praised for its courage. “China lied,” she said. They met on Monday."
ARTICLES = pd.DataFrame({"article": ["a:1"], "text": [TEXT], "source": ["S"], "style": ["T"]})


@installed
def test_a_row_a_mention_with_its_sentence_and_voice():
    quote = TEXT.index("China")
    quotes = pd.DataFrame(
        {"article": ["a:1"], "kind": ["direct"], "pieces": [[[quote, quote + 10]]]}
    )
    table = actor_sentiment(ARTICLES, actors(ARTICLES), quotes=quotes)
    assert list(table["actor"]) == ["Japan", "China"]
    assert list(table["voice"]) == ["own", "quoted"]
    assert list(table["polarity"]) == [1, -1]
    assert [str(show(ARTICLES, e)).split("\n")[0] for e in table["evidence"]] == [
        "Japan was praised for its courage.",
        "“China lied,” she said.",
    ]
    assert actor_sentiment(ARTICLES, actors(ARTICLES))["voice"].isna().all()


@installed
def test_only_the_actors_asked_for():
    table = actors(ARTICLES)
    assert list(actor_sentiment(ARTICLES, table[table["actor"] == "China"])["actor"]) == ["China"]
    mine = pd.DataFrame(
        [("They", "They", "group", None)], columns=["actor", "alias", "kind", "country"]
    )
    assert list(actor_sentiment(ARTICLES, mine)["alias"]) == ["They"]
    assert len(actor_sentiment(ARTICLES, table.iloc[:0])) == 0


def mentions(rows):
    """Mentions of one actor: article and the probabilities of negative and positive."""
    table = pd.DataFrame(rows, columns=["article", "negative", "positive"])
    table["neutral"] = 1 - table["negative"] - table["positive"]
    chances = table[["negative", "neutral", "positive"]].to_numpy()
    table["polarity"], table["unsure"] = chances.argmax(axis=1) - 1, chances.max(axis=1) < 0.5
    return table.assign(actor="Japan", evidence=table["article"] + ":0-9")


def corpus(each):
    names = [f"{source}{at}" for at in range(each) for source in "xy"]
    return pd.DataFrame({"article": names, "text": names, "source": [name[0] for name in names]})


def test_groups_by_balance_with_counts():
    table = mentions([("x0", 0.1, 0.7), ("x0", 0.5, 0.3), ("y0", 0.4, 0.4)])
    by = actor_sentiment_by(table, articles=corpus(1)).set_index("group")
    assert by.loc["x", "balance"] == pytest.approx((0.6 - 0.2) / 2)
    assert by.loc["y", ["mentions", "share_unsure", "share_neutral"]].to_list() == [1, 1, 0]
    assert by.loc["x", ["share_positive", "share_negative", "share_neutral"]].to_list() == [
        0.5,
        0.5,
        0,
    ]
    assert by["few"].all()
    assert by["low"].isna().all()
    assert by.loc["x", "unit"] == "no interval: 1 article, 10 are needed"
    assert by.loc["x", "evidence"] == "x0:0-9"


def test_an_interval_from_ten_articles_on():
    rng = np.random.default_rng(0)
    articles = corpus(12)
    table = mentions([(name, 0.1, 0.2 + rng.random() / 2) for name in articles["article"]])
    row = actor_sentiment_by(table, articles=articles).iloc[0]
    assert row["low"] < row["balance"] < row["high"]
    assert not row["few"]


def test_inside_events_the_difference_is_paired():
    articles = corpus(12)
    rows = [
        (name, 0.1, 0.5 + 0.2 * (name[0] == "x") + 0.01 * (at % 3))
        for at, name in enumerate(articles["article"])
    ]
    table = mentions(rows).assign(event=[name[1:] for name in articles["article"]])
    by = actor_sentiment_by(table, articles=articles, within="event")
    joint = by[by["event"].isna()].set_index("group")
    assert joint.loc["x", "low"] < 0.2 + 0.01 < joint.loc["x", "high"] + 0.01
    assert joint.loc["x", "difference"] == pytest.approx(-joint.loc["y", "difference"])
    assert joint.loc["x", "unit"] == "event"


def test_no_mentions_give_no_rows():
    assert len(actor_sentiment_by(mentions([]), articles=corpus(1))) == 0


def test_an_unknown_event_column_is_named():
    with pytest.raises(ValueError, match="within='event'"):
        actor_sentiment_by(mentions([("x0", 0.1, 0.7)]), articles=corpus(1), within="event")


def test_a_corpus_without_an_actor_gives_an_empty_table():
    articles = pd.DataFrame({"article": ["1"], "text": ["The talks opened. They were good."]})
    assert actor_sentiment(articles, actors(articles)).empty


def test_a_mention_in_two_events_counts_once():
    """A sentence that tells of two events stands in both; the row that joins them has it once."""
    mentions = pd.DataFrame(
        {"article": ["1", "1", "2", "2"], "start": [5, 5, 9, 9], "event": ["e", "f", "e", "f"]}
    ).assign(actor="X", evidence="1:0-9", positive=0.5, negative=0.1, neutral=0.4)
    mentions = mentions.assign(polarity=1, unsure=False)
    articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"]})
    table = actor_sentiment_by(mentions, articles=articles, within="event")
    assert table.loc[table["event"].isna(), "mentions"].tolist() == [1, 1]
    assert table.loc[table["event"].notna(), "mentions"].tolist() == [1, 1, 1, 1]
