"""What a corpus holds before anything is measured."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.arrays import Rows
from analysis.text.reading import Articles, read

LABELS = ["source", "origin", "style", "basis", "confidence", "alternatives", "published"]


def overview(articles: Articles) -> pd.DataFrame:
    """One row an article: its labels, and how much of it there is to read.

    `words` and `sentences` (headings and bullets among them) leave page furniture out;
    `furniture` is the share of the text's characters that is furniture.

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["Talks ended. Nothing was signed."]})
    >>> overview(articles)[["article", "words", "sentences", "furniture"]].values.tolist()
    [['1', 5, 2, 0.0]]
    """
    reading = read(articles)
    articles = reading.articles
    table = articles[["article", *[column for column in LABELS if column in articles]]].copy()
    table["words"] = word_counts(reading)
    table["sentences"] = np.bincount(reading.sentences.article, minlength=len(articles))
    excluded = articles["excluded"] if "excluded" in articles else [[]] * len(articles)
    marked = [sum(end - start for start, end in spans) for spans in excluded]
    table["furniture"] = np.array(marked) / articles["text"].str.len().clip(lower=1).to_numpy()
    return table.reset_index(drop=True)


def word_counts(articles: Articles) -> Rows:
    """The words of each article, page furniture left out."""
    reading = read(articles)
    return np.bincount(reading.tokens.article, minlength=len(reading.articles))


def smallest_p(sizes: Sequence[int]) -> float:
    """The smallest p that permuting labels over groups of these sizes can give: 1 / assignments.

    >>> smallest_p([3, 3])
    0.05
    """
    left = np.cumsum(sizes[::-1])[::-1]
    return 1 / math.prod(math.comb(int(n), int(k)) for n, k in zip(left, sizes, strict=True))
