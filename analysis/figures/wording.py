"""Figures of words: what sets groups apart, declared terms, frames, and how far to trust it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.canvas import (
    canvas,
    colours,
    heads,
    ink,
    label,
    leading,
    nothing,
    together,
)

FULL = "#1b4f8a"
MARKERS = ("o", "s", "^", "D")
PANELS, TERMS, ROWS = 4, 30, 18


def draw_terms(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """The terms that set each group apart, a panel a group, the most distinctive on top.

    `table` has group, term, rank, log_odds and count, and family_low and family_high where there
    is an interval that holds for all terms at once: these were chosen because they are large. A
    dot is the log odds ratio, the number beside it the uses in the group.
    """
    title = "Terms that set each group apart" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, said = leading(
        table, "group", "log_odds", which="with the largest log odds", limit=PANELS
    )
    table, note = table[table["rank"] <= TERMS], together(note, said)
    missing = pd.Series(np.nan, table.index)
    bounds = {end: table.get(f"family_{end}", missing) for end in ("low", "high")}
    table = table.assign(**bounds)
    groups = list(dict.fromkeys(table["group"]))
    longest = max(int((table["group"] == group).sum()) for group in groups)
    end = 1.45 * max([1.0, *table["log_odds"].dropna(), *table["high"].dropna()])
    height, columns = 0.25 * longest + 0.85, len(groups)
    framed = canvas(title, note=note, height=height, columns=columns, share_rows=False)
    with framed as (figure, panels):
        for axes, group in zip(panels, groups, strict=True):
            rows = table[table["group"] == group]
            place = np.arange(len(rows))
            axes.hlines(place, 0, rows["log_odds"], color=FULL, lw=1)
            axes.hlines(place, rows["low"], rows["high"], color=FULL, lw=3, alpha=0.3)
            axes.plot(rows["log_odds"], place, "o", color=FULL, ms=4)
            right = rows["high"].fillna(rows["log_odds"])
            for y, x, count in zip(place, right, rows["count"], strict=True):
                axes.annotate(
                    f"{count}×", (x, y), xytext=(4, 0), textcoords="offset points",
                    va="center_baseline", size=7,
                )  # fmt: skip
            axes.set_yticks(place, [label(term, 17, 2) for term in rows["term"]])
            axes.set(ylim=(longest - 0.4, -0.6), xlim=(0, end), xlabel="log odds")
            axes.set_title(label(group, 13), size=7.5)
            axes.tick_params(axis="y", length=0, labelsize=7)
            axes.spines[["top", "right", "left"]].set_visible(False)
    return figure


def draw_watch(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """Declared terms by group: uses in each cell, with the rate per 1,000 words below.

    `table` has term, group, count and per_1000; a cell without a use is empty.

    >>> table = pd.DataFrame({"term": ["thaw"], "group": ["A"], "count": [2], "per_1000": [1.5]})
    >>> draw_watch(table).get_size_inches().round(1).tolist()
    [6.7, 1.6]
    """
    title = "Declared terms: uses, and uses for 1,000 words" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, said = leading(table, "group", "count", which="those with most uses")
    largest = max(float(table["per_1000"].max()), 1e-9)
    cells = table.assign(
        strength=table["per_1000"] / largest,
        text=[
            f"{count}\n({rate:.1f} ‰)" if count else ""
            for count, rate in zip(table["count"], table["per_1000"], strict=True)
        ],
    )
    return _draw_grid(cells, "term", title=title, note=together(note, said), row_height=0.46)


def draw_frames(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """Shares of each group's sentences that use words of each frame, in percent.

    `table` has frame, group and share (0 to 1).

    >>> table = pd.DataFrame({"frame": ["peace"], "group": ["A"], "share": [0.25]})
    >>> draw_frames(table).get_size_inches().round(1).tolist()
    [6.7, 1.5]
    """
    title = "Share of sentences with words of each frame" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, said = leading(table, "group", "share", which="those with the largest shares")
    cells = table.assign(
        frame=table["frame"].str.replace("_", " "),
        strength=table["share"],
        text=["" if np.isnan(share) else f"{share:.0%}" for share in table["share"]],
    )
    return _draw_grid(cells, "frame", title=title, note=together(note, said), row_height=0.34)


def _draw_grid(
    cells: pd.DataFrame, row: str, *, title: str, note: str, row_height: float
) -> Figure:
    cells, said = leading(cells, row, limit=ROWS)
    note = together(note, said)
    rows, groups = (list(dict.fromkeys(cells[name])) for name in (row, "group"))
    with canvas(title, note=note, height=row_height * len(rows) + 0.5) as (figure, (axes,)):
        for cell in cells.to_dict("records"):
            x, y = groups.index(cell["group"]), rows.index(cell[row])
            used = cell["text"] and cell["strength"] > 0
            strength = 0.1 + 0.85 * cell["strength"] if used else 0.0
            if used:
                axes.add_patch(Rectangle((x - 0.46, y - 0.44), 0.92, 0.88, fc=FULL, alpha=strength))
            axes.text(
                x, y, cell["text"], ha="center", va="center", color=ink(FULL, strength), size=8
            )  # fmt: skip
        axes.set(xlim=(-0.5, len(groups) - 0.5), ylim=(len(rows) - 0.5, -0.5))
        axes.set_xticks(range(len(groups)), heads(groups), size=7.5)
        axes.set_yticks(range(len(rows)), [label(name, 26, 2) for name in rows])
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure


def recovery_cases(recovered: pd.DataFrame) -> pd.DataFrame:
    """The mean precision by kind of text and recall by strength of planting, as drawn.

    `recovered` has a row a corpus, measure and ratio; columns side, case, measure, value.

    >>> made = {"text": "news", "ratio": 2, "measure": "z", "precision": [0.5, 1.0], "recall": 0.25}
    >>> recovery_cases(pd.DataFrame(made)).values.tolist()
    [['text', 'news', 'z', 0.75], ['ratio', '2 times as often', 'z', 0.25]]
    """
    means = {
        side: recovered.groupby([side, "measure"], sort=False)[value].mean()
        for side, value in (("text", "precision"), ("ratio", "recall"))
    }
    table = pd.concat(means, names=["side", "case", "measure"]).reset_index(name="value")
    table["case"] = [c if isinstance(c, str) else f"{c:g} times as often" for c in table["case"]]
    return table


def draw_recovery(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """How many planted terms each measure finds, by kind of text and by strength of planting.

    `table` has side ("text" or "ratio"), case, measure and value (0 to 1).
    """
    title = "How many planted terms each measure finds" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    measures = list(dict.fromkeys(table["measure"]))
    tones = colours(measures)
    sides = {"text": "precision of the top 30", "ratio": "recall"}
    framed = canvas(title, note=note, height=2.7, columns=2, share_rows=False)
    with framed as (figure, panels):
        for axes, (side, said) in zip(panels, sides.items(), strict=True):
            _draw_dots(axes, table[table["side"] == side], measures, tones)
            axes.set(xlim=(0, 1.06), xlabel=said)
    return figure


def _draw_dots(
    axes: Axes, part: pd.DataFrame, measures: Sequence[str], tones: dict[str, str]
) -> None:
    """A dot a case and measure; those of the first case bear the measures' names."""
    cases = list(dict.fromkeys(part["case"]))
    for number, measure in enumerate(measures):
        rows = part[part["measure"] == measure].set_index("case").reindex(cases)
        place = np.arange(len(cases)) + (number - (len(measures) - 1) / 2) * 0.22
        axes.plot(
            rows["value"], place, MARKERS[number % len(MARKERS)], color=tones[measure], ms=4.5,
            ls="none",
        )  # fmt: skip
        first = rows["value"].iloc[0]
        side = -1 if first > 0.5 else 1
        axes.annotate(
            measure, (first, place[0]), xytext=(5 * side, 0), textcoords="offset points",
            ha="right" if side < 0 else "left", va="center_baseline", size=7,
        )  # fmt: skip
    axes.set_yticks(range(len(cases)), [label(case, 16) for case in cases])
    axes.set_ylim(len(cases) - 0.4, -0.6)
    axes.grid(axis="x", alpha=0.3)
