"""The words a claim rests on: content stems with near-synonyms and countries folded into one."""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from nltk.stem.snowball import EnglishStemmer
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis.corpus.sentences import Sentences
from analysis.corpus.words import Words
from analysis.paths import bundled

_KEPT = {
    "fire",
    "call",
    "move",
    "found",
    "system",
    "cry",
    "bill",
    "full",
    "serious",
    "show",
    "part",
}
_STOP = (ENGLISH_STOP_WORDS - _KEPT) | {"mr", "mrs", "ms", "did", "does", "said", "say", "says"}
_SPELLINGS = [
    (re.compile(pattern), fold)
    for pattern, fold in (
        (r"defence", "defense"), (r"(?<=\w\w)our(?=s?$|ed$|ing$|it)", "or"),
        (r"(?<=\w\w\w)is(?=e[ds]?$|ing$|ation)", "iz"), (r"(?<=t)re$", "er"), (r"ogramme", "ogram"),
        (r"(?<=e)ll(?=ed$|ing$)", "l"),
    )
]  # fmt: skip


class Stems(NamedTuple):
    """Sentence by stem: `present` is binary, `named` marks stems printed with a capital inside."""

    names: npt.NDArray[np.object_]
    present: csr_matrix
    named: csr_matrix
    ordered: list[npt.NDArray[np.int64]]


def sentence_stems(words: Words, sentences: Sentences) -> Stems:
    """The content stems of each sentence, as matrices and in reading order (−1 for none)."""
    row = np.searchsorted(sentences.first, words.token, side="right") - 1
    known: dict[str, int] = {}
    of_word = [_content(word) for word in words.vocabulary]
    stem_of = np.array([known.setdefault(s, len(known)) if s else -1 for s in of_word], np.int64)
    stem = stem_of[words.word] if len(words.word) else np.empty(0, np.int64)
    starts = np.diff(row, prepend=-1) != 0
    named = _named(words, starts)
    shape = (len(sentences.first), len(known))
    cuts = np.searchsorted(row, np.arange(1, shape[0]))
    return Stems(
        np.array(list(known), object),
        _binary(row, stem, stem >= 0, shape),
        _binary(row, stem, (stem >= 0) & named, shape),
        np.split(stem, cuts),
    )


def _named(words: Words, starts: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Words printed with a capital, at a sentence's start only where they also are inside one."""
    inside = np.bincount(words.word[words.capital & ~starts], minlength=len(words.vocabulary))
    small = np.bincount(words.word[~words.capital], minlength=len(words.vocabulary))
    return words.capital & (inside > small)[words.word]


def _binary(
    row: npt.NDArray[np.int64],
    column: npt.NDArray[np.int64],
    chosen: npt.NDArray[np.bool_],
    shape: tuple[int, int],
) -> csr_matrix:
    matrix = csr_matrix((np.ones(chosen.sum()), (row[chosen], column[chosen])), shape)
    matrix.data[:] = 1.0
    return matrix


@cache
def _content(word: str) -> str:
    """The stem that stands for a folded word, or nothing for function words and marks."""
    plain = re.sub(r"'s?$", "", word)
    if plain in _classes():
        return _classes()[plain]
    if plain in _STOP or (len(plain) < 2 and not plain.isdigit()):
        return ""
    stem = stem_word(plain)
    return _classes().get(stem, stem)


def stem_word(word: str) -> str:
    """Porter's second stemmer on American spelling."""
    for pattern, fold in _SPELLINGS:
        word = pattern.sub(fold, word)
    return str(_stemmer().stem(word))


@cache
def _stemmer() -> EnglishStemmer:
    return EnglishStemmer()


@cache
def _classes() -> dict[str, str]:
    """Word and stem to the first stem of their class; a country's words are taken as printed."""
    table: dict[str, str] = {}
    stemmed = False
    for line in bundled("data/word_classes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            stemmed = line == "## reporting"
            continue
        members = line.split()
        first = stem_word(members[0])
        for word in members:
            table.setdefault(word, first)
            if stemmed:
                table.setdefault(stem_word(word), first)
    return table
