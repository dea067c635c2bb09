"""Who is spoken of: countries by name and by their governments, people, bodies, a study's own."""

import pandas as pd
import pytest

from analysis import actors, read_actors
from analysis.corpus.articles import CorpusError
from analysis.tone.actors import actor_mentions


def found(text, known=None):
    """The aliases and actors mentioned in one text."""
    articles = pd.DataFrame({"article": ["a"], "text": [text]})
    mentions = actor_mentions(articles, known=known)
    assert all(text[m.start : m.end] == m.alias for m in mentions.itertuples())
    return list(zip(mentions["alias"], mentions["actor"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan by Japan pleased many.", [("Japan", "Japan")]),
        ("Trade with the U.S. grew again.", [("U.S.", "United States")]),
        ("He said the Chinese government knew.", [("Chinese government", "China")]),
        ("They ate Chinese noodles there.", []),
        ("On Friday Beijing said it would wait.", [("Beijing", "China")]),
        ("On Friday Tokyo has repeatedly urged calm.", [("Tokyo", "Japan")]),
        ("They strained ties with Washington.", [("Washington", "United States")]),
        ("They doubt Tokyo’s policy on fish.", [("Tokyo", "Japan")]),
        (
            "They spoke of a deal between Tokyo and Beijing.",
            [("Tokyo", "Japan"), ("Beijing", "China")],
        ),
        ("They took a train between Tokyo and Osaka.", []),
        ("They have a friend at the White House.", [("White House", "United States")]),
        ("They met in Beijing on Monday.", []),
        ("A meeting in Beijing said nothing new.", []),
        ("They liked the Tokyo cherry trees.", []),
        ("They left for Tokyo after lunch.", []),
        ("The Tokyo Metropolitan Assembly urged calm.", []),
        ("The Bank of Japan raised its rates.", []),
        ("Ships crossed the Sea of Japan by night.", []),
        ("An office in Washington, D.C., was shut.", []),
    ],
)
def test_countries(text, expected):
    countries = {"Japan", "China", "United States"}
    assert [pair for pair in found(text) if pair[1] in countries] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister Aiko Tanaka spoke. Later Tanaka left.", ["Aiko Tanaka", "Aiko Tanaka"]),
        ("Leaders of several East Asian states met. Many Asian leaders spoke.", []),
        ("Nothing is said of anybody here.", []),
        ("- Upcoming State Visits: a minister may come in May.", []),
        ("Resumption of Military Exchanges\nThe two sides met again.", []),
        ("The Joint Command waits.\nReturn of the Joint Command\n", ["Joint Command"] * 2),
        ("Ministry of Fish Urged to Act\nThe boats are back.", []),
        ("Boats wait for the Ministry of Fish\nThey are back.", ["Ministry of Fish"]),
        ("On Monday several Defence Ministers met.", []),
        ("The Ruling Party Exchange Mechanism met. No exchange mechanism met before.", []),
        ("On Monday the Union of Ministers met.", ["Union of Ministers"]),
    ],
)
def test_people(text, expected):
    assert [actor for _, actor in found(text)] == expected


def listed(*rows):
    return pd.DataFrame(rows, columns=["actor", "alias", "kind", "country"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The premier left early.", [("premier", "Li Qiang")]),
        ("The premiership ended.", []),
        ("The Foreign Ministry spoke.", [("Foreign Ministry", "MFA")]),
        ("The Japanese Foreign Ministry spoke.", []),
    ],
)
def test_a_study_adds_its_own(text, expected):
    known = listed(
        ("Li Qiang", "premier", "person", "China"),
        ("MFA", "Foreign Ministry", "organisation", None),
    )
    mine = {"Li Qiang", "MFA"}
    assert [pair for pair in found(text, known) if pair[1] in mine] == expected


def test_the_table_counts_aliases_and_puts_the_most_mentioned_first():
    articles = pd.DataFrame(
        {
            "article": ["a", "b"],
            "text": ["Japan waits. China and Japan talk.", "Beijing said so to Japan."],
        }
    )
    table = actors(articles)
    assert table.set_index("alias")["mentions"].to_dict() == {"Japan": 3, "China": 1, "Beijing": 1}
    assert list(table["actor"]) == ["Japan", "China", "China"]
    assert list(table.columns) == [
        "actor",
        "alias",
        "kind",
        "country",
        "basis",
        "mentions",
        "articles",
    ]


def test_no_text_no_actor():
    assert len(actors(pd.DataFrame({"article": ["a"], "text": [""]}))) == 0


def test_the_list_of_a_study_is_read_and_its_columns_asked_for(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("actor,alias,kind,country\nMFA,Foreign Ministry,organisation,\n")
    assert read_actors(path)["alias"].to_list() == ["Foreign Ministry"]
    path.write_text("actor,kind\nMFA,organisation\n")
    with pytest.raises(CorpusError, match="no column 'alias'"):
        read_actors(path)
