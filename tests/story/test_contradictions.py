import pandas as pd
import pytest

from analysis.corpus.articles import read_articles
from analysis.story.contradictions import contradictions
from analysis.story.offices import clash, office
from tests.bench.planted_contradictions import measure

FILLER = (
    "The harvest was poor. A new bridge opened in Lorn. Banks lowered interest. Snow fell early.",
    "Teachers asked for more pay. The museum bought a painting. Trains ran late. Oil got cheaper.",
)


def _told(one, two):
    articles = pd.DataFrame(
        {
            "article": ["a", "b"],
            "source": ["Herald", "Tribune"],
            "published": pd.to_datetime(["2024-05-10", "2024-05-10"]),
            "text": [one + "\n" + FILLER[0], two + "\n" + FILLER[1]],
        }
    )
    return contradictions(articles, events=articles.assign(event="x"))


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("number", "The ferry Melati sank off Marun and 12 people died.", "The Melati sank off Marun and 15 people died."),
        ("date", "The trial of Viktor Sand in Brenn begins on June 3.", "The trial of Viktor Sand in Brenn begins on July 8."),
        ("date", "The Melati sank off Marun island on Monday.", "The Melati sank off Marun island on Tuesday."),
        ("title", "In Marun the Foreign Minister Ana Kovac met villagers.", "In Marun the Defence Minister Ana Kovac met villagers."),
        ("number", "The railway offered drivers 4 percent on Monday.", "The railway offered drivers 7 percent on Monday."),
        ("number", "Tarsia must release 800 million in frozen assets.", "Tarsia must release 2 billion in frozen assets."),
        ("date", "The officers visit Lorn harbour from Monday to Friday.", "The officers visit Lorn harbour from Monday to Thursday."),
        ("office", "Greek Foreign Minister Ana Kovac met envoys of Peru.", "Greek Foreign Minister Ivo Radan met envoys of Peru."),
        ("name", "Envoy Nadia Hosseini met Yusuf Darwish in Qadis for talks.", "Envoy Nadia Hosseini met Salim Haddad in Qadis for talks."),
    ],
)  # fmt: skip
def test_planted_contradictions_are_found_with_both_sentences(kind, one, two):
    found = _told(one, two)
    assert kind in set(found["kind"])
    row = found[found["kind"] == kind].iloc[0]
    assert row["text"] in one + two
    assert row["other_text"] in one + two
    assert row["value"] != row["other_value"]
    assert 0 < row["hardness"] <= 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The ferry Melati sank off Marun and 12 people died.", "The Melati sank off Marun and twelve people died."),
        ("The Melati carried about 140 people when it sank.", "The Melati carried 143 people when it sank."),
        ("The trial of Viktor Sand in Brenn begins on June 3.", "The trial of Viktor Sand in Brenn begins in June."),
        ("Damage is put at 30 million a day in Marun.", "Damage is put at 30 million in Marun."),
        ("Former Foreign Minister Ana Kovac visited Marun.", "Defence Minister Ana Kovac visited Marun."),
        ("President-elect Ivo Radan spoke in Brenn.", "President Ivo Radan spoke in Brenn."),
        ("The then mayor Ivo Radan spoke in Brenn.", "President Ivo Radan spoke in Brenn."),
        ("Minister Ana Kovac visited Marun.", "Foreign Minister Ana Kovac visited Marun."),
    ],
)  # fmt: skip
def test_what_can_both_hold_is_no_contradiction(one, two):
    assert _told(one, two).empty


def test_the_hardest_come_first_and_each_sentence_once_a_kind():
    found = contradictions(read_articles())
    assert found["hardness"].is_monotonic_decreasing
    assert {"title", "date", "rank"} <= set(found["kind"].head(6))
    assert not found.duplicated(["kind", "article", "start"]).any()
    hayashi = found[found["subject"].str.contains("Hayashi")].iloc[0]
    assert "Cabinet" in hayashi["value"] + hayashi["other_value"]


@pytest.mark.parametrize(
    ("one", "two", "hard"),
    [
        ("Foreign Minister", "Minister for Foreign Affairs", False),
        ("Japanese Foreign Minister", "Chief Cabinet Secretary", True),
        ("government spokesman", "Foreign Minister", True),
        ("Chief Cabinet Secretary", "top government spokesman", False),
        ("Secretary of State", "Foreign Minister", False),
        ("the minister", "Health Minister", False),
        ("opposition leader", "Prime Minister", False),
        ("former mayor", "governor", False),
        ("ex-mayor", "governor", False),
        ("mayor", "governor-designate", False),
        ("mayor elect", "governor", False),
    ],
)
def test_titles_clash_where_one_person_can_hardly_bear_both(one, two, hard):
    first, second = office(one), office(two)
    assert bool(first and second and clash(first, second)) is hard


def test_an_office_knows_its_country():
    assert office("Japanese Foreign Minister").country == "Japan"
    assert office("a villager of Marun") is None or office("a villager of Marun").head == "villager"


def test_contradictions_planted_in_retold_articles_are_found():
    wanted, hits, others = measure()
    assert len(hits) > 0.9 * len(wanted)
    assert len(others) < 0.1 * len(hits)


def test_two_articles_that_agree_contradict_nothing():
    assert _told("Rain fell in Brenn.", "Rain fell in Brenn.").empty


ANY = "This is the first time in five years that any military engagement has taken place here."


@pytest.mark.parametrize(
    ("one", "two", "rows"),
    [
        (ANY, "Military officers of Peru visited Lorn from March 2 to March 6.", 1),
        (ANY, "Military officers of Peru visited Lorn on May 6.", 0),
        (ANY, "Military officers of Peru visited Lorn on 6 March 2012.", 0),
        (ANY, "Farmers of Peru visited Lorn on March 6.", 0),
        (ANY.replace("any ", "a "), "Military officers of Peru visited Lorn on March 6.", 0),
    ],
)
def test_a_first_of_any_kind_is_denied_by_an_earlier_one(one, two, rows):
    assert (_told(one, two)["kind"] == "rank").sum() == rows


def test_one_source_that_gives_two_persons_one_office_is_a_row_of_its_own():
    table = _told(
        "Greek Foreign Minister Ana Kovac came. Greek Foreign Minister Ivo Radan spoke.",
        "Greek Prime Minister Ana Kovac came.",
    )
    assert sorted(table["kind"]) == ["office", "title"]
    own = table[table["kind"] == "office"].iloc[0]
    assert own["article"] == own["other_article"] == "a"
    other = _told("Greek Foreign Minister Ana Kovac came.", "Greek Prime Minister Ana Kovac came. Greek Foreign Minister Ivo Radan spoke.")  # fmt: skip
    assert "office" not in set(other["kind"])
