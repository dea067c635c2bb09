"""Possible contradictions: shared claims whose numbers, dates, ranks, names or titles differ.

Both sentences are shown and nobody is called wrong: two sources may mean different things, and a
matcher may have brought together what doesn't belong together.
"""

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from analysis.corpus.names import find_names
from analysis.measures.claim_facts import Dated, Number
from analysis.measures.claim_pairs import ClaimSentences, Facts, claim_sentences
from analysis.measures.claim_words import stem_word
from analysis.measures.event_groups import group_events
from analysis.measures.offices import title_contradictions

COLUMNS = [
    "kind", "hardness", "subject", "value", "other_value", "source", "article", "start", "end",
    "text", "other_source", "other_article", "other_start", "other_end", "other_text",
]  # fmt: skip
_HARD = {"date": 0.9, "rank": 0.85, "number": 0.8, "name": 0.6}
Differing = tuple[str, float, str, str]


def contradictions(
    claims: pd.DataFrame, *, articles: pd.DataFrame, events: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Pairs of sentences that may contradict each other, the hardest first.

    `kind` is title, office, date, rank, number or name; `value` and `other_value` are what
    differs, `subject` whom or what it is about (a person, an office, else the claim's label);
    `hardness` between 0 and 1 is larger where the two can hardly both hold. One row a claim and
    kind. Titles are compared within `events` (those that `group_events` finds where not given).
    """
    corpus = claim_sentences(articles)
    rows = pd.concat([_titles(articles, events, corpus), _claims(claims, corpus, articles)])
    rows = rows.sort_values("hardness", ascending=False, kind="stable")
    rows = rows.drop_duplicates(["kind", "subject"])
    return rows[COLUMNS].reset_index(drop=True)


def _titles(
    articles: pd.DataFrame, events: pd.DataFrame | None, corpus: ClaimSentences
) -> pd.DataFrame:
    groups = events if events is not None else group_events(articles)
    found = title_contradictions(articles, event=groups.set_index("article")["event"])
    table = corpus.table
    for side in ("", "other_"):
        spans = zip(found[f"{side}article"], found[f"{side}start"], strict=True)
        rows = [
            table.index[(table["article"] == a) & (table["start"] <= s) & (table["end"] > s)][0]
            for a, s in spans
        ]
        found = _with_sentences(found, side, table.loc[rows])
    return found


def _with_sentences(found: pd.DataFrame, side: str, sentences: pd.DataFrame) -> pd.DataFrame:
    for column in ("source", "article", "start", "end", "text"):
        there = column in sentences
        found[f"{side}{column}"] = sentences[column].to_numpy() if there else None
    return found


def _claims(
    claims: pd.DataFrame, corpus: ClaimSentences, articles: pd.DataFrame
) -> pd.DataFrame:
    table = corpus.table
    at = {span: row for row, span in enumerate(zip(table["article"], table["start"], strict=True))}
    names = _names(articles, corpus)
    found, sides = [], ([], [])
    for _, members in claims.groupby("claim", sort=False):
        rows = [at[span] for span in zip(members["article"], members["start"], strict=True)]
        sure = dict(zip(rows, members["score"], strict=True))
        for a, b in combinations(rows, 2):
            if corpus.source[a] != corpus.source[b]:
                for kind, weight, value, other in _differing(a, b, corpus, names):
                    hardness = _HARD[kind] * weight * min(sure[a], sure[b]) ** 0.5
                    found.append((kind, hardness, members["label"].iloc[0], value, other))
                    sides[0].append(a)
                    sides[1].append(b)
    rows = pd.DataFrame(found, columns=COLUMNS[:5])
    rows = _with_sentences(rows, "", table.iloc[sides[0]])
    return _with_sentences(rows, "other_", table.iloc[sides[1]])


def _differing(
    a: int, b: int, corpus: ClaimSentences, names: dict[int, set[str]]
) -> Iterator[Differing]:
    one, two = corpus.facts[a], corpus.facts[b]
    yield from _numbers(one.numbers, two.numbers)
    yield from _dates(_leaning(a, corpus).dates, _leaning(b, corpus).dates)
    yield from _ranks(one, two)
    yield from _swapped(names.get(a, set()), names.get(b, set()), _alike(a, b, corpus))


def _leaning(row: int, corpus: ClaimSentences) -> Facts:
    """The facts of a sentence, or of the one before where it has no date and leans on that."""
    facts = corpus.facts[row]
    return corpus.facts[row - 1] if facts.leans and not facts.dates and row else facts


def _numbers(ones: list[Number], twos: list[Number]) -> Iterator[Differing]:
    """Different counts of the same thing, where neither side also has the other's."""
    for one in ones:
        same = [two for two in twos if one.unit and stem_word(one.unit) == stem_word(two.unit)]
        if same and not any(_agree(one, two) for two in same):
            yield "number", 1.0 - 0.3 * one.hedged, _told(one), _told(same[0])


def _agree(one: Number, two: Number) -> bool:
    if one.hedged or two.hedged:
        low, high = sorted((one.value, two.value))
        return high <= 1.25 * low
    return one.value == two.value


def _told(number: Number) -> str:
    return f"{number.value:g} {number.unit}"


def _dates(ones: list[Dated], twos: list[Dated]) -> Iterator[Differing]:
    """Days or weeks that can't be the same: no date of one side meets any of the other."""
    near = [(one, two) for one in ones for two in twos if one.low <= two.high and two.low <= one.high]
    days = [[d for d in dates if (d.high - d.low).days < 32] for dates in (ones, twos)]
    if days[0] and days[1] and not near:
        one, two = days[0][0], days[1][0]
        yield "date", min(1.0, 0.6 + abs((one.low - two.low).days) / 50), *(
            f"{d.low}" if d.low == d.high else f"{d.low}/{d.high}" for d in (one, two)
        )


def _ranks(one: Facts, two: Facts) -> Iterator[Differing]:
    """A first in so many years against a second within less."""
    for rank in one.ranks:
        for other in two.ranks:
            if rank.value != other.value and rank.noun and other.noun:
                yield "rank", 1.0, f"{rank.value}. {rank.noun}", f"{other.value}. {other.noun}"


def _swapped(ones: set[str], twos: set[str], alike: float) -> Iterator[Differing]:
    """One name in the place of another in sentences that are otherwise the same."""
    only, other = ones - twos, twos - ones
    if len(only) == len(other) == 1 and alike >= 0.6:
        yield "name", alike, *only, *other


def _alike(a: int, b: int, corpus: ClaimSentences) -> float:
    present, named = corpus.stems.present, corpus.stems.named
    one, two = (set(present[r].indices) - set(named[r].indices) for r in (a, b))
    return len(one & two) / max(len(one | two), 1)


def _names(articles: pd.DataFrame, corpus: ClaimSentences) -> dict[int, set[str]]:
    """The full names in each sentence."""
    found, table = find_names(articles), corpus.table
    merged = pd.merge_asof(
        found.assign(key=found["start"]).sort_values("start"),
        table[["article", "start"]].astype({"start": int}).reset_index(names="row").sort_values("start"),
        on="start",
        by="article",
    )
    return {int(row): set(group) for row, group in merged.groupby("row")["name"]}
