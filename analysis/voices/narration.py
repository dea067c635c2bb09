"""The narrator's own text: each quoted stretch folded into one letter."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.class_names import matcher
from analysis.text.word_classes import Tags, among
from analysis.voices.quotation_marks import Quoted

SPOKEN = 4  # words from which a quotation counts as speech without an attribution
_BRACKETED = matcher(r"(?<![SENTENCE LINE HEADING]) \( [^( ) QUOTATION SENTENCE LINE HEADING]* \)")
# "Talks begin." | said Lee / "Talks begin." | - Lee / "Talks begin." | The court ruled.
_TAKEN_ON = matcher(r"""
    QUOTATION \|
    (?:(?=([SAY THINK DENY TELL ASK VERB-OR-NOUN SAYING TELLING WILL HAS IS AND]))
        | (?=- [NAME TITLE DETERMINER]
            | (?:DETERMINER? [NOUN NAME OWNER-NAME TITLE OWNER DONE]+ | PRONOUN) [ADVERB HAS]*
                [SAY THINK TELL ASK DENY VERB-OR-NOUN HAS]
                [^SENTENCE LINE HEADING QUOTATION : WILL IS HAS IT-IS THAT SAY THINK DENY]{0,6}
                (?:[SENTENCE LINE HEADING] | $)))
""")
# Cummings (D-Md.) | said
_SPLIT_OFF = matcher(r"~ \| (?=[SAY THINK DENY TELL ASK VERB-OR-NOUN WILL HAS IS])")


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
    return "Q" if words >= SPOKEN or (words and _is_spoken(tags.letters, span, text[-1:])) else "k"


def _is_spoken(letters: str, span: Quoted, ending: str) -> bool:
    """Whether a short quotation ends as speech does."""
    if span.open_ended or ending in (",", "?", "!"):
        return True
    return ending == "." and _is_sentence(letters, span)


def _is_sentence(letters: str, span: Quoted) -> bool:
    """Whether a quotation is the whole next sentence of a paragraph, or announced by a colon."""
    before, after = letters[max(span.first - 2, 0) : span.first], letters[span.last : span.last + 1]
    return (before[-1:] == "|" or before in (":¶", ":§")) and after in ("", "|", "¶", "§")
