"""Every figure on corpora of every shape: its size, its text, its colours."""

import warnings
from itertools import combinations

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from matplotlib import colormaps
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Text

from analysis.corpus.events import event_grid
from analysis.figures.actors import draw_actors
from analysis.figures.canvas import (
    CYCLE,
    GREY,
    LOOK,
    SMALLEST,
    TALLEST,
    WIDTHS,
    canvas,
    leading,
    sign,
)
from analysis.figures.corpus import draw_events
from analysis.figures.glance import draw_glance
from analysis.figures.story import CELLS, draw_coverage, draw_prominence
from analysis.figures.tone import NEGATIVE, OTHERS, OWN, POSITIVE, draw_tone, draw_words
from analysis.figures.voices import SHADES, draw_speakers, draw_voices
from analysis.figures.wording import draw_frames, draw_recovery, draw_terms, draw_watch
from analysis.tone.sentences import score_sentences
from analysis.tone.sources import tone_dots
from analysis.tone.toward import actor_cells
from analysis.voices.quotes import find_quotes
from analysis.voices.speakers import main_speakers, voices_by
from analysis.wording.frames import frames_by, mark_frames
from analysis.wording.terms import framing_terms
from analysis.wording.watch_list import watch
from tests.made_news import made_news
from tests.subset_font import FONT, characters

STATES = ["told", "found", "not found", "other event", "could not yet know", "omitted"]
LONG = "The International Herald and Daily Examiner of Greater Metropolitan Northumberland"


def claims(sources):
    rows = [
        (f"c{c}", f"The {c}. harbour was opened by a minister of the region on a long day.", s,
         STATES[(c + n) % 6], (c * 7 + n) % 10 / 10)
        for c in range(60) for n, s in enumerate(sources)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["claim", "label", "source", "state", "position"])
    return table.assign(group=table["source"])


def drawn(count, events=3):
    """Every figure of a corpus of that many sources, by name."""
    articles, told = made_news(sources=count, events=events, length=3)
    articles["article"] = told["article"] = "2024-03-week-of-envoys-" + articles["article"]
    told["label"] += ", what you need to know about it and why it matters"
    names = {"Outlet 1": LONG, "Outlet 2": "日本経済新聞 $x_1$ \x07", "Outlet 3": "조선일보 聯合報"}
    articles["source"] = articles["source"].replace(names)
    sentences = score_sentences(articles, quotes=find_quotes(articles))
    quotes, shared = find_quotes(articles), claims(articles["source"].unique())
    terms = framing_terms(articles, resamples=9)
    return {
        "events": draw_events(event_grid(sentences, articles=articles, events=told)),
        "tone": draw_tone(tone_dots(sentences, articles=articles)),
        "voices": draw_voices(voices_by(quotes, articles=articles)),
        "speakers": draw_speakers(main_speakers(quotes, articles=articles)),
        "terms": draw_terms(terms[terms["rank"] <= 8]),
        "watch": draw_watch(watch(articles, ["street", "train*"], resamples=9)),
        "frames": draw_frames(frames_by(mark_frames(articles), articles=articles)),
        "coverage": draw_coverage(shared),
        "prominence": draw_prominence(shared),
        "actors": draw_actors(actor_cells(spoken(articles["source"].unique()))),
        "words": draw_words(WORDS),
        "recovery": draw_recovery(RECOVERED),
        "glance": draw_glance(glanced(articles["source"].unique())),
    }


def spoken(sources):
    """A table of actors in which every cell has a number and an interval, or is nearly empty."""
    actors = ["Japan", "日本経済新聞社長", LONG, "United States", "Shigeru Ishiba"]
    rows = [
        (source, actor, -0.95 + n / 4, 7 + 100 * n, -0.99, 0.98, n == 3)
        for source in sources for n, actor in enumerate(actors)
    ]  # fmt: skip
    return pd.DataFrame(
        rows, columns=["group", "actor", "balance", "mentions", "low", "high", "few"]
    )


def glanced(sources):
    entry = "mean +0.61 of 20 sentences: parties (+0.10), confrontational (−0.02) " * 2
    rows = [(source, aspect, entry) for source in sources for aspect in ("tone", "“thaw”", LONG)]
    return pd.DataFrame(rows, columns=["group", "aspect", "entry"])


WORDS = pd.DataFrame(
    {
        "label": ["parties", LONG, "日本", "! and ?, rounding"],
        "difference": [0.06, -0.31, 0.3, -0.0001],
        "count": [6, 1200, 0, 0],
        "count_of_reference": [0, 90, 5, 0],
    }
)
RECOVERED = pd.DataFrame(
    [
        ("text" if n < 4 else "ratio", f"case {n % 4} of words, article topics", measure, value)
        for n in range(7)
        for measure, value in (("log-odds", 0.9), ("TF-IDF", 0.1), ("chi-squared", 0.89))
    ],
    columns=["side", "case", "measure", "value"],
)


@pytest.mark.parametrize("count", [1, 3, 8, 40])
def test_figures_fit_their_page_with_text_that_can_be_read_and_no_overlap(count):
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # a missing glyph, a crowded layout
        for name, figure in drawn(count).items():
            width, height = figure.get_size_inches()
            assert width in WIDTHS.values()
            assert height <= TALLEST + 1e-6, name
            texts = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
            assert min(text.get_fontsize() for text in texts) >= SMALLEST, name
            assert overlapping(figure) == [], name
            assert covered(figure) == [], name
            drawn_in = figure.get_tightbbox(FigureCanvasAgg(figure).get_renderer())
            assert min(drawn_in.p0) > -0.01, name
            assert drawn_in.x1 < width + 0.01, name
            assert drawn_in.y1 < height + 0.01, name


def overlapping(figure):
    """Pairs of texts whose boxes share more than a sliver, tick labels and titles included."""
    figure.draw_without_rendering()
    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = [*figure.texts]
    for axes in figure.axes:
        if axes.axison:
            ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()]
            texts += [*ticks, axes.title, axes._left_title, axes.xaxis.label]
        texts += axes.texts
    boxes = [
        (text.get_text(), text.get_window_extent(renderer).shrunk(0.94, 0.8))
        for text in texts
        if text.get_visible() and text.get_text().strip()
    ]
    return [
        (one, two)
        for (one, a), (two, b) in combinations(boxes, 2)
        if a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1
    ]


def covered(figure):
    """Texts of the axes that lie over a dot or a mark."""
    renderer, found = FigureCanvasAgg(figure).get_renderer(), []
    for axes in figure.axes:
        marks = [
            part.get_offsets() for part in axes.collections if isinstance(part, PathCollection)
        ]
        marks += [line.get_xydata() for line in axes.lines if line.get_marker() not in ("", "None")]
        places = axes.transData.transform(np.vstack([*marks, np.empty((0, 2))]))
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            found += [text.get_text() for place in places if box.contains(*place)]
    return found


@pytest.mark.parametrize("mean", [-0.6, -0.05, 0.0, 0.02, 0.4])
def test_a_mean_is_written_clear_of_a_high_stack(mean):
    scores = np.r_[np.zeros(28), np.linspace(-0.9, 0.9, 20)]
    dots = pd.DataFrame({"compound": scores, "stack": [*range(28), *[0] * 20], "mean": mean})
    dots = dots.assign(group="A", label="A", voice="own", dot="sentence", low=np.nan, high=np.nan)
    figure = draw_tone(dots)
    assert overlapping(figure) == covered(figure) == []


def test_an_event_that_no_shown_text_tells_has_no_row():
    rows = [("e1", "harbour", f"a{n}", "A", 9, 1.0) for n in range(12)]
    rows += [("e2", "bridge", f"a{n}", "A", 0, 0.0) for n in range(12)]
    rows += [("e1", "harbour", "b", "B", 0, 0.0), ("e2", "bridge", "b", "B", 1, 1.0)]
    columns = ["event", "label", "article", "source", "sentences", "share"]
    figure = draw_events(pd.DataFrame(rows, columns=columns))
    assert [tick.get_text() for tick in figure.axes[0].get_yticklabels()] == ["harbour"]
    assert "1 of 2 events are shown" in figure.texts[1].get_text()


def test_lines_of_a_title_are_even():
    title = "Global Times differs from the others by +0.18, most by “parties” and “party”"
    with canvas(title, note="", height=1) as (figure, _):
        pass
    first, second = figure.texts[0].get_text().split("\n")
    assert abs(len(first) - len(second)) < 10


def test_chinese_japanese_and_korean_names_have_their_glyphs():
    letters = {ord(letter) for letter in characters() if letter.isalpha()}
    assert letters <= set(TTFont(FONT).getBestCmap())


def test_what_isnt_drawn_is_said():
    table = pd.DataFrame({"term": "thaw", "group": [f"g{n}" for n in range(40)], "per_1000": 1.0})
    figure = draw_watch(table.assign(count=range(40)), title="t", note="A note.")
    assert "8 of 40 groups are shown, those with most uses." in figure.texts[1].get_text()
    assert len(leading(table, "group")[0]) == 8


def test_a_note_has_three_lines_and_text_is_inert():
    with canvas("A $5 title\x00", note="word " * 400, height=1) as (figure, _):
        pass
    title, note, _ = (text.get_text() for text in figure.texts)
    assert note.count("\n") == 2
    assert note.endswith("…")
    assert title == "A $5 title"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_citation_stands_below_the_note_inside_the_frame(width):
    with canvas("A title", note="A note. " * 90, height=1, width=width) as (figure, _):
        pass
    sign(figure, f"media-framing 0.2.0, figure {'claims-by-source' * 2}-a6dfd16c1546, corpus 147ee")
    assert overlapping(figure) == []
    cited = figure.texts[2]
    assert " ".join(cited.get_text().split()).endswith("corpus 147ee")
    assert cited.get_fontsize() >= SMALLEST
    box = cited.get_window_extent(FigureCanvasAgg(figure).get_renderer())
    assert box.x1 < figure.bbox.x1
    assert box.y0 > 0


# Viénot, Brettel & Mollon 1999 for protanopia and deuteranopia, Brettel et al. 1997 simplified for
# tritanopia: linear light to cones, one cone's part from the other two, and back.
CONES = np.array(
    [[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]]
)
BLIND = {
    "protanopia": [[0, 2.02344, -2.52581], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [[1, 0, 0], [0.494207, 0, 1.24827], [0, 0, 1]],
    "tritanopia": [[1, 0, 0], [0, 1, 0], [-0.395913, 0.801109, 0]],
    "none": np.eye(3),
}


def lab(colour, matrix):
    """CIE L*a*b* of a colour as it is seen with that matrix of cones."""
    light = np.array(to_rgb(colour))
    light = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    light = np.clip(np.linalg.inv(CONES) @ np.array(matrix) @ CONES @ light, 0, 1)
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        @ light
    )
    f = np.cbrt(xyz / np.array([0.9505, 1, 1.089]))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


# The colours that one figure may show side by side.
SIDE_BY_SIDE = {
    "groups": (*CYCLE, GREY),
    "kinds of statements": tuple(SHADES.values()),
    "cells of claims": ("white", *{face for face, *_ in CELLS.values()} - {"none"}),
    "voices of tone": (OWN, OTHERS),
    "signs of words": (POSITIVE, NEGATIVE),
    "actors": (colormaps["PuOr"](0.1), "white", colormaps["PuOr"](0.9)),
}


@pytest.mark.parametrize("sight", BLIND)
@pytest.mark.parametrize("figure", SIDE_BY_SIDE)
def test_colours_stay_apart_under_every_kind_of_sight(figure, sight):
    seen = [lab(colour, BLIND[sight]) for colour in SIDE_BY_SIDE[figure]]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 12


@pytest.mark.parametrize("figure", [name for name in SIDE_BY_SIDE if name != "actors"])
def test_colours_stay_apart_in_grey(figure):
    colours = [colour for colour in SIDE_BY_SIDE[figure] if colour != GREY]
    lightness = sorted(lab(colour, np.eye(3))[0] for colour in colours)
    assert np.diff(lightness).min() >= 6


def test_the_style_cycles_through_the_same_colours():
    with mpl.style.context(list(LOOK)):
        cycle = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
    assert [to_hex(colour) for colour in cycle] == [*CYCLE, GREY]
