"""Which cells of a figure's table changed, and by how much."""

from pathlib import Path

import pandas as pd

from analysis.statistics.answer import plural

COLUMNS = ["row", "column", "kept", "fresh", "change"]


def changed_cells(kept: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """The cells that differ between two tables of text: row, column, kept, fresh, change.

    Rows are numbered as a spreadsheet shows them, 2 being the first below the head; a cell that
    one table lacks is missing there. `change` is fresh less kept where both are numbers.

    >>> kept = pd.DataFrame({"source": ["A", "B"], "mean": ["0.1", "0.25"]})
    >>> changed_cells(kept, kept.assign(mean=["0.1", "0.3"])).to_dict("records")
    [{'row': 3, 'column': 'mean', 'kept': '0.25', 'fresh': '0.3', 'change': 0.05}]
    """
    columns = list(dict.fromkeys([*kept.columns, *fresh.columns]))
    rows = range(max(len(kept), len(fresh)))
    before, after = (t.reset_index(drop=True).reindex(rows, columns=columns) for t in (kept, fresh))
    differ = (before != after) & ~(before.isna() & after.isna())
    places = [(row, column) for row, column in differ.stack()[lambda cell: cell].index]
    table = pd.DataFrame(
        [
            (row + 2, column, before.at[row, column], after.at[row, column])
            for row, column in places
        ],
        columns=COLUMNS[:-1],
    )
    numbers = table[["kept", "fresh"]].apply(pd.to_numeric, errors="coerce")
    return table.assign(change=(numbers["fresh"] - numbers["kept"]).round(12))


def read_cells(file: Path) -> pd.DataFrame:
    """A figure's CSV as text, cell by cell as it is written; empty where there is none."""
    if not file.is_file():
        return pd.DataFrame()
    return pd.read_csv(file, dtype="str", keep_default_na=False).replace("", pd.NA)


def told(changes: pd.DataFrame, *, most: int = 10) -> list[str]:
    """The first changes as lines, and how many more there are."""
    lines = [
        f"row {row.row}, {row.column}: {_cell(row.kept)} → {_cell(row.fresh)}"
        + ("" if pd.isna(row.change) else f" ({row.change:+g})")
        for row in changes.head(most).itertuples()
    ]
    more = len(changes) - most
    return [*lines, f"and {plural(more, 'more cell')}"] if more > 0 else lines


def _cell(value: object) -> str:
    return "nothing" if pd.isna(value) else str(value)
