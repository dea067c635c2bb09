"""The `framing` command: everything `make` does once the environment stands."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.corpus.articles import SEEDS, CorpusError
from analysis.corpus.inspection import inspection, write_rejected
from analysis.paths import bundled, checkout
from analysis.report import settings
from analysis.report.opening import check_tables, read_planned, reading_setting
from analysis.report.plan import NAME, read_plan
from analysis.report.settings import SettingError

TESTS = (
    ["-m", "ruff", "check", "."],
    ["-m", "ruff", "format", "--check", "."],
    ["-m", "mypy"],
    ["-m", "pytest"],
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; 1 where something failed, 2 for bad input, 130 when stopped."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        _follow(options)
        with _home():
            return run(options)
    except (CorpusError, SettingError) as error:
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
    runs = []
    for run in make_report(root):
        runs.append(run)
        if not sys.stderr.isatty():
            print(f"{run.notebook}: {run.seconds:.1f} s", flush=True)
    write_rejected(corpus, root / "rejected.csv")
    for failure in (failure for run in runs for failure in run.failures):
        print(f"failed: {failure}")
    sound = sum(not run.failures for run in runs)
    page = root / "report" / "index.html"
    print(f"{sound} of {len(runs)} notebooks ran without a failure. Look at {_near(page)}")
    return int(sound < len(runs))


def inspect(_options: argparse.Namespace) -> int:
    """Read a corpus and say what a report would rest on, and what was rejected and why."""
    corpus = read_planned(read_plan(settings.study_path()))
    print(inspection(corpus))
    if out := os.environ.get(settings.OUT):
        write_rejected(corpus, Path(out) / "rejected.csv")
    return 0


def new(options: argparse.Namespace) -> int:
    """Begin a study of your own: a folder with a small example that runs as it is."""
    from analysis.report.scaffold import write_study

    folder = write_study(Path(options.folder))
    print(f"{_near(folder)} holds an example study. Next: cd {_near(folder)} && framing report")
    return 0


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
    timed = ["--corpus", options.timed] if options.timed else []
    return _each([*script, *timed] for script in _scripts("bench_*.py"))


def calibrate(_options: argparse.Namespace) -> int:
    """Error rates of tests and intervals on generated corpora."""
    return _each(_scripts("calibrate_*.py"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description=__doc__, allow_abbrev=False)
    parser.set_defaults(run=_next, corpus=None, out=None, group=None, reference=None, cache=True)
    parser.set_defaults(pairs=[], day_first=None, strict=False)
    commands = parser.add_subparsers(metavar="COMMAND")
    for run in (new, inspect, report, test, lab, bench, calibrate):
        command = commands.add_parser(
            run.__name__, help=run.__doc__, description=run.__doc__, allow_abbrev=False
        )
        command.set_defaults(run=run)
        if run is report:
            command.add_argument("--corpus", help="a study's folder, or texts with sources.csv")
            command.add_argument("--out", help="the folder for figures, notebooks and report")
            command.add_argument("--group", help="the metadata column whose values are compared")
            command.add_argument("--reference", help="the group to compare with, or rest")
            command.add_argument(
                "--no-cache", dest="cache", action="store_false", help="measure everything again"
            )
        if run is inspect:
            command.add_argument("corpus", metavar="PATH", help="a study, a folder or a table")
            command.add_argument("--out", help="the folder for rejected.csv")
        if run in (inspect, report):
            _add_reading(command)
        if run is new:
            command.add_argument("folder", metavar="DIR", help="a folder that isn't there yet")
        if run is bench:
            command.add_argument(
                "--corpus", dest="timed", help="time these texts, not made-up ones"
            )
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


@contextmanager
def _home() -> Iterator[None]:
    """Where home can't be written, one for this run: Jupyter and matplotlib keep files there."""
    home = os.path.expanduser("~")
    if os.path.isdir(home) and os.access(home, os.W_OK):
        yield
        return
    with TemporaryDirectory(prefix="framing-", ignore_cleanup_errors=True) as folder:
        os.environ["HOME"] = folder
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
