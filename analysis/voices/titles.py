"""Who the speakers are, as far as the texts say: kind, role, country, and the titles they get."""

import re
from collections.abc import Sequence
from itertools import chain

import pandas as pd

from analysis.text.lexicons import countries, places, role_of
from analysis.text.name_parts import DEMONYM
from analysis.text.reading import Articles, read

ACTOR = ("kind", "role", "country")
_WORD = re.compile(r"[^\W_](?:[\w.'’-]*[^\W_.'’])?")
_DEFINITE = re.compile(r"(?i)the\s")
_JOINED = re.compile(r", | and ")
_RELATIVE = re.compile(r",? wh(?:o|ose|ich)\s")
_HEAD_END = re.compile(r"\s(?:of|for|at|in|from|on|with|to)\s|,")
_NOT_FROM = frozenset(["on", "to", "about", "with", "against", "over", "for"])
_WORK_IN = frozenset(["in", "at", "from"])
_WINDS = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western"])
_OBSERVERS = frozenset(["expert", "media", "business"])
_WATCHERS = frozenset(["watcher", "hand", "desk", "bureau", "specialist"])
_FIELDS = frozenset(["studies", "study", "history", "politics", "affairs", "literature", "law"])
_LEADERS = frozenset(["leader", "leaders", "whip"])
_LEGISLATURES = frozenset(["congress", "parliament", "senate", "assembly", "diet", "duma"])


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
    article says them; never from the look of a name), because (the words that say so). Of several
    who speak together it tells what all of them share.

    >>> from analysis import find_quotes
    >>> text = "French foreign minister Anna Roux said the talks would go on."
    >>> articles = pd.DataFrame({"article": ["1"], "text": [text]})
    >>> speakers = describe_speakers(find_quotes(articles), articles=articles)
    >>> speakers[["speaker", "kind", "role", "country"]].values.tolist()
    [['Anna Roux', 'person', 'government', 'France']]
    """
    speakers = quotes["speaker"].dropna().unique()
    names = read(articles).names
    parts = {speaker: _JOINED.split(speaker) for speaker in speakers}
    names = names[names["name"].isin([*parts, *chain(*parts.values())])]
    name_kinds, name_titles = _values(names, "kind"), _values(names, "title")
    aliases = set(names.loc[names["rule"].isin(["surname", "surname-first"]), "name"])
    mentions = _values(quotes.rename(columns={"speaker": "name"}), "mention")
    rows = []
    for speaker in speakers:
        joined = speaker not in name_kinds and all(part in name_kinds for part in parts[speaker])
        told = []
        for name in parts[speaker] if joined else [speaker]:
            printed = mentions.get(name, [])
            kind = _kind(name, name_kinds.get(name), name in aliases, printed)
            told.append(_described(name, kind, [*name_titles.get(name, []), *printed]))
        rows.append((speaker, *(_shared(values) for values in zip(*told, strict=True))))
    return pd.DataFrame(rows, columns=["speaker", *ACTOR, "because"], dtype="str")


def _described(name: str, kind: str, words: list[str]) -> tuple[str | None, ...]:
    """Kind, role and country of a name, and the words that tell the role."""
    words = [_RELATIVE.split(word)[0] for word in [*words, name]]
    if kind == "person":  # a name says nothing of its bearer: Paris Hilton
        words = [word.replace(name, "").strip(" ,") for word in words]
    roles = [(role(text), text) for text in words]
    found, because = next(((told, text) for told, text in roles if told), (None, None))
    places = (country(text) for text in words)
    return kind, found, next((place for place in places if place), None), because


def _shared(values: Sequence[str | None]) -> str | None:
    """What all values are, else nothing."""
    return values[0] if len(set(values)) == 1 else None


def _values(table: pd.DataFrame, column: str) -> dict[str, list[str]]:
    """The different values that a column has with each name, in order."""
    values: dict[str, list[str]] = {}
    each = table[["name", column]].dropna().drop_duplicates()
    for name, value in zip(each["name"], each[column], strict=True):
        values.setdefault(str(name), []).append(str(value))
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


def role(description: str) -> str | None:
    """The role that a description's words tell: its head noun, for an office the body's.

    A country that speaks is its government.

    >>> role("a Chinese military expert"), role("spokesman for the Indonesian military")
    ('expert', 'military')
    >>> role("Company president"), role("White House Press Secretary"), role("Congress leader")
    ('business', 'government', 'party')
    """
    if description in places():
        return "government"
    end = _HEAD_END.search(description)
    head = _words(description[: end.start()] if end else description)
    told = [role_of(word) for word in reversed(head)]
    titled = next((name for name, kind in told if kind in ("title", "group")), None)
    if titled:
        return titled
    body = _body(_words(description))
    office = next((name for name, kind in told if kind == "office" and name != "unknown"), None)
    if body or office or not end:
        return body or office
    return role(description[end.end() :]) if description[end.start()] == "," else None


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _body(words: list[str]) -> str | None:
    """The role of the body that a description names; its first that isn't a government's."""
    pairs = zip(words, [*words[1:], ""], strict=False)
    roles = [
        role_of(word)[0]
        for word, after in pairs
        if role_of(word)[1] == "body" and not (word == "press" and role_of(after)[1] == "office")
    ]
    if _LEADERS.intersection(words) and _LEGISLATURES.intersection(words):
        return "party"  # who leads in a parliament leads a party there
    # bureau and department are words of parties, armies and companies as well
    return next((name for name in roles if name != "government"), next(iter(roles), None))


def country(description: str) -> str | None:
    """The country that a description names as the one it speaks for.

    Countries, peoples, capitals and known bodies tell it, not a place inside another name (the
    South China Sea), a field of study ("a China scholar"), what somebody is posted to or writes
    about, or where they work ("Tokyo-based", "an analyst in Tokyo").

    >>> country("Japanese National Security Advisor Takeo Akiba"), country("an expert on Japan")
    ('Japan', None)
    """
    printed = [word.strip(',.;:()"“”') for word in description.replace("’", "'").split()]
    words = [word for word in printed if word.lower() != "the"]
    observer = role(description) in _OBSERVERS
    for at, word in enumerate(words):
        phrases = [" ".join(words[at : at + size]) for size in (3, 2)]
        bare = word.removesuffix("'s")
        names = (*phrases, word, bare, *_compound(bare))
        name = next((name for name in names if name in countries()), None)
        before = words[at - 1].lower() if at else ""
        if name is None or before in _NOT_FROM or before in _WINDS:
            continue
        known_of = word == name and _is_field(name, before, words[at + 1 :])
        if observer and (before in _WORK_IN or known_of):
            continue
        return countries()[name]
    return None


def _compound(word: str) -> list[str]:
    """The first part of a compound that may name a country: US-led, not Tokyo-based."""
    first, _, tail = word.partition("-")
    return [first] if tail and tail not in ("based", "born") else []


def _is_field(name: str, before: str, after: list[str]) -> bool:
    """Whether a place is what somebody studies or reports on, or where they work.

    China scholar, professor of Chinese history, a Vienna think tank; not a Chinese scholar.
    """
    following = after[0].lower() if after else ""
    field = following in _FIELDS or (before == "of" and after[:1] == [following] * len(after[:1]))
    if field or name not in places():
        return field
    if name == countries()[name]:
        heads = {role_of(word.lower())[0] for word in after[:3]}
        return bool(heads & _OBSERVERS or _WATCHERS & {word.lower() for word in after[:2]})
    return not name.isupper() and not _is_people(name)


def _is_people(name: str) -> bool:
    """Whether a printed name of a country is the adjective of its people: Chinese, Greek."""
    return name[:3] == countries()[name][:3] or name.endswith(DEMONYM)


def _title_words(title: str) -> frozenset[str]:
    """The words of a title that bear it: no articles, no country."""
    words = (word.lower() for word in _WORD.findall(re.sub(r"['’]s\b", "", title)))
    return frozenset(words) - {"the", "a", "an", "of", "for"} - {c.lower() for c in countries()}
