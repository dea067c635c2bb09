"""What may be said of a measure: a sentence made by rule, with its numbers and its evidence."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

Certainty = Literal[
    "difference shown",
    "exact count of these texts",
    "count of unchecked suggestions",
    "expected from other texts",
    "no difference shown",
    "too few to say",
]
SHOWN: Certainty = "difference shown"
COUNT: Certainty = "exact count of these texts"
SUGGESTED: Certainty = "count of unchecked suggestions"  # by the program, until somebody reads
EXPECTED: Certainty = "expected from other texts"  # an error measured there, none of these counted
NOT_SHOWN: Certainty = "no difference shown"
TOO_FEW: Certainty = "too few to say"

INSIDE = "inside shared events, interval excludes zero for all comparisons together"
POOLED = "pooled over different events, no comparison of framing"
COUNTED = "counted, not estimated"
NO_CLEAR = "no interval excludes zero, or another check reverses it"
FEWER = "below ten units there is no interval, below five sources no label is spoken of"

LONGEST_NAME = 70
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


class Number(NamedTuple):
    """A value with its unit and, where there is one, its 95 % interval; else NaN."""

    value: float
    unit: str
    low: float = np.nan
    high: float = np.nan


class Answer(NamedTuple):
    """A sentence that the tables allow.

    `topic` names what it is about, so that a figure can ask for its title; `rule` says what
    allowed it; `evidence` are ids of the words behind it, the strongest first.
    """

    sentence: str
    topic: str
    certainty: Certainty
    rule: str
    numbers: tuple[Number, ...] = ()
    evidence: tuple[str, ...] = ()


def ordered(answers: Iterable[Answer]) -> list[Answer]:
    """Answers most worth saying first; the order of those of one kind is kept.

    Differences inside events, counts, pooled differences, expected errors, then what could not be
    shown.
    """

    def place(answer: Answer) -> int:
        if answer.certainty == SHOWN:
            return 2 if answer.rule == POOLED else 0
        return {COUNT: 1, SUGGESTED: 1, EXPECTED: 3, NOT_SHOWN: 4, TOO_FEW: 5}[answer.certainty]

    return sorted(answers, key=place)


def answer_table(answers: Sequence[Answer]) -> pd.DataFrame:
    """One row an answer: sentence, certainty, topic, rule, evidence (ids parted by blanks).

    >>> answers = [Answer("A quotes 3 officials.", "voices", COUNT, COUNTED, evidence=("1:0-9",))]
    >>> answer_table(answers)[["sentence", "certainty", "evidence"]].values.tolist()
    [['A quotes 3 officials.', 'exact count of these texts', '1:0-9']]
    """
    rows = [(a.sentence, a.certainty, a.topic, a.rule, " ".join(a.evidence)) for a in answers]
    columns = ["sentence", "certainty", "topic", "rule", "evidence"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def said(answers: Sequence[Answer], topic: str) -> str | None:
    """The first sentence about `topic` without its full stop, as a title; None where none is."""
    return next((a.sentence.removesuffix(".") for a in answers if a.topic == topic), None)


def noun(column: str) -> str:
    """A metadata column as a noun.

    >>> noun("media_group")
    'media group'
    """
    return plain(column).replace("_", " ").strip() or "group"


def plurals(word: str) -> str:
    """The plural of a noun.

    >>> [plurals(word) for word in ("text", "country", "bias", "day")]
    ['texts', 'countries', 'biases', 'days']
    """
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def plural(count: int, word: str) -> str:
    """A count with its noun.

    >>> plural(1, "text"), plural(1204, "country")
    ('1 text', '1,204 countries')
    """
    return f"{count:,} {word if count == 1 else plurals(word)}"


def of_all(count: int, total: int, word: str) -> str:
    """A part of a whole that isn't empty.

    >>> of_all(3, 8, "source"), of_all(8, 8, "source"), of_all(0, 8, "source")
    ('3 of 8 sources', 'all 8 sources', 'none of the 8 sources')
    >>> of_all(1, 1, "source"), of_all(0, 1, "source"), of_all(2, 2, "source")
    ('the only source', 'no source', 'both sources')
    """
    if total == 1:
        return f"the only {word}" if count else f"no {word}"
    if count == total:
        return f"both {plurals(word)}" if total == 2 else f"all {total:,} {plurals(word)}"
    return f"{count:,} of {plural(total, word)}" if count else f"none of the {plural(total, word)}"


def capital(clause: str) -> str:
    """A clause that opens a sentence.

    >>> capital("all 3 texts")
    'All 3 texts'
    """
    return clause[:1].upper() + clause[1:]


def listing(names: Iterable[object], *, limit: int = 4, of: str = "other", rest: str = "") -> str:
    """Names as a clause; those beyond the limit are counted, `rest` says why they come last.

    >>> listing(["a", "b", "c"]), listing(["a", "b", "c", "d"], limit=2, of="source")
    ('a, b and c', 'a, b and 2 more sources')
    >>> listing(["a 2", "b 1", "c 1"], limit=1, of="source", rest="none with more")
    'a 2 and 2 more sources, none with more'
    """
    shown = [plain(name) for name in names]
    left = len(shown) - limit
    if left > 0:
        word = of if of == "other" else f"more {of}"
        shown = [*shown[:limit], plural(left, word) + (f", {rest}" if rest else "")]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def plain(name: object) -> str:
    """A name on one line, without characters that aren't printed, cut where it is very long.

    >>> plain("The\\nHerald\\x00 ")
    'The Herald'
    """
    text = " ".join(_UNPRINTED.sub(" ", str(name)).split())
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1].rstrip()}…"


def signed(value: float, digits: int = 2) -> str:
    """A number with its sign, zero without one.

    >>> signed(-0.123), signed(0.5), signed(-0.001)
    ('−0.12', '+0.50', '0.00')
    """
    text = f"{value:+.{digits}f}"
    return text.lstrip("+-") if not float(text) else text.replace("-", "−")


def percent(share: float) -> str:
    """A share as a percentage; one that isn't nothing or all is never printed as such.

    >>> percent(0.256), percent(0.001), percent(0.999), percent(0.0)
    ('26 %', 'under 1 %', 'over 99 %', '0 %')
    """
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "under 1 %"
    return "over 99 %" if rounded == 100 and share < 1 else f"{rounded} %"


def span(low: str, high: str, *, between: str = "between") -> str:
    """A range in words, or the one value.

    >>> span("+0.10", "+0.20"), span("26 %", "26 %")
    ('between +0.10 and +0.20', 'at 26 %')
    """
    return f"at {low}" if low == high else f"{between} {low} and {high}"
