import pandas as pd
import pytest

from analysis.corpus.articles import CorpusError, read_articles
from analysis.corpus.events import read_events
from analysis.story.claims import match_claims
from analysis.story.coverage import STATES, coverage_by, prominence, read_coverage

TEXTS = {
    "early": "Rain fell in Brenn all week. The river Isel was high.",
    "one": "The ferry Melati sank off Marun on Monday. Rain fell.",
    "two": "A strike stopped all trains. The Melati sank near Marun on Monday.",
    "late": "A bridge was closed. Taxes rose in Lorn.",
}
ARTICLES = pd.DataFrame(
    {
        "article": list(TEXTS),
        "source": list(TEXTS),
        "published": pd.to_datetime(["2024-05-01", "2024-05-07", "2024-05-07", "2024-05-08"]),
        "text": list(TEXTS.values()),
    }
)
CLAIMS = pd.DataFrame(
    {
        "claim": "c001",
        "label": "The Melati sank near Marun on Monday.",
        "kind": "event",
        "source": ["one", "two"],
        "article": ["one", "two"],
        "start": [0, TEXTS["two"].index("The Melati")],
        "end": [42, len(TEXTS["two"])],
        "text": ["The ferry Melati sank off Marun on Monday.", "The Melati sank near Marun on Monday."],
        "score": [0.9, 0.9],
        "because": "names: melati",
    }
)  # fmt: skip


def _states(**given):
    table = coverage_by(CLAIMS, articles=ARTICLES, **given)
    return table.set_index("group")["state"].to_dict()


def test_told_not_found_and_could_not_yet_know():
    assert _states() == {
        "early": "could not yet know", "one": "told", "two": "told", "late": "not found",
    }  # fmt: skip


def test_a_cell_that_is_not_told_shows_the_nearest_sentence():
    table = coverage_by(CLAIMS, articles=ARTICLES).set_index("group")
    for group, row in table.iterrows():
        assert TEXTS[group][row["start"] : row["end"]] == row["text"]


def test_an_article_on_other_events_owes_nothing():
    events = pd.DataFrame(
        {"event": ["sinking", "sinking", "tax"], "article": ["one", "two", "late"],
         "start": [0, 30, 0], "end": [42, 90, 20]}
    )  # fmt: skip
    assert _states(events=events)["late"] == "other event"


@pytest.mark.parametrize(("state", "expected"), [("omitted", "omitted"), ("told", "told")])
def test_only_a_reader_can_say_omitted(state, expected):
    checks = pd.DataFrame(
        {"claim": ["sinking"] * 2, "article": ["one", "late"], "state": ["told", state],
         "evidence": ["one:0-42", None]}
    )  # fmt: skip
    assert "omitted" not in _states().values()
    assert _states(checks=checks)["late"] == expected


def test_the_seeds_check_covers_every_claim_and_article_with_known_states():
    checks, articles = read_coverage(), read_articles()
    assert len(checks) == checks["claim"].nunique() * len(articles)
    assert set(checks["state"]) <= set(STATES)
    assert (checks["evidence"].notna() == (checks["state"] == "told")).all()
    table = coverage_by(
        match_claims(articles), articles=articles, events=read_events(), checks=checks
    )
    assert set(table.loc[table["state"] == "omitted", "checked"]) == {True}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("claim,article,state\n", "no column 'evidence'"),
        ("claim,article,state,evidence\nc,a,missing,\n", "row 2: state 'missing'"),
    ],
)
def test_a_check_that_cannot_be_read_says_why(tmp_path, content, message):
    (tmp_path / "coverage.csv").write_text(content)
    with pytest.raises(CorpusError, match=message):
        read_coverage(tmp_path / "coverage.csv")


def test_prominence_is_the_share_of_the_text_before_a_claim():
    table = prominence(CLAIMS, articles=ARTICLES).set_index("article")["position"]
    assert table["one"] == 0
    assert 0.3 < table["two"] < 0.6


def test_what_a_reader_overruled_has_no_prominence():
    checks = pd.DataFrame(
        {"claim": ["sinking"] * 2, "article": ["one", "two"], "state": ["told", "omitted"],
         "evidence": ["one:0-42", None]}
    )  # fmt: skip
    assert list(prominence(CLAIMS, articles=ARTICLES, checks=checks)["article"]) == ["one"]


def test_articles_may_be_the_groups():
    told = coverage_by(CLAIMS, articles=ARTICLES, by="article").set_index("group")["state"]
    assert told["one"] == "told"
    assert told["late"] == "not found"
