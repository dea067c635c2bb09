"""Where declared words and phrases stand, whatever their case and apostrophes."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.arrays import Bools
from analysis.text.sentences import verbatim
from analysis.text.words import Words, fold, split_words


def match_patterns(words: Words, patterns: Sequence[str]) -> pd.DataFrame:
    """Where each of `patterns` stands in `words`: one row a hit, in reading order.

    `pattern` is its place in `patterns`; `first` and `last` are rows of `words`, `last`
    inclusive. A pattern is one or more words of one sentence, a comma or quotation mark between
    them or not; ``*`` stands for any letters, and alone for any one word. Raises ValueError for a
    pattern without a word.
    """
    found = [_match(words, pattern) for pattern in patterns]
    rows = pd.DataFrame(
        {
            "pattern": np.repeat(np.arange(len(found)), [len(first) for first, _ in found]),
            "first": np.concatenate([first for first, _ in found] or [np.empty(0, np.int64)]),
            "last": np.concatenate([last for _, last in found] or [np.empty(0, np.int64)]),
        }
    )
    return rows.sort_values(["first", "last", "pattern"], ignore_index=True)


def _match(words: Words, pattern: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    allowed = [_vocabulary_match(words.vocabulary, part) for part in _pattern_words(pattern)]
    first = np.flatnonzero(allowed[0][words.word])
    for ahead, entry in enumerate(allowed[1:], 1):
        first = first[first + ahead < len(words.word)]
        there = first + ahead
        same = words.sentence[there] == words.sentence[first]
        first = first[same & entry[words.word[there]]]
    return first, first + len(allowed) - 1


def _pattern_words(pattern: str) -> list[str]:
    parts = []
    for chunk in pattern.split():
        spans = [(0, len(chunk))] if "*" in chunk else split_words(chunk)
        parts += [fold(chunk[start:end]) for start, end in spans]
    if not parts:
        raise ValueError(f"{pattern!r} holds no word to look for; give a word, a phrase or thaw*")
    return parts


def _vocabulary_match(vocabulary: npt.NDArray[np.object_], part: str) -> Bools:
    if "*" not in part:
        return np.asarray(vocabulary == part, bool)
    wanted = re.compile(".*".join(map(re.escape, part.split("*"))), re.IGNORECASE)
    return np.fromiter((bool(wanted.fullmatch(w)) for w in vocabulary), bool, len(vocabulary))


def hit_table(
    articles: pd.DataFrame, words: Words, hits: pd.DataFrame, *, about: Sequence[str]
) -> pd.DataFrame:
    """The hits of `match_patterns` with article, those of the columns `about` that there are,
    start, end, and `hit`, the words as printed."""
    first, last = hits["first"].to_numpy(), hits["last"].to_numpy()
    row, start, end = words.article[first], words.start[first], words.end[last]
    known = ["article", *(column for column in about if column in articles)]
    table = articles[known].iloc[row].reset_index(drop=True)
    return table.assign(start=start, end=end, hit=verbatim(articles, row, start, end))
