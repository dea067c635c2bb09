"""Stretches between quotation marks: curly, straight and doubled, single, unbalanced, nested."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from analysis.text.word_classes import Tags

_DOUBLE_LINE = re.compile(r"[¶§][^¶§]*[<>\"][^¶§]*")
_SINGLE_LINE = re.compile(r"[¶§][^¶§]*‹[^¶§]*")
_OPENED = re.compile(r"(?:[¶§][^¶§]*)?[¶§]<")
_MARK = re.compile(r"[<>\"]")


class Quoted(NamedTuple):
    """A quoted stretch: places of its marks among the tags, `last` after the closing one.

    `open_ended`: the line ends before a closing mark. `continues`: a stretch of the lines before
    goes on here, opened anew.
    """

    first: int
    last: int
    open_ended: bool
    continues: bool


def quoted(tags: Tags) -> list[Quoted]:
    """All quoted stretches in order, none inside another."""
    found: list[Quoted] = []
    letters = tags.letters
    for line in _DOUBLE_LINE.finditer(letters):
        places = [(m.start(), m.group()) for m in _MARK.finditer(letters, *line.span())]
        before = found[-1] if found else None
        waiting = before is not None and before.open_ended and _near(tags, before.last, line)
        for first, last in _pairs(places, line.end()):
            opens_line = first == line.start() + 1
            open_ended = last == line.end() and letters[last - 1] not in '>"'
            if open_ended and not (opens_line or _opened_again(tags, last)):
                last = letters.find("|", first) if "|" in letters[first : line.end()] else last
                open_ended = False
            found.append(Quoted(first, last, open_ended, waiting and opens_line))
            waiting = False
    single = [span for line in _SINGLE_LINE.finditer(letters) for span in _single(letters, line)]
    return _without_nested(found, single) if single else found


def _near(tags: Tags, last: int, line: re.Match[str]) -> bool:
    """Whether at most one line of the same article, such as a caption, lies between."""
    between = tags.letters[last : line.start()]
    same = tags.article[last - 1] == tags.article[line.start()]
    return bool(same) and between.count("¶") + between.count("§") <= 1


def _opened_again(tags: Tags, last: int) -> bool:
    """Whether one of the article's next two lines begins with an opening mark."""
    following = _OPENED.match(tags.letters, last)
    if following is None:
        return False
    return bool(tags.article[following.end() - 1] == tags.article[last - 1])


def _pairs(places: list[tuple[int, str]], end: int) -> Iterator[tuple[int, int]]:
    """Opening place and the place after the closing mark, within one line.

    A second opening mark is nested if the line has as many closing ones; a closing mark without
    an opening one opens if another closes it ("said," We will go").
    """
    shapes = [shape for _, shape in places]
    nests = shapes.count("<") == shapes.count(">")
    depth, first = 0, -1
    for at, (place, shape) in enumerate(places):
        if depth == 0:
            if shape == "<" or (at + 1 < len(places) and shapes[at + 1] != "<"):
                depth, first = 1, place
        elif shape == "<":
            if nests:
                depth += 1
            else:
                yield first, place
                first = place
        else:
            depth -= 1
            if depth == 0:
                yield first, place + 1
    if depth:
        yield first, end


def _single(letters: str, line: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Single-quoted stretches of a line; an s' closes none if another mark can."""
    at = letters.find("‹", *line.span())
    while at >= 0:
        again = letters.find("‹", at + 1, line.end())
        limit = again if again >= 0 else line.end()
        close = letters.find("›", at + 2, limit)
        close = close if close >= 0 else letters.rfind("’", at + 2, limit)
        if close >= 0:
            yield at, close + 1
            again = letters.find("‹", close, line.end())
        at = again


def _without_nested(double: list[Quoted], single: list[tuple[int, int]]) -> list[Quoted]:
    """Single-quoted stretches join where they touch no double-quoted one."""
    starts = np.array([span.first for span in double])
    ends = np.array([span.last for span in double])
    free = [
        Quoted(first, last, False, False)
        for first, last in single
        if np.searchsorted(ends, first, "right") == np.searchsorted(starts, last)
    ]
    return sorted([*double, *free])
