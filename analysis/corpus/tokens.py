"""One columnar token table: every measure that reads words reads this one.

A token is a run of characters between white space, as printed. Whatever depends on its string
alone (lower case, lexicon value, closing mark) is computed once per vocabulary entry and gathered
by `type_id`; this is how quanteda stores tokens.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Ints = npt.NDArray[np.int32]
BATCH = 4_000_000  # characters handled at once: large enough for numpy, small enough for the cache

# str.isspace() and Arrow disagree on the separators 0x1c-0x1f; str.isspace() is followed.
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "\x1f\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of a corpus, as arrays of one length, in reading order.

    `vocabulary` holds each distinct printed word once; `type_id` indexes it, so
    ``vocabulary[type_id[i]]`` is the i-th word. `article` is the row in the articles table;
    `start` and `end` are code points into that article's text. `breaks` counts the line ends
    between the token before and this one, at most 2; an article's first token and the first one
    after an excluded span have 2.
    """

    vocabulary: npt.NDArray[np.object_]
    type_id: Ints
    article: Ints
    start: Ints
    end: Ints
    breaks: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.type_id)


def tokenize(articles: pd.DataFrame) -> Tokens:
    """The token table of `articles`, without their `excluded` spans.

    Tokenising the same texts again returns the same object.
    """
    excluded = articles["excluded"] if "excluded" in articles else [()] * len(articles)
    spans = tuple(tuple((int(a), int(b)) for a, b in rows) for rows in excluded)
    return _tokenize(tuple(articles["text"]), spans)


def tokenize_texts(texts: Sequence[str]) -> Tokens:
    """The token table of plain strings, `article` their position; words as of ``str.split()``."""
    return _tokenize.__wrapped__(tuple(texts), ((),) * len(texts))


@lru_cache(maxsize=2)
def _tokenize(texts: tuple[str, ...], excluded: tuple[tuple[tuple[int, int], ...], ...]) -> Tokens:
    parts, words = [], []
    for first, last in _batches(texts):
        columns, strings = _split(texts[first:last], excluded[first:last])
        columns[0] += first
        parts.append(columns)
        words.append(strings.dictionary_encode())
    if not parts:
        none = np.empty(0, np.int32)
        return Tokens(np.empty(0, object), none, none, none, none, np.empty(0, np.int8))
    unified = pa.chunked_array(words).unify_dictionaries()
    vocabulary = unified.chunk(0).dictionary.to_numpy(zero_copy_only=False)
    type_id = np.concatenate([chunk.indices.to_numpy() for chunk in unified.chunks])
    article, start, end, breaks = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Tokens(vocabulary, type_id, article, start, end, breaks.astype(np.int8))


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = size = 0
    for index, text in enumerate(texts):
        size += len(text) + 1
        if size >= BATCH:
            yield first, index + 1
            first, size = index + 1, 0
    if first < len(texts):
        yield first, len(texts)


def _split(
    texts: Sequence[str], excluded: Sequence[Sequence[tuple[int, int]]]
) -> tuple[list[Ints], pa.StringArray]:
    """Article, start, end and breaks of each token of a few texts, and the tokens themselves."""
    joined = _plain_white_space("\n".join(texts))
    raw = np.frombuffer(joined.encode(), np.uint8)
    code_point = np.cumsum((raw & 0xC0) != 0x80, dtype=np.int32) - np.int32(1)
    begins = np.concatenate(([0], np.cumsum([len(text) + 1 for text in texts])[:-1]))
    blank = (raw == 32) | (raw == 9) | (raw == 10)
    line_end = (raw == 10).astype(np.int32)
    for begin, spans in zip(begins, excluded, strict=True):
        for span in spans:
            cut = slice(*np.searchsorted(code_point, begin + np.array(span)))
            blank[cut] = True
            line_end[cut][:1] = 2
    edge = np.diff(blank.astype(np.int8), prepend=1, append=1)
    low, high = np.flatnonzero(edge == -1), np.flatnonzero(edge == 1)
    lines = np.concatenate(([0], np.cumsum(line_end)))
    breaks = lines[low] - np.concatenate(([-2], lines[high[:-1]]))[: len(low)]
    start = code_point[low]
    article = (np.searchsorted(begins, start, side="right") - 1).astype(np.int32)
    breaks[np.diff(article, prepend=-1) != 0] = 2
    lengths = np.concatenate(([0], np.cumsum(high - low))).astype(np.int32)
    buffers = [None, pa.py_buffer(lengths), pa.py_buffer(raw[~blank])]
    strings = pa.StringArray.from_buffers(len(low), *buffers[1:])
    offset = begins[article].astype(np.int32)
    ends = code_point[high - 1] + 1 - offset
    return [article, start - offset, ends, np.minimum(breaks, 2)], strings


def _plain_white_space(text: str) -> str:
    """`text` with every white space a blank, tab or line feed: as many code points as before."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    if text.isascii() and not any(mark in text for mark in "\x0b\x0c\x1c\x1d\x1e\x1f"):
        return text
    for mark in _LINE_ENDS:
        text = text.replace(mark, "\n")
    for mark in _BLANKS:
        text = text.replace(mark, " ")
    return text
