import pandas as pd
import pytest

from analysis.report.study import measures
from analysis.report.study.opened import open_study
from tests.made_news import made_news

EVENTS, SOURCES = 8, 3


@pytest.fixture
def study(tmp_path, monkeypatch):
    articles, events = made_news(events=EVENTS, sources=SOURCES)
    articles.to_csv(tmp_path / "articles.csv", index=False)
    events.to_csv(tmp_path / "events.csv", index=False)
    (tmp_path / "study.toml").write_text('corpus = "articles.csv"', encoding="utf-8")
    monkeypatch.setenv("FRAMING_CORPUS", str(tmp_path))
    return open_study


def places(table):
    return set(table["article"])


def test_a_corpus_within_the_limit_is_compared_whole(study):
    opened = study()
    assert opened.compared is opened.reading
    assert opened.sample_note == ""
    assert "sample" not in {answer.topic for answer in opened.answers("story")}
    assert opened.coverage_note.endswith("older than the claim.")


def test_of_a_larger_corpus_a_seeded_sample_of_events_is_compared_and_said(study, monkeypatch):
    monkeypatch.setattr(measures, "LIMIT", 20)
    monkeypatch.setattr(measures, "COMPARED", 13)
    one, again = study(), study()
    compared = places(one.compared.articles)
    assert len(compared) == 4 * SOURCES
    assert compared == places(again.compared.articles)
    assert "in 4 of 8 events" in one.sample_note
    assert "seed 0: in 12 of 24 texts" in one.sample_note
    answers = one.answers("story")
    assert answers[-1].sentence == one.sample_note
    assert one.coverage_note.endswith(one.sample_note)
    found = pd.concat([one.claims, one.coverage, one.passages, one.contradictions])
    assert len(found)
    assert places(found) <= compared


def test_where_no_event_fits_nothing_is_compared_and_that_is_said(study, monkeypatch):
    monkeypatch.setattr(measures, "LIMIT", 2)
    monkeypatch.setattr(measures, "COMPARED", 2)
    opened = study()
    assert "in 0 of 8 events" in opened.sample_note
    assert opened.claims.empty
    assert opened.passages.empty
    assert opened.contradictions.empty
    assert len(opened.answers("story"))
    assert len(opened.at_a_glance())


def test_a_studys_actors_csv_adds_whom_it_speaks_of(study, tmp_path):
    word = study().articles["text"].iloc[0].split()[1]
    assert word not in set(study().toward["actor"])
    rows = f"actor,alias,kind,country\nMine,{word},organisation,\n"
    (tmp_path / "actors.csv").write_text(rows, encoding="utf-8")
    mine = study().toward.query("actor == 'Mine'")
    assert set(mine["alias"]) == {word}
    assert set(mine["basis"]) == {"listed"}


def test_groups_that_tie_share_a_rank(study, monkeypatch):
    opened = study()
    monkeypatch.setattr(
        type(opened),
        "tone_by_encoder",
        opened.sentences.assign(score=1.0, compound=0.5),
    )
    ranks = opened.beside_encoder
    assert ranks["rank by VADER"].tolist() == [1] * SOURCES
    assert ranks["articles"].tolist() == [EVENTS] * SOURCES
