"""Reading a folder: what goes in comes out, and each mistake has one clear error."""

import pandas as pd
import pytest

from analysis.corpus.articles import CorpusError, fingerprint, read_articles


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
    ("damage", "message"),
    [
        (_empty, r"no \.txt file in it; put"),
        (lambda folder: (folder / SOURCES).unlink(), r"sources\.csv: missing; write a CSV"),
        (_write("b.txt", b"caf\xe9"), r"b\.txt \(sources\.csv, row 3\): not UTF-8 at byte 3; save"),
        (_write("b.txt", b" \n"), r"b\.txt \(sources\.csv, row 3\): no text in it"),
        (_write("c.txt", b"Four."), r"c\.txt: sources\.csv has no row for it; add one .*row 4"),
        (
            _write(SOURCES, b"file,source\na.txt,A\nb.txt,B\nc.txt,C"),
            r"row 4: .*c\.txt is not there",
        ),
        (
            _write(SOURCES, b"file,source\na.txt,A\nb.txt,B\na.txt,C"),
            r"row 4: file 'a\.txt' is already in row 2",
        ),
        (
            _write(SOURCES, b"file,article,source\na.txt,x,A\nb.txt,x,B"),
            r"row 3: article 'x' is already in row 2; give each",
        ),
        (_write(SOURCES, b"file\na.txt\nb.txt"), r"no column 'source'; add it"),
        (_write(SOURCES, b"file,source\na.txt,\nb.txt,B"), r"row 2: source is empty; fill"),
        (
            _write(SOURCES, b"file,source,published\na.txt,A,14/1/25\nb.txt,B,"),
            r"row 2: published '14/1/25' is no date; write it as",
        ),
        (_write(SOURCES, b"file,source\na.txt,\xff"), r"not a UTF-8 CSV table"),
        (_write(SOURCES, b""), r"not a UTF-8 CSV table"),
    ],
)
def test_each_mistake_names_file_row_and_remedy(folder, damage, message):
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
