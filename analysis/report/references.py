"""References to a figure, the software and the articles, as BibTeX and CSL-JSON."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

from analysis.report.settings import SettingError
from analysis.version import __version__

_TEX = {mark: f"\\{mark}" for mark in "&%$#_{}"}
_TEX |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


class Reference(NamedTuple):
    """One thing to cite; `date` is year, month, day or a beginning of it, empty if unknown."""

    key: str
    kind: str
    title: str
    authors: tuple[str, ...]
    date: tuple[int, ...]
    url: str
    container: str
    note: str


def read_citation(file: Path) -> dict[str, Any]:
    """The CITATION.cff of a study; raises SettingError naming what it lacks."""
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingError(f"{file}: can't be read as CITATION.cff ({error})") from error
    lacking = [key for key in ("title", "authors", "date-released") if not (told or {}).get(key)]
    if lacking:
        raise SettingError(f"{file}: no {', '.join(lacking)}; add it, references are made from it")
    return dict(told)


def figure_reference(origin: Mapping[str, Any], citation: Mapping[str, Any]) -> Reference:
    """A figure as its study publishes it; the study's date-released is its date."""
    return Reference(
        origin["id"], "graphic", str(origin.get("title") or origin["caption"]),
        _authors(citation), _date(citation["date-released"]), str(citation.get("url", "")),
        str(citation["title"]), str(origin["cite"]),
    )  # fmt: skip


def software_reference() -> Reference:
    """The software that made it."""
    title = "media-framing: how outlets of different countries frame the same event"
    authors = ("the media-framing authors",)
    return Reference(
        "media-framing", "software", title, authors, (), "", "", f"version {__version__}"
    )


def article_references(articles: pd.DataFrame) -> list[Reference]:
    """The articles of a corpus, by title, source, date and address as far as they are known."""
    known = articles.reindex(columns=["article", "title", "source", "published", "url", "author"])
    return [
        Reference(
            f"article-{row.article}", "article-newspaper", _text(row.title) or f"[{row.article}]",
            (_text(row.author),) if _text(row.author) else (), _date(row.published),
            _text(row.url), _text(row.source), "",
        )
        for row in known.itertuples()
    ]  # fmt: skip


def bibtex(references: Iterable[Reference]) -> str:
    """The references as BibTeX; every mark that TeX would read is escaped."""
    return "\n".join(map(_entry, references))


def csl_json(references: Iterable[Reference]) -> str:
    """The references as CSL-JSON, which Zotero and pandoc read."""
    return json.dumps(list(map(_item, references)), indent=2, ensure_ascii=False) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    """One entry of CSL-JSON, without what isn't known."""
    item = {
        "id": reference.key,
        "type": reference.kind,
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "issued": {"date-parts": [list(reference.date)]} if reference.date else None,
        "URL": reference.url,
        "container-title": reference.container,
        "note": reference.note,
    }
    return {key: value for key, value in item.items() if value}


def _entry(reference: Reference) -> str:
    fields = {
        "title": _escaped(reference.title),
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in reference.authors),
        "year": str(reference.date[0]) if reference.date else "",
        "howpublished": _escaped(reference.container),
        "url": reference.url.translate(_ADDRESS),
        "note": _escaped(reference.note),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    key = re.sub(r"[^A-Za-z0-9_:.-]", "-", reference.key)
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return "".join(_TEX.get(mark, mark) for mark in text)


def _authors(citation: Mapping[str, Any]) -> tuple[str, ...]:
    names = []
    for author in citation["authors"]:
        parts = (author.get("given-names"), author.get("family-names"))
        names.append(str(author.get("name") or " ".join(str(part) for part in parts if part)))
    return tuple(names)


def _date(value: object) -> tuple[int, ...]:
    if value is None or pd.isna(value):
        return ()
    day = pd.Timestamp(value)
    return (day.year, day.month, day.day)


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
