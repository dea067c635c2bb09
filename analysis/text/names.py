"""Names and their aliases, with spans: the only place that merges names.

A name is a run of capitalised words. What stands before it (titles, a country) is set apart, an
organisation keeps its "of …". Within an article a shorter form is merged with the one longer form
it fits: a surname, a surname printed first, an acronym with its expansion, "the Church" with the
Church of Scientology. Where two people share the surname nothing is merged. Over a corpus only
the same words are one name. Every mention keeps the rule that merged it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.text.class_names import matcher
from analysis.text.folding import fold
from analysis.text.lexicons import places, role_of
from analysis.text.name_parts import (
    JOINING,
    FoldedName,
    Name,
    folded_name,
    is_body,
    is_letters,
    opens_with_people,
    read_name,
)
from analysis.text.word_classes import Tags
from analysis.text.words import function_words

_RUN = matcher(r"""
    [NAME TITLE]
    (?:[NAME TITLE] | \( TITLE \) | (?<=TITLE) [’›] (?=NAME)
        | NAME-LINK+ (?=[NAME TITLE OWNER-NAME]))* OWNER-NAME?
    | OWNER-NAME
""")
_PEOPLES = frozenset(["people", "women", "men", "children", "workers", "queen", "king", "world"])
_OFFICE_OF = matcher("TITLE OF [^TITLE]{3,} $")
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
_DATELINE = matcher(r"(?:, NAME{1,3})? (?:\( NAME+ \))? (?P<mark>[- :]) [SENTENCE LINE HEADING]?")
_PRINTED = re.compile(r"\S+")
Merged = tuple[Name, str, str]  # a name, the fullest form of it, and why the two are one
Run = tuple[int, int, str]  # places among the tags, the words without a possessive ending
_RULES = ("acronym", "surname", "short-form", "surname-first")
_WHERE = frozenset(["in", "at", "near"])  # a word from Yau is a person's


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
    texts, ids = articles["text"].tolist(), articles["article"].tolist()
    rows = np.repeat(np.arange(len(ids)), np.diff(mentions.bounds)).tolist()
    letters, ends_at, starts_at = tags.letters, tags.end.data, tags.start.data
    starts, ends, printed, titles = [], [], [], []
    each = zip(rows, mentions.first, mentions.last, mentions.name, strict=True)
    for row, first, last, name in each:
        text = texts[row]
        start, end = starts_at[first], ends_at[last - 1] - 2 * (letters[last - 1] == "K")
        if name.before:
            # counted in words, as any white space may be printed between two of them
            words = [word.start() for word in _PRINTED.finditer(text, start, end)]
            start = words[-len(name.text.split())]
        starts.append(start)
        ends.append(end)
        printed.append(text[start:end])
        titles.append(_title(last, name, tags, text))
    table = pd.DataFrame(
        {
            "article": [ids[row] for row in rows],
            "start": starts,
            "end": ends,
            "text": printed,
            "name": mentions.full,
            "kind": [name.kind for name in mentions.name],
            "rule": mentions.rule,
            "title": titles,
        }
    )
    strings = dict.fromkeys(["text", "name", "kind", "rule", "title"], "str")
    return table.astype(strings | {"start": "int64", "end": "int64"})


def _title(last: int, name: Name, tags: Tags, text: str) -> str | None:
    """The title printed before a person's name, else in apposition after it."""
    if name.kind in ("organisation", "place", "thing"):
        return None
    letters = tags.letters
    place = last - len(name.text.split())
    low = max(place - 12, 0)
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
    spelling: dict[frozenset[str], str] = {}
    edges = np.searchsorted(tags.article, np.arange(len(texts) + 1)).tolist()
    mentions = Mentions([0], [], [], [], [], [])
    for text, (low, high) in zip(texts, pairwise(edges), strict=True):
        town, runs = _dateline(tags.letters, _runs(tags, text, low, high))
        merged = _merge(runs, spelling, town, _sited(tags, text, runs))
        for first, last, printed in runs:
            if printed in merged:
                mentions.first.append(first)
                mentions.last.append(last)
                name, full, rule = merged[printed]
                mentions.name.append(name)
                mentions.full.append(full)
                mentions.rule.append(rule)
        mentions.bounds.append(len(mentions.first))
    return mentions


def _runs(tags: Tags, text: str, low: int, high: int) -> list[Run]:
    """The runs of capitalised words of an article; an organisation's "of …" belongs to it."""
    letters = tags.letters
    starts, ends = tags.start.data, tags.end.data  # views give plain ints
    found: list[Run] = []
    before = low - 3
    for begin, last in map(re.Match.span, _RUN.finditer(letters, low, high)):
        if begin - before < 3 and found:
            at = found[-1][1]
            close = ends[at - 1]
            whole, link = text[starts[found[-1][0]] : close], text[close : starts[begin]]
            if _joins(letters[at - 1 : begin], whole, link, text[starts[begin] : ends[last - 1]]):
                begin = found.pop()[0]
        before = last
        if last - begin > 2:
            if _OFFICE_OF.match(letters, begin - 2, last):
                # Minister of Education Stefania Giannini: a person's two words end the run
                begin = last - 2
            else:
                words = [text[starts[at] : ends[at]] for at in range(begin, last)]
                last = begin + _without_letters(words)
        printed = text[starts[begin] : ends[last - 1]]
        if printed.isupper() and _no_name(printed, letters[begin - 1], letters[last : last + 1]):
            continue
        found.append((begin, last, printed[:-2] if letters[last - 1] == "K" else printed))
    return found


def _without_letters(words: list[str]) -> int:
    """How many words of a run are left without letters behind the name: Lena Voss OBE."""
    size = len(words)
    while size > 2 and is_letters(words[size - 1]):
        size -= 1
    return size if size > 1 and not is_body(words[size - 1]) else len(words)


def _no_name(printed: str, before: str, behind: str) -> bool:
    """Whether a run in capitals is a label (LIVE UPDATES: ...) or small words with emphasis."""
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
        if letters[first - 1] in "|¶§" and printed.isupper():
            behind = _DATELINE.match(letters, last)
            if behind:
                yield at, behind


def _opens(printed: str) -> bool:
    """Whether a run may be a common word at the head of a sentence."""
    return printed.istitle() and " " not in printed and printed not in places()


def _joins(letters: str, whole: str, link: str, following: str) -> bool:
    """Whether a run goes on: the Ministry of Finance, the People's Liberation Army."""
    *before, head = whole.split()
    if letters == "K":
        return re.split("['’]", head)[0].lower() in _PEOPLES
    if letters == "C&":
        second = re.split("['’]", following)[0]
        return f"{whole} and {second}" in places()  # Trinidad and Tobago
    if letters not in ("CO", "COd") or (word := link.split()[0]) not in JOINING:
        return False
    if is_body(head):
        return True
    # the Federation of Chambers of Commerce, not the Ministry of Defence of Peru
    return word == "of" and following not in places() and any(map(is_body, before))


def _sited(tags: Tags, text: str, runs: list[Run]) -> set[str]:
    """The single words of an article that stand behind a word of place wherever it has them."""
    singles, elsewhere = set(), set()
    for first, _, printed in runs:
        if " " not in printed:
            singles.add(printed)
            if text[tags.start.data[first - 1] : tags.end.data[first - 1]] not in _WHERE:
                elsewhere.add(printed)
    return singles - elsewhere


def _merge(
    rows: list[Run], spelling: dict[frozenset[str], str], town: str, sited: set[str]
) -> dict[str, Merged]:
    """The name in each printed run, the fullest form that it fits, and why; titles are left out.

    Longer names first collect their short forms; single words look theirs up. One of `sited` is
    not the first word of a longer name: an office in Redhill is not one in Redhill Savings.
    """
    parsed = {printed: read_name(printed) for _, _, printed in rows}
    if town:
        parsed[town] = folded_name(Name(town, "place", ""))
    forms: dict[str, dict[str, str]] = {}
    full: dict[frozenset[str], str] = {}
    for name, _, words, short, _ in parsed.values():
        if short is not None:
            target = full.get(words)
            if target is None:
                target = full[words] = _spelled(name, words, spelling)
            for form, rule in short:
                forms.setdefault(form, {}).setdefault(target, rule)
    return {
        printed: (_of_a_people(each, forms) or _longer(each, full))
        if each.words
        else _fullest(each, forms, printed in sited)
        for printed, each in parsed.items()
        if each.name.kind != "title"
    }


def _spelled(name: Name, words: frozenset[str], spelling: dict[frozenset[str], str]) -> str:
    """The spelling a name was first met in over the corpus."""
    first = name.text.split()[0]
    # a body printed with and without the acronym it belongs to: PLA Eastern Theater Command
    parent = name.kind == "organisation" and len(words) > 3 and first.isalpha() and first.isupper()
    return spelling.setdefault(words - {fold(first)} if parent else words, name.text)


def _fullest(each: FoldedName, forms: dict[str, dict[str, str]], sited: bool) -> Merged:
    """The one longer name that a single word stands for; itself where there are two."""
    fits = forms.get(each.folded)
    if fits:
        rules = _RULES[:-1] if sited else _RULES
        for rule in ("surname",) if each.name.kind == "place" else rules:
            targets = [target for target, why in fits.items() if why == rule]
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


def _longer(each: FoldedName, full: dict[frozenset[str], str]) -> Merged:
    """A body's name with more words and the same last one, if the article has one such."""
    if each.name.kind == "organisation":
        head = each.folded.split()[-1]
        longer = {full[other] for other in full if each.words < other}
        longer = {target for target in longer if fold(target).split()[-1] == head}
        if len(longer) == 1:
            return each.name, longer.pop(), "short-form"
    spelled = full.get(each.words)
    return (each.name, spelled, "itself") if spelled else each.itself
