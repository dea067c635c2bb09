import pandas as pd
import pytest

from analysis.corpus.concordance import concordance
from analysis.text.search import match_patterns
from analysis.text.tokens import tokenize
from analysis.text.words import find_words
from analysis.wording.watch_list import watch
from tests.case_tables import table

TEXT = "Trump’s impending return. A thaw, thawing ties; “hawkish” factions. The US told us: Tokyo.\nBeijing"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("thaw", ["thaw"]),
        ("THAW", ["thaw"]),
        ("thaw*", ["thaw", "thawing"]),
        ("*haw*", ["thaw", "thawing", "hawkish"]),
        ("trump's * return", ["Trump’s impending return"]),
        ("Trump’s return", []),
        ("hawkish factions", ["hawkish” factions"]),
        ("return a", []),
        ("Tokyo Beijing", []),
        ("U.S.", ["US"]),
        ("us", ["us"]),
        ("[aw]", []),
    ],
)
def test_match_patterns(pattern, found):
    words = find_words(tokenize(pd.DataFrame({"article": ["a"], "text": [TEXT]})))
    hits = match_patterns(words, [pattern])
    spans = zip(words.start[hits["first"]], words.end[hits["last"]], strict=True)
    assert [TEXT[start:end] for start, end in spans] == found


@pytest.mark.parametrize("pattern", ["", "  ", "–", "“”"])
def test_a_pattern_without_a_word_is_refused(pattern):
    words = find_words(tokenize(pd.DataFrame({"article": ["a"], "text": [TEXT]})))
    with pytest.raises(ValueError, match="holds no word"):
        match_patterns(words, [pattern])


@pytest.mark.parametrize(("term", "text", "found"), table("search"))
def test_case(term, text, found):
    hits = concordance(pd.DataFrame({"article": ["a"], "text": [text]}), term)
    assert hits["hit"].tolist() == found.split("|")


def test_one_string_in_place_of_several_is_refused():
    with pytest.raises(ValueError, match=r"give a list, as \['thaw'\]"):
        watch(pd.DataFrame({"article": ["a"], "text": [TEXT], "source": ["s"]}), "thaw")
