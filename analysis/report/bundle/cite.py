"""Where a picture comes from: the figure, its data and citation, and whether it is current."""

import json
from pathlib import Path
from typing import Any

from analysis.report.bundle.compare_tables import changed_cells, read_cells, told
from analysis.report.bundle.handing_on import CATALOGUE
from analysis.report.bundle.stamps import Stamp, read_stamp
from analysis.report.study.settings import output_root
from analysis.statistics.answer import plural

EARLIER = "earlier"  # folder beside the figures with the tables of replaced ones


def cite(file: Path, *, figures: Path | None = None) -> str:
    """What is known of a picture found anywhere: caption, citation, data, and its standing.

    `figures` is the folder with the kept figures; without it they are those beside the picture,
    else the study's. Raises StampError where the file tells of no figure.
    """
    stamp = read_stamp(file)
    figures = figures or _beside(file, stamp) or output_root() / "figures"
    lines = [
        stamp.title or stamp.id,
        stamp.caption,
        f"Cite as: {stamp.cite}",
        f"Figure: {stamp.id}",
        f"Fingerprint of its data: {stamp.id[-12:]}",
        *standing(stamp, figures),
    ]
    return "\n".join(line for line in lines if line)


def standing(stamp: Stamp, figures: Path) -> list[str]:
    """Whether the figure is the kept one, an earlier version with what changed, that of another
    corpus, or unknown."""
    name = _name(stamp)
    kept = _origin(figures / f"{name}.json")
    if kept is None:
        return [f"Not among the figures in {figures}."]
    if kept["id"] == stamp.id:
        same = kept["cite"] == stamp.cite
        return ["Current." if same else f"The data are current; cite it now as: {kept['cite']}"]
    lines = [f"An earlier version: the figure is now {kept['id']}."]
    before = figures / EARLIER / f"{stamp.id}.csv"
    if before.is_file():
        changes = changed_cells(read_cells(before), read_cells(figures / f"{name}.csv"))
        return [*lines, f"What changed ({plural(len(changes), 'cell')}):", *told(changes)]
    mine, theirs = (cited.rpartition(", corpus ")[2] for cited in (stamp.cite, kept["cite"]))
    if mine != theirs:
        return [f"A figure of another corpus: {mine}; the figures in {figures} are of {theirs}."]
    return [*lines, "Its table is not kept, so what changed can't be shown."]


def keep_earlier(figures: Path, name: str, *, replaced_by: str) -> None:
    """Before a kept figure gets other data, put its table where `cite` finds it."""
    kept = _origin(figures / f"{name}.json")
    table = figures / f"{name}.csv"
    if kept and kept["id"] != replaced_by and table.is_file():
        folder = figures / EARLIER
        folder.mkdir(exist_ok=True)
        (folder / f"{kept['id']}.csv").write_bytes(table.read_bytes())


def _name(stamp: Stamp) -> str:
    return stamp.id[:-13]


def _beside(file: Path, stamp: Stamp) -> Path | None:
    """The folder of the picture where it keeps that figure; one that was handed on only copies."""
    folder = file.resolve().parent
    kept = (folder / f"{_name(stamp)}.json").is_file() and not (folder / CATALOGUE).exists()
    return folder if kept else None


def _origin(file: Path) -> dict[str, Any] | None:
    """What a figure's JSON says; None where there is none."""
    if not file.is_file():
        return None
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told
