"""Reported statements: what is said, by whom, and by which rule we know."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter, itemgetter

import numpy as np
import pandas as pd

from analysis.corpus.names import mentions_by_article
from analysis.corpus.sentences import find_sentences
from analysis.corpus.tags import Tags, tag
from analysis.corpus.tokens import tokenize
from analysis.measures.attribution import Cast, Statement
from analysis.measures.narration import statements
from analysis.measures.quotation_marks import Quoted, quoted

COLUMNS = (
    "article", "source", "style", "start", "end", "pieces", "text", "kind", "cue", "cue_start",
    "cue_end", "mention", "mention_start", "mention_end", "speaker", "rule", "nested",
)  # fmt: skip


def find_quotes(articles: pd.DataFrame, *, cues: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The quotes table of `articles`: one row a reported statement, in reading order.

    `pieces` are the [start, end] spans of what is said, without the attribution and without outer
    quotation marks; `start` and `end` their hull. `kind` is direct (all of it between quotation
    marks), mixed (part of it) or indirect. `mention` is the speaker as printed, `speaker` the
    fullest name the article gives, the printed words where it gives none, missing where nobody is
    named; `rule` says how the speaker was found. `nested` marks a statement inside another one of
    the same speaker ("I think …" in a quotation). `cues` adds reporting verbs, as verb: frames
    (see ``data/cues.tsv``).
    """
    tokens = tokenize(articles)
    texts = articles["text"].tolist()
    with _no_collection():
        tags = tag(tokens, find_sentences(tokens), cues=cues)
        quotations = quoted(tags)
        found = statements(tags, quotations, texts)
        _resolve(found, tags, quotations, texts)
        return _table(found, tags, articles, texts)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Many small tuples, none in a cycle: the collector would walk them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _resolve(
    found: Sequence[Statement], tags: Tags, quotations: Sequence[Quoted], texts: Sequence[str]
) -> None:
    """Fill in the speakers, article by article."""
    spoken = ([span.first for span in quotations], [span.last for span in quotations])
    told = {row: list(group) for row, group in groupby(found, key=attrgetter("article"))}
    for article, mentions in mentions_by_article(tags, texts):
        if article in told:
            cast = Cast(tags, texts[article], mentions, spoken)
            for statement in told[article]:
                cast.resolve(statement)


def _table(
    found: Sequence[Statement], tags: Tags, articles: pd.DataFrame, texts: Sequence[str]
) -> pd.DataFrame:
    """The quotes table of resolved statements."""
    rows = np.array([statement.article for statement in found], np.int64)
    table = pd.DataFrame({"article": articles["article"].to_numpy()[rows]})
    for column in ("source", "style"):
        values = articles[column] if column in articles else pd.Series(None, articles.index, "str")
        table[column] = values.to_numpy()[rows]
    pieces = [_pieces(statement, tags) for statement in found]
    table["start"] = [min(piece[0] for piece in spans) for spans in pieces]
    table["end"] = [max(piece[1] for piece in spans) for spans in pieces]
    table["pieces"] = pieces
    table["text"] = [
        " … ".join(texts[row][low:high] for low, high in spans)
        for row, spans in zip(rows, pieces, strict=True)
    ]
    table["kind"] = [statement.kind for statement in found]
    for name in ("cue", "mention"):
        spans = [getattr(statement, name) for statement in found]
        _printed(table, name, spans, tags, rows, texts)
    table["speaker"] = pd.Series([statement.speaker for statement in found], dtype="str")
    table["rule"] = pd.Series([statement.rule for statement in found], dtype="str")
    table["nested"] = [
        statement.outer is not None and statement.outer.speaker == statement.speaker
        for statement in found
    ]
    return table[list(COLUMNS)]


def _pieces(statement: Statement, tags: Tags) -> list[list[int]]:
    """A statement's spans as code points; a quotation's own marks are left out."""
    spans = []
    for (first, last), marked in zip(statement.pieces, statement.quoted, strict=True):
        low = first + 1 if marked and last - first > 2 else first
        closed = low > first and tags.letters[last - 1] in '>"›’'
        end = tags.start[last - 1] if closed else tags.end[last - 1]
        spans.append([int(tags.start[low]), int(end)])
    return sorted(spans, key=itemgetter(0))


def _printed(
    table: pd.DataFrame,
    name: str,
    spans: Sequence[tuple[int, int] | None],
    tags: Tags,
    rows: np.ndarray,
    texts: Sequence[str],
) -> None:
    """Add a span's printed words, start and end; missing where there is no span."""
    starts = [None if span is None else int(tags.start[span[0]]) for span in spans]
    ends = [None if span is None else int(tags.end[span[1] - 1]) for span in spans]
    words = [
        None if low is None else texts[row][low:high]
        for row, low, high in zip(rows, starts, ends, strict=True)
    ]
    table[name] = pd.Series(words, dtype="str")
    table[f"{name}_start"] = pd.array(starts, dtype="Int32")
    table[f"{name}_end"] = pd.array(ends, dtype="Int32")
