"""Measures kept on disk between notebooks and runs: plain Parquet, one file a measure."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.paths import package_files
from analysis.version import __version__

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Cache:
    """Tables of one corpus below `folder`, kept as long as neither texts nor program change.

    Entries stand in a sub-folder named by `corpus` (a fingerprint) and the program's version and
    code, so that none is ever read by another. A file is written whole or not at all; one that
    can't be read is made again.
    """

    def __init__(self, folder: Path, *, corpus: str) -> None:
        self.folder = folder / f"{corpus}-{__version__}-{_code()}"

    def table(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The table kept as `name`, else made and kept; the same values either way."""
        file = self.folder / f"{name}.parquet"
        if (kept := read_frame(file)) is not None:
            return kept
        self.folder.mkdir(parents=True, exist_ok=True)
        with _alone(file.with_suffix(".lock")):
            if (kept := read_frame(file)) is not None:
                return kept
            return write_frame(make(), file)

    def forget_others(self) -> None:
        """Remove what was kept of other texts or by another version of the program."""
        for other in self.folder.parent.glob("*-*-*/"):
            if other != self.folder:
                shutil.rmtree(other, ignore_errors=True)


class NoCache(Cache):
    """Nothing is kept: every table is made."""

    def table(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:  # noqa: ARG002
        """The table as a cache would give it."""
        return _frame(pa.Table.from_pandas(make(), preserve_index=False))

    def forget_others(self) -> None:
        """Nothing was kept."""


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time, where the system has such locks: what two ask for is made once."""
    with lock.open("w") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def write_frame(frame: pd.DataFrame, file: Path) -> pd.DataFrame:
    """Write `frame` as Parquet, whole or not at all; returns it as it will be read back."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as part:
        pq.write_table(table, part)
    os.replace(part.name, file)
    return _frame(table)


def read_frame(file: Path) -> pd.DataFrame | None:
    """The table that was written as `file`; None where there is none that can be read."""
    try:
        return _frame(pq.read_table(file))
    except (FileNotFoundError, pa.ArrowException, OSError):
        return None


def _frame(table: pa.Table) -> pd.DataFrame:
    """`table` for pandas, its nested columns as lists and not as arrays of arrays."""
    frame: pd.DataFrame = table.to_pandas()
    for field in table.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = pd.Series(table[field.name].to_pylist(), frame.index, "object")
    return frame


@cache
def _code() -> str:
    """Eight digits that change with any file of the package: a checkout is worked on."""
    digest = hashlib.sha256()
    for file in package_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]
