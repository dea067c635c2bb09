"""Names and their aliases, with spans: the only place that merges names.

A name is a run of capitalised words. What stands before it (titles, a country) is set apart, an
organisation keeps its "of …". Within an article a shorter form is merged with the one longer form
it fits: a surname, a surname printed first, an acronym with its expansion, "the Church" with the
Church of Scientology. Where two people share the surname nothing is merged. Over a corpus only
the same words are one name. Every mention keeps the rule that merged it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.text.folding import fold
from analysis.text.lexicons import places, role_of
from analysis.text.name_parts import (
    JOINING,
    Name,
    folded_words,
    is_body,
    is_letters,
    parse_name,
    short_forms,
)
from analysis.text.word_classes import Tags
from analysis.text.words import function_words

_RUN = re.compile(r"[CT](?:[CT]|\(T\)|u+(?=[CTK]))*K?|K")
_PEOPLES = frozenset(["people", "women", "men", "children", "workers", "queen", "king", "world"])
_OFFICE_OF = re.compile(r"TO[^T]{3,}$")
_TITLE_BEFORE = re.compile(
    r"(?:[dmK][nCKTmeg]*|(?<=[|¶§])n+[CT]*|[CKT]*)T(?:[Oi]d?[CKTn]+)*(?:\(T\))?,?$"
)
_PEOPLE_BEFORE = re.compile(r"Cn{0,3}$")
_TITLE_AFTER = re.compile(r",(d?r?[nCKTmeg#]*T(?:[Oi]d?[CKTnmeg]+)*)")
_DATELINE = re.compile(r"(?:,C{1,3})?(?:\(C+\))?(?P<mark>[-:])[|¶§]?")
_PRINTED = re.compile(r"\S+")
Run = tuple[int, int, str]  # places among the tags, the words without a possessive ending
_RULES = ("acronym", "surname", "short-form", "surname-first")


class Mention(NamedTuple):
    """A name in the text: its places among the tags, the name it was merged with, and why."""

    first: int
    last: int
    name: Name
    full: str
    rule: str


def name_table(
    articles: pd.DataFrame, tags: Tags, found: Iterable[tuple[int, list[Mention]]]
) -> pd.DataFrame:
    """The names table of `articles` from each article's mentions."""
    texts = articles["text"].tolist()
    rows = []
    for article, mentions in found:
        text, id_ = texts[article], articles["article"].iloc[article]
        for first, last, name, full, rule in mentions:
            end = int(tags.end[last - 1]) - 2 * (tags.letters[last - 1] == "K")
            # counted in words, as any white space may be printed between two of them
            words = [word.start() for word in _PRINTED.finditer(text, tags.start[first], end)]
            start = words[-len(name.text.split())]
            title = _title(last, name, tags, text)
            rows.append((id_, start, end, text[start:end], full, name.kind, rule, title))
    columns = ["article", "start", "end", "text", "name", "kind", "rule", "title"]
    return pd.DataFrame(rows, columns=columns)


def _title(last: int, name: Name, tags: Tags, text: str) -> str | None:
    """The title printed before a person's name, else in apposition after it."""
    if name.kind in ("organisation", "place", "thing"):
        return None
    place = last - len(name.text.split())
    before = _TITLE_BEFORE.search(tags.letters[max(place - 12, 0) : place])
    after = _TITLE_AFTER.match(tags.letters, last)
    if before:
        first, last = place - len(before.group()), place - before.group().endswith(",")
    elif after:
        first, last = after.span(1)
    else:
        return None
    people = _PEOPLE_BEFORE.search(tags.letters, max(first - 4, 0), first)
    if people and text[tags.start[people.start()] : tags.end[people.start()]] in places():
        first = people.start()  # French | foreign minister
    return text[tags.start[first] : tags.end[last - 1]]


def mentions_by_article(tags: Tags, texts: Sequence[str]) -> Iterator[tuple[int, list[Mention]]]:
    """Each article's row and its mentions, with the fullest name of the article that they fit."""
    spelling: dict[frozenset[str], str] = {}
    bounds = np.searchsorted(tags.article, np.arange(len(texts) + 1)).tolist()
    for article, text in enumerate(texts):
        printed = _runs(tags, text, bounds[article], bounds[article + 1])
        town, printed = _dateline(tags.letters, printed)
        yield article, _merge(printed, spelling, town)


def _runs(tags: Tags, text: str, low: int, high: int) -> list[Run]:
    """The runs of capitalised words of an article; an organisation's "of …" belongs to it."""
    letters = tags.letters
    spans = [m.span() for m in _RUN.finditer(letters, low, high)]
    starts, ends = tags.start.data, tags.end.data  # views give plain ints
    found: list[Run] = []
    for first, last in spans:
        begin = first
        if found and first - found[-1][1] < 3:
            before, at, _ = found[-1]
            close = ends[at - 1]
            head, link = text[starts[at - 1] : close], text[close : starts[first]]
            if _joins(letters[at - 1 : first], head, link):
                begin = before
                found.pop()
        if last - begin > 2 and _OFFICE_OF.match(letters, begin - 2, last):
            # Minister of Education Stefania Giannini: a person's two words end the run
            begin = last - 2
        if last - begin > 2:
            last = begin + _without_letters(
                [text[starts[at] : ends[at]] for at in range(begin, last)]
            )
        start, end = starts[begin], ends[last - 1]
        if _no_name(text[start:end], letters[begin - 1 : begin], letters[last : last + 1]):
            continue
        end -= 2 * (letters[last - 1] == "K")
        found.append((begin, last, text[start:end]))
    return found


def _without_letters(words: list[str]) -> int:
    """How many words of a run are left without letters behind the name: Lena Voss OBE."""
    size = len(words)
    while size > 2 and is_letters(words[size - 1]):
        size -= 1
    return size if size > 1 and not is_body(words[size - 1]) else len(words)


def _no_name(printed: str, before: str, behind: str) -> bool:
    """Whether a run in capitals is a label (LIVE UPDATES: ...) or small words with emphasis."""
    if not printed.isupper():
        return False
    words = printed.split()
    if behind == ":" and all(role_of(word.lower())[1] == "label" for word in words):
        return True
    return all(_emphatic(word, before if len(words) == 1 else "") for word in words)


def _emphatic(word: str, before: str) -> bool:
    """Whether a word in capitals is a small word: the bridge IS open."""
    if len(word) < 2:
        return False
    if fold(word).isupper():  # an acronym like IS, unless a noun stands before it
        return word == "IS" and before in "nNCTKe#"
    return word.lower() in function_words() or word == "YES"


def _dateline(letters: str, rows: list[Run]) -> tuple[str, list[Run]]:
    """The town in capitals that opens a line before a dash or colon (NEW DELHI: Trains were late).

    A word behind it that is printed nowhere else begins a sentence and is no name. More towns
    than one before a colon are the speakers of a transcript.
    """
    found = list(_towns(letters, rows))
    if not found or (len(found) > 1 and found[0][1]["mark"] == ":"):
        return "", rows
    at, behind = found[0]
    town = rows[at][2]
    names = [printed for _, _, printed in rows]
    for row in rows[at + 1 : at + 4]:
        if row[0] == behind.end() and names.count(row[2]) == 1 and _opens(row[2]):
            rows.remove(row)
    return town, rows


def _towns(letters: str, rows: list[Run]) -> Iterator[tuple[int, re.Match[str]]]:
    """Which runs are towns in capitals at the head of a line, and the mark behind each."""
    for at, (first, last, printed) in enumerate(rows):
        behind = _DATELINE.match(letters, last) if printed.isupper() else None
        if behind and letters[max(first - 1, 0)] in "|¶§":
            yield at, behind


def _opens(printed: str) -> bool:
    """Whether a run may be a common word at the head of a sentence."""
    return printed.istitle() and " " not in printed and printed not in places()


def _joins(letters: str, head: str, link: str) -> bool:
    """Whether a run goes on: the Ministry of Finance, the People's Liberation Army."""
    if letters == "K":
        return re.split("['’]", head)[0].lower() in _PEOPLES
    return letters in ("CO", "COd") and link.split()[0] in JOINING and is_body(head)


def _merge(rows: list[Run], spelling: dict[frozenset[str], str], town: str) -> list[Mention]:
    """Longer names first collect their short forms; single words look theirs up."""
    parsed = _parsed(rows, town)
    forms: dict[str, dict[str, str]] = {}
    full: dict[frozenset[str], str] = {}
    for name in parsed.values():
        if " " in name.text and name.kind not in ("title", "place", "thing"):
            words = folded_words(name.text)
            full[words] = full.get(words) or _spelled(name, words, spelling)
            for form, rule in short_forms(name):
                forms.setdefault(form, {}).setdefault(full[words], rule)
    merged = {
        printed: (name, *_fullest(name, forms, full))
        for printed, name in parsed.items()
        if name.kind != "title"
    }
    return [Mention(low, high, *merged[text]) for low, high, text in rows if text in merged]


def _parsed(rows: list[Run], town: str) -> dict[str, Name]:
    """The name in each printed run; the town of a dateline is a place."""
    parsed = {printed: parse_name(printed) for printed in dict.fromkeys(row[2] for row in rows)}
    return parsed | {town: Name(town, "place", "")} if town else parsed


def _spelled(name: Name, words: frozenset[str], spelling: dict[frozenset[str], str]) -> str:
    """The spelling a name was first met in over the corpus."""
    first = name.text.split()[0]
    # a body printed with and without the acronym it belongs to: PLA Eastern Theater Command
    parent = name.kind == "organisation" and len(words) > 3 and first.isalpha() and first.isupper()
    return spelling.setdefault(words - {fold(first)} if parent else words, name.text)


def _fullest(
    name: Name, forms: dict[str, dict[str, str]], full: dict[frozenset[str], str]
) -> tuple[str, str]:
    """The one longer name that a name stands for, and why; itself where there are two."""
    if " " in name.text:
        return _longer(name, full)
    fits = forms.get(fold(name.text))
    if not fits:
        return name.text, "itself"
    for rule in ("surname",) if name.kind == "place" else _RULES:
        targets = [target for target, why in fits.items() if why == rule]
        if len(targets) == 1:
            return targets[0], rule
        if targets:
            break
    return name.text, "itself"


def _longer(name: Name, full: dict[frozenset[str], str]) -> tuple[str, str]:
    """A body's name with more words and the same last one, if the article has one such."""
    words = folded_words(name.text)
    if name.kind == "organisation":
        head = fold(name.text).split()[-1]
        longer = {full[other] for other in full if words < other}
        longer = {target for target in longer if fold(target).split()[-1] == head}
        if len(longer) == 1:
            return longer.pop(), "short-form"
    return full.get(words, name.text), "itself"


def within(
    mentions: Sequence[Mention], firsts: Sequence[int], span: tuple[int, int]
) -> Sequence[Mention]:
    """The mentions that begin inside a span of places; `firsts` are the mentions' own."""
    low = bisect_left(firsts, span[0])
    return mentions[low : bisect_left(firsts, span[1], low)]
