"""Tables with delimiters, as spreadsheets and colleagues write them: CSV, TSV."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import NamedTuple

from analysis.corpus.columns import known
from analysis.corpus.faults import Fault, Note, ReadError
from analysis.corpus.readers.encodings import decode
from analysis.corpus.readers.rows import Item, Row

DELIMITERS = (",", ";", "\t", "|")
CELL = 2**31 - 1
FULL = 32_767  # characters at which a spreadsheet cuts a cell


class Table(NamedTuple):
    """A table with delimiters: its header, its rows with their numbers, notes, and whether its
    last line ends."""

    header: list[str]
    records: Iterator[tuple[int, list[str] | Fault]]
    notes: list[Note]
    ends: bool


def read_delimited(raw: bytes, name: str) -> Iterator[Item]:
    """The rows of a CSV or TSV table of articles; one of another length than the header is a
    fault: a text may have lost its end there."""
    table = open_table(raw, name)
    yield from table.notes
    width = len(table.header)
    coming = chain(table.records, [None])
    here = next(coming)
    while here is not None:
        (row, cells), here = here, next(coming)
        if isinstance(cells, Fault):
            yield cells
        elif len(cells) == width or (not any(cells[width:]) and len(cells) > width):
            yield _row(name, row, dict(zip(table.header, cells[:width], strict=True)))
        elif here is None and not table.ends and len(cells) < width:
            yield Fault(name, row, "the file ends inside this row", "get the whole file again")
        else:
            yield Fault(
                name, row, f"has {len(cells)} cells where the header has {width}",
                "put a text that holds line breaks or delimiters in quotation marks",
            )  # fmt: skip


def _row(name: str, row: int, cells: dict[str, str]) -> Row | Fault:
    full = [column for column, cell in cells.items() if len(cell) == FULL]
    return Fault(name, row, *cut(full[0])) if full else Row(name, row, cells)


def cut(column: str) -> tuple[str, str]:
    """What to say of a cell that a spreadsheet has filled to its end."""
    return (
        f"{column} has exactly {FULL:,} characters, at which spreadsheets cut a cell",
        "export the table again without a spreadsheet between",
    )


def open_table(raw: bytes, name: str, *, comments: bool = False) -> Table:
    """The header and rows of a table, numbered as a spreadsheet does: the header is row 1.

    The delimiter is that of a "sep=" line, else the one that gives the header most known names,
    then most names. Rows without a filled cell, and with `comments` those that begin with "#", are
    passed over and counted. Raises ReadError where there is no header, or one with two columns
    alike.
    """
    text, guess = decode(raw)
    notes = [Note(name, f"is not UTF-8 and was read as {guess}")] if guess else []
    given = re.match(r"\"?sep=(.)\"?\r?\n", text)
    text = text[given.end() :] if given else text
    records = _records(text, given[1] if given else _delimiter(text), name)
    if comments:
        records = (record for record in records if not _comment(record[1]))
    _, head = next(records, (1, []))
    if isinstance(head, Fault) or not head:
        raise ReadError("no row of column names", "give a table whose first row names its columns")
    return Table(head_names(head), records, notes, text.endswith(("\n", "\r")))


def head_names(cells: Sequence[str]) -> list[str]:
    """The column names of a header, without blanks around them; ReadError where two are alike."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    twice = [name for name, times in Counter(names).items() if times > 1 or not name]
    if twice or not names:
        what = f"two columns {twice[0]!r}" if any(twice) else "a column without a name"
        raise ReadError(what, "give each column a name of its own")
    return names


def _comment(cells: list[str] | Fault) -> bool:
    return not isinstance(cells, Fault) and cells[0].startswith("#")


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str] | Fault]]:
    csv.field_size_limit(CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for row in count(1):
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            found = f"a quotation mark stands wrong in lines {first} to {reader.line_num}"
            remedy = "double each quotation mark inside a cell, and close the cell's own"
            yield row, Fault(name, row, found, remedy)
        else:
            if any(map(str.strip, cells)):
                yield row, cells


def _delimiter(text: str) -> str:
    """The delimiter of a table's first line that holds something."""
    line = re.search(r"^(?!#).*\S.*", text, re.M)

    def worth(delimiter: str) -> tuple[int, int]:
        names = line.group().replace('"', "").split(delimiter) if line else []
        return sum(map(known, names)), len(names)

    return max(DELIMITERS, key=worth)
