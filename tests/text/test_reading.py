"""A corpus is read once: what is passed on is the same, and measures take it for articles."""

import pandas as pd
import pytest

from analysis import (
    Reading,
    concordance,
    copy_groups,
    describe_speakers,
    find_names,
    find_quotes,
    framing_terms,
    mark_frames,
    overview,
    score_sentences,
    score_words,
    shared_passages,
    split_sentences,
    titles,
    watch,
)
from analysis.text import reading

ARTICLES = pd.DataFrame(
    {
        "article": ["1", "2"],
        "source": ["A", "B"],
        "text": [
            "Foreign Minister Ann Lee said the thaw was good. Lee praised trade talks in Rome.",
            "“A thaw is near,” General Bo Chan said on Monday. Trade talks in Rome go on.",
        ],
    }
)


def test_nothing_is_tagged_twice(monkeypatch):
    calls = []
    tag = reading.tag
    monkeypatch.setattr(reading, "tag", lambda *given: calls.append(1) or tag(*given))
    articles = ARTICLES.assign(text=ARTICLES["text"] + " A new text.")
    read = Reading(articles)
    quotes = find_quotes(read)
    describe_speakers(quotes, articles=read)
    titles(read)
    find_names(read)
    find_names(articles)
    assert len(calls) == 1


@pytest.mark.parametrize(
    "measure",
    [
        lambda a: concordance(a, "thaw"),
        lambda a: pd.DataFrame({"group": copy_groups(a)}),
        lambda a: describe_speakers(find_quotes(ARTICLES), articles=a),
        find_names,
        find_quotes,
        lambda a: framing_terms(a, resamples=9),
        mark_frames,
        overview,
        score_sentences,
        score_words,
        shared_passages,
        split_sentences,
        titles,
        lambda a: watch(a, ["thaw"], resamples=9),
    ],
)
def test_a_reading_stands_for_its_articles(measure):
    pd.testing.assert_frame_equal(measure(Reading(ARTICLES)), measure(ARTICLES))


def test_what_is_returned_can_be_changed_without_harm():
    read = Reading(ARTICLES)
    find_names(read)["name"] = "changed"
    assert "changed" not in set(find_names(read)["name"])
