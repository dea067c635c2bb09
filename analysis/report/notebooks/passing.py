"""Folders for the time of a run: gone at its end, or at the next run where it was killed."""

import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "framing-"
OWNER = "framing.pid"  # says which process of which machine a folder belongs to


@contextmanager
def passing_folder(parent: Path | None = None) -> Iterator[Path]:
    """A new folder in `parent`, or where the system keeps such, removed at the end of the block.

    Those that killed runs left beside it are removed first.
    """
    remove_left(parent or Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(
        prefix=PREFIX, dir=parent, ignore_cleanup_errors=True
    ) as folder:
        owner = f"{os.getpid()} {platform.node()}\n"
        (Path(folder) / OWNER).write_text(owner, encoding="utf-8")
        yield Path(folder)


def remove_left(parent: Path) -> None:
    """Remove the folders in `parent` whose process of this machine is gone; no other's."""
    for owner in parent.glob(f"{PREFIX}*/{OWNER}"):
        if _is_gone(owner):
            shutil.rmtree(owner.parent, ignore_errors=True)


def _is_gone(owner: Path) -> bool:
    """Whether the process is known to be gone; signal 0 asks a POSIX system, and changes nothing"""
    try:
        number, _, machine = owner.read_text(encoding="utf-8").strip().partition(" ")
        if os.name != "posix" or machine != platform.node() or int(number) <= 0:
            return False
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return False
