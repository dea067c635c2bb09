"""Notebooks run from top to bottom, as far as they go, and kept the same every time."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib.font_manager  # noqa: F401  finds fonts once, for all kernels
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from tqdm import tqdm

from analysis.paths import checkout
from analysis.report.notebooks.commentary import stamped, without_commentary
from analysis.report.notebooks.kernels import Kernel
from analysis.report.notebooks.passing import passing_folder
from analysis.report.study import settings
from analysis.report.study.commentary import TAG, speaks_of

AT_ONCE = 2  # notebooks; a kernel is busy on one core
SECONDS_A_CELL = 1800  # a measure of 20,000 articles takes minutes


class Run(NamedTuple):
    """A notebook that was run: how long it took, and what failed, each failure one line."""

    notebook: str
    seconds: float
    failures: list[str]


def run_notebooks(
    notebooks: Sequence[Path],
    *,
    folder: Path,
    corpus: str | None = None,
    stand: Path | None = None,
    at_once: int = AT_ONCE,
) -> Iterator[Run]:
    """Run `notebooks`, so many at once, and write each into `folder`, half-run where a cell fails.

    Commentary on another corpus than the opened one is left out; where it ran and held, it is
    stamped with `corpus`, the fingerprint it held on. A finding that no longer holds is a failure
    but stops nothing, so that all of them are named.
    Kernels get this process's environment, so the same settings, and stand in the folder `stand`
    (else in `folder`); none outlives a run that is stopped. What is written depends on the
    cells alone: no timing, no kernel's version. A terminal shows a bar, a log nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cells = sum(map(_count_cells, notebooks))
    pool = ThreadPoolExecutor(at_once)
    kernels: list[Kernel] = []
    execute = partial(_execute, stand=stand or folder, kernels=kernels)
    with tqdm(total=cells, unit="cell", disable=not sys.stderr.isatty(), leave=False) as bar:
        try:
            run = partial(
                _run, folder=folder, corpus=corpus, execute=partial(execute, tick=bar.update)
            )
            longest_first = sorted(notebooks, key=_length, reverse=True)
            started = {notebook: pool.submit(run, notebook) for notebook in longest_first}
            yield from (started[notebook].result() for notebook in notebooks)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            _kill(kernels)
            pool.shutdown()


def _kill(kernels: list[Kernel]) -> None:
    """End at once what still runs: a cell may take minutes, and whoever stops a run won't wait."""
    while kernels:
        for kernel in kernels:
            if kernel.provisioner and (process := getattr(kernel.provisioner, "process", None)):
                process.kill()
        time.sleep(0.1)


def _run(
    source: Path, *, folder: Path, corpus: str | None, execute: Callable[..., list[str]]
) -> Run:
    began = time.perf_counter()
    try:
        notebook = nbformat.read(source, as_version=4)
        opened = settings.study_path()
        if not speaks_of(opened, notebook, folder=source.parent):
            without_commentary(notebook)
        failures = execute(notebook, home=opened)
        if corpus and not failures:
            stamped(notebook, corpus)
        _write(notebook, folder / source.name)
    except Exception as error:  # whatever is wrong with one notebook, the others still run
        failures = [f"cannot be run: {_line(error)}"]
    named = [f"{source.stem}, {failure}" for failure in failures]
    return Run(source.stem, time.perf_counter() - began, named)


def _count_cells(notebook: Path) -> int:
    """The number of code cells, for the bar: a file that can't be read comes to light later."""
    return notebook.read_bytes().count(b'"cell_type": "code"')


def _length(notebook: Path) -> int:
    """The code cells but for commentary, by which the time it takes is guessed; 0 for a file that
    can't be read."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        return sum(
            cell["cell_type"] == "code" and TAG not in cell["metadata"].get("tags", [])
            for cell in cells
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return 0


def _execute(
    notebook: Any,
    *,
    stand: Path,
    home: Path,
    kernels: list[Kernel],
    tick: Callable[[], object],
) -> list[str]:
    """Run the cells of `notebook` in place; says cell and error where one fails."""
    kept = notebook.metadata.copy() | {"language_info": {"name": "python"}}
    _clear(notebook)
    with passing_folder() as private:
        kernel = Kernel(connection_file=str(private / "kernel.json"))
        kernels.append(kernel)
        client = NotebookClient(
            notebook,
            km=kernel,
            timeout=SECONDS_A_CELL,
            record_timing=False,
            coalesce_streams=True,
            allow_error_names=["FindingError"],
            on_cell_executed=lambda **_: tick(),
            resources={"metadata": {"path": str(stand)}},
        )
        stopped = []
        try:
            client.execute(
                transport_encryption="auto", env=_environment(str(private), home), cleanup_kc=True
            )
        except CellExecutionError:
            pass  # it stands in the cell
        except (CellTimeoutError, RuntimeError) as error:
            stopped = [f"cell [{client.code_cells_executed}]: {_line(error)}"]
        finally:
            kernels.remove(kernel)
            notebook.metadata = kept
    return _errors(notebook) + stopped


def _errors(notebook: Any) -> list[str]:
    """Each error in a cell's output, but for that by which a kernel is told to stop."""
    return [
        f"cell [{cell.execution_count}]: {output.ename}: {_first_line(output.evalue)}"
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error" and output.ename != "KeyboardInterrupt"
    ]


def _clear(notebook: Any) -> None:
    """Take out old outputs, so that none stands beside a cell that wasn't reached."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def _environment(private: str, home: Path) -> dict[str, str]:
    """What a kernel inherits: not the user's IPython start-up files, but this very package.

    What commentary is left is about the opened study, so that is its home.
    """
    own = {"IPYTHONDIR": private, "JUPYTER_RUNTIME_DIR": private, settings.HOME: str(home)}
    path = [str(checkout() or ""), os.environ.get("PYTHONPATH", "")]
    own["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    session = ("MPLBACKEND", "JPY_SESSION_NAME")  # of the one that runs the command
    return {k: v for k, v in (os.environ | own).items() if k not in session}


def _write(notebook: Any, target: Path) -> None:
    """Write `notebook` whole or not at all."""
    nbformat.validate(notebook)
    part = target.with_suffix(".part")
    part.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    os.replace(part, target)


def _line(error: Exception) -> str:
    return f"{type(error).__name__}: {_first_line(str(error))}"


def _first_line(message: str) -> str:
    return next((line.strip() for line in message.splitlines() if line.strip()), "")
