import pytest

from analysis import paths
from analysis.corpus.articles import SEEDS, CorpusError
from analysis.report.settings import (
    SettingError,
    corpus_path,
    figures_folder,
    open_corpus,
    output_root,
    reading,
)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    for name in ("FRAMING_CORPUS", "FRAMING_OUT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """Another corpus than the seeds, named by its setting."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks went on.", encoding="utf-8")
    (folder / "sources.csv").write_text("file,source\na.txt,A\n", encoding="utf-8")
    monkeypatch.setenv("FRAMING_CORPUS", str(folder))
    return folder


def test_the_seeds_are_read_by_default():
    articles = open_corpus("1-a", declared="000000000000")
    assert corpus_path() == SEEDS
    assert len(articles) == 5
    assert reading().notebook == "1-a"


@pytest.mark.usefixtures("corpus")
def test_another_corpus_needs_a_place_for_its_output(monkeypatch, tmp_path):
    with pytest.raises(SettingError, match="--out FOLDER"):
        open_corpus("1-a", declared="")
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path / "out"))
    assert list(open_corpus("1-a", declared="").article) == ["a"]
    assert figures_folder() == tmp_path / "out" / "figures"


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("folder", [".", "figures", "notebooks", "seeds"])
def test_another_corpus_never_writes_where_the_seeds_results_are(monkeypatch, folder):
    monkeypatch.setenv("FRAMING_OUT", str(paths.checkout() / folder))
    with pytest.raises(SettingError, match="choose another folder"):
        open_corpus("1-a", declared="")


@pytest.mark.usefixtures("corpus")
def test_an_essay_claims_what_it_says_of_the_corpus_it_declares(monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path / "out"))
    open_corpus("1-a", declared="000000000000")
    assert not reading().claimed
    open_corpus("1-a", declared=reading().corpus)
    assert reading().claimed


def test_a_missing_corpus_is_one_clear_error(monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_CORPUS", str(tmp_path / "nowhere"))
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path / "out"))
    with pytest.raises(CorpusError, match="no such folder"):
        open_corpus("1-a", declared="")


def test_an_unknown_setting_fails_when_a_corpus_is_opened(monkeypatch):
    monkeypatch.setenv("FRAMING_CORPSU", "x")
    with pytest.raises(SettingError, match="FRAMING_CORPSU: no such setting"):
        open_corpus("1-a", declared="")


def test_figures_go_to_the_checkout_else_where_one_works(monkeypatch, tmp_path):
    assert figures_folder() == paths.checkout() / "figures"
    monkeypatch.setattr("analysis.report.settings.checkout", lambda: None)
    monkeypatch.chdir(tmp_path)
    assert figures_folder() == tmp_path / "figures"
    with pytest.raises(SettingError, match="--out FOLDER"):
        output_root()
