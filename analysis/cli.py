"""The `framing` command: everything `make` does once the environment stands."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from analysis.corpus.articles import SEEDS, CorpusError
from analysis.corpus.inspection import inspection, write_rejected
from analysis.paths import bundled, checkout
from analysis.report.bundle.stamps import StampError
from analysis.report.notebooks.passing import passing_folder
from analysis.report.study import settings
from analysis.report.study.opening import check_tables, read_planned, reading_setting
from analysis.report.study.plan import NAME, read_plan
from analysis.report.study.settings import SettingError
from analysis.scale.store import StoreError
from analysis.statistics.answer import plural
from analysis.text.reading import forget

TESTS = (
    ["-m", "ruff", "check", "."],
    ["-m", "ruff", "format", "--check", "."],
    ["-m", "mypy"],
    ["-m", "pytest", "-n", "auto", "--maxprocesses", "8", "--dist", "loadgroup"],
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; 1 where something failed, 2 for bad input, 130 when stopped."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        _follow(options)
        with _home():
            return run(options)
    except (CorpusError, SettingError, StampError, StoreError) as error:
        print(f"framing: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"framing: {error.filename or 'output'}: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("framing: stopped", file=sys.stderr)
        return 130


def report(_options: argparse.Namespace) -> int:
    """Run every notebook as far as it goes and write the pages; 1 where one failed."""
    from analysis.report.run import make_report  # not above: it looks for a home

    root = settings.output_root()
    plan = read_plan(settings.study_path())
    corpus = read_planned(plan)
    check_tables(plan, corpus.articles)
    print(inspection(corpus), flush=True)
    forget()
    runs = []
    for run in make_report(root, corpus=corpus):
        runs.append(run)
        if not sys.stderr.isatty():
            print(f"{run.notebook}: {run.seconds:.1f} s", flush=True)
    write_rejected(corpus, root / "report" / "rejected.csv")
    for failure in (failure for run in runs for failure in run.failures):
        print(f"failed: {failure}")
    sound = sum(not run.failures for run in runs)
    page = root / "report" / "index.html"
    print(
        f"{sound} of {plural(len(runs), 'notebook')} ran without a failure. Look at {_near(page)}"
    )
    return int(sound < len(runs))


def inspect(_options: argparse.Namespace) -> int:
    """Read a corpus and say what a report would rest on, and what was rejected and why."""
    plan = read_plan(settings.study_path())
    corpus = read_planned(plan)
    check_tables(plan, corpus.articles)
    print(inspection(corpus))
    if out := os.environ.get(settings.OUT):
        write_rejected(corpus, Path(out) / "rejected.csv")
    return 0


def new(options: argparse.Namespace) -> int:
    """Begin a study of your own: a folder with a small example that runs as it is."""
    from analysis.report.scaffold import write_study

    folder = write_study(Path(options.folder))
    print(
        f"{_near(folder)} holds an example study. Next: cd {_near(folder)} && framing report\n"
        "Your own texts: .txt files with sources.csv, or a table (CSV, Excel, JSON, Parquet), web "
        "pages,\nWord files of Nexis Uni or a .zip, named as corpus in study.toml; README.md says "
        "how."
    )
    return 0


def analyse(options: argparse.Namespace) -> int:
    """Measure a corpus of any size into a folder of tables; run again, it goes on where it was."""
    from analysis.scale.analyse import analyse as measure_all

    pairs = tuple(pair.partition("=")[::2] for pair in options.pairs)
    with tqdm(unit="article", disable=not sys.stderr.isatty()) as bar:
        done = measure_all(
            Path(options.texts), Path(options.folder), by=options.by, workers=options.workers,
            scheduler=options.scheduler, chosen=pairs, text=options.text, tick=bar.update,
        )  # fmt: skip
    print(
        f"{plural(done.given, 'article')} given: {done.accepted:,} measured, "
        f"{done.rejected:,} rejected (rejected.csv says why). Tables are in {_near(done.folder)}"
    )
    return 0


def cite(options: argparse.Namespace) -> int:
    """Say which figure a picture shows, how to cite it, and whether it is current."""
    from analysis.report.bundle.cite import cite as told

    figures = Path(options.figures) if options.figures else None
    print(told(Path(options.picture), figures=figures))
    return 0


def check(options: argparse.Namespace) -> int:
    """Make the figures afresh and say which cells of which kept ones changed; 1 if any did."""
    from analysis.report.bundle.checking import differences

    with _made_afresh() as fresh:
        lines = differences(_figures(options), fresh)
    print("\n".join(lines) if lines else "All figures are as they were kept.")
    return int(bool(lines))


def export(options: argparse.Namespace) -> int:
    """Figures to hand on: SVG, PNG, PDF, tables, references, a catalogue for pandoc."""
    from analysis.report.bundle.handing_on import CATALOGUE, hand_on
    from analysis.report.bundle.references import citation_of
    from analysis.report.study.opened import open_study

    os.environ[settings.PRINT] = "pdf"
    folder = Path(options.to)
    plan = read_plan(settings.study_path())
    citation = citation_of(plan)  # what is at fault is said before the report is made
    check_tables(plan, read_planned(plan).articles)
    folder.mkdir(parents=True, exist_ok=True)
    with _made_afresh(measures=_measured()) as fresh:
        written = hand_on(fresh, folder, articles=open_study().articles, citation=citation)
    print(
        f"{len(written)} files in {_near(folder)}. For a document:\n"
        f"  cd {_near(folder)} && pandoc {CATALOGUE} -o figures.docx"
    )
    return 0


@contextmanager
def _made_afresh(*, measures: Path | None = None) -> Iterator[Path]:
    """The figures of a report made in a folder of its own, from kept `measures` if given;
    SettingError where one fails."""
    from analysis.report.run import make_report

    with passing_folder() as folder:
        failures = [
            failure for run in make_report(folder, measures=measures) for failure in run.failures
        ]
        if failures:
            raise SettingError(f"the report can't be made: {failures[0]}")
        yield folder / "figures"


def _figures(options: argparse.Namespace) -> Path:
    """The folder with the kept figures."""
    return Path(options.figures) if options.figures else settings.output_root() / "figures"


def _measured() -> Path | None:
    """The folder with the measures that a study's report kept; None where there is none."""
    from analysis.report.run import KEPT

    study = settings.study_path()
    root = checkout() if study == SEEDS else study
    kept = root / KEPT if root else None
    return kept if kept and os.access(kept, os.W_OK) else None


def test(_options: argparse.Namespace) -> int:
    """Lint, types and tests of a checkout; 1 where one of them fails."""
    return _each(TESTS)


def lab(_options: argparse.Namespace) -> int:
    """JupyterLab on the notebooks."""
    own = Path.cwd() / "notebooks"
    folder = own if settings.home_of(Path.cwd()) == Path.cwd() else bundled("notebooks")
    return subprocess.call([sys.executable, "-m", "jupyterlab", str(folder)])


def bench(options: argparse.Namespace) -> int:
    """Speed beside the usual tools; the tables that docs/measured.md quotes."""
    more = ["--corpus", options.timed] if options.timed else []
    more += ["--quick"] if options.quick else []
    return _each([*script, *more] for script in _scripts("bench_*.py"))


def bench_scale(options: argparse.Namespace) -> int:
    """Time and memory of `framing analyse` against corpus size."""
    more = ["--workers", str(options.workers), *(["--compare"] if options.compare else [])]
    sizes = ["--sizes", *map(str, options.sizes)]
    return _each([*script, *more, *sizes] for script in _scripts("measure_scale.py"))


def calibrate(_options: argparse.Namespace) -> int:
    """Error rates of tests and intervals on generated corpora."""
    return _each(_scripts("calibrate_*.py"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description=__doc__, allow_abbrev=False)
    parser.set_defaults(run=_next, corpus=None, out=None, group=None, reference=None, cache=True)
    parser.set_defaults(pairs=[], day_first=None, strict=False)
    commands = parser.add_subparsers(metavar="COMMAND")
    for run, arguments in COMMANDS.items():
        name, told = run.__name__.replace("_", "-"), run.__doc__
        command = commands.add_parser(name, help=told, description=told, allow_abbrev=False)
        command.set_defaults(run=run)
        for argument, more in arguments.items():
            command.add_argument(argument, **more)
        if run in (inspect, report):
            _add_reading(command)
    return parser


def _add_reading(command: argparse.ArgumentParser) -> None:
    """The options that say how a corpus is read."""
    command.add_argument(
        "--map", dest="pairs", action="append", default=[], metavar="COLUMN=NAME",
        help="our name for a column, as in outlet=source; may be repeated",
    )  # fmt: skip
    order = command.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="day_first", action="store_true", default=None,
        help="03/04/2025 is in April",
    )  # fmt: skip
    order.add_argument(
        "--month-first", dest="day_first", action="store_false", default=None,
        help="03/04/2025 is in March",
    )  # fmt: skip
    command.add_argument("--strict", action="store_true", help="stop at the first bad row")


def _follow(options: argparse.Namespace) -> None:
    """Hand the command's options to the notebooks, which read them as settings."""
    for setting, given in ((settings.CORPUS, options.corpus), (settings.OUT, options.out)):
        if given:
            os.environ[setting] = str(Path(given).resolve())
    for setting, given in (
        (settings.GROUP, options.group),
        (settings.REFERENCE, options.reference),
        (settings.CACHE, None if options.cache else "none"),
        (
            settings.READING,
            reading_setting(options.pairs, day_first=options.day_first, strict=options.strict),
        ),
    ):
        if given:
            os.environ[setting] = given
    settings.check_settings()


def _next(_options: argparse.Namespace) -> int:
    """Say what can be done from here."""
    here = settings.home_of(Path.cwd())
    own = (here / NAME).is_file() and here != SEEDS
    if own:
        print(f"This is the study in {here}.\n\n  framing report   makes {here / 'report'}")
    else:
        print("  framing new DIR  begins a study of your own, with an example that runs")
        print("  framing report   makes the report of the texts that come along")
    print("  framing lab      opens the notebooks in JupyterLab\n  framing --help   all commands")
    return 0


_OUT = {"help": "the folder for figures, notebooks and report"}
_FIGURES = {"help": "the folder with the kept figures (the study's own unless given)"}
_STUDY = {"help": "a study's folder, or texts with sources.csv"}
COMMANDS: dict[Callable[[argparse.Namespace], int], dict[str, dict[str, Any]]] = {
    new: {"folder": {"metavar": "DIR", "help": "a folder that isn't there yet"}},
    inspect: {
        "corpus": {
            "metavar": "PATH", "nargs": "?",
            "help": "a study, a folder or a table; without it the study in this folder",
        },
        "--out": {"help": "the folder for rejected.csv"},
    },
    report: {
        "--corpus": _STUDY,
        "--out": _OUT,
        "--group": {"help": "the metadata column whose values are compared"},
        "--reference": {"help": "the group to compare with, or rest"},
        "--no-cache": {
            "dest": "cache", "action": "store_false", "help": "measure everything again",
        },
    },
    cite: {
        "picture": {"metavar": "FILE", "help": "a PNG, SVG or PDF found anywhere"},
        "--figures": {
            "help": "the folder with the kept figures (those beside FILE, else the study's)",
        },
    },
    check: {"--corpus": _STUDY, "--figures": _FIGURES},
    export: {
        "--corpus": _STUDY,
        "--to": {"default": "export", "metavar": "DIR", "help": "the folder to write to"},
    },
    analyse: {
        "texts": {"metavar": "CORPUS", "help": "a folder, a table or Parquet files"},
        "--out": {"dest": "folder", "required": True, "help": "the folder for the tables"},
        "--by": {"default": "source", "help": "the column whose values are compared"},
        "--workers": {"type": int, "default": 1, "help": "processes on this machine"},
        "--scheduler": {"metavar": "ADDRESS", "help": "of a Dask cluster"},
        "--map": {
            "dest": "pairs", "action": "append", "default": [], "metavar": "COLUMN=NAME",
            "help": "our name for a column, as in outlet=source; may be repeated",
        },
        "--no-text": {
            "dest": "text", "action": "store_false",
            "help": "leave no words of articles in the tables",
        },
    },
    lab: {},
    test: {},
    bench: {
        "--corpus": {"dest": "timed", "help": "time these texts, not made-up ones"},
        "--quick": {"action": "store_true", "help": "a first look, in two minutes"},
    },
    bench_scale: {
        "--sizes": {
            "type": int, "nargs": "*", "default": [1_000, 10_000, 100_000],
            "help": "articles of 3 kB",
        },
        "--workers": {"type": int, "default": 1, "help": "processes on this machine"},
        "--compare": {"action": "store_true", "help": "also workers and a cluster"},
    },
    calibrate: {},
}  # fmt: skip


@contextmanager
def _home() -> Iterator[None]:
    """Where home can't be written, one for this run: Jupyter and matplotlib keep files there."""
    home = os.path.expanduser("~")
    if os.path.isdir(home) and os.access(home, os.W_OK):
        yield
        return
    with passing_folder() as folder:
        os.environ["HOME"] = str(folder)
        yield


def _scripts(pattern: str) -> list[list[str]]:
    return [[str(script)] for script in sorted(_root().glob(f"tests/bench/{pattern}"))]


def _each(commands: Iterable[Sequence[str]]) -> int:
    """Run Python with each of `commands` in the checkout; 1 where any of them fails."""
    root = _root()
    found = os.environ | {"PYTHONPATH": str(root)}
    codes = [
        subprocess.call([sys.executable, *command], cwd=root, env=found) for command in commands
    ]
    return int(any(codes))


def _root() -> Path:
    if root := checkout():
        return root
    raise SettingError("this works in a checkout of the project, not in an installed package")


def _near(path: Path) -> str:
    """`path` from here where it is below, else whole."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


if __name__ == "__main__":
    sys.exit(main())
