"""Page furniture is found by its wording and its place, not by the article it stands in."""

import pytest

from analysis.corpus.furniture import furniture
from analysis.text.lexicons import rows
from tests.case_tables import CASES, table

BODY = "A headline of some length here\n\nA first sentence. A second one.\nA third.\n"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (BODY, []),
        ("Monday, 3 March 2025\n" + BODY, ["Monday, 3 March 2025"]),
        ("HomeWorldA headline of some...\n" + BODY, ["HomeWorldA headline of some..."]),
        ("A pause, and then...\n" + BODY, []),
        ("A headline of some length here\n" + BODY, ["A headline of some length here"]),
        (BODY + "Read more\nA fourth.", ["Read more"]),
        (BODY + "Read more of his letters here.", []),
        (BODY + "Leave a comment\nYour name\nAnything", ["Leave a comment\nYour name\nAnything"]),
        (
            "He asked them to\nLeave a reply\n" + BODY + "A fourth. A fifth.\nA sixth.",
            ["Leave a reply"],
        ),
        (
            BODY + "Daily Picks\nMore PicksThe next heading\nA fourth.",
            ["Daily Picks", "More Picks"],
        ),
        (BODY + "Daily Picks\nMore Picksome soldiers came.", []),
        (BODY + "]\n", ["]"]),
        (BODY + "Talks were held on\nMonday, 3 March 2025\nin Beijing.", []),
        ("", []),
    ],
)
def test_furniture(text, marked):
    spans = furniture(text)
    assert [text[start:end].strip() for start, end in spans] == marked
    assert spans == sorted(spans)


PARAGRAPHS = [
    f"The council of district {at} met, and its clerk wrote {at * 7} notes." for at in range(1, 25)
]
PLACES = {"top": 1, "middle": 12, "end": 24}


@pytest.mark.parametrize(("place", "line", "mark"), table("furniture"))
def test_a_line_of_a_page(place, line, mark):
    lines = ["Council meets twice", *PARAGRAPHS]
    lines.insert(PLACES[place] if place != "end" else len(lines), line)
    text = "\n".join(lines)
    marked = [text[start:end] for start, end in furniture(text)]
    assert marked == ([line] if mark == "marked" else [])


@pytest.mark.parametrize("line", [row[2] for row in rows("corpus/data/furniture.tsv")])
def test_the_example_of_each_pattern_is_marked(line):
    assert furniture(f"{line}\n{BODY}")[0] == [0, len(line)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The ferry sails again from Monday.\n\n" * 3, ["The ferry sails again from Monday."] * 2),
        ("KOBE (Kyodo) — The port is shut.", ["KOBE (Kyodo) — "]),
        ("NAIROBI, Kenya — The port is shut.", ["NAIROBI, Kenya — "]),
        ("Juba, March 3 (AFP) - The port is shut.", ["Juba, March 3 (AFP) - "]),
        ("The port — the oldest one — is shut.", []),
        ("NATO - and others - left.", []),
        ("No.\nNo.\nNobody came.", []),
    ],
)
def test_copies_and_datelines(text, marked):
    assert [text[start:end] for start, end in furniture(text)] == marked


@pytest.mark.parametrize(
    "page", sorted((CASES / "pages").glob("*.txt")), ids=lambda page: page.stem
)
def test_of_a_scraped_page_the_article_is_left(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line[2:] for line in lines)
    spans = furniture(text)
    left = [line for line in lines if _left(text, spans, line[2:])]
    assert [line for line in lines if line.startswith("+")] == [
        x for x in left if x.startswith("+")
    ]
    missed = [line for line in left if line.startswith("-")]
    assert len(missed) <= 0.1 * sum(line.startswith("-") for line in lines), missed


def _left(text, spans, line):
    """Whether a line is read as text: a dateline at its head may be marked."""
    start = text.index(line)
    return not any(low <= start and high >= start + len(line) for low, high in spans)
