"""What is said of voices: planted differences by role are found, and silence where there is none."""

import pandas as pd

from analysis.voices.answers import voices_answers
from analysis.voices.quotes import find_quotes

OFFICIAL = 'Minister Ann Low said that road {n} was shut. "Road {n} is shut," Low said. '
EXPERT = 'Economist Rui Paz said that road {n} was shut. "Road {n} is shut," Paz said. '


def answers(first, second):
    """Answers on twelve events told by two sources, each with statements of one role."""
    rows = [
        (f"{source}{n}", source, f"e{n}", (said * 2).format(n=n))
        for n in range(12)
        for source, said in (("Post", first), ("Echo", second))
    ]
    articles = pd.DataFrame(rows, columns=["article", "source", "event", "text"])
    events = articles[["event", "article"]].assign(start=0, end=articles["text"].str.len())
    quotes = find_quotes(articles)
    return voices_answers(quotes, articles=articles.drop(columns="event"), events=events)


def test_a_difference_of_roles_is_said_first():
    first, *_ = answers(OFFICIAL * 2 + EXPERT, OFFICIAL + EXPERT * 2)
    assert first.certainty == "difference shown"
    assert "in the role “" in first.sentence
    assert "67 % against 33 %" in first.sentence


def test_nothing_is_said_to_differ_where_nothing_does():
    said = answers(OFFICIAL + EXPERT, OFFICIAL + EXPERT)
    assert not [answer for answer in said if answer.certainty == "difference shown"]
