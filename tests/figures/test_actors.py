"""The cells of a figure of groups × actors say what they rest on."""

import pandas as pd
import pytest

from analysis.figures.actors import draw_actors
from analysis.tone.toward import actor_cells

ROWS = [
    ("A", "Japan", 0.4, 12, 0.1, 0.6, False),
    ("A", "China", float("nan"), 0, float("nan"), float("nan"), True),
    ("B", "Japan", -0.2, 7, float("nan"), float("nan"), False),
    ("B", "China", 0.9, 1, float("nan"), float("nan"), True),
    ("A", "Laos", 0.1, 1, float("nan"), float("nan"), True),
    ("B", "Laos", float("nan"), 0, float("nan"), float("nan"), True),
]
TABLE = pd.DataFrame(ROWS, columns=["group", "actor", "balance", "mentions", "low", "high", "few"])


def test_cells_are_those_of_the_most_mentioned():
    cells = actor_cells(TABLE, actors=1, groups=2)
    assert list(zip(cells["group"], cells["actor"], strict=True)) == [
        ("A", "Japan"),
        ("B", "Japan"),
    ]


def test_a_cell_shows_its_number_only_where_mentions_carry_it():
    figure = draw_actors(actor_cells(TABLE), title="Who of whom", note="Made up.")
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert texts == [
        "+0.40\n[+0.10, +0.60]\n12 mentions", "–", "1 mention", "−0.20\n7 mentions", "1 mention", "–",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["$x$ _y_", "<b>", "a" * 60])
def test_any_name_can_be_drawn(name):
    table = TABLE.replace({"Japan": name})
    assert draw_actors(table, title=name, note=name)
