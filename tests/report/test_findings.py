"""A sentence is shown when it is true, named when it is not, and claimed only for its own corpus."""

import pandas as pd
import pytest

from analysis.report.notebooks.findings import FindingError, finding, under_labellings
from analysis.report.study import opened


@pytest.fixture(autouse=True)
def _no_session(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(opened, "_opened", [])


def test_a_true_finding_is_its_sentence():
    assert str(finding("Three of five.", True)) == "Three of five."


def test_a_false_one_stops_and_is_named():
    with pytest.raises(FindingError, match=r"no longer true: Three of five\."):
        finding("Three of five.", False)


def test_in_an_open_notebook_it_is_struck_through(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "1.ipynb")
    assert str(finding("Three of five.", False)).startswith("~~Three of five.~~")


@pytest.mark.parametrize("holds", [True, False])
def test_on_another_corpus_nothing_is_claimed(monkeypatch, holds):
    monkeypatch.setattr(opened, "_opened", [opened.Opened("n", "c", claimed=False)])
    assert str(finding("Two of six.", holds)) == ""


def test_markup_in_a_text_is_shown_not_run():
    assert (
        finding("<script>x</script> **5**", True)._repr_markdown_()
        == "&lt;script&gt;x&lt;/script&gt; **5**"
    )


def test_a_statement_under_every_labelling():
    articles = pd.DataFrame(
        {"article": ["a", "b"], "style": ["X", "X"], "alternatives": [None, "Y"], "n": [1, 5]}
    )

    def more_in_x(table):
        return table[table["style"] == "X"]["n"].sum() - 2

    table = under_labellings(
        articles, {"X is large": more_in_x, "Y is seen": lambda t: float("nan")}
    )
    assert table.loc[0].tolist() == ["X is large", "holds", "reverses"]
    assert table.loc[1].tolist() == ["Y is seen", "not supported", "not supported"]
