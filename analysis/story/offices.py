"""One person under two offices, one office under two persons: titles that don't go together."""

import re
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from analysis.text.lexicons import countries, places, role_words, rows
from analysis.text.reading import find_names
from analysis.voices.titles import titles

_WORD = re.compile(r"[^\W\d_][\w-]*")
_WORDS = {kind: frozenset(words.split()) for kind, words in rows("story/data/offices.tsv")}
_SAME = dict(pair.split("=") for pair in _WORDS["same"])
SIDES = ("article", "start", "end")


class Office(NamedTuple):
    """A title as an office: its head noun, the words that tell which, the country it is of."""

    head: str
    which: frozenset[str]
    country: str | None
    past: bool


Clash = tuple[str, float, str, Any, Any]


def office(title: str) -> Office | None:
    """The office that a printed title names, or none where it has no head noun of an office."""
    place = next((countries()[w] for w in re.findall(r"[\w.]+", title) if w in countries()), None)
    words = [word.lower() for word in _WORD.findall(re.sub(r"['’]s\b", "", title))]
    land = {part for name in countries() for part in name.lower().split()} if place else set()
    words = " ".join(_SAME.get(w, w) for w in words if w not in land).replace("_", " ").split()
    heads = [word for word in words if word in role_words() or word in _WORDS["exclusive"]]
    if not heads:
        return None
    head = heads[0] if re.search(rf"{heads[0]} (?:of|for)\b", title.lower()) else heads[-1]
    which = frozenset(words) - {head} - _WORDS["empty"] - _WORDS["past"]
    return Office(head, which, place, bool(_WORDS["past"] & set(words)))


def clash(one: Office, two: Office) -> float:
    """How hard two titles of one person contradict each other, 0 (not at all) to 1."""
    if one.past or two.past or not {one.head, two.head} <= _WORDS["exclusive"]:
        return 0.0
    if one.head != two.head:
        return 0.9 if "spokesman" not in (one.head, two.head) else 0.8
    return 0.95 if one.which and two.which and not one.which & two.which else 0.0


def title_contradictions(articles: pd.DataFrame, *, event: pd.Series) -> pd.DataFrame:
    """Pairs of titles, within one event, that one person or one office can hardly have at once.

    A row a person (kind "title") or an office (kind "office"), the hardest pair of it; columns
    kind, hardness, subject, value, other_value, and article, start, end of both mentions.
    """
    found = pd.concat([titles(articles), _elected(articles)], ignore_index=True)
    found["office"] = [office(title) for title in found["title"]]
    found = found[found["office"].notna()].reset_index(drop=True)
    found["event"] = found["article"].map(event)
    found = found[~found["name"].isin(places())]
    clashes = []
    for _, mentions in found.groupby("event", sort=False):
        listed = list(mentions.itertuples())
        country = {m.name: m.office.country for m in listed if m.office.country}
        for one, two in combinations(listed, 2):
            if one.article != two.article and one.name == two.name:
                clashes.append(("title", clash(one.office, two.office), one.name, one, two))
            elif one.name != two.name and _one_office(one, two, country):
                clashes.append(("office", 0.7, one.title, one, two))
    return _hardest(clashes)


def _elected(articles: pd.DataFrame) -> pd.DataFrame:
    """ "President-elect" before a name, which the names table keeps as part of it."""
    names = find_names(articles)
    parts = names["text"].str.extract(r"^(?P<title>\S+-(?:elect|designate)) (?P<name>.+)$")
    return names.drop(columns=["title", "name"]).join(parts.dropna(), how="inner")


def _one_office(one: Any, two: Any, country: dict[str, str]) -> bool:
    """Whether two persons are given the very same office of the same country."""
    a, b = one.office, two.office
    lands = {country.get(one.name, a.country), country.get(two.name, b.country)}
    told = (
        a.head in _WORDS["single"]
        and a.head == b.head
        and a.which == b.which
        and not (a.past or b.past)
    )
    return told and lands != {None} and len(lands) == 1 and (a.head == "president" or bool(a.which))


def _span(mention: Any) -> tuple[str, int, int]:
    return mention.article, mention.start, mention.end


def _values(kind: str, one: Any, two: Any) -> tuple[str, str]:
    """What differs: the titles of one person, the persons of one office."""
    return (one.title, two.title) if kind == "title" else (one.name, two.name)


def _hardest(clashes: list[Clash]) -> pd.DataFrame:
    found = [
        (kind, hardness, subject, *_values(kind, one, two), *_span(one), *_span(two))
        for kind, hardness, subject, one, two in clashes
        if hardness
    ]
    others = [f"other_{name}" for name in SIDES]
    columns = ["kind", "hardness", "subject", "value", "other_value", *SIDES, *others]
    table = pd.DataFrame(found, columns=columns)
    table = table.sort_values("hardness", ascending=False, kind="stable")
    return table.drop_duplicates(["kind", "subject"]).reset_index(drop=True)
