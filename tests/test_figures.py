"""The figures that reports cite are the ones that the notebooks make now."""

import difflib
import json
from pathlib import Path

import matplotlib as mpl
import pytest

KEPT = Path(__file__).resolve().parent.parent / "figures"
NAMES = sorted(path.stem for path in KEPT.glob("*.json"))
each_figure = pytest.mark.parametrize("name", NAMES)


def origin(folder, name):
    """What a figure's JSON says, apart from the machine it was made on."""
    described = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return {key: value for key, value in described.items() if key != "environment"}


def difference(kept, now):
    lines = difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="")
    return "\n".join(lines)


def test_the_kept_figures_are_those_that_the_notebooks_make(seed_report):
    made = sorted(path.name for path in (seed_report.folder / "figures").iterdir())
    assert sorted(path.name for path in KEPT.iterdir() if path.is_file()) == made


@each_figure
def test_a_figure_shows_the_numbers_it_is_cited_for(name, seed_report):
    now = seed_report.folder / "figures"
    assert (now / f"{name}.csv").is_file(), f"figure {name} was not made:\n{seed_report.said}"
    table = [(folder / f"{name}.csv").read_text(encoding="utf-8") for folder in (KEPT, now)]
    assert not (changed := difference(*table)), f"figure {name} has other numbers:\n{changed}"
    said = [
        json.dumps(origin(folder, name), indent=1, ensure_ascii=False) for folder in (KEPT, now)
    ]
    assert not (changed := difference(*said)), f"figure {name} says something else:\n{changed}"


@each_figure
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_picture_is_the_same_where_the_drawing_library_is(name, kind, seed_report):
    described = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    drawn_with = described["environment"]["matplotlib"]
    if drawn_with != mpl.__version__:
        pytest.skip(f"drawn with matplotlib {drawn_with}, this is {mpl.__version__}")
    picture = f"{name}.{kind}"
    kept, now = KEPT / picture, seed_report.folder / "figures" / picture
    assert kept.read_bytes() == now.read_bytes(), f"figure {name} is drawn differently ({kind})"
