"""One corpus through every format: the same texts, the same measures, to the byte."""

import hashlib

import pytest

from analysis.corpus.articles import read_corpus
from analysis.tone.sentences import score_sentences
from analysis.voices.quotes import find_quotes
from tests.corpus import made

WAYS = {
    "txt": lambda d: made.folder(d / "c"),
    "outlet folders": lambda d: made.outlets(d / "c"),
    "csv": lambda d: made.delimited(d / "c.csv"),
    "csv of a spreadsheet": lambda d: made.delimited(d / "c.csv", ";", "utf-8-sig", "sep=;\r\n"),
    "csv in another encoding": lambda d: made.delimited(d / "c.csv", encoding="cp1252"),
    "csv in UTF-16": lambda d: made.delimited(d / "c.csv", "\t", encoding="utf-16"),
    "tsv": lambda d: made.delimited(d / "c.tsv", "\t"),
    "xlsx": lambda d: made.workbook(d / "c.xlsx"),
    "jsonl": lambda d: made.json_lines(d / "c.jsonl"),
    "json": lambda d: made.json_array(d / "c.json"),
    "parquet": lambda d: made.parquet(d / "c.parquet"),
    "dataset": lambda d: made.dataset(d / "c"),
    "html": lambda d: made.pages(d / "c"),
    "docx, many files": lambda d: made.words(d / "c"),
    "docx, one file": lambda d: made.word(d / "c.docx"),
    "zip of txt": lambda d: made.archive(d / "c.zip", made.folder(d / "c"), "my corpus/"),
    "zip of outlet folders": lambda d: made.archive(d / "c.zip", made.outlets(d / "c")),
    "zip of csv": lambda d: made.archive(d / "c.zip", made.delimited(d / "c.csv")),
    "zip of html": lambda d: made.archive(d / "c.zip", made.pages(d / "c")),
    "zip of parquet": lambda d: made.archive(d / "c.zip", made.parquet(d / "c.parquet")),
}


def measures(articles):
    """The bytes of two measures, articles in the order of their texts and without their ids."""
    sources = ["article", "text", "source", "excluded"]
    table = articles[sources].sort_values("text", kind="stable").reset_index(drop=True)
    table["article"] = [f"{number}" for number in range(len(table))]
    tables = (table, find_quotes(table), score_sentences(table))
    return hashlib.sha256("".join(t.to_csv(index=False) for t in tables).encode()).hexdigest()


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    return read_corpus(made.folder(tmp_path_factory.mktemp("made") / "c"))


@pytest.mark.parametrize("way", WAYS)
def test_measures_are_the_same_through_every_format(way, tmp_path, expected):
    corpus = read_corpus(WAYS[way](tmp_path))
    assert (len(corpus.articles), len(corpus.rejected), corpus.given) == (40, 0, 40)
    assert measures(corpus.articles) == measures(expected.articles)
    by_text = corpus.articles.set_index("text").loc[expected.articles["text"]]
    assert by_text["source"].tolist() == expected.articles["source"].tolist()
    if "outlet" not in way:
        assert by_text["published"].tolist() == expected.articles["published"].tolist()
        assert by_text["title"].tolist() == expected.articles["title"].tolist()
