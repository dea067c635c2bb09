"""Answers read back: well-formed for corpora of every shape, silent on null data, right on planted."""

import pandas as pd
import pytest

from analysis.corpus.answers import corpus_answers
from analysis.corpus.overview import overview
from analysis.statistics.answer import COUNT, SHOWN, answer_table, ordered, said
from analysis.story.answers import story_answers
from analysis.story.claims import distinct_claims, match_claims
from analysis.story.contradictions import contradictions
from analysis.story.coverage import coverage_by
from analysis.story.passages import shared_passages
from analysis.text.reading import Reading
from analysis.tone.answers import tone_answers
from analysis.tone.sentences import score_sentences, score_words
from analysis.voices.answers import voices_answers
from analysis.voices.quotes import find_quotes
from analysis.wording.answers import wording_answers
from analysis.wording.frame_answers import frame_answers
from analysis.wording.frames import mark_frames
from analysis.wording.terms import framing_terms
from analysis.wording.watch_list import watch
from tests.grammar import SEEDS, faults
from tests.made_news import made_news

SHAPES = [
    {"sources": 1, "events": 1},
    {"sources": 1, "events": 12},
    {"sources": 2, "events": 1, "dates": False},
    {"sources": 3, "events": 11, "length": 2},
    {"sources": 8, "events": 2, "statements": False},
    {"sources": 40, "events": 1, "length": 1},
    {"sources": 3, "events": 2, "tone": False, "dates": False},
]


def words_of(articles, events, **options):
    within = None if events is None else "event"
    asked = {"within": within, "spans": events, "resamples": 199} | options
    watched = watch(articles, ["corridor", "train*"], **asked)
    return wording_answers(
        framing_terms(articles, **asked), articles=articles, events=events, watched=watched,
        declared=watched, quotes=find_quotes(articles),
    )  # fmt: skip


def frames_of(articles, events):
    patterns = {"frame": ["approval", "passage", "harm"], "pattern": ["good", "corridor", "bad"]}
    frames = pd.DataFrame(patterns)
    marked = mark_frames(articles, frames=frames)
    return frame_answers(marked, frames=frames, articles=articles, events=events)


def story_of(articles, events):
    claims = distinct_claims(match_claims(articles, events=events))
    cells = coverage_by(claims, articles=articles, events=events)
    return story_answers(
        cells, articles=articles, contradictions=contradictions(articles),
        passages=shared_passages(Reading(articles)),
    )  # fmt: skip


def all_answers(articles, events):
    quotes = find_quotes(articles)
    return [
        *corpus_answers(overview(articles), articles=articles, events=events),
        *tone_answers(
            score_sentences(articles), articles=articles, words=score_words(articles), events=events
        ),
        *voices_answers(quotes, articles=articles, events=events),
        *words_of(articles, events),
        *frames_of(articles, events),
        *story_of(articles, events),
    ]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_every_sentence_is_well_formed_and_about_this_corpus(shape):
    articles, events = made_news(**shape)
    answers = all_answers(articles, events)
    assert len(answers) >= 5
    for answer in answers:
        assert faults(answer.sentence) == [], answer.sentence
        assert not pd.Series([answer.sentence]).str.contains(SEEDS).any()
        assert all(number.unit for number in answer.numbers)
        for place in answer.evidence:
            article, span = place.rsplit(":", 1)
            start, end = map(int, span.split("-"))
            text = articles.set_index("article")["text"][article]
            assert 0 <= start < end <= len(text)


def test_a_corpus_without_events_or_labels_has_answers():
    articles, _ = made_news(sources=3, events=3)
    for answer in all_answers(articles, None):
        assert faults(answer.sentence) == [], answer.sentence


@pytest.mark.parametrize(
    ("planted", "sentence"),
    [
        ("voices", "the share of statements by speakers whom the text places in Denmark is larger"),
        ("words", "Outlet 1 uses “corridor” more than the others do"),
        ("frames", "with a word of the frame “passage” is larger in Outlet 1 than in the others"),
    ],
)
def test_what_is_planted_is_found_and_said_first(planted, sentence):
    planted_as = "words" if planted == "frames" else planted
    articles, events = made_news(sources=3, events=24, planted=planted_as, seed=3)
    if planted == "frames":
        answers = frames_of(articles, events)
    elif planted == "voices":
        answers = voices_answers(find_quotes(articles), articles=articles, events=events)
    else:
        answers = words_of(articles, events, resamples=499)
    assert answers[0].certainty == SHOWN
    assert any(sentence in answer.sentence for answer in answers if answer.certainty == SHOWN)
    assert answers[0].evidence
    assert planted != "words" or answers[0].topic == "watched difference"


def test_null_data_give_no_direction():
    shown = 0
    for seed in range(8):
        articles, events = made_news(sources=3, events=12, seed=seed)
        answers = voices_answers(find_quotes(articles), articles=articles, events=events)
        answers += words_of(articles, events)
        shown += any(answer.certainty == SHOWN for answer in answers)
    assert shown <= 3  # two families of five in a hundred each: one is expected


def test_names_that_would_break_a_sentence_are_made_plain():
    articles, events = made_news(sources=3, events=2)
    articles["source"] = articles["source"].map(
        {"Outlet 1": "The\nHerald\x00", "Outlet 2": "x" * 300, "Outlet 3": "日本新聞"}
    )
    for answer in all_answers(articles, events):
        assert faults(answer.sentence) == [], answer.sentence
        assert "\n" not in answer.sentence


def test_inferred_days_and_an_events_label_say_whose_they_are():
    articles, events = made_news(sources=3, events=2)
    inferred = ["inferred: it says Monday", *[None] * (len(articles) - 1)]
    articles = articles.assign(published_evidence=inferred)
    words = articles.loc[articles["source"] == "Outlet 2", "text"].iloc[0][-60:-1]
    events = events.assign(label=words)
    answers = corpus_answers(overview(articles), articles=articles, events=events)
    assert said(answers, "dates").endswith("; 1 of them inferred")
    assert said(answers, "events").endswith(f"“{words}”, in the words of Outlet 2")


def test_a_topic_is_asked_for_its_title():
    articles, events = made_news(sources=3, events=2)
    answers = ordered(corpus_answers(overview(articles), articles=articles, events=events))
    assert said(answers, "size").startswith("The corpus holds 6 texts")
    assert said(answers, "no such topic") is None
    table = answer_table(answers)
    assert set(table["certainty"]) >= {COUNT}
    assert len(table) == len(answers)
