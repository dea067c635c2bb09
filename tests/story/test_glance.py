"""One table at a glance: each cell in words, with evidence, on shared events alone."""

import pytest

from analysis.story.glance import at_a_glance
from analysis.tone.sentences import score_sentences, score_words
from analysis.voices.quotes import find_quotes
from analysis.wording.watch_list import watch
from tests.made_news import made_news


def glance(articles, events, by="source"):
    return at_a_glance(
        score_sentences(articles), articles=articles, words=score_words(articles),
        quotes=find_quotes(articles), events=events, by=by,
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
    assert not table["evidence"].str.contains("001-").any()


def test_evidence_leads_to_the_words():
    articles, events = made_news(sources=2, events=2)
    row = glance(articles, events).query("aspect == '“street”'").iloc[0]
    article, span = row["evidence"].split()[0].rsplit(":", 1)
    start, end = map(int, span.split("-"))
    assert articles.set_index("article")["text"][article][start:end] == "street"
    assert "0 in others' statements" in row["entry"]
