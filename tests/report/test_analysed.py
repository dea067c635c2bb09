"""A report reads what was analysed, and says the same as one that reads the texts."""

import pandas as pd
import pytest

from analysis.corpus.faults import CorpusError
from analysis.report.study import opening
from analysis.report.study.opened import open_study
from analysis.report.study.opening import read_planned
from analysis.report.study.plan import read_plan
from analysis.scale import kept
from analysis.scale.analyse import analyse
from tests.made_news import made_news

QUESTIONS = ("corpus", "tone", "voices", "wording", "story")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A corpus and its analysis, in one part."""
    folder = tmp_path_factory.mktemp("analysed")
    (folder / "plain").mkdir()
    made_news(events=8)[0].to_csv(folder / "plain" / "articles.csv", index=False)
    analyse(folder / "plain", folder / "tables")
    return folder


@pytest.fixture
def opened(folders, monkeypatch):
    def open_one(name):
        monkeypatch.setenv("FRAMING_CORPUS", str(folders / name))
        return open_study()

    return open_one


def test_answers_from_tables_are_those_from_texts(opened):
    plain, tables = opened("plain"), opened("tables")
    pd.testing.assert_frame_equal(
        tables.quotes.drop(columns="pieces"), plain.quotes.drop(columns="pieces")
    )
    pd.testing.assert_frame_equal(tables.sentences, plain.sentences)
    for question in QUESTIONS:
        assert tables.answers(question) == plain.answers(question)
    assert tables.drawn_note == ""


def test_quotes_and_sentences_are_read_and_not_measured_again(opened, monkeypatch):
    def measured(*_, **__):
        raise AssertionError("measured again")

    for name in ("find_quotes", "score_sentences"):
        monkeypatch.setattr(f"analysis.report.study.measures.{name}", measured)
    tables = opened("tables")
    assert len(tables.quotes)
    assert len(tables.sentences)


def test_a_large_analysis_is_sampled_and_that_is_said(folders, opened, monkeypatch):
    monkeypatch.setattr(opening, "read_kept", lambda folder: kept.read_kept(folder, most=10))
    one, again = opened("tables"), opened("tables")
    assert len(one.articles) == 10
    assert one.articles["article"].tolist() == again.articles["article"].tolist()
    assert set(one.quotes["article"]) <= set(one.articles["article"])
    assert "10 of the 24 texts" in one.answers("corpus")[-1].sentence
    assert "10 of the 24 texts" in read_planned(read_plan(folders / "tables")).notes[0]


@pytest.mark.parametrize(("text", "said"), [(True, "isn't finished"), (False, "without texts")])
def test_tables_that_no_report_can_be_made_of_are_refused(folders, tmp_path, text, said):
    analyse(folders / "plain", tmp_path / "tables", text=text)
    if text:
        plan = tmp_path / "tables" / "analysis.json"
        plan.write_text('{"settings": {"text": true}, "parts": 1}', encoding="utf-8")
    with pytest.raises(CorpusError, match=said):
        read_planned(read_plan(tmp_path / "tables"))
