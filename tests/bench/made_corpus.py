"""Made-up news of any size as Parquet files: what a corpus too large for memory looks like.

Articles of some 3 kB; a quarter of the sentences is reported speech, one article in fifty is an
exact copy of another and one in fifty lacks a paragraph of it. A corpus is the beginning of every
larger one.
"""

from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from tests.bench.bench_quotes import reported
from tests.bench.generate import endless, sources, vocabulary

FILE = 10_000  # articles
PARAGRAPHS, COPIES, SHARE = 8, 50, 0.25


def write_corpus(folder: Path, articles: int) -> Path:
    """So many articles in `folder`; files that are there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    words = None
    for number in range(-(-articles // FILE)):
        count = min(FILE, articles - number * FILE)
        file = folder / f"{number:04}-{count}.parquet"
        if not file.exists():
            words = words or vocabulary(np.random.default_rng(1))
            table = made_articles(words, number, count)
            table.to_parquet(file.with_suffix(".part"))
            file.with_suffix(".part").rename(file)
    return folder


def made_articles(words: list[str], number: int, count: int) -> pd.DataFrame:
    """The articles of file `number`."""
    rng = np.random.default_rng([1, number])
    texts = []
    for text in islice(endless(words, rng, paragraphs=PARAGRAPHS), count):
        kind = rng.integers(COPIES)
        if texts and kind < 2:
            told = texts[rng.integers(len(texts))]
            texts.append(told if kind else told.rpartition("\n\n")[0] or told)
        else:
            texts.append(reported(text, rng, share=SHARE))
    ids = [f"m{number:04}-{row:05}" for row in range(count)]
    return pd.DataFrame({"article": ids, "text": texts, "source": sources(count, rng)})
