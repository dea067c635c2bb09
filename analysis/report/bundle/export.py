"""A figure is written whole or not at all: pictures, data and where they come from, in one call."""

import base64
import hashlib
import io
import json
import os
import platform
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

from analysis.corpus.concordance import defused
from analysis.figures.canvas import LOOK, sign
from analysis.report.bundle.cite import keep_earlier
from analysis.report.bundle.stamps import Stamp, stamp_pdf, stamp_png, stamp_svg
from analysis.report.study.display import picture_html
from analysis.report.study.opened import reading
from analysis.report.study.settings import PRINT, figures_folder
from analysis.version import __version__

DIGITS = 6
VERBATIM = ("text", "title", "hit", "label", "entry")  # columns with words of articles
NAMED = 8  # things that an alternative text names
NOT_XML = bytes({*range(32)} - set(b"\t\n\r"))  # a label may hold them, an SVG may not
PACKAGES = ("matplotlib", "nltk", "numpy", "pandas", "scikit-learn", "scipy", "vaderSentiment")


@dataclass(frozen=True)
class ExportedFigure:
    """A figure as it was written; a notebook shows the picture with its caption."""

    id: str
    caption: str
    alt: str
    png: bytes

    def __repr__(self) -> str:
        return f"Figure {self.id}: {self.caption}"

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self.png).decode()
        return picture_html(picture, self.caption, alt=self.alt, id_=self.id)


def export_figure(
    figure: Figure, *, name: str, data: pd.DataFrame, caption: str, parameters: Mapping[str, Any]
) -> ExportedFigure:
    """Write `figure` as SVG and PNG (300 dpi), its `data` as CSV and its origin as JSON.

    `data` is the table the figure was drawn from; numbers are written with six significant
    digits, and cells that a spreadsheet would run as a formula get a leading apostrophe. The id
    is the name with the hash of those bytes: it changes when a drawn number does, not when a
    drawing library does. Words of articles are cut to the study's `max_quote_chars`. `parameters`
    are all settings that change a number. Raises ValueError where the name can't be a file's.
    """
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        raise ValueError(f"figure name {name!r}: use small letters, digits and hyphens")
    read = reading()
    data = shortened(data, read.cut) if read and read.cut else data
    table = csv_for_people(data).encode()
    digest = hashlib.sha256(table).hexdigest()[:12]
    id_ = f"{name}-{digest}"
    corpus = read.corpus if read else parameters.get("corpus")
    title = title_of(figure) or caption
    stamp = Stamp(
        id_, title, caption, alternative(title, data),
        f"media-framing {__version__}, figure {id_}, corpus {corpus}",
    )  # fmt: skip
    sign(figure, stamp.cite)
    origin = {
        "id": id_,
        "title": title,
        "caption": caption,
        "alt": stamp.alt,
        "width": f"{figure.get_figwidth() * 25.4:.0f} mm",
        "notebook": read.notebook if read else None,
        "parameters": dict(parameters),
        "fingerprint": {"corpus": corpus, "data": digest},
        "cite": stamp.cite,
        "environment": {"python": platform.python_version()}
        | {package: version(package) for package in PACKAGES},
    }
    described = json.dumps(origin, indent=2, ensure_ascii=False, default=_plain) + "\n"
    files = {
        "svg": stamp_svg(_picture(figure, "svg", id_, 300).decode(), stamp).encode(),
        "png": stamp_png(_picture(figure, "png", id_, 300), stamp),
        "csv": table,
        "json": described.encode(),
    }
    if os.environ.get(PRINT):
        files["pdf"] = stamp_pdf(_picture(figure, "pdf", id_, 300), stamp)
    folder = figures_folder()
    keep_earlier(folder, name, replaced_by=id_)
    _write_whole(folder, name, files)
    shown = _in_few_colours(_picture(figure, "png", id_, 110))
    return ExportedFigure(id_, caption, stamp.alt, shown)


def title_of(figure: Figure) -> str:
    """The title that a figure bears, on one line."""
    return " ".join(figure.texts[0].get_text().split()) if figure.texts else ""


def alternative(title: str, data: pd.DataFrame) -> str:
    """What is seen, for those who don't see it: how many things are drawn, which, and the title.
    A thing that has a label of its own is named by it.

    >>> alternative("A sounds warmest.", pd.DataFrame({"source": ["A", "B"], "mean": [1, 0]}))
    'Chart of 2 rows of data, by source: A, B. A sounds warmest.'
    """
    texts = [name for name in data if name != "by" and pd.api.types.is_string_dtype(data[name])]
    if not texts:
        return f"Chart of {_rows(data)}. {title}"
    labelled = "label" in data and data["label"].nunique() == data[texts[0]].nunique()
    names = list(dict.fromkeys(data["label" if labelled else texts[0]].dropna().astype(str)))
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    listed = ", ".join(" ".join(name.split())[:60] for name in names[:NAMED])
    return f"Chart of {_rows(data)}, by {texts[0]}: {listed}{more}. {title}"


def _rows(data: pd.DataFrame) -> str:
    return "1 row of data" if len(data) == 1 else f"{len(data):,} rows of data"


def shortened(table: pd.DataFrame, longest: int) -> pd.DataFrame:
    """`table` with no more than `longest` characters in a cell that repeats an article.

    >>> shortened(pd.DataFrame({"label": ["Talks opened."], "evidence": ["a:0-13"]}), 5)
         label evidence
    0  Talks …   a:0-13
    """
    columns = [name for name in VERBATIM if name in table]
    cut = {
        name: [
            f"{cell[:longest]} …" if isinstance(cell, str) and len(cell) > longest else cell
            for cell in table[name]
        ]
        for name in columns
    }
    return table.assign(
        **{name: pd.Series(cut[name], table.index).where(table[name].notna()) for name in columns}
    )


def csv_for_people(table: pd.DataFrame) -> str:
    """`table` as CSV: six significant digits, text that a spreadsheet would run defused."""
    text = defused(table).to_csv(index=False, float_format=f"%.{DIGITS}g", lineterminator="\n")
    return str(text)


def _plain(value: object) -> object:
    """A JSON value for numpy's numbers and for paths, sets and tuples."""
    if isinstance(value, np.generic):
        return value.item()
    return sorted(value) if isinstance(value, set | frozenset) else str(value)


def _picture(figure: Figure, kind: str, id_: str, dpi: int) -> bytes:
    """The picture's bytes: the same for the same figure, whatever the user's own settings."""
    buffer = io.BytesIO()
    metadata = {
        "svg": {"Date": None, "Identifier": id_},
        "png": {},
        "pdf": {"CreationDate": None, "ModDate": None},
    }
    with mpl.style.context([*LOOK, {"svg.hashsalt": id_, "pdf.fonttype": 42}]):
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=metadata[kind])
    picture = buffer.getvalue()
    return picture.translate(None, NOT_XML) if kind == "svg" else picture


def _in_few_colours(png: bytes) -> bytes:
    """A PNG in 128 colours, a third of its size: notebooks keep their pictures."""
    buffer = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _write_whole(folder: Path, name: str, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as staging:
        for kind, content in files.items():
            (Path(staging) / f"{name}.{kind}").write_bytes(content)
        for kind in files:
            os.replace(Path(staging) / f"{name}.{kind}", folder / f"{name}.{kind}")
