"""Who is spoken of: countries, people and bodies, and where a text names each of them."""

import re
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.tables import Column, read_table
from analysis.text.lexicons import countries, places, role_of, rows
from analysis.text.name_parts import JOINING
from analysis.text.reading import Articles, Reading, read
from analysis.text.spans import place
from analysis.tone.sentences import headlines_in_capitals

COLUMNS = ["actor", "alias", "kind", "country"]
_BETWEEN = (  # what may stand between a government and what it does
    r"(?:(?:also|again|still|now|later|then|has|have|had|would|will|could|may|might|should|did|"
    r"does|do|not|never|is|are|was|been|\w+ly)\s+)*"
)
# "East Asian" isn't a person, nor are "Sino-Japanese Relations".
_REGIONAL = r"\b(?:Asian?|Europe(?:an)?|African?|Americas?|American|Pacific|Atlantic|Sino)\b"
_SMALL_PAIR = re.compile(r"(?<!\w)(?=([a-z]+ [a-z]+)(?!\w))")


class _Country(NamedTuple):
    country: str
    use: str  # name, adjective or seat


def read_actors(path: str | Path) -> pd.DataFrame:
    """A study's own ``actors.csv``: one row an actor and an alias, with kind and country.

    An alias is the wording that texts print; `country` may be empty. Raises CorpusError with
    every fault of the file: a missing column, an empty cell, an alias twice.

    >>> import tempfile
    >>> rows = "actor,alias,kind,country\\nOPEC,the cartel,organisation,\\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "actors.csv").write_text(rows, encoding="utf-8")
    ...     print(read_actors(f"{folder}/actors.csv")[["actor", "alias"]].values.tolist())
    [['OPEC', 'the cartel']]
    """
    columns = [Column(name, filled=name != "country") for name in COLUMNS]
    table = read_table(path, columns, row="actor and alias", alike=("alias",))
    return table[COLUMNS].reset_index(drop=True)


def actors(articles: Articles, *, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who can be spoken of in `articles`: one row an actor and a wording that names it.

    `actor`, `alias`, `kind` (country, person, organisation, or what `known` says), `country`
    (missing where nothing tells it), `basis` (names, or listed where `known` says so), and the
    `mentions` and `articles` that use the alias. Countries go
    by their names, by "the Chinese government" and, where a sentence speaks of it as of somebody
    who acts, by the seat of government ("Beijing said", not "in Beijing"). People and bodies come
    from ``find_names``. `known`, as of ``read_actors``, adds aliases: they stand first.

    >>> text = "The Chinese government protested. Beijing said the talks would end."
    >>> table = actors(pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]}))
    >>> table[["actor", "alias", "kind", "mentions"]].values.tolist()
    [['China', 'Chinese government', 'country', 1], ['China', 'Beijing', 'country', 1]]
    """
    mentions = actor_mentions(articles, known=known)
    grouped = mentions.groupby([*COLUMNS, "basis"], dropna=False, sort=False)["article"]
    table = grouped.agg(mentions="size", articles="nunique").reset_index()
    order = table.groupby("actor")["mentions"].transform("sum")
    table = table.assign(order=order).sort_values(
        ["order", "actor", "mentions"], ascending=[False, True, False], kind="stable"
    )
    return table.drop(columns="order").reset_index(drop=True)


def actor_mentions(articles: Articles, *, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every mention of an actor: article, start, end, and the columns of ``actors`` without counts.

    None lies inside another name: "Tokyo Metropolitan Assembly" is no mention of Japan.
    """
    reading = read(articles)
    texts = dict(zip(reading.articles["article"], reading.articles["text"], strict=True))
    names = reading.names
    listed = [] if known is None else [_known_mentions(texts, names, known).assign(basis="listed")]
    named = names[~names["name"].isin(_no_names(reading))]
    found = [_country_mentions(texts, names), _name_mentions(named)]
    table = pd.concat([*listed, *(part.assign(basis="names") for part in found)])
    table = table.drop_duplicates(["article", "start"]).astype(dict.fromkeys(COLUMNS, "str"))
    place = table["article"].map({id_: at for at, id_ in enumerate(texts)})
    return (
        table.assign(place=place)
        .sort_values(["place", "start"], kind="stable")
        .drop(columns="place")
        .reset_index(drop=True)
    )


def _table(found: list[tuple[object, ...]]) -> pd.DataFrame:
    table = pd.DataFrame(found, columns=["article", "start", "end", *COLUMNS])
    return table.astype({"start": "int64", "end": "int64"})


def _no_names(reading: Reading) -> set[str]:
    """Runs of capitalised words that name nobody.

    Those that stand only where capitals tell nothing: in a headline most of whose words have one,
    or as the label at the head of a line (“Upcoming Visits: …”); those that the texts print more
    often without capitals, unless they are bodies; and groups: “Defence Ministers”.
    """
    names, sentences = reading.names, reading.sentences
    texts = reading.articles["text"].tolist()
    row = pd.Index(reading.articles["article"]).get_indexer(names["article"])
    begins = place(row, names["start"].to_numpy("int64"))
    own = np.searchsorted(place(sentences.article, sentences.start), begins, side="right") - 1
    headline = headlines_in_capitals(reading)[own]
    printed = zip(row, sentences.start[own], names["start"], names["end"], strict=True)
    label = [_is_label(texts[at], *spans) for at, *spans in printed]
    told = names.loc[~(headline | np.array(label, bool)), "name"]
    groups = {name for name in names["name"].unique() if _is_group(name)}
    return set(names["name"]) - set(told) | _common(texts, names) | groups


def _common(texts: list[str], names: pd.DataFrame) -> set[str]:
    """Names, not of bodies, whose last two words stand more often in small letters."""
    counts = names.loc[names["kind"] != "organisation", "name"].value_counts()
    ends = {name: " ".join(name.lower().split()[-2:]) for name in counts.index if " " in name}
    pairs, small = set(ends.values()), Counter[str]()
    for text in texts if ends else ():
        small.update(pairs.intersection(pair.group(1) for pair in _SMALL_PAIR.finditer(text)))
    return {name for name, end in ends.items() if small[end] >= counts[name]}


def _is_label(text: str, begin: int, start: int, end: int) -> bool:
    """Whether a name is all that stands in its line before a colon."""
    return text[end : end + 1] == ":" and not re.search(r"\w", text[begin:start])


def _is_group(name: str) -> bool:
    """Whether a name's last word is a group of office holders, and no body's name ends so."""
    *before, last = name.lower().split()
    return role_of(last)[1] == "group" and not JOINING.intersection(before)


def _name_mentions(names: pd.DataFrame) -> pd.DataFrame:
    """People and bodies of the names table; a name whose surname stands alone is a person's."""
    surnamed = names.loc[names["rule"].isin(["surname", "surname-first"]), "name"]
    regional = surnamed.str.contains(_REGIONAL)
    people = set(names.loc[names["kind"] == "person", "name"]) | set(surnamed[~regional])
    kinds = names["kind"].mask(names["name"].isin(people), "person")
    kept = names[kinds.isin(["person", "organisation"]) & ~names["name"].isin(_states())]
    titles = kept.dropna(subset="title").drop_duplicates("name").set_index("name")["title"]
    lands = {name: _country_of(f"{titles.get(name, '')} {name}") for name in kept["name"].unique()}
    return pd.DataFrame(
        {
            "article": kept["article"],
            "start": kept["start"],
            "end": kept["end"],
            "actor": kept["name"],
            "alias": kept["text"],
            "kind": kinds[kept.index],
            "country": kept["name"].map(lands),
        }
    )


@lru_cache(maxsize=100_000)
def _country_of(words: str) -> str | None:
    """The one country that a title or a body's name tells."""
    told = {countries()[word] for word in re.split(r"[\s’']+", words) if word in countries()}
    return told.pop() if len(told) == 1 else None


def _country_mentions(texts: dict[str, str], names: pd.DataFrame) -> pd.DataFrame:
    """Countries by name, by adjective and government, and by the seat of government."""
    found: list[tuple[object, ...]] = []
    states = _states()
    for row in names[names["text"].isin(states)].itertuples():
        text, state = texts[row.article], states[row.text]
        before, after = text[max(0, row.start - 40) : row.start], text[row.end : row.end + 80]
        end = _end_of_state(state.use, before, after)
        if end is not None:
            alias = text[row.start : row.end + end]
            actor = state.country
            found.append((row.article, row.start, row.end + end, actor, alias, "country", actor))
    return _table(found)


def _end_of_state(use: str, before: str, after: str) -> int | None:
    """How far beyond a name its mention of a state reaches; None where it mentions none."""
    if re.search(r"[A-Z]\w+ of (?:the )?$", before) or re.match(r"[-–]\w|, D\.C\.", after):
        return None
    patterns = _patterns()
    if governed := patterns["government"].match(after):
        return governed.end()
    if use == "adjective":
        return None
    return 0 if use == "name" or _acts(before, after) else None


def _acts(before: str, after: str) -> bool:
    """Whether the words around a seat of government speak of it as of somebody who acts."""
    patterns = _patterns()
    if patterns["site"].search(before):
        return False
    acts = any(patterns[kind].match(after) for kind in ("acts", "owns"))
    spoken_to = patterns["before"].search(before) or patterns["second"].search(before)
    paired = before.endswith("between ") and patterns["first"].match(after)
    return bool(acts or spoken_to or paired)


@cache
def _states() -> dict[str, _Country]:
    """What each printed name of a country, adjective and seat stands for."""
    states = {land: _Country(land, "name") for land in places().values() if land in places()}
    for country, *listed in rows("tone/data/governments.tsv"):
        for use, printed in zip(("seat", "adjective", "name"), reversed(listed), strict=True):
            states |= {name: _Country(country, use) for name in printed.split("|") if name}
    return states


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = {
        place: "|".join(re.escape(word).replace(r"\*", r"\w*") for word in listed.split())
        for place, listed in rows("tone/data/government_uses.tsv")
    }
    state = "|".join(sorted(map(re.escape, _states()), key=len, reverse=True))
    return {
        "first": re.compile(rf"\s+and\s+(?:{state})(?!\w)"),
        "second": re.compile(rf"between\s+(?:the\s+)?(?:{state})\s+and\s+(?:the\s+)?$"),
        "government": re.compile(rf"\s+(?:{words['government']})(?!\w)"),
        "before": re.compile(rf"(?<!\w)(?:{words['before']})\s+$", re.I),
        "site": re.compile(rf"(?<!\w)(?:{words['site']})\s+$", re.I),
        "acts": re.compile(rf"\s+{_BETWEEN}(?:{words['acts']})(?!\w)"),
        "owns": re.compile(rf"['’]s?\s+(?:\w+\s+)?(?:{words['owns']})(?!\w)"),
    }


def _known_mentions(
    texts: dict[str, str], names: pd.DataFrame, known: pd.DataFrame
) -> pd.DataFrame:
    """Each use of a study's alias that doesn't lie inside a longer name."""
    aliases = known.drop_duplicates("alias").set_index("alias")[["actor", "kind", "country"]]
    longest = sorted(aliases.index, key=len, reverse=True)
    if not longest:
        return _table([])
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    spans = dict(iter(names.groupby("article")[["start", "end"]]))
    found: list[tuple[object, ...]] = []
    for article, text in texts.items():
        taken = spans[article].to_numpy() if article in spans else []
        for use in pattern.finditer(text):
            start, end = use.span()
            if not any(s <= start and end <= e and e - s > end - start for s, e in taken):
                actor, kind, country = aliases.loc[use.group()]
                found.append((article, start, end, actor, use.group(), kind, country))
    return _table(found)
