"""References that reference managers read."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.report.bundle.references import (
    article_references,
    bibtex,
    citation_of,
    csl_json,
    figure_reference,
    software_reference,
)
from analysis.report.study.plan import read_plan
from analysis.report.study.settings import SettingError

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = {"id": "tone-000000000000", "title": "50% & more_of {it}", "caption": "c", "cite": "line"}


def cited(folder, citation, study='title = "A study"\n'):
    (folder / "study.toml").write_text(study, encoding="utf-8")
    (folder / "CITATION.cff").write_text(citation, encoding="utf-8")
    return citation_of(read_plan(folder))


@pytest.fixture
def citation(tmp_path):
    return cited(
        tmp_path,
        "title: Another title\nauthors:\n  - given-names: Ann\n    family-names: Lee\n  - name: A lab\n"
        "date-released: 2026-11-22\nurl: https://example.org/a_b\n",
    )


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


def test_the_seeds_are_cited_with_the_projects_day():
    seeds = citation_of(read_plan(ROOT / "seeds"))
    assert seeds.title.startswith("One week")
    assert seeds.released
    assert "version" in bibtex([software_reference()])


def test_the_study_names_its_authors_and_needs_no_day(tmp_path):
    study = 'title = "A study"\nauthors = ["Ann Lee"]\n'
    citation = cited(tmp_path, "authors: [{name: Another}]\n", study)
    assert citation == ("A study", ("Ann Lee",), "", "", "")
    assert "year" not in bibtex([figure_reference(ORIGIN, citation)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "no YAML"),
        ("- title", "no CITATION.cff"),
        ("authors: Ann Lee", "authors can't be read"),
        ("date-released: soon", "'soon' is no day; write it as 2025-01-31"),
    ],
)
def test_a_citation_at_fault_is_one_line(tmp_path, text, said):
    with pytest.raises(SettingError, match=said) as caught:
        cited(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'CITATION.cff'}: ")
    assert "\n" not in str(caught.value)
