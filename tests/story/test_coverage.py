import pandas as pd
import pytest

from analysis.corpus.articles import CorpusError, evidence_ids, read_articles
from analysis.corpus.copies import copy_groups
from analysis.corpus.events import read_events
from analysis.story.checks import checked_claims
from analysis.story.claims import distinct_claims, match_claims
from analysis.story.contradictions import contradictions
from analysis.story.coverage import COLUMNS, STATES, coverage_by, prominence, read_coverage
from analysis.story.event_groups import group_events
from analysis.story.passages import shared_passages

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
        "early": "could not yet know", "one": "found", "two": "found", "late": "not found",
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
    assert set(table.loc[table["state"].isin(["told", "omitted"]), "checked"]) == {True}
    assert not table.loc[table["state"] == "found", "checked"].any()
    told = table[table["state"] == "told"].merge(
        checks.dropna(subset="label"), on=["label", "article"], suffixes=("", "_read")
    )
    assert len(told) > 30
    named = zip(evidence_ids(told), told["evidence"].str.split(), strict=True)
    assert all(shown in read for shown, read in named)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("claim,article,state\n", "no column 'evidence'"),
        ("claim,article,state,evidence\nc,a,missing,\n", "row 2: state 'missing'"),
        ("claim,article,state,evidence\nc,a,told,a:0-3\nc,a,omitted,\n", "row 3: the claim and article of row 2 again"),
        ("claim,article,state,evidence\nc,a,told,a:0-3\nd,a,told,a:0-3\n", "claim 'd' rests on the same"),
    ],
)  # fmt: skip
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
    assert told["one"] == "found"
    assert told["late"] == "not found"


def test_a_check_is_bound_to_sentences_and_gives_the_claim_its_words():
    checks = pd.DataFrame(
        {"claim": "sinking", "label": "A ferry sank", "article": ["one", "late"],
         "state": ["told", "omitted"], "evidence": ["one:0-42", None]}
    )  # fmt: skip
    renumbered = CLAIMS.assign(claim="c217")
    table = coverage_by(renumbered, articles=ARTICLES, checks=checks).set_index("group")
    assert table.loc["late", "state"] == "omitted"
    assert set(table["label"]) == {"A ferry sank"}
    others = CLAIMS.assign(start=[44, 0], end=[54, 28])  # two other sentences: nothing was checked
    table = coverage_by(others, articles=ARTICLES, checks=checks)
    assert not table["checked"].any()
    assert "omitted" not in set(table["state"])


def test_two_checks_never_speak_of_one_claim():
    checks = pd.DataFrame(
        {"claim": ["wide", "wide", "narrow"], "article": ["one", "two", "one"],
         "state": ["told", "told", "omitted"],
         "evidence": [f"one:{0}-{42}", f"two:{CLAIMS['start'][1]}-{CLAIMS['end'][1]}", "one:0-42"]}
    )  # fmt: skip
    checks.loc[2, "state"] = "told"
    assert checked_claims(CLAIMS, checks) == {"wide": "c001"}


def test_groups_of_several_articles_are_one_cell():
    pooled = ARTICLES.assign(source=["Herald", "Herald", "Tribune", "Tribune"])
    claims = CLAIMS.assign(source=["Herald", "Tribune"])
    table = coverage_by(claims, articles=pooled)
    assert table[["group", "state"]].to_numpy().tolist() == [
        ["Herald", "found"],
        ["Tribune", "found"],
    ]


@pytest.mark.parametrize("texts", [[], ["Rain fell."], ["1 2 3", "4 5 6"], ["東京で会談。", "東京で会談した。"], ["", ""]])  # fmt: skip
def test_where_nothing_is_shared_the_tables_are_empty_with_their_columns(texts):
    articles = pd.DataFrame(
        {"article": [f"a{i}" for i in range(len(texts))], "source": "Herald", "text": texts},
        dtype="str",
    )
    claims = match_claims(articles)
    full = match_claims(read_articles())
    assert claims.empty
    assert list(claims.columns) == list(full.columns)
    assert (claims.dtypes.astype(str) == full.dtypes.astype(str)).all()
    cells = coverage_by(claims, articles=articles)
    assert cells.empty
    assert list(cells.columns) == COLUMNS
    assert contradictions(articles).empty
    assert distinct_claims(claims).empty
    assert prominence(claims, articles=articles).empty
    assert len(group_events(articles)) == len(texts)
    assert len(copy_groups(articles)) == len(texts)
    assert shared_passages(articles).empty


def test_a_readers_claim_that_the_program_misses_has_cells_of_its_own():
    checks = pd.DataFrame(
        {"claim": "rain", "label": "It rained", "article": ["early", "one", "late"],
         "state": ["told", "told", "omitted"], "evidence": ["early:0-28", "one:43-53", None]}
    )  # fmt: skip
    table = coverage_by(CLAIMS, articles=ARTICLES, checks=checks)
    own = table[table["claim"] == "rain"].set_index("group")
    assert own["state"].to_dict() == {
        "early": "told", "one": "told", "two": "not found", "late": "omitted",
    }  # fmt: skip
    assert set(own["label"]) == {"It rained"}
    assert own.loc["one", "text"] == "Rain fell."
    assert coverage_by(CLAIMS, articles=ARTICLES, checks=checks.head(1))["claim"].eq("c001").all()
