"""A corpus of any size: cut into parts, each part measured, the parts added up."""

import os
import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.columns import Choice
from analysis.scale import store
from analysis.scale.given import CHARACTERS, GIVEN, REFUSED, cut
from analysis.scale.run import run_on_cluster, run_parts
from analysis.scale.summaries import summarise
from analysis.version import __version__


class Analysis(NamedTuple):
    """What was done: articles given, accepted and rejected, and the folder with the tables."""

    folder: Path
    given: int
    accepted: int
    rejected: int


def analyse(
    corpus: Path,
    folder: Path,
    *,
    by: str = "source",
    characters: int = CHARACTERS,
    workers: int = 1,
    scheduler: str | None = None,
    chosen: Choice = (),
    text: bool = True,
    tick: Callable[[int], object] | None = None,
) -> Analysis:
    """Write every table of `corpus` to `folder`, in parts, and summaries by the column `by`.

    Stopped at any moment, the same call goes on where it was; the result is the same bytes. With
    `scheduler` the parts are measured on that Dask cluster, whose workers see `folder` under the
    same path. Without `text` no words of articles are left in `folder` at the end. `tick` is told
    the articles of each part that is whole. Raises StoreError where `folder` holds something else
    or can't be written.
    """
    settings = {"version": __version__, "corpus": _identity(corpus), "by": by,
                "characters": characters, "columns": dict(chosen), "text": text}  # fmt: skip
    try:
        count = _begin(corpus, folder, settings, characters, chosen)
        whole = [number for number in range(count) if store.is_whole(folder, number)]
        left = sorted(set(range(count)) - set(whole))
        done = (
            run_on_cluster(folder, left, scheduler=scheduler, chosen=chosen)
            if scheduler
            else run_parts(folder, left, workers=workers, chosen=chosen)
        )
        for number in chain(whole, done):
            if tick is not None:
                tick(store.rows_of(folder, number)["articles"])
        if not text:
            for name in (GIVEN, REFUSED):
                shutil.rmtree(folder / name, ignore_errors=True)
        return _finish(folder, by)
    except OSError as error:
        raise store.StoreError(
            f"{folder.name}: can't be written ({error.strerror}); make room or choose another "
            "folder, then run the same command again: it goes on where it was"
        ) from error


def _begin(
    corpus: Path, folder: Path, settings: dict[str, Any], characters: int, chosen: Choice
) -> int:
    """Cut the corpus, unless that was done; how many parts there are."""
    plan = store.read_plan(folder)
    if plan is None and folder.is_dir() and any(folder.iterdir()):
        raise store.StoreError(f"{folder.name}: holds other files; choose a new folder")
    if plan is not None and plan["settings"] != settings:
        differ = [key for key in settings if plan["settings"].get(key) != settings[key]]
        raise store.StoreError(
            f"{folder.name}: holds an analysis with other settings ({', '.join(differ)}); choose a "
            "new folder"
        )
    if plan is None:
        store.write_plan(folder, {"settings": settings})
    store.clean(folder)
    if plan is None or "parts" not in plan:
        for name in (GIVEN, REFUSED):
            shutil.rmtree(folder / name, ignore_errors=True)
        count = cut(corpus, folder, characters=characters, chosen=chosen)
        store.write_plan(folder, {"settings": settings, "parts": count})
        return count
    return int(plan["parts"])


def _finish(folder: Path, by: str) -> Analysis:
    """Add up the parts; last, the plan says what came of it and what is inexact."""
    rejected = store.read_table(folder, "rejected")
    result = summarise(folder, by=by) | {"rejected": len(rejected)}
    store.write_text(folder / "rejected.csv", rejected.to_csv(index=False))
    store.write_plan(folder, (store.read_plan(folder) or {}) | {"result": result})
    accepted = int(result["articles"])
    return Analysis(folder, accepted + len(rejected), accepted, len(rejected))


def _identity(corpus: Path) -> list[list[object]]:
    """Names and sizes of the files of a corpus: another corpus has others."""
    files = [corpus] if corpus.is_file() else sorted(filter(Path.is_file, corpus.rglob("*")))
    return [[os.path.relpath(file, corpus.parent), file.stat().st_size] for file in files]
