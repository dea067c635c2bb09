"""Tokens: exact spans whatever the blanks and marks, words as of str.split()."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.folding import visible
from analysis.text.tokens import tokenize, tokenize_texts

ODD = st.text(
    st.sampled_from(
        "ab’“—é汉字。！？」\u0301👍🏽.-'&\x00\x07\u200b\ufeff"
        + " \n\r\t\xa0\u2003\u3000\x1c\x1f\x85\u2028"
    ),
    max_size=30,
)


def words(tokens):
    return tokens.vocabulary[tokens.type_id].tolist()


def frame(texts, excluded=None):
    table = pd.DataFrame({"article": [str(row) for row in range(len(texts))], "text": texts})
    return table if excluded is None else table.assign(excluded=excluded)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \r\n\t ", []),
        ("Japan’s “thaw” isn't over", ["Japan’s", "“thaw”", "isn't", "over"]),
        ("a\xa0b\u2003c\u3000d", ["a", "b", "c", "d"]),
        ("one\r\ntwo\rthree\x85four", ["one", "two", "three", "four"]),
        ("well-known Sino–Japanese", ["well-known", "Sino–Japanese"]),
        ("cafe\u0301 👍🏽 𝒳y", ["cafe\u0301", "👍🏽", "𝒳y"]),
        ("zero\u200bwidth", ["zero\u200bwidth"]),
        ("日本。中国", ["日本。", "中国"]),
        ("他说：「好。」走了！真的？是", ["他说：「好。」", "走了！", "真的？", "是"]),
        ("3.5 U.S.A. no.cut", ["3.5", "U.S.A.", "no.cut"]),
    ],
)
def test_words(text, expected):
    tokens = tokenize(frame([text]))
    assert words(tokens) == expected
    pairs = zip(tokens.start, tokens.end, strict=True)
    assert [text[start:end] for start, end in pairs] == expected


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("a b", [2, 0]),
        ("Left\nRight", [2, 1]),
        ("a\nb", [2, 0]),
        ("Left\r\nRight", [2, 1]),
        ("a\n \nb", [2, 2]),
        ("a\n\n\n\nb", [2, 2]),
    ],
)
def test_line_ends_before_a_token_are_counted_to_two(text, breaks):
    assert tokenize(frame([text])).breaks.tolist() == breaks


@settings(max_examples=300, deadline=None)
@given(st.lists(ODD, max_size=5))
def test_tokens_of_any_text_are_those_of_split_with_exact_spans(texts):
    tokens = tokenize_texts(texts)
    for row, text in enumerate(texts):
        own = tokens.article == row
        seen = [word for word in text.split() if visible(word)]
        assert tokens.vocabulary[tokens.type_id[own]].tolist() == seen
        pairs = zip(tokens.start[own], tokens.end[own], strict=True)
        assert [text[start:end] for start, end in pairs] == seen


@settings(max_examples=200, deadline=None)
@given(ODD, st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_excluded_spans_are_left_out_and_spans_stay_exact(text, span):
    start, end = sorted(min(edge, len(text)) for edge in span)
    tokens = tokenize(frame([text], [[[start, end]]]))
    outside = text[:start] + " " * (end - start) + text[end:]
    assert visible("".join(words(tokens))) == visible("".join(outside.split()))
    for first, last, word in zip(tokens.start, tokens.end, words(tokens), strict=True):
        assert text[first:last] == word
        assert start == end or last <= start or first >= end


def test_a_corpus_larger_than_a_batch_has_one_vocabulary(monkeypatch):
    monkeypatch.setattr("analysis.text.tokens.BATCH", 10)
    texts = ["one two three", "two “three” four", "", "one 汉字。four"]
    tokens = tokenize_texts(texts)
    assert words(tokens) == " ".join(texts).split()
    assert len(set(tokens.vocabulary)) == len(tokens.vocabulary)
    assert tokens.article.tolist() == [0, 0, 0, 1, 1, 1, 3, 3]


def test_the_same_articles_are_tokenised_once():
    articles = frame(["one two", "three"])
    assert tokenize(articles) is tokenize(articles.copy())


def test_no_articles_no_tokens():
    tokens = tokenize(frame([]))
    assert len(tokens) == 0
    assert tokens.type_id.dtype == np.int32
