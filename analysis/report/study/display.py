"""How a notebook shows tables: whole sentences, an empty cell for what is missing, no noise."""

import sys
from html import escape
from typing import Any

import pandas as pd

ROWS = 40
DIGITS = 3


def show_tables_whole() -> None:
    """Let this session's notebook show every DataFrame by `table_html` and `table_text`."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None:
        formatters = shell.display_formatter.formatters
        formatters["text/html"].for_type(pd.DataFrame, table_html)
        formatters["text/plain"].for_type(pd.DataFrame, _print_text)
        formatters["text/plain"].for_type(str, _print_plain)


def _print_plain(text: str, printer: Any, _cycle: bool) -> None:
    """A sentence as it reads, without Python's quotation marks."""
    printer.text(text)


def table_html(table: pd.DataFrame, *, rows: int = ROWS) -> str:
    """`table` as HTML: its first `rows`, how many more there are, text escaped and never cut.

    >>> table_html(pd.DataFrame({"a": ["<b>", None]})).count("&lt;b&gt;")
    1
    """
    if table.empty:
        return "<p>None is found.</p>"
    shown = _plain(table.head(rows))
    html = shown.to_html(escape=True, na_rep="", border=0, index=_named(table), max_cols=None)
    return f"{html}{_rest(table, rows)}"


def table_text(table: pd.DataFrame, *, rows: int = ROWS) -> str:
    """`table` as plain text, as `table_html` shows it."""
    return str(_plain(table.head(rows)).to_string(na_rep="", index=_named(table)))


def _print_text(table: pd.DataFrame, printer: Any, _cycle: bool) -> None:
    printer.text(table_text(table))


def _rest(table: pd.DataFrame, rows: int) -> str:
    more = len(table) - rows
    return f"<p>and {more:,} more {'row' if more == 1 else 'rows'}</p>" if more > 0 else ""


def _named(table: pd.DataFrame) -> bool:
    """Whether the index says something: a plain numbering doesn't."""
    return not isinstance(table.index, pd.RangeIndex) and table.index.inferred_type != "integer"


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Numbers at three significant places, dates without midnight, words for yes and no."""
    with pd.option_context("display.max_colwidth", None):
        return table.astype("object").map(_cell)


def _cell(value: object) -> object:
    if isinstance(value, list | tuple | set | dict):
        return str(value)
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.{DIGITS}g}" if abs(value) < 1000 else f"{value:,.0f}"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value


def picture_html(png: str, caption: str, *, alt: str, id_: str = "") -> str:
    """A PNG, base64, as a figure with what is seen in it, its caption and id."""
    words = escape(caption)
    code = f" <code>{escape(id_)}</code>" if id_ else ""
    return (
        f'<figure style="margin:0"><img alt="{escape(alt)}" style="max-width:46rem;width:100%" '
        f'src="data:image/png;base64,{png}">'
        f'<figcaption style="font-size:85%">{words}{code}</figcaption></figure>'
    )
