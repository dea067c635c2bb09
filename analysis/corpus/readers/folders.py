"""The articles of a place: a folder or an archive, described by its sources.csv or by itself."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from analysis.corpus.columns import Choice
from analysis.corpus.faults import CorpusError, Fault, Note, ReadError, listed, refused, shown
from analysis.corpus.readers.described import KEPT, LABELS, read_described
from analysis.corpus.readers.formats import FORMATS, NOT_READ, read_entry
from analysis.corpus.readers.places import Entry, archive_entries, folder_entries, read_file
from analysis.corpus.readers.rows import FILE, Item, Row

Place = Sequence[Entry | Fault]


def read_place(path: Path, chosen: Choice = ()) -> Iterator[Item]:
    """Every input row of a folder, a zip archive or a file.

    Raises CorpusError where there is nothing to read, or a ``sources.csv`` that can't be.
    """
    where = shown(path, limit=200)
    if path.is_dir():
        yield from _place(list(folder_entries(path)), chosen, where)
        return
    if not path.exists() and not path.is_symlink():
        raise CorpusError(f"{where}: no such folder or file; give a folder or table of articles")
    entry = Entry(path.name, lambda limit: read_file(path, limit))
    if entry.suffix == ".zip":
        yield from _archive(entry, chosen, where)
    elif entry.suffix in FORMATS:
        yield from read_entry(entry)
    else:
        kinds = listed(FORMATS, limit=20)
        remedy = NOT_READ.get(entry.suffix, f"give a folder, a .zip or one of {kinds}")
        raise CorpusError(f"{where}: not a kind of file that is read; {remedy}")


def _place(entries: Place, chosen: Choice, where: str) -> Iterator[Item]:
    labels = [e for e in entries if isinstance(e, Entry) and e.name.lower() == LABELS]
    if labels:
        return read_described(entries, labels[0], chosen, where)
    return _loose(entries, chosen, where)


def _loose(entries: Place, chosen: Choice, where: str) -> Iterator[Item]:
    """The rows of every file that can be read; what a file doesn't say its folders do."""
    others = []
    for entry in entries:
        if isinstance(entry, Fault):
            yield entry
        elif entry.suffix == ".zip":
            for item in _archive(entry, chosen, where):
                yield item._replace(file=f"{entry.name}/{item.file}")
        elif entry.suffix in NOT_READ:
            found = f"{entry.suffix} files are not read"
            yield Fault(entry.name, None, found, NOT_READ[entry.suffix])
        elif entry.suffix not in FORMATS or entry.name.lower() in KEPT or _beside_page(entry.name):
            others.append(entry.name)
        else:
            yield from (_in_folders(item, entry.name) for item in read_entry(entry))
    if others:
        yield Note(where, f"not read: {listed(others)}")


def _archive(entry: Entry, chosen: Choice, where: str) -> Iterator[Item]:
    """The rows of a zip archive, whose one outermost folder doesn't count; none inside another."""
    try:
        members = list(archive_entries(entry.read(FILE)))
    except ReadError as fault:
        yield refused(fault, entry.name)
        return
    entries = [_not_nested(member) for member in members]
    yield from _place(_unwrapped(entries), chosen, f"{where}/{entry.name}")


def _not_nested(member: Entry | Fault) -> Entry | Fault:
    if isinstance(member, Entry) and member.suffix == ".zip":
        return Fault(member.name, None, "an archive inside an archive", "unpack it")
    return member


def _unwrapped(entries: Place) -> Place:
    """`entries` without the one folder that holds them all, unless it is the name of an outlet."""
    parts = [PurePosixPath(entry.name).parts for entry in entries if isinstance(entry, Entry)]
    first = {part[0] for part in parts}
    labels = (*first, LABELS)
    if len(first) != 1 or min(map(len, parts)) < (2 if labels in parts else 3):
        return entries
    cut = len(labels[0]) + 1
    return [e._replace(name=e.name[cut:]) if isinstance(e, Entry) else e for e in entries]


def _beside_page(name: str) -> bool:
    """Whether a file lies in the folder that a browser saves beside a page."""
    return any(part.endswith("_files") for part in PurePosixPath(name).parts[:-1])


def _in_folders(item: Item, name: str) -> Item:
    """A row with its outermost folder as outlet, ``key=value`` folders as cells."""
    if not isinstance(item, Row):
        return item
    folders = PurePosixPath(name).parts[:-1]
    keys = dict(folder.split("=", 1) for folder in folders if "=" in folder)
    plain = [folder for folder in folders if "=" not in folder]
    return item._replace(
        file=name, cells={**keys, **item.cells}, outlet=plain[0] if plain else None
    )
