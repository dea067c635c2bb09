"""What the search page carries: every row of the pages' articles, as data that can't break out."""

import json
import re

import pytest

from analysis.report.pages.evidence_pages import sentence_starts
from analysis.report.pages.search_page import search_page
from analysis.report.study.opening import read_planned
from analysis.report.study.plan import read_plan
from analysis.report.study.study import Study

TEXTS = {
    "a": "“Ties are </script><script>alert(1)</script> good,” Minister Ann Lee said. Rain fell.",
    "b": "Rain fell on Monday, she said.",
}


@pytest.fixture
def study(tmp_path):
    rows = ["file,source"]
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name}.txt,The {name}")
    (tmp_path / "sources.csv").write_text("\n".join(rows), encoding="utf-8")
    plan = read_plan(tmp_path)
    return Study(plan, read_planned(plan).articles, corpus="of a test")


def page_of(study, articles):
    addresses = {article: f"evidence/{article}.html" for article in articles}
    return search_page(study, addresses=addresses, starts=sentence_starts(study.sentences))


def tables(page):
    return json.loads(re.search(r'id="tables">(.*?)</script>', page, re.S)[1])


def test_text_cannot_end_the_data(study):
    page = page_of(study, "ab")
    assert page.count("</script>") == 1
    assert "</script>" in tables(page)["sentences"]["rows"][0][0]


def test_a_row_ends_with_its_sentence_and_its_evidence(study):
    statements = tables(page_of(study, "ab"))["statements"]
    row = dict(zip(statements["columns"], statements["rows"][0], strict=False))
    assert (row["speaker"], row["counted"], row["source"]) == ("Ann Lee", "yes", "The a")
    assert statements["rows"][0][-2] == "evidence/a.html#c0"
    assert statements["rows"][0][-1].startswith("a:")


def test_articles_without_a_page_are_left_out_and_counted(study):
    page = page_of(study, "b")
    assert {row[1] for row in tables(page)["sentences"]["rows"]} == {"The b"}
    assert "of the 1 article that this report cites (1 more have no page here)" in page
    assert "<option>The a</option>" not in page


def test_without_a_page_of_an_article_it_holds_no_row(study):
    assert not any(table["rows"] for table in tables(page_of(study, "")).values())
