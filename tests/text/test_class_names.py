"""Patterns over word classes are written with names and read as letters."""

import re

import pytest

from analysis.text.class_names import CLASSES, classes
from analysis.text.lexicons import word_classes


def test_every_class_has_one_name():
    assert len(set(CLASSES.values())) == len(CLASSES)
    # units of time have the letter of days or that of nouns, by their place
    assert set(word_classes().values()) - {"Y"} <= set(CLASSES.values())


def test_what_is_no_name_stays():
    assert classes("[^ SENTENCE ,]* (?= DAY | $)") == "[^|,]*(?=y|$)"


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match=re.escape("no word class 'NUON'; the classes are")):
        classes("DETERMINER? NUON")
