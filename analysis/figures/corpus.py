"""Figures of what a corpus holds: which article tells of which event."""

from textwrap import fill

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.canvas import canvas

FULL = "#2f5fa8"


def draw_events(table: pd.DataFrame, *, title: str, note: str) -> Figure:
    """A grid of events and articles, the number of sentences in each cell, empty where none.

    `table` has label, article, source, sentences and share (of the article's sentences, 0 to 1).
    """
    events = list(dict.fromkeys(table["label"]))
    texts = list(dict.fromkeys(zip(table["article"], table["source"], strict=True)))
    with canvas(title, note=note, height=0.36 * len(events) + 0.7) as (figure, (axes,)):
        for cell in table[table["sentences"] > 0].itertuples():
            x, y = texts.index((cell.article, cell.source)), events.index(cell.label)
            strength = min(1.0, 0.12 + 1.2 * cell.share)
            axes.add_patch(Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, fc=FULL, alpha=strength))
            ink = "white" if strength > 0.5 else "black"
            axes.text(x, y, str(cell.sentences), ha="center", va="center_baseline", color=ink)
        axes.set(xlim=(-0.5, len(texts) - 0.5), ylim=(len(events) - 0.5, -0.5))
        heads = [f"{fill(source, 10)}\n{article}" for article, source in texts]
        axes.set_xticks(range(len(texts)), heads)
        axes.set_yticks(range(len(events)), [fill(event, 38) for event in events])
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure
