"""The glossary tells what the codebook tells, and every column that a figure has is in it."""

import csv
import re
from pathlib import Path

import pytest

from analysis.report.pages.glossary import (
    glossary_page,
    limits_page,
    link_headings,
    method_page,
    read_codebook,
)

FIGURES = sorted((Path(__file__).resolve().parents[2] / "figures").glob("*.csv"))
MADE_UP = {"side", "case", "measure"}  # of the figure on made-up corpora, which says what they are


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_columns_of_figures_are_explained(path):
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert set(columns) - MADE_UP - set(read_codebook().columns) == set()


def test_a_column_with_several_meanings_has_them_all():
    kinds = {meaning.tables: meaning.text for meaning in read_codebook().columns["kind"]}
    assert kinds[("sentences",)] == "sentence, heading or bullet"
    assert kinds[("quotes",)] == "direct, mixed or indirect"


def test_the_glossary_has_an_anchor_for_each_column():
    page = glossary_page()
    assert all(f'<dt id="{column}">' in page for column in read_codebook().columns)
    assert "A missing text is" not in page  # what is only said of files stays in the codebook
    assert "`" not in page


def test_method_and_limits_lead_to_each_other_and_to_no_file_that_is_not_there():
    assert 'href="limits.html"' in method_page()
    assert 'href="method.html"' in limits_page()
    links = re.findall(r'href="([^"]*)"', method_page() + limits_page())
    assert not [link for link in links if link.endswith(".md")]


def test_the_method_has_an_anchor_for_each_matter():
    page = method_page()
    assert '<li id="same-event-first"><strong>Same event first.</strong>' in page
    assert "Monroe, Colaresi &amp; Quinn 2008" in page


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ('<th scope="col">mean</th>', '<th scope="col"><a href="g.html#mean">mean</a></th>'),
        ("<th>none of ours</th>", "<th>none of ours</th>"),
        ("<td>mean</td>", "<td>mean</td>"),
    ],
)
def test_only_headings_that_the_codebook_knows_are_linked(html, linked):
    assert link_headings(html, {"mean": []}, glossary="g.html") == linked
