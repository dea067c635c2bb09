import nbformat
import pytest

from analysis.corpus.articles import read_articles
from analysis.report.scaffold import write_study
from analysis.report.study.commentary import is_commentary
from analysis.report.study.plan import read_plan
from analysis.report.study.settings import SettingError


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_study(tmp_path_factory.mktemp("new") / "mine")


def test_it_holds_what_a_study_needs(study):
    names = {path.name for path in study.iterdir()}
    files = {"study.toml", "actors.csv", "README.md"}
    assert names == {"corpus", "notebooks", *files}
    plan = read_plan(study)
    assert plan.actors == study / "actors.csv"
    articles = read_articles(plan.corpus)
    assert plan.group in articles
    assert articles["source"].nunique() > 1


def test_its_notebooks_wait_for_commentary_and_say_nothing_of_the_seeds(study):
    for path in sorted((study / "notebooks").glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        assert not any(word in text for word in ("Global Times", "China–Japan", "Digest A"))
        cells = nbformat.read(path, as_version=4).cells
        waiting = [cell for cell in cells if is_commentary(cell)]
        assert waiting
        assert all(cell.source.startswith(("<!--", "#")) for cell in waiting)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").touch()
    with pytest.raises(SettingError, match="isn't empty"):
        write_study(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
