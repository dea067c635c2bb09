"""Figures of who speaks: by country and role in each source, and the main speakers."""

from textwrap import fill

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.canvas import GREY, canvas, colours

SHADES = {"direct": "#1f3f77", "mixed": "#6f93c9", "indirect": "#c9d7ec"}
NOBODY = "nobody named"


def draw_voices(table: pd.DataFrame, *, title: str, note: str) -> Figure:
    """Statements by the speakers' country and role, one column of bars a group, numbers beside.

    `table` is that of ``voices_by``. What nobody is named for is a hatched bar at the bottom.
    """
    groups = list(dict.fromkeys(table["group"]))
    voices = list(dict.fromkeys(zip(table["country"], table["role"], strict=True)))
    paint = colours(name for name, _ in voices if name not in ("not said", NOBODY))
    height = 0.24 * len(voices) + 0.7
    with canvas(title, note=note, height=height, columns=len(groups)) as (figure, panels):
        for axes, group in zip(panels, groups, strict=True):
            own = table[table["group"] == group]
            rows = [voices.index(pair) for pair in zip(own["country"], own["role"], strict=True)]
            fills = [paint.get(name, GREY) for name in own["country"]]
            hatches = ["////" if name == NOBODY else "" for name in own["country"]]
            axes.barh(rows, own["quotes"], 0.7, color=fills, hatch=hatches, edgecolor="white")
            for row, count in zip(rows, own["quotes"], strict=True):
                ink = "black" if count else GREY
                axes.text(count, row, f" {count}", va="center", size=7.5, color=ink)
            axes.set_title(fill(group, 12), size=8)
            axes.set(xlim=(0, 1.25 * table["quotes"].max()), xticks=[])
            axes.spines[:].set_visible(False)
            axes.tick_params(length=0)
        labels = [
            country if country == NOBODY else f"{country}, {role}" for country, role in voices
        ]
        labels = [label.replace("not said, not said", "neither said") for label in labels]
        panels[0].set_yticks(range(len(voices)), labels, size=8)
        panels[0].set_ylim(len(voices) - 0.4, -0.6)
    return figure


def draw_speakers(table: pd.DataFrame, *, title: str, note: str) -> Figure:
    """The main speakers' statements, direct, mixed and indirect parts of one bar each.

    `table` is that of ``main_speakers``; the sources that quote a speaker stand beside the bar.
    """
    names = list(dict.fromkeys(table["speaker"]))
    kinds = [kind for kind in SHADES if kind in set(table["kind"])]
    parts = table.pivot(index="speaker", columns="kind", values="quotes").loc[names].fillna(0)
    sources = table.groupby("speaker")["sources"].agg(", ".join).loc[names]
    with canvas(title, note=note, height=0.36 * len(names) + 0.55) as (figure, (axes,)):
        left = pd.Series(0.0, names)
        for kind in kinds:
            bars = axes.barh(names, parts[kind], 0.62, left=left, color=SHADES[kind], label=kind)
            counts = [f"{count:.0f}" if count else "" for count in parts[kind]]
            ink = "white" if kind == "direct" else "black"
            axes.bar_label(bars, counts, label_type="center", size=7.5, color=ink)
            left += parts[kind]
        for row, name in enumerate(names):
            listed = ", ".join(dict.fromkeys(sources[name].split(", ")))
            axes.text(left[name], row, f"  {listed}", va="center", size=7.5, color="#555555")
        axes.set(xlim=(0, 1.9 * left.max()), ylim=(len(names) - 0.4, -0.6), xticks=[])
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        axes.legend(loc="lower right", frameon=False, ncols=len(kinds), fontsize=8)
    return figure
