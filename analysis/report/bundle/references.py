"""References to a figure, the software and the articles, as BibTeX and CSL-JSON."""

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

from analysis.corpus.articles import SEEDS
from analysis.paths import bundled
from analysis.report.study.plan import NAME, Plan
from analysis.report.study.settings import SettingError
from analysis.version import __version__

_TEX = {mark: f"\\{mark}" for mark in "&%$#_{}"}
_TEX |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
CITATION = "CITATION.cff"
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


class Citation(NamedTuple):
    """How a study is cited; what isn't known is empty, `released` is ISO 8601."""

    title: str
    authors: tuple[str, ...]
    released: str
    url: str
    license: str


def citation_of(plan: Plan) -> Citation:
    """How a study is cited: title and authors as its study.toml has them, the day it was released,
    address, licence, and authors if study.toml names none, from a CITATION.cff beside it.

    The seeds' is the project's. Raises SettingError, in one line, where that file is at fault.
    """
    file = bundled(CITATION) if plan.folder == SEEDS else plan.folder / CITATION
    told = _read(file) if file.is_file() else {}
    return Citation(
        plan.title, plan.authors or _authors(told.get("authors") or [], file),
        _released(told.get("date-released"), file), str(told.get("url") or ""),
        str(told.get("license") or ""),
    )  # fmt: skip


def figure_reference(origin: Mapping[str, Any], citation: Citation) -> Reference:
    """A figure as its study publishes it; the day the study was released is its date."""
    return Reference(
        origin["id"], "graphic", str(origin.get("title") or origin["caption"]),
        citation.authors, _date(citation.released or None), citation.url,
        citation.title, str(origin["cite"]),
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


def _read(file: Path) -> dict[str, Any]:
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        found = " ".join(str(error).split())
        raise SettingError(f"{file}: no YAML ({found}); mend it or take it away") from error
    if not isinstance(told or {}, dict):
        raise SettingError(f"{file}: no CITATION.cff; write lines of the form date-released: DAY")
    return told or {}


def _authors(authors: object, file: Path) -> tuple[str, ...]:
    names = []
    for author in authors if isinstance(authors, list) else [authors]:
        told = author if isinstance(author, dict) else {}
        parts = (told.get("given-names"), told.get("family-names"))
        names.append(str(told.get("name") or " ".join(str(part) for part in parts if part)))
    if not all(names):
        raise SettingError(f'{file}: authors can\'t be read; write authors = ["A name"] in {NAME}')
    return tuple(names)


def _released(day: object, file: Path) -> str:
    if day is None:
        return ""
    try:
        return datetime.date.fromisoformat(str(day)).isoformat()
    except ValueError as error:
        found = f"date-released {str(day)!r} is no day"
        raise SettingError(f"{file}: {found}; write it as 2025-01-31 or take it out") from error


def _date(value: object) -> tuple[int, ...]:
    if value is None or pd.isna(value):
        return ()
    day = pd.Timestamp(value)
    return (day.year, day.month, day.day)


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
