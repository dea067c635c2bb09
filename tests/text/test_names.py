"""Names, their aliases and the reasons for merging them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.name_parts import parse_name
from analysis.text.reading import find_names
from tests.case_tables import table


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
        ("Yau Meng-li left. They trust in Yau. Then Yau came.", "Yau", "Yau Meng-li", "surname-first"),
        ("Redhill Savings grew. The office in Redhill shut.", "Redhill", "Redhill", "itself"),
        ("The World Health Organisation met. She is at WHO.", "WHO", "World Health Organisation", "acronym"),
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
        ("Foreign Minister Takeshi Iwaya left.", "Foreign Minister"),
        ("It rained. Foreign policy adviser Takeshi Iwaya left.", "Foreign policy adviser"),
        ("Former top military adviser Takeshi Iwaya left.", "Former top military adviser"),
        ("Rain stopped. Then adviser Takeshi Iwaya left.", "adviser"),
        ("Yesterday President Takeshi Iwaya left.", "President"),
        ("Then Takeshi Iwaya left.", None),
    ],
)
def test_titles_stand_before_a_name_or_in_apposition(text: str, title: str | None) -> None:
    table = names_of(text)
    found = table.loc[table["name"] == "Takeshi Iwaya", "title"].iloc[0]
    assert (None if pd.isna(found) else found) == title


PHRASES = (
    "Foreign Minister Anna Lee", "Anna Lee’s", "Lee's", "President Jean-Noël  Barrot", "(WHO)",
    "“The World Health Organisation”", "the People's Liberation Army", "Battle > More", "O'Neill,",
    "Minister of Education Stefania Giannini", "left. Then", "said:", "東京。Anna", "Dr. Ann Lee Jr.",
)  # fmt: skip
SPACES = (" ", "  ", "\n", "\r\n\r\n", "\t", "\xa0", "\u2009")


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(PHRASES), st.sampled_from(SPACES)), max_size=20))
def test_every_span_is_the_printed_name(parts: list[tuple[str, str]]) -> None:
    text = "".join(phrase + space for phrase, space in parts)
    for row in names_of(text).itertuples():
        before, printed, after = text[: row.start], text[row.start : row.end], text[row.end :]
        assert printed == row.text == row.text.strip()
        assert not before[-1:].isalnum()
        assert not after[:1].isalnum()


@pytest.mark.parametrize(("text", "names"), table("names"))
def test_case(text, names):
    found = names_of(text)
    assert [f"{n}:{k}" for n, k in zip(found["name"], found["kind"], strict=True)] == names.split(
        "|"
    )
