"""The catalogue of a folder of figures: what each shows, where it comes from, how to cite it."""

import json
from pathlib import Path
from typing import Any

NAME = "README.md"


def read_figures(folder: Path) -> list[dict[str, Any]]:
    """What the JSON beside each figure of `folder` says, with its file `name`, sorted by name.

    Other JSON that lies there is passed over.
    """
    told = ({"name": file.stem} | _read(file) for file in sorted(folder.glob("*.json")))
    return [figure for figure in told if str(figure.get("id")).startswith(f"{figure['name']}-")]


def _read(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def write_catalogue(folder: Path) -> Path:
    """Write ``README.md`` of a figures folder from the JSON beside each figure."""
    parts = [
        "# Figures\n\nMade by the notebooks; this page is made with them. Each figure is a picture "
        "(SVG, PNG), the table it was drawn from (CSV) and its origin (JSON). The twelve digits at "
        "the end of an id are the hash of that table: cite them, and a changed number shows.\n"
    ]
    for figure in read_figures(folder):
        name = figure["name"]
        parts.append(
            f"## {name}\n\n![{_plain(figure.get('alt', figure['caption']))}]({name}.png)\n\n"
            f"{_plain(figure['caption'])}\n\n"
            f"* id `{figure['id']}`, notebook `{figure['notebook']}`\n"
            f"* data [{name}.csv]({name}.csv), origin [{name}.json]({name}.json), "
            f"vector [{name}.svg]({name}.svg)\n* cite as: {figure['cite']}\n"
        )
    page = folder / NAME
    page.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    return page


def _plain(text: str) -> str:
    """Text without the marks that would make it a link or markup."""
    return text.translate(str.maketrans("<>[]", "‹›()"))
