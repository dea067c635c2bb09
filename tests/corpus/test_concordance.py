import pandas as pd
import pytest

from analysis.corpus.articles import read_articles
from analysis.corpus.concordance import concordance, defused, show

ARTICLES = pd.DataFrame(
    {
        "article": ["a:b", "c"],
        "source": ["x", "y"],
        "title": ["Ties", None],
        "published": pd.to_datetime(["2025-01-14", None]),
        "text": ["A thaw.\r\nThe THAW holds; thaw!", "=cmd. A thaw."],
    }
)


def test_a_concordance_is_verbatim():
    table = concordance(ARTICLES, "thaw")
    assert table["article"].tolist() == ["a:b", "a:b", "a:b", "c"]
    assert table["hit"].tolist() == ["thaw", "THAW", "thaw", "thaw"]
    assert table["text"].tolist() == ["A thaw.", *["The THAW holds; thaw!"] * 2, "A thaw."]
    assert table["evidence"].tolist()[:2] == ["a:b:2-6", "a:b:13-17"]
    assert [show(ARTICLES, id_).split("\n")[0] for id_ in table["evidence"]] == table[
        "hit"
    ].tolist()


def test_a_limit_counts_by_source():
    assert concordance(ARTICLES, "thaw", limit=1)["article"].tolist() == ["a:b", "c"]


def test_nothing_found_is_an_empty_table_with_all_columns():
    table = concordance(ARTICLES, "hawkish factions")
    assert table.empty
    assert list(table) == list(concordance(ARTICLES, "thaw"))


def test_hits_of_a_phrase_in_the_seeds():
    table = concordance(read_articles(), "trump's * return")
    assert table["hit"].tolist() == ["Trump’s impending return"]


def test_show_names_title_source_and_date():
    shown = show(ARTICLES, "a:b:0-7")
    assert shown == "A thaw.\n[a:b:0-7] · x · Ties · 2025-01-14"
    assert repr(shown) == str(shown)
    assert show(ARTICLES, "c:6-13") == "A thaw.\n[c:6-13] · y"


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ("c", "is no evidence id; one looks like 003:1204-1290"),
        ("c:1", "is no evidence id"),
        (":1-2", "is no evidence id"),
        ("d:1-2", "no article 'd' in this corpus"),
        ("c:0-99", "has 13 characters"),
        ("c:5-5", "start comes before end"),
        ("c:9-3", "start comes before end"),
    ],
)
def test_evidence_that_is_not_there(evidence, message):
    with pytest.raises(ValueError, match=message):
        show(ARTICLES, evidence)


def test_text_that_a_spreadsheet_would_run_is_defused():
    table = concordance(ARTICLES, "thaw").assign(note="+1")
    assert defused(table)["note"].tolist() == ["'+1"] * 4
    assert defused(table)["evidence"].tolist() == table["evidence"].tolist()
