"""Figures of shared claims: who tells them, what a gap may mean, and how early they come."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.canvas import (
    GREY,
    PALE,
    SOFT,
    canvas,
    heads,
    label,
    leading,
    nothing,
    together,
)

FULL = "#1b4f8a"
CLAIMS = 18
CELLS = {  # face, words, ink, edge
    "told": (FULL, "told*", "white", "none"),
    "found": ("#6f93c9", "found", "black", "black"),
    "omitted": ("#e69f00", "left out*", "black", "none"),
    "not found": ("none", "not found", SOFT, GREY),
    "could not yet know": (PALE, "too early", SOFT, "none"),
    "other event": (PALE, "other event", SOFT, "none"),
}  # fmt: skip


def draw_coverage(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """A grid of claims and groups that says in words what each cell is.

    `table` is that of ``coverage_by``; its first 18 claims and 8 groups are shown in its order.
    What a reader has checked is told or left out, with an asterisk; what the program suggests is
    found or not, with a dotted edge.
    """
    title = "Who tells which shared claim" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, claims_said = leading(table, "claim", limit=CLAIMS)
    table, groups_said = leading(table, "group")
    table = table.assign(label=_suggested(table))
    claims = list(dict.fromkeys(zip(table["claim"], table["label"], strict=True)))
    groups = list(dict.fromkeys(table["group"]))
    note = together(note, claims_said, groups_said)
    with canvas(title, note=note, height=_deep(claims, len(groups)) + 0.6) as (figure, (axes,)):
        for cell in table.itertuples():
            x, y = groups.index(cell.group), claims.index((cell.claim, cell.label))
            face, word, ink, edge = CELLS[cell.state]
            axes.add_patch(Rectangle((x - 0.47, y - 0.4), 0.94, 0.8, fc=face, ec=edge, ls=":"))
            shown = word if len(groups) < 6 else label(word, 6)
            axes.text(
                x, y, shown, ha="center", va="center_baseline", color=ink, size=7, linespacing=0.95
            )
        axes.set(xlim=(-0.5, len(groups) - 0.5), ylim=(len(claims) - 0.5, -0.5))
        axes.set_xticks(range(len(groups)), heads(groups), size=7)
        axes.set_yticks(range(len(claims)), _told(claims, len(groups)), size=7)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure


def _suggested(table: pd.DataFrame) -> pd.Series:
    """The labels; those that no reader has checked say so, where others are checked."""
    checked = table["claim"].isin(table.loc[table["state"].isin(["told", "omitted"]), "claim"])
    bare = table["label"].str.lstrip("-•* …")
    return table["label"].where(checked | ~checked.any(), "Suggested: " + bare)


def draw_prominence(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """Where in each source's text a shared claim first comes: a line a claim and source, from the
    text's beginning to its end, with a mark at the place.

    `table` is that of ``prominence``; its first 18 claims are shown, and the sources with most.
    """
    title = "Where shared claims first come in each text" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    table, claims_said = leading(table, "claim", limit=CLAIMS)
    counted = table.assign(claims=1)
    table, sources_said = leading(
        counted, "source", "claims", which="those with most claims", limit=6
    )
    claims = list(dict.fromkeys(zip(table["claim"], table["label"], strict=True)))
    sources = sorted(table["source"].unique())
    height, note = _deep(claims, len(sources)) + 0.9, together(note, claims_said, sources_said)
    framed = canvas(title, note=note, height=height, columns=len(sources))
    with framed as (figure, panels):
        for axes, source, head in zip(panels, sources, heads(sources, letters=54), strict=True):
            own = table[table["source"] == source]
            rows = [claims.index(pair) for pair in zip(own["claim"], own["label"], strict=True)]
            axes.hlines(rows, 0, 1, color=PALE, lw=1.4, zorder=1)
            axes.scatter(own["position"], rows, s=26, fc=FULL, zorder=2)
            axes.set_title(head, size=7.5)
            axes.set(xlim=(-0.08, 1.08), ylim=(len(claims) - 0.4, -0.6))
            axes.set_xticks([0, 1], ["start", "end"], size=7)
            axes.spines["left"].set_visible(False)
            axes.tick_params(axis="y", length=0)
        panels[0].set_yticks(range(len(claims)), _told(claims, len(sources)), size=7)
    return figure


def _told(claims: Sequence[tuple[str, str]], columns: int) -> list[str]:
    """The claims as they stand beside the columns, narrower where there are many."""
    width, lines = (48, 2) if columns < 6 else (34, 3)
    return [label(text.lstrip("-•* "), width, lines) for _, text in claims]


def _deep(claims: Sequence[tuple[str, str]], columns: int) -> float:
    """Inches that the claims take, one below the other, each as deep as the longest."""
    lines = max(text.count("\n") + 1 for text in _told(claims, columns))
    return (0.1 + 0.12 * lines) * len(claims)
