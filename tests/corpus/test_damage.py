"""Damaged text is found by its look and reported, and good text isn't."""

import logging

import pytest

from analysis.corpus.articles import read_articles
from analysis.corpus.damage import damage_column, find_damage
from tests.case_tables import table


@pytest.mark.parametrize(("text", "kinds"), table("damage"))
def test_case(text, kinds):
    found = [place.kind for place in find_damage(text)]
    assert ", ".join(dict.fromkeys(found)) == kinds
    assert all(text[place.start : place.end] for place in find_damage(text))


def test_the_seeds_are_whole():
    assert not any(find_damage(text) for text in read_articles()["text"])


def test_a_warning_names_file_place_and_remedy(caplog):
    with caplog.at_level(logging.WARNING, "analysis"):
        column = damage_column(["A day. CafÃ©", "Fine."], names=["a", "b"])
    assert column[0] == "mojibake"
    assert column.isna().tolist() == [False, True]
    assert "a: damaged at character 9" in caplog.text
    assert "b: dam" not in caplog.text
