"""The dates that a sentence names, as intervals of days, relative ones resolved."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from analysis.measures.number_words import LENGTHS, VALUES, WORDS

_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
DAYS, MONTHS = tuple(_DAYS.split()), tuple(_MONTHS.split())
_MONTH = "(?P<month>" + "|".join(f"{m[:3]}t?(?:{m[3:]})?" for m in MONTHS) + r")\b\.?"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>(?:19|20)\d\d))?",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d))?",
        rf"\b(?P<part>early|mid|late)?[- ]?\b{_MONTH}(?:,? (?P<year>(?:19|20)\d\d))?",
        rf"\b(?P<weekday>{'|'.join(DAYS)})\b",
        r"\b(?P<which>last|this|next|end of the) (?P<span>week|month|year)\b",
        r"\b(?P<near>yesterday|today|tomorrow)\b",
        r"\b(?P<year>(?:19|20)\d\d)\b",
    )
]
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


def find_dates(text: str, published: date | None) -> list[Dated]:
    """The dates `text` names, in reading order, relative ones resolved against `published`.

    A month or a day without its year is the nearest one to publication; without a publication
    date only dates with a year can be resolved.
    """
    found: list[Dated] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if _small_may(match) or any(
                match.start() < d.end and d.start < match.end() for d in found
            ):
                continue
            span = _interval(match.groupdict(), published, _future(text, match.start()))
            if span:
                weekday = (
                    DAYS.index(match["weekday"].lower()) if "weekday" in match.groupdict() else -1
                )
                found.append(Dated(*span, match.start(), match.end(), weekday))
    found.sort(key=lambda dated: dated.start)
    return found + [shifted for m in _SHIFT.finditer(text) for shifted in _shifted(m, found)]


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where `text` names dates, so that their digits are not read as numbers."""
    return [m.span() for pattern in _DATES for m in pattern.finditer(text) if not _small_may(m)]


def _shifted(match: re.Match[str], found: list[Dated]) -> list[Dated]:
    """ "A month earlier" after a date of the same sentence."""
    before = [dated for dated in found if dated.end <= match.start()]
    if not before:
        return []
    count = VALUES.get(match[1].lower(), 1.0) if not match[1].isdigit() else float(match[1])
    sign = -1 if match[3].lower() in ("earlier", "before") else 1
    step = timedelta(sign * int(count * LENGTHS[match[2].lower()]))
    wide = timedelta(max(0, LENGTHS[match[2].lower()] // 2 - 1))
    low, high = before[-1].low + step - wide, before[-1].high + step + wide
    return [Dated(low, high, match.start(), match.end())]


def _small_may(match: re.Match[str]) -> bool:
    """The verbs "may" and "march" are no months; a month is printed with a capital."""
    month = match.groupdict().get("month")
    return bool(month) and not match["month"][0].isupper()


def _future(text: str, at: int) -> bool:
    return bool(re.search(r"\b(?:next|will|to|expected|planned|due)\b", text[max(0, at - 60) : at]))


def _interval(
    part: dict[str, str | None], published: date | None, future: bool
) -> tuple[date, date] | None:
    if part.get("month"):
        return _month(part, published, future)
    if part.get("year"):
        year = int(part["year"] or 0)
        return date(year, 1, 1), date(year, 12, 31)
    if published is None:
        return None
    if part.get("weekday"):
        ahead = (DAYS.index((part["weekday"] or "").lower()) - published.weekday()) % 7
        day = published + timedelta(ahead if future or ahead == 0 else ahead - 7)
        return day, day
    if part.get("near"):
        shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[(part["near"] or "").lower()]
        return published + timedelta(shift), published + timedelta(shift)
    return _relative(part, published)


def _relative(part: dict[str, str | None], published: date) -> tuple[date, date]:
    shift = {"last": -1, "next": 1}.get((part["which"] or "").lower(), 0)
    span = (part["span"] or "").lower()
    if span == "week":
        monday = published + timedelta(7 * shift - published.weekday())
        return monday, monday + timedelta(6)
    if span == "year":
        return date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)
    months = published.year * 12 + published.month - 1 + shift
    return _whole(months // 12, months % 12 + 1)


def _month(
    part: dict[str, str | None], published: date | None, future: bool
) -> tuple[date, date] | None:
    name = (part["month"] or "").lower()[:3]
    month = next(i for i, full in enumerate(MONTHS, 1) if full.startswith(name))
    if part.get("year"):
        year = int(part["year"] or 0)
    elif published is None:
        return None
    else:
        middle = published + timedelta(90 if future else 0)
        year = min(
            (middle.year + shift for shift in (-1, 0, 1)),
            key=lambda y: abs((date(y, month, 15) - middle).days),
        )
    low, high = _whole(year, month)
    if part.get("day"):
        number = int(part["day"] or 0)
        return (date(year, month, number),) * 2 if 0 < number <= high.day else None
    third = {"early": (1, 12), "mid": (10, 21), "late": (19, high.day)}.get(
        (part.get("part") or "").lower()
    )
    return (low.replace(day=third[0]), low.replace(day=third[1])) if third else (low, high)


def _whole(year: int, month: int) -> tuple[date, date]:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return date(year, month, 1), last
