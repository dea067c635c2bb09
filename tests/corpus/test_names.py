"""Names, their aliases and the reasons for merging them."""

import pandas as pd
import pytest

from analysis.corpus.name_words import parse_name
from analysis.corpus.names import find_names


def names_of(*texts: str) -> pd.DataFrame:
    return find_names(pd.DataFrame({"article": [str(n) for n in range(len(texts))], "text": texts}))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Charles Bolden", "Charles Bolden", "unknown"),
        ("NASA Administrator Charles Bolden", "Charles Bolden", "person"),
        ("Mr. Bolden", "Bolden", "person"),
        ("US President Joe Biden", "Joe Biden", "person"),
        ("Prime Minister", "Prime Minister", "title"),
        ("Chinese Foreign Ministry", "Chinese Foreign Ministry", "organisation"),
        ("Chinese Foreign Ministry Spokesperson Guo Jiakun", "Guo Jiakun", "person"),
        ("Danish Refugee Council Chief Ann Lee", "Ann Lee", "person"),
        ("Church of Scientology", "Church of Scientology", "organisation"),
        ("Refugee Council Enver Solomon", "Enver Solomon", "person"),
        ("KCNA", "KCNA", "organisation"),
        ("South Korea", "South Korea", "place"),
        ("Japanese Takeshi Iwaya", "Takeshi Iwaya", "unknown"),
    ],
)
def test_the_name_in_a_run_of_capitals(text: str, name: str, kind: str) -> None:
    assert parse_name(text)[:2] == (name, kind)


@pytest.mark.parametrize(
    ("text", "printed", "name", "rule"),
    [
        ("Ana Petrova left. A word from Petrova came.", "Petrova", "Ana Petrova", "surname"),
        ("Yau Meng-li left. A word from Yau came.", "Yau", "Yau Meng-li", "surname-first"),
        ("José Núñez left. A word from Nunez came.", "Nunez", "José Núñez", "surname"),
        ("Ana Petrova’s dog and Petrova’s cat ran.", "Petrova", "Ana Petrova", "surname"),
        ("The Church of Norway met. Then the Church left.", "Church", "Church of Norway", "short-form"),
        ("The World Health Organisation (WHO) met.", "WHO", "World Health Organisation", "acronym"),
        ("Ana and Maria Petrova: Ana Petrova met Petrova.", "Petrova", "Petrova", "itself"),
        ("Maria Petrova met Marta Petrova today.", "Marta Petrova", "Marta Petrova", "itself"),
        ("The PLA Eastern Theater Command and the Eastern Command met.", "Eastern Command", "PLA Eastern Theater Command", "short-form"),
        ("The People's Liberation Army moved.", "People's Liberation Army", "People's Liberation Army", "itself"),
    ],
)  # fmt: skip
def test_a_short_form_is_merged_with_the_one_name_it_fits(
    text: str, printed: str, name: str, rule: str
) -> None:
    table = names_of(text)
    row = table[table["text"] == printed].iloc[-1]
    assert (row["name"], row["rule"]) == (name, rule)
    assert text[row["start"] : row["end"]] == printed


def test_over_a_corpus_only_the_same_words_are_one_name() -> None:
    table = names_of("Shigeru Ishiba left.", "Ishiba Shigeru came.", "Then Ishiba spoke to Ishiba.")
    assert table["name"].tolist()[:2] == ["Shigeru Ishiba", "Shigeru Ishiba"]
    assert set(table["name"][2:]) == {"Ishiba"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Japanese Foreign Minister Takeshi Iwaya left.", "Japanese Foreign Minister"),
        ("Japan’s top spokesman, Takeshi Iwaya, left.", "Japan’s top spokesman"),
        ("Then Takeshi Iwaya, a Japanese military expert, left.", "a Japanese military expert"),
        ("Then Takeshi Iwaya left.", None),
    ],
)
def test_titles_stand_before_a_name_or_in_apposition(text: str, title: str | None) -> None:
    table = names_of(text)
    found = table.loc[table["name"] == "Takeshi Iwaya", "title"].iloc[0]
    assert (None if pd.isna(found) else found) == title
