"""Reported statements: what is said, by whom, and by which rule we know."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

import pandas as pd

from analysis.text.names import Mentions, find_mentions
from analysis.text.reading import Articles, read
from analysis.text.word_classes import Tags, tag
from analysis.voices.attribution import Cast, Span, Statement
from analysis.voices.narrator import statements
from analysis.voices.quotation_marks import Quoted, quoted
from analysis.voices.report_kinds import report_kind

_TYPES = {
    "start": "int64", "end": "int64", "pieces": "object", "text": "str", "kind": "str",
    "report": "str",
    "cue": "str", "cue_start": "Int32", "cue_end": "Int32",
    "mention": "str", "mention_start": "Int32", "mention_end": "Int32",
    "speaker": "str", "rule": "str",
    "relay": "str", "relay_start": "Int32", "relay_end": "Int32", "nested": "bool",
}  # fmt: skip
_Reach = tuple[tuple[int, int], int]
COLUMNS = ("article", "source", "style", *_TYPES)


def find_quotes(articles: Articles, *, cues: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The quotes table of `articles`: one row a reported statement, in reading order.

    `pieces` are the [start, end] spans of what is said, without the attribution and without outer
    quotation marks; `start` and `end` their hull, `text` the pieces verbatim with " … " between
    two. `kind` is direct (all of it between quotation marks, or a turn of a transcript), mixed
    (part of it) or indirect; `report` speech, thought (beliefs, wishes and plans) or text (what
    documents and measurements show): counts of speakers count speech. `mention` is the speaker as
    printed, `speaker` the fullest name the article gives, the printed words where it gives none,
    missing where nobody is named; `rule` says how the speaker was found. `relay` is who passes the
    statement on, as printed ("according to the ministry"). `nested` marks a statement inside
    another one. `cues` adds reporting verbs, as verb: frames (see ``voices/data/cues.tsv``).

    >>> text = '"We agree," said Anna Roux. Ministers denied that talks had failed.'
    >>> quotes = find_quotes(pd.DataFrame({"article": ["1"], "text": [text]}))
    >>> quotes[["text", "kind", "speaker"]].values.tolist()
    [['We agree,', 'direct', 'Anna Roux'], ['talks had failed', 'indirect', 'Ministers']]
    """
    reading = read(articles)
    articles, texts = reading.articles, reading.articles["text"].tolist()
    tags, mentions = reading.tags, reading.mentions
    if cues:
        tags = tag(reading.tokens, reading.sentences, cues=cues)
        mentions = find_mentions(tags, texts)
    quotations = quoted(tags)
    found = statements(tags, quotations, texts, cues)
    _end_inside(found)
    _resolve(found, tags, quotations, texts, mentions)
    rows = [_row(statement, tags, texts[statement.article], cues) for statement in found]
    table = pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)
    place = [statement.article for statement in found]
    about = articles.reindex(columns=["article", "source", "style"]).iloc[place]
    about = about.astype({"source": "str", "style": "str"}).reset_index(drop=True)
    table["nested"] = _nested(place, table)
    return pd.concat([about, table], axis=1)


def _nested(place: Sequence[int], table: pd.DataFrame) -> list[bool]:
    """Which statements lie in a piece of another one; of two that are the same, the second."""
    hulls = list(zip(place, table["start"].tolist(), table["end"].tolist(), strict=True))
    pieces = sorted(
        (hulls[row][0], low, -high, row)
        for row, spans in enumerate(table["pieces"])
        for low, high in spans
    )
    furthest = _furthest(pieces)
    nested = []
    for row, (article, start, end) in enumerate(hulls):
        at = bisect_right(pieces, (article, start, 1)) - 1
        reach, other = next(each for each in furthest[at] if each[1] != row)
        same = other >= 0 and hulls[other] == hulls[row]
        nested.append(reach >= (article, end) and not (same and other > row))
    return nested


def _furthest(pieces: Sequence[tuple[int, int, int, int]]) -> list[tuple[_Reach, _Reach]]:
    """Up to each piece the two statements that reach furthest, as (article, end) and row."""
    top, next_ = ((-1, -1), -1), ((-1, -1), -2)
    furthest = []
    for article, _, high, row in pieces:
        end = (article, -high)
        if end > top[0]:
            top, next_ = (end, row), top if top[1] != row else next_
        elif end > next_[0] and row != top[1]:
            next_ = (end, row)
        furthest.append((top, next_))
    return furthest


def _end_inside(found: Sequence[Statement]) -> None:
    """End each statement told inside another one where that one ends.

    "Ann says it rains, Roux reported": Ann's statement isn't that Roux reported.
    """
    outer = None
    for statement in sorted(found, key=lambda each: (each.article, each.pieces[0][0])):
        (first, last), *more = statement.pieces
        if outer and outer.article == statement.article and statement.cue and not more:
            low, high = outer.pieces[0]
            if low <= statement.cue[0] and statement.cue[1] <= first < high < last:
                statement.pieces = [(first, high)]
        if not more and not any(statement.quoted):
            outer = statement


def _resolve(
    found: Sequence[Statement],
    tags: Tags,
    quotations: Sequence[Quoted],
    texts: Sequence[str],
    mentions: Mentions,
) -> None:
    """Fill in the speakers, article by article."""
    spoken = ([span.first for span in quotations], [span.last for span in quotations])
    for article, told in groupby(found, key=attrgetter("article")):
        cast = Cast(tags, texts, article, mentions, spoken)
        for statement in told:
            cast.resolve(statement)


def _row(
    statement: Statement, tags: Tags, text: str, cues: Mapping[str, str] | None
) -> tuple[object, ...]:
    """One row of the quotes table, from `start` on."""
    spans = _pieces(statement, tags)
    said = " … ".join(text[low:high] for low, high in spans)
    hull = (spans[0][0], max(high for _, high in spans))
    spans_of = (statement.cue, statement.mention, statement.relay)
    cue, mention, relay = (_printed(span, tags, text) for span in spans_of)
    about = (statement.speaker, statement.rule, *relay, False)
    report = report_kind(cue[0], mention[0], statement.rule, cues)
    return (*hull, spans, said, statement.kind, report, *cue, *mention, *about)


def _pieces(statement: Statement, tags: Tags) -> list[list[int]]:
    """A statement's spans as code points; a quotation's own marks are left out."""
    starts, ends = tags.start.data, tags.end.data  # views give plain ints
    spans = []
    for (first, last), marked in zip(statement.pieces, statement.quoted, strict=True):
        closed = marked and tags.letters[last - 1] in '>"›’'
        low = first + 1 if marked and last - first > 1 + closed else first
        closed = closed and low > first
        spans.append([starts[low], (starts if closed else ends)[last - 1]])
    return sorted(spans, key=itemgetter(0)) if len(spans) > 1 else spans


def _printed(span: Span | None, tags: Tags, text: str) -> tuple[str | None, int | None, int | None]:
    """A span's words, start and end; missing where there is no span."""
    if span is None:
        return None, None, None
    start, end = tags.start.data[span[0]], tags.end.data[span[1] - 1]
    return text[start:end], start, end
