import pytest

from analysis import paths
from analysis.corpus.articles import SEEDS
from analysis.report.study import settings
from analysis.report.study.settings import (
    SettingError,
    check_settings,
    figures_folder,
    home_of,
    output_root,
    study_path,
)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    for name in settings.KNOWN:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A folder with a study.toml, which this session is in."""
    folder = tmp_path / "mine"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "study.toml").write_text('title = "Mine"', encoding="utf-8")
    monkeypatch.chdir(folder / "notebooks")
    return folder


def test_the_seeds_are_read_by_default_and_belong_to_the_notebooks_that_come_along():
    assert study_path() == SEEDS == home_of(paths.checkout() / "notebooks")


def test_a_study_is_found_from_its_notebooks_and_keeps_its_own_output(study):
    assert study_path() == study == output_root()


def test_a_corpus_that_is_no_study_needs_a_place_for_its_output(monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_CORPUS", str(tmp_path))
    with pytest.raises(SettingError, match="--out FOLDER"):
        output_root()
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path / "out"))
    assert output_root() == tmp_path / "out"


@pytest.mark.parametrize("folder", [".", "figures", "notebooks", "seeds"])
def test_another_corpus_never_writes_where_the_seeds_results_are(monkeypatch, tmp_path, folder):
    monkeypatch.setenv("FRAMING_CORPUS", str(tmp_path))
    monkeypatch.setenv("FRAMING_OUT", str(paths.checkout() / folder))
    with pytest.raises(SettingError, match="choose another folder"):
        output_root()


def test_trying_something_out_changes_no_kept_figure(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert figures_folder() == tmp_path / "scratch" / "figures"
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path / "kept"))
    assert figures_folder() == tmp_path / "kept" / "figures"


def test_an_unknown_setting_is_named(monkeypatch):
    monkeypatch.setenv("FRAMING_CORPSU", "x")
    with pytest.raises(SettingError, match="FRAMING_CORPSU: no such setting"):
        check_settings()
