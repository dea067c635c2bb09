"""Figures of tone: every sentence as a dot, and the words behind a difference."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.canvas import GREY, canvas, label, leading, nothing, together
from analysis.statistics.answer import plural, signed

OWN, OTHERS = "#1b4f8a", "#e69f00"
POSITIVE, NEGATIVE = "#1b4f8a", "#e69f00"
DOT = 11.0  # square points


def draw_tone(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """Each sentence's compound score as a dot, a row of dots a group, its mean as a line.

    `table` is that of ``tone_dots``. Filled dots are the narrator's own voice, hollow ones hold
    quoted or reported words; an article's dot is filled. An interval is drawn where there is one.
    """
    title = "Sentence scores and their mean" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, said = leading(table, "group")
    groups, note = list(dict.fromkeys(table["group"])), together(note, said)
    step = min(0.068, 0.62 / (table["stack"].max() + 1))
    filled = (table["voice"] == "own") | (table["dot"] == "article")
    with canvas(title, note=note, height=0.85 * len(groups) + 0.6) as (figure, (axes,)):
        axes.axvline(0, color=GREY, lw=0.7, zorder=0)
        for row, group in enumerate(groups):
            own = table["group"] == group
            _draw_dots(axes, row, table[own], filled[own], step)
        names = table.drop_duplicates("group")["label"]
        axes.set_yticks(range(len(groups)), [_lines(name) for name in names])
        axes.set(xlim=(-1, 1), ylim=(len(groups) - 0.4, -1))
        dot = table["dot"].iloc[0]
        axes.set_xlabel(f"compound score, {dot} by {dot} (−1 negative, 1 positive)")
        axes.spines["left"].set_visible(False)
        if not filled.all():
            _draw_key(axes)
    return figure


def _draw_dots(axes: Axes, row: int, own: pd.DataFrame, filled: pd.Series, step: float) -> None:
    """One group's dots, its mean and, where there is one, its interval."""
    for voice, face, edge in ((True, OWN, OWN), (False, "none", OTHERS)):
        dots = own[filled == voice]
        heights = row + 0.36 - step * dots["stack"]
        size = min(DOT, max(1.0, 60 * step - 0.9) ** 2)  # so that none covers the next
        axes.scatter(dots["compound"], heights, s=size, fc=face, ec=edge, lw=0.9, zorder=2)
    mean, low, high = own[["mean", "low", "high"]].iloc[0]
    axes.plot([mean, mean], [row - 0.48, row + 0.44], color="black", lw=1.2, zorder=3)
    axes.plot([low, high], [row + 0.44, row + 0.44], color="black", lw=2.4, zorder=3)
    said = f"mean {signed(mean)}, {plural(len(own), own['dot'].iloc[0])}"
    side, align = (-1, "right") if mean > 0.3 else (1, "left")
    axes.text(
        mean + 0.015 * side, row - 0.4, said, size=8, va="center", ha=align,
        bbox={"fc": "white", "ec": "none", "pad": 0.5}, zorder=1,
    )  # fmt: skip


def _draw_key(axes: Axes) -> None:
    """What filled and hollow dots are."""
    marks = ((-0.97, "own voice", OWN, OWN), (-0.6, "holds others’ words", "none", OTHERS))
    for x, name, face, edge in marks:
        axes.scatter(x, -0.8, s=DOT, fc=face, ec=edge, lw=0.9)
        axes.text(x + 0.03, -0.8, name, size=8, va="center")


def _lines(name: str) -> str:
    """A label of several lines, each wrapped by itself."""
    return "\n".join(label(line, 24, 2) for line in str(name).split("\n"))


def draw_words(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """What each word adds to the difference between two groups' means, as bars that sum to it.

    `table` is that of ``strongest_words``.
    """
    title = "What single words add to the difference of two means" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, said = leading(table, "label", limit=30)
    note = together(note, said)
    with canvas(title, note=note, height=0.24 * len(table) + 0.7) as (figure, (axes,)):
        axes.axvline(0, color=GREY, lw=0.7, zorder=0)
        colours = [POSITIVE if value > 0 else NEGATIVE for value in table["difference"]]
        axes.barh(range(len(table)), table["difference"], color=colours, height=0.66)
        for row, cell in enumerate(table.itertuples()):
            side = 1 if cell.difference >= 0 else -1
            used = cell.count + cell.count_of_reference
            times = f"  ({cell.count} : {cell.count_of_reference})" if used else ""
            text = f"{signed(cell.difference, 3)}{times}"
            axes.annotate(
                text, (cell.difference, row), xytext=(3 * side, 0), textcoords="offset points",
                ha="left" if side > 0 else "right", va="center", size=7.5,
            )  # fmt: skip
        axes.set_yticks(range(len(table)), [label(name, 30, 1) for name in table["label"]])
        axes.set_ylim(len(table) - 0.4, -0.6)
        least, most = min(0, table["difference"].min()), max(0, table["difference"].max())
        room = 0.6 * (most - least) or 1  # for what stands beside a bar
        axes.set_xlim(least - room * (least < 0), most + room * (most >= 0))
        axes.set_xlabel("added to the difference of means (times used : times in the reference)")
        axes.spines["left"].set_visible(False)
    return figure
