"""The five seed articles: byte for byte, labelled, their furniture marked."""

import hashlib

import pytest

from analysis.corpus.articles import SEEDS, read_articles
from analysis.text.reading import split_sentences

SHA256 = {
    "000_a174f1117d67f86a.txt": "9e7f5a7d40eac54103930347c5425df246ab9decaaadf5176476915833f217ac",
    "001_0cc79da90239d927.txt": "57b14bc98aca502ad5a10dc0582fcac0316a4df5bf2f12b8e0d59f312e7734e8",
    "002_ad5ef7ad303dc76a.txt": "9e8c10a7663d91010ae89afe277d0e716a5f37b3945d52bca675411d21e8613d",
    "003_198aea706692622c.txt": "57f8426b0979d210e95ef2d34ade73d4b653aec7225ff1305606ed11e0464ab2",
    "004_092c08207db673d3.txt": "26945bd2ff942e3af6c3d3c79cfb51d550a8ab00548204777450be779cd6c492",
}
FURNITURE = {
    "000": [],
    "001": [],
    "002": ["Impact Shorts", "More Shorts", ")"],
    "003": ["Leave a Reply"],
    "004": [
        "Tuesday, October 21, 2025",
        "HomeGlobal Relations",
        "US Power Shift",
        "RELATED ARTICLES",
        "LEAVE A REPLY",
    ],
}


def test_the_files_are_the_texts_as_they_came():
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in SEEDS.glob("*.txt")
    }
    assert found == SHA256


def test_every_text_is_labelled_and_no_seed_is_shown_to_be_japanese():
    articles = read_articles()
    assert articles["article"].tolist() == ["000", "001", "002", "003", "004"]
    assert articles["text_sha256"].tolist() == list(SHA256.values())
    assert articles["published"].notna().all()
    japanese = articles[articles["style"] == "Japanese-outlet-style"]
    assert japanese["basis"].tolist() == ["assigned"]
    assert japanese["origin"].tolist() == ["unknown"]


@pytest.mark.parametrize("article", FURNITURE)
def test_page_furniture_is_marked_and_nothing_else(article):
    articles = read_articles().set_index("article")
    text, spans = articles.loc[article, ["text", "excluded"]]
    marked = [text[start:end] for start, end in spans]
    assert len(marked) == len(FURNITURE[article])
    assert all(
        line.startswith(begin) for line, begin in zip(marked, FURNITURE[article], strict=True)
    )


def test_the_heading_glued_to_a_widget_is_kept():
    sentences = split_sentences(read_articles())
    headings = sentences[sentences["kind"] == "heading"]["text"].tolist()
    assert "High-level engagement on both sides" in headings
    assert not sentences["text"].str.contains("Your email address|More Shorts").any()


def test_every_sentence_is_where_it_says():
    articles = read_articles().set_index("article")["text"]
    for row in split_sentences(read_articles()).itertuples():
        assert articles[row.article][row.start : row.end] == row.text
