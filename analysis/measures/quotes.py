"""Reported statements: what is said, by whom, and by which rule we know."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter, itemgetter

import pandas as pd

from analysis.corpus.names import mentions_by_article
from analysis.corpus.sentences import find_sentences
from analysis.corpus.tags import Tags, tag
from analysis.corpus.tokens import tokenize
from analysis.measures.attribution import Cast, Span, Statement
from analysis.measures.narration import statements
from analysis.measures.quotation_marks import Quoted, quoted

COLUMNS = (
    "article", "source", "style", "start", "end", "pieces", "text", "kind", "cue", "cue_start",
    "cue_end", "mention", "mention_start", "mention_end", "speaker", "rule", "nested",
)  # fmt: skip

_TYPES = dict.fromkeys(("text", "kind", "cue", "mention", "speaker", "rule"), "str")
_TYPES |= {"start": "int64", "end": "int64", "pieces": "object", "nested": "bool"}
_TYPES |= dict.fromkeys(("cue_start", "cue_end", "mention_start", "mention_end"), "Int32")


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
    rows = [_row(statement, tags, texts[statement.article]) for statement in found]
    table = pd.DataFrame(rows, columns=list(COLUMNS[3:])).astype(_TYPES)
    place = [statement.article for statement in found]
    for at, column in enumerate(COLUMNS[:3]):
        values = articles[column] if column in articles else pd.Series(None, articles.index, "str")
        table.insert(at, column, values.iloc[place].array)
    return table


def _row(statement: Statement, tags: Tags, text: str) -> tuple[object, ...]:
    """One row of the quotes table, from `start` on."""
    spans = _pieces(statement, tags)
    said = " … ".join(text[low:high] for low, high in spans)
    outer = statement.outer
    return (
        spans[0][0],
        max(high for _, high in spans),
        spans,
        said,
        statement.kind,
        *_printed(statement.cue, tags, text),
        *_printed(statement.mention, tags, text),
        statement.speaker,
        statement.rule,
        outer is not None and outer.speaker == statement.speaker,
    )


def _pieces(statement: Statement, tags: Tags) -> list[list[int]]:
    """A statement's spans as code points; a quotation's own marks are left out."""
    spans = []
    for (first, last), marked in zip(statement.pieces, statement.quoted, strict=True):
        low = first + 1 if marked and last - first > 2 else first
        closed = low > first and tags.letters[last - 1] in '>"›’'
        end = tags.start[last - 1] if closed else tags.end[last - 1]
        spans.append([int(tags.start[low]), int(end)])
    return sorted(spans, key=itemgetter(0))


def _printed(span: Span | None, tags: Tags, text: str) -> tuple[str | None, int | None, int | None]:
    """A span's words, start and end; missing where there is no span."""
    if span is None:
        return None, None, None
    start, end = int(tags.start[span[0]]), int(tags.end[span[1] - 1])
    return text[start:end], start, end
