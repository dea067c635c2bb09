"""The words inside the printed tokens: marks stripped, forms folded, borders of phrases kept.

A token is what stands between white space; a word is what a reader would look up. The split and
the fold depend on the token's string alone, so they run once per vocabulary entry.
"""

import logging
import re
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.arrays import Ints
from analysis.text.folding import UNSEEN, fold, without_possessive
from analysis.text.lexicons import rows
from analysis.text.sentences import find_sentences
from analysis.text.tokens import Tokens, spread

_CJK = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005]"
_LETTER = rf"(?:(?!{_CJK})[\w\u0300-\u036f])[{UNSEEN}]*"
_LETTER = rf"(?:{_LETTER})"
_WORD = re.compile(
    rf"(?P<cjk>{_CJK}+)|(?:[^\W\d_]\.){{2,}}(?:[-‐‑]{_LETTER}+)*|\d+(?:[.,]\d+)+"
    rf"|{_LETTER}+(?:[-‐‑'’ʼ＇&]{_LETTER}+)*(?:(?<=s)['’](?!\w))?"
)
_PLAIN = "^[A-Za-z]+[,.]?$"
_CJK_TEXT = re.compile(_CJK + "{5,}")  # longer than a name in an English text
_LOOSE = re.compile(
    rf"[^\s.$€£¥%#@&+_\-{UNSEEN}]"
)  # any other mark around a word keeps phrases apart


class Words(NamedTuple):
    """The words of a corpus in reading order, as arrays of one length.

    `vocabulary` holds each folded word once, sorted, and `word` indexes it; `forms` holds each
    printed form once, and `printed` indexes it. `token` is the row of the token table; `article`
    the row of the articles table; `start` and `end` are code points into its text. `possessive` is
    True where the span has a possessive ending, which isn't counted and isn't in the form.
    `border` is True where no phrase runs from the previous word to this one: a sentence, heading
    or quotation begins or ends there, or a comma, dash or bracket stands between them. `sentence`
    is the row of `find_sentences`.
    """

    vocabulary: npt.NDArray[np.object_]
    forms: npt.NDArray[np.object_]
    word: Ints
    printed: Ints
    token: Ints
    article: Ints
    start: Ints
    end: Ints
    possessive: npt.NDArray[np.bool_]
    border: npt.NDArray[np.bool_]
    sentence: Ints


@cache
def function_words() -> frozenset[str]:
    """Folded English words of the closed classes (``analysis/text/data/function_words.txt``)."""
    listed = rows("text/data/function_words.txt")
    return frozenset(word for (line,) in listed for word in line.split())


def uninflected(word: str) -> str:
    """`word` without its possessive ending; contractions are words of their own.

    >>> uninflected("Tokyo’s"), uninflected("it’s"), uninflected("ministers’")
    ('Tokyo', 'it’s', 'ministers')
    """
    bare = without_possessive(word)
    contracted = bare != word and fold(word) in function_words() and not fold(bare).isupper()
    return word if contracted else bare


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
    types = _split_types(tokens.vocabulary)
    token, within = spread(types.pieces[tokens.type_id])
    piece = types.first[tokens.type_id[token]] + within
    spans = find_sentences(tokens)
    sentences = np.arange(len(spans.first), dtype=np.int32)
    sentence = np.repeat(sentences, spans.last - spans.first)[token]
    border = types.opens[piece]
    border[1:] |= types.closes[piece[:-1]] | (sentence[1:] != sentence[:-1])
    border[1:] |= np.diff(token) > 1  # a lone dash or quotation mark stands between them
    border[:1] = True
    printed = types.printed[piece]
    word = _calm(types, types.word[piece], printed, sentence)
    return Words(
        types.vocabulary, types.forms, word, printed, token, tokens.article[token],
        tokens.start[token] + types.start[piece], tokens.start[token] + types.end[piece],
        types.possessive[piece], border, sentence,
    )  # fmt: skip


def _calm(types: "_Pieces", word: Ints, printed: Ints, sentence: Ints) -> Ints:
    """`word` where, in a sentence mostly of capitals, WHO and IT are the small words."""
    found = [name for name in types.vocabulary if name.isupper() and name != "US"]
    if not found:
        return word
    capital = np.array([form.isupper() for form in types.forms], bool)[printed]
    share = np.bincount(sentence, capital) / np.maximum(np.bincount(sentence), 1)
    word = word.copy()
    for name in found:
        acronym, small = np.searchsorted(types.vocabulary, [name, name.lower()])
        word[(word == acronym) & (share[sentence] > 0.5)] = small
    return word


class _Pieces(NamedTuple):
    """The words of each vocabulary entry: `pieces` of them from `first` on."""

    vocabulary: npt.NDArray[np.object_]
    forms: npt.NDArray[np.object_]
    pieces: Ints
    first: Ints
    word: Ints
    printed: Ints
    start: Ints
    end: Ints
    possessive: npt.NDArray[np.bool_]
    opens: npt.NDArray[np.bool_]
    closes: npt.NDArray[np.bool_]


def _split_types(vocabulary: npt.NDArray[np.object_]) -> _Pieces:
    """The words of a vocabulary; most entries are one of plain letters, found all at once."""
    tokens = pa.array(vocabulary, pa.string())
    is_plain = pc.match_substring_regex(tokens, _PLAIN)
    plain = pc.ascii_rtrim(tokens.filter(is_plain), ",.")
    size = pc.binary_length(plain).to_numpy()
    at = np.flatnonzero(is_plain.to_numpy(zero_copy_only=False))
    comma = pc.ends_with(tokens.filter(is_plain), ",").to_numpy(zero_copy_only=False)
    other = np.delete(np.arange(len(vocabulary)), at)
    split = [_split_type(text) for text in vocabulary[other]]
    _warn_of_pairs(vocabulary[other])
    count = np.ones(len(vocabulary), np.int32)
    count[other] = [len(pieces) for pieces in split]
    first = (np.cumsum(count) - count).astype(np.int32)
    entry, nth = spread(count[other])
    order = np.argsort(np.concatenate([first[at], first[other][entry] + nth]))
    pieces = [piece for pieces in split for piece in pieces]
    texts = pa.chunked_array([plain, pa.array([piece[0] for piece in pieces], pa.string())])
    columns = np.zeros((len(order), 5), np.int32)
    columns[: len(at), 1], columns[: len(at), 4] = size, comma
    columns[len(at) :] = np.array([piece[1:] for piece in pieces], np.int32).reshape(-1, 5)
    start, end, possessive, opens, closes = columns[order].T
    forms = texts.take(order).combine_chunks().dictionary_encode()
    names, word = _folded(forms.dictionary)
    printed = forms.indices.to_numpy()
    return _Pieces(
        names, forms.dictionary.to_numpy(zero_copy_only=False), count, first,
        word[printed], printed, start, end,
        possessive.astype(bool), opens.astype(bool), closes.astype(bool),
    )  # fmt: skip


def _split_type(text: str) -> list[tuple[str, int, int, bool, bool, bool]]:
    """The words of one token: form, start, end, whether possessive, and whether marks keep
    phrases from what stands before it and behind it."""
    spans = split_words(text)
    pieces = []
    for at, (start, end) in enumerate(spans):
        opens = at > 0 or bool(_LOOSE.search(text, 0, start))
        closes = at < len(spans) - 1 or bool(_LOOSE.search(text, end))
        form = uninflected(text[start:end])
        pieces.append((form, start, end, len(form) < end - start, opens, closes))
    return pieces


def _folded(forms: pa.StringArray) -> tuple[npt.NDArray[np.object_], Ints]:
    """The vocabulary, with an acronym's small word in it, and the row of each printed form."""
    other = pc.invert(pc.match_substring_regex(forms, "^[a-z]+$|^[A-Z][a-z]+$"))
    unlike = [fold(form) for form in forms.filter(other).to_pylist()]
    folded = pc.replace_with_mask(pc.ascii_lower(forms), other, pa.array(unlike, pa.string()))
    small = [form.lower() for form in unlike if form.isupper()]
    names = pa.chunked_array([folded, pa.array(small, pa.string())]).unique().sort()
    row = pc.index_in(folded, value_set=names).to_numpy()
    return names.to_numpy(zero_copy_only=False), row


def _warn_of_pairs(vocabulary: npt.NDArray[np.object_]) -> None:
    if any(_CJK_TEXT.search(text) for text in vocabulary if not text.isascii()):
        logging.getLogger("analysis").warning(
            "Japanese or Chinese text is counted as pairs of characters; put blanks between its "
            "words to have words counted"
        )
