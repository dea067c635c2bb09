"""A figure and what it came from, written whole and read back."""

import json

import pandas as pd
import pytest

from analysis.figures.canvas import GREY, WIDTHS, canvas, colours
from analysis.report.bundle import export
from analysis.report.bundle.export import csv_for_people, export_figure
from analysis.report.study import opened
from analysis.report.study.opened import Opened

DATA = pd.DataFrame({"source": ["=cmd()", "Zweite", None], "value": [1 / 3, 2.0, 5]})


def figure(title="A title"):
    with canvas(title, note="A note.", height=1.2) as (drawn, (axes,)):
        axes.barh(["a", "b", "c"], DATA["value"])
    return drawn


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path))
    return tmp_path / "figures"


def written(caption="Said “so” <b>", **given):
    return export_figure(
        figure(), name="a-figure", data=DATA, caption=caption, parameters={"by": "source"}, **given
    )


def test_four_files_that_agree(folder):
    shown = written()
    assert sorted(path.name for path in folder.iterdir()) == [
        f"a-figure.{kind}" for kind in ("csv", "json", "png", "svg")
    ]
    origin = json.loads((folder / "a-figure.json").read_text(encoding="utf-8"))
    assert origin["id"] == shown.id
    assert origin["parameters"] == {"by": "source"}
    assert origin["id"] in origin["cite"]
    assert origin["environment"]["matplotlib"]
    assert shown.id in (folder / "a-figure.svg").read_text(encoding="utf-8")


def test_the_same_table_gives_the_same_bytes(folder):
    written()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    written()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_id_follows_the_data_not_the_picture(folder):
    one = written()
    other = export_figure(figure("Another"), name="a-figure", data=DATA, caption="c", parameters={})
    third = export_figure(figure(), name="a-figure", data=DATA.head(2), caption="c", parameters={})
    assert one.id == other.id != third.id


def test_a_users_own_settings_have_no_effect(folder):
    import matplotlib as mpl

    written()
    before = (folder / "a-figure.svg").read_bytes()
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "none", "savefig.dpi": 12}):
        written()
    assert (folder / "a-figure.svg").read_bytes() == before


def test_a_spreadsheet_runs_nothing():
    text = csv_for_people(
        pd.DataFrame({"a": ["=1+1", "+x", "-x", "@x", "\tx", "plain"], "b": -1.5})
    )
    assert text.splitlines()[1:] == [
        "'=1+1,-1.5",
        "'+x,-1.5",
        "'-x,-1.5",
        "'@x,-1.5",
        "'\tx,-1.5",
        "plain,-1.5",
    ]


def test_the_page_shows_the_caption_as_text(folder):
    assert "Said “so” &lt;b&gt;" in written()._repr_html_()
    assert "<b>" not in written()._repr_html_()


def test_nothing_is_left_where_drawing_fails(folder, monkeypatch):
    monkeypatch.setattr(export, "_picture", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        written()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["", "A", "../x", "a_b", "a--b"])
def test_a_name_that_is_no_file_name(folder, name):
    with pytest.raises(ValueError, match="use small letters"):
        export_figure(figure(), name=name, data=DATA, caption="c", parameters={})


def test_title_and_note_stay_inside_the_frame():
    drawn = figure("A finding of many words " * 6)
    assert drawn.get_figwidth() == pytest.approx(WIDTHS["page"])
    drawn.draw_without_rendering()
    frame = drawn.bbox
    for text in drawn.texts:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0
        assert box.x1 <= frame.x1
        assert frame.y0 <= box.y0
        assert box.y1 <= frame.y1


def test_a_seventh_group_is_grey():
    assert list(colours("abcdefg").values())[5:] == [GREY, GREY]


def test_words_of_articles_are_cut_to_what_the_study_allows(folder, monkeypatch):
    current = Opened("1", "corpus", False, 20)
    monkeypatch.setattr(opened, "_opened", [current])
    words = ["The ministers of both countries met on Tuesday.", "Short.", None]
    data = pd.DataFrame({"label": words, "evidence": "a:0-47", "n": [1, 2, 3]})
    export_figure(figure(words[0]), name="a-figure", data=data, caption="c", parameters={})
    table = pd.read_csv(folder / "a-figure.csv")
    assert table["label"].fillna("").tolist() == ["The ministers of bot …", "Short.", ""]
    assert table["evidence"].tolist() == ["a:0-47"] * 3
