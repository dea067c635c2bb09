"""The narrator's own text: each quoted stretch folded into one letter."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.word_classes import Tags, among
from analysis.voices.quotation_marks import Quoted

SPOKEN = 4  # words from which a quotation counts as speech without an attribution
_BRACKETED = re.compile(r"(?<![|¶§])\([^()Q|¶§]*\)")
_TAKEN_ON = re.compile(
    r"Q\|(?:(?=([SsvlqjzZxHB&]))"
    r"|(?=-[CTd]|(?:d?[nCKTme]+|p)[rH]*[SslqvjH][^|¶§Q:]{0,6}(?:[|¶§]|$)))"
)
_SPLIT_OFF = re.compile(r"~\|(?=[SsvlqjxHB])")  # Cummings (D-Md.) | said


class Narration(NamedTuple):
    """Letters of the narrator's text; each letter's first and last place among the tags."""

    letters: str
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]


def narration(tags: Tags, quotations: Sequence[Quoted], texts: Sequence[str]) -> Narration:
    """The tags with each quoted stretch as one letter: Q if it may be speech, else k."""
    size = len(tags.letters)
    codes = tags.codes.copy()
    keep = ~among(codes, '<>"‹›’')
    last = np.arange(1, size + 1)
    if quotations:
        opens = np.array([span.first for span in quotations])
        closes = np.array([span.last for span in quotations])
        depth = np.zeros(size + 1, np.int8)
        depth[opens] += 1
        np.subtract.at(depth, closes, 1)
        keep &= np.cumsum(depth[:-1]) == 0
        keep[opens] = True
        last[opens] = closes
        codes[opens] = [ord(_weight(tags, span, texts)) for span in quotations]
    kept = np.flatnonzero(keep)
    letters = codes[kept].astype("<u2").tobytes().decode("utf-16-le")

    def taken_on(found: re.Match[str]) -> str:
        """The sentence goes on behind a quotation, unless the verb has a capital: Asked why, ..."""
        place = kept[found.end()]
        printed = texts[tags.article[place]][tags.start[place]]
        return found.group() if found.group(1) and printed.isupper() else "Q,"

    letters = _TAKEN_ON.sub(taken_on, letters)
    if "(" in letters:
        letters = _BRACKETED.sub(lambda m: "~" * len(m.group()), letters)
        letters = _SPLIT_OFF.sub("~r", letters)
    return Narration(letters, kept, last[kept])


def _weight(tags: Tags, span: Quoted, texts: Sequence[str]) -> str:
    """Q for a quotation that may be speech by itself, k for a title, a term or scare quotes."""
    letters = tags.letters[span.first : span.last]
    words = len(letters) - sum(map(letters.count, '<>"‹›’,;:()-|'))
    text = texts[tags.article[span.first]][tags.end[span.first] : tags.start[span.last - 1]]
    long = [word for word in text.split() if len(word) > 3]
    if long and all(word[0].isupper() or not word[0].isalpha() for word in long) and "C" in letters:
        return "k"
    if words >= SPOKEN or span.open_ended:
        return "Q"
    ending = text[-1:]
    return "Q" if ending in (",", "?", "!") and words else "k"
