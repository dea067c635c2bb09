"""One table at a glance: each cell in words, with evidence, on shared events alone."""

import pandas as pd
import pytest

from analysis.story.glance import at_a_glance
from analysis.tone.sentences import score_sentences, score_words
from analysis.voices.quotes import find_quotes
from analysis.wording.watch_list import watch
from tests.made_news import made_news


def glance(articles, events, by="source", cells=None, mentions=None):
    return at_a_glance(
        score_sentences(articles), articles=articles, words=score_words(articles),
        quotes=find_quotes(articles), events=events, by=by, cells=cells, mentions=mentions,
        watched=watch(articles, ["street", "corridor"], by=by, resamples=9),
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_every_group_has_a_cell_of_each_aspect(count):
    articles, events = made_news(sources=count, events=2)
    table = glance(articles, events)
    assert len(table) == 4 * count
    assert table["aspect"].unique().tolist() == ["tone", "who speaks", "“street”", "“corridor”"]
    assert not table["entry"].str.contains("nan|None|\\(\\)").any()
    assert (table[table["aspect"] == "“corridor”"]["entry"] == "none found").all()


def test_what_only_one_tells_of_does_not_count():
    articles, events = made_news(sources=2, events=2)
    alone = events["article"] == "001-01"
    table = glance(articles[~articles["article"].eq("001-01")], events[~alone])
    alone = table["evidence"].str.contains("001-")
    assert table.loc[alone, "entry"].str.contains(r"elsewhere, \d+ in others' statements$").all()
    assert not table.loc[alone, "aspect"].isin(["tone", "who speaks"]).any()


def test_claims_checked_suggested_and_left_out_are_told_apart():
    articles, events = made_news(sources=2, events=2)
    group, article = articles["source"].unique(), articles["article"].iloc[0]
    cells = pd.DataFrame(
        [
            (group[0], "c1", "A pier fell", "told", True), (group[1], "c1", "A pier fell", "omitted", True),
            (group[0], "c2", "Rain fell", "found", False), (group[1], "c2", "Rain fell", "not found", False),
        ], columns=["group", "claim", "label", "state", "checked"],
    ).assign(article=article, start=0, end=9)  # fmt: skip
    table = glance(articles, events, cells=cells).set_index(["group", "aspect"])
    entry, evidence = table["entry"], table["evidence"]
    assert (
        entry[group[0], "claims"] == "the only checked claim told; the only suggested claim found"
    )
    assert entry[group[1], "claims"] == "no checked claim told; no suggested claim found"
    out = "left out, by a reader's check"
    assert entry[group[0], out] == "none found"
    assert entry[group[1], out] == "1 claim: “A pier fell”"
    assert evidence[group[1], out] == f"{article}:0-9"


def test_evidence_leads_to_the_words():
    articles, events = made_news(sources=2, events=2)
    row = glance(articles, events).query("aspect == '“street”'").iloc[0]
    article, span = row["evidence"].split()[0].rsplit(":", 1)
    start, end = map(int, span.split("-"))
    assert articles.set_index("article")["text"][article][start:end] == "street"
    assert "0 in others' statements" in row["entry"]


def test_actors_named_often_enough_in_a_groups_own_words():
    articles, events = made_news(sources=2, events=2)
    ids = articles.loc[articles["source"] == articles["source"].iloc[0], "article"].iloc[:1]
    rows = [
        ("X", "own", 0.75, 0.25), ("X", "own", 0.25, 0.5), ("X", "own", 0.5, 0.5),
        ("X", "own", 0.5, 0.0), ("X", "own", 0.5, 0.5), ("Y", "own", 0.9, 0.0),
        ("X", "quoted", 0.0, 1.0),
    ]  # fmt: skip
    mentions = pd.DataFrame(rows, columns=["actor", "voice", "positive", "negative"])
    mentions["start"] = range(len(mentions))
    mentions = mentions.assign(
        article=ids.iloc[0],
        end=mentions["start"] + 1,
        evidence=[f"{ids.iloc[0]}:{start}-{start + 1}" for start in mentions["start"]],
    )
    table = glance(articles, events, mentions=mentions).query("aspect == 'toward whom'")
    assert table["entry"].tolist() == ["X +0.15 in 5 mentions", "none found"]
    strongest = [span.rpartition(":")[2] for span in table["evidence"].iloc[0].split()]
    assert strongest == ["0-1", "3-4", "1-2"]
