"""Sentences, headings and bullets as spans over the token table."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.arrays import Bools, Ints, Rows
from analysis.text.line_wraps import BULLET, FULL_STOP, matches
from analysis.text.sentence_ends import sentence_ends
from analysis.text.tokens import Tokens

KINDS = ("sentence", "heading", "bullet")
_LONGEST_HEADING = 20  # words


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

    A line end always ends a sentence, so a heading never joins what follows; a bullet's mark and
    its run-in label ("- Upcoming visits: Japan …") stay with its text.
    """
    line = np.flatnonzero(tokens.breaks > 0)
    lengths = np.diff(line, append=len(tokens))
    bullet = matches(tokens.vocabulary, tokens.type_id[line], BULLET) & (lengths > 1)
    closing = tokens.type_id[line + lengths - 1]
    open_ended = ~matches(tokens.vocabulary, closing, FULL_STOP) & (lengths <= _LONGEST_HEADING)
    ends = sentence_ends(tokens, np.repeat(open_ended, lengths))
    ends[line + lengths - 1] = True
    ends[line[bullet]] = False
    last = np.flatnonzero(ends) + 1
    first = np.concatenate(([0], last[:-1]))[: len(last)]
    start, end = tokens.start[first], tokens.end[last - 1]
    kind = _kinds(first, line, bullet, open_ended)
    return Sentences(tokens.article[first], first, last, start, end, kind)


def _kinds(first: Rows, line: Rows, bullet: Bools, open_ended: Bools) -> npt.NDArray[np.int8]:
    """Bullets; headings, which are short lines of one span without a full stop; sentences."""
    owner = np.searchsorted(line, first, side="right") - 1
    alone = np.bincount(owner, minlength=len(line))[owner] == 1
    kind = np.where(alone & open_ended[owner], KINDS.index("heading"), KINDS.index("sentence"))
    kind[bullet[owner]] = KINDS.index("bullet")
    return kind.astype(np.int8)


def sentence_table(articles: pd.DataFrame, spans: Sentences) -> pd.DataFrame:
    """`spans` as a table: article, source, style, sentence, kind, start, end, text."""
    known = [column for column in ("article", "source", "style") if column in articles]
    table = articles[known].take(spans.article).reset_index(drop=True)
    opens = np.flatnonzero(np.diff(spans.article, prepend=-1))
    lengths = np.diff(np.append(opens, len(spans.article)))
    table["sentence"] = np.arange(len(table)) - np.repeat(opens, lengths)
    table["kind"] = pd.Series(np.array(KINDS)[spans.kind], dtype="str")
    table["start"], table["end"] = spans.start, spans.end
    table["text"] = verbatim(articles, spans.article, spans.start, spans.end)
    return table


def verbatim(articles: pd.DataFrame, row: Ints, start: Ints, end: Ints) -> pd.Series:
    """The characters from `start` to `end` of the texts in some rows of `articles`."""
    texts = articles["text"].to_list()
    spans = zip(row.tolist(), start.tolist(), end.tolist(), strict=True)
    strings = pa.array([texts[at][low:high] for at, low, high in spans], pa.large_string())
    return pd.Series(strings, dtype="str")
