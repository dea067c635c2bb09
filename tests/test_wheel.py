"""The package in another environment, used from another folder, carries what it needs."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not (ROOT / "notebooks").is_dir(), reason="no notebooks yet")
USE = """
import sys
from pathlib import Path
import analysis
from analysis.corpus.articles import read_articles
from analysis.paths import bundled, checkout
from analysis.report.notebooks.notebooks import run_notebooks

assert checkout() is None
assert Path(analysis.__file__).is_relative_to(sys.prefix), analysis.__file__
assert len(read_articles()) == 5
first = sorted(bundled("notebooks").glob("*.ipynb"))[:1]
print(*run_notebooks(first, folder=Path("run")), sep="\\n")
"""


def run(*command, cwd, **more):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=cwd, env=environment | more, capture_output=True, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A wheel and a source archive, built without isolation and without a network."""
    folder = tmp_path_factory.mktemp("built")
    build = run(sys.executable, "-m", "hatchling", "build", "-d", str(folder), cwd=ROOT)
    assert build.returncode == 0, build.stderr
    return folder


@pytest.fixture(scope="module")
def python(built, tmp_path_factory):
    """The Python of another environment that has the wheel and sees the libraries of this one."""
    folder = tmp_path_factory.mktemp("other environment")
    venv.create(folder)
    windows = os.name == "nt"
    interpreter = folder / ("Scripts/python.exe" if windows else "bin/python")
    install = ["-m", "pip", "--python", str(interpreter), "install", "--quiet", "--no-index"]
    wheel = next(built.glob("*.whl"))
    done = run(sys.executable, *install, "--no-deps", str(wheel), cwd=folder)
    assert done.returncode == 0, done.stderr
    libraries = sysconfig.get_path("purelib", vars={"base": str(folder)})
    (Path(libraries) / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return str(interpreter)


def test_an_installed_package_reads_the_seeds_and_runs_a_notebook(python, tmp_path):
    done = run(python, "-c", USE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "failures=[]" in done.stdout, done.stdout
    assert list((tmp_path / "run").glob("*.ipynb"))
    assert not (tmp_path / "seeds").exists()


def test_its_command_asks_where_output_goes(python, tmp_path):
    framing = Path(python).with_name("framing")
    done = run(str(framing), "report", cwd=tmp_path)
    assert done.returncode == 2
    assert "--out FOLDER" in done.stderr
    assert not list(tmp_path.iterdir())


def test_the_version_to_cite_is_the_packages(built):
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.M)
    assert list(built.glob(f"media_framing-{cited[1]}-py3-none-any.whl"))


def test_the_archives_hold_what_the_package_needs(built):
    package = next(built.glob("*.whl"))
    assert package.stat().st_size < 40_000_000
    wheel = set(zipfile.ZipFile(package).namelist())
    with tarfile.open(next(built.glob("*.tar.gz"))) as source:
        inside = {name.split("/", 1)[-1] for name in source.getnames()}
    carried = [f"analysis/data/{path.name}" for path in (ROOT / "analysis/data").glob("*.*")]
    assert not {*carried, "analysis/py.typed"} - wheel
    for name in ("seeds", "notebooks"):
        files = [f"{name}/{path.name}" for path in (ROOT / name).glob("*.*")]
        assert not {f"analysis/bundled/{file}" for file in files} - wheel
        assert not set(files) - inside
    assert not {"Makefile", "requirements.txt", "LICENSE", "NOTICE", "CITATION.cff"} - inside
