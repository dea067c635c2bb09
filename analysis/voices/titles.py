"""Who the speakers are, as far as the texts say: kind, role, country, and the titles they get."""

import re

import pandas as pd

from analysis.text.lexicons import countries, places, role_words
from analysis.text.reading import Articles, read

ACTOR = ("kind", "role", "country")
_WORD = re.compile(r"[^\W_](?:[\w.'’-]*[^\W_.'’])?")
_HEAD_END = re.compile(r"\s(?:of|for|at|in|from|on|with|to)\s|,")
_NOT_FROM = frozenset(["on", "to", "about", "with", "against", "over", "for"])


def titles(articles: Articles) -> pd.DataFrame:
    """The titles printed with each name: one row a mention with a title, in reading order.

    Columns article, source (where `articles` has it), start, end (of the name), name, title.
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
    article says them; never from the look of a name), because (the words that say so).
    """
    names = read(articles).names
    known = names.groupby("name", sort=False)
    name_kinds = known["kind"].agg(set)
    name_titles = known["title"].agg(lambda column: list(dict.fromkeys(column.dropna())))
    aliases = set(names.loc[names["rule"].isin(["surname", "surname-first"]), "name"])
    rows = []
    for speaker, group in quotes.dropna(subset=["speaker"]).groupby("speaker", sort=False):
        kinds = name_kinds.get(speaker)
        kind = _kind(str(speaker), kinds, speaker in aliases, group["mention"])
        printed = [str(mention) for mention in group["mention"].dropna()]
        words = [*name_titles.get(speaker, []), *printed, str(speaker)]
        roles = [(role(text), text) for text in words]
        found = next(((name, text) for name, text in roles if name), (None, None))
        places = (country(text) for text in words)
        rows.append((speaker, kind, found[0], next((p for p in places if p), None), found[1]))
    return pd.DataFrame(rows, columns=["speaker", *ACTOR, "because"], dtype="str")


def _kind(speaker: str, kinds: set[str] | None, alias: bool, mentions: pd.Series) -> str:
    """What a speaker is: a name's own words first, then how the texts use it."""
    if kinds is None:
        return "anonymous"
    if "person" in kinds or (alias and "organisation" not in kinds):
        return "person"
    definite = mentions.str.match(r"(?i)the\s").fillna(False).any()
    if kinds & {"organisation", "place"} or " " not in speaker or definite:
        return "organisation"
    return "person"


def role(description: str) -> str | None:
    """The role that a description's words tell: its head noun, for an office the body's.

    A country that speaks is its government.

    >>> role("a Chinese military expert"), role("spokesman for the Indonesian military")
    ('expert', 'military')
    """
    if description in places():
        return "government"
    end = _HEAD_END.search(description)
    head = description[: end.start()] if end else description
    words = [word.lower() for word in _WORD.findall(head)]
    told = [role_words()[word] for word in reversed(words) if word in role_words()]
    titled = next((name for name, kind in told if kind in ("title", "group")), None)
    if titled:
        return titled
    everywhere = [word.lower() for word in _WORD.findall(description)]
    bodies = [role_words()[w][0] for w in everywhere if role_words().get(w, "  ")[1] == "body"]
    # bureau and department are words of parties, armies and companies as well
    body = next((name for name in bodies if name != "government"), next(iter(bodies), None))
    office = next((name for name, kind in told if kind == "office" and name != "unknown"), None)
    if body:
        return body
    if office or not end:
        return office
    return role(description[end.end() :]) if description[end.start()] == "," else None


def country(description: str) -> str | None:
    """The country that a description names, not as what it is about ("an expert on Japan").

    >>> country("Japanese National Security Advisor Takeo Akiba"), country("an expert on Japan")
    ('Japan', None)
    """
    words = [re.sub(r"['’]s$", "", word) for word in description.split()]
    words = [word.strip(',.;:()"“”') for word in words]
    words = [word for word in words if word.lower() != "the"]
    for at, word in enumerate(words):
        pair = " ".join(words[at : at + 2])
        names = (pair, word, word.partition("-")[0])
        name = next((countries()[name] for name in names if name in countries()), None)
        if name and not (at and words[at - 1].lower() in _NOT_FROM):
            return name
    return None


def _title_words(title: str) -> frozenset[str]:
    """The words of a title that bear it: no articles, no country."""
    words = (word.lower() for word in _WORD.findall(re.sub(r"['’]s\b", "", title)))
    return frozenset(words) - {"the", "a", "an", "of", "for"} - {c.lower() for c in countries()}
