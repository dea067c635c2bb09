import pandas as pd
import pytest

from analysis.corpus.articles import read_articles
from analysis.wording.frames import (
    find_frames,
    frame_overlap,
    frame_words,
    frames_by,
    mark_frames,
    read_frames,
)

FRAMES = pd.DataFrame(
    {
        "frame": ["peace", "peace", "peace", "war"],
        "pattern": ["thaw*", "mutual trust", "trust", "troops"],
        "reason": None,
    }
)
ARTICLES = pd.DataFrame(
    {
        "article": ["a", "b"],
        "source": ["x", "y"],
        "text": ["A thaw of mutual trust. Thawing, troops left. Nothing.", "Troops came. Troops."],
    }
)


def test_every_hit_is_verbatim_and_the_longest_counts():
    hits = find_frames(ARTICLES, frames=FRAMES)
    assert hits["hit"].tolist() == ["thaw", "mutual trust", "Thawing", "troops", "Troops", "Troops"]
    assert hits["frame"].tolist() == ["peace"] * 3 + ["war"] * 3
    assert hits["sentence"].tolist() == [0, 0, 1, 1, 0, 1]


def test_sentences_are_marked():
    marked = mark_frames(ARTICLES, frames=FRAMES)
    assert marked["peace"].tolist() == [1, 1, 0, 0, 0]
    assert marked["war"].tolist() == [0, 1, 0, 1, 1]
    assert marked["any"].tolist() == [1, 1, 0, 1, 1]


def test_shares_and_coverage():
    marked = mark_frames(ARTICLES, frames=FRAMES)
    table = frames_by(marked, articles=ARTICLES, frames=FRAMES).set_index(["group", "frame"])
    assert table["share"].round(3).tolist() == [0.667, 0.333, 0, 1]
    assert table["coverage"].round(3).tolist() == [0.667, 0.667, 1, 1]
    assert table["low"].isna().all()
    assert table["unit"].str.contains("10 are needed").all()


def test_within_events_a_cell_without_sentences_is_empty():
    marked = mark_frames(ARTICLES, frames=FRAMES).assign(event=["e", "e", "e", "f", "f"])
    table = frames_by(marked, articles=ARTICLES, frames=FRAMES, within="event")
    empty = table[(table["group"] == "x") & (table["event"] == "f")]
    assert (empty["sentences"] == 0).all()
    assert empty[["share", "coverage"]].isna().all(axis=None)


def test_marked_sentences_know_their_frames():
    marked = mark_frames(ARTICLES, frames=FRAMES).assign(event="e")
    table = frames_by(marked, articles=ARTICLES, within="event")
    assert table["frame"].unique().tolist() == ["peace", "war"]
    assert frame_overlap(marked)["frame"].tolist() == ["peace", "war"]
    with pytest.raises(ValueError, match=r"pass mark_frames\(articles\)"):
        frames_by(marked.drop(columns="any"), articles=ARTICLES)


def test_over_shared_events_the_event_is_the_unit():
    names = [f"{event}{source}" for event in range(12) for source in "xy"]
    articles = pd.DataFrame({"article": names, "source": list("xy") * 12})
    articles["text"] = [f"Troops came to {n}." if n[-1] == "x" else f"Calm {n}. No." for n in names]
    marked = mark_frames(articles, frames=FRAMES)
    marked["event"] = marked["article"].str[:-1]
    table = frames_by(marked, articles=articles, within="event")
    whole = table[table["event"].isna()].set_index(["group", "frame"]).loc[("x", "war")]
    assert (whole["share"], whole["difference"], whole["unit"]) == (1, 1, "event")
    assert (whole["low"], whole["high"]) == (1, 1)


def test_overlap_and_the_words_that_carry_a_frame():
    overlap = frame_overlap(mark_frames(ARTICLES, frames=FRAMES), frames=FRAMES)
    assert overlap["share"].round(3).tolist() == [0.5, 0.333]
    words = frame_words(find_frames(ARTICLES, frames=FRAMES), articles=ARTICLES)
    first = words[(words["group"] == "y")].iloc[0]
    assert (first["word"], first["count"], first["share"]) == ("troops", 2, 1)
    assert first["evidence"] == "b:0-6"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("frames.toml", '[peace]\npatterns = ["thaw*", "trust"]\n[war]\npatterns = ["troops"]\n'),
        ("frames.csv", "# mine\nframe,pattern\npeace,thaw*\npeace,trust\nwar,troops\n"),
    ],
)
def test_a_dictionary_of_ones_own(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    table = read_frames(tmp_path / name)
    assert table[["frame", "pattern"]].to_numpy().tolist() == [
        ["peace", "thaw*"], ["peace", "trust"], ["war", "troops"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("f.toml", "[peace]\nwords = ['a']", "frame 'peace' needs patterns"),
        ("f.toml", "peace = 3", "frame 'peace' needs patterns"),
        ("f.toml", "", "no frame in it"),
        ("f.csv", "frame,word\na,b\n", "no column 'pattern'"),
        ("f.csv", "frame,pattern\na,\n", "row 2: pattern is empty"),
    ],
)
def test_a_dictionary_that_can_not_be_read(tmp_path, name, text, message):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_frames(tmp_path / name)


def test_the_dictionary_that_comes_along():
    frames = read_frames()
    assert set(frames["frame"]) == {
        "cooperation", "conflict", "security", "economy", "history", "third_power",
    }  # fmt: skip
    assert frames["reason"].notna().all()
    assert not frames["pattern"].duplicated().any()
    hits = find_frames(read_articles(), frames=frames)
    assert "accustomed" not in set(hits["hit"])
