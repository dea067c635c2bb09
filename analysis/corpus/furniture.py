"""What a web page puts around an article: found by general rules, marked, never cut out."""

import re
from functools import cache

from analysis.text.lexicons import rows

Line = tuple[int, int, str]
_TOP, _EDGE = 3, 8  # lines at the top, at either end
_LONGEST = 300  # characters of a line that may be known by its wording
_COPY = 4  # words from which a repeated line is a copy
_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|de|van|bin|al)){0,5}"
_OUTLET = (
    r"(?:Reuters|REUTERS|AFP|AP|PTI|ANI|IANS|UNI|Xinhua|XINHUA|Kyodo|KYODO|Jiji(?: Press)?|Yonhap"
    r"|TASS|dpa|DPA|EFE|ANSA|Bernama|BERNAMA|NAN|APP|AAP|PA(?: Media)?|Bloomberg|Getty(?: Images)?"
    r"|EPA(?:-EFE)?|Agencies|agencies|Agency|VNA|CNA|KCNA|WAM|SPA|BSS|Anadolu|Associated Press)"
)
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = (
    r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?"
    rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}),? (?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.]\d\d[-/.]\d\d|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d"
)
_PARTS = {"NAME": f"(?:{_NAME})", "OUTLET": f"(?:{_OUTLET})", "DATE": f"(?:{_DATE})"}
_FORM_START = re.compile(r"leave a (?:reply|comment)|post a comment", re.IGNORECASE)
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_TOWN = rf"(?:{_PLACE}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
_DATELINE = re.compile(
    rf"{_TOWN}(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?)? ?\({_OUTLET}\) ?(?:[-–—]+|:) ?(?=\S)"
    rf"|{_TOWN}(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?)? ?(?:[–—]|--?(?= )) ?(?=[A-Z“\"])"
    rf"|{_NAME}, {_MONTH} \d{{1,2}} \({_OUTLET}\) ?[-–—]+ ?(?=\S)"
)
_WIDGET = re.compile(r"More (\w+)")
_STRAY = re.compile(r"[^\w\s]{1,3}")


def furniture(text: str) -> list[list[int]]:
    """Spans [start, end] of page furniture in `text`, in order, not overlapping.

    Marked are lines that ``corpus/data/furniture.tsv`` knows by their wording (teasers, agency and
    copyright notes, credits, bylines, time stamps, share bars, newsletters, ways through a site,
    archive headers); everything after a comment form opens; a dateline; a breadcrumb (a truncated
    repetition of the headline); a line of four words or more, or at the top, that stands above
    already; a widget's
    title with its "More …" link, even where the next heading is glued to it; stray marks.
    """
    lines = _lines(text)
    marked: list[list[int]] = []
    seen: set[str] = set()
    for index, (start, end, line) in enumerate(lines):
        if _FORM_START.fullmatch(line) and 2 * index >= len(lines):
            return [*marked, [start, lines[-1][1]]]
        again = line in seen and (len(line.split()) >= _COPY or (index < _TOP and " " in line))
        if _around(lines, index) or again:
            marked.append([start, end])
        elif widget := _widget_end(lines, index):
            before = [lines[index - 1][0], lines[index - 1][1]]
            marked[-1:] = [*([] if marked[-1:] == [before] else marked[-1:]), before]
            marked.append([start, widget])
        elif dateline := _DATELINE.match(text, text.index(line, start)):
            marked.append([dateline.start(), dateline.end()])
        seen.add(line)
    return marked


def _lines(text: str) -> list[Line]:
    """Start, end and words of each line that isn't empty."""
    lines, start = [], 0
    for line in text.replace("\r", "\n").split("\n"):
        if words := line.strip():
            lines.append((start, start + len(line), words))
        start += len(line) + 1
    return lines


def _around(lines: list[Line], index: int) -> bool:
    """Whether a line is furniture by its wording and place."""
    line = lines[index][2]
    if len(line) > _LONGEST:
        return False
    edge = index < _EDGE or len(lines) - index <= _EDGE
    known = bool(_pattern(edge=edge, top=index < _TOP).fullmatch(line.strip("[]{} ")))
    return known or bool(_STRAY.fullmatch(line)) or (index < _TOP and _breadcrumb(lines, index))


@cache
def _pattern(*, edge: bool, top: bool) -> re.Pattern[str]:
    """The pattern of lines known by their wording in a place of the page."""
    patterns = []
    for _, place, _, pattern in rows("corpus/data/furniture.tsv"):
        if place in ("any", "top" if top else "below") or (edge and place == "edge"):
            for name, part in _PARTS.items():
                pattern = pattern.replace(name, part)
            patterns.append(f"(?:{pattern})")
    return re.compile("|".join(patterns))


def _breadcrumb(lines: list[Line], index: int) -> bool:
    """Whether a line that ends in an ellipsis repeats the beginning of one of the next lines."""
    line = lines[index][2]
    stem = line.removesuffix("…").removesuffix("...")
    following = [text for _, _, text in lines[index + 1 : index + 4]]
    tails = [stem[at:].strip() for at in range(len(stem) - 11)] if stem != line else []
    return any(text.startswith(tail) for tail in tails for text in following)


def _widget_end(lines: list[Line], index: int) -> int | None:
    """Where a "More …" link ends whose title is the last word of the line before."""
    start, _, line = lines[index]
    link = _WIDGET.match(line)
    if not link or not index:
        return None
    before = lines[index - 1][2].split()
    if not 0 < len(before) <= 4 or not link[1].startswith(before[-1]):
        return None
    glued = link[1][len(before[-1]) : len(before[-1]) + 1]
    end = start + len("More " + before[-1])
    return end if not glued or glued.isupper() else None
