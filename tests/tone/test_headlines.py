"""Headline against body."""

import pandas as pd
import pytest

from analysis.tone.headlines import headlines


def test_a_title_or_the_first_heading_against_the_rest():
    texts = ["Great peace\n\nThe war goes on. The war ends.", "The war goes on.", "No head here."]
    articles = pd.DataFrame(
        {"article": list("abc"), "title": [None, "Peace talks", None], "text": texts}
    )
    table = headlines(articles).set_index("article")
    assert table["headline"].to_dict() == {"a": "Great peace", "b": "Peace talks"}
    assert (table["compound"] > 0).all()
    assert (table["body"] < 0).all()
    assert table["difference"].tolist() == pytest.approx(
        (table["compound"] - table["body"]).tolist()
    )
    assert table["only_in_headline"].to_dict() == {"a": "Great, peace", "b": "Peace, talks"}
