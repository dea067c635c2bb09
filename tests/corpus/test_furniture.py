"""Page furniture is found by its wording and its place, not by the article it stands in."""

import pytest

from analysis.corpus.furniture import furniture

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
        ("He asked them to\nLeave a reply\n" + BODY * 3, ["Leave a reply"]),
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
