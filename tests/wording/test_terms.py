import re
import warnings

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.articles import read_articles
from analysis.wording.spellings import folded_spellings
from analysis.wording.terms import framing_terms
from analysis.wording.watch_list import watch
from tests.bench.made_terms import Planted, made_articles

CODEBOOK = [
    "by", "group", "reference", "articles", "unit", "term", "count", "per_1000",
    "document_frequency", "dispersion", "tfidf", "log_odds", "low", "high", "z", "q", "smallest_q",
    "evidence", "family_low", "family_high", "rank", "unranked",
]  # fmt: skip


def articles(*rows, **columns):
    table = pd.DataFrame(rows, columns=["source", "text"])
    return table.assign(article=[f"a{n}" for n in range(len(rows))], **columns)


def row(table, group, term):
    return table[(table["group"] == group) & (table["term"] == term)].iloc[0]


TWO = articles(
    ("x", "A thaw in ties. And the thaw is."),
    ("x", "Talks went on. Talks in Tokyo."),
    ("y", "A rift in ties."),
)


def test_the_terms_table():
    table = framing_terms(read_articles())
    assert list(table) == CODEBOOK
    assert table["group"].unique().tolist() == read_articles()["source"].tolist()
    assert table["q"].isna().all()
    assert table["low"].isna().all()
    assert (table["smallest_q"] == 0.2).all()
    assert table["unit"].str.startswith("no interval: 1 ").all()
    for _, part in table.groupby("group"):
        ranked = part["rank"].dropna()
        assert ranked.tolist() == list(range(1, len(ranked) + 1))


def test_what_is_counted():
    thaw = row(framing_terms(TWO), "x", "thaw")
    assert (thaw["count"], thaw["document_frequency"], thaw["articles"]) == (2, 1, 2)
    assert thaw["per_1000"] == pytest.approx(1000 * 2 / 14)
    assert thaw["dispersion"] == pytest.approx(6 / 14)
    assert thaw["log_odds"] > 0 > row(framing_terms(TWO), "y", "thaw")["log_odds"]
    assert thaw["evidence"] == "a0:2-6"
    assert pd.isna(row(framing_terms(TWO), "y", "thaw")["evidence"])


def test_evidence_is_verbatim():
    corpus = read_articles().set_index("article")["text"]
    american = folded_spellings(read_articles()).set_index("british")["american"]
    for _, term, evidence in (
        framing_terms(read_articles())[["group", "term", "evidence"]]
        .dropna()
        .itertuples(index=False)
    ):
        name, start, end = re.match(r"(.+):(\d+)-(\d+)", evidence).groups()
        printed = corpus[name][int(start) : int(end)]
        assert plain(printed, american) == plain(term, american)


def plain(text, american):
    """The letters of a text in American spelling, without possessive endings and marks."""
    words = re.findall(r"[\w.-]+", re.sub(r"['’]s?\b", "", text).casefold())
    return re.sub(r"\W", "", "".join(american.get(word, word) for word in words))


def test_a_group_is_the_same_whatever_stands_beside_the_required_columns():
    table = framing_terms(TWO[["article", "text", "source"]])
    pd.testing.assert_frame_equal(table, framing_terms(TWO.assign(title=None, style="s")))


def test_pairwise():
    table = framing_terms(
        pd.concat([TWO, articles(("z", "A thaw."))]).assign(article=list("abcd")), reference="y"
    )
    assert set(table["group"]) == {"x", "z"}
    assert (table["reference"] == "y").all()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"by": "outlet"}, "articles has source, text, article"),
        ({"reference": "w"}, "source is one of x, y"),
        ({"within": "event"}, "no column 'event'"),
    ],
)
def test_what_can_not_be_compared(settings, message):
    with pytest.raises(ValueError, match=message):
        framing_terms(TWO, **settings)


def test_spans_restrict_what_counts():
    spans = pd.DataFrame({"article": ["a0", "a0", "a2"], "start": [0, 0, 0], "end": [15, 15, 15]})
    inside = framing_terms(TWO, spans=spans)
    assert row(inside, "x", "thaw")["count"] == 1
    assert set(inside["term"]) == {"thaw", "ties", "rift"}
    outside = framing_terms(TWO, without=spans)
    assert row(outside, "x", "thaw")["count"] == 1
    assert "rift" not in set(outside["term"])


def test_a_name_left_out_takes_its_possessive_along():
    table = articles(("x", "Trump’s thaw."), ("y", "A rift."))
    names = pd.DataFrame({"article": ["a0"], "start": [0], "end": [5]})
    assert set(framing_terms(table, without=names)["term"]) == {"thaw", "rift"}
    assert framing_terms(table, spans=names).empty


def test_no_words_give_an_empty_table():
    nothing = articles(("x", ""), ("y", ""))
    assert list(framing_terms(nothing)) == list(framing_terms(TWO))
    assert framing_terms(nothing.head(0)).empty
    assert watch(nothing).empty
    some = framing_terms(articles(("x", ""), ("y", "A thaw.")))
    assert some[["group", "count"]].to_numpy().tolist() == [["x", 0], ["y", 1]]


def test_quotations_are_read_by_their_pieces():
    quotes = pd.DataFrame(
        {"article": ["a0"], "start": [0], "end": [31], "pieces": [[[2, 6], [16, 28]]]}
    )
    assert set(framing_terms(TWO, spans=quotes)["term"]) == {"thaw"}


def test_groups_are_compared_inside_each_event_they_share():
    table = articles(
        ("x", "Ships sail. Ships and a thaw."),
        ("y", "Ships sail. Ships and a rift."),
        ("x", "Talks go on. Talks and a thaw."),
        ("y", "Talks go on. Talks and a rift."),
        ("x", "Alone here."),
        event=["ships", "ships", "talks", "talks", "alone"],
    )  # fmt: skip
    within = framing_terms(table, within="event")
    assert row(within, "x", "Ships")["log_odds"] == pytest.approx(0)
    assert row(within, "x", "thaw")["log_odds"] > 0.5
    assert row(within, "x", "Alone")["log_odds"] == pytest.approx(0)
    assert row(framing_terms(table), "x", "Alone")["log_odds"] > 0


@pytest.mark.parametrize("within", [None, "event"])
@pytest.mark.parametrize("short", [1, 9])
def test_the_sign_means_more_or_less_whatever_the_sizes(within, short):
    filler = "Plain words go on and on here. " * short
    table = articles(
        ("x", "Ships sail."), ("y", f"Ships sail. A rift. {filler}"),
        ("x", "Talks go on."), ("y", f"Talks go on. A rift. {filler}"),
        event=["ships", "ships", "talks", "talks"],
    )  # fmt: skip
    found = framing_terms(table, within=within)
    assert row(found, "x", "rift")["log_odds"] < 0 < row(found, "y", "rift")["log_odds"]
    assert row(found, "x", "rift")["z"] < 0
    nobody = watch(table, ["thaw"], within=within)
    assert nobody["log_odds"].tolist() == [0, 0]


def test_over_events_the_estimate_is_the_log_odds_of_mean_rates():
    """The formula in plain lines: rates by event, their means, the prior added to both."""
    table = made_articles((30, 30), seed=9)
    table["event"] = [f"e{number % 15}" for number in range(60)]
    found = framing_terms(table, within="event", resamples=0, min_articles=1)
    words = table["text"].str.lower().str.findall(r"\w+")
    size = words.str.len()
    first = found[(found["group"] == "source 0") & ~found["term"].str.contains(" ")]
    for term, estimate in first.nlargest(5, "count")[["term", "log_odds"]].to_numpy():
        uses = words.map(lambda listed, term=term: listed.count(term.lower()))
        sums = pd.DataFrame({"uses": uses, "size": size}).groupby([table["event"], table["source"]])
        rates = sums.sum().eval("uses / size").unstack()
        prior = max(2 * size.mean() * uses.sum() / size.sum(), 1) / size.sum()
        own, other = rates.mean() + prior
        whole = 1 + 2 * size.mean() / size.sum()
        plain = np.log(own / (whole - own)) - np.log(other / (whole - other))
        assert estimate == pytest.approx(plain)


def test_why_a_term_is_not_ranked():
    table = articles(
        ("Global Times", "TOKYO (AP) — Mr Lee met Sen. Roe. The White House praised a thaw. A thaw "
         "won. Global Times saw Prime Minister Wang. White House aides of Mr Lee. A gap."),
        ("y", "A rift. In the White city."),
    )  # fmt: skip
    table = framing_terms(table).set_index(["group", "term"]).loc["Global Times"]
    assert table.loc["thaw", "rank"] >= 1
    assert pd.isna(table.loc["thaw", "unranked"])
    for term, why in (
        ("Global Times", "house style"), ("gap", "used once"), ("rift", "not more"),
    ):  # fmt: skip
        assert table.loc[term, "unranked"] == why
        assert pd.isna(table.loc[term, "rank"])
    assert "Mr" not in " ".join(table.index[table["rank"].notna()])


def test_spellings_of_one_word_are_one_term():
    table = articles(("x", "Defence first. Defence of labour."), ("y", "Defense. Humour."))
    found = framing_terms(table)
    assert row(found, "x", "Defence")["count"] == 2
    assert row(found, "y", "Defence")["count"] == 1
    assert {"labour", "Humour"} <= set(found["term"])


def test_intervals_of_chosen_terms_are_wider():
    table = made_articles((30, 30), seed=5, planted=[Planted("plantedone", 3, 4)])
    table["event"] = [f"e{number % 15}" for number in range(60)]
    found = framing_terms(table, within="event", resamples=199).dropna(subset=["low", "q"])
    assert (found["unit"] == "event").all()
    assert (found["family_low"] < found["low"]).all()
    assert (found["family_high"] > found["high"]).all()


def test_groups_without_a_shared_event_are_not_compared():
    table = articles(("x", "Ships."), ("y", "Talks."), event=["ships", "talks"])
    within = framing_terms(table, within="event")
    assert within["log_odds"].isna().all()
    assert within["rank"].isna().all()
    assert (within["count"].sum(), within["z"].count()) == (2, 0)


def test_a_sentence_of_two_events_is_compared_in_both_and_counted_once():
    spans = pd.DataFrame(
        {"article": ["a0", "a0", "a2", "a2"], "start": 0, "end": 15, "event": ["e", "f", "e", "f"]}
    )
    table = framing_terms(TWO, spans=spans, within="event")
    assert row(table, "x", "thaw")["articles"] == row(table, "x", "thaw")["count"] == 1
    assert row(table, "x", "thaw")["per_1000"] == pytest.approx(250)
    assert row(table, "x", "thaw")["log_odds"] > 0


def test_no_label_no_group():
    table = framing_terms(TWO.assign(source=["x", None, "y"]))
    assert set(table["group"]) == {"x", "y"}
    assert "Talks" not in set(table["term"])


def quick(table, **settings):
    return (
        framing_terms(table, **({"resamples": 199} | settings))
        .set_index(["group", "term"])
        .sort_index()
    )


def test_copies_change_neither_q_nor_interval():
    planted = [Planted("plantedone", 3, 4)]
    once = made_articles((12, 14), seed=3, planted=planted)
    four = pd.concat([once] * 4, ignore_index=True)
    four["article"] = [f"c{n}" for n in range(len(four))]
    columns = ["z", "q", "low", "high", "smallest_q", "log_odds"]
    before, after = quick(once, min_articles=3), quick(four, min_articles=3)
    pd.testing.assert_frame_equal(before[columns], after[columns])
    assert (after["count"] == 4 * before["count"]).all()
    assert after["unit"].iloc[0] == "copy group"


def test_a_term_repeated_in_one_article_is_not_significant():
    table = made_articles((20, 20), seed=4, words=100)
    table.loc[0, "text"] += " Solitary." * 50
    assert quick(table, min_articles=1).loc[("source 0", "Solitary"), "q"] > 0.05


def test_a_planted_term_is_found_and_its_interval_holds_the_truth():
    table = made_articles((40, 40), seed=5, planted=[Planted("plantedone", 3, 4)], shape=2)
    found = quick(table).loc[("source 0", "plantedone")]
    assert found["q"] < 0.05
    assert found["rank"] == 1
    assert found["low"] < np.log(3) < found["high"]


def test_below_ten_articles_there_is_no_interval_and_a_test_where_it_can_say_something():
    table = quick(made_articles((9, 30), seed=6))
    assert table["low"].isna().all()
    assert table["q"].notna().all()
    assert (table["unit"] == "no interval: 9 articles, 10 are needed").all()


@pytest.mark.parametrize(
    ("sizes", "smallest", "tested"),
    [((1, 4), 0.2, False), ((2, 3), 0.1, False), ((3, 3), 0.1, False), ((3, 4), 1 / 35, True), ((20, 20), 0.005, True)],
)  # fmt: skip
def test_the_smallest_q_of_a_design(sizes, smallest, tested):
    table = quick(made_articles(sizes, seed=7))
    assert table["smallest_q"].iloc[0] == pytest.approx(smallest)
    assert table["q"].notna().all() == tested
    assert not tested or table["q"].min() >= smallest


def test_a_style_is_about_its_sources():
    table = made_articles((5, 5, 5, 5), seed=8)
    table["style"] = table["source"].isin(["source 0", "source 1"]).map({True: "s", False: "t"})
    found = framing_terms(table, by="style", resamples=99)
    assert found["unit"].iloc[0] == "no interval: 2 sources, 10 are needed"
    assert found["smallest_q"].iloc[0] == pytest.approx(2 / 6)


@pytest.mark.parametrize("within", [None, "event"])
def test_one_group_alone_has_no_log_odds_and_no_warning(within):
    texts = ["The hawkish camp spoke.", "The hawkish wing won."]
    articles = pd.DataFrame({"article": ["1", "2"], "source": "A", "text": texts, "event": "x"})
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        terms = framing_terms(articles, within=within, min_articles=1, resamples=9)
    assert len(terms)
    assert terms[["log_odds", "z", "q", "low"]].isna().all(axis=None)
