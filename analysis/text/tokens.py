"""One columnar token table: every measure that reads words reads this one.

A token is a run of characters between white space, as printed; 。！？ also end one, and characters
that nobody sees make none by themselves. Whatever depends on its string alone (lower case, lexicon
value, closing mark) is computed once per vocabulary entry and gathered by `type_id`; this is how
quanteda stores tokens.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.arrays import Ints, Rows
from analysis.text.folding import UNSEEN
from analysis.text.line_wraps import unwrapped

Spans = tuple[tuple[int, int], ...]

BATCH = 4_000_000  # characters handled at once: large enough for numpy, small enough for the cache

# White space is what str.split() takes for it; line ends are kept apart from blanks.
_LINE_ENDS = "\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "\t\x1f\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_KEYS = {
    int.from_bytes(mark.encode().ljust(3, b"\0"), "big"): plain
    for marks, plain in ((_LINE_ENDS, 10), (_BLANKS, 32))
    for mark in marks
}
# Text without blanks: a full stop ends the sentence where it stands, closing marks included.
_CJK_STOP = re.compile(r"[。！？｡]+[\"'”’」』）】》〉)\]]*(?=\S)")

_LONE = re.compile(rf"(?<!\S)[{UNSEEN}]+(?!\S)")


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of a corpus, as arrays of one length, in reading order.

    `vocabulary` holds each distinct printed word once; `type_id` indexes it, so
    ``vocabulary[type_id[i]]`` is the i-th word. `article` is the row in the articles table;
    `start` and `end` are code points into that article's text. `breaks` counts the line ends
    between the token before and this one, at most 2, without those that only wrap a paragraph; an
    article's first token and the first one after an excluded span have 2.

    >>> tokens = tokenize(pd.DataFrame({"article": ["1"], "text": ["To be or not to be"]}))
    >>> tokens.vocabulary[tokens.type_id].tolist(), tokens.start.tolist()
    (['To', 'be', 'or', 'not', 'to', 'be'], [0, 3, 6, 9, 13, 16])
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

    >>> tokens = tokenize(pd.DataFrame({"article": ["1"], "text": ["Don’t wait in U.S. ports"]}))
    >>> tokens.vocabulary[tokens.type_id].tolist()
    ['Don’t', 'wait', 'in', 'U.S.', 'ports']
    """
    excluded = articles["excluded"] if "excluded" in articles else [()] * len(articles)
    spans = tuple(tuple((int(a), int(b)) for a, b in rows) for rows in excluded)
    return _tokenize(tuple(articles["text"]), spans)


def tokenize_texts(texts: Sequence[str]) -> Tokens:
    """The token table of plain strings, `article` their position; words as of ``str.split()``."""
    return _table(texts, ((),) * len(texts), cjk=False)


def spread(counts: Ints) -> tuple[Ints, Ints]:
    """Each row's number `counts` times over, and how many times it came before."""
    row = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    before = np.cumsum(counts, dtype=np.int32) - counts
    return row, np.arange(len(row), dtype=np.int32) - before[row]


@lru_cache(maxsize=2)
def _tokenize(texts: tuple[str, ...], excluded: tuple[Spans, ...]) -> Tokens:
    found = _table(texts, excluded, cjk=True)
    columns = found.vocabulary, found.type_id, found.start, found.end, found.breaks
    return replace(found, breaks=unwrapped(*columns))


def _table(texts: Sequence[str], excluded: Sequence[Spans], *, cjk: bool) -> Tokens:
    parts, words = [], []
    for first, last in _batches(texts):
        columns, strings = _split(texts[first:last], excluded[first:last], cjk)
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
    return Tokens(vocabulary, type_id, article, start, end, breaks)


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
    texts: Sequence[str], excluded: Sequence[Spans], cjk: bool
) -> tuple[list[Ints], pa.StringArray]:
    """Article, start, end and breaks of each token of a few texts, and the tokens themselves."""
    joined = "\n".join(texts)
    raw = np.frombuffer(bytearray(joined.encode()), np.uint8)
    code_point = _code_points(raw)
    _make_white_space_plain(raw)
    if any(mark in joined for mark in UNSEEN):
        for lone in _LONE.finditer(joined):
            low, high = np.searchsorted(code_point, lone.span())
            raw[low:high] = 32
    begins = np.concatenate(([0], np.cumsum([len(text) + 1 for text in texts])[:-1]))
    line_ends = [np.flatnonzero(raw == 10)]
    for begin, spans in zip(begins, excluded, strict=True):
        for span in spans:
            low, high = np.searchsorted(code_point, begin + np.array(span))
            raw[low:high] = 32
            line_ends += [np.array([low, low])]
    low, high = _edges((raw == 32) | (raw == 10), code_point, joined if cjk else "")
    start = code_point[low]
    counts = np.diff(np.append(np.searchsorted(start, begins), len(start)))
    article = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    after = np.searchsorted(low, np.concatenate(line_ends))
    breaks = np.minimum(np.bincount(after, minlength=len(low) + 1)[:-1], 2).astype(np.int8)
    breaks[np.diff(article, prepend=-1) != 0] = 2
    lengths = np.concatenate(([0], np.cumsum(high - low))).astype(np.int32)
    letters = raw.tobytes().translate(None, b" \n")
    strings = pa.StringArray.from_buffers(len(low), pa.py_buffer(lengths), pa.py_buffer(letters))
    offset = begins[article].astype(np.int32)
    ends = code_point[high - 1] + 1 - offset
    return [article, start - offset, ends, breaks], strings


def _code_points(raw: npt.NDArray[np.uint8]) -> Ints:
    """Which code point each byte of UTF-8 belongs to."""
    opens = raw.view(np.int8) > -65  # 0b10xxxxxx, the bytes that go on, are -128 to -65
    if opens.all():
        return np.arange(len(raw), dtype=np.int32)
    return np.cumsum(opens, dtype=np.int32) - np.int32(1)


def _edges(blank: npt.NDArray[np.bool_], code_point: Ints, text: str) -> tuple[Rows, Rows]:
    """First byte and byte past the last of each token; `text` is looked through for 。！？."""
    edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1
    if len(blank) and not blank[0]:
        edges = np.concatenate(([0], edges))
    if len(edges) % 2:
        edges = np.append(edges, len(blank))
    low, high = edges[::2], edges[1::2]
    if any(mark in text for mark in "。！？｡"):
        inner = np.searchsorted(code_point, [match.end() for match in _CJK_STOP.finditer(text)])
        inner = inner[~blank[inner - 1] & ~blank[inner]]
        low, high = np.union1d(low, inner), np.union1d(high, inner)
    return low, high


def _make_white_space_plain(raw: npt.NDArray[np.uint8]) -> None:
    """Write blanks and line feeds over all other white space, in place."""
    if ((raw < 32) & (raw != 10)).any():
        ends = np.flatnonzero(raw == 13)
        raw[ends[raw[np.minimum(ends + 1, len(raw) - 1)] == 10]] = 32  # CR LF is one line end
        raw[:] = np.array([_KEYS.get(byte << 16, byte) for byte in range(256)], np.uint8)[raw]
    lead = np.flatnonzero((raw == 0xC2) | ((raw >= 0xE1) & (raw <= 0xE3)))
    second, third = (raw[np.minimum(lead + step, len(raw) - 1)].astype(int) for step in (1, 2))
    wide = raw[lead] != 0xC2
    keys = (raw[lead].astype(int) << 16) + (second << 8) + third * wide
    found = np.isin(keys, list(_KEYS))
    lead, wide = lead[found], wide[found]
    raw[lead] = [_KEYS[key] for key in keys[found].tolist()]
    raw[lead + 1] = raw[lead[wide] + 2] = 32
