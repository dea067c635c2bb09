import pandas as pd
import pytest

from analysis.wording.terms import framing_terms


def terms_of(*texts, **settings):
    table = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": texts})
    table["source"] = table["article"]
    return framing_terms(table, **settings)


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        ("Hawkish factions met.", ["Hawkish factions"], ["Hawkish", "factions", "Hawkish factions met"]),
        ("The ministry of defense. A ministry of defense.", ["ministry of defense"], ["ministry", "ministry of", "of defense"]),
        ("Japan’s return. Trump’s return came.", ["Trump’s return"], ["return. Trump’s", "Trump’s"]),
        ("Ties Thaw\nTokyo waits", ["Ties Thaw"], ["Thaw Tokyo"]),
        ("He called “hawkish factions” strong.", ["hawkish factions"], ["factions strong", "called hawkish"]),
        ("In 2018 the talks of 25 December", ["talks", "December"], ["2018", "25", "25 December"]),
        ("the people-to-people exchange", ["people-to-people exchange"], ["people"]),
        ("Shares of Sony’s rival", [], ["Shares of Sony’s"]),
    ],
)  # fmt: skip
def test_terms_that_could_be_cited(text, there, absent):
    terms = set(terms_of(text, "Nothing else.")["term"])
    assert terms >= set(there)
    assert not terms & set(absent)


@pytest.mark.parametrize(
    ("texts", "shown", "count"),
    [
        (("The pla came.", "The PLA and PLA."), "PLA", 3),
        (("trump's return", "Trump’s return, Trump’s return"), "Trump’s return", 3),
        (("the ＰＬＡ", "the pla"), "ＰＬＡ", 2),
        (("self-defense forces", "Self-Defense Forces and Self-Defense Forces"), "Self-Defense Forces", 3),
    ],
)  # fmt: skip
def test_a_term_is_shown_as_most_often_printed(texts, shown, count):
    table = terms_of(*texts)
    rows = table[table["term"] == shown]
    assert rows["count"].sum() == count
    assert table["term"].str.casefold().value_counts().max() == len(texts)


def test_a_word_with_a_life_of_its_own_stays_but_isnt_ranked_beside_its_phrase():
    table = terms_of("Ruling party. Ruling party. Ruling coalition.", "A dog.")
    first = table[table["group"] == "a0"].set_index("term")
    assert {"Ruling", "Ruling party", "Ruling coalition"} <= set(first.index)
    ranked = first[first["rank"].notna()].index
    assert not any(a != b and f" {a} " in f" {b} " for a in ranked for b in ranked)
    assert "party" not in first.index


def test_furniture_is_no_term():
    table = pd.DataFrame(
        {"article": ["a", "b"], "text": ["A thaw. Leave a reply", "A rift."], "source": ["x", "y"]}
    )
    table["excluded"] = [[[8, 21]], []]
    assert set(framing_terms(table)["term"]) == {"thaw", "rift"}
