"""A run is whole or not there: what is in the way, what stays, what goes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.report.notebooks.passing import OWNER, passing_folder
from analysis.report.placing import check_place, place

ROOT = Path(__file__).resolve().parents[2]


def write(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def figure(name, digest, cell):
    return {
        f"figures/{name}.json": json.dumps({"id": f"{name}-{digest}", "cite": "c"}),
        f"figures/{name}.csv": f"a\n{cell}\n",
    }


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


FIRST = {
    **figure("tone", "0" * 12, 1),
    **figure("terms", "2" * 12, 1),
    "notebooks/1.ipynb": "first",
    "report/index.html": "first",
    "report/articles/a.html": "first",
}
SECOND = {
    **figure("tone", "1" * 12, 2),
    "notebooks/1.ipynb": "second",
    "report/index.html": "second",
}
THEIRS = {"figures/mine.json": "[1]", "figures/mine.txt": "mine", "report/mine.html": "mine"}


@pytest.fixture
def twice(tmp_path, caplog):
    """A report, then files of its user, then a report that makes less."""
    root = tmp_path / "out"
    for made in (FIRST, THEIRS | {"figures/earlier/tone-x.csv": "x"}, SECOND):
        folder = root if made not in (FIRST, SECOND) else root / "framing-run"
        write(folder, made)
        if folder != root:
            place(folder, root)
    return files(root), caplog.text


def test_a_report_takes_the_place_of_the_earlier_one(twice):
    there, _ = twice
    assert {name: there[name] for name in SECOND} == SECOND
    assert "report/articles/a.html" not in there


def test_tables_of_replaced_figures_are_kept_beside_earlier_ones(twice):
    there, _ = twice
    assert there["figures/earlier/tone-000000000000.csv"] == "a\n1\n"
    assert there["figures/earlier/tone-x.csv"] == "x"


def test_what_the_run_did_not_make_is_left_and_named(twice):
    there, said = twice
    assert {name: there[name] for name in THEIRS} == THEIRS
    assert there["figures/terms.csv"] == "a\n1\n"
    assert said.count("not made by this run, left as it was") == 1
    assert "figures/mine.json, figures/mine.txt, figures/terms.csv, figures/terms.json" in said


def test_a_folder_in_the_way_of_a_file_stops_before_anything_moves(tmp_path):
    root = tmp_path / "out"
    write(root / "framing-run", SECOND)
    (root / "report" / "index.html").mkdir(parents=True)
    with pytest.raises(IsADirectoryError, match="a folder is in the way"):
        place(root / "framing-run", root)
    assert not [name for name in files(root) if not name.startswith("framing-run/")]


@pytest.mark.parametrize("way", ["", "out", "out/figures", "out/report"])
def test_a_file_in_the_way_of_a_folder_is_named(way, tmp_path):
    write(tmp_path, {f"base/{way}".rstrip("/"): "a file"})
    with pytest.raises(NotADirectoryError) as error:
        check_place(tmp_path / "base" / "out")
    assert error.value.filename == str(tmp_path / "base" / way)


def test_ctrl_c_waits_until_all_is_in_place(tmp_path, monkeypatch):
    root = tmp_path / "out"
    write(root / "framing-run", SECOND)
    replace = os.replace
    interrupted = lambda *paths: (os.kill(os.getpid(), signal.SIGINT), replace(*paths))  # noqa: E731
    monkeypatch.setattr("analysis.report.placing.os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        place(root / "framing-run", root)
    assert {name: files(root)[name] for name in SECOND} == SECOND


@pytest.mark.parametrize(
    ("owner", "goes"),
    [
        ("gone", True),
        ("alive", False),
        ("gone elsewhere", False),
        ("no number", False),
        (None, False),
    ],
)
def test_a_killed_runs_folder_goes_at_the_next_and_no_other(owner, goes, tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    here = os.uname().nodename
    lines = {
        "gone": f"{ended.pid} {here}",
        "alive": f"{os.getpid()} {here}",
        "gone elsewhere": f"{ended.pid} elsewhere",
        "no number": f"x {here}",
    }
    write(tmp_path, {"framing-old/kernel.json": "key", "other/framing.pid": lines["gone"]})
    if owner:
        write(tmp_path, {f"framing-old/{OWNER}": lines[owner]})
    with passing_folder(tmp_path) as folder:
        assert (folder / OWNER).is_file()
    assert (tmp_path / "framing-old").exists() is not goes
    assert (tmp_path / "other").exists()
    assert not folder.exists()


def study(tmp_path, *cells):
    """A study with one notebook of these cells."""
    from nbformat import write as write_notebook
    from nbformat.v4 import new_code_cell, new_notebook

    write(
        tmp_path / "study",
        {
            "study.toml": 'title = "A study"\ngroup = "source"\n',
            "sources.csv": "file,source\na.txt,A\nb.txt,B\n",
            "a.txt": "The talks opened on Tuesday. They were good.",
            "b.txt": "The talks closed on Friday. They were bad.",
        },
    )
    (tmp_path / "study" / "notebooks").mkdir()
    notebook = new_notebook(cells=[new_code_cell(cell, id=f"c{n}") for n, cell in enumerate(cells)])
    write_notebook(notebook, tmp_path / "study" / "notebooks" / "1-one.ipynb")
    return tmp_path / "study"


def report(tmp_path, out, *cells, wait=True):
    corpus = study(tmp_path, *cells)
    running = subprocess.Popen(
        [sys.executable, "-m", "analysis.cli", "report", "--corpus", corpus, "--out", out],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # a test that runs in the background inherits that Ctrl-C is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    if wait:
        running.wait(120)
    return running


EXPORT = """
import pandas as pd
from matplotlib.figure import Figure
from analysis.report.bundle.export import export_figure
export_figure(Figure(), name="tone", data=pd.DataFrame({"a": [1]}), caption="c", parameters={})
"""


def test_a_notebook_that_fails_leaves_no_figure_of_another_corpus_in_the_report(tmp_path):
    out = tmp_path / "out"
    write(out, figure("tone", "9" * 12, 1) | {"figures/tone.svg": "<svg/>", "figures/tone.png": ""})
    failed = report(tmp_path, out, "1 / 0", EXPORT)
    assert failed.returncode == 1, failed.stderr.read()
    assert "failed: 1-one, cell [1]: ZeroDivisionError" in failed.stdout.read()
    page = (out / "report" / "index.html").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in page
    assert "tone" not in page
    assert not list((out / "report").rglob("tone*"))
    assert (out / "figures" / "tone.svg").read_text(encoding="utf-8") == "<svg/>"
    assert (out / "notebooks" / "1-one.ipynb").is_file()


@pytest.mark.parametrize("place", ["/proc/out", "/dev/null", "/dev/null/out"])
def test_a_place_that_cannot_be_written_is_one_line(place, tmp_path):
    refused = report(tmp_path, place, EXPORT)
    lines = refused.stderr.read().splitlines()
    assert refused.returncode == 2
    assert len(lines) == 1, lines
    assert lines[0].startswith("framing: /")


def test_ctrl_c_is_one_line_and_nothing_half_written(tmp_path):
    out = tmp_path / "out"
    running = report(
        tmp_path, out, EXPORT, "open('started', 'w').close()\nimport time; time.sleep(300)",
        wait=False,
    )  # fmt: skip
    started = out / "notebooks" / "started"
    for _ in range(600):
        if started.exists():
            break
        time.sleep(0.1)
    assert started.exists()
    started.unlink()
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert said.splitlines() == ["framing: stopped"]
    assert [name for name in files(out) if not name.startswith(".cache/")] == []
    assert not list(tmp_path.glob("framing-*"))
