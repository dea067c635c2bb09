"""Tables that people keep beside a corpus, read with all their faults at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.faults import CorpusError, Fault, Note, ReadError, error, listed, shown
from analysis.corpus.readers.delimited import open_table
from analysis.corpus.readers.places import read_file

Check = Callable[[str], str | None]


class Column(NamedTuple):
    """A column of a kept table: whether each row must fill it, and what else is wrong with a cell:
    `check` gives the remedy, None for a sound one."""

    name: str
    filled: bool = True
    check: Check | None = None


class Labelled(NamedTuple):
    """The rows of a kept table with their numbers, as text, and the faults of the others."""

    header: list[str]
    rows: list[tuple[int, dict[str, str]]]
    faults: list[Fault]
    notes: list[Note]


def label_rows(raw: bytes, name: str, *, comments: bool = False) -> Labelled:
    """The rows of a table of labels; one that ends early lacks its last cells."""
    table = open_table(raw, name, comments=comments)
    width = len(table.header)
    rows, faults = [], []
    for row, cells in table.records:
        if isinstance(cells, Fault):
            faults.append(cells)
        elif any(map(str.strip, cells[width:])):
            found = f"has {len(cells)} cells where the header has {width}"
            faults.append(
                Fault(name, row, found, "put a cell that holds a delimiter in quotation marks")
            )
        else:
            padded = [*cells[:width], *[""] * (width - len(cells))]
            stripped = map(str.strip, padded)
            rows.append((row, dict(zip(table.header, stripped, strict=True))))
    return Labelled(table.header, rows, faults, table.notes)


def read_table(
    path: str | Path,
    columns: Sequence[Column],
    *,
    row: str,
    comments: bool = False,
    alike: Sequence[str] = (),
    check: Callable[[Mapping[str, str]], tuple[str, str] | None] | None = None,
) -> pd.DataFrame:
    """A table kept by hand, as text, empty cells missing: one row a `row`, its number the index.

    Raises CorpusError with every fault of the file: a missing column, an empty or wrong cell, a
    row alike in the columns `alike`, and what `check` says of a row (what was found, what to do).
    """
    where = Path(path)
    if not where.exists():
        raise CorpusError(f"{shown(path, limit=200)}: missing; keep one row a {row} in it")
    try:
        table = label_rows(read_file(where), where.name, comments=comments)
    except ReadError as fault:
        raise CorpusError(f"{shown(path, limit=200)}: {fault}") from fault
    missing = [column.name for column in columns if column.name not in table.header]
    if missing:
        raise CorpusError(
            f"{shown(path, limit=200)}: no column {missing[0]!r}; it needs "
            f"{', '.join(column.name for column in columns)} and has {listed(table.header)}"
        )
    faults = [
        *table.faults,
        *_faults(table, where.name, columns, check),
        *_alike(table, where.name, alike),
    ]
    if faults:
        raise error(where.parent, sorted(faults, key=lambda fault: fault.row or 0))
    frame = pd.DataFrame(
        [cells for _, cells in table.rows],
        index=[number for number, _ in table.rows],
        columns=table.header,
        dtype="str",
    )
    return frame.mask(frame == "")


def _faults(
    table: Labelled,
    name: str,
    columns: Sequence[Column],
    check: Callable[[Mapping[str, str]], tuple[str, str] | None] | None,
) -> Iterator[Fault]:
    for number, cells in table.rows:
        sound = True
        for column in columns:
            fault = _cell(column, cells[column.name])
            if fault:
                sound = False
                yield Fault(name, number, *fault)
        if sound and check and (found := check(cells)):
            yield Fault(name, number, *found)


def _cell(column: Column, cell: str) -> tuple[str, str] | None:
    if not cell:
        return (f"{column.name} is empty", "fill it in") if column.filled else None
    remedy = column.check(cell) if column.check else None
    return (f"{column.name} {shown(cell)!r}", remedy) if remedy else None


def _alike(table: Labelled, name: str, columns: Sequence[str]) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for number, cells in table.rows if columns else ():
        key = tuple(cells[column] for column in columns)
        if first.setdefault(key, number) != number:
            what = " and ".join(columns)
            yield Fault(name, number, f"the {what} of row {first[key]} again", "keep one of them")
