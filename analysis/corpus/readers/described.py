"""Articles described by a ``sources.csv``: each row a file and its labels."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from analysis.corpus.columns import Choice, name_columns
from analysis.corpus.faults import Fault, Note, ReadError, error, listed, refused, shown
from analysis.corpus.readers.formats import FORMATS, NOT_READ, read_entry
from analysis.corpus.readers.places import Entry
from analysis.corpus.readers.rows import FILE, Item, Row
from analysis.corpus.tables import label_rows

LABELS = "sources.csv"
# Kept beside a corpus; they hold no articles.
KEPT = ("events.csv", "coverage.csv", "actors.csv", "rejected.csv")


def read_described(
    entries: Sequence[Entry | Fault], labels: Entry, chosen: Choice, where: str
) -> Iterator[Item]:
    """The rows of ``sources.csv``, each with its file, and the articles that no row describes.

    Raises CorpusError where the table can't be read or lacks the columns file and source.
    """
    try:
        table = label_rows(labels.read(FILE), labels.name)
        named = name_columns(tuple(table.header), chosen)
        column = _column_of(table.header, named)
    except ReadError as fault:
        raise error(where, [refused(fault, labels.name)]) from fault
    yield from table.notes
    yield from table.faults
    files = _Files(entries)
    for number, cells in table.rows:
        try:
            entry = files.find(cells[column["file"]])
            for item in read_entry(entry):
                row = Row(labels.name, number, cells, about=entry.name)
                yield _labelled(item, row, column["file"], named)
        except ReadError as fault:
            yield refused(fault, labels.name, number)
    yield from files.left(labels.name)


def _column_of(header: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """The table's own name for each of our columns."""
    column_of = {named.get(column, column): column for column in header}
    for column in ("file", "source"):
        if column not in column_of:
            found = f"no column {column!r} but {listed(header)}"
            raise ReadError(found, "add it, one value a row")
    if "text" in column_of:
        found = f"a column {column_of['text']!r}, though the files hold the texts"
        raise ReadError(found, "rename it or drop it")
    return column_of


def _labelled(item: Item, row: Row, file: str, named: Mapping[str, str]) -> Item:
    """A file's article under the labels of its `row`; its own fill what these leave empty."""
    if isinstance(item, Note):
        return item
    if isinstance(item, Fault):
        raise ReadError(f"{shown(row.about)}: {item.found}", item.remedy)
    if item.row is not None:
        found = f"{shown(row.about)} holds more than one article"
        raise ReadError(found, "take it out of the folder and read it by itself")
    return row._replace(cells=_merged(row, item.cells, file, named), digest=item.digest)


def _merged(
    row: Row, own: Mapping[str, object], file: str, named: Mapping[str, str]
) -> dict[str, object]:
    """The filled labels of a row, and what else the file says of itself."""
    labels = {named.get(column, column): cell for column, cell in row.cells.items()}
    rest = {name: cell for name, cell in own.items() if not labels.get(name)}
    given = labels.get("article") or str(PurePosixPath(row.about).with_suffix(""))
    cells = {
        column: cell
        for column, cell in row.cells.items()
        if column != file and named.get(column, column) not in (*rest, "article")
    }
    return {**cells, **rest, "article": str(given).removesuffix(".txt")}


class _Files:
    """The files of a described place, found as a table writes their names."""

    def __init__(self, entries: Sequence[Entry | Fault]) -> None:
        self.files = {entry.name: entry for entry in entries if isinstance(entry, Entry)}
        self.faults = [entry for entry in entries if isinstance(entry, Fault)]
        self.used: set[str] = set()
        self.forms: dict[str, list[Entry]] = {}
        for entry in self.files.values():
            for form in {_folded(entry.name), _bare(entry.name)}:
                self.forms.setdefault(form, []).append(entry)

    def find(self, given: str) -> Entry:
        """The file that a cell names: exactly, or in one that differs in form only.

        A form is another case, another Unicode normalisation, a missing ``.txt``, leading zeros
        that a spreadsheet dropped. Raises ReadError where there is none or no single one.
        """
        if not given:
            raise ReadError("file is empty", "fill it in")
        name = given.replace("\\", "/").removeprefix("./")
        exact = [self.files[name]] if name in self.files else []
        likely = exact or self.forms.get(_folded(name)) or self.forms.get(_bare(name)) or []
        if len(likely) != 1:
            if not likely:
                raise ReadError(f"{shown(given)} is not there", "add the file or remove the row")
            names = listed(entry.name for entry in likely)
            raise ReadError(f"{shown(given)} could be any of {names}", "write its name in full")
        return self._once(likely[0])

    def _once(self, entry: Entry) -> Entry:
        if entry.name in self.used:
            found = f"file {shown(entry.name)!r} is already in an earlier row"
            raise ReadError(found, "give each article one row")
        if entry.suffix not in FORMATS:
            remedy = NOT_READ.get(entry.suffix, "save its text as .txt")
            raise ReadError(f"{shown(entry.name)} is not a kind of file that is read", remedy)
        self.used.add(entry.name)
        return entry

    def left(self, labels: str) -> Iterator[Item]:
        """Article files without a row, and what else lies there unread."""
        yield from (fault for fault in self.faults if "/" not in fault.file)
        unused = {PurePosixPath(name).parts for name in self.files.keys() - self.used}
        others = []
        for name in sorted({parts[0] for parts in unused}):
            if not _holds_article(name):
                others.append(name)
            elif (name,) in unused:
                remedy = "add one, or take the file out"
                yield Fault(name, None, f"{labels} has no row for it", remedy)
            else:
                yield Fault(name, None, "a folder, no file", "take it out or rename it")
        others = [name for name in others if name not in (LABELS, *KEPT)]
        if others:
            yield Note(labels, f"describes the articles; not read: {listed(others)}")


def _holds_article(name: str) -> bool:
    kind = FORMATS.get(PurePosixPath(name).suffix.lower())
    return kind is not None and kind.single


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _bare(name: str) -> str:
    """A name without ``.txt`` and leading zeros."""
    return _folded(name).removesuffix(".txt").lstrip("0")
