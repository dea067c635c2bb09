"""A choice is shown in JupyterLab as a menu, elsewhere as what it begins with."""

import os

import pytest

from analysis import open_study, pick_groups
from analysis.report.study.settings import GROUP, REFERENCE, SettingError


@pytest.fixture(autouse=True)
def _no_choice(monkeypatch):
    for name in (GROUP, REFERENCE, "JPY_SESSION_NAME"):
        monkeypatch.setenv(name, "")  # so that it is put back, whatever a menu sets
        monkeypatch.delenv(name)


def test_pages_say_what_is_compared_and_what_else_could_be():
    said = pick_groups(open_study())._repr_html_()
    assert "Compared by source: 5 groups." in said
    assert "style" in said
    assert "text_sha256" not in said


def test_a_choice_is_followed_when_the_notebook_is_run_again(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "a notebook")
    menu, line = pick_groups(open_study()).children
    assert GROUP not in os.environ
    menu.value = "style"
    assert "Now run all cells" in line.value
    study = open_study()
    assert (study.by, study.reference, study.as_planned) == ("style", "rest", False)


def test_a_column_without_such_values_is_named(monkeypatch):
    monkeypatch.setenv(GROUP, "continent")
    with pytest.raises(SettingError, match="'continent' is none of"):
        open_study()
