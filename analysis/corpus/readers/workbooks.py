"""Excel workbooks: each sheet a table."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from analysis.corpus.faults import Fault, ReadError
from analysis.corpus.readers.delimited import FULL, cut, head_names
from analysis.corpus.readers.packages import open_package
from analysis.corpus.readers.rows import Item, Row, library

KIND = "Excel workbooks"


def read_workbook(raw: bytes, name: str) -> Iterator[Item]:
    """The rows of every sheet of an ``.xlsx`` file that holds something; formulas as last computed.

    Rows have the sheet's own numbers. Raises ReadError for what is no workbook, or one that unpacks
    to more than a table may have.
    """
    openpyxl = library("openpyxl", KIND)
    library("defusedxml", KIND)
    with open_package(raw, "xl/workbook.xml", KIND):
        pass
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            where = name if len(book.worksheets) == 1 else f"{sheet.title} in {name}"
            yield from _sheet(sheet, where)
    except (KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError, LookupError,
            zipfile.BadZipFile) as error:  # fmt: skip
        if isinstance(error, ReadError):
            raise
        raise ReadError(
            f"a damaged workbook ({type(error).__name__})", "save it again, or export it as CSV"
        ) from error


def _sheet(sheet: Any, where: str) -> Iterator[Item]:
    sheet.reset_dimensions()  # a workbook may claim a million rows that it doesn't have
    header: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if all(cell is None or not str(cell).strip() for cell in cells):
            continue
        if not header:
            try:
                header = head_names(["" if cell is None else str(cell) for cell in cells])
            except ReadError as fault:
                yield Fault(where, number, fault.found, fault.remedy)
                return
        else:
            yield _row(where, number, header, cells)


def _row(where: str, number: int, header: list[str], cells: tuple[Any, ...]) -> Row | Fault:
    beyond = cells[len(header) :]
    if any(cell is not None and str(cell).strip() for cell in beyond):
        remedy = "give the column a name, or clear the cell"
        return Fault(where, number, "a filled cell in a column without a name", remedy)
    padded = [*cells[: len(header)], *[None] * (len(header) - len(cells))]
    full = [column for column, cell in zip(header, padded, strict=True) if len(str(cell)) == FULL]
    if full:
        return Fault(where, number, *cut(full[0]))
    return Row(where, number, dict(zip(header, padded, strict=True)))
