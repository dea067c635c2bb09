import pytest

from analysis.corpus.articles import SEEDS, CorpusError
from analysis.report.study.plan import read_plan


def plan(folder, text):
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return read_plan(folder)


def test_a_corpus_without_one_is_grouped_by_source(tmp_path):
    found = read_plan(tmp_path)
    assert (found.group, found.reference, found.corpus) == ("source", "rest", tmp_path / ".")
    assert found.title == tmp_path.name
    assert found.events is found.checks is found.frames is None


def test_a_file_is_a_corpus_too(tmp_path):
    file = tmp_path / "articles.csv"
    file.touch()
    assert read_plan(file).corpus == file


def test_what_a_study_decides(tmp_path):
    (tmp_path / "frames.toml").touch()
    found = plan(
        tmp_path,
        'group = "country"\nwatch = ["fish*"]\nframes = "frames.toml"\n[names]\nsea = ["A", "B"]',
    )
    assert (found.group, found.watch, found.names) == ("country", ("fish*",), {"sea": ("A", "B")})
    assert found.frames == tmp_path / "frames.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("watch = 3", "key 'watch': 3 is no list"),
        ("group = 3", "key 'group': 3 is no text"),
        ("wacth = []", "key 'wacth': unknown; the keys are"),
        ('events = "none.csv"', "none.csv is not there"),
        ('[names]\nsea = ["A"]', "names, 'sea'"),
        ("title = ", "no TOML"),
    ],
)
def test_a_fault_is_named_with_what_to_do(tmp_path, text, message):
    with pytest.raises(CorpusError, match=message):
        plan(tmp_path, text)


def test_all_faults_are_named_at_once(tmp_path):
    with pytest.raises(CorpusError) as raised:
        plan(tmp_path, "watch = 3\ngroup = 4\nx = 5")
    assert len(str(raised.value).splitlines()) == 3


def test_the_seeds_are_such_a_study():
    found = read_plan(SEEDS)
    assert found.events
    assert found.checks
    assert found.watch
