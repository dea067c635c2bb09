"""Figure of who speaks how of whom."""

import textwrap

import pandas as pd
from matplotlib import colormaps
from matplotlib.figure import Figure

from analysis.figures.canvas import GREY, canvas

PALE = "#f0f0f0"


def draw_actors(table: pd.DataFrame, *, title: str, note: str) -> Figure:
    """How each group speaks of each actor: a cell's colour and number are its `balance`.

    `table` is that of ``actor_cells``. Below the number stands how many mentions it rests on, and
    its 95 % interval where there is one; cells of few mentions are grey and have no number.
    """
    groups, actors = (list(dict.fromkeys(table[name])) for name in ("group", "actor"))
    with canvas(title, note=note, height=0.5 * len(groups) + 0.5) as (figure, (axes,)):
        for row in table.itertuples():
            x, y = actors.index(row.actor), groups.index(row.group)
            colour = PALE if row.few else colormaps["PuOr"](0.5 + 0.4 * row.balance)
            axes.fill([x, x + 1, x + 1, x], [y, y, y + 1, y + 1], fc=colour, ec="white", lw=1.5)
            axes.text(
                x + 0.5, y + 0.5, _label(row.balance, row.mentions, row.low, row.high, row.few),
                ha="center", va="center", size=7.5, color=GREY if row.few else "black",
            )  # fmt: skip
        axes.set_xticks([at + 0.5 for at in range(len(actors))], _wrapped(actors), parse_math=False)
        axes.set_yticks([at + 0.5 for at in range(len(groups))], groups, parse_math=False)
        axes.set(xlim=(0, len(actors)), ylim=(len(groups), 0))
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure


def _wrapped(names: list[str]) -> list[str]:
    return ["\n".join(textwrap.wrap(name, 16)) for name in names]


def _label(balance: float, mentions: int, low: float, high: float, few: bool) -> str:
    count = f"{mentions} mention{'' if mentions == 1 else 's'}"
    if few:
        return count if mentions else "–"
    interval = "" if pd.isna(low) else f" [{low:+.2f}, {high:+.2f}]"
    return f"{balance:+.2f}{interval}\n{count}"
