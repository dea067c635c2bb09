import pandas as pd
import pytest

from analysis.corpus.articles import fingerprint, read_articles
from analysis.report.study.cache import Cache, NoCache, read_frame, write_frame

TABLE = pd.DataFrame(
    {"text": ["a", None], "spans": [[[1, 2], [3, 4]], []], "n": pd.array([1, None], "Int32")}
)


@pytest.mark.parametrize("kind", [Cache, NoCache])
def test_a_table_comes_back_as_it_was(tmp_path, kind):
    cache = kind(tmp_path, corpus="c")
    for _ in range(2):
        kept = cache.table("t", TABLE.copy)
        pd.testing.assert_frame_equal(kept, TABLE.astype({"text": "str"}))
        assert kept["spans"].tolist() == [[[1, 2], [3, 4]], []]


def test_it_is_made_once(tmp_path):
    Cache(tmp_path, corpus="c").table("t", TABLE.copy)
    Cache(tmp_path, corpus="c").table("t", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Cache(tmp_path, corpus="other").table("t", lambda: 1 / 0)


def test_a_half_written_entry_is_made_again(tmp_path):
    cache = Cache(tmp_path, corpus="c")
    cache.table("t", TABLE.copy)
    file = cache.folder / "t.parquet"
    file.write_bytes(file.read_bytes()[:40])
    assert len(cache.table("t", TABLE.copy)) == 2
    assert len(Cache(tmp_path, corpus="c").table("t", lambda: 1 / 0)) == 2


def test_a_failure_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError):
        Cache(tmp_path, corpus="c").table("t", lambda: 1 / 0)
    assert not list(tmp_path.rglob("*.parquet"))


def test_what_was_kept_of_other_texts_goes(tmp_path):
    old, now = Cache(tmp_path, corpus="old"), Cache(tmp_path, corpus="now")
    old.table("t", TABLE.copy)
    now.table("t", TABLE.copy)
    now.forget_others()
    assert not old.folder.exists()
    assert now.folder.exists()


def test_articles_are_passed_on_as_they_were_read(tmp_path):
    articles = read_articles()
    passed = write_frame(articles, tmp_path / "articles.parquet")
    again = read_frame(tmp_path / "articles.parquet")
    for table in (passed, again):
        pd.testing.assert_frame_equal(table, articles)
        assert fingerprint(table) == fingerprint(articles)
