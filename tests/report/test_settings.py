import pytest

from analysis import paths
from analysis.corpus.articles import SEEDS, CorpusError
from analysis.report.settings import (
    SettingError,
    corpus_path,
    figures_folder,
    open_corpus,
    reading,
)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    for name in ("FRAMING_CORPUS", "FRAMING_OUT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "a.txt").write_text("Talks went on.", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,source\na.txt,A\n", encoding="utf-8")
    return tmp_path


def test_the_seeds_are_read_by_default():
    articles = open_corpus("n", declared="d")
    assert corpus_path() == SEEDS
    assert len(articles) == 5


def test_edited_seeds_are_held_to_the_essay():
    open_corpus("n", declared="000000000000")
    assert reading().claimed


def test_an_essay_claims_what_it_says_of_the_corpus_it_declares_only(corpus, monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_CORPUS", str(corpus))
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path / "out"))
    open_corpus("n", declared="000000000000")
    assert not reading().claimed
    open_corpus("n", declared=reading().corpus)
    assert reading().claimed


def test_another_corpus_is_read_where_its_output_has_a_place(corpus, monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_CORPUS", str(corpus))
    with pytest.raises(SettingError, match="FRAMING_OUT"):
        open_corpus("n", declared="d")
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path / "out"))
    assert list(open_corpus("n", declared="d").article) == ["a"]
    assert figures_folder() == tmp_path / "out" / "figures"


def test_a_missing_corpus_is_one_clear_error(monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_CORPUS", str(tmp_path / "nowhere"))
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path / "out"))
    with pytest.raises(CorpusError, match="no such folder"):
        open_corpus("n", declared="d")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("FRAMING_CORPSU", "did you mean FRAMING_CORPUS"), ("FRAMING_XYZ9", "unset it")],
)
def test_an_unknown_setting_fails_when_a_corpus_is_opened(monkeypatch, name, remedy):
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingError, match=f"{name}: .*{remedy}"):
        open_corpus("n", declared="d")


def test_figures_go_to_the_checkout_else_where_one_works(monkeypatch, tmp_path):
    assert figures_folder() == paths.checkout() / "figures"
    monkeypatch.setattr("analysis.report.settings.checkout", lambda: None)
    monkeypatch.chdir(tmp_path)
    assert figures_folder() == tmp_path / "figures"
