"""What a style sheet explains leads no list; what is a choice of words does."""

import pandas as pd
import pytest

from analysis.text.reading import read
from analysis.text.search import match_patterns
from analysis.wording.house_style import HouseStyle, holds_courtesy


def styled(text, pattern, source="Global Times"):
    """Whether each use of a pattern in a text of an outlet is house style."""
    articles = pd.DataFrame({"article": ["a"], "source": [source], "text": [text]})
    words = read(articles).words
    hits = match_patterns(words, [pattern])
    return (
        HouseStyle(words, articles).uses(hits["first"].to_numpy(), hits["last"].to_numpy()).tolist()
    )


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("He saw the White House and left it.", "House", [True]),
        ("He saw the White House and left it.", "White House", [False]),
        ("He says the House voted on it.", "House", [False]),
        ("They met Prime Minister Wang there.", "Prime Minister", [True]),
        ("They met the Prime Minister there.", "Prime Minister", [False]),
        ("They met Chinese President Xi Jinping.", "Xi Jinping", [False]),
        ("They met Chinese President Xi Jinping.", "Xi", [True]),
        ("They told President Xi so.", "Xi", [False]),
        ("He told the Global Times that it ended.", "Times", [True]),
        ("He told the Global Times that it ended.", "Global Times", [True]),
        ("It is a sign of our global times.", "global times", [False]),
        ("A thaw came. Ties and a thaw.", "thaw", [False, False]),
        ("White House Warns Tokyo Over House Rules", "House", [False, False]),
    ],
)
def test_names_titles_and_the_outlet_itself(text, pattern, expected):
    assert styled(text, pattern) == expected


@pytest.mark.parametrize(
    ("dateline", "inside"),
    [
        ("BEIJING, Jan. 14 (Xinhua) -- ", True),
        ("TOKYO (AP) — ", True),
        ("NEW DELHI: ", True),
        ("TOKYO, Japan — ", True),
        ("Tokyo, Jan. 14 (Jiji Press)—", True),
        ("A headline\n\nSEOUL (Yonhap) – ", True),
        ("In Tokyo, Seoul and Beijing ", False),
        ("Tokyo is calm – ", False),
    ],
)
def test_datelines(dateline, inside):
    text = f"{dateline}The ministers met in the town."
    town = next(t for t in ("BEIJING", "TOKYO", "DELHI", "SEOUL", "Tokyo") if t in dateline)
    assert styled(text, town)[0] == inside


@pytest.mark.parametrize(
    ("term", "courtesy"), [("Mr Lee", True), ("Sen", True), ("senator", False), ("Lee", False)]
)
def test_courtesy_words(term, courtesy):
    assert holds_courtesy(term) == courtesy
