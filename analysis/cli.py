"""The `framing` command: everything `make` does once the environment stands."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.corpus.articles import CorpusError, read_articles
from analysis.paths import bundled, checkout
from analysis.report import settings
from analysis.report.catalogue import write_catalogue
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
    except KeyboardInterrupt:
        return 130


def report(_options: argparse.Namespace) -> int:
    """Run every notebook as far as it goes and write the pages; 1 where one failed."""
    from analysis.report.notebooks import run_notebooks  # not above: they look for a home
    from analysis.report.pages import write_pages

    read_articles(settings.corpus_path())  # so that a bad corpus fails before anything is written
    root = settings.output_root()
    (root / "figures").mkdir(parents=True, exist_ok=True)
    notebooks = sorted(bundled("notebooks").glob("*.ipynb"))
    runs = []
    for run in run_notebooks(notebooks, folder=root / "notebooks"):
        runs.append(run)
        if not sys.stderr.isatty():
            print(f"{run.notebook}: {run.seconds:.1f} s", flush=True)
    write_catalogue(root / "figures")
    page = write_pages(root, runs)
    for failure in (failure for run in runs for failure in run.failures):
        print(f"failed: {failure}")
    sound = sum(not run.failures for run in runs)
    print(f"{sound} of {len(runs)} notebooks ran without a failure. Look at {_near(page)}")
    return int(sound < len(runs))


def test(_options: argparse.Namespace) -> int:
    """Lint, types and tests of a checkout; 1 where one of them fails."""
    return _each(TESTS)


def lab(_options: argparse.Namespace) -> int:
    """JupyterLab on the notebooks."""
    return subprocess.call([sys.executable, "-m", "jupyterlab", str(bundled("notebooks"))])


def bench(options: argparse.Namespace) -> int:
    """Speed beside the usual tools; the tables that docs/measured.md quotes."""
    timed = ["--corpus", options.timed] if options.timed else []
    return _each([*script, *timed] for script in _scripts("bench_*.py"))


def calibrate(_options: argparse.Namespace) -> int:
    """Error rates of tests and intervals on generated corpora."""
    return _each(_scripts("calibrate_*.py"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description=__doc__, allow_abbrev=False)
    parser.set_defaults(corpus=None, out=None)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for run in (report, test, lab, bench, calibrate):
        command = commands.add_parser(
            run.__name__, help=run.__doc__, description=run.__doc__, allow_abbrev=False
        )
        command.set_defaults(run=run)
        if run is report:
            command.add_argument("--corpus", help="a folder of .txt files with its sources.csv")
            command.add_argument("--out", help="the folder for figures, notebooks and report")
        if run is bench:
            command.add_argument(
                "--corpus", dest="timed", help="time these texts, not made-up ones"
            )
    return parser


def _follow(options: argparse.Namespace) -> None:
    """Hand the command's options to the notebooks, which read them as settings."""
    for setting, given in ((settings.CORPUS, options.corpus), (settings.OUT, options.out)):
        if given:
            os.environ[setting] = str(Path(given).resolve())
    settings.check_settings()


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
