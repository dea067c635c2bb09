"""A folder of tables in parts: each part is there whole or not at all."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from analysis.arrays import Rows
from analysis.corpus.concordance import defused

PLAN = "analysis.json"
UNFINISHED = ".unfinished"


class StoreError(ValueError):
    """A folder that can't be written or gone on with; the message says why and what to do."""


def write_part(folder: Path, number: int, tables: dict[str, pd.DataFrame]) -> None:
    """Write one part of each table, and last the mark that the part is whole."""
    for name, table in tables.items():
        write_table(folder / name / f"{number:06}.parquet", table)
    rows = {name: len(table) for name, table in tables.items()}
    write_text(_mark(folder, number), json.dumps(rows, indent=1) + "\n")


def is_whole(folder: Path, number: int) -> bool:
    """Whether a part was written to its end."""
    return _mark(folder, number).is_file()


def rows_of(folder: Path, number: int) -> dict[str, int]:
    """How many rows a whole part has in each table."""
    told: dict[str, int] = json.loads(_mark(folder, number).read_text(encoding="utf-8"))
    return told


def parts(folder: Path, name: str) -> "list[Part]":
    """The parts of a table in order."""
    return [Part(file) for file in sorted((folder / name).glob("*.parquet"))]


class Part:
    """One part of a table, read when asked for."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def rows(self) -> int:
        """How many rows it has, without reading them."""
        return int(pq.read_metadata(self.file).num_rows)

    def read(self) -> pd.DataFrame:
        """The rows of the part."""
        return pq.read_table(self.file).to_pandas()


def read_part(folder: Path, name: str, number: int) -> pd.DataFrame:
    """One part of a table."""
    return Part(folder / name / f"{number:06}.parquet").read()


def read_table(folder: Path, name: str, *, without: Sequence[str] = ()) -> pd.DataFrame:
    """All parts of a table, one below the other, without some columns."""
    tables = []
    for part in parts(folder, name):
        columns = [column for column in pq.read_schema(part.file).names if column not in without]
        tables.append(pq.read_table(part.file, columns=columns))
    return pa.concat_tables(tables, promote_options="permissive").to_pandas()


def read_lists(folder: Path, name: str, column: str) -> tuple[Rows, Rows]:
    """A column of lists of numbers over all parts: how long each is, and all numbers in a row."""
    sizes, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for part in parts(folder, name):
        lists = pq.read_table(part.file, columns=[column])[column].combine_chunks()
        sizes.append(lists.value_lengths().to_numpy().astype(np.int64))
        numbers.append(lists.flatten().to_numpy())
    return np.concatenate(sizes), np.concatenate(numbers)


def write_table(file: Path, table: pd.DataFrame) -> None:
    """Parquet with the same bytes for the same table; the file appears when it is whole."""
    columns = pa.Table.from_pandas(table, preserve_index=False)
    with _Placed(file) as unfinished:
        pq.write_table(columns, unfinished, compression="zstd", version="2.6")


def write_text(file: Path, text: str) -> None:
    """A text file that appears when it is whole."""
    with _Placed(file) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def write_summary(folder: Path, name: str, table: pd.DataFrame) -> None:
    """A summary as Parquet and, for people, as CSV."""
    write_table(folder / "summary" / f"{name}.parquet", table)
    cells = pa.Table.from_pandas(defused(table), preserve_index=False)
    with _Placed(folder / "summary" / f"{name}.csv") as unfinished:
        csv.write_csv(cells, unfinished)


def read_plan(folder: Path) -> dict[str, Any] | None:
    """What the folder was begun with; None for a new one."""
    file = folder / PLAN
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def write_plan(folder: Path, plan: dict[str, Any]) -> None:
    """Say what the folder holds."""
    write_text(folder / PLAN, json.dumps(plan, indent=1, ensure_ascii=False) + "\n")


def clean(folder: Path) -> None:
    """Remove what a stopped run left unfinished."""
    for file in folder.rglob(f"*{UNFINISHED}"):
        file.unlink(missing_ok=True)


def _mark(folder: Path, number: int) -> Path:
    return folder / "whole" / f"{number:06}.json"


class _Placed:
    """A name beside `file` to write to, which takes its place at the end of the block."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.unfinished = file.with_name(f"{file.name}.{os.getpid()}{UNFINISHED}")

    def __enter__(self) -> Path:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        return self.unfinished

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            os.replace(self.unfinished, self.file)
        else:
            self.unfinished.unlink(missing_ok=True)
