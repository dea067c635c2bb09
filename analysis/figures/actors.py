"""Figure of who speaks how of whom."""

import pandas as pd
from matplotlib import colormaps
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.canvas import GREY, SOFT, canvas, heads, ink, label, nothing
from analysis.statistics.answer import plural, signed


def draw_actors(table: pd.DataFrame, *, title: str | None = None, note: str = "") -> Figure:
    """How each group speaks of each actor: a cell's colour and number are its `balance`.

    `table` is that of ``actor_cells``. Below the number stands how many mentions it rests on, and
    its 95 % interval where there is one; cells of few mentions are dotted and have no number.
    """
    title = "How each group speaks of each actor" if title is None else title
    if table.empty:
        return nothing(title, note=note)
    groups, actors = (list(dict.fromkeys(table[name])) for name in ("group", "actor"))
    with canvas(title, note=note, height=0.5 * len(groups) + 0.5) as (figure, (axes,)):
        for row in table.itertuples():
            x, y = actors.index(row.actor), groups.index(row.group)
            face = "white" if row.few else to_hex(colormaps["PuOr"](0.5 + 0.4 * row.balance))
            edge = GREY if row.few else "none"
            axes.add_patch(Rectangle((x + 0.02, y + 0.04), 0.96, 0.92, fc=face, ec=edge, ls=":"))
            axes.text(
                x + 0.5, y + 0.5, _label(row.balance, row.mentions, row.low, row.high, row.few),
                ha="center", va="center", size=7.5, color=SOFT if row.few else ink(face),
            )  # fmt: skip
        axes.set_xticks([at + 0.5 for at in range(len(actors))], heads(actors))
        axes.set_yticks(
            [at + 0.5 for at in range(len(groups))], [label(group, 24, 2) for group in groups]
        )
        axes.set(xlim=(0, len(actors)), ylim=(len(groups), 0))
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure


def _label(balance: float, mentions: int, low: float, high: float, few: bool) -> str:
    count = plural(mentions, "mention")
    if few:
        return count if mentions else "–"
    interval = "" if pd.isna(low) else f"\n[{signed(low)}, {signed(high)}]"
    return f"{signed(balance)}{interval}\n{count}"
