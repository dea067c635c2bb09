"""Reading a folder: what goes in comes out, and each mistake has one clear error."""

import re

import pandas as pd
import pytest

from analysis.corpus.articles import CorpusError, fingerprint, read_articles, read_corpus


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\r\nTwo \xe2\x80\x9cthaw\xe2\x80\x9d.")
    (tmp_path / "b.txt").write_text("Three.", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,source\na.txt,First\nb.txt,Second\n")
    return tmp_path


def test_the_text_is_what_the_file_holds(folder):
    articles = read_articles(folder)
    assert articles["text"].tolist() == ["One.\r\nTwo “thaw”.", "Three."]
    assert articles["article"].tolist() == ["a", "b"]
    assert articles["source"].tolist() == ["First", "Second"]


def test_the_order_is_that_of_the_table(folder):
    (folder / "sources.csv").write_text("file,source\nb.txt,Second\na.txt,First\n")
    assert read_articles(folder)["article"].tolist() == ["b", "a"]


def test_an_empty_cell_is_missing_and_a_date_is_a_date(folder):
    (folder / "sources.csv").write_text(
        "file,source,style,published\na.txt,First,,2025-01-14\nb.txt,Second,x,\n"
    )
    articles = read_articles(folder)
    assert articles["style"].isna().tolist() == [True, False]
    assert articles["published"][0] == pd.Timestamp("2025-01-14")
    assert articles["published"].isna()[1]


def _write(name, content):
    return lambda folder: (folder / name).write_bytes(content)


def _empty(folder):
    for file in folder.iterdir():
        file.unlink()


SOURCES = "sources.csv"


@pytest.mark.parametrize(
    ("damage", "row", "message"),
    [
        (_write("b.txt", b" \n"), 3, r"b\.txt: no text in it; add"),
        (_write("b.txt", b"T\0a\0l\0k\0s\0"), 3, r"b\.txt: no text, or UTF-16 without .*; save it"),
        (_write("c.txt", b"Four."), None, r"c\.txt: sources\.csv has no row for it; add one"),
        (_write(SOURCES, b"file,source\na.txt,A\nb.txt,B\nc.txt,C"), 4, "c.txt is not there; add"),
        (
            _write(SOURCES, b"file,source\na.txt,A\nb.txt,B\n\na.txt,C"),
            5,
            "file 'a.txt' is already in an earlier row; give",
        ),
        (
            _write(SOURCES, b"file,article,source\na.txt,x,A\nb.txt,x,B"),
            3,
            "article 'x' is already in row 2; give each",
        ),
        (_write(SOURCES, b"file,source\na.txt,\nb.txt,B"), 2, "a.txt: source is empty; fill"),
        (
            _write(SOURCES, b"file,source,published\na.txt,A,14/1/25\nb.txt,B,"),
            2,
            "published '14/1/25' is no date; write it as",
        ),
    ],
)
def test_a_mistake_rejects_one_article_and_names_file_row_and_remedy(folder, damage, row, message):
    damage(folder)
    corpus = read_corpus(folder)
    assert len(corpus.articles) + len(corpus.rejected) == corpus.given
    (rejected,) = corpus.rejected.astype(object).itertuples(index=False)
    assert rejected.row is pd.NA if row is None else rejected.row == row
    assert re.search(message, f"{rejected.file}: {rejected.reason}; {rejected.remedy}")
    with pytest.raises(CorpusError, match=message):
        read_articles(folder, strict=True)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_empty, "no article in it; put"),
        (
            lambda folder: (folder / SOURCES).unlink(),
            r"nothing says from which outlet.*sources\.csv",
        ),
        (_write(SOURCES, b"file\na.txt\nb.txt"), "no column 'source' but file; add it"),
        (_write(SOURCES, b"file,source,text\na.txt,A,x"), "a column 'text', though the files hold"),
        (_write(SOURCES, b"file,source,source\na.txt,A,B"), "two columns 'source'; give each"),
        (_write(SOURCES, b""), "sources.csv: no row of column names; give a table"),
    ],
)
def test_what_leaves_nothing_is_an_error(folder, damage, message):
    damage(folder)
    with pytest.raises(CorpusError, match=message):
        read_articles(folder)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CorpusError, match="no such folder"):
        read_articles(tmp_path / "nowhere")


@pytest.mark.parametrize("change", ["a.txt", SOURCES])
def test_the_fingerprint_follows_texts_and_labels(folder, change):
    before = fingerprint(read_articles(folder))
    assert fingerprint(read_articles(folder)) == before
    (folder / change).write_text((folder / change).read_text().replace("First", "Fourth") + " ")
    assert fingerprint(read_articles(folder)) != before
