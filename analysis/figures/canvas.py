"""The frame that figures share: a title that states the finding, a note that states the limit."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import matplotlib as mpl
import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.paths import bundled

WIDTH = 6.3  # inches: the text width of an A4 page, so that 8.5 points print as 8.5 points
TITLE_SIZE, NOTE_SIZE, MARGIN = 10.5, 7.5, 0.08
LOOK: Sequence[str] = ("default", str(bundled("figures/data/framing.mplstyle")))
GREY = "#9c9ca1"


@contextmanager
def canvas(
    title: str,
    *,
    note: str,
    height: float,
    columns: int = 1,
    widths: Sequence[float] | None = None,
    share_rows: bool = True,
) -> Iterator[tuple[Figure, list[Axes]]]:
    """A figure of text width to draw on, framed and settled when the block ends.

    `height` is that of the axes in inches; title and note come on top and below, wrapped.
    `columns` axes stand side by side, `widths` are their relative widths, and `share_rows` gives
    them one vertical axis. A user's own matplotlib settings have no effect inside the block.
    """
    heading = textwrap.wrap(title, 66)
    limits = [line for part in note.split("\n") for line in textwrap.wrap(part, 108)]
    above = len(heading) * TITLE_SIZE * 1.25 / 72 + 2 * MARGIN
    below = len(limits) * NOTE_SIZE * 1.3 / 72 + 2 * MARGIN
    total = above + height + below
    with mpl.style.context(list(LOOK)):
        figure = Figure(figsize=(WIDTH, total), layout="constrained")
        axes = figure.subplots(
            1, columns, squeeze=False, sharey=share_rows, width_ratios=widths
        ).ravel()
        yield figure, list(axes)
        figure.text(
            MARGIN / WIDTH, 1 - MARGIN / total, "\n".join(heading), va="top", weight="bold",
            size=TITLE_SIZE, linespacing=1.2,
        )  # fmt: skip
        figure.text(
            MARGIN / WIDTH, MARGIN / total, "\n".join(limits), va="bottom", size=NOTE_SIZE,
            color="#555555", linespacing=1.25,
        )  # fmt: skip
        engine = figure.get_layout_engine()
        assert engine is not None
        engine.set(rect=(0.01, below / total, 0.98, height / total))  # type: ignore[call-arg]
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        for drawn in figure.axes:  # the layout's last digits differ from run to run
            x, y, width, tall = (round(edge, 4) for edge in drawn.get_position().bounds)
            drawn.set_position((x, y, width, tall))


def colours(groups: Iterable[str]) -> dict[str, str]:
    """A colour for each group in the order given; a group beyond the sixth is grey."""
    cycle = ["#5790fc", "#f89c20", "#e42536", "#964a8b", "#7a21dd"]
    return {
        group: cycle[index] if index < len(cycle) else GREY
        for index, group in enumerate(dict.fromkeys(groups))
    }
