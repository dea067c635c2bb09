"""Every figure on corpora of every shape: its size, its text, its colours."""

import warnings
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from analysis.corpus.events import event_grid
from analysis.figures.canvas import CYCLE, GREY, SMALLEST, TALLEST, WIDTHS, canvas, leading
from analysis.figures.corpus import draw_events
from analysis.figures.story import draw_coverage, draw_prominence
from analysis.figures.tone import draw_tone
from analysis.figures.voices import draw_speakers, draw_voices
from analysis.figures.wording import draw_frames, draw_terms, draw_watch
from analysis.tone.sentences import score_sentences
from analysis.tone.sources import tone_dots
from analysis.voices.quotes import find_quotes
from analysis.voices.speakers import main_speakers, voices_by
from analysis.wording.frames import frames_by, mark_frames
from analysis.wording.terms import framing_terms
from analysis.wording.watch_list import watch
from tests.made_news import made_news

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
    names = {"Outlet 1": LONG, "Outlet 2": "日本経済新聞 $x_1$ \x07"}
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
    }


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


def test_what_isnt_drawn_is_said():
    table = pd.DataFrame({"term": "thaw", "group": [f"g{n}" for n in range(40)], "per_1000": 1.0})
    figure = draw_watch(table.assign(count=range(40)), title="t", note="A note.")
    assert "8 of 40 groups are shown, those with most uses." in figure.texts[1].get_text()
    assert len(leading(table, "group")[0]) == 8


def test_a_note_has_three_lines_and_text_is_inert():
    with canvas("A $5 title\x00", note="word " * 400, height=1) as (figure, _):
        pass
    title, note = (text.get_text() for text in figure.texts)
    assert note.count("\n") == 2
    assert note.endswith("…")
    assert title == "A $5 title"


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


@pytest.mark.parametrize("sight", BLIND)
def test_colours_stay_apart_under_every_kind_of_sight(sight):
    seen = [lab(colour, BLIND[sight]) for colour in (*CYCLE, GREY)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 11


def test_colours_stay_apart_in_grey():
    lightness = sorted(lab(colour, np.eye(3))[0] for colour in CYCLE)
    assert np.diff(lightness).min() >= 6
