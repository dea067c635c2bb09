"""Figures of who speaks: by country and role in each source, and the main speakers."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.canvas import (
    GREY,
    SOFT,
    canvas,
    colours,
    heads,
    ink,
    label,
    leading,
    nothing,
    together,
)

SHADES = {"direct": "#1f3f77", "mixed": "#6f93c9", "indirect": "#c9d7ec"}
NOBODY, NOT_SAID = "nobody named", "not said"
VOICES, SPEAKERS = 24, 20
MOST = "those with most statements"


def draw_voices(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """Statements by the speakers' country and role, one column of bars a group: bars for 1,000
    words of the group's texts, since texts differ in length, and the counts beside.

    `table` is that of ``voices_by``; the 8 groups and 24 voices with most statements are shown.
    What nobody is named for is a hatched bar at the bottom.
    """
    title = "Reported statements by the speakers' country and role" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, groups_said = leading(table, "group", "quotes", which=MOST)
    table = table.assign(voice=table["country"] + ", " + table["role"])
    table, voices_said = leading(table, "voice", "quotes", which=MOST, limit=VOICES)
    groups, voices = (list(dict.fromkeys(table[name])) for name in ("group", "voice"))
    paint = colours(n for n in table["country"] if n not in (NOT_SAID, NOBODY))
    framed = canvas(
        title, note=together(note, groups_said, voices_said), height=0.24 * len(voices) + 0.7,
        columns=len(groups),
    )  # fmt: skip
    with framed as (figure, panels):
        for axes, group, head in zip(panels, groups, heads(groups, letters=54), strict=True):
            _draw_bars(axes, table[table["group"] == group], voices, paint)
            axes.set_title(head, size=7.5)
            axes.set(xlim=(0, 1.25 * max(table["per_1000"].max(), 1e-9)), xticks=[])
        panels[0].set_yticks(range(len(voices)), [_voice(voice) for voice in voices], size=8)
        panels[0].set_ylim(len(voices) - 0.4, -0.6)
    return figure


def _draw_bars(axes: Axes, own: pd.DataFrame, voices: list[str], paint: dict[str, str]) -> None:
    rows = [voices.index(voice) for voice in own["voice"]]
    fills = [paint.get(name, GREY) for name in own["country"]]
    hatches = ["////" if name == NOBODY else "" for name in own["country"]]
    axes.barh(rows, own["per_1000"], 0.7, color=fills, hatch=hatches, edgecolor="white")
    for row, count, rate in zip(rows, own["quotes"], own["per_1000"], strict=True):
        axes.text(rate, row, f" {count}", va="center", size=7, color="black" if count else SOFT)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _voice(voice: str) -> str:
    country, _, role = voice.rpartition(", ")
    if NOBODY in (country, role):
        return NOBODY
    said = [part for part in (country, role) if part != NOT_SAID]
    missing = ("country not said", "role not said")
    lacking = [
        words for part, words in zip((country, role), missing, strict=True) if part == NOT_SAID
    ]
    return label(", ".join([*said, *lacking]) if said else "neither said", 28, 1)


def draw_speakers(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """The main speakers' statements, direct, mixed and indirect parts of one bar each.

    `table` is that of ``main_speakers``, whose first 20 are shown; how many are of each kind and
    the sources that quote a speaker stand beside the bar.
    """
    title = "The most quoted speakers" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, said = leading(table, "speaker", limit=SPEAKERS)
    names = list(dict.fromkeys(table["speaker"]))
    kinds = [kind for kind in SHADES if kind in set(table["kind"])]
    parts = table.pivot(index="speaker", columns="kind", values="quotes").loc[names].fillna(0)
    sources = table.groupby("speaker")["sources"].agg(", ".join).loc[names]
    height, note = 0.42 * len(names) + 0.3, together(note, said)
    with canvas(title, note=note, height=height) as (figure, (axes,)):
        left, rows = pd.Series(0.0, names), range(len(names))
        for kind in kinds:
            bars = axes.barh(rows, parts[kind], 0.66, left=left, color=SHADES[kind], ec="white")
            counts = [f"{count:.0f}" if count else "" for count in parts[kind]]
            axes.bar_label(
                bars, counts, label_type="center", size=7.5, color=ink(SHADES[kind])
            )  # fmt: skip
            left += parts[kind]
        for row, name in enumerate(names):
            listed = label(", ".join(dict.fromkeys(sources[name].split(", "))), 44, 2)
            text = "\n  ".join([_kinds(parts.loc[name]), *listed.split("\n")])
            axes.text(
                left[name], row, f"  {text}", va="center", size=7, color=SOFT, linespacing=1.1
            )  # fmt: skip
        axes.set_yticks(rows, [label(name, 26, 2) for name in names], size=8)
        axes.set(xlim=(0, 1.9 * left.max()), ylim=(len(names) - 0.4, -0.6), xticks=[])
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
    return figure


def _kinds(counts: pd.Series) -> str:
    """How many statements are of each kind, in the order of the bar's parts."""
    return ", ".join(f"{counts[kind]:.0f} {kind}" for kind in SHADES if counts.get(kind))
