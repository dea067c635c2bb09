"""Uses of words that an outlet's style sheet explains: they are counted, and lead no list.

A use is house style where it stands in a dateline, in the outlet's own name, or is a fragment of
a longer proper name ("House" in "White House", "Minister" in "Minister Wang"); a term is, where
more than half of its uses are, or where it holds a courtesy word ("Mr", "Sen.").
"""

import re
from collections.abc import Collection
from functools import cache

import numpy as np
import pandas as pd

from analysis.arrays import Bools, Ints, Rows
from analysis.text.folding import fold
from analysis.text.lexicons import places, role_words, rows
from analysis.text.words import Words, function_words, split_words

HEADLINE = 0.8  # share of capitalised words above which capitals tell no names
_DATELINE = re.compile(
    r"""^[ \t]*
    (?: [A-Z][A-Z.'’\-]+ (?:[ /][A-Z][A-Z.'’\-]+)* (?:,[ ][A-Z][\w.]+)* # TOKYO, NEW DELHI, Japan
        (?: ,?[ ](?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8})(?:,?[ ]\d{4})? )?
        (?: [ ]*\([^()\n]{2,40}\) )? [ ]*(?:[-–—]+|:)[ ]
    |   [A-Z][\w.'’ ]{2,24} (?: ,[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2} )?          # Tokyo, Jan. 14 (AP) -
        [ ]*\([A-Z][^()\n]{1,40}\)[ ]*[-–—]+
    )""",
    re.VERBOSE | re.MULTILINE,
)
DATELINE_WITHIN = 600  # characters from the beginning of a text


class HouseStyle:
    """Which words of a selection stand in a dateline, an outlet's own name, or a longer name."""

    def __init__(self, words: Words, articles: pd.DataFrame) -> None:
        texts = articles["text"].tolist()
        capital = _capitalised(words, texts)
        self._told = _in_dateline(words, texts) | _in_own_name(words, articles, capital)
        self._run, self._names = _names(words, capital)

    def uses(self, first: Ints, last: Ints) -> Bools:
        """Which uses, given by their first and last words, are house style."""
        names = np.concatenate(([0], np.cumsum(self._names)))
        size = np.bincount(self._run, self._names)  # words that make a name, by run
        run = self._run[first]
        own = names[last + 1] - names[first]
        fragment = (run == self._run[last]) & (own < size[run]) & (size[run] > 0)
        style: Bools = fragment | (self._told[first] & self._told[last])
        return style


def holds_courtesy(term: str) -> bool:
    """Whether a term holds a courtesy word or an abbreviated title.

    >>> holds_courtesy("Mr Lee"), holds_courtesy("Sen"), holds_courtesy("senator")
    (True, True, False)
    """
    return not _courtesy().isdisjoint(fold(word) for word in term.split())


@cache
def _courtesy() -> frozenset[str]:
    return frozenset(word for (line,) in rows("wording/data/courtesy.txt") for word in line.split())


def _capitalised(words: Words, texts: list[str]) -> Bools:
    """Which words are printed with a capital, function words apart; looked up once a form."""
    forms = int(words.printed.max(initial=-1)) + 1
    example = np.zeros(forms, np.int64)
    example[words.printed[::-1]] = np.arange(len(words.printed))[::-1]
    closed = function_words()
    capital: Bools = np.zeros(forms, bool)
    known = np.unique(words.printed)
    at = example[known]
    places_of = zip(words.article[at].tolist(), words.start[at].tolist(), strict=True)
    capital[known] = [texts[article][start].isupper() for article, start in places_of]
    capital[known] &= [word not in closed for word in words.vocabulary[words.word[at]]]
    printed_so: Bools = capital[words.printed]
    return printed_so


def _names(words: Words, capital: Bools) -> tuple[Rows, Bools]:
    """The run of capitalised words that each word is in, and which words make a run a name.

    A word that begins a sentence, and one of a headline in capitals, tells nothing; titles and
    countries stand beside names and don't make one longer. A word outside a run is one by itself.
    """
    opens = np.diff(words.sentence, prepend=-1) != 0
    content = ~_listed(words, function_words())
    size = np.bincount(words.sentence, content)
    loud = np.bincount(words.sentence, capital) > HEADLINE * np.maximum(size, 4)
    telling = capital & ~opens & ~loud[words.sentence]
    joined = np.zeros(len(telling), bool)
    joined[1:] = telling[1:] & telling[:-1] & ~words.border[1:]
    run: Rows = np.cumsum(~joined) - 1
    beside = {fold(name) for name in places()} | _courtesy()
    beside |= {word for word, (_, kind) in role_words().items() if kind in ("title", "office")}
    return run, telling & ~_listed(words, beside)


def _listed(words: Words, listed: Collection[str]) -> Bools:
    """Which words are in a list, looked up once a vocabulary entry."""
    entries = np.fromiter(
        (word in listed for word in words.vocabulary), bool, len(words.vocabulary)
    )
    found: Bools = entries[words.word]
    return found


def _in_dateline(words: Words, texts: list[str]) -> Bools:
    spans = [_DATELINE.search(text, 0, DATELINE_WITHIN) for text in texts]
    start, end = np.array([found.span() if found else (0, 0) for found in spans] or [(0, 0)]).T
    after, before = words.start >= start[words.article], words.end <= end[words.article]
    inside: Bools = after & before
    return inside


def _in_own_name(words: Words, articles: pd.DataFrame, capital: Bools) -> Bools:
    """Words of the full name of the outlet that prints them."""
    inside = np.zeros(len(words.word), bool)
    if "source" not in articles:
        return inside
    codes, names = pd.factorize(articles["source"])
    source = codes[words.article]
    order = np.argsort(source, kind="stable")
    bounds = np.searchsorted(source[order], np.arange(len(names) + 1))
    place = {word: at for at, word in enumerate(words.vocabulary)}
    for name, low, high in zip(names, bounds[:-1], bounds[1:], strict=True):
        parts = [fold(str(name)[first:last]) for first, last in split_words(str(name))]
        parts = parts[1:] if parts[:1] == ["the"] else parts
        here = order[low:high]
        hit = np.full(max(len(here) - len(parts) + 1, 0), bool(parts))
        for ahead, part in enumerate(parts):
            at = here[ahead : ahead + len(hit)]
            printed = capital[at] if part.isalpha() else True
            hit &= (words.word[at] == place.get(part, -1)) & printed
        for ahead in range(len(parts)):
            inside[here[ahead : ahead + len(hit)][hit]] = True
    return inside
