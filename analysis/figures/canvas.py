"""The frame that figures share: widths, heights, names, colours, a title and a note."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal
from unicodedata import east_asian_width

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from analysis.paths import bundled

Width = Literal["column", "page"]
WIDTHS: dict[Width, float] = {"column": 85 / 25.4, "page": 170 / 25.4}  # inches, as printed
TALLEST = 240 / 25.4  # inches: what an A4 page has room for, whatever the table
TITLE_SIZE, NOTE_SIZE, SMALLEST, MARGIN = 10.0, 7.0, 7.0, 0.08
NOTE_LINES, GROUPS = 3, 8
CITED: dict[Width, int] = {"column": 2, "page": 1}  # lines kept for a citation
LETTERS = 18.5  # of a note, an inch
NOTE_ROOM = NOTE_LINES * round(LETTERS * WIDTHS["page"])  # letters that fit below a page's width
LOOK: Sequence[str] = ("default", str(bundled("figures/data/framing.mplstyle")))
GREY, PALE, SOFT = "#9c9ca1", "#d9d9de", "#555555"
CITATION = "citation"
# Okabe and Ito's hues in an order of falling lightness, so that grey tones differ too.
CYCLE = ("#1b4f8a", "#e69f00", "#009e73", "#b5467a", "#a9d3f0")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_APOSTROPHE = re.compile(r"(?<=\w)'")

_SECOND = "\ue000"  # stands for the second half of a wide character while lines are made

fontManager.addfont(str(bundled("figures/data/NotoSansCJKsc-subset.ttf")))
# A name of its own, so that a machine's own Noto isn't drawn with; titles have no bolder.
_CJK = replace(fontManager.ttflist.pop(), name="framing CJK")
fontManager.ttflist += [_CJK, replace(_CJK, weight=700)]


@contextmanager
def canvas(
    title: str,
    *,
    note: str,
    height: float,
    columns: int = 1,
    widths: Sequence[float] | None = None,
    share_rows: bool = True,
    width: Width = "page",
) -> Iterator[tuple[Figure, list[Axes]]]:
    """A figure to draw on, framed and settled when the block ends.

    `width` is the one it is printed at, `height` that of the axes in inches; title and note come
    on top and below, wrapped, the note in three lines at most, and room is left for the citation
    that `sign` writes. No figure is taller than TALLEST.
    `columns` axes stand side by side, `widths` are their relative widths, and `share_rows` gives
    them one vertical axis. A user's own matplotlib settings have no effect inside the block.
    """
    wide = WIDTHS[width]
    heading = _balanced(_printed(title), round(wide * 11.2))
    limits = textwrap.wrap(
        _printed(note), round(wide * LETTERS), max_lines=NOTE_LINES, placeholder=" …"
    )
    above = len(heading) * TITLE_SIZE * 1.25 / 72 + 2 * MARGIN
    signed = CITED[width] * NOTE_SIZE * 1.3 / 72 + MARGIN / 2
    below = len(limits) * NOTE_SIZE * 1.3 / 72 + 2 * MARGIN + signed
    height = min(height, TALLEST - above - below)
    total = above + height + below
    with mpl.style.context(list(LOOK)):
        figure = Figure(figsize=(wide, total), layout="constrained")
        axes = figure.subplots(
            1, columns, squeeze=False, sharey=share_rows, width_ratios=widths
        ).ravel()
        yield figure, list(axes)
        figure.text(
            MARGIN / wide, 1 - MARGIN / total, "\n".join(heading), va="top", weight="bold",
            size=TITLE_SIZE, linespacing=1.2,
        )  # fmt: skip
        for text, bottom, name in (
            ("\n".join(limits), MARGIN + signed, "note"),
            ("", MARGIN, CITATION),
        ):
            figure.text(
                MARGIN / wide, bottom / total, text, va="bottom", size=NOTE_SIZE, color=SOFT,
                linespacing=1.25, label=name,
            )  # fmt: skip
        engine = figure.get_layout_engine()
        assert engine is not None
        engine.set(rect=(0.01, below / total, 0.98, height / total))  # type: ignore[call-arg]
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        for drawn in figure.axes:  # the layout's last digits differ from run to run
            x, y, broad, tall = (round(edge, 4) for edge in drawn.get_position().bounds)
            drawn.set_position((x, y, broad, tall))


def _printed(text: str) -> str:
    """Text as it is set: no control characters, apostrophes as beside printed quotation marks."""
    return _APOSTROPHE.sub("’", _CONTROL.sub(" ", text))


def _balanced(text: str, width: int) -> list[str]:
    """The lines of a title, at most four, as even as they can be."""
    while 1 < len(textwrap.wrap(text, width)) == len(textwrap.wrap(text, width - 1)):
        width -= 1
    return textwrap.wrap(text, width, max_lines=4)


def sign(figure: Figure, citation: str) -> None:
    """Write how a figure is cited into the room that `canvas` left; another's figure stays."""
    width = round(figure.get_figwidth() * LETTERS)
    for text in figure.texts:
        if text.get_label() == CITATION:
            text.set_text("\n".join(textwrap.wrap(citation, width, max_lines=2)))


def nothing(title: str, *, note: str) -> Figure:
    """A figure of an empty table, which says so."""
    with canvas(title, note=note, height=0.7) as (figure, (axes,)):
        axes.set_axis_off()
        axes.text(0.5, 0.5, "Nothing to draw: the table is empty.", ha="center", va="center")
    return figure


def label(name: object, width: int, lines: int = 3) -> str:
    """A name as it is drawn: without control characters, wrapped, cut after some lines.

    `width` is in Latin letters; a Chinese or Japanese character takes the room of two, and a word
    that is longer than a line is cut.

    >>> label("The Long Island\\x07 Gazette", 8)
    'The Long\\nIsland\\nGazette'
    >>> label("The Internationalist", 8), label("日本経済新聞 Asia", 8)
    ('The\\nInterna…', '日本経済\\n新聞\\nAsia')
    """
    text = " ".join(_printed(str(name)).split())
    text = "".join(letter + _SECOND * (east_asian_width(letter) in "WF") for letter in text)
    words = [
        word if len(word) <= width or _SECOND in word else f"{word[: width - 1]}…"
        for word in text.split(" ")
    ]
    wrapped = textwrap.wrap(" ".join(words), width, max_lines=lines, placeholder=" …")
    return "\n".join(wrapped).replace(_SECOND, "")


def heads(groups: Sequence[object], *, letters: int = 64) -> list[str]:
    """Groups as they head their columns, which share a row of so many letters.

    >>> heads(["The Long Island Gazette"])
    ['The Long Island Gazette']
    """
    return [label(group, max(8, letters // len(groups))) for group in groups]


def leading(
    table: pd.DataFrame,
    column: str,
    value: str | None = None,
    *,
    which: str = "",
    limit: int = GROUPS,
) -> tuple[pd.DataFrame, str]:
    """The rows of the `limit` names of `column` with the largest sum of `value`, and what to say.

    Without `value` the first names count. Order is kept; the words are empty where all are shown,
    else they say `which` are, the first unless said.

    >>> table = pd.DataFrame({"group": list("abc"), "count": [1, 3, 2]})
    >>> part, words = leading(table, "group", "count", which="the most used", limit=2)
    >>> list(part["group"]), words
    (['b', 'c'], '2 of 3 groups are shown, the most used.')
    """
    names = table[column].drop_duplicates()
    if len(names) <= limit:
        return table, ""
    kept = list(names.head(limit))
    if value is not None:
        sums = table.groupby(column, sort=False)[value].sum()
        kept = list(sums.sort_values(ascending=False, kind="stable").index[:limit])
    part = f"{limit} of {len(names):,} {column}s are shown"
    said = f"{part}, {which}." if which else f"The first {part}."
    return table[table[column].isin(kept)], said


def ink(face: str, strength: float = 1.0) -> str:
    """White where it is read easily on a face (contrast from 4.5 on), `strength` of it on white;
    else black.

    >>> ink("#1b4f8a"), ink("#1b4f8a", 0.3)
    ('white', 'black')
    """
    shown = [1 - strength * (1 - part) for part in to_rgb(face)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shown]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    return "white" if 1.05 / (luminance + 0.05) >= 4.5 else "black"


def together(*notes: str) -> str:
    """Notes as one paragraph."""
    return " ".join(note for note in notes if note)


def colours(groups: Iterable[str]) -> dict[str, str]:
    """A colour for each group in the order given; a group beyond the fifth is grey."""
    return {
        group: CYCLE[index] if index < len(CYCLE) else GREY
        for index, group in enumerate(dict.fromkeys(groups))
    }
