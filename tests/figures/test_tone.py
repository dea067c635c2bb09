"""Figures of tone: what the table says is what is drawn."""

import numpy as np
import pandas as pd
import pytest

from analysis.figures.tone import draw_tone, draw_words
from analysis.statistics.answer import plural, signed
from analysis.tone.sentences import score_sentences, score_words
from analysis.tone.sources import tone_dots
from analysis.tone.words import strongest_words, word_contributions

ARTICLES = pd.DataFrame(
    {
        "article": list("abc"),
        "source": ["Herald", "Herald", "Tribune"],
        "style": ["north", "north", "unplaced"],
        "basis": ["assigned", "assigned", "assigned"],
        "text": ["Good. Bad day. Table.", "Great hope!", "A terrible war."],
    }
)
SENTENCES = score_sentences(ARTICLES)


def printed(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_one_row_of_dots_a_source_the_warmest_first():
    dots = tone_dots(SENTENCES, articles=ARTICLES)
    assert dots["label"].unique().tolist() == ["Herald\nnorth (assigned)", "Tribune\nunplaced"]
    figure = draw_tone(dots, title="Two sources", note="Made up.")
    (axes,) = figure.axes
    assert [label.get_text() for label in axes.get_yticklabels()] == dots["label"].unique().tolist()
    assert sum(len(part.get_offsets()) for part in axes.collections) == len(dots) + 2  # and a key
    sizes = dots.groupby("mean").size()
    said = {f"mean {signed(mean)}, {plural(count, 'sentence')}" for mean, count in sizes.items()}
    assert said <= set(printed(figure))


def test_an_interval_is_drawn_where_there_is_one():
    many = pd.DataFrame({"article": range(12), "source": "Herald"})
    many["text"] = [f"A good day {number}. A bad one." for number in range(12)]
    dots = tone_dots(score_sentences(many), articles=many)
    assert dots["low"].notna().all()
    lines = draw_tone(dots, title="One source", note="Made up.").axes[0].lines
    assert [dots["low"][0], dots["high"][0]] in [list(line.get_xdata()) for line in lines]


def test_only_the_largest_groups_are_shown():
    many = pd.DataFrame({"article": range(12), "source": [str(row) for row in range(12)]})
    many["text"] = ["Good day. " * (row + 1) for row in range(12)]
    dots = tone_dots(score_sentences(many), articles=many, groups=3)
    assert set(dots["group"]) == {"9", "10", "11"}


@pytest.mark.parametrize("top", [1, 3, 10])
def test_bars_sum_to_the_difference(top):
    words = word_contributions(
        score_words(ARTICLES), sentences=SENTENCES, articles=ARTICLES, group="Herald"
    )
    parts = strongest_words(words, top=top)
    assert parts["difference"].sum() == pytest.approx(words["difference"].sum())
    figure = draw_words(parts, title="Words", note="Made up.")
    (axes,) = figure.axes
    widths = [bar.get_width() for bar in axes.patches]
    assert np.allclose(widths, parts["difference"])
    assert [label.get_text() for label in axes.get_yticklabels()] == parts["label"].tolist()
