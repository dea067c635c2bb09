"""Every declared labelling, the assigned one first."""

import pandas as pd

from analysis.corpus.labels import labellings


def test_each_combination_once():
    articles = pd.DataFrame(
        {"article": ["a", "b"], "style": ["X", "Y"], "alternatives": ["Y", "X|Z"]}
    )
    found = {name: table["style"].tolist() for name, table in labellings(articles).items()}
    assert found == {
        "as assigned": ["X", "Y"],
        "b as X": ["X", "X"],
        "b as Z": ["X", "Z"],
        "a as Y": ["Y", "Y"],
        "a as Y, b as X": ["Y", "X"],
        "a as Y, b as Z": ["Y", "Z"],
    }


def test_no_alternatives_is_one_labelling():
    articles = pd.DataFrame({"article": ["a"], "style": ["X"]})
    assert list(labellings(articles)) == ["as assigned"]


def test_too_many_combinations_are_taken_one_at_a_time():
    size = 10
    articles = pd.DataFrame(
        {"article": map(str, range(size)), "style": ["X"] * size, "alternatives": ["Y"] * size}
    )
    assert len(labellings(articles)) == 1 + size


def test_hundreds_of_alternatives_are_taken_one_by_one():
    many = pd.DataFrame({"article": range(200), "style": "x", "alternatives": "y"})
    assert len(labellings(many)) == 201
