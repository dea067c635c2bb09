import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.story.passages import shared_passages


def _articles(*texts):
    return pd.DataFrame({"article": [f"a{i}" for i in range(len(texts))], "text": list(texts)})


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("x the cat sat on the mat y", "q the cat sat on the mat z", ["the cat sat on the mat"]),
        ("He said: “The cat sat, on mats.”", "The cat sat on mats", ["The cat sat, on mats"]),
        ("the cat sat on", "the cat sat on", []),
        ("the cat sat on mats", "mats on sat cat the", []),
        (
            "a US-China trade war looms",
            "the US-China trade war looms",
            ["US-China trade war looms"],
        ),
        (
            "we will promote defence exchanges between both and all of the others here",
            "we will promote defence exchanges among both and all of the others here",
            ["we will promote defence exchanges between both and all of the others here"],
        ),
    ],
)
def test_passages_of_five_words_are_found_with_their_spans(one, two, expected):
    articles = _articles(one, two)
    table = shared_passages(articles)
    assert list(table["text"]) == expected
    for row in table.itertuples():
        assert one[row.start : row.end] == row.text
        assert two[row.other_start : row.other_end] == row.other_text


def test_words_and_identical_words_are_counted():
    row = shared_passages(
        _articles("a b c d e x f g h i j", "a b c d e y f g h i j")
    ).iloc[0]  # fmt: skip
    assert (row["words"], row["identical"]) == (11, 10)


def test_a_passage_of_three_articles_is_found_between_each_two():
    table = shared_passages(_articles(*["one two three four five"] * 3))
    assert list(zip(table["article"], table["other_article"], strict=True)) == [
        ("a0", "a1"), ("a0", "a2"), ("a1", "a2"),
    ]  # fmt: skip


def test_boilerplate_of_many_articles_is_linked_as_a_chain():
    table = shared_passages(_articles(*["one two three four five"] * 60))
    assert len(table) == 59


def test_no_articles_and_short_articles_share_nothing():
    assert shared_passages(_articles()).empty
    assert shared_passages(_articles("word", "word")).empty


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abc"), min_size=0, max_size=14), min_size=2, max_size=3))
def test_every_verbatim_run_of_five_words_lies_in_a_passage(texts):
    table = shared_passages(_articles(*map(" ".join, texts)))
    for i, one in enumerate(texts):
        for j, two in enumerate(texts[i + 1 :], i + 1):
            rows = table[(table["article"] == f"a{i}") & (table["other_article"] == f"a{j}")]
            for p in range(len(one) - 4):
                for q in range(len(two) - 4):
                    if one[p : p + 5] == two[q : q + 5]:
                        inside = (rows["start"] <= 2 * p) & (rows["end"] >= 2 * p + 9)
                        inside &= (rows["other_start"] <= 2 * q) & (rows["other_end"] >= 2 * q + 9)
                        assert inside.any(), (one, two, p, q)
