"""What one thing is called, and where a text hedges."""

import pandas as pd
import pytest

from analysis.wording.devices import hedges_by, naming_by, read_hedges, read_names

ARTICLES = pd.DataFrame(
    {
        "article": ["a", "b"],
        "source": ["x", "y"],
        "text": [
            "The Diaoyu Dao islands. Diaoyu again. The Senkakus may be theirs.",
            "It reportedly is expected to end. Perhaps not.",
        ],
    }
)


def test_a_longer_name_counts_once_and_shares_are_of_the_thing():
    table = naming_by(ARTICLES).set_index(["group", "name"])
    assert table.loc["x", "count"].to_dict() == {"Senkaku": 1, "Diaoyu": 2}
    assert table.loc[("x", "Diaoyu"), "share"] == pytest.approx(2 / 3)
    assert table.loc[("x", "Diaoyu"), "evidence"] == "a:4-22"
    assert table.loc["y", "share"].isna().all()


def test_a_study_brings_its_own_names():
    names = pd.DataFrame({"thing": "end", "name": ["end", "stop"], "pattern": ["end*", "stop*"]})
    table = naming_by(ARTICLES, names=names)
    assert table[["group", "name", "count"]].to_numpy().tolist() == [
        ["x", "end", 0], ["y", "end", 1], ["x", "stop", 0], ["y", "stop", 0],
    ]  # fmt: skip


def test_hedges_are_counted_in_a_hundred_sentences():
    table = hedges_by(ARTICLES).set_index(["group", "phrase"])
    assert table.loc[("y", "reportedly"), ["kind", "per_100"]].tolist() == ["hearsay", 50.0]
    assert table.loc[("y", "is expected to"), "evidence"] == "b:14-28"
    assert table.loc[("x", "may"), "sentences"] == 3
    own = pd.DataFrame({"kind": ["mine"], "pattern": ["theirs"]})
    assert hedges_by(ARTICLES, hedges=own)["phrase"].tolist() == ["theirs"]


def test_lists_are_clean():
    assert not read_names()["pattern"].duplicated().any()
    assert not read_hedges()["pattern"].duplicated().any()
