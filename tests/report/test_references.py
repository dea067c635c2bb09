"""References that reference managers read."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.report.references import (
    article_references,
    bibtex,
    csl_json,
    figure_reference,
    read_citation,
    software_reference,
)

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = {"id": "tone-000000000000", "title": "50% & more_of {it}", "caption": "c", "cite": "line"}


@pytest.fixture
def citation(tmp_path):
    file = tmp_path / "CITATION.cff"
    file.write_text(
        "title: A study\nauthors:\n  - given-names: Ann\n    family-names: Lee\n  - name: A lab\n"
        "date-released: 2026-11-22\nurl: https://example.org/a_b\n",
        encoding="utf-8",
    )
    return read_citation(file)


def test_a_figure_in_bibtex(citation):
    assert bibtex([figure_reference(ORIGIN, citation)]).splitlines() == [
        "@misc{tone-000000000000,",
        r"  title = {50\% \& more\_of \{it\}},",
        "  author = {{Ann Lee} and {A lab}},",
        "  year = {2026},",
        "  howpublished = {A study},",
        "  url = {https://example.org/a_b},",
        "  note = {line},",
        "}",
    ]


def test_a_figure_in_csl(citation):
    (item,) = json.loads(csl_json([figure_reference(ORIGIN, citation)]))
    assert item["author"] == [{"literal": "Ann Lee"}, {"literal": "A lab"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 22]]}
    assert item["title"] == ORIGIN["title"]


def test_articles_tell_what_is_known_of_them():
    articles = pd.DataFrame(
        {
            "article": ["1", "2"],
            "source": ["The Daily", None],
            "title": ["A headline", None],
            "published": pd.to_datetime(["2025-01-14", None]),
        }
    )
    first, second = json.loads(csl_json(article_references(articles)))
    assert first == {
        "id": "article-1",
        "type": "article-newspaper",
        "title": "A headline",
        "issued": {"date-parts": [[2025, 1, 14]]},
        "container-title": "The Daily",
    }
    assert second == {"id": "article-2", "type": "article-newspaper", "title": "[2]"}


def test_the_projects_own_citation_can_be_read():
    assert read_citation(ROOT / "CITATION.cff")["authors"]
    assert "version" in bibtex([software_reference()])


@pytest.mark.parametrize(
    ("text", "said"), [("title: x\n", "no authors, date-released"), ("a: [", "can't be read")]
)
def test_a_citation_that_lacks_something_is_named(tmp_path, text, said):
    file = tmp_path / "CITATION.cff"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_citation(file)
