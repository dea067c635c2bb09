"""Made-up articles for tests of significance: bursty words, unequal lengths, planted terms.

Each word has a rate from Zipf and Mandelbrot's law; in each article that rate is multiplied by a
draw from a gamma distribution of mean 1, so that a word comes in bursts as words do: with shape 1
its variance over articles is that of an exponential distribution, with 0.5 twice that.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


class Planted(NamedTuple):
    """A word used `ratio` times as often in the first group, `per_article` times in the others."""

    word: str
    ratio: float
    per_article: float


def made_articles(
    sizes: Sequence[int],
    *,
    seed: int,
    planted: Sequence[Planted] = (),
    types: int = 1500,
    words: int = 300,
    shape: float = 1.0,
    topics: int = 0,
) -> pd.DataFrame:
    """An articles table with `sizes[g]` articles of source g, some `words` words long each.

    With `topics`, each article is about one of so many things, a word it repeats a dozen times.
    """
    rng = np.random.default_rng(seed)
    source = np.repeat(np.arange(len(sizes)), sizes)
    length = np.maximum(40, rng.lognormal(np.log(words), 0.6, len(source)))
    rate = 1 / (np.arange(types) + 3.0)
    rates = np.repeat((rate / rate.sum())[None], len(source), axis=0)
    for term in planted:
        rates = np.column_stack(
            (rates, np.where(source == 0, term.ratio, 1) * term.per_article / words)
        )
    names = [invented(number) for number in range(types)] + [term.word for term in planted]
    bursts = rng.gamma(shape, 1 / shape, rates.shape)
    counts = rng.poisson(rates * bursts * length[:, None])
    if topics:
        topic = np.eye(topics, dtype=int)[rng.integers(0, topics, len(source))]
        counts = np.column_stack((counts, topic * rng.poisson(12, (len(source), 1))))
        names += [invented(types + number) for number in range(topics)]
    return pd.DataFrame(
        {
            "article": [f"m{number:04d}" for number in range(len(source))],
            "text": [_text(np.repeat(names, row), rng) for row in counts],
            "source": [f"source {number}" for number in source],
        }
    )


def invented(number: int) -> str:
    """A word that is no English one."""
    number, last = divmod(number + 70, len(SYLLABLES))
    word = SYLLABLES[last]
    while number:
        number, last = divmod(number, len(SYLLABLES))
        word += SYLLABLES[last]
    return word + "q"


def _text(words: np.ndarray, rng: np.random.Generator) -> str:
    rng.shuffle(words)
    sentences = np.split(words, np.arange(18, len(words), 18))
    return " ".join(
        " ".join(sentence).capitalize() + "." for sentence in sentences if len(sentence)
    )


def shuffled(articles: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """The articles with their sources dealt out at random, as many to each as before."""
    rng = np.random.default_rng(seed)
    return articles.assign(source=rng.permutation(articles["source"].to_numpy()))
