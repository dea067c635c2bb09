"""Figures of shared claims: who tells them, what a gap may mean, and how early they come."""

from textwrap import fill, shorten

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.canvas import canvas, colours

FULL, PALE = "#2f5fa8", "#d9d9de"
CELLS = {
    "told": (FULL, "told", "white"),
    "omitted": ("#f89c20", "left out*", "black"),
    "not found": ("none", "not found", "#555555"),
    "could not yet know": (PALE, "too early", "#555555"),
    "other event": (PALE, "other event", "#555555"),
}  # fmt: skip


def draw_coverage(table: pd.DataFrame, *, title: str, note: str) -> Figure:
    """A grid of claims and groups that says in words what each cell is.

    `table` is that of ``coverage_by``; rows and columns come in its order.
    """
    claims = list(dict.fromkeys(zip(table["claim"], table["label"], strict=True)))
    groups = list(dict.fromkeys(table["group"]))
    with canvas(title, note=note, height=0.37 * len(claims) + 0.6) as (figure, (axes,)):
        for cell in table.itertuples():
            x, y = groups.index(cell.group), claims.index((cell.claim, cell.label))
            face, word, ink = CELLS[cell.state]
            edge = "none" if face != "none" else "#9c9ca1"
            axes.add_patch(Rectangle((x - 0.47, y - 0.4), 0.94, 0.8, fc=face, ec=edge, ls=":"))
            axes.text(x, y, word, ha="center", va="center_baseline", color=ink, size=7)
        axes.set(xlim=(-0.5, len(groups) - 0.5), ylim=(len(claims) - 0.5, -0.5))
        axes.set_xticks(range(len(groups)), [fill(group, 11) for group in groups])
        axes.set_yticks(range(len(claims)), [_label(label) for _, label in claims], size=7.5)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure


def draw_prominence(table: pd.DataFrame, *, title: str, note: str) -> Figure:
    """Where in each source's text a shared claim first comes, from its beginning to its end.

    `table` is that of ``prominence``; claims come in its order.
    """
    claims = list(dict.fromkeys(zip(table["claim"], table["label"], strict=True)))
    colour = colours(sorted(table["source"].unique()))
    with canvas(title, note=note, height=0.4 * len(claims) + 0.9) as (figure, (axes,)):
        for row, key in enumerate(claims):
            told = table[(table["claim"] == key[0]) & (table["label"] == key[1])]
            axes.plot(told["position"], [row] * len(told), color=PALE, lw=1.2, zorder=1)
        for mark, (source, shade) in zip("os^Dv*", colour.items(), strict=False):
            own = table[table["source"] == source]
            rows = [claims.index(pair) for pair in zip(own["claim"], own["label"], strict=True)]
            axes.scatter(own["position"], rows, s=26, marker=mark, fc=shade, label=source, zorder=2)
        axes.set_yticks(range(len(claims)), [_label(label) for _, label in claims], size=7.5)
        axes.set(xlim=(-0.02, 1.02), ylim=(len(claims) - 0.4, -1.6))
        axes.set_xticks([0, 0.5, 1], ["beginning", "middle", "end of the text"])
        axes.legend(ncols=3, loc="upper left", frameon=False, fontsize=7.5, handletextpad=0.2)
        axes.spines["left"].set_visible(False)
    return figure


def _label(label: str) -> str:
    return fill(shorten(label.lstrip("-•* "), 76, placeholder=" …"), 44)
