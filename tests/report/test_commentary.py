"""Commentary on one corpus never appears on another, whichever way a notebook is run."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.corpus.articles import SEEDS, fingerprint, read_articles
from analysis.report.notebooks.commentary import (
    HoldBack,
    stamped,
    without_commentary,
)
from analysis.report.study import settings
from analysis.report.study.commentary import check_held_back, speaks_of
from analysis.report.study.settings import KNOWN, SettingError

TAGGED = {"tags": ["commentary"]}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    for name in KNOWN:
        monkeypatch.setenv(name, "")  # so that it is put back, whatever the test sets
        monkeypatch.delenv(name)


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks went on.", encoding="utf-8")
    (folder / "sources.csv").write_text("file,source\na.txt,A\n", encoding="utf-8")
    monkeypatch.setenv("FRAMING_CORPUS", str(folder))
    return folder


def essay():
    return new_notebook(
        cells=[
            new_markdown_cell("# For all"),
            new_markdown_cell("Of the seeds.", metadata=dict(TAGGED)),
            new_code_cell("1 / 0", metadata=dict(TAGGED)),
        ],
    )


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def test_on_its_own_corpus_all_is_said(tmp_path):
    notebook, _ = HoldBack().preprocess(essay(), {"metadata": {"path": str(tmp_path)}})
    assert len(notebook.cells) == 3


@pytest.mark.usefixtures("corpus")
def test_on_another_only_what_holds_for_all(tmp_path):
    notebook, _ = HoldBack().preprocess(essay(), {"metadata": {"path": str(tmp_path)}})
    assert sources(notebook) == ["# For all"]


def test_a_stamp_binds_it_to_the_texts_wherever_they_lie(corpus, tmp_path):
    here = fingerprint(read_articles(corpus))
    assert speaks_of(corpus, stamped(essay(), here), folder=tmp_path)
    assert not speaks_of(corpus, stamped(essay(), "0" * 12), folder=tmp_path)


def test_a_study_speaks_of_its_own_texts_also_when_they_changed(tmp_path):
    (tmp_path / "study.toml").write_text("", encoding="utf-8")
    assert speaks_of(tmp_path, stamped(essay(), "0" * 12), folder=tmp_path / "notebooks")


def test_a_study_converted_from_elsewhere_keeps_its_commentary(tmp_path, monkeypatch):
    (tmp_path / "study.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv("FRAMING_HOME", "of the notebook before")
    notebook, _ = HoldBack().preprocess(essay(), {"metadata": {"path": str(tmp_path)}})
    assert len(notebook.cells) == 3
    assert settings.home() == tmp_path


def test_a_kernel_refuses_commentary_that_nobody_took_out(corpus, tmp_path):
    file = tmp_path / "essay.ipynb"
    nbformat.write(essay(), file)
    with pytest.raises(SettingError, match=r"essay\.ipynb comments on another corpus"):
        check_held_back(file, opened=corpus)
    nbformat.write(stamped(essay(), fingerprint(read_articles(corpus))), file)
    check_held_back(file, opened=corpus)
    nbformat.write(without_commentary(essay()), file)
    check_held_back(file, opened=corpus)


def test_nothing_of_it_is_left_behind():
    left = without_commentary(stamped(essay(), "0" * 12))
    assert "seeds" not in nbformat.writes(left)
    assert "0" * 12 not in nbformat.writes(left)


def test_the_notebooks_are_stamped_with_the_seeds():
    folder = SEEDS.parent / "notebooks"
    stamps = {
        nbformat.read(path, as_version=4).metadata["framing"]["corpus"]
        for path in folder.glob("*.ipynb")
    }
    assert stamps == {fingerprint(read_articles())}
