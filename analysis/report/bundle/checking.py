"""Kept figures against a fresh run: which cell of which table changed."""

from pathlib import Path

from analysis.report.bundle.catalogue import read_figures
from analysis.report.bundle.compare_tables import changed_cells, read_cells, told


def differences(kept: Path, fresh: Path) -> list[str]:
    """A line for each figure of the folder `kept` that a fresh run made otherwise, then its cells;
    no line where all are the same."""
    before, after = ({f["name"]: f for f in read_figures(folder)} for folder in (kept, fresh))
    lines = []
    for name in sorted({*before, *after}):
        if name not in after:
            lines.append(f"{name}: kept, but no longer made")
        elif name not in before:
            lines.append(f"{name}: new")
        else:
            changes = changed_cells(*(read_cells(each / f"{name}.csv") for each in (kept, fresh)))
            id_, now = before[name]["id"], after[name]["id"]
            if id_ != now:
                lines.append(f"{name}: {id_} is now {now}")
            elif len(changes):
                lines.append(f"{name}: the kept table isn't that of {id_}")
            lines += [f"  {line}" for line in told(changes)]
    return lines
