"""The narrator's own text, each quoted stretch folded into one letter, and what it reports."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.tags import Tags
from analysis.measures.attribution import Span, Statement
from analysis.measures.clauses import Report, headline, reports
from analysis.measures.noun_phrases import first_subject
from analysis.measures.quotation_marks import Quoted

_SPOKEN = 4  # words from which a quotation counts as speech without an attribution
_SENTENCE = re.compile(
    r"[|¶§][^|¶§]*(?:[SsvlqjzZaQ]|f[dnegmrCKTOi]*[NjW][hi])[^|¶§]*|§[^|¶§]*:[^|¶§]*"
)
_BOUNDARY = re.compile(r"[|¶§]")
_BRACKETED = re.compile(r"(?<![|¶§])\([^()Q|¶§]*\)")
_TAKEN_ON = re.compile(
    r"Q\|(?=-[CTd]|[SsvlqjzZxHB&]|(?:d?[nCKTme]+|p)[rH]*[SslqjvH][^|¶§]{0,6}(?:[|¶§]|$))"
)
_SPLIT_OFF = re.compile(r"~\|(?=[SsvlqjxHB])")  # Cummings (D-Md.) | said
_DASHED = re.compile(r"Q,?-((?:d?[CTnKu]+)(?:,[^|¶§y#]*)?)$")
_ISSUED = re.compile(r"f[^,]*N")
_LABEL = re.compile(r"dQ[nNT]")  # the "no big deal" defence
_SOURCE = re.compile(r"Q,?-[^,]*,y")
_SPOKEN_SENTENCE = re.compile(r"[^|¶§<>]+")
_OWN_THOUGHT = re.compile(r"(?:p|dn)[rxH]*[sS]|[|<]n?[sS]")


Told = Statement | None


class Narration(NamedTuple):
    """Letters of the narrator's text; each letter's first and last place among the tags."""

    letters: str
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]

    def span(self, offset: int, span: Span) -> Span:
        """The places among the tags of a span that is counted from `offset` on."""
        return int(self.first[offset + span[0]]), int(self.last[offset + span[1] - 1])


def narration(tags: Tags, quotations: Sequence[Quoted], texts: Sequence[str]) -> Narration:
    """The tags with each quoted stretch as one letter: Q if it may be speech, else k."""
    size = len(tags.letters)
    codes = np.frombuffer(tags.letters.encode("utf-16-le"), "<u2").copy()
    keep = ~np.isin(codes, [ord(mark) for mark in '<>"‹›’'])
    last = np.arange(1, size + 1)
    if quotations:
        opens = np.array([span.first for span in quotations])
        closes = np.array([span.last for span in quotations])
        depth = np.zeros(size + 1, np.int8)
        depth[opens] += 1
        np.subtract.at(depth, closes, 1)
        keep &= np.cumsum(depth[:-1]) == 0
        keep[opens] = True
        last[opens] = closes
        codes[opens] = [ord(_weight(tags, span, texts)) for span in quotations]
    kept = np.flatnonzero(keep)
    letters = codes[kept].astype("<u2").tobytes().decode("utf-16-le")
    letters = _TAKEN_ON.sub("Q,", letters)
    if "(" in letters:
        letters = _BRACKETED.sub(lambda m: "~" * len(m.group()), letters)
        letters = _SPLIT_OFF.sub("~r", letters)
    return Narration(letters, kept, last[kept])


def _weight(tags: Tags, span: Quoted, texts: Sequence[str]) -> str:
    """Q for a quotation that may be speech by itself, k for a title, a term or scare quotes."""
    letters = tags.letters[span.first : span.last]
    words = len(letters) - sum(map(letters.count, '<>"‹›’,;:()-|'))
    text = texts[tags.article[span.first]][tags.end[span.first] : tags.start[span.last - 1]]
    long = [word for word in text.split() if len(word) > 3]
    if long and all(word[0].isupper() or not word[0].isalpha() for word in long) and "C" in letters:
        return "k"
    if words >= _SPOKEN or span.open_ended:
        return "Q"
    ending = text[-1:]
    return "Q" if ending in (",", "?", "!") and words else "k"


def statements(tags: Tags, quotations: Sequence[Quoted], texts: Sequence[str]) -> list[Statement]:
    """The statements of all articles, in order, their speakers not yet resolved."""
    told = narration(tags, quotations, texts)
    continued = {span.first for span in quotations if span.continues}
    bounds = [m.start() for m in _BOUNDARY.finditer(told.letters)]
    article = tags.article[told.first[bounds]].tolist()
    found: list[Statement] = []
    for sentence in _SENTENCE.finditer(told.letters):
        at = bisect_right(bounds, sentence.start())
        known = at > 1 and article[at - 2] == article[at - 1]
        opens = (sentence.start(), bounds[at - 2] if known else sentence.start())
        last = found[-1] if found and found[-1].article == article[at - 1] else None
        made = _in_sentence(tags, told, opens, sentence.group()[1:], continued, last)
        found += made
        found += [inner for outer in made for inner in _own_thoughts(tags, outer)]
    return found


def _in_sentence(
    tags: Tags, told: Narration, opens: Span, letters: str, continued: set[int], last: Told
) -> list[Statement]:
    """The statements of one sentence: reported ones, then quotations that nothing reports."""
    offset = opens[0] + 1
    heading = headline(letters) if told.letters[opens[0]] == "§" and ":" in letters else None
    given = [heading] if heading else reports(letters)
    places = int(told.first[opens[0]]), int(told.first[opens[1]])
    made = [_statement(tags, told, report, letters, offset, places) for report in given]
    for at in _loose_quotations(told, offset, letters, given):
        place = told.span(offset, (at, at + 1))
        if place[0] in continued and last and last.kind != "indirect":
            last.pieces.append(place)
            last.quoted.append(True)
            continue
        report = _loose(letters, at, made[-1] if made else last, told, opens)
        last = _statement(tags, told, report, letters, offset, places)
        made.append(last)
    return made


def _loose_quotations(
    told: Narration, offset: int, letters: str, given: Sequence[Report]
) -> Iterator[int]:
    """The places of quotations that may be speech and that no report has taken."""
    taken = [piece for report in given for piece in report.pieces]
    for at, letter in enumerate(letters):
        if letter != "Q" or any(low <= at < high for low, high in taken):
            continue
        words = told.last[offset + at] - told.first[offset + at] - 1
        labelled = _LABEL.match(letters, max(at - 1, 0)) or _SOURCE.match(letters, at)
        if words >= _SPOKEN and not labelled:
            yield at


def _statement(
    tags: Tags,
    told: Narration,
    report: Report,
    letters: str,
    offset: int,
    opens: Span,
    outer: Told = None,
) -> Statement:
    """A report's spans as places among the tags; `letters` begin at `offset` of the narration."""
    said = [letters[low:high] for low, high in report.pieces]
    quoted = [not words.strip("Qk") for words in said]
    mixed = any("Q" in words or "k" in words for words in said)
    spans = [told.span(offset, piece) for piece in report.pieces]
    return Statement(
        int(tags.article[spans[0][0]]),
        spans,
        quoted,
        "direct" if all(quoted) else "mixed" if mixed else "indirect",
        told.span(offset, report.cue) if report.cue[1] else None,
        told.span(offset, report.mention) if report.mention else None,
        report.rule,
        *opens,
        outer,
    )


def _loose(letters: str, at: int, last: Told, told: Narration, opens: Span) -> Report:
    """A quotation without a reporting verb of its own: who is it carried over from?"""
    here, nothing = ((at, at + 1),), (0, 0)
    dashed = _DASHED.match(letters, at)
    if dashed:
        return Report(here, nothing, dashed.span(1), "dash")
    if at > 1 and letters[at - 1] == ":":
        return Report(here, nothing, first_subject(letters[:at]), "introduced")
    sentence, previous = opens
    before = told.letters[previous + 1 : sentence]
    introduced = before[-1:] == ":" or _ISSUED.search(before)
    if at <= 1 and introduced and (subject := first_subject(before)):
        shift = previous - sentence
        return Report(here, nothing, (subject[0] + shift, subject[1] + shift), "introduced")
    near = last is not None and told.first[previous] <= last.pieces[-1][1]
    if near and last and at <= 1 and (told.letters[sentence] == "|" or any(last.quoted)):
        return Report(here, nothing, None, "carried-over")
    return Report(here, nothing, None, "nobody")


def _own_thoughts(tags: Tags, outer: Statement) -> Iterator[Statement]:
    """What a quoted speaker says to think or to have said, inside a quotation."""
    for low, high in outer.pieces if outer.kind == "direct" else ():
        inside = tags.letters[low:high]
        if not _OWN_THOUGHT.search(inside):
            continue
        places = np.arange(low, high)
        spoken = Narration(inside, places, places + 1)
        for sentence in _SPOKEN_SENTENCE.finditer(inside):
            letters, offset, opens = (
                sentence.group(),
                sentence.start(),
                (outer.sentence, outer.previous),
            )
            for report in reports(letters):
                if report.mention and report.rule in ("before", "told-before", "after"):
                    yield _statement(tags, spoken, report, letters, offset, opens, outer)
