"""Set-up: done once, in any folder, and clear about what is missing."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture
def folder(tmp_path):
    """A checkout's set-up files in a folder with a space in its name."""
    folder = tmp_path / "a b"
    folder.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def script(path, body):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def make(folder, *arguments, **more):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"):
        environment.pop(name, None)
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=environment | more,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("target", "command"),
    [([], "report"), (["test"], "test"), (["lab"], "lab"), (["bench"], "bench")],
)
def test_set_up_that_is_done_is_not_done_again(folder, target, command):
    script(folder / ".venv/bin/python", 'echo "$@"')
    (folder / ".venv/ready").touch()
    assert make(folder, *target).stdout == f"-m analysis.cli {command}\n"


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_set_up_is_done_anew_when_what_it_installs_has_changed(folder, name):
    script(folder / ".venv/bin/python", 'echo "$@"')
    (folder / ".venv/ready").touch()
    os.utime(folder / name, (2e9, 2e9))
    assert "Setting up" in make(folder, "--dry-run").stdout


def test_a_python_that_cannot_make_environments_is_one_clear_line(folder):
    lame = script(folder / "bin" / "python-without-ensurepip", "exit 1")
    done = make(folder, f"PYTHON={lame.relative_to(folder)}")
    assert done.returncode != 0
    assert "apt install python3-venv" in done.stderr.splitlines()[0]
    assert not (folder / ".venv").exists()


def test_no_fitting_python_is_one_clear_line(folder):
    for name in ("python3", "python"):
        script(folder / "bin" / name, "exit 0")
    for name in ("sh", "grep", "make", "test", "echo"):
        (folder / "bin" / name).symlink_to(shutil.which(name))
    done = make(folder, PATH=str(folder / "bin"))
    assert done.returncode != 0
    assert done.stderr.startswith("No Python 3.11, 3.12 or 3.13 found")


def test_requirements_are_hashed_and_name_no_index():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all("==" in line for line in lines if not line.startswith(" "))
    assert not any("://" in line or line.startswith("-") for line in lines)
    assert sum("--hash=sha256:" in line for line in lines) > 500
