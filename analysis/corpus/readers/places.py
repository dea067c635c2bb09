"""Where files lie: a folder or a zip archive, looked at without following a way out of it."""

import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from analysis.corpus.faults import Fault, ReadError
from analysis.corpus.readers.packages import open_package, unpack
from analysis.corpus.readers.rows import FILE

HIDDEN = ("__MACOSX", "Thumbs.db", "desktop.ini")


class Entry(NamedTuple):
    """A file by its name inside its place, and how to read at most so many of its bytes."""

    name: str
    read: Callable[[int], bytes]

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


def folder_entries(root: Path) -> Iterator[Entry | Fault]:
    """The files below `root` in the order of their names; hidden ones are passed over."""
    lost: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=lost.append):
        folders[:] = sorted(filter(_visible, folders))
        for name in list(folders):
            path = Path(folder, name)
            if path.is_symlink():
                folders.remove(name)
                yield Fault(
                    _below(path, root), None, "a link to a folder", "copy the folder itself"
                )
        for name in sorted(filter(_visible, files)):
            path = Path(folder, name)
            yield Entry(_below(path, root), partial(read_file, path, inside=root))
    for error in lost:
        where = _below(Path(error.filename), root)
        yield Fault(where, None, f"can't be opened ({error.strerror})", "allow reading it")


def archive_entries(raw: bytes) -> Iterator[Entry | Fault]:
    """The files of a zip archive in the order of their names. Nothing is written to disk."""
    package = open_package(raw, None, "zip archives")
    seen: set[str] = set()
    for member in sorted(package.infolist(), key=lambda member: member.filename):
        name = member.filename.replace("\\", "/")
        parts = PurePosixPath(name).parts
        if member.is_dir() or (not all(map(_visible, parts)) and ".." not in parts):
            continue
        if name.startswith("/") or ".." in parts or ":" in parts[0]:
            yield Fault(name, None, "a name that leads out of the archive", "pack it anew")
        elif stat.S_ISLNK(member.external_attr >> 16):
            yield Fault(name, None, "a link, no file", "pack the file itself")
        elif name in seen:
            yield Fault(name, None, "a second file of this name", "pack it under another name")
        else:
            seen.add(name)
            yield Entry(name, partial(unpack, package, member.filename))


def read_file(path: Path, limit: int = FILE, *, inside: Path | None = None) -> bytes:
    """The bytes of a regular file, none that a link takes from outside the folder `inside`.

    Raises ReadError for anything else: links that break, loop or lead out, pipes, sockets, devices,
    folders, files that may not be read or have more than `limit` bytes.
    """
    try:
        if inside is not None and path.is_symlink():
            target = path.resolve(strict=True)
            if not target.is_relative_to(inside.resolve()):
                raise ReadError("a link that leads out of the folder", "copy the file itself")
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ReadError("no file but a pipe, a device or a folder", "take it out")
            raw = file.read(limit + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError is a loop of links
        reason = getattr(error, "strerror", None) or "links that lead in a circle"
        raise ReadError(f"can't be read ({reason})", "allow reading it, or take it out") from error
    if len(raw) > limit:
        raise ReadError(f"more than {limit:,} bytes", "split it")
    return raw


def _visible(name: str) -> bool:
    return not name.startswith(".") and name not in HIDDEN


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
