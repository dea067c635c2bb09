"""Files in, the articles table out; the text is never edited, page furniture only marked."""

import hashlib
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.damage import damage_column
from analysis.corpus.faults import CorpusError as CorpusError
from analysis.corpus.faults import Fault, Note, error, shown
from analysis.corpus.intake import Cells, sort_rows
from analysis.corpus.readers.folders import read_place
from analysis.corpus.readers.rows import Row
from analysis.paths import bundled
from analysis.statistics.answer import plural

SEEDS = bundled("seeds")
COLUMNS = (
    "article", "source", "origin", "style", "basis", "confidence", "alternatives", "title",
    "published", "url", "language",
)  # fmt: skip
MADE = ("text", "excluded", "text_sha256")
REJECTED = ("file", "row", "reason", "remedy")
_log = logging.getLogger("analysis")


class Corpus(NamedTuple):
    """What was read: `given` input rows are the `articles` and the `rejected` (file, row, reason,
    remedy), no more and no less. `notes` say what was taken to be so: encodings, orders of dates,
    files that were passed over."""

    articles: pd.DataFrame
    rejected: pd.DataFrame
    notes: list[str]
    given: int


def read_articles(
    path: str | Path = SEEDS,
    *,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    strict: bool = False,
) -> pd.DataFrame:
    """The articles table of a folder, a zip archive or a table of articles.

    One row an article: `article` (its id), `text` as it was read (of ``.txt`` exactly as decoded,
    line ends kept, a byte-order mark dropped), every further column of the input, `damage` (the
    kinds of it in the text, each logged), `excluded` (a list of [start, end] of page furniture) and
    `text_sha256` (of the ``.txt`` file's bytes, else of the text). What is rejected is logged as a
    warning and stands in `read_corpus`, which takes the same arguments. Raises CorpusError where
    nothing is left.

    >>> read_articles().loc[0, ["article", "source", "style", "language"]].tolist()
    ['000', 'Digest A', 'unplaced', 'en']
    """
    corpus = read_corpus(path, columns=columns, day_first=day_first, strict=strict)
    for note in corpus.notes:
        _log.info("%s", note)
    if len(corpus.rejected):
        first = Fault(*corpus.rejected.astype(object).where(corpus.rejected.notna(), None).iloc[0])
        _log.warning(
            "%s: %d of %d given rows rejected; the first: %s",
            shown(path, limit=200), len(corpus.rejected), corpus.given, first,
        )  # fmt: skip
    return corpus.articles


def read_corpus(
    path: str | Path = SEEDS,
    *,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    strict: bool = False,
) -> Corpus:
    """Everything that stands at `path`, each input row accepted or rejected.

    `columns` gives our name to columns of the input, as in ``{"outlet": "source"}``; `day_first`
    reads 03/04/2025 as April or (False) as March, which is not guessed. `strict` raises
    CorpusError at the first row that can't be read; without it only an input of which nothing is
    left, or a ``sources.csv`` without its columns, is one.
    """
    chosen = tuple((columns or {}).items())
    items, notes = _read_items(path, chosen, strict=strict)
    _check_chosen(path, columns or {}, items)
    intake = sort_rows(items, chosen=chosen, day_first=day_first)
    if not intake.articles or (strict and intake.faults):
        raise error(path, _grouped(intake.faults)[: 1 if strict else None] or [_nothing(path)])
    rejected = pd.DataFrame(intake.faults, columns=list(REJECTED), dtype="object")
    rejected = rejected.astype({"file": "str", "row": "Int64", "reason": "str", "remedy": "str"})
    said = [str(note) for note in [*notes, *intake.notes]]
    return Corpus(articles_table(intake.articles), rejected, said, len(items))


def _read_items(
    path: str | Path, chosen: tuple[tuple[str, str], ...], *, strict: bool
) -> tuple[list[Row | Fault], list[Note]]:
    """The rows and faults at a path, and notes about them; `strict` raises at the first fault."""
    items: list[Row | Fault] = []
    notes: list[Note] = []
    for item in read_place(Path(path), chosen):
        if isinstance(item, Note):
            notes.append(item)
        elif strict and isinstance(item, Fault):
            raise error(path, [item])
        else:
            items.append(item)
    return items, notes


def fingerprint(articles: pd.DataFrame) -> str:
    """Twelve hex digits that change when any text, label or excluded span of a corpus changes.

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["A thaw came."]})
    >>> fingerprint(articles), fingerprint(articles.assign(source="A"))
    ('1a2bb7f80a1c', 'a7e66b3fcfff')
    """
    told = articles.drop(columns="damage", errors="ignore")  # which only repeats the text
    return hashlib.sha256(told.to_csv(index=False).encode()).hexdigest()[:12]


def evidence_ids(table: pd.DataFrame) -> pd.Series:
    """``article:start-end`` of each row of a table that has these columns.

    >>> evidence_ids(pd.DataFrame({"article": ["1", "2"], "start": [0, 7], "end": [5, 9]})).tolist()
    ['1:0-5', '2:7-9']
    """
    parts = zip(table["article"], table["start"], table["end"], strict=True)
    ids = [f"{article}:{start}-{end}" for article, start, end in parts]
    return pd.Series(ids, index=table.index, dtype="str")


def listed_ids(table: pd.DataFrame, columns: list[str], *, most: int = 20) -> pd.Series:
    """The evidence ids of the first rows of each group, parted by blanks.

    >>> table = pd.DataFrame({"article": ["1", "1"], "start": [0, 7], "end": [5, 9], "event": "x"})
    >>> listed_ids(table, ["event", "article"]).to_dict()
    {('x', '1'): '1:0-5 1:7-9'}
    """
    first = table.groupby(columns, sort=False).head(most)
    return first.assign(ids=evidence_ids(first)).groupby(columns, sort=False)["ids"].agg(" ".join)


def articles_table(articles: list[Cells]) -> pd.DataFrame:
    """Articles as a table: our columns first, then the others in the order they came."""
    others = {name: None for article in articles for name in article}
    order = [name for name in COLUMNS if name in others]
    order += [name for name in others if name not in (*COLUMNS, *MADE)]
    order = ["article", "text", *order[1:]]
    table = pd.DataFrame(
        {name: pd.Series([a.get(name) for a in articles], dtype=_kind(name)) for name in order}
    )
    table["damage"] = damage_column(table["text"], names=table["article"])
    table["excluded"] = pd.Series([a["excluded"] for a in articles], dtype="object")
    table["text_sha256"] = pd.Series([a["text_sha256"] for a in articles], dtype="str")
    return table


def _kind(name: str) -> str:
    return "datetime64[us]" if name == "published" else "str"


def _grouped(faults: list[Fault]) -> list[Fault]:
    """One fault for all rows of a file that have the same."""
    groups: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.file, fault.found, fault.remedy), []).append(fault)
    return [
        same[0] if len(same) == 1
        else same[0]._replace(found=f"{same[0].found} (and {plural(len(same) - 1, 'more row')})")
        for same in groups.values()
    ]  # fmt: skip


def _nothing(path: str | Path) -> Fault:
    return Fault(
        Path(path).name, None, "no article in it",
        "put .txt files and a sources.csv there, or give a table of articles",
    )  # fmt: skip


def _check_chosen(path: str | Path, columns: Mapping[str, str], items: list[Row | Fault]) -> None:
    """Raise CorpusError for a chosen column that no row has."""
    rows = [item for item in items if isinstance(item, Row)]
    there = {name for row in rows for name in row.cells}
    for column, ours in columns.items():
        if rows and column not in there and ours != "file":
            remedy = f"there are {', '.join(sorted(map(shown, there))[:20])}"
            raise error(path, [Fault("--map", None, f"no column {shown(column)!r}", remedy)])
