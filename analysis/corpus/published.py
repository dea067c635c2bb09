"""The day of publication in the ways that tables write it; what has two readings is not guessed."""

import re
from collections.abc import Sequence
from datetime import date

from analysis.corpus.faults import ReadError, shown
from analysis.text import dates

YEARS = (1500, 2100)
MONTHS = {
    form: number for number, name in enumerate(dates.MONTHS, 1) for form in (name, name[:3])
} | {"sept": 9}
_TIME = r"(?:[T ,]+(?:at )?\d{1,2}[:.]\d\d.*)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.I)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}Z?)?")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[ -]([a-z]{{3,9}})\.?,?[ -](\d{{4}})\b.*", re.I
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b.*", re.I
)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.I)
REMEDY = "write it as 2025-01-14 or leave it empty"


def read_day(cell: str, *, day_first: bool | None = None) -> date:
    """The day that `cell` names; a time of day is passed over.

    Read are years first (2025-01-14, 20250114), months in English words, and numbers with the
    year last, in which dots put the day first. Raises ReadError for anything else, and for numbers
    that are two dates as long as `day_first` doesn't say which.

    >>> read_day("Tuesday, Jan. 14, 2025")
    datetime.date(2025, 1, 14)
    """
    if match := _YEAR_FIRST.fullmatch(cell):
        return _day(cell, match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(cell):
        return _day(cell, *match.groups())
    if match := _DAY_MONTH.fullmatch(cell):
        return _day(cell, match[3], MONTHS.get(match[2].lower(), 0), match[1])
    if match := _MONTH_DAY.fullmatch(cell):
        return _day(cell, match[3], MONTHS.get(match[1].lower(), 0), match[2])
    if match := _NUMBERS.fullmatch(cell):
        return _ordered(cell, match, day_first)
    raise ReadError(f"published {shown(cell)!r} is no date", REMEDY)


def day_comes_first(cells: Sequence[str]) -> bool | None:
    """What the dates of a column say of their order: those that have one reading only.

    >>> day_comes_first(["03/04/2025", "14/01/2025"])
    True
    """
    found = set()
    for match in filter(None, map(_NUMBERS.fullmatch, cells)):
        if match[2] != "." and max(int(match[1]), int(match[3])) > 12:
            found.add(int(match[1]) > 12)
    return found.pop() if len(found) == 1 else None


def _ordered(cell: str, match: re.Match[str], day_first: bool | None) -> date:
    first, mark, second, year = match.groups()
    if mark == ".":
        day_first = True
    elif day_first is None and first != second:
        if int(first) <= 12 and int(second) <= 12:
            raise ReadError(
                f"published {shown(cell)!r} is two dates, by day or month first",
                "say which: --day-first or --month-first",
            )
        day_first = int(first) > 12
    day, month = (first, second) if day_first else (second, first)
    return _day(cell, year, month, day)


def _day(cell: str, year: str, month: str | int, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise ReadError(f"published {shown(cell)!r} is no day of the calendar", REMEDY) from error
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise ReadError(f"published {shown(cell)!r}: a year that no article is from", REMEDY)
    return found
