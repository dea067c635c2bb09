"""Possible contradictions: shared claims whose numbers, dates, ranks, names or titles differ.

Both sentences are shown and nobody is called wrong: two sources may mean different things, and a
matcher may have brought together what doesn't belong together.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.corpus.lexicons import countries
from analysis.corpus.names import find_names
from analysis.measures.claim_dates import Dated, meet
from analysis.measures.claim_numbers import Number, print_number
from analysis.measures.claim_pairs import ClaimSentences, Facts, Indices, claim_sentences
from analysis.measures.claim_words import content_stem, row_stems
from analysis.measures.claims import (
    THRESHOLD,
    Scores,
    event_rows,
    pair_scores,
    related_events,
)
from analysis.measures.number_words import LENGTHS, SCALES
from analysis.measures.offices import title_contradictions

COLUMNS = [
    "kind", "hardness", "subject", "value", "other_value", "source", "article", "start", "end",
    "text", "other_source", "other_article", "other_start", "other_end", "other_text",
]  # fmt: skip
_HARD = {"date": 0.9, "rank": 0.85, "number": 0.8, "name": 0.8}
NEAR = 0.2  # score from which two sentences that lean on the ones before may tell the same
LEAST = 0.4  # hardness below which a difference is no contradiction
WINDOW = 4  # words around a number that say what it is about
SURE = 0.8
OTHERS = 0.7  # part of the hardness that remains where each sentence has a person of its own
Name = tuple[str, str]
Differing = tuple[str, float, str, str]


def contradictions(articles: pd.DataFrame, *, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """Pairs of sentences that may contradict each other, the hardest first.

    `kind` is title, office, date, rank, number or name; `value` and `other_value` are what
    differs, `subject` whom or what it is about (a person, an office, else the first sentence);
    `hardness` between 0 and 1 is larger where the two can hardly both hold. Each sentence and
    subject stands in one row of a kind. Sentences are compared within events: those of `events`
    (columns article, event), or groups of related articles.
    """
    corpus = claim_sentences(articles)
    groups = related_events(articles, events)
    rows = [_titles(articles, groups, corpus), _claims(corpus, groups, articles)]
    table = pd.concat(rows, ignore_index=True)
    table = table.sort_values("hardness", ascending=False, kind="stable")
    return table.loc[_fresh(table), COLUMNS].reset_index(drop=True)


def _fresh(rows: pd.DataFrame) -> list[bool]:
    """Rows whose kind hasn't yet been shown for the subject or for either sentence."""
    shown: set[tuple[str, object]] = set()
    fresh = []
    for row in rows.itertuples():
        sides = (row.article, row.start), (row.other_article, row.other_start)
        keys = {(str(row.kind), key) for key in (row.subject, *sides)}
        fresh.append(not keys & shown)
        if fresh[-1]:
            shown |= keys
    return fresh


def _titles(articles: pd.DataFrame, groups: pd.DataFrame, corpus: ClaimSentences) -> pd.DataFrame:
    found = title_contradictions(articles, event=groups.set_index("article")["event"])
    ones = _sentence_of(corpus, found["article"], found["start"])
    twos = _sentence_of(corpus, found["other_article"], found["other_start"])
    return _with_sentences(found, corpus, ones, twos)


def _sentence_of(corpus: ClaimSentences, article: pd.Series, start: pd.Series) -> Indices:
    """The row of the sentence in which a mention begins."""
    table = corpus.table
    number = pd.Index(table["article"].unique()).get_indexer
    opens = number(table["article"]).astype(np.int64) << 32 | table["start"].to_numpy()
    at = number(article).astype(np.int64) << 32 | start.to_numpy(np.int64)
    return np.asarray(np.searchsorted(opens, at, side="right") - 1)


def _with_sentences(
    found: pd.DataFrame, corpus: ClaimSentences, ones: Indices, twos: Indices
) -> pd.DataFrame:
    """`found` with where both sentences stand, and their words."""
    for side, rows in {"": ones, "other_": twos}.items():
        sentences = corpus.table.iloc[rows]
        for column in ("source", "article", "start", "end", "text"):
            there = column in sentences
            found[f"{side}{column}"] = sentences[column].to_numpy() if there else None
    return found


def _claims(corpus: ClaimSentences, groups: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    names = _names(articles, corpus)
    found, ones, twos = [], [], []
    for rows in event_rows(corpus, groups):
        scores = pair_scores(corpus, rows)
        for (a, b), score in scores.items():
            dated = _dated(a, b, corpus, scores)
            leaning = corpus.facts[a].leans and corpus.facts[b].leans and bool(all(dated))
            if score < (NEAR if leaning else THRESHOLD):
                continue
            for kind, weight, *values in _differing(a, b, score, corpus, names, dated):
                hardness = _HARD[kind] * weight * score**0.5
                if hardness >= LEAST:
                    found.append((kind, hardness, corpus.text[a], *values))
                    ones.append(a)
                    twos.append(b)
    rows = pd.DataFrame(found, columns=COLUMNS[:5])
    return _with_sentences(rows, corpus, np.array(ones, np.int64), np.array(twos, np.int64))


def _differing(
    a: int,
    b: int,
    score: float,
    corpus: ClaimSentences,
    names: dict[int, set[Name]],
    dated: tuple[list[Dated], list[Dated]],
) -> Iterator[Differing]:
    one, two = corpus.facts[a], corpus.facts[b]
    texts = corpus.text[a], corpus.text[b]
    people = [{name for name, kind in names[row] if kind == "person"} for row in (a, b)]
    known = OTHERS if people[0] - people[1] and people[1] - people[0] else 1.0
    for kind, weight, value, other in (
        *_numbers(one.numbers, two.numbers, texts, score > SURE),
        *_dates(*dated, score > SURE),
        *_ranks(one, two),
    ):
        yield kind, known * weight, value, other
    yield from _swapped(names[a], names[b], _alike(a, b, corpus))


def _dated(
    a: int, b: int, corpus: ClaimSentences, scores: Scores
) -> tuple[list[Dated], list[Dated]]:
    """The dates of two sentences; one without dates that leans on the sentence before has that
    one's, unless the sentences before are a pair of their own."""
    borrow = scores.get((a - 1, b - 1), 0.0) < THRESHOLD
    lean = [borrow and not told.dates and told.leans for told in (corpus.facts[a], corpus.facts[b])]
    return corpus.facts[a - lean[0]].dates, corpus.facts[b - lean[1]].dates


def _numbers(
    ones: list[Number], twos: list[Number], texts: tuple[str, str], sure: bool
) -> Iterator[Differing]:
    """Different counts of the same thing, where neither side also has the other's.

    The words around them must meet, unless the two sentences surely tell the same.
    """
    for one in ones:
        unit = _unit(one)
        same = [two for two in twos if unit and _unit(two) == unit]
        alone = sure and len(same) == 1 == sum(_unit(other) == unit for other in ones)
        near = [two for two in same if alone or _around(one, texts[0]) & _around(two, texts[1])]
        if near and not any(_agree(one, two) for two in same):
            loose = one.hedged or one.unit.rstrip("s") in LENGTHS
            yield "number", 1.0 - 0.3 * loose, print_number(one), print_number(near[0])


def _unit(number: Number) -> str:
    """The stem of what a number counts: a share, or nothing told but how many ("4 million")."""
    counted = "number" if number.unit in SCALES else number.unit
    return content_stem(counted) or counted * (counted in ("percent", "number"))


def _around(number: Number, text: str) -> set[str]:
    """The content stems of the words before and after a number, without what it counts."""
    before, after = text[: number.start].split()[-WINDOW:], text[number.end :].split()[: WINDOW + 1]
    stems = {content_stem(word.strip('.,;:()"“”')) for word in before + after}
    return stems - {"", content_stem(number.unit)}


def _agree(one: Number, two: Number) -> bool:
    if one.hedged or two.hedged:
        low, high = sorted((one.value, two.value))
        return high <= 1.25 * low
    return one.value == two.value


def _dates(ones: list[Dated], twos: list[Dated], sure: bool) -> Iterator[Differing]:
    """Days, weeks or months that can't be the same: no date of one side meets one of the other.

    Where two sentences surely tell the same with as many dates, one of them suffices. Weekdays
    are compared by name, and with nothing else: which week is meant is a guess.
    """
    for named in (False, True):
        one, two = ([d for d in side if (d.weekday >= 0) == named] for side in (ones, twos))
        alone = [
            [d for d in side if not any(_meet(d, e) for e in other)]
            for side, other in ((one, two), (two, one))
        ]
        whole = len(alone[0]) == len(one) and len(alone[1]) == len(two)
        one, two = ([d for d in side if (d.high - d.low).days < 32] for side in alone)
        if one and two and (whole or (sure and len(ones) == len(twos))):
            gap = abs((one[0].low - two[0].low).days)
            yield "date", 0.5 if named else min(1.0, 0.7 + gap / 60), _day(one[0]), _day(two[0])


def _meet(one: Dated, two: Dated) -> bool:
    return one.weekday == two.weekday if one.weekday >= 0 else meet(one, two)


def _day(dated: Dated) -> str:
    return f"{dated.low}" if dated.low == dated.high else f"{dated.low}/{dated.high}"


def _ranks(one: Facts, two: Facts) -> Iterator[Differing]:
    """A first of its kind in so many years against a second within less."""
    lasting = [any(n.unit.rstrip("s") in LENGTHS for n in side.numbers) for side in (one, two)]
    for rank in one.ranks:
        for other in two.ranks:
            nouns = {content_stem(rank.noun), content_stem(other.noun)}
            same = len(nouns) == 1 and nouns != {""}
            if rank.value != other.value and (same or ("time" in nouns and all(lasting))):
                told, else_told = (f"{r.value}. {r.noun}".rstrip() for r in (rank, other))
                yield "rank", 1.0, told, else_told


def _swapped(ones: set[Name], twos: set[Name], alike: float) -> Iterator[Differing]:
    """One name in the place of another of its kind in sentences that are otherwise alike."""
    only, other = ones - twos, twos - ones
    if len(only) == len(other) == 1 and (alike >= 0.5 or (len(ones & twos) > 1 and alike >= 0.15)):
        (name, kind), (second, same) = *only, *other
        known = kind == same and (kind != "unknown" or (" " in name and " " in second))
        if known and not set(name.split()) & set(second.split()):
            yield "name", max(alike, 0.6), name, second


def _alike(a: int, b: int, corpus: ClaimSentences) -> float:
    present, named = corpus.stems.present, corpus.stems.named
    one, two = (row_stems(present, r) - row_stems(named, r) for r in (a, b))
    return len(one & two) / max(len(one | two), 1)


def _names(articles: pd.DataFrame, corpus: ClaimSentences) -> dict[int, set[Name]]:
    """The full names in each sentence with their kinds; a country for all its names."""
    found = find_names(articles)
    found = found[found["start"] >= 0]
    rows = _sentence_of(corpus, found["article"], found["start"]).tolist()
    names: dict[int, set[Name]] = defaultdict(set)
    for row, name, kind in zip(rows, found["name"], found["kind"], strict=True):
        if not (" " in name and all(word in countries() for word in name.split())):
            names[row].add((countries().get(name, name), kind))
    return names
