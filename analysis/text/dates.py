"""The dates that a sentence names, as intervals of days, relative ones resolved."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from analysis.text.number_words import LENGTHS, VALUES, WORDS

_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
DAYS, MONTHS = tuple(_DAYS.split()), tuple(_MONTHS.split())
NEAR = ("yesterday", "today", "tomorrow")
Span = tuple[date, date]
_MONTH = "(?P<month>" + "|".join(f"{m[:3]}t?(?:{m[3:]})?" for m in MONTHS) + r")\b\.?"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>(?:19|20)\d\d))?",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d))?",
        rf"\b(?P<part>early|mid|late)?[- ]?\b{_MONTH}(?:,? (?P<year>(?:19|20)\d\d))?",
        rf"\b(?P<weekday>{'|'.join(DAYS)})\b",
        r"\b(?P<which>last|this|next|end of the) (?P<span>week|month|year)\b",
        rf"\b(?P<near>{'|'.join(NEAR)})\b",
        r"\b(?P<year>(?:19|20)\d\d)\b",
    )
]
_AHEAD = re.compile(
    r"\b(?:next|will|(?:is|are|was|were|due|set|plans?|wants?|hopes?) to|expected|planned|scheduled"
    r"|due|upcoming)\b|\bto $"
)
_SHIFT = re.compile(
    rf"\b(an?|\d+|{WORDS}) (day|week|month|year)s? (earlier|later|before|after)\b", re.IGNORECASE
)


class Dated(NamedTuple):
    """An interval of days; `weekday` is 0 for a Monday, −1 where the text names no weekday."""

    low: date
    high: date
    start: int
    end: int
    weekday: int = -1


def meet(one: Dated, two: Dated) -> bool:
    """Whether two intervals share a day."""
    return one.low <= two.high and two.low <= one.high


def print_dates(dated: Dated) -> str:
    """A day, month, year or other interval in words.

    >>> print_dates(Dated(date(2025, 1, 1), date(2025, 1, 31), 0, 0))
    'January 2025'
    >>> print_dates(Dated(date(2025, 6, 28), date(2025, 7, 4), 0, 0))
    '28 June to 4 July 2025'
    """
    low, high = dated.low, dated.high
    if (low, high) == _year(low.year):
        return f"{low.year}"
    if (low, high) == _whole(low.year, low.month):
        return f"{_titled(low)} {low.year}"
    last = f"{high.day} {_titled(high)} {high.year}"
    if low == high:
        return last
    month = f" {_titled(low)}" if (low.year, low.month) != (high.year, high.month) else ""
    year = f" {low.year}" if low.year != high.year else ""
    return f"{low.day}{month}{year} to {last}"


def _titled(day: date) -> str:
    return MONTHS[day.month - 1].title()


def find_dates(text: str, published: date | None) -> list[Dated]:
    """The dates `text` names, in reading order, relative ones resolved against `published`.

    A month or a day without its year is the nearest one to publication; without a publication
    date only dates with a year can be resolved.
    """
    found: list[Dated] = []
    taken = bytearray(len(text))
    for match in _matches(text):
        if not any(taken[match.start() : match.end()]):
            part = {name: (told or "").lower() for name, told in match.groupdict().items()}
            span = _interval(part, published, _future(text, match.start()))
            if span:
                weekday = DAYS.index(part["weekday"]) if "weekday" in part else -1
                found.append(Dated(*span, *match.span(), weekday))
                taken[match.start() : match.end()] = b"\1" * len(match.group())
    found.sort(key=lambda dated: dated.start)
    ends = [dated.end for dated in found]
    shifts = ((m, bisect_right(ends, m.start())) for m in _SHIFT.finditer(text))
    return found + [_shifted(match, found[at - 1]) for match, at in shifts if at]


def covered(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    """One byte a character of `text`, 1 inside the spans."""
    inside = bytearray(len(text))
    for start, end in spans:
        inside[start:end] = b"\1" * (end - start)
    return inside


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where `text` names dates, so that their digits are not read as numbers."""
    return [match.span() for match in _matches(text)]


@lru_cache(maxsize=1)  # a sentence's numbers and dates are asked for in turn
def _matches(text: str) -> list[re.Match[str]]:
    found = (match for pattern in _DATES for match in pattern.finditer(text))
    # the verbs "may" and "march" are no months
    return [m for m in found if not (m.groupdict().get("month") or "A")[0].islower()]


def _shifted(match: re.Match[str], before: Dated) -> Dated:
    """ "A month earlier" after a date of the same sentence."""
    told, unit, side = (match[group].lower() for group in (1, 2, 3))
    count = float(told) if told.isdigit() else VALUES.get(told, 1.0)
    step = timedelta(int(count * LENGTHS[unit])) * (-1 if side in ("earlier", "before") else 1)
    wide = timedelta(max(0, LENGTHS[unit] // 2 - 1))
    return Dated(before.low + step - wide, before.high + step + wide, *match.span())


def _future(text: str, at: int) -> bool:
    return bool(_AHEAD.search(text, max(0, at - 60), at))


def _interval(part: dict[str, str], published: date | None, future: bool) -> Span | None:
    if "month" in part:
        return _month(part, published, future)
    if "year" in part:
        return _year(int(part["year"]))
    if published is None:
        return None
    if "weekday" in part:
        ahead = (DAYS.index(part["weekday"]) - published.weekday()) % 7
        return (published + timedelta(ahead if future or ahead == 0 else ahead - 7),) * 2
    if "near" in part:
        return (published + timedelta(NEAR.index(part["near"]) - 1),) * 2
    shift = {"last": -1, "next": 1}.get(part["which"], 0)
    if part["span"] == "week":
        monday = published + timedelta(7 * shift - published.weekday())
        return monday, monday + timedelta(6)
    if part["span"] == "year":
        return _year(published.year + shift)
    months = published.year * 12 + published.month - 1 + shift
    return _whole(months // 12, months % 12 + 1)


def _month(part: dict[str, str], published: date | None, future: bool) -> Span | None:
    month = next(i for i, full in enumerate(MONTHS, 1) if full.startswith(part["month"][:3]))
    if part["year"]:
        year = int(part["year"])
    elif published is None:
        return None
    else:
        middle = published + timedelta(90 if future else 0)
        years = (middle.year + shift for shift in (-1, 0, 1))
        year = min(years, key=lambda near: abs(date(near, month, 15) - middle))
    low, high = _whole(year, month)
    if "day" in part:
        number = int(part["day"])
        return (date(year, month, number),) * 2 if 0 < number <= high.day else None
    thirds = {"early": (1, 12), "mid": (10, 21), "late": (19, high.day), "": (1, high.day)}
    first, last = thirds[part["part"]]
    return low.replace(day=first), low.replace(day=last)


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _whole(year: int, month: int) -> Span:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return date(year, month, 1), last
