import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.report.notebooks.notebooks import run_notebooks

FINE = [
    "import pandas as pd",
    "print('one'); print('two')",
    "pd.DataFrame({'a': [1, 2]})",
]
FAILS = [
    "import analysis",
    "from analysis.report.notebooks.findings import finding; finding('Three is two.', False)",
    "print('so far')",
    "from analysis.report.study.opened import open_corpus; open_corpus('b-fails', declared='')",
    "print('never')",
]


def write(path, sources):
    cells = [new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    old = nbformat.v4.new_output("stream", text="an old output")
    cells[-1].outputs = [old]
    nbformat.write(new_notebook(cells=cells), path)
    return path


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A broken file, a notebook that fails and a fine one, run in this order."""
    folder = tmp_path_factory.mktemp("notebooks with a space")
    (folder / "a-broken.ipynb").write_text("{not JSON", encoding="utf-8")
    notebooks = [
        folder / "a-broken.ipynb",
        write(folder / "b-fails.ipynb", FAILS),
        write(folder / "c-fine.ipynb", FINE),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_TYPO", "1")
        return list(run_notebooks(notebooks, folder=folder / "out")), folder


def test_each_failure_is_one_line_and_the_others_still_run(ran):
    runs, _ = ran
    broken, false, fails = [failure for run in runs for failure in run.failures]
    assert broken.startswith("a-broken, cannot be run: ")
    assert false == "b-fails, cell [2]: FindingError: no longer true: Three is two."
    assert fails.startswith("b-fails, cell [4]: SettingError: FRAMING_TYPO: no such setting")
    assert "\n" not in broken + false + fails
    assert [len(run.failures) for run in runs] == [1, 2, 0]


def test_a_notebook_that_fails_is_kept_as_far_as_it_ran(ran):
    _, folder = ran
    notebook = nbformat.read(folder / "out" / "b-fails.ipynb", as_version=4)
    kinds = [[output.output_type for output in cell.outputs] for cell in notebook.cells]
    assert kinds == [[], ["error"], ["stream"], ["error"], []]


def test_a_second_run_gives_the_same_bytes(ran):
    _, folder = ran
    first = (folder / "out" / "c-fine.ipynb").read_bytes()
    assert list(run_notebooks([folder / "out" / "c-fine.ipynb"], folder=folder / "again"))
    assert (folder / "again" / "c-fine.ipynb").read_bytes() == first


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("import time; time.sleep(60)", "CellTimeoutError: A cell timed out"),
        ("import os; os._exit(1)", "DeadKernelError: Kernel died"),
    ],
)
def test_a_cell_that_never_ends_or_kills_its_kernel_is_named(source, error, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.report.notebooks.notebooks.SECONDS_A_CELL", 2)
    notebook = write(tmp_path / "d.ipynb", ["print('so far')", source, "print('never')"])
    (run,) = run_notebooks([notebook], folder=tmp_path / "out")
    assert len(run.failures) == 1
    assert run.failures[0].startswith(f"d, cell [2]: {error}")
    kept = nbformat.read(tmp_path / "out" / "d.ipynb", as_version=4)
    assert [len(cell.outputs) for cell in kept.cells[::2]] == [1, 0]


def test_no_timing_and_no_kernel_version_is_kept(ran):
    _, folder = ran
    notebook = json.loads((folder / "out" / "c-fine.ipynb").read_text(encoding="utf-8"))
    assert notebook["metadata"] == {"language_info": {"name": "python"}}
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
