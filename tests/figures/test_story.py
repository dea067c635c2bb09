import pandas as pd

from analysis.figures.story import draw_coverage, draw_prominence
from analysis.story.coverage import STATES


def _words(figure):
    return {text.get_text().replace("\n", " ") for axes in figure.axes for text in axes.texts}


def test_every_state_of_a_cell_is_said_in_words():
    table = pd.DataFrame(
        {"claim": "c1", "label": "- The ferry sank.", "group": list("abcdef"), "state": STATES}
    )
    figure = draw_coverage(table, title="One claim", note="made up")
    assert _words(figure) == {
        "told*",
        "found",
        "left out*",
        "not found",
        "too early",
        "other event",
    }
    assert figure.axes[0].get_yticklabels()[0].get_text() == "The ferry sank."


def test_each_source_is_a_mark_where_its_claim_comes():
    table = pd.DataFrame(
        {"claim": ["c1", "c1"], "label": "The ferry sank.", "source": ["a", "b"],
         "position": [0.0, 0.5]}
    )  # fmt: skip
    figure = draw_prominence(table, title="One claim", note="made up")
    marks = [axes.collections[-1].get_offsets()[0].tolist() for axes in figure.axes]
    assert marks == [[0.0, 0], [0.5, 0]]
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["a", "b"]
