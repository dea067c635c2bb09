import pandas as pd
import pytest

from analysis.corpus.articles import read_articles
from analysis.corpus.page_dates import check_page_dates


@pytest.mark.parametrize(
    ("text", "published", "page_date", "doubtful"),
    [
        ("They met on May 3, 2024.", "2024-05-04", "2024-05-05", False),
        ("They met on May 3, 2024.", "2024-05-04", "2024-11-05", True),
        ("They met on May 3, 2024.", None, "2024-11-05", True),
        ("They met on May 3, 2024.", "2024-05-04", "2024-05-01", True),
        ("They met on Monday.", None, "2024-11-05", False),
        ("It began on May 3, 1974.", "2024-11-04", "2024-11-05", False),
    ],
)
def test_a_page_date_far_from_all_that_is_told_is_doubtful(text, published, page_date, doubtful):
    articles = pd.DataFrame(
        {"article": ["a"], "text": [text], "published": pd.to_datetime([published]),
         "page_date": [page_date]}
    )  # fmt: skip
    assert list(check_page_dates(articles)["doubtful"]) == [doubtful]


def test_the_one_page_date_of_the_seeds_is_months_after_its_text():
    table = check_page_dates(read_articles())
    assert list(table["article"]) == ["004"]
    assert table["doubtful"].all()


def test_without_page_dates_there_is_nothing_to_check():
    assert check_page_dates(pd.DataFrame({"article": ["a"], "text": ["b"]})).empty
