"""Quotations and their speakers: a case file, exact spans, odd input."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.word_classes import Tags
from analysis.voices.quotes import COLUMNS, find_quotes
from tests.bench.made_weeks import read_weeks

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "quotes.toml").read_text(encoding="utf-8")
)["case"]


def quotes_of(text: str) -> pd.DataFrame:
    return find_quotes(pd.DataFrame({"article": ["a"], "text": [text]}))


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["fails"])] if "fails" in case else []
    return pytest.param(case["text"], case["expect"], id=case["label"], marks=marks)


@pytest.mark.parametrize(("text", "expected"), [marked(case) for case in CASES])
def test_made_up_texts(text: str, expected: list[list[str]]) -> None:
    found = quotes_of(text)
    rows = zip(found["kind"], found["text"], found["speaker"].fillna(""), strict=True)
    assert [(k, t.strip(" .,"), s) for k, t, s in rows] == [
        (k, t.strip(" .,"), s) for k, t, s in map(tuple, expected)
    ]


WORDS = st.sampled_from(
    [
        "said",
        "says",
        "that",
        "told",
        "according",
        "to",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«a»",
        "he",
        "she",
        "it",
        "Lee",
        "Ann,",
        "Ann",
        "Lee.",
        "(PLA)",
        "the",
        "minister",
        ",",
        ".",
        ";",
        ":",
        "-",
        "–",
        "—",
        "...",
        "?",
        "!",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u2028",
        "\x1c",
        "é",
        "国家",
        "ﬁ",
        "🎉",
        "U.S.",
        "3.5",
        "6'2\"",
        "adding",
        "wrote;",
        "was",
        "told",
        "report",
        "claims",
        '"We',
        "“We",
        ',"',
        ",”",
        "'60s",
        "o'clock's",
        "statement",
        "in",
        "a",
        "Q",
        "k",
        "and",
        "but",
        "which",
        "who",
        "not",
    ]
)
ODD = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=120)


@settings(max_examples=150, deadline=None)
@given(st.lists(ODD, min_size=1, max_size=3))
def test_any_text_gives_exact_spans_and_no_exception(texts: list[str]) -> None:
    articles = pd.DataFrame({"article": [str(n) for n in range(len(texts))], "text": texts})
    quotes = find_quotes(articles)
    assert tuple(quotes.columns) == COLUMNS
    for row in quotes.to_dict("records"):
        text = texts[int(row["article"])]
        pieces = row["pieces"]
        assert all(0 <= low < high <= len(text) for low, high in pieces)
        assert (row["start"], row["end"]) == (min(p[0] for p in pieces), max(p[1] for p in pieces))
        assert row["text"] == " … ".join(text[low:high] for low, high in pieces)
        for name in ("cue", "mention"):
            if not pd.isna(row[name]):
                printed = text[row[f"{name}_start"] : row[f"{name}_end"]]
                assert printed == row[name]
                assert printed.strip()
        assert pd.isna(row["speaker"]) or row["speaker"].strip()


@pytest.mark.parametrize("text", ["", " ", "\n\n", '"', '""', "said", "according to", "“”", "'s"])
def test_almost_nothing_gives_no_statement(text: str) -> None:
    assert quotes_of(text).empty


def test_a_table_without_rows_has_the_columns_and_an_article_needs_no_label() -> None:
    none = find_quotes(pd.DataFrame({"article": [], "text": []}))
    assert tuple(none.columns) == COLUMNS
    assert quotes_of("The port said ships were waiting.")["source"].isna().all()


def test_a_user_adds_verbs() -> None:
    text = "The mayor opined that ships were waiting. The mayor grumbled that it rained."
    articles = pd.DataFrame({"article": ["a"], "text": [text]})
    found = find_quotes(articles, cues={"grumble": "qt"})
    assert "it rained" in set(found["text"])
    assert "it rained" not in set(find_quotes(articles)["text"])


def test_statements_do_not_depend_on_the_articles_beside_them() -> None:
    texts = [
        'Ann Lee said it rained. She added: "It snowed all night',
        '"It was late again," she said.',
        '"It was much too late for that."',
    ]
    together = find_quotes(pd.DataFrame({"article": list("abc"), "text": texts}))
    apart = pd.concat(
        [
            find_quotes(pd.DataFrame({"article": [name], "text": [text]}))
            for name, text in zip("abc", texts, strict=True)
        ]
    )
    pd.testing.assert_frame_equal(together, apart.reset_index(drop=True))


def test_a_very_long_sentence_is_read_in_reasonable_time() -> None:
    long = " ".join(["the minister of the state and Ann Lee said"] * 4000)
    assert len(quotes_of(long)) < 400


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("Ann Lee said the minister had said that it rained.", [False, True]),
        ("“I think it rained,” said Ann Lee.", [False, True]),
        ("Ann Lee said it rained while Bo Orr said it snowed.", [False, False]),
        ("“It rained,” Ann Lee said. “It snowed all night.”", [False, False]),
    ],
)
def test_a_statement_inside_another_one_is_nested(text: str, nested: list[bool]) -> None:
    assert quotes_of(text)["nested"].tolist() == nested


@pytest.mark.parametrize(
    ("text", "speaker", "relay"),
    [
        ("Xinhua quoted Qin Rui as saying that it rained.", "Qin Rui", "Xinhua"),
        ("Qin Rui was quoted by Xinhua as saying that it rained.", "Qin Rui", "Xinhua"),
        ("Qin Rui was quoted as saying that it rained.", "Qin Rui", None),
        ("“It rained,” Qin Rui said, according to Xinhua.", "Qin Rui", "Xinhua"),
        ("It rained, according to Xinhua.", "Xinhua", None),
    ],
)
def test_who_passes_a_statement_on_is_its_relay(text: str, speaker: str, relay: str | None) -> None:
    found = quotes_of(text)
    assert found["speaker"].tolist() == [speaker]
    assert found["relay"].tolist() == [relay] or (relay is None and found["relay"].isna().all())


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Ann Lee said it rained.", "speech"),
        ("Ann Lee urged voters to stay.", "speech"),
        ("Ann Lee accused the port of lying.", "speech"),
        ("Ann Lee called for a vote.", "speech"),
        ("Ann Lee expressed hope that it would rain.", "speech"),
        ("Officials believe that it rained.", "thought"),
        ("Ann Lee plans to sell the port.", "thought"),
        ("Ann Lee is confident that it will rain.", "thought"),
        ("Ann Lee’s belief that it rained is odd.", "thought"),
        ("The survey found that it rained.", "text"),
        ("The report said it rained.", "text"),
        ("Figures show that it rained.", "text"),
    ],
)
def test_speech_thought_and_texts_are_kept_apart(text: str, report: str) -> None:
    assert quotes_of(text)["report"].tolist() == [report]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee was accused of lying.",
        "Ann Lee never promised to stay.",
        "The plan to sell the port failed.",
        "Did Ann Lee want to sell the port?",
        "The calls for a vote grew.",
        "Ann Lee went home to sleep.",
    ],
)
def test_what_is_denied_passive_or_a_noun_is_no_statement(text: str) -> None:
    assert quotes_of(text).empty


def test_a_statement_inside_another_ends_where_that_one_does():
    text = "Leila Haddad warned that wells would run dry, the local station Radio Sud reported."
    quotes = find_quotes(pd.DataFrame({"article": ["1"], "text": [text]}))
    inner = quotes[quotes["speaker"] == "Leila Haddad"].iloc[0]
    assert (inner["text"], inner["nested"]) == ("wells would run dry", True)


def test_sentences_without_a_word_that_acts_have_no_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = read_weeks(["unseen_weeks.txt"])
    found = find_quotes(articles)
    monkeypatch.setattr(Tags, "are_listed", lambda tags, words: np.ones(len(tags.codes), bool))
    pd.testing.assert_frame_equal(find_quotes(articles), found)
    assert (found["rule"] == "act").sum() > 5
