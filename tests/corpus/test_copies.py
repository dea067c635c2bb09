import numpy as np
import pandas as pd
import pytest

from analysis.corpus.copies import copy_groups, find_shingles
from analysis.text.tokens import tokenize
from analysis.text.words import find_words
from tests.bench.made_terms import made_articles

STORY = made_articles((1,), seed=5)["text"][0]
OTHER = made_articles((1,), seed=6)["text"][0]


def groups(*texts, **columns):
    table = pd.DataFrame({"article": range(len(texts)), "text": texts, **columns})
    return copy_groups(table).tolist()


def edited(text, every):
    return " ".join("edited" if at % every == 7 else word for at, word in enumerate(text.split()))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((STORY, OTHER), [0, 1]),
        ((STORY, OTHER, STORY), [0, 1, 0]),
        ((STORY, STORY.upper()), [0, 0]),
        ((STORY, edited(STORY, 40)), [0, 0]),
        ((STORY, STORY + " " + OTHER[:400]), [0, 0]),
        ((STORY, STORY[:300] + " " + OTHER), [0, 1]),
        ((STORY, edited(STORY, 40), edited(edited(STORY, 40), 37), OTHER), [0, 0, 0, 1]),
        (("too short", "too short", "other"), [0, 0, 1]),
        (("", "", STORY), [0, 1, 2]),
        ((), []),
    ],
)
def test_copy_groups(texts, expected):
    assert groups(*texts) == expected


def test_furniture_makes_no_copy():
    form = " " + made_articles((1,), seed=8)["text"][0]
    excluded = [[[len(text), len(text) + len(form)]] for text in (STORY[:200], OTHER[:200])]
    assert groups(STORY[:200] + form, OTHER[:200] + form) == [0, 0]
    assert groups(STORY[:200] + form, OTHER[:200] + form, excluded=excluded) == [0, 1]


def test_many_copies_are_found_and_nothing_else():
    articles = made_articles((60,), seed=7)
    rng = np.random.default_rng(1)
    source = rng.integers(0, 60, 40)
    copies = [edited(articles["text"][number], 50) for number in source]
    found = groups(*articles["text"], *copies)
    assert found[:60] == list(range(60))
    assert found[60:] == source.tolist()


def test_shingles_stay_inside_an_article():
    articles = pd.DataFrame(
        {"article": ["a", "b"], "text": ["one two three", "four one two three"]}
    )
    shingles = find_shingles(find_words(tokenize(articles)), width=3)
    assert shingles.article.tolist() == [0, 1, 1]
    assert shingles.shingle[0] == shingles.shingle[2] != shingles.shingle[1]
