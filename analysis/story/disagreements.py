"""How two sentences that may state the same fact differ: numbers, dates, ranks and names."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from analysis.story.pairs import Facts
from analysis.text.dates import Dated, meet, print_dates
from analysis.text.number_words import LENGTHS, ORDINALS, SCALES
from analysis.text.numbers import Number, Rank, print_number
from analysis.text.stems import content_stem

WINDOW = 4  # words around a number that say what it is about
LOOSE = 0.7  # part of the hardness that remains where the two may be of different facts
SETTLED = timedelta(14)  # days before publication in which the news itself may have begun
_ANY = re.compile(
    r"\bany ((?:[a-z-]+ ){0,2}[a-z-]+?)"
    r"(?= (?:has|have|had|was|were|took|takes|in|between|of|since)\b|[.,;])"
)
Name = tuple[str, str]
Differing = tuple[str, float, str, str]  # kind, weight, both values


def differing_numbers(
    ones: list[Number], twos: list[Number], texts: tuple[str, str], sure: bool
) -> Iterator[Differing]:
    """Different counts of the same thing, where neither side also has the other's.

    The words around them must meet, unless the two sentences surely tell the same.
    """
    for number in ones:
        here, there = _of_unit(ones, number), _of_unit(twos, number)
        unmatched = [other for other in there if not _any_agrees(other, here)]
        if not (sure and len(here) == len(there) == 1):
            around = _around(number, texts[0])
            unmatched = [other for other in unmatched if around & _around(other, texts[1])]
        if unmatched and not _any_agrees(number, there):
            loose = number.hedged or number.unit.rstrip("s") in LENGTHS
            yield "number", LOOSE**loose, print_number(number), print_number(unmatched[0])


def _of_unit(numbers: list[Number], number: Number) -> list[Number]:
    """Those that count the same as `number`, none where it isn't told what it counts."""
    unit = _unit(number)
    return [other for other in numbers if unit and _unit(other) == unit]


def _any_agrees(number: Number, others: list[Number]) -> bool:
    return any(_agree(number, other) for other in others)


def _unit(number: Number) -> str:
    """The stem of what a number counts: a share, or nothing told but how many ("4 million")."""
    counted = "number" if number.unit in SCALES else number.unit
    return content_stem(counted) or counted * (counted in ("percent", "number"))


def _around(told: Number | Dated, text: str) -> set[str]:
    """The content stems of the words around a number or date, without what a number counts."""
    before, after = text[: told.start].split()[-WINDOW:], text[told.end :].split()[: WINDOW + 1]
    stems = {content_stem(word.strip('.,;:()"“”')) for word in before + after}
    return stems - {"", content_stem(told.unit) if isinstance(told, Number) else ""}


def _agree(one: Number, two: Number) -> bool:
    if one.hedged or two.hedged:
        low, high = sorted((one.value, two.value))
        return high <= 1.25 * low
    return one.value == two.value


def differing_dates(
    ones: list[Dated], twos: list[Dated], texts: tuple[str, str], sure: bool
) -> Iterator[Differing]:
    """Days, weeks or months that can't be the same: no date of one side meets one of the other.

    Where two sentences surely tell the same with as many dates, one of them suffices. Weekdays
    are compared by name, and with nothing else: which week is meant is a guess. A day against a
    month, or dates with other words around, are often of different facts: they count less.
    """
    for named in (False, True):
        here, there = ([d for d in side if (d.weekday >= 0) == named] for side in (ones, twos))
        alone, others_alone = _unmet(here, there), _unmet(there, here)
        none_meets = len(alone) == len(here) and len(others_alone) == len(there)
        if not none_meets and not (sure and len(ones) == len(twos)):
            continue
        day, other = _first_short(alone), _first_short(others_alone)
        if day and other:
            apart = not sure and not _around(day, texts[0]) & _around(other, texts[1])
            weight = _date_weight(day, other) * LOOSE**apart
            yield "date", weight, print_dates(day), print_dates(other)


def _unmet(dates: list[Dated], others: list[Dated]) -> list[Dated]:
    return [day for day in dates if not any(_meet(day, other) for other in others)]


def _first_short(dates: list[Dated]) -> Dated | None:
    """The first day, week or month."""
    return next((day for day in dates if _days(day) < 32), None)


def _days(told: Dated) -> int:
    """How many days lie between a date's first and last, 0 for a day."""
    return (told.high - told.low).days


def _date_weight(day: Dated, other: Dated) -> float:
    """How surely two dates that don't meet are of one fact: less for near days, for weekdays and
    for a day against a month."""
    gap = abs((day.low - other.low).days)
    weight = 0.5 if day.weekday >= 0 else min(1.0, 0.7 + gap / 60)
    return weight * LOOSE ** ((_days(day) > 7) != (_days(other) > 7))


def _meet(one: Dated, two: Dated) -> bool:
    return one.weekday == two.weekday if one.weekday >= 0 else meet(one, two)


class FirstSince(NamedTuple):
    """What is said not to have been before: its words, their stems, and the days it is denied."""

    words: str
    stems: frozenset[str]
    low: date
    high: date


def first_since(text: str, facts: Facts, published: date | None) -> FirstSince | None:
    """What `text` says is the first "any …" of its kind in so many years, months or weeks."""
    lasting = [n for n in facts.numbers if n.unit.rstrip("s") in LENGTHS]
    kind = _ANY.search(text)
    if not (published and lasting and kind and any(rank.value == 1 for rank in facts.ranks)):
        return None
    length = timedelta(min(lasting[0].value * LENGTHS[lasting[0].unit.rstrip("s")], 36_500))
    stems = frozenset(content_stem(word) for word in kind[1].lower().split()) - {""}
    if len(stems) < 2:  # "any contact" may be anything
        return None
    words = f"first in {print_number(lasting[0])}: any {kind[1]}"
    return FirstSince(words, stems, published - length, published - SETTLED)


def earlier_than(since: FirstSince | None, text: str, facts: Facts) -> str | None:
    """The days within which `text` tells of something of the kind that is denied, if it does."""
    if since is None:
        return None
    words = {content_stem(word.lower().strip('.,;:()"“”')) for word in text.split()}
    inside = [
        day
        for day in facts.dates
        if since.low < day.low and day.high < since.high and _days(day) < 32
    ]
    return print_dates(inside[0]) if inside and since.stems & words else None


def differing_ranks(one: Facts, two: Facts) -> Iterator[Differing]:
    """A first of its kind in so many years against a second within less."""
    lasting = [any(n.unit.rstrip("s") in LENGTHS for n in side.numbers) for side in (one, two)]
    for rank in one.ranks:
        for other in two.ranks:
            nouns = {content_stem(rank.noun), content_stem(other.noun)}
            same = len(nouns) == 1 and nouns != {""}
            if rank.value != other.value and (same or ("time" in nouns and all(lasting))):
                yield "rank", 1.0, _ranked(rank), _ranked(other)


def _ranked(rank: Rank) -> str:
    """A rank as one says it: first time, 12. round."""
    few = 0 < rank.value <= len(ORDINALS)
    nth = ORDINALS[rank.value - 1] if few else f"{rank.value}."
    return f"{nth} {rank.noun}".rstrip()


def swapped_names(ones: set[Name], twos: set[Name], alike: float) -> Iterator[Differing]:
    """One name in the place of another of its kind in sentences that are otherwise alike."""
    only, other = ones - twos, twos - ones
    if len(only) == len(other) == 1 and (alike >= 0.5 or (len(ones & twos) > 1 and alike >= 0.15)):
        (name, kind), (second, same) = *only, *other
        known = kind == same and (kind != "unknown" or (" " in name and " " in second))
        if known and not set(name.split()) & set(second.split()):
            yield "name", max(alike, 0.6), name, second
