"""Who the speakers are, as far as the texts say: kind, role, country, and the titles they get."""

import re
from collections.abc import Iterable, Sequence, Set
from itertools import chain
from typing import NamedTuple

import pandas as pd

from analysis.text.lexicons import countries
from analysis.text.reading import Articles, Reading, read
from analysis.voices.bodies import countries_by_body
from analysis.voices.descriptions import OBSERVERS, country, role

ACTOR = ("kind", "role", "country")
_WORD = re.compile(r"[^\W_](?:[\w.'’-]*[^\W_.'’])?")
_DEFINITE = re.compile(r"(?i)the\s")
_JOINED = re.compile(r", | and ")
_RELATIVE = re.compile(r",? wh(?:o|ose|ich)\s")


def titles(articles: Articles) -> pd.DataFrame:
    """The titles printed with each name: one row a mention with a title, in reading order.

    Columns article, source (where `articles` has it), start, end (of the name), name, title.

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["Foreign Minister Anna Roux left."]})
    >>> titles(articles)[["name", "title", "start", "end"]].values.tolist()
    [['Anna Roux', 'Foreign Minister', 17, 26]]
    """
    reading = read(articles)
    articles, names = reading.articles, reading.names
    found = names.loc[names["title"].notna(), ["article", "start", "end", "name", "title"]]
    if "source" in articles:
        sources = articles.set_index("article")["source"]
        found.insert(1, "source", found["article"].map(sources))
    return found.reset_index(drop=True)


def titles_by(articles: Articles, *, by: str = "source") -> pd.DataFrame:
    """Which titles each group gives the same person, and whether they differ.

    One row a name that at least two groups give a title: name, a column a group with its titles
    separated by semicolons (missing where it gives none), and `differ`: whether the role-bearing
    words of the titles are not the same in all groups.

    >>> texts = ["President Anna Roux left.", "Opposition leader Anna Roux left."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> titles_by(articles).to_dict("records")
    [{'name': 'Anna Roux', 'A': 'President', 'B': 'Opposition leader', 'differ': True}]
    """
    found = titles(articles)
    articles = read(articles).articles
    groups = articles.set_index("article", drop=False)[by]
    found["group"] = found["article"].map(groups)
    found["words"] = found["title"].map(_title_words)
    given = found.groupby(["name", "group"], sort=False)
    printed = given["title"].agg(lambda column: "; ".join(dict.fromkeys(column))).unstack()
    words = given["words"].agg(lambda column: frozenset().union(*column)).unstack()
    several = printed.notna().sum(axis=1) > 1
    table = printed[several].rename_axis(columns=None)
    table["differ"] = [len(set(row.dropna())) > 1 for _, row in words[several].iterrows()]
    return table.reset_index()


def describe_speakers(quotes: pd.DataFrame, *, articles: Articles) -> pd.DataFrame:
    """Kind, role and country of each speaker of a quotes table: one row a speaker.

    Columns speaker, kind (person, organisation, anonymous), role and country (missing where no
    article says them; never from the look of a name), because (the words that say so). A body has
    the country that its article gives it anywhere (see `voices/bodies`). Several who speak
    together have what all of them share.

    >>> from analysis import find_quotes
    >>> text = "French foreign minister Anna Roux said the talks would go on."
    >>> articles = pd.DataFrame({"article": ["1"], "text": [text]})
    >>> speakers = describe_speakers(find_quotes(articles), articles=articles)
    >>> speakers[["speaker", "kind", "role", "country"]].values.tolist()
    [['Anna Roux', 'person', 'government', 'France']]
    """
    reading = read(articles)
    speakers = quotes["speaker"].dropna().unique()
    together = _together(speakers, set(reading.names["name"].unique()))
    each, unplaced = _each_described(dict.fromkeys(chain(*together.values())), quotes, reading)
    said = quotes[["speaker", "article"]].dropna().drop_duplicates()
    told_in: dict[str, list[str]] = {}
    for speaker, article in zip(*(said[name].to_numpy().tolist() for name in said), strict=True):
        for name in together[speaker]:
            told_in.setdefault(name, []).append(article)
    bodies = countries_by_body(unplaced, told_in, reading=reading)
    for speaker, land in bodies.items():
        each[speaker] = each[speaker]._replace(country=land)
    rows = [_shared([each[name] for name in together[speaker]]) for speaker in speakers]
    table = pd.DataFrame(rows, columns=[*_Described._fields], dtype="str")
    table.insert(0, "speaker", pd.Series(speakers, dtype="str"))
    return table


class _Described(NamedTuple):
    """What is known of a speaker, and the words that say so."""

    kind: str | None
    role: str | None
    country: str | None
    because: str | None


def _each_described(
    each: Iterable[str], quotes: pd.DataFrame, reading: Reading
) -> tuple[dict[str, _Described], dict[str, list[str]]]:
    """What is said of each speaker; the words on those without a country."""
    names = reading.names[reading.names["name"].isin(each)]
    name_kinds, name_titles = _values(names, "kind"), _values(names, "title")
    aliases = set(names.loc[names["rule"].isin(["surname", "surname-first"]), "name"].unique())
    mentions = _values(quotes.rename(columns={"speaker": "name"}), "mention")
    found, unplaced = {}, {}
    for speaker in each:
        printed = mentions.get(speaker, [])
        kind = _kind(speaker, name_kinds.get(speaker), speaker in aliases, printed)
        words = [*name_titles.get(speaker, []), *printed, speaker]
        words = [_RELATIVE.split(word)[0] for word in words]
        if kind == "person":  # a name says nothing of its bearer: Paris Hilton
            words = [word.replace(speaker, "").strip(" ,") for word in words]
        told = ((name, text) for text in words if (name := role(text)))
        known, because = next(told, (None, None))
        place = next(filter(None, map(country, words)), None)
        if place is None and (kind == "organisation" or known not in OBSERVERS):
            unplaced[speaker] = words
        found[speaker] = _Described(kind, known, place, because)
    return found, unplaced


def _together(speakers: Iterable[str], names: Set[str]) -> dict[str, list[str]]:
    """The names of each speaker: those of an "A and B" if the texts name both, else the speaker."""
    found = {}
    for speaker in speakers:
        parts = _JOINED.split(speaker)
        joined = speaker not in names and names >= set(parts)
        found[speaker] = parts if joined else [speaker]
    return found


def _shared(several: Sequence[_Described]) -> _Described:
    """What all that is known of several has in common."""
    first, *others = several
    return first._replace(**{
        name: None for name in first._fields
        if any(getattr(other, name) != getattr(first, name) for other in others)
    })  # fmt: skip


def _values(table: pd.DataFrame, column: str) -> dict[str, list[str]]:
    """The different values that a column has with each name, in order."""
    values: dict[str, list[str]] = {}
    each = table[["name", column]].dropna().drop_duplicates()
    for name, value in zip(*(each[column].to_numpy().tolist() for column in each), strict=True):
        values.setdefault(name, []).append(value)
    return values


def _kind(speaker: str, kinds: list[str] | None, alias: bool, mentions: list[str]) -> str:
    """What a speaker is: a name's own words first, then how the texts use it."""
    if kinds is None:
        return "anonymous"
    if "person" in kinds or (alias and "organisation" not in kinds):
        return "person"
    definite = any(_DEFINITE.match(mention) for mention in mentions)
    if {"organisation", "place", "thing"}.intersection(kinds) or " " not in speaker or definite:
        return "organisation"
    return "person"


def _title_words(title: str) -> frozenset[str]:
    """The words of a title that bear it: no articles, no country."""
    words = (word.lower() for word in _WORD.findall(re.sub(r"['’]s\b", "", title)))
    return frozenset(words) - {"the", "a", "an", "of", "for"} - {c.lower() for c in countries()}
