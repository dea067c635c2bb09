from datetime import date

import pytest

from analysis.text.dates import find_dates, print_dates
from analysis.text.numbers import find_numbers, find_ranks
from tests.case_tables import table

PUBLISHED = date(2025, 1, 14)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on December 25, 2024,", [("2024-12-25", "2024-12-25")]),
        ("on 25 December", [("2024-12-25", "2024-12-25")]),
        ("in December", [("2024-12-01", "2024-12-31")]),
        ("in mid-January", [("2025-01-10", "2025-01-21")]),
        ("from Monday to Friday", [("2025-01-13", "2025-01-13"), ("2025-01-17", "2025-01-17")]),
        ("on Tuesday", [("2025-01-14", "2025-01-14")]),
        ("last week", [("2025-01-06", "2025-01-12")]),
        ("next month", [("2025-02-01", "2025-02-28")]),
        ("in 2018", [("2018-01-01", "2018-12-31")]),
        ("in December, and a month earlier", [("2024-12-01", "2024-12-31"), ("2024-10-18", "2024-12-15")]),
        ("they may march", []),
        ("24 hours a day", []),
    ],
)  # fmt: skip
def test_dates_are_intervals_seen_from_the_publication_date(text, expected):
    assert [(str(d.low), str(d.high)) for d in find_dates(text, PUBLISHED)] == expected


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("on December 25", "25 December 2024"),
        ("this month", "January 2025"),
        ("in 2018", "2018"),
        ("last week", "6 to 12 January 2025"),
        ("2 January, and a week later", "7 to 11 January 2025"),
        ("1 January, and a week earlier", "23 to 27 December 2024"),
        ("1 January, and a month earlier", "18 November to 16 December 2024"),
        ("25 December, and a week later", "30 December 2024 to 3 January 2025"),
    ],
)
def test_dates_are_printed_in_words(text, printed):
    assert print_dates(find_dates(text, PUBLISHED)[-1]) == printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On September 27, 2024", [("2024-09-27", "2024-09-27")]),
        ("on Monday, last week or in May", []),
    ],
)
def test_without_a_publication_date_only_full_dates_are_read(text, expected):
    assert [(str(d.low), str(d.high)) for d in find_dates(text, None)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people died", [(12, "people", False)]),
        ("at least twelve people", [(12, "people", True)]),
        ("1,200 trains", [(1200, "trains", False)]),
        ("7.3 million dollars", [(7_300_000, "dollars", False)]),
        ("half a decade", [(5, "years", False)]),
        ("about 78 percent", [(78, "percent", True)]),
        ("fined twice", [(2, "times", False)]),
        ("twenty-one of them", [(21, "them", False)]),
        ("cost 4.2 million in all", [(4.2e6, "million", False)]),
        ("30 million a day", [(3e7, "million", False)]),
        ("a big surprise", []),
        ("on May 5, 2024, in 1998", []),
        ("No one spoke of the G20", []),
    ],
)
def test_numbers_come_with_what_they_count(text, expected):
    found = [(n.value, n.unit, n.hedged) for n in find_numbers(text) if n.value != 1]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the second exchange in two months", [(2, "exchange")]),
        ("for the first time", [(1, "time")]),
        ("the 10th round", [(10, "round")]),
        ("the Second Squadron", []),
        ("the second half", []),
        ("she came second.", [(2, "")]),
        ("a third of the voters, and down by a fifth", []),
    ],
)
def test_ranks_are_small_ordinals(text, expected):
    assert [(rank.value, rank.noun) for rank in find_ranks(text)] == expected


@pytest.mark.parametrize(("text", "numbers"), table("numbers"))
def test_case(text, numbers):
    assert [f"{n.value:.0f} {n.unit}".strip() for n in find_numbers(text)] == numbers.split("|")
