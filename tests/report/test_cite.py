"""A picture found anywhere leads to its data; an earlier one says what changed since."""

import json
import shutil

import pandas as pd
import pytest

from analysis.report.bundle.cite import cite, keep_earlier
from analysis.report.bundle.compare_tables import changed_cells, told
from analysis.report.bundle.stamps import Stamp, StampError, stamp_png
from tests.report.test_stamps import picture

OLD, NEW = "tone-000000000000", "tone-111111111111"


def write(folder, id_, mean, corpus="0"):
    folder.mkdir(exist_ok=True)
    line = f"media-framing 9, figure {id_}, corpus {corpus}"
    stamp = Stamp(id_, "A title", "A caption.", "Bars.", line)
    (folder / "tone.png").write_bytes(stamp_png(picture("png"), stamp))
    (folder / "tone.csv").write_text(f"source,mean\nA,{mean}\nB,2\n", encoding="utf-8")
    (folder / "tone.json").write_text(json.dumps({"id": id_, "cite": line}), encoding="utf-8")


def test_a_kept_figure_is_current(tmp_path):
    write(tmp_path / "figures", OLD, 1)
    copy = shutil.copy(tmp_path / "figures" / "tone.png", tmp_path / "renamed")
    said = cite(tmp_path / copy, figures=tmp_path / "figures")
    assert said.splitlines() == [
        "A title",
        "A caption.",
        f"Cite as: media-framing 9, figure {OLD}, corpus 0",
        f"Figure: {OLD}",
        "Fingerprint of its data: 000000000000",
        "Current.",
    ]


def test_an_earlier_version_says_what_changed(tmp_path):
    figures = tmp_path / "figures"
    write(figures, OLD, 1)
    copy = tmp_path / shutil.copy(figures / "tone.png", tmp_path / "renamed")
    keep_earlier(figures, "tone", replaced_by=NEW)
    write(figures, NEW, 1.5)
    assert cite(copy, figures=figures).splitlines()[-3:] == [
        f"An earlier version: the figure is now {NEW}.",
        "What changed (1 cell):",
        "row 2, mean: 1 → 1.5 (+0.5)",
    ]


def test_the_same_data_leave_no_earlier_version(tmp_path):
    write(tmp_path, OLD, 1)
    keep_earlier(tmp_path, "tone", replaced_by=OLD)
    assert not (tmp_path / "earlier").exists()


def test_a_figure_of_elsewhere_is_said_to_be_unknown_here(tmp_path):
    write(tmp_path / "there", OLD, 1)
    (tmp_path / "here").mkdir()
    assert "Not among the figures" in cite(tmp_path / "there/tone.png", figures=tmp_path / "here")


def test_a_figure_of_another_corpus_is_no_earlier_version(tmp_path):
    write(tmp_path / "here", OLD, 1)
    write(tmp_path / "there", NEW, 2, corpus="1")
    picture = tmp_path / "there" / "tone.png"
    assert cite(picture).splitlines()[-1] == "Current."
    here = tmp_path / "here"
    assert cite(picture, figures=here).splitlines()[-1] == (
        f"A figure of another corpus: 1; the figures in {here} are of 0."
    )


def test_a_picture_of_something_else(tmp_path):
    (tmp_path / "cat.png").write_bytes(picture("png"))
    with pytest.raises(StampError, match="screenshot"):
        cite(tmp_path / "cat.png", figures=tmp_path)


@pytest.mark.parametrize(
    ("kept", "fresh", "changes"),
    [
        ({"a": ["1"]}, {"a": ["1"]}, []),
        ({"a": [None]}, {"a": [None]}, []),
        ({"a": ["x"]}, {"a": ["y"]}, ["row 2, a: x → y"]),
        ({"a": ["1", "2"]}, {"a": ["1"]}, ["row 3, a: 2 → nothing"]),
        ({"a": ["1"]}, {"a": ["1"], "b": ["3"]}, ["row 2, b: nothing → 3"]),
        ({}, {"a": ["1"]}, ["row 2, a: nothing → 1"]),
    ],
)
def test_changed_cells(kept, fresh, changes):
    tables = (pd.DataFrame(table, dtype="str") for table in (kept, fresh))
    assert told(changed_cells(*tables)) == changes


def test_many_changes_are_counted():
    one, two = (pd.DataFrame({"a": [mark] * 30}) for mark in "xy")
    assert told(changed_cells(one, two), most=2)[-1] == "and 28 more cells"
