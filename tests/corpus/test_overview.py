"""What a corpus holds, counted."""

import pandas as pd
import pytest

from analysis.corpus.overview import overview, smallest_p


def test_furniture_is_not_counted_as_words():
    articles = pd.DataFrame(
        {"article": ["a", "b"], "text": ["One two. Three.", ""], "excluded": [[[0, 9]], []]}
    )
    table = overview(articles)
    assert table["words"].tolist() == [1, 0]
    assert table["sentences"].tolist() == [1, 0]
    assert table["furniture"].tolist() == [9 / 15, 0]


@pytest.mark.parametrize(("sizes", "p"), [([1, 4], 0.2), ([2, 3], 0.1), ([1, 1, 1], 1 / 6)])
def test_smallest_p(sizes, p):
    assert smallest_p(sizes) == pytest.approx(p)
