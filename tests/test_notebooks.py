"""The essays: their kept outputs are what a run gives now, and they keep to their form."""

import ast
import difflib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
pytestmark = pytest.mark.skipif(not NOTEBOOKS, reason="no notebooks yet")
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def texts(path):
    """What a notebook's cells say, a line at a time, without pictures and markup."""
    lines = []
    for cell in code(nbformat.read(path, as_version=4)):
        lines.append(f"--- {cell.source}")
        for output in cell.outputs:
            said = [output.get("text", ""), "\n".join(output.get("traceback", []))]
            said += [text for kind, text in output.get("data", {}).items() if "text/" in kind]
            plain = re.sub(r"<style.*?</style>|<[^>]*>", "", "\n".join(said), flags=re.S)
            lines += [line.strip() for line in plain.splitlines() if line.strip()]
    return lines


def test_every_notebook_runs_and_the_last_line_says_where_to_look(seed_report):
    assert seed_report.code == 0, seed_report.said
    assert seed_report.said.splitlines()[-1].endswith(
        f"Look at {Path('out', 'report', 'index.html')}"
    )


@each_notebook
def test_kept_outputs_are_current(path, seed_report):
    now = texts(seed_report.folder / "notebooks" / path.name)
    changed = "\n".join(difflib.unified_diff(texts(path), now, "kept", "now", lineterm="", n=1))
    assert not changed, f"{path.name} says something else now: run `make report`\n{changed}"


def test_where_the_encoder_is_missing_its_notebook_says_what_to_install():
    (path,) = (path for path in NOTEBOOKS if path.stem.startswith("6-"))
    missing = "import sys; sys.modules |= dict.fromkeys(['onnxruntime', 'tokenizers'])"
    cells = [cell.source for cell in code(nbformat.read(path, as_version=4))]
    script = "\n".join([missing, *cells, "print(study.encoder_note)"])
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=path.parent, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip().endswith("pip install 'media-framing[encoder]'")


@each_notebook
def test_a_notebook_is_small_and_its_outputs_are_plain(path):
    assert path.stat().st_size <= 500_000
    kept = "\n".join(texts(path))
    assert not re.search(r" at 0x[0-9a-f]{6}", kept), "the repr of an object changes with each run"
    assert not re.search(r"(/tmp|/home|/root|/Users|\b[A-Z]:\\)[/\\]", kept), (
        "a path of one machine"
    )
    notebook = nbformat.read(path, as_version=4)
    streams = [output.get("name") for cell in code(notebook) for output in cell.outputs]
    assert "stderr" not in streams, "a warning stands in the essay"


@each_notebook
def test_an_essay_defines_nothing_and_loops_nowhere(path):
    source = "\n".join(cell.source for cell in code(nbformat.read(path, as_version=4)))
    loud = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While)
    found = [node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, loud)]
    assert not found, [source.splitlines()[line - 1] for line in found]


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The documented conversion, in a folder with nothing but the notebooks."""
    folder = tmp_path_factory.mktemp("plain")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    own = {"FRAMING_OUT": str(folder), "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    scripts = Path(sys.executable).parent
    run = subprocess.run(
        "jupyter nbconvert --to html --execute notebooks/*.ipynb",
        shell=True,
        cwd=folder,
        env=os.environ | own | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
    )
    return folder, run


def test_plain_nbconvert_needs_no_arguments(converted):
    folder, run = converted
    assert run.returncode == 0, run.stderr
    pages = {page.stem for page in (folder / "notebooks").glob("*.html")}
    assert pages == {path.stem for path in NOTEBOOKS}


def test_figures_are_the_same_bytes_whichever_way_notebooks_are_run(converted, seed_report):
    assert bytes_of(converted[0]) == bytes_of(seed_report.folder)


def bytes_of(folder):
    figures = (folder / "figures").iterdir()
    return {file.name: file.read_bytes() for file in figures if file.name != "README.md"}
