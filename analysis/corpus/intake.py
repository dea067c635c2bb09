"""Input rows in, articles out: each row is accepted or rejected with a reason, none is lost."""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from analysis.corpus.columns import Choice, rename
from analysis.corpus.faults import Fault, Note, ReadError, listed, refused, shown
from analysis.corpus.furniture import furniture
from analysis.corpus.languages import is_english, language
from analysis.corpus.published import day_comes_first, read_day
from analysis.corpus.readers.rows import Row
from analysis.statistics.answer import plural

LONGEST = 1_000_000  # characters; a long novel has as many
NULS = 0.1
LISTS = (
    ("Media Cloud", {"media_name", "media_url", "stories_id", "indexed_date"}),
    ("GDELT", {"documentidentifier", "globaleventid", "seendate", "socialimage", "sourceurl"}),
)
Cells = dict[str, object]


class Intake(NamedTuple):
    """What became of the input: articles by our column names, faults, and remarks on the whole."""

    articles: list[Cells]
    faults: list[Fault]
    notes: list[Note]


def sort_rows(
    items: Sequence[Row | Fault], *, chosen: Choice = (), day_first: bool | None = None
) -> Intake:
    """Each of `items` as an article or a fault, in their order; RuntimeError if one got lost.

    `chosen` are pairs (column, our name); `day_first` says how to read 03/04/2025, which without
    it is read as the other dates of its file show, or not at all.
    """
    named, faults = _named(items, chosen)
    order = _orders(named.values()) if day_first is None else {}
    taken: dict[int, Cells] = {}
    first: dict[str, str] = {}
    for number, (row, cells) in named.items():
        try:
            article = _article(row, cells, day_first=order.get(row.file, day_first))
            _new(article, row, first)
            taken[number] = article
        except ReadError as fault:
            about = f"{shown(row.about)}: " if row.about else ""
            faults[number] = Fault(row.file, row.row, about + fault.found, fault.remedy)
    notes = [
        Note(
            file, f"dates like 03/04/2025 read {'day' if first else 'month'} first, as others show"
        )
        for file, first in order.items()
    ]
    notes += _part_languages(taken, faults, items)
    check_balance(len(items), taken, faults)
    return Intake(list(taken.values()), [faults[number] for number in sorted(faults)], notes)


def check_balance(given: int, accepted: Iterable[int], rejected: Iterable[int]) -> None:
    """Raise RuntimeError unless each input row is either accepted or rejected.

    >>> check_balance(3, [0, 2], [1])
    """
    ends = sorted([*accepted, *rejected])
    if ends != list(range(given)):
        lost = sorted(set(range(given)) - set(ends))
        raise RuntimeError(
            f"{given} rows given, {len(ends)} accounted for: the {listed(lost) or 'same'} counted "
            "from 0 are lost or stand twice; this is a fault of the program, not of the corpus"
        )


def _named(
    items: Sequence[Row | Fault], chosen: Choice
) -> tuple[dict[int, tuple[Row, Cells]], dict[int, Fault]]:
    named, faults = {}, {}
    for number, item in enumerate(items):
        if isinstance(item, Fault):
            faults[number] = item
            continue
        try:
            named[number] = item, rename(dict(item.cells), chosen)
        except ReadError as fault:
            faults[number] = refused(fault, item.file, item.row)
    return named, faults


def _article(row: Row, cells: Cells, *, day_first: bool | None) -> Cells:
    """The labels and the text of a row; ReadError where it is no article."""
    if "text" not in cells:
        raise _no_text(row.cells)
    text = _text(cells["text"])
    labels: Cells = {name: _plain(cell) for name, cell in cells.items() if name != "text"}
    labels["source"] = labels.get("source") or row.outlet
    labels["article"] = labels.get("article") or _name(row)
    if not labels["source"]:
        raise _no_source(cells)
    if any(ord(mark) < 32 for mark in str(labels["article"])):
        raise ReadError("an id with control characters", "give the article a plain id")
    if labels.get("published"):
        labels["published"] = read_day(str(labels["published"]), day_first=day_first)
    digest = row.digest or hashlib.sha256(text.encode()).hexdigest()
    return labels | {"text": text, "text_sha256": digest, "excluded": _excluded(text)}


def _excluded(text: str) -> list[list[int]]:
    """The page furniture of a text; ReadError where no letter or digit stands outside it."""
    spans = furniture(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    gaps = (text[low:high] for low, high in zip(ends, starts, strict=True))
    if spans and not any(mark.isalnum() for gap in gaps for mark in gap):
        raise ReadError(
            "nothing left to read once page furniture is taken out", "add the text, or take it out"
        )
    return spans


def _name(row: Row) -> str:
    """The id of an article that has none: its file's name, and its row's number in a table."""
    name = str(PurePosixPath(row.file).with_suffix(""))
    return name if row.row is None else f"{name}-{row.row}"


def _no_source(cells: Cells) -> ReadError:
    if "source" in cells:
        return ReadError("source is empty", "fill it in")
    return ReadError(
        "nothing says from which outlet it is",
        "name the column with --map COLUMN=source, write a sources.csv with the columns file and "
        "source beside the files, or put them in a folder named like the outlet",
    )


def _text(text: object) -> str:
    """A cell as the text of an article; ReadError where it can't be one."""
    if text is None or (
        isinstance(text, str) and not text.strip(" \t\r\n\v\f\0\u00a0\u200b\ufeff")
    ):
        raise ReadError("no text in it", "add the text, or take it out")
    if not isinstance(text, str):
        raise ReadError(f"the text is no text but {shown(text)!r}", "give the words of the article")
    if len(text) > LONGEST:
        raise ReadError(
            f"a text of {len(text):,} characters; more than {LONGEST:,} is no article", "split it"
        )
    if text.count("\0") > NULS * len(text):
        raise ReadError("no text but bytes", "save it as UTF-8")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"half a character at {error.start}", "write the file as UTF-8") from error
    return text


def _no_text(cells: Mapping[str, object]) -> ReadError:
    names = {str(name).lower() for name in cells}
    for kind, columns in LISTS:
        if names & columns:
            return ReadError(
                f"a list of {kind}: addresses without texts",
                "save the pages that you may use as HTML and read their folder",
            )
    return ReadError(
        f"no column of texts but {listed(cells)}", "name the column: --map COLUMN=text"
    )


def _new(article: Cells, row: Row, first: dict[str, str]) -> None:
    """Remember an id; ReadError where another row has it."""
    name = str(article["article"])
    where = shown(row.file) if row.row is None else f"row {row.row}"
    if name in first:
        raise ReadError(
            f"article {shown(name)!r} is already in {first[name]}",
            "give each article one row and an id of its own",
        )
    first[name] = where


def _plain(cell: object) -> object:
    """A label as text, None where it says nothing."""
    if isinstance(cell, float):
        cell = None if math.isnan(cell) else int(cell) if cell.is_integer() else cell
    if isinstance(cell, date):
        cell = cell.date().isoformat() if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
        cell = "; ".join(cell)
    if isinstance(cell, dict | list):
        cell = json.dumps(cell, ensure_ascii=False, default=str)
    text = "" if cell is None else str(cell).strip()
    return text.encode("utf-8", "replace").decode() or None


def _orders(named: Iterable[tuple[Row, Cells]]) -> dict[str, bool]:
    """Whether the day comes first in the dates of each file whose own dates show it."""
    dates: dict[str, list[str]] = {}
    for row, cells in named:
        if isinstance(cell := cells.get("published"), str):
            dates.setdefault(row.file, []).append(cell.strip())
    orders = {file: day_comes_first(found) for file, found in dates.items()}
    return {file: first for file, first in orders.items() if first is not None}


def _part_languages(
    taken: dict[int, Cells], faults: dict[int, Fault], items: Sequence[Row | Fault]
) -> list[Note]:
    """Keep other languages apart from English articles; with none of these, only say so."""
    found = {number: _language(article) for number, article in taken.items()}
    other = {n: code for n, code in found.items() if code and not is_english(code)}
    if not other:
        return []
    if not any(code and is_english(code) for code in found.values()):
        codes = listed(sorted(set(other.values())))
        are = "is" if len(other) == 1 else "are"
        said = f"{plural(len(other), 'article')} {are} in {codes}: English measures find little"
        return [Note("languages", said)]
    for number, code in other.items():
        item = items[number]
        del taken[number]
        faults[number] = Fault(
            item.file, item.row, f"in another language than English ({shown(code)})",
            "read it in a corpus of its own, or say language en in its row",
        )  # fmt: skip
    return []


def _language(article: Cells) -> str | None:
    declared = article.get("language")
    return str(declared) if declared else language(str(article["text"]))
