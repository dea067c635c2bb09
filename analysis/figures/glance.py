"""The table at a glance as a figure: groups side by side, a row an aspect, in words."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.canvas import GREY, canvas, label, leading, nothing, together

PANELS, LINE, DEEP = 5, 0.125, 10  # groups side by side; inches a line of a cell; its lines


def draw_glance(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """Groups side by side and an aspect a row, each cell in the words of the table.

    `table` is that of ``at_a_glance``, whose first 5 groups are shown.
    """
    title = "What each does with the events they share" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, said = leading(table, "group", limit=PANELS)
    groups, aspects = (list(dict.fromkeys(table[name])) for name in ("group", "aspect"))
    wide = 90 // len(groups)
    cells = table.assign(text=[label(entry, wide, DEEP) for entry in table["entry"]])
    lines = cells["text"].str.count("\n").groupby(cells["aspect"], sort=False).max() + 1
    bottom = dict(zip(aspects, (lines.loc[aspects] + 1).cumsum(), strict=True))
    deep = bottom[aspects[-1]]
    framed = canvas(title, note=together(note, said), height=LINE * deep + 0.5)
    with framed as (figure, (axes,)):
        for cell in cells.to_dict("records"):
            top = bottom[cell["aspect"]] - lines[cell["aspect"]] - 0.5
            axes.text(groups.index(cell["group"]), top, cell["text"], va="top", size=7)
        axes.hlines(list(bottom.values())[:-1], -0.02, len(groups), color=GREY, lw=0.5)
        axes.set(xlim=(-0.02, len(groups)), ylim=(deep, 0))
        tops = [bottom[aspect] - lines[aspect] - 0.5 for aspect in aspects]
        axes.set_yticks(tops, [label(aspect, 16) for aspect in aspects], size=7, va="top")
        heads = [label(group, wide - 8) for group in groups]
        axes.set_xticks(range(len(groups)), heads, ha="left", size=8, weight="bold")
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure
