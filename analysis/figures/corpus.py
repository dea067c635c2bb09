"""Figures of what a corpus holds: which article tells of which event."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.canvas import canvas, ink, label, leading, nothing, together

FULL = "#1b4f8a"
EVENTS, TEXTS = 20, 10
TITLE = "Which text tells of which event, in sentences"


def draw_events(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """A grid of events and articles, the number of sentences in each cell, empty where none.

    `table` has label, article, source, sentences and share (of the article's sentences, 0 to 1);
    the 10 articles with most sentences on events are shown, and the first 20 of their events.
    """
    title = TITLE if title is None else title
    if table.empty or not table["sentences"].any():
        return nothing(title, note=note)
    table, texts_said = leading(
        table, "article", "sentences", which="those with most sentences", limit=TEXTS
    )
    told = table.loc[table["sentences"] > 0, "label"].nunique()
    table, events_said = leading(
        table.assign(event=table["label"]), "event", "sentences",
        which="those that these tell most of", limit=min(EVENTS, told),
    )  # fmt: skip
    events = list(dict.fromkeys(table["event"]))
    texts = list(dict.fromkeys(zip(table["article"], table["source"], strict=True)))
    note = together(note, texts_said, events_said)
    with canvas(title, note=note, height=0.36 * len(events) + 0.7) as (figure, (axes,)):
        for cell in table[table["sentences"] > 0].to_dict("records"):
            x, y = texts.index((cell["article"], cell["source"])), events.index(cell["event"])
            strength = min(1.0, 0.12 + 1.2 * cell["share"])
            axes.add_patch(Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, fc=FULL, alpha=strength))
            axes.text(
                x, y, str(cell["sentences"]), ha="center", va="center_baseline",
                color=ink(FULL, strength),
            )  # fmt: skip
        axes.set(xlim=(-0.5, len(texts) - 0.5), ylim=(len(events) - 0.5, -0.5))
        wide = min(9, 70 // len(texts))
        heads = [f"{label(source, wide)}\n{label(article, wide, 1)}" for article, source in texts]
        axes.set_xticks(range(len(texts)), heads, size=7)
        axes.set_yticks(range(len(events)), [label(event, 34, 2) for event in events])
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure
