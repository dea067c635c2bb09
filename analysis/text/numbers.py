"""The numbers and ranks of a sentence, with what they count."""

import re
from typing import NamedTuple

from analysis.text.dates import covered, date_spans
from analysis.text.number_words import (
    INDIAN,
    LENGTHS,
    ORDINALS,
    PRINTED_IN,
    SCALES,
    SHORT,
    VALUES,
    WORDS,
)
from analysis.text.stems import content_stem

ARTICLES = {"a": 1.0, "half a": 0.5}  # numbers before a length of time only
_VALUES = VALUES | ARTICLES
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = "|".join([*SCALES, *INDIAN])
_NUMBER = re.compile(
    rf"(?<![\w.,])({_DIGITS}|{WORDS}|half a|a)"
    rf"(?:[ -]({_SCALE})s?\b|(?<=\d) ?(bn|mn|tn)\b|(?<=\d)([mk])\b)?"
    r"(?=$|[\s,.;:)\]”’\"%-])",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:[$£€¥₹₦]|\b(?:Rs\.?|INR|USD|EUR|GBP|RM|NGN|AUD|SGD|HK|Tk)) ?$")
_COUNTED = re.compile(
    r" (?:people|children|women|men|(?!hurdles|sprints|relays|races|runs|finals|heats)[a-z]{3,}s)\b"
)
_RATE = re.compile(rf"(?:\d(?:bn|mn|tn|m|k)?|\b(?:{'|'.join(SCALES)})s?)\s$")  # 30 million a day
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
    """The numbers of `text` that are neither years nor part of a date, with what they count.

    Lakh, crore, Indian grouping (1,50,000) and bn, mn, tn are read; m and k only of money and of
    what is counted in millions, as 100m may be metres.
    """
    taken = covered(text, date_spans(text))
    matches = (m for m in _NUMBER.finditer(text) if not any(taken[m.start() : m.end()]))
    found = [number for match in matches if (number := _number(text, match))]
    return found + [
        Number(2.0 if m[0].lower() == "twice" else 1.0, "times", False, *m.span())
        for m in re.finditer(r"\b(?:twice|once)\b", text, re.IGNORECASE)
    ]


def _number(text: str, match: re.Match[str]) -> Number | None:
    """The number at a match; None for an article that counts no length of time."""
    told, scale = match[1].lower(), _scale(text, match)
    unit = _UNIT.match(text, match.end())
    word = "percent" if unit and unit[1] else (unit[2].lower() if unit else "")
    word = word if content_stem(word) or not scale else PRINTED_IN.get(scale, scale)
    before = text[max(0, match.start() - 24) : match.start()]
    length = LENGTHS.get(word.rstrip("s"), 0)
    if told in ARTICLES and not scale and (not length or _RATE.search(before)):
        return None
    value = _VALUES[told] if told in _VALUES else float(told.replace(",", ""))
    value *= (SCALES | INDIAN).get(SHORT.get(scale, scale), 1)
    if length > 365:
        value, word = value * length / 365, "years"
    hedged = bool(_HEDGE.search(before))
    return Number(value, word, hedged, match.start(), match.end())


def _scale(text: str, match: re.Match[str]) -> str:
    """What a number is multiplied by, as printed, small."""
    if match[4]:
        money = _CURRENCY.search(text, max(0, match.start() - 5), match.start())
        return match[4].lower() if money or _COUNTED.match(text, match.end()) else ""
    return (match[2] or match[3] or "").lower()


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
        if not ((m[2] or "of") == "of" and _PART.search(text[max(0, m.start() - 24) : m.start()]))
    ]


def _ordinal(word: str) -> int:
    return ORDINALS.index(word) + 1 if word in ORDINALS else int(re.sub(r"\D", "", word))
