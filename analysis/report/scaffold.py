"""A study of one's own, begun with an example that runs as it is."""

import re
import shutil
from pathlib import Path
from typing import Any

import nbformat

from analysis.paths import bundled
from analysis.report.notebooks.commentary import without_commentary
from analysis.report.study.commentary import TAG
from analysis.report.study.settings import SettingError

PROSE = "<!-- Your commentary on this corpus. -->"
CHECKED = '# finding("A sentence of yours about this corpus.", holds=True)'


def write_study(folder: Path) -> Path:
    """Write an example study into `folder`: texts, study.toml, the six notebooks, a README.

    Raises SettingError where the folder already holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingError(f"{folder} isn't empty: name a folder that isn't there yet")
    shutil.copytree(bundled("report/data/new"), folder, dirs_exist_ok=True)
    (folder / "notebooks").mkdir()
    for source in sorted(bundled("notebooks").glob("*.ipynb")):
        notebook = ready_for_commentary(nbformat.read(source, as_version=4))
        text = nbformat.writes(notebook) + "\n"
        (folder / "notebooks" / source.name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def ready_for_commentary(notebook: Any) -> Any:
    """`notebook`, changed in place: commentary and outputs out, two empty cells at each section."""
    without_commentary(notebook)
    cells: list[Any] = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if cell.cell_type == "markdown" and re.match(r"## ", cell.source):
            cells += _empty(len(cells))
        cells.append(cell)
    notebook.cells = cells
    return notebook


def _empty(place: int) -> list[Any]:
    """A cell for prose and one for a checked sentence."""
    new = nbformat.v4
    tagged = {"tags": [TAG]}
    return [
        new.new_markdown_cell(PROSE, metadata=dict(tagged), id=f"prose-{place}"),
        new.new_code_cell(CHECKED, metadata=dict(tagged), id=f"checked-{place}"),
    ]
