"""Runs of capitalised words, read where they stand: what may be a name, and what is none.

Most runs stand as they are matched over the letters of `word_classes`. An organisation keeps its
"of …"; a label, an emphasis and the honours behind a name are left out. A town in capitals that
opens a line is a place.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import compress, groupby
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.arrays import Bools, Ints, Rows
from analysis.text.class_names import matcher
from analysis.text.folding import fold
from analysis.text.lexicons import places, role_of
from analysis.text.name_parts import (
    JOINING,
    FoldedName,
    Name,
    folded_name,
    is_body,
    is_letters,
)
from analysis.text.word_classes import Tags, among
from analysis.text.words import function_words

_RUN = matcher(r"""
    [NAME TITLE]
    (?:[NAME TITLE] | \( TITLE \) | (?<=TITLE) [’›] (?=NAME)
        | NAME-LINK+ (?=[NAME TITLE OWNER-NAME]))* OWNER-NAME?
    | OWNER-NAME
""")
_PEOPLES = frozenset(["people", "women", "men", "children", "workers", "queen", "king", "world"])
_OFFICE_OF = matcher("TITLE OF [^TITLE]{3,} $")
_DATELINE = matcher(
    r"(?:, [NAME DAY]{1,3} NUMBER?)? (?:\( NAME+ \))? (?P<mark>[- :]) [SENTENCE LINE HEADING]?"
)
Span = tuple[int, int]


class Runs(NamedTuple):
    """Runs of capitalised words in reading order: the article's row, places among the tags, and
    the words without a possessive ending."""

    article: Ints
    first: Rows
    last: Rows
    printed: list[str]


def find_runs(tags: Tags, texts: Sequence[str]) -> Runs:
    """The runs of capitalised words of all articles; an organisation's "of …" belongs to it.

    Most runs stand as they are matched. Only those in capitals, longer ones and those that may go
    on from the one before are looked at one by one.
    """
    spans = np.array([run.span() for run in _RUN.finditer(tags.letters)], np.int64)
    first, last = spans.reshape(-1, 2).T.copy()
    article = tags.article[first]
    bounds = (article, tags.start[first], tags.end[last - 1])
    each = zip(*(column.tolist() for column in bounds), strict=True)
    runs = Runs(article, first, last, [texts[row][low:high] for row, low, high in each])
    kept = _read_odd(runs, tags, texts)
    for at in np.flatnonzero(among(tags.codes[last - 1], "K")).tolist():
        runs.printed[at] = runs.printed[at][:-2]
    return Runs(article[kept], first[kept], last[kept], list(compress(runs.printed, kept.tolist())))


def _read_odd(runs: Runs, tags: Tags, texts: Sequence[str]) -> Bools:
    """Join and trim the runs that need it, in place; which ones are left."""
    first, last, printed, letters = runs.first, runs.last, runs.printed, tags.letters
    capitals = np.array([words.isupper() for words in printed], bool)
    goes_on = _go_on(tags, first, last)
    odd = np.flatnonzero(capitals | (last - first > 2) | goes_on)
    kept, whole = np.ones(len(first), bool), last.copy()
    for at in odd.tolist():
        text, begin, end = texts[runs.article[at]], int(first[at]), int(last[at])
        if goes_on[at] and kept[at - 1] and last[at - 1] == whole[at - 1]:
            close = int(last[at - 1])
            link = text[tags.end.data[close - 1] : tags.start.data[begin]]
            if _joins(letters[close - 1 : begin], printed[at - 1], link, printed[at]):
                kept[at - 1], begin = False, int(first[at - 1])
        first[at], last[at] = begin, end = _trimmed(tags, text, begin, end)
        printed[at] = text[tags.start.data[begin] : tags.end.data[end - 1]]
        if printed[at].isupper():
            kept[at] = not _no_name(printed[at], letters[begin - 1], letters[end : end + 1])
    return kept


def _go_on(tags: Tags, first: Rows, last: Rows) -> Bools:
    """Which runs stand where the one before may go on: behind an owner, of, of the or and."""
    behind, gap = last[:-1], first[1:] - last[:-1]
    size = len(tags.letters) - 1
    of = among(tags.codes[behind - 1], "C") & among(tags.codes[behind], "O")
    article = among(tags.codes[np.minimum(behind + 1, size)], "d")
    listed = among(tags.codes[behind - 1], "C") & among(tags.codes[behind], "&") & (gap == 1)
    owner = listed | ((gap == 0) & among(tags.codes[behind - 1], "K"))
    return np.append(False, owner | (of & ((gap == 1) | ((gap == 2) & article))))[: len(first)]


def _trimmed(tags: Tags, text: str, begin: int, last: int) -> Span:
    """A run without what it holds beside a name: an office, letters behind the name."""
    if last - begin < 3:
        return begin, last
    if _OFFICE_OF.match(tags.letters, begin - 2, last):
        return last - 2, last  # Minister of Education Stefania Giannini: a person's two words
    starts, ends = tags.start.data, tags.end.data
    words = [text[starts[at] : ends[at]] for at in range(begin, last)]
    return begin, begin + _without_letters(words)


def _without_letters(words: list[str]) -> int:
    """How many words of a run are left without letters behind the name: Lena Voss OBE."""
    size = len(words)
    while size > 2 and is_letters(words[size - 1]):
        size -= 1
    return size if size > 1 and not is_body(words[size - 1]) else len(words)


def _no_name(printed: str, before: str, behind: str) -> bool:
    """Whether a run in capitals is a label (LIVE UPDATES: ...) or small words with emphasis."""
    words = printed.split()
    if behind == ":" and all(role_of(word.lower())[1] == "label" for word in words):
        return True
    return all(_emphatic(word, before if len(words) == 1 else "") for word in words)


def _emphatic(word: str, before: str) -> bool:
    """Whether a word in capitals is a small word: the bridge IS open."""
    if len(word) < 2:
        return False
    if fold(word).isupper():  # an acronym like IS, unless a noun stands before it
        return word == "IS" and before in "nNCTKe#"
    return word.lower() in function_words() or word == "YES"


def _opens(printed: str) -> bool:
    """Whether a run may be a common word at the head of a sentence."""
    return printed.istitle() and " " not in printed and printed not in places()


def _joins(letters: str, whole: str, link: str, following: str) -> bool:
    """Whether a run goes on: the Ministry of Finance, the People's Liberation Army."""
    *before, head = whole.split()
    if letters == "K":
        return re.split("['’]", head)[0].lower() in _PEOPLES
    if letters == "C&":
        second = re.split("['’]", following)[0]
        return f"{whole} and {second}" in places()  # Trinidad and Tobago
    word = link.split()[0]
    if word not in JOINING:
        return False
    if is_body(head):
        return True
    # the Federation of Chambers of Commerce, not the Ministry of Defence of Peru
    return word == "of" and following not in places() and any(map(is_body, before))


def read_datelines(
    tags: Tags, runs: Runs, code: list[int], read: list[FoldedName]
) -> npt.NDArray[np.intp]:
    """The runs that are left where datelines are read; `code` and `read` then know the towns.

    A dateline is a town in capitals that opens a line before a dash or colon (NEW DELHI: Trains
    were late). A word behind it that is printed nowhere else begins a sentence and is no name.
    More towns than one before a colon are the speakers of a transcript.
    """
    kept = np.ones(len(code), bool)
    for row, found in groupby(_towns(tags, runs), key=lambda town: runs.article[town[0]]):
        (at, behind), *others = found
        if others and behind["mark"] == ":":
            continue
        low, high = np.searchsorted(runs.article, (row, row + 1)).tolist()
        names, town = runs.printed[low:high], runs.printed[at]
        for after in range(at + 1, min(at + 4, high)):
            name = runs.printed[after]
            if runs.first[after] == behind.end() and names.count(name) == 1:
                kept[after] = not _opens(name)
        code[low:high] = [
            len(read) if name == town else number
            for name, number in zip(names, code[low:high], strict=True)
        ]
        read.append(folded_name(Name(town, "place", "")))
    return np.flatnonzero(kept)


def _towns(tags: Tags, runs: Runs) -> Iterator[tuple[int, re.Match[str]]]:
    """Which runs are towns in capitals at the head of a line, and the mark behind each."""
    for at in np.flatnonzero(among(tags.codes[runs.first - 1], "|¶§")).tolist():
        if runs.printed[at].isupper():
            behind = _DATELINE.match(tags.letters, int(runs.last[at]))
            if behind:
                yield at, behind
