"""A page for each cited article: its sentences as printed, with what the program saw in them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd

from analysis.report.pages.site import TEMPLATES
from analysis.statistics.answer import plural, signed
from analysis.tone.sources import CLEAR

FOLDER = "evidence"
_SPAN = re.compile(r":(\d+)-\d+(?![\w-])")


class Marked(NamedTuple):
    """A stretch of an article's text and what it is marked as; `title` says more."""

    start: int
    end: int
    mark: str
    title: str = ""


class Segment(NamedTuple):
    """A piece of a sentence with one set of marks."""

    text: str
    classes: str
    title: str


def article_pages(articles: Iterable[str]) -> dict[str, str]:
    """A file name for each article's page; ids may hold what a file name can't."""
    return {article: f"article-{number:05}" for number, article in enumerate(articles)}


def link_evidence(
    html: str, pages: Mapping[str, str], *, starts: Mapping[str, Sequence[int]]
) -> str:
    """`html` with every evidence id of a known article made a link to its sentence.

    `pages` are addresses by article, `starts` the first characters of each article's sentences,
    in order.
    """
    known = {escape(article): article for article in pages}
    longest = max(map(len, known), default=0)

    def linked(text: str) -> str:
        done, found = 0, []
        for span in _SPAN.finditer(text):
            lengths = range(min(longest, span.start() - done), 0, -1)
            name = next((n for n in lengths if text[span.start() - n : span.start()] in known), 0)
            begin = span.start() - name
            if not name or text[max(begin - 1, 0) : begin].strip(" \n(,;“"):
                continue
            article = known[text[begin : span.start()]]
            address = f"{quote(pages[article])}#c{opening(starts[article], int(span[1]))}"
            link = f'<a class="evidence" href="{address}">{text[begin : span.end()]}</a>'
            found += [text[done:begin], link]
            done = span.end()
        return "".join([*found, text[done:]])

    parts = re.split(r"(<a\b.*?</a>|<[^>]*>)", html, flags=re.DOTALL)
    return "".join(part if part.startswith("<") else linked(part) for part in parts)


def sentence_starts(sentences: pd.DataFrame) -> dict[str, list[int]]:
    """Where each article's sentences begin, in order."""
    grouped = sentences.sort_values("start").groupby("article", sort=False)["start"]
    return {str(article): starts.tolist() for article, starts in grouped}


def article_page(
    article: pd.Series,
    *,
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    names: pd.DataFrame,
    words: pd.DataFrame,
    cut: int | None = None,
) -> str:
    """The body of an article's page; each table holds this article's rows only.

    `cut` shows no more than that many characters of a sentence.
    """
    text = str(article["text"])
    marks = [*_marks_of_quotes(quotes), *_marks_of_names(names), *_marks_of_words(words)]
    starts = sentences["start"].tolist()
    near = _by_sentence(marks, starts)
    shown = [
        _sentence(row, text, near[number], cut) for number, row in enumerate(sentences.itertuples())
    ]
    shown += [
        {"start": low, "kind": "furniture", "text": _shortened(text[low:high].strip(), cut)}
        for low, high in article.get("excluded", [])
    ]
    shown.sort(key=itemgetter("start"))
    about = [
        str(article[name]).removesuffix(" 00:00:00")
        for name in ("source", "published")
        if _there(article, name)
    ]
    url = str(article["url"]) if _there(article, "url") else ""
    rows = [
        {
            "kind": row.kind, "speaker": _text(row.speaker) or "nobody named",
            "cue": _text(row.cue), "rule": _text(row.rule),
            "text": _shortened(str(row.text), cut), "anchor": opening(starts, int(row.start)),
        }
        for row in quotes.itertuples()
    ]  # fmt: skip
    return TEMPLATES.get_template("evidence.html.j2").render(
        title=str(article["title"]) if _there(article, "title") else str(article["article"]),
        about=" · ".join([*about, f"id {article['article']}"]), url=url,
        web=url.startswith(("http://", "https://")), sentences=shown, quotes=rows, cut=cut,
    )  # fmt: skip


def _by_sentence(marks: Iterable[Marked], starts: Sequence[int]) -> list[list[Marked]]:
    """The marks that each sentence may hold a part of."""
    near: list[list[Marked]] = [[] for _ in starts]
    for mark in marks:
        first = max(bisect_right(starts, mark.start) - 1, 0)
        for number in range(first, bisect_right(starts, mark.end)):
            near[number].append(mark)
    return near


def segments(text: str, start: int, end: int, marks: Sequence[Marked]) -> list[Segment]:
    """The characters from `start` to `end`, split wherever a mark begins or ends.

    >>> [tuple(s) for s in segments("A good deal", 0, 11, [Marked(2, 6, "positive", "1.9")])]
    [('A ', '', ''), ('good', 'positive', '1.9'), (' deal', '', '')]
    """
    edges = {start, end, *(edge for mark in marks for edge in (mark.start, mark.end))}
    places = sorted(edge for edge in edges if start <= edge <= end)
    found = []
    for low, high in pairwise(places):
        over = [mark for mark in marks if mark.start <= low and mark.end >= high]
        classes = " ".join(dict.fromkeys(mark.mark for mark in over))
        found.append(
            Segment(text[low:high], classes, "; ".join(mark.title for mark in over if mark.title))
        )
    return found


def cited_pages(html: str) -> set[str]:
    """The addresses of the evidence pages that a page leads to.

    >>> cited_pages('<a href="evidence/article-00001.html#c0">1:0-9</a>')
    {'evidence/article-00001.html'}
    """
    return set(re.findall(rf'href="({FOLDER}/[\w-]+\.html)#', html))


def _sentence(row: Any, text: str, marks: Sequence[Marked], cut: int | None) -> dict[str, object]:
    start, end = int(row.start), int(row.end)
    last = end if cut is None else min(end, start + cut)
    pieces = segments(text, start, last, marks)
    if last < end:
        pieces.append(Segment(" …", "", ""))
    about = f"compound {row.compound:.2f}, {row.hits} of {plural(row.words, 'word')} in the lexicon"
    voice = f", voice: {row.voice}" if _text(row.voice) else ""
    return {
        "start": start, "kind": row.kind, "evidence": f"{start}-{end}",
        "segments": pieces, "about": about + voice, "score": signed(row.compound),
    }  # fmt: skip


def _marks_of_quotes(quotes: pd.DataFrame) -> Iterable[Marked]:
    for row in quotes.itertuples():
        mark = "reported" if row.kind == "indirect" else "quoted"
        title = f"{row.kind}, {_text(row.speaker) or 'nobody named'}"
        yield from (Marked(int(low), int(high), mark, title) for low, high in row.pieces)


def _marks_of_names(names: pd.DataFrame) -> Iterable[Marked]:
    for row in names.itertuples():
        yield Marked(int(row.start), int(row.end), "name", f"{row.name}, {row.kind}")


def _marks_of_words(words: pd.DataFrame) -> Iterable[Marked]:
    for row in words.itertuples():
        mark = "positive" if row.valence > 0 else "negative"
        if abs(row.valence) >= CLEAR:
            yield Marked(int(row.start), int(row.end), mark, f"valence {row.valence:.1f}")


def opening(starts: Sequence[int], place: int) -> int:
    """Where the sentence begins that holds a character."""
    return starts[max(bisect_right(starts, place) - 1, 0)] if starts else place


def _shortened(text: str, cut: int | None) -> str:
    return text if cut is None or len(text) <= cut else f"{text[:cut]} …"


def _there(article: pd.Series, name: str) -> bool:
    return name in article and pd.notna(article[name])


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
