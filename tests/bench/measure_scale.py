"""`framing analyse` on made-up corpora of growing size: seconds, CPU seconds and peak memory.

`make bench-scale` measures 1,000, 10,000 and 100,000 articles of 3 kB; ``ARGS="--sizes 1000000"``
others. Each row is printed and kept in ``--out`` as soon as it is measured; the plot shows all that
are kept. ``--compare`` also measures, on the last size, two workers beside two independent
processes with half the articles each, and a Dask cluster of two processes beside one process.
"""

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
COLUMNS = ["articles", "MB", "workers", "seconds", "cpu_seconds", "MB_per_cpu_second",
           "ms_per_article", "peak_MB", "load"]  # fmt: skip


class Spent(NamedTuple):
    """Seconds by the clock, of all cores, and the most memory of all processes together, in MB."""

    seconds: float
    cpu: float
    peak: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--made", type=Path, default=ROOT / "build" / "bench" / "scale")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench" / "scale")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for size in given.sizes:
        print(f"making {size:,} articles", file=sys.stderr, flush=True)
        corpus = made(given.made, size)
        row = measured(corpus, given.made, size, workers=given.workers)
        kept = keep(given.out / "scale.csv", row)
        print(" · ".join(f"{name} {value}" for name, value in row.items()), flush=True)
        draw(kept, given.out / "scale.png")
    if given.compare:
        compare(corpus, given.made)


def made(folder: Path, size: int) -> Path:
    """A corpus of so many articles, made unless it is there."""
    from tests.bench.made_corpus import write_corpus

    return write_corpus(folder / f"corpus-{size}", size)


def measured(corpus: Path, made_in: Path, size: int, *, workers: int) -> dict[str, object]:
    """One run in a fresh process."""
    megabytes = characters(corpus) / 1e6
    with passing(made_in / "tables") as tables:
        spent = spend([command(corpus, tables, "--workers", str(workers))])
    values = (
        size, round(megabytes, 1), workers, round(spent.seconds, 1), round(spent.cpu, 1),
        round(megabytes / spent.cpu, 2), round(1000 * spent.cpu / size, 3), round(spent.peak),
        round(os.getloadavg()[0], 1),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def compare(corpus: Path, made_in: Path) -> None:
    """Two workers beside two independent processes; a cluster of two beside one process."""
    halves = [made_in / "half-0", made_in / "half-1"]
    for number, half in enumerate(halves):
        half.mkdir(parents=True, exist_ok=True)
        for file in sorted(corpus.glob("*.parquet")):
            pd.read_parquet(file).iloc[number::2].to_parquet(half / file.name)
    with passing(made_in / "tables") as one, passing(made_in / "others") as two:
        alone = spend([command(half, out) for half, out in zip(halves, (one, two), strict=True)])
    with passing(made_in / "tables") as tables:
        both = spend([command(corpus, tables, "--workers", "2")])
    print(f"two processes {told(alone)}; two workers {told(both)}; "
          f"by the clock {alone.seconds / both.seconds:.2f} of it, by CPU "
          f"{alone.cpu / both.cpu:.2f}", flush=True)  # fmt: skip
    with passing(made_in / "tables") as tables, passing(made_in / "others") as others:
        single = spend([command(corpus, tables)])
        clustered, started = on_cluster(corpus, others)
        print(f"one process {told(single)}; cluster of two {told(clustered)}, started in "
              f"{started:.1f} s; CPU {clustered.cpu / single.cpu - 1:+.1%}; tables "
              f"{'identical' if same(tables, others) else 'DIFFER'}", flush=True)  # fmt: skip


def on_cluster(corpus: Path, tables: Path) -> tuple[Spent, float]:
    """A run on two local worker processes, and the seconds that starting them took."""
    from distributed import LocalCluster

    started = time.perf_counter()
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        cluster.wait_for_workers(2)
        started = time.perf_counter() - started
        workers = [psutil.Process(worker.pid) for worker in cluster.workers.values()]
        before = sum(sum(worker.cpu_times()[:2]) for worker in workers)
        spent = spend([command(corpus, tables, "--scheduler", cluster.scheduler_address)], workers)
        theirs = sum(sum(worker.cpu_times()[:2]) for worker in workers) - before
    return spent._replace(cpu=spent.cpu + theirs), started


def command(corpus: Path, tables: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "analysis.cli",
        "analyse",
        str(corpus),
        "--out",
        str(tables),
        *more,
    ]


def spend(commands: list[list[str]], others: list[psutil.Process] | None = None) -> Spent:
    """Run `commands` at once; memory is the proportional set size of their processes and `others`.

    Raises RuntimeError where one fails.
    """
    found = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    start = time.perf_counter()
    runs = [subprocess.Popen(line, env=found, stdout=subprocess.DEVNULL) for line in commands]
    peak = Peak(lambda: [*(psutil.Process(run.pid) for run in runs), *(others or [])])
    peak.start()
    ends = [os.wait4(run.pid, 0) for run in runs]
    peak.over.set()
    if any(status for _, status, _ in ends):
        raise RuntimeError("a run failed; its message stands above")
    cpu = sum(used.ru_utime + used.ru_stime for _, _, used in ends)
    return Spent(time.perf_counter() - start, cpu, peak.highest)


class Peak(threading.Thread):
    """The most memory that some processes and their children hold together, looked at 5 × a second."""

    def __init__(self, processes: Callable[[], list[psutil.Process]]) -> None:
        super().__init__(daemon=True)
        self.processes, self.over, self.highest = processes, threading.Event(), 0.0

    def run(self) -> None:
        while not self.over.wait(0.2):
            try:
                each = [q for p in self.processes() for q in (p, *p.children(recursive=True))]
                held = sum(process.memory_full_info().pss for process in each) / 1e6
            except psutil.Error:
                continue  # one has ended while it was looked at
            self.highest = max(self.highest, held)


@contextmanager
def passing(folder: Path):
    """A folder that isn't there before or after."""
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def characters(corpus: Path) -> int:
    """Characters of text in a corpus, file by file."""
    files = sorted(corpus.glob("*.parquet"))
    return sum(
        int(pd.read_parquet(file, columns=["text"])["text"].str.len().sum()) for file in files
    )


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, byte for byte."""
    names = [
        {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()} for folder in (one, other)
    ]
    return names[0] == names[1] and all(
        (one / name).read_bytes() == (other / name).read_bytes() for name in names[0]
    )


def told(spent: Spent) -> str:
    return f"{spent.seconds:.1f} s, {spent.cpu:.1f} CPU s, {spent.peak:.0f} MB"


def keep(file: Path, row: dict[str, object]) -> pd.DataFrame:
    """Add a row to the kept ones, in place of one of the same size and workers."""
    kept = pd.read_csv(file) if file.exists() else pd.DataFrame(columns=COLUMNS)
    kept = pd.concat([kept, pd.DataFrame([row])], ignore_index=True)
    kept = kept.drop_duplicates(["articles", "workers"], keep="last")
    kept = kept.sort_values(["workers", "articles"], ignore_index=True)
    kept.to_csv(file, index=False)
    return kept


def draw(kept: pd.DataFrame, file: Path) -> None:
    """CPU seconds and peak memory against articles."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 3), layout="constrained")
    for axes, column, label in zip(figure.subplots(1, 2), ("cpu_seconds", "peak_MB"),
                                   ("CPU seconds", "peak memory, MB"), strict=True):  # fmt: skip
        for workers, rows in kept.groupby("workers"):
            axes.plot(rows["articles"], rows[column], "o-", label=f"{workers} worker(s)")
        axes.set(xscale="log", yscale="log", xlabel="articles of 3 kB", ylabel=label)
        axes.legend()
    figure.savefig(file, dpi=120)


if __name__ == "__main__":
    main()
