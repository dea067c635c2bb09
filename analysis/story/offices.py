"""One person under two offices, one office under two persons: titles that don't go together."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from operator import attrgetter
from typing import Any, NamedTuple

import pandas as pd

from analysis.text.lexicons import countries, places, role_words, rows
from analysis.text.reading import Articles, Reading, read
from analysis.voices.titles import titles

_WORD = re.compile(r"[^\W\d_][\w-]*")
_LISTS = dict(rows("story/data/offices.tsv"))
_EXCLUSIVE, _SINGLE, _EMPTY, _OTHER_TIME = (
    frozenset(_LISTS[kind].split()) for kind in ("exclusive", "single", "empty", "other_time")
)
_SAME = [
    (re.compile(rf"\b{words.replace('_', ' ')}\b"), office.replace("_", " "))
    for words, office in (pair.split("=") for pair in _LISTS["same"].split())
]
SIDES = ("article", "start", "end")


class Office(NamedTuple):
    """A title as an office: its head noun, the words that tell which, the country it is of, and
    whether it is held at another time than now: by a former minister, by a president-elect."""

    head: str
    which: frozenset[str]
    country: str | None
    other_time: bool


class Clash(NamedTuple):
    """Two mentions whose titles don't go together: of one person, or of one office."""

    kind: str
    hardness: float
    subject: str
    first: Any
    second: Any


def office(title: str) -> Office | None:
    """The office that a printed title names, or none where it has no head noun of an office.

    >>> office("Japan's Chief Cabinet Secretary").which == office("government spokesman").which
    True
    """
    country = next((countries()[w] for w in re.findall(r"[\w.]+", title) if w in countries()), None)
    text = _without_country(title) if country else _lower_words(title)
    for same, name in _SAME:
        text = same.sub(name, text)
    words = [word for word in text.split() if not _OTHER_TIME.intersection(word.split("-"))]
    head = _head(words, text)
    if head is None:
        return None
    other_time = not _OTHER_TIME.isdisjoint(text.replace("-", " ").split())
    return Office(head, frozenset(words) - {head} - _EMPTY, country, other_time)


def _lower_words(title: str) -> str:
    return " ".join(word.lower() for word in _WORD.findall(re.sub(r"['’]s\b", "", title)))


def _without_country(title: str) -> str:
    names = {part for name in countries() for part in name.lower().split()}
    return " ".join(word for word in _lower_words(title).split() if word not in names)


def _head(words: list[str], text: str) -> str | None:
    """The last noun of an office, the first where "of" or "for" follows it."""
    heads = [word for word in words if word in role_words() or word in _EXCLUSIVE]
    if not heads:
        return None
    return heads[0] if re.search(rf"{heads[0]} (?:of|for)\b", text) else heads[-1]


def clash(one: Office, other: Office) -> float:
    """How hard two titles of one person contradict each other, 0 (not at all) to 1."""
    if one.other_time or other.other_time or not {one.head, other.head} <= _EXCLUSIVE:
        return 0.0
    if one.head != other.head:
        bare = any(title.head == "spokesman" and not title.which for title in (one, other))
        return 0.8 if bare else 0.9
    return 0.95 if one.which and other.which and not one.which & other.which else 0.0


def title_contradictions(articles: Articles, *, event: pd.Series) -> pd.DataFrame:
    """Pairs of titles, within one event, that one person or one office can hardly have at once.

    A row a person (kind "title") or an office (kind "office"), the hardest pair of it; columns
    kind, hardness, subject, value, other_value, and article, start, end of both mentions. An
    office of two persons is told apart from a person's two titles: where it rests on a mention
    that a title row shows already, it is a row only if one article gives both persons the office.
    """
    reading = read(articles)
    mentions = titles(reading).astype({"article": "str"})
    mentions["office"] = [office(title) for title in _as_printed(mentions, reading)]
    mentions = mentions[mentions["office"].notna() & ~mentions["name"].isin(places())]
    of_article = pd.DataFrame({"article": event.index, "event": event.to_numpy()})
    mentions = mentions.merge(of_article.drop_duplicates(), on="article")
    clashes: list[Clash] = []
    for _, inside in mentions.groupby("event", sort=False):
        first = _first(inside.itertuples(), attrgetter("article", "name", "office"))
        clashes += _clashing_titles(first)
        clashes += _shared_offices(first)
    return _hardest(clashes)


def _as_printed(mentions: pd.DataFrame, reading: Reading) -> Iterator[str]:
    """Each title, with the word before it where that says when the office is held."""
    texts = dict(zip(reading.articles["article"], reading.articles["text"], strict=True))
    for article, start, title in zip(
        mentions["article"], mentions["start"], mentions["title"], strict=True
    ):
        before = texts[article][max(start - len(title) - 20, 0) : start]
        word = before[: max(before.rfind(title), 0)].split()[-1:]
        yield " ".join([*(w for w in word if w.lower() in _OTHER_TIME), title])


def _first(mentions: Iterable[Any], key: Callable[[Any], Hashable]) -> list[Any]:
    """The first mention of each key."""
    found: dict[Hashable, Any] = {}
    for mention in mentions:
        found.setdefault(key(mention), mention)
    return list(found.values())


def _clashing_titles(mentions: list[Any]) -> Iterator[Clash]:
    """Two articles that give one person titles that don't go together."""
    of_person: dict[str, list[Any]] = {}
    for mention in mentions:
        of_person.setdefault(mention.name, []).append(mention)
    for name, own in of_person.items():
        for one, other in combinations(_first(own, attrgetter("office")), 2):
            hardness = clash(one.office, other.office)
            held = (m for m in own if m.office == other.office and m.article != one.article)
            if hardness and (elsewhere := next(held, None)):
                yield Clash("title", hardness, name, one, elsewhere)


def _shared_offices(mentions: list[Any]) -> Iterator[Clash]:
    """Persons who are given the very same office of the same country."""
    country_of = {m.name: m.office.country for m in mentions if m.office.country}
    holders: dict[tuple[str, frozenset[str], str], list[Any]] = {}
    for mention in mentions:
        country = country_of.get(mention.name, mention.office.country)
        if country and _one_holds(mention.office):
            key = (mention.office.head, mention.office.which, country)
            holders.setdefault(key, []).append(mention)
    for mentions_of_office in holders.values():
        for one, other in combinations(_apart(mentions_of_office), 2):
            if one.name != other.name:
                hardness = 0.75 if one.article == other.article else 0.7
                yield Clash("office", hardness, one.title, one, other)


def _one_holds(held: Office) -> bool:
    """Whether one person at a time holds the office, and which office it is is said."""
    named = held.head == "president" or bool(held.which)
    return held.head in _SINGLE and not held.other_time and named


def _apart(holders: list[Any]) -> list[Any]:
    """Each person once; of an article that names two of them, both of it."""
    of_article: dict[str, dict[str, Any]] = {}
    for mention in holders:
        of_article.setdefault(mention.article, {}).setdefault(mention.name, mention)
    fullest = max(of_article.values(), key=len)
    known = dict(fullest) if len(fullest) > 1 else {}
    for mention in holders:
        known.setdefault(mention.name, mention)
    return list(known.values())


def _hardest(clashes: list[Clash]) -> pd.DataFrame:
    """The hardest clash of each person and office; what a title row shows is shown once."""
    shown: set[tuple[str, int]] = set()
    found = []
    for row in sorted(clashes, key=lambda clash: (clash.kind != "title", -clash.hardness)):
        ends = {(row.first.article, row.first.start), (row.second.article, row.second.start)}
        if row.kind == "office" and ends & shown and row.first.article != row.second.article:
            continue
        shown |= ends
        values = [getattr(m, "title" if row.kind == "title" else "name") for m in row[3:]]
        spans = [getattr(mention, side) for mention in row[3:] for side in SIDES]
        found.append((*row[:3], *values, *spans))
    others = [f"other_{name}" for name in SIDES]
    columns = ["kind", "hardness", "subject", "value", "other_value", *SIDES, *others]
    table = pd.DataFrame(found, columns=columns)
    table = table.sort_values("hardness", ascending=False, kind="stable")
    return table.drop_duplicates(["kind", "subject"]).reset_index(drop=True)
