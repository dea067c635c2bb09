"""Where declared words and phrases stand, whatever their case and apostrophes."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.arrays import Bools, Rows
from analysis.text.folding import fold
from analysis.text.sentences import verbatim
from analysis.text.words import Words, split_words, uninflected


def match_patterns(words: Words, patterns: Sequence[str]) -> pd.DataFrame:
    """Where each of `patterns` stands in `words`: one row a hit, in reading order.

    `pattern` is its place in `patterns`; `first` and `last` are rows of `words`, `last`
    inclusive. A pattern is one or more words of one sentence, a comma or quotation mark between
    them or not; ``*`` stands for any letters, and alone for any one word. A word finds its
    possessive too, a possessive only itself. A word in capitals finds only capitals where the
    texts print it in capitals and small (AIDS and aids), else any case. Raises ValueError for a
    pattern without a word, and for one string in place of several.
    """
    if isinstance(patterns, str):
        raise ValueError(f"terms is the string {patterns!r}; give a list, as [{patterns!r}]")
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
    parts = _pattern_words(pattern)
    allowed = [_vocabulary_match(words.vocabulary, part) for part in parts]
    first = np.flatnonzero(allowed[0][words.word])
    for ahead, entry in enumerate(allowed[1:], 1):
        first = first[first + ahead < len(words.word)]
        there = first + ahead
        same = words.sentence[there] == words.sentence[first]
        first = first[same & entry[words.word[there]]]
    for ahead, part in enumerate(parts):
        if "*" not in part:
            first = first[_as_printed(words, first + ahead, part)]
    return first, first + len(allowed) - 1


def _pattern_words(pattern: str) -> list[str]:
    parts = []
    for chunk in pattern.split():
        spans = [(0, len(chunk))] if "*" in chunk else split_words(chunk)
        parts += [chunk[start:end] for start, end in spans]
    if not parts:
        raise ValueError(f"{pattern!r} holds no word to look for; give a word, a phrase or thaw*")
    return parts


def _vocabulary_match(vocabulary: npt.NDArray[np.object_], part: str) -> Bools:
    if "*" not in part:
        return np.asarray(vocabulary == fold(uninflected(part)), bool)
    letters = map(re.escape, fold(part).split("*"))
    wanted = re.compile(".*".join(letters), re.IGNORECASE)
    return np.fromiter((bool(wanted.fullmatch(w)) for w in vocabulary), bool, len(vocabulary))


def _as_printed(words: Words, at: Rows, part: str) -> Bools:
    """Which words at some rows are printed as a pattern's word asks: a possessive, an acronym."""
    types, place = np.unique(words.printed[at], return_inverse=True)
    forms: list[str] = words.forms[types].tolist()
    bare = uninflected(part)
    fits = words.possessive[at] | (bare == part)
    capitals = [form.isupper() for form in forms]
    if len(bare) > 1 and bare.isupper() and any(capitals):
        small = any(form[0].islower() for form in forms)
        asked = capitals if small else [form[0].isupper() for form in forms]
        fits &= np.array(asked, bool)[place]
    return fits


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
