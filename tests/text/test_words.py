import logging

import pandas as pd
import pytest

from analysis.text.folding import fold
from analysis.text.tokens import tokenize
from analysis.text.words import find_words, split_words, uninflected


def words_of(text):
    return find_words(tokenize(pd.DataFrame({"article": ["a"], "text": [text]})))


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Trump’s", "trump's"),
        ("Trump's", "trump's"),
        ("ＰＬＡ", "pla"),
        ("Self‑Defense", "self-defense"),
        ("U.S.", "US"),
        ("US", "US"),
        ("us", "us"),
        ("Us", "us"),
        ("U.N.", "un"),
        ("IT", "IT"),
        ("dis\u00adaster", "disaster"),
        ("Lü", "lu"),
        ("ガス", "ガス"),
        ("3.5", "3.5"),
    ],
)
def test_fold(printed, folded):
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("“Thaw,”", ["Thaw"]),
        ("Trump’s", ["Trump’s"]),
        ("leaders’", ["leaders’"]),
        ("people-to-people", ["people-to-people"]),
        ("U.S.-led", ["U.S.-led"]),
        ("(U.S.).", ["U.S."]),
        ("visit—the", ["visit", "the"]),
        ("and/or", ["and", "or"]),
        ("10,000.", ["10,000"]),
        ("Lü", ["Lü"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("–", []),
        ("R&D", ["R&D"]),
        ("日本語", ["日本", "本語"]),
        ("中", ["中"]),
        ("新型iPhone発売", ["新型", "iPhone", "発売"]),
    ],
)
def test_split_words(token, words):
    assert [token[start:end] for start, end in split_words(token)] == words


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("a frosty relationship", []),
        ("Mr. Li of the U.S. Navy", []),
        ("Li came. Wang left", ["Wang"]),
        ("Ties Thaw\nLi came", ["Li"]),
        ("the “hawkish factions” said", ["hawkish", "said"]),
        ("in Tokyo, China said", ["China"]),
        ("a visit – the first", ["the"]),
        ("talks (in Tokyo) ended", ["in", "ended"]),
    ],
)
def test_no_phrase_crosses_a_border(text, apart):
    words = words_of(text)
    starts = words.start[words.border][1:]
    assert [text[start:].split()[0].strip("“”(),.") for start in starts] == apart


def test_every_span_is_exact():
    text = "Trump’s “U.S.-led” pact—signed in\u00a0Tokyo by 日本 and \U0001f600 Lü’s team."
    words = words_of(text)
    for word, start, end in zip(words.word, words.start, words.end, strict=True):
        assert fold(uninflected(text[start:end])) == words.vocabulary[word]


def test_japanese_text_is_counted_and_said_to_be(caplog):
    with caplog.at_level(logging.WARNING, "analysis"):
        words = words_of("日本と中国の関係について")
    assert "日本" in words.vocabulary
    assert "pairs of characters" in caplog.text


def test_no_text_no_words():
    assert len(words_of("").word) == 0
