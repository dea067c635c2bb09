"""Which reader reads which file. A new format is one module and one line here."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.corpus.faults import Note, ReadError, refused
from analysis.corpus.readers.delimited import read_delimited
from analysis.corpus.readers.json_rows import read_json, read_json_lines
from analysis.corpus.readers.nexis import read_nexis
from analysis.corpus.readers.pages import read_page
from analysis.corpus.readers.parquet import read_parquet
from analysis.corpus.readers.places import Entry
from analysis.corpus.readers.rows import FILE, PAGE, Item, Reader
from analysis.corpus.readers.texts import read_text
from analysis.corpus.readers.workbooks import read_workbook


class Format(NamedTuple):
    """How a kind of file is read; `single` where it holds one article as a rule."""

    read: Reader
    single: bool
    limit: int


FORMATS = {
    ".txt": Format(read_text, single=True, limit=PAGE),
    ".html": Format(read_page, single=True, limit=PAGE),
    ".htm": Format(read_page, single=True, limit=PAGE),
    ".docx": Format(read_nexis, single=True, limit=FILE),
    ".csv": Format(read_delimited, single=False, limit=FILE),
    ".tsv": Format(read_delimited, single=False, limit=FILE),
    ".xlsx": Format(read_workbook, single=False, limit=FILE),
    ".jsonl": Format(read_json_lines, single=False, limit=FILE),
    ".ndjson": Format(read_json_lines, single=False, limit=FILE),
    ".json": Format(read_json, single=False, limit=FILE),
    ".parquet": Format(read_parquet, single=False, limit=FILE),
}

# Files that hold articles as a rule but are not read, and what to do with them.
NOT_READ = {
    ".pdf": "save its text as .txt",
    ".doc": "save it as .docx or .txt",
    ".rtf": "save it as .docx or .txt",
    ".odt": "save it as .txt",
    ".ods": "save it as .xlsx or CSV",
    ".xls": "save it as .xlsx or CSV",
    ".xml": "save each text as .txt, or all of them as CSV",
    ".mht": "save the page as HTML",
    ".mhtml": "save the page as HTML",
    ".pkl": "write it as Parquet: a pickle can run programs and is never opened",
    ".pickle": "write it as Parquet: a pickle can run programs and is never opened",
    ".feather": "write it as Parquet",
    ".rds": "write it as CSV or Parquet",
    ".rda": "write it as CSV or Parquet",
    ".dta": "write it as CSV or Parquet",
    ".sav": "write it as CSV or Parquet",
    ".sqlite": "export the table as CSV",
    ".db": "export the table as CSV",
    ".gz": "unpack it",
    ".bz2": "unpack it",
    ".xz": "unpack it",
    ".tar": "unpack it",
    ".tgz": "unpack it",
    ".7z": "unpack it",
    ".rar": "unpack it",
}

GDELT = re.compile(r"(?i).*\.(?:gkg|export|mentions)\.csv")
NO_TEXTS = (
    "a list of the GDELT project: addresses without texts",
    "save the pages that you may use as HTML and read their folder",
)


def read_entry(entry: Entry) -> Iterator[Item]:
    """The rows of one file; one fault where it can't be read, or not to its end."""
    kind = FORMATS[entry.suffix]
    try:
        if GDELT.fullmatch(entry.name):
            raise ReadError(*NO_TEXTS)
        rows = 0
        for item in kind.read(entry.read(kind.limit), entry.name):
            rows += not isinstance(item, Note)
            yield item
        if not rows:
            raise ReadError("no row in it", "add the articles, or take the file out")
    except ReadError as fault:
        yield refused(fault, entry.name)
