"""The page of figures: each with how to cite it, its files, its numbers and their sentences."""

import base64
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.report.pages.site import TEMPLATES

KINDS = ("svg", "png", "csv", "json")
_IDS = re.compile(r"\S.*?:\d+-\d+(?= |$)")


class Room(NamedTuple):
    """How many rows of a figure's table the page has, and how many evidence ids a cell."""

    rows: int
    ids: int


WHOLE, PART = Room(500, 20), Room(60, 3)


def gallery(
    figures: Sequence[Mapping[str, Any]], folder: Path, *, titles: Mapping[str, str], room: Room
) -> str:
    """The body of the page with all `figures`, whose files stand in `folder`.

    `titles` are those of the notebooks' pages, by name.
    """
    shown = [
        {
            "name": figure["name"],
            "heading": figure["name"].replace("-", " ").capitalize(),
            "title": figure.get("title", figure["name"]),
            "caption": figure["caption"],
            "alt": figure.get("alt", figure["caption"]),
            "cite": figure["cite"],
            "width": figure.get("width", ""),
            "page": figure["notebook"] if figure["notebook"] in titles else "",
            "question": titles.get(figure["notebook"], ""),
            "picture": base64.b64encode((folder / f"{figure['name']}.svg").read_bytes()).decode(),
            "table": numbers(folder / f"{figure['name']}.csv", room),
        }
        for figure in figures
    ]
    return TEMPLATES.get_template("gallery.html.j2").render(figures=shown, kinds=KINDS)


def numbers(file: Path, room: Room) -> dict[str, Any]:
    """A figure's table as it is shown: evidence first, without columns that tell nothing."""
    table = pd.read_csv(file, dtype="str", keep_default_na=False)
    whole = len(table)
    table = table.head(room.rows)
    if {"article", "start", "end"} <= set(table) and "evidence" not in table:
        known = table["start"] != ""
        table["evidence"] = evidence_ids(table).where(known, "")
    table = table[[name for name in table if name != "by" and (table[name] != "").any()]]
    has_evidence = "evidence" in table
    if has_evidence:
        ids = [_some(cell, room.ids) for cell in table.pop("evidence")]
        table.insert(0, "evidence", ids)
    return {
        "columns": list(table), "rows": table.to_numpy().tolist(),
        "left": f"{whole - len(table):,}" if whole > len(table) else "", "evidence": has_evidence,
    }  # fmt: skip


def _some(cell: str, most: int) -> str:
    """The first ids of a cell, and how many more there are.

    >>> _some("a b:1-2 a b:3-4 a b:5-6", 2)
    'a b:1-2, a b:3-4 and 1 more'
    """
    ids = _IDS.findall(cell)
    rest = f" and {len(ids) - most} more" if len(ids) > most else ""
    return ", ".join(ids[:most]) + rest
