"""Answers about tone: what is shown is said, what isn't is not, for corpora of every shape."""

import pandas as pd
import pytest

from analysis.statistics.answer import COUNT, NOT_SHOWN, SHOWN, TOO_FEW
from analysis.tone.answers import tone_answers
from analysis.tone.sentences import diplomatic_lexicon, score_sentences, score_words
from tests.grammar import faults
from tests.made_news import made_news


def answers(articles, events=None, **options):
    corrected = score_sentences(articles, lexicon=diplomatic_lexicon())
    return tone_answers(
        score_sentences(articles), articles=articles, words=score_words(articles), events=events,
        corrected=corrected, **options,
    )  # fmt: skip


SHAPES = [
    {"sources": 1, "events": 1},
    {"sources": 1, "events": 12},
    {"sources": 2, "events": 1},
    {"sources": 3, "events": 12},
    {"sources": 8, "events": 3},
    {"sources": 40, "events": 2},
    {"sources": 3, "events": 3, "tone": False},
    {"sources": 3, "events": 11, "dates": False, "statements": False},
]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("inside", [True, False])
def test_sentences_are_well_formed(shape, inside):
    articles, events = made_news(**shape)
    for answer in answers(articles, events if inside else None):
        assert faults(answer.sentence) == [], answer.sentence
        assert answer.certainty in (SHOWN, COUNT, NOT_SHOWN, TOO_FEW)
        assert all(number.unit for number in answer.numbers)


def test_no_sentence_is_an_answer_too():
    articles = pd.DataFrame({"article": ["a"], "text": [" "], "source": ["Echo"]})
    (answer,) = answers(articles)
    assert answer.certainty == TOO_FEW


def test_a_planted_difference_is_said_with_its_words():
    articles, events = made_news(sources=3, events=14, planted="tone", seed=1)
    first = answers(articles, events)[0]
    assert first.certainty == SHOWN
    assert first.sentence.startswith(
        "Inside the 14 events that they share, sentences of Outlet 1 score"
    )
    assert "higher than those of the others" in first.sentence
    assert "with the other word list" in first.sentence
    assert first.evidence
    number = first.numbers[0]
    assert 0 < number.low < number.value < number.high


def test_null_data_give_no_direction():
    shown = 0
    for seed in range(20):
        articles, events = made_news(sources=3, events=12, seed=seed, statements=False)
        shown += any(answer.certainty == SHOWN for answer in answers(articles, events))
    assert shown <= 3  # one is expected; more than three of twenty has p < 0.02


def test_two_groups_are_one_comparison_with_a_name():
    articles, events = made_news(sources=2, events=14, planted="tone")
    found = [a for a in answers(articles, events) if a.topic == "tone difference"]
    assert len(found) == 1
    assert "than those of Outlet 2" in found[0].sentence


def test_one_word_that_carries_it_all_is_named_and_nothing_is_stated():
    texts = [f"Talks took {n} days. {'The party met' if n % 2 else 'They met'}." for n in range(48)]
    articles = pd.DataFrame({"article": [str(n) for n in range(48)], "text": texts})
    articles["source"] = ["Herald" if n % 2 else "Tribune" for n in range(48)]
    events = pd.DataFrame(
        {"event": [str(n // 4) for n in range(48)], "article": articles["article"]}
    )
    events = events.assign(start=0, end=100, label="x")
    first = next(a for a in answers(articles, events) if a.topic == "tone difference")
    assert first.certainty == NOT_SHOWN
    assert "without “party”" in first.sentence


@pytest.mark.parametrize(("each", "certainty"), [(6, SHOWN), (4, TOO_FEW)])
def test_a_label_needs_five_sources(each, certainty):
    articles, events = made_news(sources=2 * each, events=12)
    articles["style"] = [
        "north" if int(s.split()[1]) <= each else "south" for s in articles["source"]
    ]
    events["end"] += 100
    warm = articles["style"] == "north"
    articles.loc[warm, "text"] += " A great success. A peaceful, friendly day. Strong hope."
    first = next(a for a in answers(articles, events, by="style") if a.topic == "tone difference")
    assert first.certainty == certainty, first.sentence
