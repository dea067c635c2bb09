import pandas as pd
import pytest

from analysis.corpus.articles import CorpusError, read_articles
from analysis.corpus.events import event_grid, read_events, within_events
from analysis.text.reading import split_sentences
from tests.made_news import made_news


def test_every_evidence_span_is_exactly_a_sentence_of_its_article():
    sentences = split_sentences(read_articles())
    spans = set(sentences[["article", "start", "end"]].itertuples(index=False, name=None))
    events = read_events()
    kept = events[["article", "start", "end"]].itertuples(index=False, name=None)
    assert [span for span in kept if span not in spans] == []
    assert not events.duplicated(["event", "evidence"]).any()
    assert (events.groupby("event")["label"].nunique() == 1).all()


EVENTS = pd.DataFrame(
    [("talks", "a", 0, 10), ("talks", "b", 0, 10), ("visit", "a", 5, 20)],
    columns=["event", "article", "start", "end"],
)


@pytest.mark.parametrize(
    ("article", "start", "end", "expected"),
    [
        ("a", 0, 4, ["talks"]),
        ("a", 6, 9, ["talks", "visit"]),
        ("a", 4, 30, ["talks", "visit"]),
        ("a", 10, 20, ["visit"]),
        ("a", 20, 25, []),
        ("b", 12, 15, []),
        ("c", 0, 10, []),
    ],
)
def test_a_span_is_repeated_for_each_event_it_overlaps(article, start, end, expected):
    table = pd.DataFrame({"article": [article], "start": [start], "end": [end], "compound": [0.5]})
    told = within_events(table, EVENTS)
    assert list(told["event"]) == expected
    assert list(told["compound"]) == [0.5] * len(expected)


def test_two_evidence_spans_of_one_event_count_a_row_once():
    table = pd.DataFrame({"article": ["a"], "start": [0], "end": [9]})
    doubled = pd.concat([EVENTS, EVENTS.assign(start=3)])
    assert list(within_events(table, doubled)["event"]) == ["talks", "visit"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("event,label,article\n", "no column 'evidence'"),
        ("event,label,article,evidence\nx,X,a,b:1-2\n", "row 2: evidence 'b:1-2' is no span of"),
        ("event,label,article,evidence\nx,X,a,a:1\n", "row 2: evidence 'a:1' is no span of"),
        ("event,label,article,evidence\nx,X,a,\n", "row 2"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path, content, message):
    file = tmp_path / "events.csv"
    file.write_text(content)
    with pytest.raises(CorpusError, match=message):
        read_events(file)


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(CorpusError, match="missing"):
        read_events(tmp_path / "events.csv")


def test_a_large_grid_leaves_out_what_tells_of_nothing(monkeypatch):
    articles, told = made_news(sources=4, events=6)
    sentences = split_sentences(articles)
    whole = event_grid(sentences, articles=articles, events=told)
    monkeypatch.setattr("analysis.corpus.events.CELLS", 0)
    large = event_grid(sentences, articles=articles, events=told)
    known = whole[whole["sentences"] > 0].reset_index(drop=True)
    assert len(known) < len(whole)
    pd.testing.assert_frame_equal(large, known)
