"""Side by side in one run: ours against the usual tools, paired and repeated.

A file ``bench_….py`` here holds CASES and ends with ``run(CASES)``. Each run prints a Markdown
table, a row as soon as it is measured: CPU seconds (other programs don't count), MB/s, ratios of paired times, peak memory above
the bare import (in a process of its own), and how time grows with size; the growth is also drawn.
"""

import argparse
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
Work = Callable[[pd.DataFrame], object]
Row = dict[str, object]
REPEATED = 3  # times that a growing size is measured
QUICK = {"megabytes": 1.0, "repeats": 1, "sizes": [0.5, 1.0]}  # that all ends in two minutes


class Case(NamedTuple):
    """One thing that we do and others do too; each takes an articles table."""

    name: str
    ours: Work
    others: Mapping[str, Work] = {}
    grows: bool = False


def run(cases: Sequence[Case]) -> None:
    """Measure `cases` as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", help="a folder with sources.csv; else a made-up news corpus")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--sizes", type=float, nargs="*", default=[1, 3, 10, 30, 100])
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--only", help="cases whose name holds this")
    parser.add_argument("--quick", action="store_true", help="a first look, in half a minute")
    parser.add_argument("--peak", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.quick:
        vars(given).update(QUICK)
    chosen = [case for case in cases if not given.only or given.only in case.name]
    if given.peak:
        name, pickled = given.peak
        print(_peak(next(case for case in cases if case.name == name).ours, Path(pickled)))
        return
    articles = _articles(given.corpus, given.megabytes)
    given.out.mkdir(parents=True, exist_ok=True)
    growing = [case for case in chosen if case.grows and not given.corpus]
    runs = (given.repeats + 1) * sum(1 + len(case.others) for case in chosen)
    runs += REPEATED * len(growing) * len(given.sizes)
    with tqdm(total=runs, unit="run", disable=not sys.stderr.isatty()) as bar:
        rows = (_measure(case, articles, given.repeats, bar) for case in chosen)
        report, _ = _told(rows)
        if growing and given.sizes:
            grown, growth = _told(_growth(growing, given.sizes, bar))
            report += "\n" + grown
            _draw(pd.DataFrame(growth), given.out / f"{Path(sys.argv[0]).stem}.png")
    (given.out / f"{Path(sys.argv[0]).stem}.md").write_text(report, encoding="utf-8")


def _told(rows: Iterable[Row]) -> tuple[str, list[Row]]:
    """`rows` as a Markdown table, each printed as soon as it is there."""
    lines: list[str] = []
    kept = []
    for row in rows:
        kept.append(row)
        new = [] if lines else [_line(row), _line(["---"] * len(row))]
        lines += [*new, _line(row.values())]
        for line in lines[-1 - len(new) :]:
            tqdm.write(line, file=sys.stdout)
        sys.stdout.flush()
    tqdm.write("", file=sys.stdout)
    return "\n".join([*lines, ""]), kept


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _articles(corpus: str | None, megabytes: float) -> pd.DataFrame:
    import generate

    from analysis.corpus.articles import read_articles

    return read_articles(corpus) if corpus else generate.articles(megabytes)


def _measure(case: Case, articles: pd.DataFrame, repeats: int, bar: tqdm) -> Row:
    """Medians of repeated, alternating runs and of the paired ratios."""
    size = articles["text"].str.len().sum() / 1e6
    times: dict[str, list[float]] = {"ours": [], **{name: [] for name in case.others}}
    for repeat in range(repeats + 1):
        for name, work in {"ours": case.ours, **case.others}.items():
            bar.set_description(f"{case.name}: {name}")
            seconds = _seconds(work, articles)
            bar.update()
            if repeat:  # the first round only warms up
                times[name].append(seconds)
    row: Row = {"case": case.name, "MB": round(size, 1)}
    row["seconds"] = round(median(times["ours"]), 3)
    row["MB/s"] = round(size / median(times["ours"]), 1)
    row["peak, × text"] = round(_peak_of(case.name, articles) / size, 1)
    ratios = [
        f"{name} {median(other / own for other, own in zip(times[name], times['ours'], strict=True)):.1f} ×"
        for name in case.others
    ]
    return row | {"faster than": " · ".join(ratios)}


def _seconds(work: Work, articles: pd.DataFrame) -> float:
    forget()
    start = time.process_time()
    work(articles)
    return time.process_time() - start


def forget() -> None:
    """Empty every cache of ours that holds something made from a corpus."""
    for name, module in list(sys.modules.items()):
        if name.startswith("analysis."):
            for function in vars(module).values():
                if hasattr(function, "cache_clear") and function.cache_parameters()["maxsize"] != 1:
                    function.cache_clear()


def _peak_of(name: str, articles: pd.DataFrame) -> float:
    """Peak memory in MB of one run in a fresh process, above the bare import."""
    with tempfile.TemporaryDirectory() as folder:
        pickled = Path(folder) / "articles.pickle"
        pickled.write_bytes(pickle.dumps(articles.astype({"text": object})))
        command = [sys.executable, sys.argv[0], "--peak", name, str(pickled)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _peak(work: Work, pickled: Path) -> float:
    bare = _highest()
    work(pickle.loads(pickled.read_bytes()))
    return _highest() - bare


def _highest() -> float:
    """The most memory this process ever held, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():  # on Linux getrusage also counts what the parent held before the start
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _growth(cases: Sequence[Case], sizes: Sequence[float], bar: tqdm) -> Iterator[Row]:
    import generate

    for megabytes in sizes:
        articles = generate.articles(megabytes)
        size = articles["text"].str.len().sum() / 1e6
        for case in cases:
            bar.set_description(f"{case.name}: {megabytes:g} MB")
            times = []
            for _ in range(REPEATED):
                times.append(_seconds(case.ours, articles))
                bar.update()
            seconds = min(times)
            yield {"case": case.name, "MB": round(size, 1), "seconds": round(seconds, 3),
                   "ms per MB": round(seconds / size * 1000, 1)}  # fmt: skip


def _draw(growth: pd.DataFrame, file: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 3.2), layout="constrained")
    axes = figure.subplots()
    for name, rows in growth.groupby("case", sort=False):
        axes.plot(rows["MB"], rows["seconds"], "o-")
        axes.annotate(str(name), (rows["MB"].iloc[-1], rows["seconds"].iloc[-1]), ha="right",
                      xytext=(-6, 2), textcoords="offset points")  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="text, MB", ylabel="CPU seconds")
    figure.savefig(file, dpi=150)
