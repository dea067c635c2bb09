"""Sentences, headings and bullets as spans over the token table."""

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.boundaries import Masks, sentence_ends
from analysis.corpus.tokens import Ints, Rows, Tokens, tokenize

KINDS = ("sentence", "heading", "bullet")
_LONGEST_HEADING = 20
_BULLET = r"^(?:[-–—•*‣▪◦·●○■□➤►✓]|\d{1,2}[.)]|\(\d{1,2}\))$"
_FULL_STOP = r"[.?!…:;。！？][\"'”’»)\]」』]*$"
_LABEL = re.compile(
    r"((?:[A-Z0-9][\w’'&/-]*|of|and|the|on|in|for|to|with|a)(?: (?:[A-Z0-9][\w’'&/-]*|"
    r"of|and|the|on|in|for|to|with|a)){0,5}:) [“\"'‘(]?[A-Z0-9]"
)


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


@lru_cache(maxsize=2)
def find_sentences(tokens: Tokens) -> Sentences:
    """The sentences of a token table; every token belongs to exactly one.

    A line end always ends a sentence, so a heading never joins what follows; a bullet's mark stays
    with its text, and its run-in label ("Upcoming visits: Japan …") is a heading of its own.
    """
    line = np.flatnonzero(tokens.breaks > 0)
    bullet = _starts_with(tokens, line, _BULLET) & (np.diff(line, append=len(tokens)) > 1)
    ends = sentence_ends(tokens)
    ends[line[1:] - 1] = True
    ends[-1:] = True
    ends[line[bullet]] = False
    labels = _labels(tokens, line[bullet])
    ends[labels] = True
    last = np.flatnonzero(ends) + 1
    first = np.concatenate(([0], last[:-1]))[: len(last)]
    return Sentences(
        tokens.article[first],
        first,
        last,
        tokens.start[first],
        tokens.end[last - 1],
        _kinds(tokens, first, last, line, bullet, labels),
    )


def _kinds(
    tokens: Tokens, first: Rows, last: Rows, line: Rows, bullet: Masks, labels: Rows
) -> npt.NDArray[np.int8]:
    """Bullets; headings: lines of one span of at most 20 words without a full stop; sentences."""
    owner = np.searchsorted(line, first, side="right") - 1
    alone = np.bincount(owner, minlength=len(line))[owner] == 1
    full = _vocabulary_mask(tokens.vocabulary, _FULL_STOP)[tokens.type_id[last - 1]]
    heading = alone & ~full & (last - first <= _LONGEST_HEADING)
    kind = np.where(heading, KINDS.index("heading"), KINDS.index("sentence"))
    kind[bullet[owner]] = KINDS.index("bullet")
    kind[np.isin(last - 1, labels)] = KINDS.index("heading")
    return kind.astype(np.int8)


def _labels(tokens: Tokens, marks: Rows) -> Rows:
    """The last token of each run-in label: up to six capitalised words and a colon."""
    found = []
    for mark in marks.tolist():
        words = tokens.vocabulary[tokens.type_id[mark + 1 : mark + 9]]
        inside = np.cumsum(tokens.breaks[mark + 1 : mark + 9] > 0) == 0
        match = _LABEL.match(" ".join(words[inside]) + " ")
        if match:
            found.append(mark + len(match[1].split()))
    return np.array(found, np.int64)


def _starts_with(tokens: Tokens, at: Rows, pattern: str) -> Masks:
    return _vocabulary_mask(tokens.vocabulary, pattern)[tokens.type_id[at]]


def _vocabulary_mask(vocabulary: npt.NDArray[np.object_], pattern: str) -> Masks:
    words = pa.array(vocabulary, pa.string())
    return pc.match_substring_regex(words, pattern).to_numpy(zero_copy_only=False)


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
