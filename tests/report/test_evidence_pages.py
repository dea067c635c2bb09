"""From a number to its sentence: each evidence id leads to the words, marked as they were seen."""

import re

import pandas as pd
import pytest

from analysis import find_names, find_quotes, score_sentences, score_words, split_sentences
from analysis.report.pages.evidence_pages import (
    Marked,
    article_page,
    article_pages,
    link_evidence,
    segments,
    sentence_starts,
)

TEXT = (
    "A <script>alert(1)</script> headline\n\n“Ties are good & stable,” Foreign Minister Ann Lee said "
    "on Monday. Rain fell. She said the talks would be hard."
)
ARTICLES = pd.DataFrame({"article": ["a:1"], "source": ["The <b>Daily</b>"], "text": [TEXT]})


def page(articles=ARTICLES, **given):
    quotes = find_quotes(articles)
    return article_page(
        articles.iloc[0],
        sentences=score_sentences(articles, quotes=quotes),
        quotes=quotes,
        names=find_names(articles),
        words=score_words(articles),
        **given,
    )


def test_a_page_shows_the_text_as_it_is_printed_and_runs_nothing():
    body = re.sub(r"<[^>]+>", "", page().split('<div class="text">')[1].split("</div>")[0])
    assert "A &lt;script&gt;alert(1)&lt;/script&gt; headline" in body
    assert "“Ties are good &amp; stable,” Foreign Minister Ann Lee said on Monday." in body
    assert "<script" not in page()
    assert "<b>" not in page()


@pytest.mark.parametrize(
    "seen",
    [
        'class="quoted" title="direct, Ann Lee"',
        'class="quoted positive" title="direct, Ann Lee; valence 1.9"',
        'class="name" title="Ann Lee, person"',
        "compound 0.62, 2 of 12 words in the lexicon, voice: mixed",
    ],
)
def test_what_the_program_saw_is_marked(seen):
    assert seen in page()


def test_an_evidence_id_leads_to_its_sentence():
    starts = sentence_starts(split_sentences(ARTICLES))
    second = starts["a:1"][1]
    html = link_evidence(
        f"<td>a:1:{second + 3}-{second + 9}</td>", {"a:1": "evidence/x.html"}, starts=starts
    )
    assert html == (
        f'<td><a class="evidence" href="evidence/x.html#c{second}">'
        f"a:1:{second + 3}-{second + 9}</a></td>"
    )
    assert f'id="c{second}"' in page()


@pytest.mark.parametrize(
    "html",
    ["b:1-2", "xa:1:1-2", "a:1:1-2-3", "a:1:12", '<a href="a:1:1-2">x</a>', "10:a:1:3-4"],
)
def test_what_is_no_evidence_id_is_left_alone(html):
    assert link_evidence(html, {"a:1": "x.html"}, starts={"a:1": [0]}) == html


def test_ids_with_blanks_and_marks_are_linked_too():
    html = link_evidence(
        "(My <b>T&amp;T</b> T&amp;T x:3-4)", {"T&T x": "x.html"}, starts={"T&T x": [0]}
    )
    assert '<a class="evidence" href="x.html#c0">T&amp;T x:3-4</a>' in html


def test_a_licence_that_asks_for_it_has_sentences_cut():
    shown = page(cut=10)
    assert "Rain fell." in shown
    assert "stable" not in shown


@pytest.mark.parametrize(
    ("marks", "pieces"),
    [
        ([], [("abcdef", "")]),
        ([Marked(0, 6, "x")], [("abcdef", "x")]),
        ([Marked(-5, 2, "x"), Marked(4, 9, "y")], [("ab", "x"), ("cd", ""), ("ef", "y")]),
        ([Marked(0, 4, "x"), Marked(2, 6, "y")], [("ab", "x"), ("cd", "x y"), ("ef", "y")]),
    ],
)
def test_overlapping_marks_share_a_piece(marks, pieces):
    assert [(s.text, s.classes) for s in segments("abcdef", 0, 6, marks)] == pieces


def test_furniture_is_shown_as_what_was_not_measured():
    end = len(TEXT) - len("She said the talks would be hard.")
    shown = page(ARTICLES.assign(excluded=[[[end, len(TEXT)]]]))
    assert '<p class="furniture">She said the talks would be hard.</p>' in shown


def test_article_pages_are_file_names_whatever_the_id():
    assert article_pages(["../x", "a/b"]) == {
        "../x": "article-00000",
        "a/b": "article-00001",
    }
