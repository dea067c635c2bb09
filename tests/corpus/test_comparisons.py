"""Which differences may be stated, and which a declared label takes away."""

import pandas as pd
import pytest

from analysis.corpus.comparisons import Compared, judged


def scored(sources=10, events=10):
    """Five northern and five southern sources on ten events; one northern source is warmer."""
    rows = [(f"{e}-{s}", s, e, float(s == 0) * (1.0 if e < 6 else 0.5) + 0.001 * (e * s % 7))
            for e in range(events) for s in range(sources)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["article", "source", "event", "score"])
    table["style"] = ["north" if s < sources / 2 else "south" for s in table["source"]]
    return table.assign(start=0, end=9)


@pytest.mark.parametrize(
    ("flipped", "sources", "verdict"),
    [
        (0, 10, "shown"),
        (6, 10, "labels disagree"),
        (0, 8, "few sources"),
    ],
)
def test_a_label_is_spoken_of_where_sources_and_labellings_allow(flipped, sources, verdict):
    articles = scored(sources)
    hot = (articles["source"] == 0) & (articles["event"] < flipped)
    articles["alternatives"] = hot.map({True: "south"})
    asked = Compared(articles, "style", events=articles[["event", "article", "start", "end"]])
    found = judged(articles.drop(columns="event"), asked, values=["score"])
    assert found["verdict"].tolist() == [verdict]
    assert found["reference"].tolist() == ["south"]


def test_few_units_have_no_verdict():
    articles = scored(10, 9)
    asked = Compared(articles, "style", events=articles[["event", "article", "start", "end"]])
    found = judged(articles.drop(columns="event"), asked, values=["score"])
    assert found["verdict"].tolist() == ["few units"]
