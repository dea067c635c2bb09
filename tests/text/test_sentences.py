"""Sentences: exact spans, Punkt's decisions, and the listed departures from them."""

import json
from pathlib import Path

import pandas as pd
import punkt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.articles import read_articles
from analysis.text.reading import split_sentences
from analysis.text.sentences import find_sentences
from analysis.text.tokens import tokenize
from tests.case_tables import table

PIECES = [*'ab.?!…’”")( \nA1-•。“', "U.S. ", "Mr. ", " J. ", "\r\n", "👍 "]
BENCHMARKS = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"


def frame(*texts):
    return pd.DataFrame({"article": [str(row) for row in range(len(texts))], "text": list(texts)})


def cut(text):
    return split_sentences(frame(text))["text"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "He met the U.S. president. | She left.",
        "They live in the U.S. | The end came.",
        "J. K. Rowling and George W. Bush met. | They talked.",
        "Lt. Gov. Smith and Sen. Jones spoke. | He agreed.",
        "See No. 5 for more. | There is no. | Absolutely not.",
        "It closed at 5 p.m. on Monday. | It was late.",
        "It cost 3.5 million. | Prices rose 7 percent in 2024. | Then they fell.",
        "He paused ... then spoke. | She left.",
        "“We are ready,” he said. | “We start now.” | Nobody moved.",
        "(It was late.) | They left.",
        "Is it over? | Yes! | It is.",
        "It is China's. | The end.",
        "I don’t. | He does.",
        "Wow!!! | That was it.",
        "Mr. Xi, Dr. Li and Prof. Wu met. | All agreed.",
    ],
)
def test_sentences_as_punkt_cuts_them(text):
    parts = text.split(" | ")
    assert cut(" ".join(parts)) == parts
    model = punkt.tokenizer_for("english", prefixes=True, line_breaks="always")
    assert model.tokenize(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "“Why now?” he asked. | Nobody knew.",
        "Yahoo! is a company. | It is old.",
        "He met Mr. Bush.” | Then he left.",
        "They sell it in the U.S.” | The rest stayed.",
        "It began at 5 p.m. | “So we are ready,” he said.",
        "1. The visit went well. | It ended.",
        "日本。| 中国！| 真的？| 是",
    ],
)
def test_sentences_cut_otherwise_on_purpose(text):
    parts = [part.strip() for part in text.split("|")]
    joined = ("" if "。" in text else " ").join(parts)
    assert cut(joined) == parts
    model = punkt.tokenizer_for("english", prefixes=True, line_breaks="always")
    assert model.tokenize(joined) != parts


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A Historic Visit\nIt began. It went on.", ["heading", "sentence", "sentence"]),
        ("The Impact of U.S. Influence\nIt is large.", ["heading", "sentence"]),
        (
            "- First point\n• Second point.\n1. Third. With more.",
            ["bullet", "bullet", "bullet", "bullet"],
        ),
        ("- Next Visits: Japan invites Xi.\n-", ["bullet", "heading"]),
        ("Several steps followed:\nOne", ["sentence", "heading"]),
        (" ".join(["word"] * 30), ["sentence"]),
        ("Title\r\n\r\nText goes here.", ["heading", "sentence"]),
    ],
)
def test_kinds(text, kinds):
    assert split_sentences(frame(text))["kind"].tolist() == kinds


def test_a_sentence_never_reaches_over_articles_or_excluded_spans():
    table = frame("One two", "three. Four", "", "five MENU six").assign(
        excluded=[[], [], [], [[5, 9]]]
    )
    sentences = split_sentences(table)
    assert sentences["text"].tolist() == ["One two", "three.", "Four", "five", "six"]
    assert sentences["sentence"].tolist() == [0, 0, 1, 0, 1]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_token_is_in_one_sentence_and_spans_are_exact(text):
    tokens = tokenize(frame(text, text[::-1]))
    spans = find_sentences(tokens)
    assert spans.first.tolist()[:1] == ([0] if len(tokens) else [])
    assert spans.first.tolist()[1:] == spans.last.tolist()[:-1]
    assert (spans.last > spans.first).all()
    table = split_sentences(frame(text, text[::-1]))
    for article, start, end, words in table[["article", "start", "end", "text"]].itertuples(
        index=False
    ):
        assert (text, text[::-1])[int(article)][start:end] == words == words.strip()


def test_no_text_no_sentences():
    assert split_sentences(frame("", " ")).empty
    assert split_sentences(frame()).empty


def _benchmark_texts():
    if not BENCHMARKS.is_dir():
        pytest.skip("the shared benchmark texts are not beside this checkout")
    for name in ("gum-news", "gum-interview"):
        for line in (BENCHMARKS / "quotes" / f"{name}.jsonl").read_text().splitlines():
            yield json.loads(line)["text"]
    rated = pd.read_csv(BENCHMARKS / "sentiment" / "nyt-editorials-dev.tsv", sep="\t", quoting=3)
    for _, rows in rated.groupby(rated["id"].str.split("_").str[0]):
        yield " ".join(rows["text"])


def test_boundaries_are_punkts_but_for_the_listed_classes():
    texts = [*_benchmark_texts(), *read_articles()["text"]]
    model = punkt.tokenizer_for("english", prefixes=True, line_breaks="always")
    theirs = {(row, end) for row, text in enumerate(texts) for _, end in model.span_tokenize(text)}
    table = split_sentences(frame(*texts))
    ours = set(zip(table["article"].astype(int), table["end"].astype(int), strict=True))
    assert 2 * len(ours & theirs) / (len(ours) + len(theirs)) >= 0.995


@pytest.mark.parametrize(("text", "sentences"), table("sentences"))
def test_case(text, sentences):
    found = split_sentences(pd.DataFrame({"article": ["a"], "text": [text]}))
    assert found["text"].tolist() == sentences.split("|")
