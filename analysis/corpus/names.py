"""Names and their aliases, with spans: the only place that merges names.

A name is a run of capitalised words. What stands before it (titles, a country) is set apart, an
organisation keeps its "of …". Within an article a shorter form is merged with the one longer form
it fits: a surname, a surname printed first, an acronym with its expansion, "the Church" with the
Church of Scientology. Where two people share the surname nothing is merged. Over a corpus only
the same words are one name. Every mention keeps the rule that merged it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.lexicons import fold
from analysis.corpus.name_words import (
    JOINING,
    Name,
    alike,
    folded_words,
    is_body,
    parse_name,
    short_forms,
)
from analysis.corpus.sentences import find_sentences
from analysis.corpus.tags import Tags, tag
from analysis.corpus.tokens import tokenize

_RUN = re.compile(r"[CT](?:[CT]|u+(?=[CTK]))*K?|K")
_JOINED = re.compile(r"(?<=C)Od?|(?<=K)")
_PEOPLES = frozenset(["people", "women", "men", "children", "workers", "queen", "king", "world"])
_OFFICE_OF = re.compile(r"TO[^T]{3,}$")
_TITLE_BEFORE = re.compile(r"(?:[dmK][nCKTmeg]*|[CKT]*)T(?:[Oi]d?[CKTn]+)*,?$")
_TITLE_AFTER = re.compile(r",(d?r?[nCKTmeg#]*T(?:[Oi]d?[CKTnmeg]+)*)")
_RULES = ("acronym", "surname", "short-form", "surname-first")


class Run(NamedTuple):
    """Capitalised words in a row: article, places among the tags, code points, the last word."""

    article: int
    first: int
    last: int
    start: int
    end: int
    head: str


class Mention(NamedTuple):
    """A name in the text: its places among the tags, the name it was merged with, and why."""

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
    rows = []
    for mention in merge(runs(tags, texts), tags, texts):
        article = int(tags.article[mention.first])
        text, name = texts[article], mention.name
        low, high = int(tags.start[mention.first]), int(tags.end[mention.last - 1])
        start = max(text.rfind(name.text, low, high), low)
        place = (articles["article"].iloc[article], start, start + len(name.text), name.text)
        rows.append((*place, mention.full, name.kind, mention.rule, _title(mention, tags, text)))
    columns = ["article", "start", "end", "text", "name", "kind", "rule", "title"]
    return pd.DataFrame(rows, columns=columns)


def _title(mention: Mention, tags: Tags, text: str) -> str | None:
    """The title printed before a person's name, else in apposition after it."""
    if mention.name.kind in ("organisation", "place"):
        return None
    place = mention.last - len(mention.name.text.split())
    before = _TITLE_BEFORE.search(tags.letters[max(place - 12, 0) : place])
    after = _TITLE_AFTER.match(tags.letters, mention.last)
    if before:
        first, last = place - len(before.group()), place - before.group().endswith(",")
    elif after:
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
        before = found[-1] if found else None
        if before and first - before.last < 3 and _joins(before, first, start, letters, text):
            found[-1] = Run(article, before.first, last, before.start, end, text[head:end])
            continue
        if last - first > 2 and _OFFICE_OF.match(letters, first - 2, last):
            # Minister of Education Stefania Giannini: a person's two words end the run
            first, start = last - 2, int(tags.start[last - 2])
        found.append(Run(article, first, last, start, end, text[head:end]))
    return found


def _joins(before: Run, first: int, start: int, letters: str, text: str) -> bool:
    """Whether a run goes on: the Ministry of Finance, the People's Liberation Army."""
    gap = _JOINED.fullmatch(letters, before.last, first)
    if gap is None:
        return False
    if not gap.group():
        return re.split("['’]", before.head)[0].lower() in _PEOPLES
    return text[before.end : start].split()[0] in JOINING and is_body(before.head)


def merge(found: Sequence[Run], tags: Tags, texts: Sequence[str]) -> list[Mention]:
    """The mentions of all articles, each with the fullest name of its article that it fits."""
    mentions: list[Mention] = []
    spelling: dict[frozenset[str], str] = {}
    for article, group in groupby(found, key=attrgetter("article")):
        text, rows = texts[article], []
        for _, first, last, start, end, _ in group:
            rows.append((first, last, text[start : end - 2 * (tags.letters[last - 1] == "K")]))
        mentions += _merge_article(rows, spelling)
    return mentions


def _merge_article(
    rows: list[tuple[int, int, str]], spelling: dict[frozenset[str], str]
) -> list[Mention]:
    """Longer names first collect their short forms; single words look theirs up."""
    parsed = {printed: parse_name(printed) for printed in dict.fromkeys(row[2] for row in rows)}
    forms: dict[str, dict[str, str]] = {}
    full: dict[frozenset[str], str] = {}
    for name in parsed.values():
        if " " in name.text and name.kind not in ("title", "place"):
            words = folded_words(name.text)
            full[words] = full.get(words) or _spelled(name, words, forms, spelling)
            for form, rule in short_forms(name):
                forms.setdefault(form, {}).setdefault(full[words], rule)
    bodies = [folded_words(name.text) for name in parsed.values() if name.kind == "organisation"]
    merged: dict[str, tuple[Name, str, str]] = {}
    for printed, name in parsed.items():
        if name.kind == "title":
            continue
        words = folded_words(name.text)
        longer = {
            full[body] for body in bodies if words < body and _same_head(name.text, full[body])
        }
        if " " not in name.text:
            merged[printed] = (name, *_fullest(name, forms))
        elif name.kind == "organisation" and len(longer) == 1:
            merged[printed] = (name, longer.pop(), "short-form")
        else:
            merged[printed] = (name, full.get(words, name.text), "itself")
    return [Mention(low, high, *merged[text]) for low, high, text in rows if text in merged]


def _same_head(one: str, other: str) -> bool:
    return fold(one).split()[-1] == fold(other).split()[-1]


def _spelled(
    name: Name,
    words: frozenset[str],
    forms: dict[str, dict[str, str]],
    spelling: dict[frozenset[str], str],
) -> str:
    """The spelling a name was first met in: over the corpus, or with one letter else here."""
    first, *_, last = fold(name.text).split()
    for target, rule in forms.get(last, {}).items() if name.kind != "organisation" else ():
        if rule == "surname" and alike(first, fold(target).split()[0]):
            return target
    # a body printed with and without the acronym it belongs to: PLA Eastern Theater Command
    parent = name.kind == "organisation" and first.isalpha() and name.text.split()[0].isupper()
    return spelling.setdefault(words - {first} if parent and len(words) > 3 else words, name.text)


def _fullest(name: Name, forms: dict[str, dict[str, str]]) -> tuple[str, str]:
    """The one longer name that a single word stands for, and why; itself where there are two."""
    word = fold(name.text)
    fits = forms.get(word, {})
    for rule in ("surname",) if name.kind == "place" else _RULES:
        targets = [target for target, why in fits.items() if why == rule]
        if len(targets) == 1:
            return targets[0], rule
        if targets:
            break
    return name.text, "itself"


def within(
    mentions: Sequence[Mention], firsts: Sequence[int], span: tuple[int, int]
) -> Sequence[Mention]:
    """The mentions that begin inside a span of places; `firsts` are the mentions' own."""
    low = bisect_left(firsts, span[0])
    return mentions[low : bisect_left(firsts, span[1], low)]
