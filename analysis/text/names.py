"""Names and their aliases, with spans: the only place that merges names.

A name is a run of capitalised words. What stands before it (titles, a country) is set apart, an
organisation keeps its "of …". Within an article a shorter form is merged with the one longer form
it fits: a surname, a surname printed first, an acronym with its expansion, "the Church" with the
Church of Scientology. Where two people share the surname nothing is merged. Over a corpus only
the same words are one name. Every mention keeps the rule that merged it.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from itertools import compress, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.arrays import Ints, Rows
from analysis.text.class_names import matcher
from analysis.text.folding import fold
from analysis.text.lexicons import places, word_classes
from analysis.text.name_parts import FoldedName, Name, opens_with_people, read_name
from analysis.text.name_runs import find_runs, read_datelines
from analysis.text.word_classes import Tags, among

# China's new Foreign Minister / Minister of Trade (Retd),
_TITLE_BEFORE = matcher(r"""
    (?:[DETERMINER OWNER OWNER-NAME] [NOUN NAME OWNER-NAME TITLE OWNER DONE DOING]*
        | (?<=[SENTENCE LINE HEADING]) NOUN+ [NAME TITLE]* | [NAME OWNER-NAME TITLE]*)
    TITLE (?:[OF TO] DETERMINER? [NAME OWNER-NAME TITLE NOUN]+)* (?:\( TITLE \))? ,? $
""")
_PEOPLE_BEFORE = matcher("NAME NOUN{0,3} $")
# , the long-serving head of the bank
_TITLE_AFTER = matcher("""
    , (DETERMINER? ADVERB? [NOUN NAME OWNER-NAME TITLE OWNER DONE DOING NUMBER]* TITLE
        (?:[OF TO] DETERMINER? [NAME OWNER-NAME TITLE NOUN OWNER DONE DOING]+)*)
""")
_PRINTED = re.compile(r"\S+")
Merged = tuple[Name, str, str]  # a name, the fullest form of it, and why the two are one
_RULES = ("acronym", "surname", "short-form", "surname-first")
_WHERE = frozenset(["in", "at", "near"])  # a word from Yau is a person's
_NOWHERE: frozenset[int] = frozenset()
_REACH = 12  # places before a name in which its title begins


class Mention(NamedTuple):
    """A name in the text: its places among the tags, the name it was merged with, and why."""

    first: int
    last: int
    name: Name
    full: str
    rule: str


class Mentions(NamedTuple):
    """The mentions of a corpus as columns of one length, in reading order.

    `bounds` says which are an article's: those from ``bounds[row]`` to ``bounds[row + 1]``.
    """

    bounds: list[int]
    first: list[int]
    last: list[int]
    name: list[Name]
    full: list[str]
    rule: list[str]

    def within(self, article: int, first: int, last: int) -> list[Mention]:
        """The mentions of an article, by its row, that begin between two places."""
        bounds = self.bounds[article], self.bounds[article + 1]
        low = bisect_left(self.first, first, *bounds)
        high = bisect_left(self.first, last, low, bounds[1])
        if low == high:
            return []
        return list(map(Mention, *(column[low:high] for column in self[1:])))


def name_table(articles: pd.DataFrame, tags: Tags, mentions: Mentions) -> pd.DataFrame:
    """The names table of `articles` from their mentions."""
    texts = articles["text"].tolist()
    row = np.repeat(np.arange(len(texts)), np.diff(mentions.bounds).astype(np.intp))
    first, last = np.array(mentions.first, np.int64), np.array(mentions.last, np.int64)
    start, end = tags.start[first], tags.end[last - 1] - 2 * among(tags.codes[last - 1], "K")
    for at, name in enumerate(mentions.name):
        if name.before:
            # counted in words, as any white space may be printed between two of them
            words = _PRINTED.finditer(texts[row[at]], start[at], end[at])
            start[at] = [word.start() for word in words][-len(name.text.split())]
    spans = zip(row.tolist(), start.tolist(), end.tolist(), strict=True)
    columns = {
        "text": [texts[at][low:high] for at, low, high in spans],
        "name": mentions.full,
        "kind": [name.kind for name in mentions.name],
        "rule": mentions.rule,
        "title": _titles(tags, texts, row, mentions),
    }
    table = articles[["article"]].take(row).reset_index(drop=True)
    table = table.assign(start=start.astype(np.int64), end=end.astype(np.int64))
    strings = {name: pa.array(values, pa.large_string()) for name, values in columns.items()}
    return table.assign(**{name: pd.Series(told, dtype="str") for name, told in strings.items()})


def _titles(tags: Tags, texts: Sequence[str], row: Rows, mentions: Mentions) -> list[str | None]:
    """The title printed with each mention; looked for where a title's letter or a comma is near."""
    first, last = np.array(mentions.first, np.int64), np.array(mentions.last, np.int64)
    places = np.array([-100, *(found.start() for found in re.finditer("T", tags.letters))])
    near = places[np.searchsorted(places, last) - 1] >= first - _REACH
    near |= among(tags.codes[np.minimum(last, len(tags.letters) - 1)], ",")
    titles: list[str | None] = [None] * len(first)
    for at in np.flatnonzero(near).tolist():
        titles[at] = _title(mentions.last[at], mentions.name[at], tags, texts[row[at]])
    return titles


def _title(last: int, name: Name, tags: Tags, text: str) -> str | None:
    """The title printed before a person's name, else in apposition after it."""
    if name.kind in ("organisation", "place", "thing"):
        return None
    letters = tags.letters
    place = last - len(name.text.split())
    low = max(place - _REACH, 0)
    before = after = None
    if letters.find("T", low, place) >= 0:
        before = _TITLE_BEFORE.search(letters[low:place])
    if not before and letters[last : last + 1] == ",":
        after = _TITLE_AFTER.match(letters, last)
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


def find_mentions(tags: Tags, texts: Sequence[str]) -> Mentions:
    """Every mention of a name, with the fullest name of its article that it fits."""
    runs = find_runs(tags, texts)
    number: dict[str, int] = {}
    code = [number.setdefault(printed, len(number)) for printed in runs.printed]
    read = [read_name(printed) for printed in number]
    kept = read_datelines(tags, runs, code, read)
    article = runs.article[kept]
    first, last = runs.first[kept].tolist(), runs.last[kept].tolist()
    code = [code[at] for at in kept.tolist()]
    bounds = np.searchsorted(article, np.arange(len(texts) + 1))
    sited = _sited(tags, texts, article, runs.first[kept], np.array(code, np.int64), [*number])
    merged = [read[each].itself for each in code]
    spelling: dict[frozenset[str], str] = {}
    for row, (low, high) in enumerate(pairwise(bounds.tolist())):
        told = _merge(dict.fromkeys(code[low:high]), read, spelling, sited.get(row, _NOWHERE))
        for at in range(low, high) if told else ():
            merged[at] = told.get(code[at], merged[at])
    named = [name.kind != "title" for name, _, _ in merged]
    names, full, rules = zip(*compress(merged, named), strict=True) if any(named) else ((), (), ())
    return Mentions(
        np.cumsum([0, *named])[bounds].tolist(), list(compress(first, named)),
        list(compress(last, named)), list(names), list(full), list(rules),
    )  # fmt: skip


def _sited(
    tags: Tags, texts: Sequence[str], article: Ints, first: Rows, code: Rows, printed: list[str]
) -> dict[int, set[int]]:
    """By article, the codes of single words that stand behind a word of place wherever it has
    them."""
    single = np.array([" " not in words for words in printed] + [True] * len(code), bool)[code]
    letters = "".join(word_classes()[word] for word in _WHERE)
    behind = among(tags.codes[first - 1], letters) & single
    for at in np.flatnonzero(behind).tolist():
        span = slice(tags.start[first[at] - 1], tags.end[first[at] - 1])
        behind[at] = texts[article[at]][span] in _WHERE
    pair = article.astype(np.int64) * (code.max(initial=0) + 1) + code
    found: dict[int, set[int]] = {}
    for at in np.flatnonzero(behind & ~np.isin(pair, pair[single & ~behind])).tolist():
        found.setdefault(int(article[at]), set()).add(int(code[at]))
    return found


def _merge(
    codes: Iterable[int],
    read: Sequence[FoldedName],
    spelling: dict[frozenset[str], str],
    sited: Container[int],
) -> dict[int, Merged]:
    """What the names of an article, by their codes, stand for where that isn't the name itself.

    Longer names first collect their short forms; single words look theirs up. One of `sited` is
    not the first word of a longer name: an office in Redhill is not one in Redhill Savings.
    """
    longer = [code for code in codes if read[code].words]
    forms: dict[str, dict[str, str]] = {}
    full: dict[frozenset[str], str] = {}
    for name, _, words, short, _ in map(read.__getitem__, longer):
        if short is not None:
            target = full.get(words)
            if target is None:
                target = full[words] = _spelled(name, words, spelling)
            for form, rule in short:
                forms.setdefault(form, {}).setdefault(target, rule)
    merged = {code: _longer(read[code], full, forms) for code in longer}
    for code in codes if forms else ():
        if read[code].folded in forms and code not in merged:
            merged[code] = _fullest(read[code], forms, code in sited)
    return merged


def _spelled(name: Name, words: frozenset[str], spelling: dict[frozenset[str], str]) -> str:
    """The spelling a name was first met in over the corpus."""
    first = name.text.split()[0]
    # a body printed with and without the acronym it belongs to: PLA Eastern Theater Command
    parent = name.kind == "organisation" and len(words) > 3 and first.isalpha() and first.isupper()
    return spelling.setdefault(words - {fold(first)} if parent else words, name.text)


def _fullest(each: FoldedName, forms: dict[str, dict[str, str]], sited: bool) -> Merged:
    """The one longer name that a single word stands for; itself where there are two."""
    rules = _RULES[:-1] if sited else _RULES
    for rule in ("surname",) if each.name.kind == "place" else rules:
        targets = [target for target, why in forms[each.folded].items() if why == rule]
        if len(targets) == 1:
            return each.name, targets[0], rule
        if targets:
            break
    return each.itself


def _of_a_people(each: FoldedName, forms: dict[str, dict[str, str]]) -> Merged | None:
    """The person whose people stand before the surname: Italian Rossi."""
    if each.name.kind != "unknown" or not opens_with_people(each.name.text):
        return None
    surname = fold(each.name.text.partition(" ")[2])
    persons = [target for target, why in forms.get(surname, {}).items() if why == "surname"]
    return (each.name, persons[0], "surname") if len(persons) == 1 else None


def _longer(
    each: FoldedName, full: dict[frozenset[str], str], forms: dict[str, dict[str, str]]
) -> Merged:
    """A body's name with more words and the same last one, if the article has one such."""
    if person := _of_a_people(each, forms):
        return person
    if each.name.kind == "organisation":
        head = each.folded.split()[-1]
        longer = {full[other] for other in full if each.words < other}
        longer = {target for target in longer if fold(target).split()[-1] == head}
        if len(longer) == 1:
            return each.name, longer.pop(), "short-form"
    spelled = full.get(each.words)
    return (each.name, spelled, "itself") if spelled else each.itself
