"""Figures to hand on: every format, references, and a catalogue that pandoc reads."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.report.bundle.catalogue import read_figures
from analysis.report.bundle.references import (
    Citation,
    article_references,
    bibtex,
    csl_json,
    figure_reference,
    software_reference,
)

KINDS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "json": "application/json",
}
CATALOGUE = "catalogue.md"


def hand_on(
    figures: Path, folder: Path, *, articles: pd.DataFrame, citation: Citation
) -> list[Path]:
    """Copy all figures of `figures` to `folder`, with references and a catalogue.

    `citation` says how the study is cited. The files written, in order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = read_figures(figures)
    written = []
    for figure in told:
        for kind in KINDS:
            file = figures / f"{figure['name']}.{kind}"
            if file.is_file():
                written.append(Path(shutil.copy(file, folder)))
    references = [*(figure_reference(figure, citation) for figure in told), software_reference()]
    references += article_references(articles)
    texts = {
        "references.bib": bibtex(references),
        "references.json": csl_json(references),
        CATALOGUE: catalogue(told),
        "ro-crate-metadata.json": crate(told, written, citation),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        written.append(folder / name)
    return written


def catalogue(figures: Sequence[dict[str, Any]]) -> str:
    """The figures in pandoc's Markdown: picture, alternative text, caption, citation.

    A picture alone in its paragraph would get its caption as alternative text before pandoc 3; so
    a line end stands behind it, and the caption is a paragraph of its own.
    """
    parts = ["# Figures\n"]
    for figure in figures:
        parts.append(
            f"## {_plain(figure.get('title', figure['name']))}\n\n"
            f"![{_plain(figure.get('alt', figure['caption']))}]({figure['name']}.png)"
            "{width=100%}\\\n\n"
            f'::: {{custom-style="Image Caption"}}\n{_plain(figure["caption"])}\n:::\n\n'
            f"{_plain(figure['cite'])}\n"
        )
    return "\n".join(parts)


def crate(figures: Sequence[dict[str, Any]], files: Sequence[Path], citation: Citation) -> str:
    """The folder described as an RO-Crate 1.1; without a day of release it has no date."""
    titles = {figure["name"]: figure for figure in figures}
    parts = [
        {
            "@id": file.name,
            "@type": "File",
            "name": titles[file.stem].get("title", file.stem),
            "description": titles[file.stem]["caption"],
            "identifier": titles[file.stem]["id"],
            "encodingFormat": KINDS[file.suffix[1:]],
        }
        for file in files
        if file.stem in titles
    ]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": citation.title,
        **({"datePublished": citation.released} if citation.released else {}),
        "license": citation.license,
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    graph = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, root, *parts]}
    return json.dumps(graph, indent=2, ensure_ascii=False) + "\n"


def _plain(text: str) -> str:
    """Text that pandoc reads as text."""
    return "".join(f"\\{mark}" if mark in "\\`*_{}[]<>()#+-.!|$~^@\"'" else mark for mark in text)
