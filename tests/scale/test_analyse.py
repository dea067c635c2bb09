"""A corpus in parts: nothing lost or twice, the same bytes however often it is stopped."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from analysis import (
    copy_groups,
    framing_terms,
    read_articles,
    score_sentences,
    sentiment_by,
    speakers_by,
)
from analysis.scale import store
from analysis.scale.analyse import analyse
from analysis.scale.store import StoreError
from analysis.voices.quotes import find_quotes

ROOT = Path(__file__).resolve().parents[2]
CHARACTERS = 150_000


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A megabyte of made-up news as one Parquet file of three sources, one text a copy of another."""
    from tests.bench.generate import articles

    table = articles(1.0)
    table["source"] = [f"S{number % 3}" for number in range(len(table))]
    table.loc[len(table) - 1, "text"] = table.loc[0, "text"]
    file = tmp_path_factory.mktemp("corpus") / "articles.parquet"
    table.to_parquet(file)
    return file


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "out"
    analyse(corpus, folder, characters=CHARACTERS)
    return folder


def test_every_article_is_there_once(corpus, whole):
    given = pd.read_parquet(corpus)
    assert len(store.parts(whole, "articles")) == 5
    assert store.read_table(whole, "articles")["article"].tolist() == given["article"].tolist()


def test_the_same_again_is_the_same_bytes(corpus, whole, tmp_path):
    analyse(corpus, tmp_path / "out", characters=CHARACTERS)
    assert files(tmp_path / "out") == files(whole)


def test_two_workers_give_the_same_bytes(corpus, whole, tmp_path):
    analyse(corpus, tmp_path / "out", characters=CHARACTERS, workers=2)
    assert files(tmp_path / "out") == files(whole)


def test_killed_again_and_again_it_ends_in_the_same_bytes(corpus, whole, tmp_path):
    script = (
        "from pathlib import Path; from analysis.scale.analyse import analyse; "
        f"analyse(Path({str(corpus)!r}), Path({str(tmp_path / 'out')!r}), characters={CHARACTERS})"
    )
    wait = random.Random(0)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for _ in range(5):
        run = subprocess.Popen([sys.executable, "-c", script], env=environment, cwd=tmp_path)
        time.sleep(wait.uniform(1.5, 6))
        run.send_signal(signal.SIGKILL)
        run.wait()
    subprocess.run([sys.executable, "-c", script], env=environment, cwd=tmp_path, check=True)
    assert files(tmp_path / "out") == files(whole)


def test_summaries_are_those_of_the_whole(corpus, whole):
    articles = read_articles(corpus)
    articles["copy_group"] = copy_groups(articles)
    quotes = find_quotes(articles)
    sentences = score_sentences(articles, quotes=quotes)
    tone = pd.read_parquet(whole / "summary" / "sentiment_by_source.parquet")
    pd.testing.assert_frame_equal(
        tone, sentiment_by(sentences, articles=articles), check_dtype=False
    )
    copies = pd.read_parquet(whole / "summary" / "copies.parquet")
    assert copies["copy_group"].tolist() == articles["copy_group"].tolist()
    speakers = pd.read_parquet(whole / "summary" / "speakers_by_source.parquet")
    expected = speakers_by(quotes, articles=articles)
    both = speakers.merge(expected, on=["group", "speaker"], suffixes=("", "_plain"), how="outer")
    assert both.loc[both["speaker"].notna(), "quotes"].eq(both["quotes_plain"]).sum() > 5
    named = both[both["speaker"].notna()]
    assert named["quotes"].tolist() == named["quotes_plain"].tolist()
    assert (named["share"] - named["share_plain"]).abs().max() < 1e-9


def test_terms_are_near_those_of_the_whole(corpus, whole):
    terms = pd.read_parquet(whole / "summary" / "terms_by_source.parquet")
    expected = framing_terms(read_articles(corpus), resamples=0)
    both = terms.merge(expected, on=["group", "term"], suffixes=("", "_plain"))
    often = both[both["count_plain"] > 15]
    assert len(often) > 50
    assert (often["count"] / often["count_plain"]).between(0.5, 1).all()
    assert often["log_odds"].corr(often["log_odds_plain"]) > 0.9


def test_a_folder_of_texts_is_read_too_and_what_is_rejected_is_said(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("Ties are good. Ann Lee said rain fell.", encoding="utf-8")
    (folder / "b.txt").write_text("", encoding="utf-8")
    (folder / "sources.csv").write_text("file,source\na.txt,A\nb.txt,B\n", encoding="utf-8")
    done = analyse(folder, tmp_path / "out")
    assert (done.given, done.accepted, done.rejected) == (2, 1, 1)
    assert "b.txt" in (tmp_path / "out" / "rejected.csv").read_text(encoding="utf-8")


def test_a_phrase_with_a_small_word_in_it_is_a_term(tmp_path):
    text = "The Ministry of Trade said rain fell on {0}. Roads in {0} were closed for days."
    table = pd.DataFrame({"text": [text.format(f"Town{number}") for number in range(12)]})
    table = table.assign(article=[f"{row}" for row in table.index], source="A")
    table.to_parquet(tmp_path / "a.parquet")
    analyse(tmp_path / "a.parquet", tmp_path / "out")
    terms = pd.read_csv(tmp_path / "out" / "summary" / "terms_by_source.csv")
    assert "Ministry of Trade" in terms["term"].tolist()


def test_an_id_of_an_earlier_part_is_rejected(tmp_path):
    table = pd.DataFrame(
        {"article": ["1", "2", "1"], "source": "A", "text": ["The rain fell. " * 900] * 3}
    )
    table.to_parquet(tmp_path / "a.parquet")
    done = analyse(tmp_path / "a.parquet", tmp_path / "out", characters=1)
    assert (done.given, done.accepted, done.rejected) == (3, 2, 1)


@pytest.mark.parametrize("name", ["notes.txt", "whole"])
def test_a_folder_with_other_files_is_left_alone(corpus, tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(StoreError, match="holds other files"):
        analyse(corpus, tmp_path)


def test_other_settings_need_another_folder(corpus, whole):
    with pytest.raises(StoreError, match=r"other settings \(characters\)"):
        analyse(corpus, whole, characters=1)


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_without_text_no_sentence_is_left_and_the_summaries_are_the_same(kind, tmp_path):
    words = "The ministers met for long talks on the border. They called the meeting a success."
    table = pd.DataFrame({"article": ["a", "b"], "source": ["A", "B"], "title": "Ministers met",
                          "text": words, "abstract": words})  # fmt: skip
    file = tmp_path / f"given.{kind}"
    table.to_parquet(file) if kind == "parquet" else table.to_csv(file, index=False)
    for text in (True, False):
        analyse(file, tmp_path / str(text), text=text)
    full, bare = (files(tmp_path / str(text)) for text in (True, False))
    summaries = [name for name in full if name.startswith("summary/")]
    assert summaries
    assert {name: bare[name] for name in summaries} == {name: full[name] for name in summaries}
    assert not [name for name in bare if name.startswith("given/")]
    for name in (name for name in bare if name.endswith(".parquet")):
        cells = pd.read_parquet(tmp_path / "False" / name).astype(str).to_numpy().ravel()
        assert not [cell for cell in map(str, cells) if "inisters met" in cell], name
    assert "text_sha256" in pd.read_parquet(tmp_path / "False" / "articles" / "000000.parquet")
    analyse(file, tmp_path / "False", text=False)
    assert files(tmp_path / "False") == bare
    with pytest.raises(StoreError, match="other settings"):
        analyse(file, tmp_path / "False")
