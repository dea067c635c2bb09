"""Parquet files, read a few rows at a time so that no page can fill the memory."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.faults import ReadError
from analysis.corpus.readers.packages import GROWTH, SMALL
from analysis.corpus.readers.rows import UNPACKED, Item, Row

BATCH = 64
ROWS = 5_000_000


def read_parquet(raw: bytes, name: str) -> Iterator[Item]:
    """The rows of a Parquet file, numbered from 1; what pandas wrote beside them is not read.

    Raises ReadError for a file without its end (half-written), a damaged one, and one that claims
    more rows or bytes than a table may have.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(raw), memory_map=False)
        _check(file.metadata, len(raw))
        strings = [field.name for field in file.schema_arrow if _is_string(field.type)]
        file = pq.ParquetFile(pa.BufferReader(raw), read_dictionary=strings)
        number = 0
        for batch in file.iter_batches(batch_size=BATCH, use_threads=False):
            for cells in batch.to_pylist():
                number += 1
                yield Row(name, number, cells)
    except (pa.ArrowException, OSError, UnicodeDecodeError, MemoryError, OverflowError) as error:
        raise ReadError(
            f"no whole Parquet file ({type(error).__name__})", "write it again to its end"
        ) from error


def _check(metadata: pq.FileMetaData, size: int) -> None:
    groups = (metadata.row_group(at) for at in range(metadata.num_row_groups))
    grown = sum(group.total_byte_size for group in groups)
    if metadata.num_rows > ROWS or grown > max(SMALL, min(UNPACKED, GROWTH * size)):
        raise ReadError(
            f"claims {metadata.num_rows:,} rows of {grown:,} bytes in all",
            "split it, if you trust it",
        )


def _is_string(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
