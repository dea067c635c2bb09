"""Names and their aliases, with spans: the only place that merges names.

A name is a run of capitalised words. What stands before it (titles, a country) is set apart, an
organisation keeps its "of …". Within an article a shorter form is merged with the one longer form
it fits: a surname, a surname printed first, an acronym with its expansion, "the Church" with the
Church of Scientology. Where two people share the surname nothing is merged. Every mention keeps
the rule that merged it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.lexicons import countries, fold, role_words
from analysis.corpus.sentences import find_sentences
from analysis.corpus.tags import Tags, tag
from analysis.corpus.tokens import tokenize

Kind = Literal["person", "organisation", "place", "title", "unknown"]
_RUN = re.compile(r"[CT](?:[CT]|u+(?=[CTK]))*K?|K")
_HONORIFICS = frozenset("mr mrs ms miss sir dame lord lady dr rev gen lt sgt col capt prof".split())
_RANKS = frozenset(
    "prime foreign vice home deputy finance defence defense interior assistant chief senior former "
    "general first acting major lieutenant permanent press executive managing lead shadow".split()
)
_TITLE_BEFORE = re.compile(r"(?:[dmK][nCKTmeg]*|[CKT]*)T(?:[Oi]d?[CKTn]+)*,?$")
_TITLE_AFTER = re.compile(r",(d?r?[nCKTmeg#]*T(?:[Oi]d?[CKTnmeg]+)*)")
_MERGES = ("acronym", "surname", "short-form", "surname-first")
_JOINED = re.compile(r"(?<=C)Od?|(?<=K)")
_PEOPLES = frozenset("people women men children workers queen king world nation".split())
_OFFICE_OF = re.compile(r"TO[^T]{3,}$")
_JOINING = frozenset(["of", "for", "on"])


class Name(NamedTuple):
    """A name without its titles: `before` is what was set apart, `kind` what its words show."""

    text: str
    kind: Kind
    before: str


class Run(NamedTuple):
    """Capitalised words in a row: article, places, code points and the last word."""

    article: int
    first: int
    last: int
    start: int
    end: int
    head: str


class Mention(NamedTuple):
    """A run of capitalised words: places among the tags, its name, the name it was merged with."""

    first: int
    last: int
    name: Name
    full: str
    rule: str


def find_names(articles: pd.DataFrame) -> pd.DataFrame:
    """The names table of `articles`: one row a mention, in order.

    `text` is the printed name, `name` the fullest form of it in the article (over the corpus one
    spelling for the same words, whatever their order or diacritics), `kind` person, organisation,
    place or unknown, `rule` why the two belong together (itself, surname, surname-first, acronym,
    short-form) and `title` the title printed before or after it.
    """
    tokens = tokenize(articles)
    tags = tag(tokens, find_sentences(tokens))
    texts = articles["text"].tolist()
    spelling: dict[frozenset[str], str] = {}
    rows = []
    for mention in merge(runs(tags, texts), tags, texts):
        if mention.name.kind != "title":
            article = int(tags.article[mention.first])
            name = spelling.setdefault(folded_words(mention.full), mention.full)
            start, end = int(tags.start[mention.first]), int(tags.end[mention.last - 1])
            start = texts[article].rfind(mention.name.text, start, end)
            end = start + len(mention.name.text)
            kind = mention.name.kind
            rows.append((articles["article"].iloc[article], start, end, mention.name.text, name))
            rows[-1] += (kind, mention.rule, _title(mention, tags, texts[article]))
    columns = ["article", "start", "end", "text", "name", "kind", "rule", "title"]
    return pd.DataFrame(rows, columns=columns)


def _title(mention: Mention, tags: Tags, text: str) -> str | None:
    """The title printed before a name, else in apposition after it."""
    place = mention.last - len(mention.name.text.split())
    before = _TITLE_BEFORE.search(tags.letters[max(place - 12, 0) : place])
    if mention.name.kind in ("organisation", "place"):
        return None
    if before:
        first, last = place - len(before.group()), place - before.group().endswith(",")
    elif after := _TITLE_AFTER.match(tags.letters, mention.last):
        first, last = after.span(1)
    else:
        return None
    return text[tags.start[first] : tags.end[last - 1]]


def runs(tags: Tags, texts: Sequence[str]) -> list[Run]:
    """The runs of capitalised words of all articles; an organisation's "of …" belongs to it."""
    letters = tags.letters
    spans = [m.span() for m in _RUN.finditer(letters)]
    if not spans:
        return []
    firsts, lasts = np.array(spans).T
    columns = (tags.article[firsts], tags.start[firsts], tags.end[lasts - 1], tags.start[lasts - 1])
    found: list[Run] = []
    for (first, last), article, start, end, head in zip(
        spans, *(column.tolist() for column in columns), strict=True
    ):
        text = texts[article]
        if found and (gap := _JOINED.fullmatch(letters, found[-1].last, first)):
            before = found[-1]
            link = text[before.end : start].split()
            if link and link[0] in _JOINING and _is_body(before.head) or _peoples(before.head, gap):
                found[-1] = Run(article, before.first, last, before.start, end, text[head:end])
                continue
        if last - first > 2 and _OFFICE_OF.match(letters, first - 2, last):
            # Minister of Education Stefania Giannini: a person's two words end the run
            first, start = last - 2, int(tags.start[last - 2])
        found.append(Run(article, first, last, start, end, text[head:end]))
    return found


def merge(found: Sequence[Run], tags: Tags, texts: Sequence[str]) -> list[Mention]:
    """The mentions of all articles, each with the fullest name of its article that it fits."""
    mentions: list[Mention] = []
    for article, group in groupby(found, key=attrgetter("article")):
        rows = []
        for run in group:
            possessive = 2 * (tags.letters[run.last - 1] == "K")
            name = parse_name(texts[article][run.start : run.end - possessive])
            rows.append((run.first, run.last, name))
        mentions += _merge_article(rows)
    return mentions


def _merge_article(rows: list[tuple[int, int, Name]]) -> list[Mention]:
    """Longer names first collect their parts; shorter ones look theirs up."""
    full: dict[frozenset[str], str] = {}
    parts: dict[str, dict[str, str]] = {}
    names = dict.fromkeys(name for _, _, name in rows)
    for name in names:
        if " " in name.text and name.kind not in ("title", "place"):
            words = folded_words(name.text)
            if words not in full:
                full[words] = name.text
                for part, rule in _parts(name):
                    parts.setdefault(part, {}).setdefault(name.text, rule)
    merged = {}
    for name in names:
        if " " in name.text:
            merged[name] = (full.get(folded_words(name.text), name.text), "itself")
        else:
            merged[name] = _fullest(name, parts)
    return [Mention(first, last, name, *merged[name]) for first, last, name in rows]


def _fullest(name: Name, parts: dict[str, dict[str, str]]) -> tuple[str, str]:
    """The one longer name that a single word stands for, and why; itself where there are two."""
    fits = parts.get(fold(name.text), {})
    rules = ("surname",) if name.kind == "place" else _MERGES
    for rule in rules:
        targets = [target for target, why in fits.items() if why == rule]
        if len(targets) == 1:
            return targets[0], rule
        if targets:
            break
    return name.text, "itself"


@lru_cache(maxsize=200_000)
def _parts(name: Name) -> list[tuple[str, str]]:
    """The short forms a name may take later, and what each is."""
    words = fold(name.text).split()
    if name.kind != "organisation":
        return [(words[-1], "surname"), (words[0], "surname-first")]
    capitals = "".join(word[0] for word in name.text.split() if word[0].isupper()).lower()
    heads = [word for word in words if _is_body(word)]
    return [(capitals, "acronym"), *((head, "short-form") for head in heads)]


@lru_cache(maxsize=200_000)
def parse_name(text: str) -> Name:
    """The name in a run of capitalised words.

    >>> parse_name("NASA Administrator Charles Bolden")
    Name(text='Charles Bolden', kind='person', before='NASA Administrator')
    """
    words = text.split()
    clean = [word.strip(".,;:()[]\"“”").lower() for word in words]
    kinds = [role_words().get(word, ("", ""))[1] for word in clean]
    titles = [
        at
        for at, word in enumerate(clean)
        if word in _HONORIFICS or kinds[at] in ("title", "office") and (at or len(words) > 1)
    ]
    if len(words) == 1 and kinds[0] in ("title", "office"):
        return Name(text, "title", "")
    if kinds[-1] == "body" or "of" in clean and "body" in kinds and not titles:
        return Name(text, "organisation", "")
    cut = titles[-1] + 1 if titles else 0
    if cut == len(words):
        return Name(text, "title", "")
    rest, before = words[cut:], " ".join(words[:cut])
    if cut == 0:
        size = _place_before(rest)
        rest, before, cut = rest[size:], " ".join(rest[:size]), size
    bodies = [at for at in range(cut, len(words)) if kinds[at] == "body"]
    if bodies and len(words) - bodies[-1] > 2 and clean[bodies[-1] + 1] not in _JOINING:
        before = " ".join(words[: bodies[-1] + 1])
        return Name(" ".join(words[bodies[-1] + 1 :]), "person", before)
    if bodies:
        return Name(" ".join(rest), "organisation", before)
    text = " ".join(rest)
    if text in countries():
        return Name(text, "place", before)
    kind: Kind = "person" if titles else "unknown"
    words = rest
    acronym = len(words) == 1 and text.isupper() and 1 < len(text) < 7
    return Name(text, "organisation" if acronym and kind == "unknown" else kind, before)


def _place_before(words: list[str]) -> int:
    """How many words name a country before a name of at least two words."""
    return next((n for n in (3, 2, 1) if " ".join(words[:n]) in countries() and len(words) - n > 1), 0)


@lru_cache(maxsize=200_000)
def folded_words(text: str) -> frozenset[str]:
    """The words of a name, whatever their order: surname-first and surname-last are one."""
    return frozenset(fold(text).split())


def _peoples(word: str, gap: re.Match[str]) -> bool:
    """Whether a possessive is part of a name: the People's Liberation Army."""
    return not gap.group() and re.split("['’]", word)[0].lower() in _PEOPLES


def _is_body(word: str) -> bool:
    return role_words().get(word.lower(), ("", ""))[1] == "body"


def within(mentions: Sequence[Mention], firsts: Sequence[int], span: tuple[int, int]) -> list[Mention]:
    """The mentions that begin inside a span of places; `firsts` are the mentions' own."""
    low = bisect_left(firsts, span[0])
    return list(mentions[low : bisect_left(firsts, span[1], low)])
