"""The numbers and ranks of a sentence, with what they count."""

import re
from typing import NamedTuple

from analysis.text.dates import date_spans
from analysis.text.number_words import LENGTHS, ORDINALS, SCALES, VALUES, WORDS
from analysis.text.stems import content_stem

ARTICLES = {"a": 1.0, "half a": 0.5}  # numbers before a length of time only
_VALUES = VALUES | ARTICLES
_NUMBER = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{WORDS}|half a|a)"
    rf"(?:[ -]({'|'.join(SCALES)})s?\b)?(?=$|[\s,.;:)\]”’\"%-])",
    re.IGNORECASE,
)
_RATE = re.compile(rf"(?:\d|\b(?:{'|'.join(SCALES)})s?)\s$")  # 30 million a day
_UNIT = re.compile(
    r"\s?(%|percent\b|per cent\b)|(?:[\s-]+(?:of|the|other|more|extra|additional|new)\b)*[\s-]+"
    r"([A-Za-z]+)"
)
_HEDGE = re.compile(
    r"(?:about|around|some|nearly|almost|over|more than|at least|up to|roughly|approximately"
    r"|less than|fewer than|under|as many as|estimated|(?:better|greater) part of)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_RANK = re.compile(
    rf"\b({'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))\b(?!\s+(?:half|quarter|minister|lady|term|time"
    r"\s+around))(?:[\s-]+([A-Za-z]+))?",
    re.IGNORECASE,
)
_PART = re.compile(rf"\b(?:an?|{WORDS})[ -]$", re.IGNORECASE)  # a third of the voters


class Number(NamedTuple):
    """A count: `unit` is the word after it, `hedged` whether it is given as approximate."""

    value: float
    unit: str
    hedged: bool
    start: int
    end: int


class Rank(NamedTuple):
    """The n-th of its kind; `noun` what is ranked, where it follows directly."""

    value: int
    noun: str


def find_numbers(text: str) -> list[Number]:
    """The numbers of `text` that are neither years nor part of a date, with what they count."""
    taken = date_spans(text)
    found = []
    for match in _NUMBER.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        told, scale = match[1].lower(), (match[2] or "").lower()
        unit = _UNIT.match(text, match.end())
        word = "percent" if unit and unit[1] else (unit[2].lower() if unit else "")
        word = word if content_stem(word) or not scale else scale
        length = LENGTHS.get(word.rstrip("s"), 0)
        if told in ARTICLES and not scale and (not length or _RATE.search(text[: match.start()])):
            continue
        value = _VALUES[told] if told in _VALUES else float(told.replace(",", ""))
        value *= SCALES.get(scale, 1)
        if length > 365:
            value, word = value * length / 365, "years"
        hedged = bool(_HEDGE.search(text[max(0, match.start() - 24) : match.start()]))
        found.append(Number(value, word, hedged, match.start(), match.end()))
    return found + [
        Number(2.0 if m[0].lower() == "twice" else 1.0, "times", False, *m.span())
        for m in re.finditer(r"\b(?:twice|once)\b", text, re.IGNORECASE)
    ]


def print_number(number: Number) -> str:
    """A number as people write it: "4.2 million", "17 people"."""
    value = number.value / SCALES.get(number.unit, 1)
    return f"{value:,.10g} {number.unit}".strip()


def find_ranks(text: str) -> list[Rank]:
    """The ordinals of `text` ("the second exchange"); those in names and first ladies are none."""
    return [
        Rank(_ordinal(m[1].lower()), (m[2] or "").lower())
        for m in _RANK.finditer(text)
        if m[1][0].islower() or m[1][0].isdigit() or m.start() == 0
        if not ((m[2] or "of") == "of" and _PART.search(text[: m.start()]))
    ]


def _ordinal(word: str) -> int:
    return ORDINALS.index(word) + 1 if word in ORDINALS else int(re.sub(r"\D", "", word))
