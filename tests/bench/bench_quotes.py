"""Words a second of `find_quotes`, on one core: `python -m tests.bench.bench_quotes`.

Half of the sentences of the generated news are turned into reported speech of the usual shapes,
so that there is about one statement in 40 words. Process time, tokens and sentences included.
"""

import argparse
from time import process_time

import numpy as np
import pandas as pd

from analysis.corpus.articles import read_articles
from analysis.text.tokens import tokenize
from analysis.voices.quotes import find_quotes
from tests.bench.generate import articles as generated

SHAPES = (
    "Foreign Minister Anna Lee said {}.",
    "“{},” said Anna Lee.",
    "“{},” he added.",
    "{}, according to the Trade Ministry.",
    "Mr. Lee told reporters that {}.",
    "{}, the ministry said on Monday.",
)


def reported(text: str, rng: np.random.Generator, *, share: float = 0.5) -> str:
    """`text` with a share of its sentences reported by somebody."""
    sentences = text.split(". ")
    for at in np.flatnonzero(rng.random(len(sentences)) < share).tolist():
        if "“" not in sentences[at] and "\n" not in sentences[at]:
            shape = SHAPES[int(rng.integers(len(SHAPES)))]
            sentences[at] = shape.format(sentences[at].rstrip(".")).rstrip(".")
    return ". ".join(sentences)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", help="time these texts, not made-up ones")
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--quick", action="store_true", help="of one megabyte")
    given = parser.parse_args()
    rng = np.random.default_rng(1)
    if given.corpus:
        news = read_articles(given.corpus)
    else:
        news = generated(1 if given.quick else given.megabytes)
        news["text"] = [reported(text, rng) for text in news["text"]]
    find_quotes(pd.DataFrame({"article": ["a"], "text": ["Ann Lee said it rained."]}))
    start = process_time()
    quotes = find_quotes(news)
    seconds = process_time() - start
    words = len(tokenize(news))
    print(
        f"{words:,} words in {seconds:.2f} s: {words / seconds:,.0f} words/s, "
        f"{len(quotes):,} statements, {1e6 * seconds / max(len(quotes), 1):.0f} µs a statement",
        flush=True,
    )


if __name__ == "__main__":
    main()
