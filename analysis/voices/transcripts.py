"""Turns of a transcript: lines that open with who speaks and a colon, as in a briefing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.text.class_names import matcher
from analysis.text.word_classes import Tags
from analysis.voices.attribution import Span, Statement
from analysis.voices.narration import Narration

_LINE_END = re.compile(r"[¶§]|$")
# Ann Lee: When did it begin? / Q: When did it begin?
_LABELLED = matcher("""
    [LINE HEADING]
    (DETERMINER? [NAME TITLE NAME-LINK]{1,5} | [^ SENTENCE LINE HEADING :]) : (?=.)
""")
_GAP = 3  # unlabelled lines at most within one turn


class _Turn(NamedTuple):
    article: int
    label: str
    mention: Span
    first: int
    last: int


def turns(tags: Tags, told: Narration, texts: Sequence[str]) -> Iterator[Statement]:
    """The statements of dialogues: an article's labelled lines, if somebody speaks twice there.

    A question by somebody who isn't named ("Reporter: When?") states nothing.
    """
    found: list[list[_Turn]] = []
    if ":" in told.letters:
        for turn in _labelled(tags, told, texts):
            if not found or found[-1][0].article != turn.article:
                found.append([])
            found[-1].append(turn)
    for dialogue in found:
        labels = Counter(turn.label for turn in dialogue)
        if len(labels) < 2 or max(labels.values()) < 2:
            continue
        for turn in dialogue:
            text = texts[turn.article][tags.start[turn.first] : tags.end[turn.last - 1] + 1]
            if _names(turn.label) or not text.rstrip().endswith("?"):
                yield _statement(turn)


def _labelled(tags: Tags, told: Narration, texts: Sequence[str]) -> Iterator[_Turn]:
    """Every line that opens with a label, with the unlabelled lines between it and the next."""
    for label in _LABELLED.finditer(told.letters):
        first, last = int(told.first[label.start(1)]), int(told.last[label.end(1) - 1])
        article = int(tags.article[first])
        text = texts[article][tags.start[first] : tags.end[last - 1]]
        if len(text) == 1 or text[0].isupper():
            end = _end(tags, told, label.end(), article)
            yield _Turn(
                article, text, (first, last), int(told.first[label.end()]), int(told.last[end - 1])
            )


def _end(tags: Tags, told: Narration, start: int, article: int) -> int:
    """Where a turn ends: before the next labelled line if that is near, else with its line."""
    own = ends = _LINE_END.search(told.letters, start).start()  # type: ignore[union-attr]
    for _ in range(_GAP):
        if ends == len(told.letters) or tags.article[told.first[ends]] != article:
            return own
        if _LABELLED.match(told.letters, ends):
            return ends
        ends = _LINE_END.search(told.letters, ends + 1).start()  # type: ignore[union-attr]
    return own


def _names(label: str) -> bool:
    """Whether a label names somebody: several words, or a surname in capitals."""
    return " " in label or label == "A" or (label.isupper() and label not in ("Q", "QUESTION"))


def _statement(turn: _Turn) -> Statement:
    return Statement(
        article=turn.article,
        pieces=[(turn.first, turn.last)],
        quoted=[False],
        kind="direct",
        cue=None,
        mention=turn.mention,
        rule="transcript",
        sentence=turn.mention[0],
        previous=turn.mention[0],
    )
