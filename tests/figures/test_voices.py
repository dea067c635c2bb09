"""Figures of who speaks: what is in the table is on the picture."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.figures.voices import draw_speakers, draw_voices
from analysis.voices.quotes import find_quotes
from analysis.voices.speakers import main_speakers, voices_by

ARTICLES = pd.DataFrame(
    {
        "article": ["a", "b"],
        "source": ["Echo", "Post"],
        "text": [
            'Danish Foreign Minister Lars Holm said it rained. "It is wet," Holm said.',
            'Critics said it was late. "It was as loud as a train." Holm left.',
        ],
    }
)


def written(figure: Figure) -> set[str]:
    texts = [text.get_text() for axes in figure.axes for text in axes.texts]
    labels = [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()]
    return {text.strip() for text in texts + labels}


def test_voices_are_written_beside_their_bars() -> None:
    table = voices_by(find_quotes(ARTICLES), articles=ARTICLES)
    figure = draw_voices(table, title="Who speaks", note="Made up.")
    assert {"Denmark, government", "nobody named", "2", "0"} <= written(figure)
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["Echo", "Post"]


def test_what_a_text_does_not_say_of_a_speaker_is_said() -> None:
    rows = [("A", "not said", "expert"), ("A", "Laos", "not said"), ("A", "not said", "not said")]
    table = pd.DataFrame(rows, columns=["group", "country", "role"]).assign(quotes=1, per_1000=1.0)
    said = {"expert, country not said", "Laos, role not said", "neither said"}
    assert said <= written(draw_voices(table))


def test_main_speakers_have_their_parts_and_sources() -> None:
    table = main_speakers(find_quotes(ARTICLES), articles=ARTICLES)
    figure = draw_speakers(table, title="Main speakers", note="Made up.")
    assert {"Lars Holm", "1 direct, 1 indirect\n  Echo"} <= written(figure)
    assert sum(bar.get_width() for bar in figure.axes[0].patches) == pytest.approx(2)
