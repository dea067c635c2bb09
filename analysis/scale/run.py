"""A corpus measured part by part: it can be stopped at any moment and goes on where it was."""

import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from analysis.corpus.columns import Choice
from analysis.scale import store
from analysis.scale.measures import measure_part

ATTEMPTS = 5  # a worker that dies may have been killed; one that dies five times has a reason
NO_DASK = "a cluster needs Dask: pip install 'media-framing[scale]'"


def run_parts(
    folder: Path, numbers: Sequence[int], *, workers: int = 1, chosen: Choice = ()
) -> Iterator[int]:
    """Measure the parts `numbers` in `folder` on this machine; yields each when it is whole.

    Raises StoreError where workers died again and again.
    """
    if workers == 1:
        for number in numbers:
            measure_part(folder, number, chosen)
            yield number
        return
    left = set(numbers)
    for _ in range(ATTEMPTS):
        try:
            for number in _pooled(folder, sorted(left), workers, chosen):
                left.discard(number)
                yield number
            return
        except BrokenProcessPool:
            left = {number for number in left if not store.is_whole(folder, number)}
            logging.getLogger("analysis").warning("a worker died; %d parts are left", len(left))
    raise store.StoreError(
        f"workers died {ATTEMPTS} times, with {len(left)} parts left; try --workers 1, which says "
        "what is wrong, or smaller parts"
    )


def _pooled(folder: Path, numbers: Sequence[int], workers: int, chosen: Choice) -> Iterator[int]:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the workers are the threads
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(measure_part, folder, number, chosen) for number in numbers]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def run_on_cluster(
    folder: Path, numbers: Sequence[int], *, scheduler: str, chosen: Choice = ()
) -> Iterator[int]:
    """The same on a Dask cluster whose workers see `folder` under the same path.

    Raises StoreError where Dask isn't installed or nobody answers at the address.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise store.StoreError(NO_DASK) from error
    try:
        client = Client(scheduler, timeout="20s")
    except (OSError, ValueError) as error:
        raise store.StoreError(f"no Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        futures = client.map(
            measure_part,
            [str(folder)] * len(numbers), numbers, [chosen] * len(numbers),
            pure=False, retries=ATTEMPTS,
        )  # fmt: skip
        for future in as_completed(futures):
            yield future.result()
