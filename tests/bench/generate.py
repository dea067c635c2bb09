"""A made-up news corpus of any size whose vocabulary grows as real text's does.

About 145,000 printed words at 20 MB. Words are drawn by Zipf and Mandelbrot's law: function words
first, then VADER's lexicon among invented words, names and numbers; sentences, paragraphs,
headings, quotations, abbreviations and initials as in news.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

_FUNCTION = (
    "the of to and a in that is for on it with as was be by at he are his have from this will "
    "not has they which but an its their or had were who been would said more we one about if "
    "when than her there no all she also can so after some what into other up out two time new "
    "first over could only last them may most year people these such between even because any "
    "before do now how made many where through very against should since while under both week "
    "state government president minister country party public during still however percent three "
    "according officials police report united national city million members told group world"
)
_ABBREVIATED = "Mr. Mrs. Dr. Lt. Gov. Gen. Sen. Rep. U.S. U.N. U.K. D.C. Jan. Nov. Inc. No. p.m. a.m. e.g. J. K. W."
FUNCTION, ABBREVIATED = _FUNCTION.split(), _ABBREVIATED.split()
SYLLABLES = [c + v for c in "bdfghklmnprstvwcjyz" for v in "aeiou"]
SOURCES = np.array(
    ["Courier", "Gazette", "Herald", "Ledger", "Mirror", "Observer", "Tribune", "Voice"]
)
RANKS = 1_500_000


def articles(megabytes: float, seed: int = 1) -> pd.DataFrame:
    """An articles table (article, text, source) of about that many million characters."""
    rng = np.random.default_rng(seed)
    texts, size = [], 0
    for text in endless(vocabulary(rng), rng):
        if size >= megabytes * 1e6:
            break
        texts.append(text)
        size += len(text)
    return pd.DataFrame(
        {
            "article": [f"a{number:06d}" for number in range(len(texts))],
            "text": texts,
            "source": sources(len(texts), rng),
        }
    )


def endless(words: list[str], rng: np.random.Generator, *, paragraphs: int = 12) -> Iterator[str]:
    """Texts of so many paragraphs, drawn from `words` one after the other."""
    ranks = np.arange(RANKS)
    chance = 1 / (ranks + 3.0) / np.maximum(1.0, ranks / 6000) ** 0.9
    cumulative = np.cumsum(chance / chance.sum())
    while True:
        drawn = np.searchsorted(cumulative, rng.random(200_000))
        printed = [words[rank] for rank in np.minimum(drawn, RANKS - 1).tolist()]
        yield from _articles(printed, rng, paragraphs)


def sources(count: int, rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """A source for each of `count` articles, some with more than others."""
    return rng.choice(SOURCES, count, p=np.array([8, 7, 6, 5, 4, 3, 2, 1]) / 36)


def vocabulary(rng: np.random.Generator) -> list[str]:
    """Words by rank, the most frequent first."""
    lexicon = [word for word in SentimentIntensityAnalyzer().lexicon if word.isalpha()]
    rng.shuffle(lexicon)
    words = list(FUNCTION)
    kinds = rng.random(RANKS)
    shares = np.where(np.arange(RANKS) < 12_000, 0.13, 0.004)
    for rank in range(len(words), RANKS):
        if kinds[rank] < shares[rank] and lexicon:
            words.append(lexicon.pop())
        elif kinds[rank] < 0.32:
            words.append(_invented(rank).capitalize())
        elif kinds[rank] < 0.36:
            words.append(f"{rank % 9973:,}" if rank % 3 else f"{rank % 97}.{rank % 7}")
        elif kinds[rank] < 0.40:
            words.append(_invented(rank).capitalize() + "’s")
        elif kinds[rank] < 0.45:
            words.append(f"{_invented(rank)}-{_invented(rank // 7 + 9)}")
        else:
            words.append(_invented(rank) + ("", "s", "ed", "ing", "ly", "er")[rank % 6])
    return words


def _invented(number: int) -> str:
    number, last = divmod(number, len(SYLLABLES))
    word = SYLLABLES[last]
    while number:
        number, last = divmod(number, len(SYLLABLES))
        word += SYLLABLES[last]
    return word + "n"


def _articles(words: list[str], rng: np.random.Generator, most: int) -> list[str]:
    """`words` as articles of some 25 sentences each."""
    texts, paragraphs, sentences, at = [], [], [], 0
    while at < len(words) - 60:
        length = int(rng.gamma(5.0, 4.2)) + 3
        sentence = words[at : at + length]
        at += length
        kind, mark = rng.random(2)
        for place in rng.integers(1, length, length // 9 + 1).tolist():
            sentence[place] = sentence[place].rstrip(",") + ","
        if mark < 0.25:
            sentence.insert(int(mark * 4 * length), ABBREVIATED[at % len(ABBREVIATED)])
        sentence[0] = sentence[0][0].upper() + sentence[0][1:]
        sentence[-1] = sentence[-1].rstrip(",") + (
            "?" if mark > 0.985 else "!" if mark > 0.98 else "."
        )
        text = " ".join(sentence)
        sentences.append(f"“{text}” {SOURCES[at % 8]} said." if kind < 0.1 else text)
        if kind > 0.6:
            paragraphs.append(" ".join(sentences))
            sentences = []
        if kind > 0.97:
            paragraphs.append(" ".join(word.capitalize() for word in words[at : at + 6]))
            at += 6
        if len(paragraphs) >= most:
            texts.append("\n\n".join(paragraphs))
            paragraphs = []
    return texts
