"""What a reader yields, and how much it takes."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from analysis.corpus.faults import Fault, Note, ReadError

FILE = 500_000_000  # bytes of a table
PAGE = 20_000_000  # bytes of a file that holds one article
UNPACKED = 2_000_000_000  # bytes or characters that a file may grow to


class Row(NamedTuple):
    """An input row: where it stands, and its cells by the file's own column names.

    `about` names the text file that a row of labels describes; `outlet` is the sub-folder it lies
    in; `digest` the hash of the file where the text is the file.
    """

    file: str
    row: int | None
    cells: Mapping[str, object]
    about: str = ""
    outlet: str | None = None
    digest: str | None = None


Item = Row | Fault | Note
Reader = Callable[[bytes, str], Iterator[Item]]


def library(module: str, kind: str) -> Any:
    """The library that reads a `kind` of file; ReadError where it isn't installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ReadError(
            f"{kind} need the library {module.split('.')[0]}, which is not installed",
            "run: pip install 'media-framing[readers]'",
        ) from error
