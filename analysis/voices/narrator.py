"""The narrator's own text, each quoted stretch folded into one letter, and what it reports."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.word_classes import Tags
from analysis.voices.attribution import Span, Statement
from analysis.voices.noun_phrases import first_subject
from analysis.voices.quotation_marks import Quoted
from analysis.voices.reported_speech import Report, headline, reports

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
_OWN_THOUGHT = re.compile(r"(?:p|dn)[rxH]*[sS]|[|<]n?[sS]")


Told = Statement | None


class Narration(NamedTuple):
    """Letters of the narrator's text; each letter's first and last place among the tags."""

    letters: str
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]


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
    article = tags.article[told.first[bounds]].tolist() if bounds else []
    found: list[Statement] = []
    for sentence in _SENTENCE.finditer(told.letters):
        at = bisect_right(bounds, sentence.start())
        known = at > 1 and article[at - 2] == article[at - 1]
        previous = bounds[at - 2] if known else sentence.start()
        last = found[-1] if found and found[-1].article == article[at - 1] else None
        opens, letters = (sentence.start(), previous), sentence.group()[1:]
        found += _in_sentence(tags, told, opens, letters, continued, last)
    return found


def _in_sentence(
    tags: Tags, told: Narration, opens: Span, letters: str, continued: set[int], last: Told
) -> Iterator[Statement]:
    """The statements of one sentence: reported ones, then quotations that nothing reports."""
    heading = headline(letters) if told.letters[opens[0]] == "§" and ":" in letters else None
    given = [heading] if heading else reports(letters)
    made = [_statement(tags, told, report, letters, opens) for report in given]
    for at in _loose_quotations(told, opens[0] + 1, letters, given) if "Q" in letters else ():
        place = int(told.first[opens[0] + 1 + at])
        if place in continued and last and last.kind != "indirect":
            last.pieces.append((place, int(told.last[opens[0] + 1 + at])))
            last.quoted.append(True)
            continue
        report = _loose(letters, at, made[-1] if made else last, told, opens)
        last = _statement(tags, told, report, letters, opens)
        made.append(last)
    yield from made
    for statement in made:
        if statement.kind == "direct":
            yield from _own_thoughts(tags, statement)


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


def _places(told: Narration, low: int, high: int) -> Span:
    return int(told.first[low]), int(told.last[high - 1])


def _statement(tags: Tags, told: Narration, report: Report, letters: str, opens: Span) -> Statement:
    """A report's spans as places among the tags."""
    offset = opens[0] + 1
    quoted = [not letters[low:high].strip("Qk") for low, high in report.pieces]
    mixed = any("Q" in letters[low:high] or "k" in letters[low:high] for low, high in report.pieces)
    spans = [_places(told, offset + low, offset + high) for low, high in report.pieces]
    cue, mention = report.cue, report.mention
    return Statement(
        int(tags.article[spans[0][0]]),
        spans,
        quoted,
        "direct" if all(quoted) else "mixed" if mixed else "indirect",
        _places(told, offset + cue[0], offset + cue[1]) if cue[1] > cue[0] else None,
        _places(told, offset + mention[0], offset + mention[1]) if mention else None,
        report.rule,
        int(told.first[opens[0]]),
        int(told.first[opens[1]]),
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
    for low, high in outer.pieces:
        inside = tags.letters[low:high]
        if not _OWN_THOUGHT.search(inside):
            continue
        for sentence in re.finditer(r"[^|¶§<>]+", inside):
            for report in reports(sentence.group()):
                if report.mention and report.rule in ("before", "told-before", "after"):
                    shift = low + sentence.start()
                    yield Statement(
                        outer.article,
                        [(shift + a, shift + b) for a, b in report.pieces],
                        [False] * len(report.pieces),
                        "indirect",
                        (shift + report.cue[0], shift + report.cue[1]),
                        (shift + report.mention[0], shift + report.mention[1]),
                        report.rule,
                        outer.sentence,
                        outer.previous,
                        outer,
                    )
