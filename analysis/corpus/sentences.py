"""Sentences, headings and bullets as spans over the token table."""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import punkt

from analysis.corpus.tokens import Ints, Tokens, tokenize

KINDS = ("sentence", "heading", "bullet")
_BULLET = re.compile(r"[-–—•*‣▪◦·]")
_FULL_STOP = re.compile(r"[.?!…:;。！？][\"'”’»)\]」』]*$")


class Sentences(NamedTuple):
    """Spans of one length in reading order; `kind` indexes KINDS.

    `first` and `last` are rows of the token table, `last` exclusive; `start` and `end` are code
    points into the text of row `article` of the articles table.
    """

    article: Ints
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    start: Ints
    end: Ints
    kind: npt.NDArray[np.int8]


@cache
def _punkt() -> punkt.PunktSentenceTokenizer:
    return punkt.tokenizer_for("english", prefixes=True, line_breaks="always")


def find_sentences(tokens: Tokens) -> Sentences:
    """The sentences of a token table; every token belongs to exactly one."""
    words = tokens.vocabulary[tokens.type_id]
    lines = np.flatnonzero(tokens.breaks > 0)
    rows: list[tuple[int, int, int]] = []
    for low, high in zip(lines, np.append(lines, len(tokens))[1:], strict=True):
        line = " ".join(words[low:high])
        starts = np.cumsum([0] + [len(word) + 1 for word in words[low : high - 1]])
        if _BULLET.fullmatch(words[low]) and high - low > 1:
            kind = KINDS.index("bullet")
        else:
            kind = KINDS.index("sentence" if _FULL_STOP.search(line) else "heading")
        cuts = np.searchsorted(starts, [begin for begin, _ in _punkt().span_tokenize(line)])
        cuts = np.unique(np.concatenate(([0], cuts)))
        ends = np.append(cuts[1:], high - low)
        rows += [(low + a, low + b, kind) for a, b in zip(cuts, ends, strict=True)]
    first, last, kinds = np.array(rows, np.int64).reshape(-1, 3).T
    return Sentences(
        tokens.article[first],
        first,
        last,
        tokens.start[first],
        tokens.end[last - 1],
        kinds.astype(np.int8),
    )


def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """The sentences table of `articles`, without scores: one row a sentence, heading or bullet."""
    return sentence_table(articles, find_sentences(tokenize(articles)))


def sentence_table(articles: pd.DataFrame, spans: Sentences) -> pd.DataFrame:
    """`spans` as a table: article, source, style, sentence, kind, start, end, text."""
    known = [column for column in ("article", "source", "style") if column in articles]
    table = articles[known].take(spans.article).reset_index(drop=True)
    opens = np.flatnonzero(np.diff(spans.article, prepend=-1))
    lengths = np.diff(np.append(opens, len(spans.article)))
    table["sentence"] = np.arange(len(table)) - np.repeat(opens, lengths)
    table["kind"] = pd.Series(np.array(KINDS)[spans.kind], dtype="str")
    table["start"], table["end"] = spans.start, spans.end
    texts = articles["text"].to_list()
    rows = zip(spans.article.tolist(), spans.start.tolist(), spans.end.tolist(), strict=True)
    table["text"] = pd.Series([texts[row][start:end] for row, start, end in rows], dtype="str")
    return table
