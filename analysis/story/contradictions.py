"""Possible contradictions: shared claims whose numbers, dates, ranks, names or titles differ.

Both sentences are shown and nobody is called wrong: two sources may mean different things, and a
matcher may have brought together what doesn't belong together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
import pandas as pd

from analysis.arrays import Rows
from analysis.story.claims import event_rows, related_events, scored_events
from analysis.story.disagreements import (
    LOOSE,
    Differing,
    Name,
    differing_dates,
    differing_numbers,
    differing_ranks,
    earlier_than,
    first_since,
    swapped_names,
)
from analysis.story.offices import title_contradictions
from analysis.story.pairs import ClaimSentences, claim_sentences, publication_days
from analysis.story.scorer import THRESHOLD, Scored, Scores
from analysis.story.sentence_stems import row_stems
from analysis.text.lexicons import countries
from analysis.text.reading import Articles, Reading, find_names, read
from analysis.text.spans import place

COLUMNS = [
    "kind", "hardness", "subject", "value", "other_value", "source", "article", "start", "end",
    "text", "other_source", "other_article", "other_start", "other_end", "other_text",
]  # fmt: skip
FIRST = 0.7  # hardness of a first in years beside something earlier of the kind
_HARD = {"date": 0.9, "rank": 0.85, "number": 0.8, "name": 0.8}
NEAR = 0.2  # score from which two sentences that lean on the ones before may tell the same
LEAST = 0.42  # hardness below which a difference is no contradiction
SURE = 0.8


def contradictions(articles: Articles, *, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """Pairs of sentences that may contradict each other, the hardest first.

    `kind` is title, office, date, rank, number or name; `value` and `other_value` are what
    differs, `subject` whom or what it is about (a person, an office, else the first sentence);
    `hardness` between 0 and 1 is larger where the two can hardly both hold. Each sentence and
    subject stands in one row of a kind. Sentences are compared within events: those of `events`
    (columns article, event), or groups of related articles.

    >>> texts = ["The storm in Jakarta killed 12 people.", "The storm in Jakarta killed 40 people."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> events = pd.DataFrame({"article": ["1", "2"], "event": ["storm", "storm"]})
    >>> contradictions(articles, events=events)[["kind", "value", "other_value"]].values.tolist()
    [['number', '12 people', '40 people']]
    """
    reading = read(articles)
    corpus = claim_sentences(reading)
    groups = related_events(reading, events)
    rows = [
        _titles(reading, groups, corpus),
        _claims(corpus, scored_events(reading, events), _names(reading, corpus)),
        _denied(corpus, groups, publication_days(reading.articles)),
    ]
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


def _titles(articles: Reading, groups: pd.DataFrame, corpus: ClaimSentences) -> pd.DataFrame:
    found = title_contradictions(articles, event=groups.set_index("article")["event"])
    ones = _sentence_of(corpus, found["article"], found["start"])
    twos = _sentence_of(corpus, found["other_article"], found["other_start"])
    return _with_sentences(found, corpus, ones, twos)


def _sentence_of(corpus: ClaimSentences, article: pd.Series, start: pd.Series) -> Rows:
    """The row of the sentence in which a mention begins."""
    table = corpus.table
    number = pd.Index(table["article"].unique()).get_indexer
    opens = place(number(table["article"]), table["start"].to_numpy())
    begins = place(number(article), start.to_numpy(np.int64))
    return np.asarray(np.searchsorted(opens, begins, side="right") - 1)


def _with_sentences(
    found: pd.DataFrame, corpus: ClaimSentences, ones: Rows, twos: Rows
) -> pd.DataFrame:
    """`found` with where both sentences stand, and their words."""
    for side, rows in {"": ones, "other_": twos}.items():
        sentences = corpus.table.iloc[rows]
        for column in ("source", "article", "start", "end", "text"):
            there = column in sentences
            found[f"{side}{column}"] = sentences[column].to_numpy() if there else None
    return found


def _claims(
    corpus: ClaimSentences, events: Iterable[Scored], names: dict[int, set[Name]]
) -> pd.DataFrame:
    found, ones, twos = [], [], []
    for scored in events:
        scores = scored.by_pair()
        for (a, b), score in scores.items():
            dated = _dated(a, b, corpus, scores)
            leaning = corpus.facts[a].leans and corpus.facts[b].leans
            leaning &= all(corpus.facts[row].dates for row in dated)
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


def _denied(corpus: ClaimSentences, groups: pd.DataFrame, days: dict[str, date]) -> pd.DataFrame:
    """Sentences by which something is the first of its kind in years, beside such a thing that
    another source dates within those years."""
    found, ones, twos = [], [], []
    articles = corpus.table["article"].to_numpy()
    for rows in event_rows(corpus, groups):
        dated = [row for row in rows if corpus.compared[row] and corpus.facts[row].dates]
        for row in rows[corpus.compared[rows]]:
            since = first_since(corpus.text[row], corpus.facts[row], days.get(articles[row]))
            for other in dated if since else []:
                apart = corpus.source[other] != corpus.source[row]
                earlier = earlier_than(since, corpus.text[other], corpus.facts[other])
                if since and apart and earlier:
                    found.append(("rank", FIRST, corpus.text[row], since.words, earlier))
                    ones.append(row)
                    twos.append(other)
    table = pd.DataFrame(found, columns=COLUMNS[:5])
    return _with_sentences(table, corpus, np.array(ones, np.int64), np.array(twos, np.int64))


def _differing(
    a: int,
    b: int,
    score: float,
    corpus: ClaimSentences,
    names: dict[int, set[Name]],
    dated: tuple[int, int],
) -> Iterator[Differing]:
    one, two = corpus.facts[a], corpus.facts[b]
    texts = corpus.text[a], corpus.text[b]
    people = [{name for name, kind in names[row] if kind == "person"} for row in (a, b)]
    first, second = dated
    days, others = corpus.facts[first].dates, corpus.facts[second].dates
    known = LOOSE if people[0] - people[1] and people[1] - people[0] else 1.0
    for kind, weight, value, other in (
        *differing_numbers(one.numbers, two.numbers, texts, score > SURE),
        *differing_dates(days, others, (corpus.text[first], corpus.text[second]), score > SURE),
        *differing_ranks(one, two),
    ):
        yield kind, known * weight, value, other
    yield from swapped_names(names[a], names[b], _alike(a, b, corpus))


def _dated(a: int, b: int, corpus: ClaimSentences, scores: Scores) -> tuple[int, int]:
    """The rows whose dates two sentences have: a sentence without dates that leans on the one
    before has that one's, unless the sentences before are a pair of their own."""
    borrow = scores.get((a - 1, b - 1), 0.0) < THRESHOLD
    lean = [borrow and not told.dates and told.leans for told in (corpus.facts[a], corpus.facts[b])]
    return a - lean[0], b - lean[1]


def _alike(a: int, b: int, corpus: ClaimSentences) -> float:
    present, named = corpus.stems.present, corpus.stems.named
    one, two = (row_stems(present, r) - row_stems(named, r) for r in (a, b))
    return len(one & two) / max(len(one | two), 1)


def _names(articles: Reading, corpus: ClaimSentences) -> dict[int, set[Name]]:
    """The full names in each sentence with their kinds; a country for all its names."""
    found = find_names(articles)
    found = found[found["start"] >= 0]
    rows = _sentence_of(corpus, found["article"], found["start"]).tolist()
    names: dict[int, set[Name]] = defaultdict(set)
    for row, name, kind in zip(rows, found["name"], found["kind"], strict=True):
        if not (" " in name and all(word in countries() for word in name.split())):
            names[row].add((countries().get(name, name), kind))
    return names
