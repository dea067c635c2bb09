"""A corpus of any size cut into parts on disk, in one walk over it that holds a part at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.articles import REJECTED, articles_table
from analysis.corpus.columns import Choice, name_columns
from analysis.corpus.faults import CorpusError, Fault, Note
from analysis.corpus.intake import sort_rows
from analysis.corpus.readers.folders import read_place
from analysis.corpus.readers.rows import Row
from analysis.scale import store

CHARACTERS = 8_000_000  # of text in a part: a word is looked up once a part, so not too few
ROWS = 32  # of a Parquet file at once while it is cut
GIVEN, REFUSED = "given", "refused"  # tables of the parts as they were cut
FILE, ROW = "given_file", "given_row"
Cut = tuple[pd.DataFrame, pd.DataFrame]  # rows, and rejects


def cut(corpus: Path, folder: Path, *, characters: int = CHARACTERS, chosen: Choice = ()) -> int:
    """Write the rows of `corpus` as parts of some `characters` each; how many parts there are.

    Parquet is cut as it is, and looked at when its part is measured; whatever else
    ``read_articles`` reads is accepted or rejected here. An id that an earlier part has is
    rejected. Raises CorpusError where there is nothing to read.
    """
    cut_files = _parquet if is_parquet(corpus) else _read
    seen: set[str] = set()
    number = -1
    for number, (given, rejected) in enumerate(cut_files(corpus, characters, chosen)):
        new, again = _new(given, seen, corpus.name, chosen)
        store.write_table(folder / GIVEN / f"{number:06}.parquet", new)
        rejects = pd.concat([rejected, again], ignore_index=True)
        store.write_table(folder / REFUSED / f"{number:06}.parquet", rejects)
    if number < 0:
        raise CorpusError(f"{corpus.name}: no article in it; give a folder or table of articles")
    return number + 1


def _new(
    given: pd.DataFrame, seen: set[str], name: str, chosen: Choice
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows with an id not `seen` before, or none, and the others as rejects."""
    named = name_columns(tuple(map(str, given.columns)), chosen)
    column = next((column for column, ours in named.items() if ours == "article"), None)
    if column is None:
        return given, _rejects([])
    ids = given[column].astype("str").to_numpy()
    known = given[column].notna().to_numpy() & np.array([id_ in seen for id_ in ids], bool)
    seen.update(ids[given[column].notna().to_numpy()])
    again = given[known]
    files = again[FILE] if FILE in again else [name] * len(again)
    rows = again[ROW] if ROW in again else [None] * len(again)
    reason = "the id of an article of an earlier part"
    remedy = "give each article an id of its own"
    faults = [(file, row, reason, remedy) for file, row in zip(files, rows, strict=True)]
    return given[~known].reset_index(drop=True), _rejects(faults)


def is_parquet(corpus: Path) -> bool:
    """Whether a corpus is a Parquet file or a folder that holds some and no sources.csv."""
    if corpus.is_dir():
        return any(corpus.rglob("*.parquet")) and not (corpus / "sources.csv").exists()
    return corpus.suffix.lower() == ".parquet"


def accept(given: pd.DataFrame, *, chosen: Choice = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles of a part, and the rows that are none (file, row, reason, remedy)."""
    if FILE not in given:
        return given, _rejects([])
    cells = given.drop(columns=[FILE, ROW]).astype(object)
    records = cells.where(cells.notna(), None).to_dict("records")
    items = [
        Row(str(file), int(row), cell)
        for file, row, cell in zip(given[FILE], given[ROW], records, strict=True)
    ]
    return _sorted(items, chosen)


def _sorted(items: Sequence[Row | Fault], chosen: Choice) -> tuple[pd.DataFrame, pd.DataFrame]:
    intake = sort_rows(items, chosen=chosen)
    return articles_table(intake.articles), _rejects(intake.faults)


def _rejects(faults: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    kinds = {"file": "str", "row": "Int64", "reason": "str", "remedy": "str"}
    return pd.DataFrame(faults, columns=list(REJECTED), dtype="object").astype(kinds)


def _parquet(corpus: Path, characters: int, chosen: Choice) -> Iterator[Cut]:
    """Slices of Parquet files in the order of their names, whatever their row groups."""
    files = [corpus] if corpus.is_file() else sorted(corpus.rglob("*.parquet"))
    for file in files:
        name = file.name if corpus.is_file() else file.relative_to(corpus).as_posix()
        row = 1
        try:
            for table in _slices(pq.ParquetFile(file), characters, chosen):
                frame = table.to_pandas()
                rows = range(row, row + len(frame))
                row += len(frame)
                yield frame.assign(**{FILE: name, ROW: rows}), _rejects([])
        except (pa.ArrowException, OSError) as error:
            raise CorpusError(
                f"{name}: no whole Parquet file ({type(error).__name__}); write it again"
            ) from error


def _slices(file: pq.ParquetFile, characters: int, chosen: Choice) -> Iterator[pa.Table]:
    names = file.schema_arrow.names
    named = name_columns(tuple(names), chosen)
    text = next((column for column, ours in named.items() if ours == "text"), names[0])
    held: list[pa.RecordBatch] = []
    size = 0
    for batch in file.iter_batches(batch_size=ROWS):
        held.append(batch)
        size += batch.column(text).nbytes
        if size >= characters:
            yield pa.Table.from_batches(held)
            held, size = [], 0
    if held:
        yield pa.Table.from_batches(held)


def _read(corpus: Path, characters: int, chosen: Choice) -> Iterator[Cut]:
    """Articles and rejects of any other input, some at a time."""
    held: list[Row | Fault] = []
    size = 0
    for item in read_place(corpus, chosen):
        if isinstance(item, Note):
            continue
        held.append(item)
        size += sum(map(len, map(str, item.cells.values()))) if isinstance(item, Row) else 0
        if size >= characters:
            yield _sorted(held, chosen)
            held, size = [], 0
    if held:
        yield _sorted(held, chosen)
