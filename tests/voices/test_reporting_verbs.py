"""With which verbs whom: by group, country and kind."""

import pandas as pd

from analysis.text.lexicons import reporting_verbs
from analysis.voices.quotes import find_quotes
from analysis.voices.reporting_verbs import read_verb_kinds, reporting_verbs_by

ARTICLES = pd.DataFrame(
    {
        "article": ["a", "b"],
        "source": ["x", "y"],
        "text": [
            "“We stay,” said Chinese spokesman Li Wei. “We go,” Li claimed.",
            "Japanese minister Ken Abe warned that it would end.",
        ],
    }
)


def test_kinds_by_group_and_country():
    table = reporting_verbs_by(find_quotes(ARTICLES), articles=ARTICLES)
    rows = table[["group", "country", "kind", "count", "verbs"]].to_numpy().tolist()
    assert rows == [
        ["x", "China", "doubted", 1, "claimed 1"],
        ["x", "China", "neutral", 1, "said 1"],
        ["y", "Japan", "warning", 1, "warned 1"],
    ]
    assert table["share"].isna().all()
    assert table["evidence"].str.match(r"[ab]:\d+-\d+$").all()


def test_a_study_brings_its_own_kinds():
    kinds = pd.DataFrame({"kind": ["mine"], "verb": ["warn"]})
    table = reporting_verbs_by(find_quotes(ARTICLES), articles=ARTICLES, kinds=kinds)
    assert table["kind"].tolist() == ["other", "mine"]


def test_every_verb_of_a_kind_is_one_that_is_found():
    known = {verb for verb, *_ in reporting_verbs(None).values()}
    verbs = read_verb_kinds()["verb"]
    assert set(verbs) - known == set()
    assert not verbs.duplicated().any()


def test_what_is_thought_or_written_is_no_speech():
    text = "Minister Anna Roux said talks failed. Roux believes that they will go on."
    articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    quotes = find_quotes(articles)
    assert sorted(quotes["report"]) == ["speech", "thought"]
    assert reporting_verbs_by(quotes, articles=articles)["verbs"].tolist() == ["said 1"]


def test_a_main_verb_reports_what_its_participle_adds():
    text = (
        "Minister Anna Roux emphasized the effort, describing it as “a fair and open deal”. "
        "Roux said it rained, adding that it would stop."
    )
    articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    assert find_quotes(articles)["cue"].tolist() == ["emphasized", "said", "adding"]
