"""Imports go one way, from room to room, and the three measures don't know of each other."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "analysis"
BASE = {"arrays", "paths", "version"}
BELOW = {
    "arrays": set(),
    "paths": set(),
    "version": set(),
    "text": BASE,
    "statistics": BASE,
    "corpus": BASE | {"text", "statistics"},
    "tone": BASE | {"text", "statistics", "corpus"},
    "voices": BASE | {"text", "statistics", "corpus"},
    "wording": BASE | {"text", "statistics", "corpus"},
    "story": BASE | {"text", "statistics", "corpus", "tone", "voices", "wording"},
}
BELOW["figures"] = BELOW["story"] | {"story"}
BELOW["scale"] = BELOW["figures"]
BELOW["report"] = BELOW["figures"] | {"figures", "scale"}
BELOW["cli"] = BELOW["report"] | {"report"}
# within the report; what stands beside these four may import all of them
INNER = {
    "study": set(),
    "notebooks": {"study"},
    "bundle": {"study"},
    "pages": {"study", "notebooks", "bundle"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(source, package="analysis."):
    """The names directly under `package` that a module imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        inner = (name.removeprefix(package) for name in names if name.startswith(package))
        yield from (name.split(".")[0] for name in inner)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_from_its_own_room_or_those_below(path):
    own = room(path)
    above = set(imported(path.read_text(encoding="utf-8"))) - BELOW[own] - {own}
    assert not above, (
        f"{path.name} stands in {own}, which knows nothing of {', '.join(sorted(above))}"
    )


@pytest.mark.parametrize("path", [m for m in MODULES if m.parent.name in INNER], ids=str)
def test_within_the_report_imports_go_one_way(path):
    own = path.parent.name
    above = set(imported(path.read_text(encoding="utf-8"), "analysis.report.")) - INNER[own] - {own}
    assert not above, (
        f"{path.name} stands in {own}, which knows nothing of {', '.join(sorted(above))}"
    )


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("__init__.py")), ids=str)
def test_packages_hand_names_on_and_hold_no_logic(path):
    allowed = (ast.Import, ast.ImportFrom, ast.Expr, ast.Assign)
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert all(isinstance(node, allowed) for node in body)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import os\nfrom analysis.text.tokens import tokenize", ["text"]),
        ("import analysis.figures.canvas", ["figures"]),
        ("from analysis import compare", ["compare"]),
        ("def f():\n    from analysis.wording import terms", ["wording"]),
        ("from analyses.corpus import x", []),
    ],
)
def test_imports_are_found_wherever_they_stand(source, names):
    assert list(imported(source)) == names


def test_names_are_loaded_when_they_are_used():
    script = (
        "import sys, analysis; before = 'pandas' in sys.modules; analysis.read_articles;"
        "print(before, 'pandas' in sys.modules, 'matplotlib' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True", "False"]
