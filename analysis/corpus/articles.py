"""Files in, the articles table out; the text is never edited, page furniture only marked."""

import hashlib
from pathlib import Path

import pandas as pd

from analysis.corpus.damage import damage_column
from analysis.corpus.furniture import furniture
from analysis.paths import bundled

SEEDS = bundled("seeds")
COLUMNS = (
    "article", "source", "origin", "style", "basis", "confidence", "alternatives", "title",
    "published", "url", "language",
)  # fmt: skip


class CorpusError(ValueError):
    """A corpus that can't be read as it stands; the message names file, row and remedy."""


def read_articles(path: str | Path = SEEDS) -> pd.DataFrame:
    """The articles table of a folder of ``.txt`` files described by its ``sources.csv``.

    One row a file, in the order of ``sources.csv``: `article` (the file's stem unless the table
    names one), `text` exactly as decoded (line ends kept, a byte-order mark dropped), every
    further column of ``sources.csv``, `damage` (see `find_damage`; each kind is
    logged), `excluded` (a list of [start, end] of page furniture) and `text_sha256` (of the
    file's bytes). Raises CorpusError, and reads nothing, where a file or a
    row doesn't fit the other.
    """
    folder = Path(path)
    labels = _labels(folder)
    texts = [_text(folder / file, row) for row, file in enumerate(labels["file"], 2)]
    table = labels.drop(columns="file")
    table.insert(1, "text", pd.Series([text for text, _ in texts], dtype="str"))
    table["damage"] = damage_column(table["text"], files=labels["file"])
    table["excluded"] = [furniture(text) for text in table["text"]]
    table["text_sha256"] = pd.Series([digest for _, digest in texts], dtype="str")
    return table


def fingerprint(articles: pd.DataFrame) -> str:
    """Twelve hex digits that change when any text, label or excluded span of a corpus changes."""
    told = articles.drop(columns="damage", errors="ignore")  # which only repeats the text
    return hashlib.sha256(told.to_csv(index=False).encode()).hexdigest()[:12]


def evidence_ids(table: pd.DataFrame) -> pd.Series:
    """``article:start-end`` of each row of a table that has these columns."""
    parts = zip(table["article"], table["start"], table["end"], strict=True)
    ids = [f"{article}:{start}-{end}" for article, start, end in parts]
    return pd.Series(ids, index=table.index, dtype="str")


def _labels(folder: Path) -> pd.DataFrame:
    """The rows of ``sources.csv``, checked against the folder's files."""
    name = folder / "sources.csv"
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; give a folder of .txt files")
    files = sorted(file.name for file in folder.glob("*.txt"))
    if not files:
        raise CorpusError(f"{folder}: no .txt file in it; put one article in each file")
    if not name.is_file():
        raise CorpusError(
            f"{name}: missing; write a CSV with the columns file and source, one row a .txt file"
        )
    try:
        labels = pd.read_csv(name, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CorpusError(
            f"{name}: not a UTF-8 CSV table ({error}); save it as CSV UTF-8"
        ) from error
    labels = labels.apply(lambda column: column.str.strip())
    labels = labels.mask(labels == "")
    for column in ("file", "source"):
        if column not in labels:
            raise CorpusError(f"{name}: no column {column!r}; add it, one value a row")
        for row in labels.index[labels[column].isna()]:
            raise CorpusError(f"{name}, row {row + 2}: {column} is empty; fill it in")
    if "article" not in labels:
        labels.insert(0, "article", labels["file"])
    labels["article"] = labels["article"].fillna(labels["file"].str.removesuffix(".txt"))
    labels["article"] = labels["article"].str.removesuffix(".txt")
    for column in ("file", "article"):
        for row in labels.index[labels[column].duplicated()]:
            first = labels.index[labels[column] == labels[column][row]][0]
            raise CorpusError(
                f"{name}, row {row + 2}: {column} {labels[column][row]!r} is already in row "
                f"{first + 2}; give each article one row and an id of its own"
            )
    for row, file in enumerate(labels["file"], 2):
        if file not in files:
            raise CorpusError(
                f"{name}, row {row}: {folder / file} is not there; add the file or remove the row"
            )
    for file in files:
        if file not in set(labels["file"]):
            raise CorpusError(
                f"{folder / file}: {name.name} has no row for it; add one (next would be row "
                f"{len(labels) + 2}) or take the file out"
            )
    if "published" in labels:
        labels["published"] = _dates(labels["published"], name)
    order = [column for column in COLUMNS if column in labels]
    rest = [column for column in labels if column not in COLUMNS]
    return labels[order + rest]


def _dates(published: pd.Series, name: Path) -> pd.Series:
    dates = pd.to_datetime(published, format="%Y-%m-%d", errors="coerce")
    for row in published.index[published.notna() & dates.isna()]:
        raise CorpusError(
            f"{name}, row {row + 2}: published {published[row]!r} is no date; write it as "
            "2025-01-14 or leave it empty"
        )
    return dates


def _text(file: Path, row: int) -> tuple[str, str]:
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{file} (sources.csv, row {row}): not UTF-8 at byte {error.start}; save it as UTF-8"
        ) from error
    if not text.strip():
        raise CorpusError(
            f"{file} (sources.csv, row {row}): no text in it; add the text or remove file and row"
        )
    return text, hashlib.sha256(raw).hexdigest()
