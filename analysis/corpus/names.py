"""Names and their aliases, with spans: the only place that merges names.

A name is a run of capitalised words. What stands before it (titles, a country) is set apart, an
organisation keeps its "of …". Within an article a shorter form is merged with the one longer form
it fits: a surname, a surname printed first, an acronym with its expansion, "the Church" with the
Church of Scientology. Where two people share the surname nothing is merged. Every mention keeps
the rule that merged it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import pandas as pd

from analysis.corpus.lexicons import countries, role_words
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
_JOINING = frozenset(["of", "for", "on"])


class Name(NamedTuple):
    """A name without its titles: `before` is what was set apart, `kind` what its words show."""

    text: str
    kind: Kind
    before: str


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
    for mention in merge(runs(tags, texts)):
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


def runs(tags: Tags, texts: Sequence[str]) -> list[tuple[int, int, int, str]]:
    """Article and places of each run of capitalised words, and its text without possessive."""
    spans = [m.span() for m in _RUN.finditer(tags.letters)]
    letters = tags.letters
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        gap = letters[joined[-1][1] : first] if joined else ""
        if gap in ("O", "Od") and letters[joined[-1][1] - 1] == "C":
            before, at = joined[-1]
            article = tags.article[first]
            text = texts[article]
            head = text[tags.start[at - 1] : tags.end[at - 1]].lower()
            link = text[tags.start[at] : tags.end[at]]
            if link in _JOINING and role_words().get(head, ("", ""))[1] == "body":
                joined[-1] = (before, last)
                continue
        joined.append((first, last))
    return [_printed(tags, texts, first, last) for first, last in joined]


def _printed(tags: Tags, texts: Sequence[str], first: int, last: int) -> tuple[int, int, int, str]:
    # Minister of Education Stefania Giannini: after an office's "of", a person's two words
    if last - first > 2 and tags.letters[first - 2 : first] == "TO" and "T" not in tags.letters[first:last]:
        first = last - 2
    article = int(tags.article[first])
    text = texts[article][tags.start[first] : tags.end[last - 1]]
    return article, first, last, text[:-2] if tags.letters[last - 1] == "K" else text


def merge(found: Iterable[tuple[int, int, int, str]]) -> list[Mention]:
    """The mentions of all articles, each with the fullest name of its article that it fits."""
    mentions: list[Mention] = []
    article, rows = -1, []
    for row in [*found, (-2, 0, 0, "")]:
        if row[0] != article:
            mentions += _merge_article(rows)
            article, rows = row[0], []
        rows.append((row[1], row[2], parse_name(row[3])))
    return mentions


def _merge_article(rows: list[tuple[int, int, Name]]) -> list[Mention]:
    """Longer names first collect their parts; shorter ones look theirs up."""
    full: dict[frozenset[str], str] = {}
    parts: dict[str, dict[str, str]] = {}
    for _, _, name in rows:
        if " " in name.text and name.kind not in ("title", "place"):
            words = folded_words(name.text)
            if words not in full:
                full[words] = name.text
                for part, rule in _parts(name):
                    parts.setdefault(part, {}).setdefault(name.text, rule)
    merged = []
    for first, last, name in rows:
        target, rule = name.text, "itself"
        if " " in name.text:
            target = full.get(folded_words(name.text), name.text)
        else:
            target, rule = _fullest(name, parts)
        merged.append(Mention(first, last, name, target, rule))
    return merged


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


def _parts(name: Name) -> list[tuple[str, str]]:
    """The short forms a name may take later, and what each is."""
    words = fold(name.text).split()
    if name.kind != "organisation":
        return [(words[-1], "surname"), (words[0], "surname-first")]
    capitals = "".join(word[0] for word in name.text.split() if word[0].isupper()).lower()
    heads = [word for word in words if role_words().get(word, ("", ""))[1] == "body"]
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
def fold(text: str) -> str:
    """Lower case without diacritics, apostrophes as ASCII."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace(".", ""))
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).lower()


@lru_cache(maxsize=200_000)
def folded_words(text: str) -> frozenset[str]:
    """The words of a name, whatever their order: surname-first and surname-last are one."""
    return frozenset(fold(text).split())


def within(mentions: Sequence[Mention], firsts: Sequence[int], span: tuple[int, int]) -> list[Mention]:
    """The mentions that begin inside a span of places; `firsts` are the mentions' own."""
    low = bisect_left(firsts, span[0])
    return list(mentions[low : bisect_left(firsts, span[1], low)])
