"""Figures handed on arrive whole: every format, references, and a document by pandoc."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analysis.report.bundle.checking import differences
from analysis.report.bundle.export import alternative
from analysis.report.bundle.handing_on import CATALOGUE, hand_on
from analysis.report.bundle.references import citation_of
from analysis.report.study.plan import read_plan
from tests.report.test_cite import NEW, OLD, write

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = pd.DataFrame({"article": ["1"], "source": ["The Daily"], "title": ["A & B"]})


@pytest.fixture
def handed(tmp_path):
    write(tmp_path / "figures", OLD, 1)
    origin = tmp_path / "figures" / "tone.json"
    told = json.loads(origin.read_text(encoding="utf-8"))
    told |= {"title": "A *title*", "caption": "A [caption](http://x) | $5", "alt": 'Two "bars".'}
    origin.write_text(json.dumps(told), encoding="utf-8")
    folder = tmp_path / "out"
    cited = citation_of(read_plan(ROOT / "seeds"))
    hand_on(tmp_path / "figures", folder, articles=ARTICLES, citation=cited)
    return folder


def test_all_that_belongs_to_a_figure_is_there(handed):
    assert sorted(path.name for path in handed.iterdir()) == [
        "catalogue.md",
        "references.bib",
        "references.json",
        "ro-crate-metadata.json",
        "tone.csv",
        "tone.json",
        "tone.png",
    ]


def test_references_name_figure_software_and_articles(handed):
    items = json.loads((handed / "references.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in items] == [OLD, "media-framing", "article-1"]
    assert r"A \& B" in (handed / "references.bib").read_text(encoding="utf-8")


def test_the_crate_describes_each_file(handed):
    crate = json.loads((handed / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert [part["@id"] for part in crate["@graph"][2:]] == ["tone.png", "tone.csv", "tone.json"]


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_makes_a_document_with_picture_caption_and_alternative(handed):
    subprocess.run(["pandoc", CATALOGUE, "-o", "figures.docx"], cwd=handed, check=True)
    with zipfile.ZipFile(handed / "figures.docx") as document:
        words = document.read("word/document.xml").decode()
        assert any(name.startswith("word/media/") for name in document.namelist())
    assert "A [caption](http://x) | $5" in words
    assert "A *title*" in words
    assert 'descr="Two &quot;bars&quot;."' in words
    assert '<w:pStyle w:val="ImageCaption" />' in words
    assert OLD in words


def test_a_fresh_run_is_compared_cell_by_cell(tmp_path):
    write(tmp_path / "kept", OLD, 1)
    write(tmp_path / "same", OLD, 1)
    write(tmp_path / "fresh", NEW, 1.25)
    assert differences(tmp_path / "kept", tmp_path / "same") == []
    assert differences(tmp_path / "kept", tmp_path / "fresh") == [
        f"tone: {OLD} is now {NEW}",
        "  row 2, mean: 1 → 1.25 (+0.25)",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"source": ["A"], "n": [1]}, "Chart of 1 row of data, by source: A. T"),
        ({"n": [1, 2]}, "Chart of 2 rows of data. T"),
        ({"by": ["source"], "group": ["A"]}, "Chart of 1 row of data, by group: A. T"),
        (
            {"claim": ["c1", "c2"], "label": ["It rained.", "It blew."]},
            "Chart of 2 rows of data, by claim: It rained., It blew.. T",
        ),
        (
            {"source": list("ABCDEFGHIJ")},
            "Chart of 10 rows of data, by source: A, B, C, D, E, F, G, H and 2 more. T",
        ),
    ],
)
def test_an_alternative_text_says_what_is_drawn(data, said):
    assert alternative("T", pd.DataFrame(data)) == said
