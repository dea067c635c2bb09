"""Who speaks: kind, role and country as printed, shares, titles and expected misses."""

import pandas as pd
import pytest

from analysis.voices.answers import voices_answers
from analysis.voices.descriptions import country, role
from analysis.voices.quotes import find_quotes
from analysis.voices.speakers import (
    main_speakers,
    missed_by,
    outermost_speech,
    recall_by_kind,
    speakers_by,
    voices_by,
)
from analysis.voices.titles import describe_speakers, titles_by
from tests.case_tables import table

ARTICLES = pd.DataFrame(
    {
        "article": ["a", "b", "c"],
        "source": ["Echo", "Echo", "Post"],
        "text": [
            'Danish Foreign Minister Lars Holm said talks went on. "I think it is fine," Holm said. '
            'It rained. "It was as loud as a train." ',
            "Critics said the plan was late. " + "Lars Holm said talks went on. " * 9,
            "Norway said it was ready. Finance Minister Lars Holm said that it rained.",
        ],
    }
)


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("a Chinese military expert", "expert"),
        ("spokesman for the Indonesian military", "military"),
        ("Japan’s Chief Cabinet Secretary", "government"),
        ("a member of the Political Bureau of the CPC Central Committee", "party"),
        ("director of Center for Japanese Studies at Shanghai University", "expert"),
        ("the Japan Times", "media"),
        ("villagers", "citizen"),
        ("Japan", "government"),
        ("the ship", None),
        ("Ann Lee", None),
    ],
)
def test_a_role_is_what_the_words_say(description: str, expected: str | None) -> None:
    assert role(description) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("a Chinese military expert", "China"),
        ("Japan’s top government spokesman", "Japan"),
        ("an expert on Japan", None),
        ("an expert on the Japanese economy", None),
        ("a Tokyo-based analyst", None),
        ("the South Korean president", "South Korea"),
        ("Takeshi Iwaya", None),
        ("director of the Center for Japanese Studies", None),
    ],
)
def test_a_country_is_printed_never_guessed(description: str, expected: str | None) -> None:
    assert country(description) == expected


def test_speakers_are_described_by_what_the_texts_print() -> None:
    table = describe_speakers(find_quotes(ARTICLES), articles=ARTICLES).set_index("speaker")
    assert tuple(table.loc["Lars Holm"])[:3] == ("person", "government", "Denmark")
    assert tuple(table.loc["Norway"])[:3] == ("organisation", "government", "Norway")
    assert table.loc["Critics", "kind"] == "anonymous"


def test_the_unattributed_are_a_row_and_nested_statements_are_not_counted_twice() -> None:
    table = speakers_by(find_quotes(ARTICLES), articles=ARTICLES)
    echo = table[table["group"] == "Echo"]
    assert echo["quotes"].tolist() == [11, 1, 1]
    assert echo["speaker"].isna().tolist() == [False, False, True]
    assert echo["share"].sum() == pytest.approx(1)
    assert echo["share_attributed"].sum() == pytest.approx(1)
    assert echo["share_attributed"].isna().tolist() == [False, False, True]
    post = table[table["group"] == "Post"]
    assert post["quotes"].tolist() == [1, 1, 0]
    assert post["share"].isna().all()
    assert table["low"].isna().all()
    assert table["unit"].str.startswith("no interval").all()


def test_direct_only_and_within_a_column() -> None:
    quotes = find_quotes(ARTICLES)
    direct = speakers_by(quotes, articles=ARTICLES, direct=True)
    assert direct.loc[direct["group"] == "Echo", "quotes"].tolist() == [1, 1]
    quotes = quotes.assign(event=["x"] * len(quotes))
    within = speakers_by(quotes, articles=ARTICLES, within="event")
    assert within["event"].dropna().eq("x").all()
    assert (
        within.loc[within["event"].isna(), "unit"].eq("no interval: 1 event, 10 are needed").all()
    )
    with pytest.raises(ValueError, match="by='country'"):
        speakers_by(quotes, articles=ARTICLES, by="country")


def test_titles_that_differ_between_groups() -> None:
    table = titles_by(ARTICLES)
    assert table.to_dict("records") == [
        {
            "name": "Lars Holm",
            "Echo": "Danish Foreign Minister",
            "Post": "Finance Minister",
            "differ": True,
        }
    ]


def test_expected_misses_follow_from_recall_and_the_mix_of_kinds() -> None:
    quotes = find_quotes(ARTICLES)
    recall = recall_by_kind().set_index("kind")["recall"]
    missed = missed_by(quotes, articles=ARTICLES).set_index("group")
    indirect = int((quotes["kind"][quotes["article"] == "c"] == "indirect").sum())
    expected = indirect * (1 / recall["indirect"] - 1)
    assert missed.loc["Post", "missed"] == pytest.approx(expected)
    assert missed.loc["Post", "found"] == 2


def test_articles_without_a_statement_have_their_unattributed_row() -> None:
    articles = pd.DataFrame({"article": ["a"], "source": ["Echo"], "text": ["It rained."]})
    quotes = find_quotes(articles)
    assert speakers_by(quotes, articles=articles)["quotes"].tolist() == [0]
    assert voices_by(quotes, articles=articles)["country"].tolist() == ["nobody named"]
    assert main_speakers(quotes, articles=articles).empty
    assert missed_by(quotes, articles=articles)["missed"].tolist() == [0.0]


def test_voices_and_main_speakers_lead_to_their_statements() -> None:
    quotes = find_quotes(ARTICLES)
    voices = voices_by(quotes, articles=ARTICLES)
    assert (voices["evidence"].str.split().str.len() == voices["quotes"]).all()
    assert voices["quotes"].sum() == len(outermost_speech(quotes))
    main = main_speakers(quotes, articles=ARTICLES)
    assert main["speaker"].unique().tolist() == ["Lars Holm"]
    assert main.set_index("kind")["quotes"].to_dict() == {"direct": 1, "indirect": 11}
    assert main["sources"].tolist() == ["Echo", "Echo, Post"]


def test_shares_over_shared_events_are_compared_event_by_event():
    names = [f"{event}{source}" for event in range(12) for source in "xy"]
    articles = pd.DataFrame({"article": names, "source": list("xy") * 12})
    said = {"x": "“We stay,” said Ann Lee of {}.", "y": "“We go,” said Bob Roe of {}."}
    articles["text"] = [said[name[-1]].format(name) for name in names]
    quotes = find_quotes(articles)
    quotes["event"] = quotes["article"].str[:-1]
    table = speakers_by(quotes, articles=articles, within="event")
    whole = table[table["event"].isna() & (table["group"] == "x")].set_index("speaker")
    row = whole.loc["Ann Lee"]
    assert (row["quotes"], row["share"], row["difference"], row["unit"]) == (12, 1, 1, "event")
    assert (row["low"], row["high"]) == (1, 1)


@pytest.mark.parametrize(("text", "role", "country"), table("speakers"))
def test_what_a_text_says_of_its_speaker(text, role, country):
    corpus = pd.DataFrame({"article": ["a"], "source": ["s"], "text": [text]})
    found = describe_speakers(find_quotes(corpus), articles=corpus).iloc[0]
    assert found[["role", "country"]].fillna("-").tolist() == [role, country]


def test_who_speaks_together_is_described_by_what_all_share():
    text = (
        "French minister Anna Roux and French envoy Bo Lin said it was late. Bo Lin said no more."
    )
    corpus = pd.DataFrame({"article": ["a"], "source": ["s"], "text": [text]})
    found = describe_speakers(find_quotes(corpus), articles=corpus).iloc[0]
    told = ["speaker", "kind", "role", "country"]
    assert found[told].tolist() == ["Anna Roux and Bo Lin", "person", "government", "France"]


def test_a_people_before_an_office_in_small_letters_is_the_country():
    text = "French foreign minister Anna Roux left. Roux said the talks would go on."
    corpus = pd.DataFrame({"article": ["a"], "source": ["s"], "text": [text]})
    voices = voices_by(find_quotes(corpus), articles=corpus)
    assert voices.loc[0, ["country", "role"]].tolist() == ["France", "government"]


def test_shares_of_a_label_are_means_of_its_sources_and_add_up_to_one():
    said = {"Anna Roux": 8, "Lars Holm": 2}, {"Anna Roux": 1, "Lars Holm": 9}
    texts = [
        " ".join(
            f"{name} said that day {n} was dry." for name in counts for n in range(counts[name])
        )
        + " It was said that rain was near." * 5
        for counts in said
    ]
    articles = pd.DataFrame({"article": ["a", "b"], "source": ["A", "B"], "text": texts})
    articles["country"] = "Norway"
    table = speakers_by(find_quotes(articles), articles=articles, by="country")
    named = table.dropna(subset="speaker")
    assert named["share_attributed"].sum() == pytest.approx(1)
    assert (named["share_attributed"] >= named["share"]).all()


def test_what_copies_repeat_counts_once() -> None:
    told = "“We stay,” said Ann Lee of the council. Snow fell on the hills of Lorn all night."
    more = told + " “We go on,” Lee said."
    articles = pd.DataFrame(
        {"article": list("abc"), "source": ["Echo", "Post", "Star"], "text": [told, more, told]}
    )
    quotes = find_quotes(articles)
    assert len(quotes) == 4
    main = main_speakers(quotes, articles=articles)
    assert main[["quotes", "sources"]].values.tolist() == [[2, "Echo, Post, Star"]]
    said = [answer.sentence for answer in voices_answers(quotes, articles=articles)]
    first = "Ann Lee has the most statements, 2 of 2 with copies counted once, heard in"
    assert any(first in sentence for sentence in said), said


def test_a_group_tells_once_what_it_prints_twice() -> None:
    told = "“We stay,” said Ann Lee of the council. Snow fell on the hills of Lorn all night."
    articles = pd.DataFrame(
        {"article": list("abc"), "source": ["Echo", "Echo", "Post"], "text": [told] * 3}
    )
    quotes = find_quotes(articles)
    speakers = speakers_by(quotes, articles=articles).dropna(subset="speaker")
    assert speakers[["group", "quotes", "words"]].values.tolist() == [
        ["Echo", 1, 2],
        ["Post", 1, 2],
    ]
    voices = voices_by(quotes, articles=articles)
    assert voices.loc[voices["quotes"] > 0, "per_1000"].tolist() == [1000 / 17] * 2
    sentences = [answer.sentence for answer in voices_answers(quotes, articles=articles)]
    assert "2 reported statements are found" in " ".join(sentences)
