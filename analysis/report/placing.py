"""A finished run takes its place: its files replace earlier ones, and nobody else's."""

import errno
import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.report.bundle.catalogue import read_figures
from analysis.report.bundle.cite import keep_earlier

FOLDERS = ("figures", "notebooks", "report")
MADE = Path("report") / ".made"  # the files of a report, so that the next one replaces no other's
_log = logging.getLogger("analysis")


def check_place(root: Path) -> None:
    """Raise OSError, naming it, for a file where `root` or one of its folders is to be."""
    for folder in (*reversed(root.parents), root, *(root / name for name in FOLDERS)):
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "a file is in the way", str(folder))


def place(made: Path, root: Path) -> None:
    """Move figures, notebooks and report from `made` to `root`, on the same file system.

    Tables of replaced figures go to ``figures/earlier``. A page that the earlier report had and
    this one hasn't is removed; figures and notebooks that this run didn't make stay, and are named.
    Whatever can fail for want of room or rights comes before the first file moves.
    """
    files = [
        path.relative_to(made)
        for name in FOLDERS
        for path in sorted((made / name).rglob("*"))
        if path.is_file()
    ]
    before = _pages(root)
    listed = [file.as_posix() for file in files if file.parts[0] == "report"]
    (made / MADE).write_text("\n".join(listed) + "\n", encoding="utf-8")
    for file in (*files, MADE):
        (root / file.parent).mkdir(parents=True, exist_ok=True)
        if (root / file).is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder is in the way", str(root / file))
    for figure in read_figures(made / "figures"):
        keep_earlier(root / "figures", figure["name"], replaced_by=figure["id"])
    with _undisturbed():
        for file in (*files, MADE):
            os.replace(made / file, root / file)
        for file in before - {*files}:
            (root / file).unlink(missing_ok=True)
    _name_others(root, {*files})


def _pages(root: Path) -> set[Path]:
    """The files of the earlier report, as it told them itself."""
    told = root / MADE
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    return {
        path for path in map(Path, lines) if path.parts[0] == "report" and ".." not in path.parts
    }


def _name_others(root: Path, files: set[Path]) -> None:
    there = {
        path.relative_to(root)
        for name in ("figures", "notebooks")
        for path in (root / name).glob("*")
        if path.is_file()
    }
    if others := sorted(path.as_posix() for path in there - files):
        more = f" and {len(others) - 8} more" if len(others) > 8 else ""
        _log.warning("not made by this run, left as it was: %s%s", ", ".join(others[:8]), more)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits until the block is done, which takes milliseconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
