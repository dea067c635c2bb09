from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.articles import read_articles
from analysis.story.claims import COLUMNS, match_claims
from analysis.story.contradictions import contradictions
from analysis.story.event_groups import group_events
from tests.bench.train_claims import f1, read_mini_events, told_pairs

CASES = Path(__file__).parents[1] / "cases"


def _articles(*texts, days=None):
    table = pd.DataFrame({"article": [f"a{i}" for i in range(len(texts))], "text": list(texts)})
    return table if days is None else table.assign(published=pd.to_datetime(days))


FERRY = "A ferry carrying 140 people sank off Marun island on Monday. The captain was arrested."
OTHER = "On Monday the ferry sank near Marun with 140 passengers. Fuel prices rose in spring."
BANK = "The central bank of Westmark raised its key rate to 4.75 percent. Traders cheered."


def test_a_fact_told_by_two_articles_is_a_claim_with_spans_and_reasons():
    articles = _articles(FERRY, OTHER, BANK)
    claims = match_claims(articles, events=articles.assign(event="x"))
    assert list(claims.columns) == COLUMNS
    assert set(claims["article"]) == {"a0", "a1"}
    for row in claims.itertuples():
        text = articles.set_index("article")["text"][row.article]
        assert text[row.start : row.end] == row.text
        assert "marun" in row.because.lower()
        assert "140" in row.because
        assert 0.3 <= row.score <= 1
    assert all((claims["text"].str.contains(label, regex=False)).any() for label in claims["label"])


def test_sentences_of_one_source_make_no_claim():
    articles = _articles(FERRY, OTHER).assign(source="Herald")
    claims = match_claims(articles, events=articles.assign(event="x"))
    assert claims.empty
    assert list(claims.columns) == COLUMNS


def test_events_keep_sentences_apart():
    articles = _articles(FERRY, OTHER)
    assert match_claims(articles, events=articles.assign(event=["x", "y"])).empty


def test_a_table_of_articles_may_be_empty():
    assert match_claims(_articles()).empty


def test_matching_again_gives_the_same_table():
    articles = read_articles()
    pd.testing.assert_frame_equal(match_claims(articles), match_claims(articles))


def test_claims_of_the_made_up_events_they_were_trained_on():
    articles, lines = read_mini_events()
    claims = match_claims(articles, events=articles)
    precision, recall, reached = f1(told_pairs(claims), told_pairs(lines[lines["claim"] != "-"]))
    assert precision > 0.63, (precision, recall)
    assert reached > 0.66, (precision, recall)


def test_claims_of_weeks_that_nothing_was_set_on():
    articles, lines = read_mini_events(CASES / "unseen_weeks.txt")
    claims = match_claims(articles)
    precision, recall, reached = f1(told_pairs(claims), told_pairs(lines[lines["claim"] != "-"]))
    assert precision > 0.74, (precision, recall)
    assert reached > 0.68, (precision, recall)
    assert f1(_together(group_events(articles)["event"]), _together(articles["event"]))[2] > 0.95


def test_claims_of_the_seeds_against_the_hand_annotation():
    kept = pd.read_csv(CASES / "seed_claims.csv", dtype="str")
    kept["start"] = kept["evidence"].str.extract(r":(\d+)-")[0].astype(int)
    precision, recall, reached = f1(told_pairs(match_claims(read_articles())), told_pairs(kept))
    assert precision > 0.66, (precision, recall)
    assert reached > 0.64, (precision, recall)


def test_the_hand_annotation_names_sentences_of_the_seeds():
    kept = pd.read_csv(CASES / "seed_claims.csv", dtype="str")
    articles = read_articles().set_index("article")["text"]
    for evidence in kept["evidence"]:
        article, span = evidence.split(":")
        start, end = map(int, span.split("-"))
        assert articles[article][start:end].strip() == articles[article][start:end]


@pytest.mark.parametrize(
    ("days", "events"),
    [
        (None, 2),
        (["2024-05-01", "2024-05-02", "2024-05-01"], 2),
        (["2024-05-01", "2024-06-20", "2024-05-01"], 3),
    ],
)
def test_articles_of_one_event_are_grouped_within_days(days, events):
    found = group_events(_articles(FERRY, OTHER, BANK, days=days))
    assert found["event"].nunique() == events
    assert list(found.columns) == ["article", "event", "label"]


@pytest.mark.parametrize("dropped", [[], ["published"]])
def test_the_made_up_events_are_told_apart(dropped):
    articles = read_mini_events()[0].drop(columns=dropped)
    found = group_events(articles)
    assert f1(_together(found["event"]), _together(articles["event"]))[2] > 0.95


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (None, "On Monday the ferry sank near Marun with 140 passengers."),
        (["Ferry sinks", "Ferry Melati sinks off Marun", "Rates rise"], "Ferry sinks"),
    ],
)
def test_an_event_is_named_by_a_title_or_a_sentence_its_articles_share(titles, expected):
    articles = _articles(FERRY, OTHER, BANK)
    events = group_events(articles if titles is None else articles.assign(title=titles))
    assert events["label"][0] == events["label"][1] == expected
    assert events["label"][2] == (BANK.split(". ")[0] + "." if titles is None else "Rates rise")


def test_events_of_one_template_are_parted():
    articles = _templated(20)
    events = group_events(articles)
    assert f1(_together(events["event"]), _together(articles["event"]))[2] > 0.95
    rows = contradictions(articles)
    assert (rows["article"].str[:3] == rows["other_article"].str[:3]).all()


def _templated(events):
    """Events told by three outlets in the sentences of one template, from small lists of words."""
    rng, rows = np.random.default_rng(0), []
    lands, towns = ("Peru", "Chile", "Ghana", "Nepal", "Norway"), ("Lorn", "Brenn", "Marun", "Velt")
    topics = ("fishing rights", "gas prices", "border trade", "rail links", "grain exports")
    people = [f"{a} {b}" for a in ("Ana", "Ivo", "Nadia", "Pedro") for b in ("Radan", "Kovac", "Sand")]  # fmt: skip
    for event in range(events):
        (land, other), town, topic = rng.choice(lands, 2, False), rng.choice(towns), rng.choice(topics)  # fmt: skip
        guest, host = rng.choice(people, 2, False)
        days, officials, worth = rng.integers(3, 90, 3)
        for outlet in ("Herald", "Tribune", "Wire"):
            text = (
                f"A delegation from {land} came to {town} for talks about {topic}.\n"
                f"Foreign Minister {guest} met Foreign Minister {host} of {other} for {days} hours.\n"
                f"The two sides signed an agreement worth {worth} million dollars.\n"
                f"The delegation of {officials} officials will stay for the week.\n"
                "Relations have been strained for years by disputes.\n"
            )
            rows.append((f"{event:03d}-{outlet}", outlet, text, event))
    return pd.DataFrame(rows, columns=["article", "source", "text", "event"])


def test_no_articles_have_no_events():
    assert group_events(_articles()).empty


def _together(events):
    rows = list(events)
    return {(i, j) for i in range(len(rows)) for j in range(i) if rows[i] == rows[j]}


def test_a_strong_pair_does_not_join_two_events():
    bridge = (
        "A report on the ferry Melati and the Lorn bridge. The Lorn bridge opened with Mayor Rask."
    )
    other = "The Lorn bridge was opened by Mayor Rask. Trams cross the Lorn bridge at noon."
    found = group_events(_articles(FERRY, OTHER, bridge, other))
    assert found["event"].tolist() == ["a0", "a0", "a2", "a2"]


def test_many_articles_on_one_event_stay_together():
    articles, _ = read_mini_events(CASES / "unseen_weeks.txt")
    sentences = "".join(articles["text"][:5]).splitlines()
    rng = np.random.default_rng(0)
    texts = [" ".join(rng.choice(sentences, 25, replace=False)) for _ in range(150)]
    # a draw of sentences that differs in an office may stand alone
    assert group_events(_articles(*texts))["event"].value_counts().iloc[0] >= 148


BAYS = ("The harbour was dredged in spring. Gulls nest there.", "Snow fell early in winter.")
SPEAKER = "Fisheries Minister Karen Whitlock said in Marun"


@pytest.mark.parametrize(
    ("one", "other", "one_claim"),
    [
        ("“We listened to all sides first,”", "“The public can expect an account,”", False),
        ("“We listened to all sides before we decided,”", "“We listened to all sides,”", True),
        (
            "“We listened to all sides of the dispute,”",
            "All sides of the dispute were heard,",
            True,
        ),
    ],
)
def test_a_claim_holds_only_quotations_of_the_same_words(one, other, one_claim):
    told = [f"{one} {SPEAKER}. {BAYS[0]}", f"{other} {SPEAKER}. {BAYS[1]}"]
    articles = _articles(*told)
    claims = match_claims(articles, events=articles.assign(event="x"))
    assert claims["text"].str.contains("Whitlock").any() == one_claim
