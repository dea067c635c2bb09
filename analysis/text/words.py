"""The words inside the printed tokens: marks stripped, forms folded, borders of phrases kept.

A token is what stands between white space; a word is what a reader would look up. The split and
the fold depend on the token's string alone, so they run once per vocabulary entry.
"""

import logging
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.arrays import Ints
from analysis.paths import bundled
from analysis.text.sentences import find_sentences
from analysis.text.tokens import Tokens, spread

_CJK = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005]"
_LETTER = rf"(?:(?!{_CJK})[\w\u0300-\u036f])"
_WORD = re.compile(
    rf"(?P<cjk>{_CJK}+)|(?:[^\W\d_]\.){{2,}}(?:[-‐‑]{_LETTER}+)*|\d+(?:[.,]\d+)+"
    rf"|{_LETTER}+(?:[-‐‑'’ʼ＇&]{_LETTER}+)*(?:(?<=s)['’](?!\w))?"
)
_CJK_TEXT = re.compile(_CJK + "{5,}")  # longer than a name in an English text
_LOOSE = re.compile(r"[^\s.$€£¥%#@&+_-]")  # any other mark around a word keeps phrases apart
_FOLDED_MARKS = str.maketrans("’‘ʼ＇‐‑", "''''--")


class Words(NamedTuple):
    """The words of a corpus in reading order, as arrays of one length.

    `vocabulary` holds each folded word once, sorted, and `word` indexes it. `printed` numbers the
    distinct printed forms. `token` is the row of the token table; `article` the row of the
    articles table; `start` and `end` are code points into its text. `border` is True where no
    phrase runs from the previous word to this one: a sentence, heading or quotation begins or
    ends there, or a comma, dash or bracket stands between them. `sentence` is the row of
    `find_sentences`.
    """

    vocabulary: npt.NDArray[np.object_]
    word: Ints
    printed: Ints
    token: Ints
    article: Ints
    start: Ints
    end: Ints
    border: npt.NDArray[np.bool_]
    sentence: Ints


@cache
def function_words() -> frozenset[str]:
    """Folded English words of the closed classes (``analysis/text/data/function_words.txt``)."""
    lines = bundled("text/data/function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def fold(word: str) -> str:
    """`word` as it is counted: case, typographic apostrophes and full-width forms levelled.

    "U.S." and "US" are one word, and neither is the pronoun.

    >>> fold("Trump’s"), fold("ＰＬＡ"), fold("U.S."), fold("us")
    ("trump's", 'pla', 'US', 'us')
    """
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).translate(_FOLDED_MARKS)
    dotted = "." in word and not word[0].isdigit()
    word = word.replace(".", "") if dotted else word
    lower = word.lower()
    acronym = word.isupper() and len(word) == 2 and lower in function_words()
    return word if acronym and (dotted or lower == "us") else lower


def split_words(text: str) -> list[tuple[int, int]]:
    """Where the words of one token stand in it; Japanese and Chinese runs as pairs of characters.

    Without a dictionary those texts have no words; overlapping pairs of characters are the usual
    stand-in of information retrieval.
    """
    spans: list[tuple[int, int]] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        pairs = [(at, min(at + 2, end)) for at in range(start, max(end - 1, start + 1))]
        spans += pairs if found["cjk"] else [(start, end)]
    return spans


@lru_cache(maxsize=2)
def find_words(tokens: Tokens) -> Words:
    """The words of a token table."""
    types = _split_types(tuple(tokens.vocabulary))
    token, within = spread(types.pieces[tokens.type_id])
    piece = types.first[tokens.type_id[token]] + within
    spans = find_sentences(tokens)
    sentences = np.arange(len(spans.first), dtype=np.int32)
    sentence = np.repeat(sentences, spans.last - spans.first)[token]
    border = types.opens[piece]
    border[1:] |= types.closes[piece[:-1]] | (sentence[1:] != sentence[:-1])
    border[1:] |= np.diff(token) > 1  # a lone dash or quotation mark stands between them
    border[:1] = True
    return Words(
        types.vocabulary, types.word[piece], types.printed[piece], token, tokens.article[token],
        tokens.start[token] + types.start[piece], tokens.start[token] + types.end[piece],
        border, sentence,
    )  # fmt: skip


class _Pieces(NamedTuple):
    """The words of each vocabulary entry: `pieces` of them from `first` on."""

    vocabulary: npt.NDArray[np.object_]
    pieces: Ints
    first: Ints
    word: Ints
    printed: Ints
    start: Ints
    end: Ints
    opens: npt.NDArray[np.bool_]
    closes: npt.NDArray[np.bool_]


def _split_types(vocabulary: tuple[str, ...]) -> _Pieces:
    rows: list[tuple[int, int, bool, bool]] = []
    texts: list[str] = []
    count = np.ones(len(vocabulary), np.int32)
    for index, text in enumerate(vocabulary):
        if text.isalpha() and text.isascii():
            rows.append((0, len(text), False, False))
            texts.append(text)
            continue
        spans = split_words(text)
        count[index] = len(spans)
        for at, (start, end) in enumerate(spans):
            opens = at > 0 or bool(_LOOSE.search(text, 0, start))
            closes = at < len(spans) - 1 or bool(_LOOSE.search(text, end))
            rows.append((start, end, opens, closes))
            texts.append(text[start:end])
    if any(_CJK_TEXT.search(text) for text in vocabulary if not text.isascii()):
        logging.getLogger("analysis").warning(
            "Japanese or Chinese text is counted as pairs of characters; put blanks between its "
            "words to have words counted"
        )
    printed, forms = pd.factorize(np.array(texts, object))
    names, word = np.unique(np.array([fold(form) for form in forms], object), return_inverse=True)
    table = np.array(rows, np.int32).reshape(-1, 4)
    return _Pieces(
        names, count, (np.cumsum(count) - count).astype(np.int32),
        word.astype(np.int32)[printed], printed.astype(np.int32), table[:, 0], table[:, 1],
        table[:, 2].astype(bool), table[:, 3].astype(bool),
    )  # fmt: skip
