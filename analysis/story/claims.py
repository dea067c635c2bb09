"""Claims: sentences of different sources that state the same fact."""

from collections import defaultdict
from functools import cache

import numpy as np
import pandas as pd

from analysis.arrays import Floats, Rows
from analysis.paths import bundled
from analysis.story.event_groups import RELATED, group_events
from analysis.story.likeness import FEATURES, SUPPORT, pair_features, support
from analysis.story.pairs import (
    LEANING,
    ClaimSentences,
    candidate_pairs,
    claim_sentences,
)
from analysis.story.reasons import claim_kind, shared_facts

THRESHOLD = 0.33
SAME = 0.8  # part of two sets' sentences that makes them one claim
COLUMNS = [
    "claim", "label", "kind", "source", "article", "start", "end", "text", "score", "because",
]  # fmt: skip
Scores = dict[tuple[int, int], float]
Beside = dict[int, dict[int, float]]
Told = tuple[int, str, str, float, str]


def match_claims(articles: pd.DataFrame, *, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """The claims table: a row a sentence that states a fact some other source states too.

    Sentences are compared within events: those of `events` (columns article, event) or groups of
    related articles that `group_events` finds. `score` is between 0 and 1, the mean probability
    that the sentence states the same fact as the claim's sentences of other sources; `because`
    names what it shares with the surest of them and, as near-synonyms, its words that stand for
    others there; `label` is the claim's clearest sentence; `kind` is event, statement or
    background. A sentence may stand in several claims. A fact told by one source only is no claim
    here, and a missing row is no omission.
    """
    corpus = claim_sentences(articles)
    claims: list[list[Told]] = []
    for rows in event_rows(corpus, related_events(articles, events)):
        scores = pair_scores(corpus, rows)
        labels: set[str] = set()
        for members in _cliques(scores, corpus.source):
            claims.append(_told(corpus, members, scores, labels))
            labels.add(claims[-1][0][1])
    return _table(corpus, claims)


def distinct_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of `match_claims` without those that mostly repeat a surer one.

    A fact that many sentences tell comes apart into overlapping claims, since a pair that isn't
    accepted is never put together. A claim three quarters of whose sentences stand in one earlier
    claim is left out here, so that counts and figures show fewer facts twice; its pairs are lost.
    """
    kept: dict[str, set[tuple[str, int]]] = {}
    for claim, rows in claims.groupby("claim", sort=False):
        own = set(zip(rows["article"], rows["start"], strict=True))
        if not any(4 * len(own & known) >= 3 * len(own) for known in kept.values()):
            kept[str(claim)] = own
    return claims[claims["claim"].isin(list(kept))].reset_index(drop=True)


def related_events(articles: pd.DataFrame, events: pd.DataFrame | None) -> pd.DataFrame:
    """The event of each article in which its facts may be told: `events`, or related articles."""
    return events if events is not None else group_events(articles, alike=RELATED)


def event_rows(corpus: ClaimSentences, events: pd.DataFrame) -> list[Rows]:
    """The rows of the sentences of each event that more than one source tells of."""
    of_article = dict(zip(events["article"], events["event"], strict=True))
    event = pd.factorize(corpus.table["article"].map(of_article))[0]
    order = np.argsort(event, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(event[order])) + 1)
    return [np.sort(rows) for rows in groups if len(np.unique(corpus.source[rows])) > 1]


def pair_scores(corpus: ClaimSentences, rows: Rows) -> Scores:
    """The probability that two sentences state the same fact, for candidate pairs of `rows`."""
    one, two = candidate_pairs(corpus, rows)
    if not len(one):
        return {}
    units, weights = _weights()
    first = pair_probability(pair_features(corpus, rows, one, two), units)
    score = supported_probability(support(first, one, two), weights)
    keys = zip(rows[one].tolist(), rows[two].tolist(), strict=True)
    return dict(zip(keys, score.tolist(), strict=True))


def pair_probability(features: Floats, units: pd.DataFrame) -> Floats:
    """Of the columns FEATURES: a net with one hidden layer, `units` its units."""
    hidden = features @ units[FEATURES].to_numpy().T + units["bias"].to_numpy()
    return _logistic(np.maximum(hidden, 0) @ units["weight"].to_numpy())


def supported_probability(features: Floats, weights: pd.Series) -> Floats:
    """Of the columns SUPPORT: a logistic regression."""
    return _logistic(features @ weights[SUPPORT].to_numpy() + weights["bias"])


def _logistic(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


@cache
def _weights() -> tuple[pd.DataFrame, pd.Series]:
    """The hidden units of the pair scorer, and the regression on what supports a pair."""
    units = pd.read_csv(bundled("story/data/claim_units.csv"), comment="#", dtype=float)
    weights = pd.read_csv(bundled("story/data/claim_weights.csv"), comment="#", index_col="feature")
    return units, weights["weight"].astype(float)


def _cliques(scores: Scores, source: Rows) -> list[list[int]]:
    """Sets of sentences that cover every accepted pair, the surest pair's set first.

    In a set every two sentences of different sources are an accepted pair, but for sets that
    share most of their sentences: those are one claim.
    """
    accepted = {pair: score for pair, score in scores.items() if score >= THRESHOLD}
    beside: Beside = defaultdict(dict)
    for (a, b), score in accepted.items():
        beside[a][b] = beside[b][a] = score
    covered: set[tuple[int, int]] = set()
    cliques: list[set[int]] = []
    for pair in sorted(accepted, key=lambda p: (-accepted[p], p)):
        if pair not in covered:
            members = set(_grow(list(pair), beside, source))
            known = max(cliques, key=lambda old: len(old & members), default=set())
            if known and len(known & members) >= SAME * min(len(members), len(known)):
                known |= members
            else:
                cliques.append(members)
            covered |= {(a, b) for a in members for b in members if a < b}
    return [sorted(members) for members in cliques]


def _grow(members: list[int], beside: Beside, source: Rows) -> list[int]:
    """A set of two with what goes with all its members of other sources, the surest first."""
    while True:
        near = set().union(*(beside[member] for member in members)) - set(members)
        sure = {row: _sure(row, members, beside, source) for row in sorted(near)}
        best = max(sure, key=lambda row: sure[row], default=None)
        if best is None or not sure[best]:
            return members
        members.append(best)


def _sure(row: int, members: list[int], beside: Beside, source: Rows) -> float:
    """Mean score of a row with the members of other sources, 0 where one is not accepted."""
    scores = [beside[row].get(m, 0.0) for m in members if source[m] != source[row]]
    return sum(scores) / len(scores) if all(scores) else 0.0


def _told(
    corpus: ClaimSentences, members: list[int], scores: Scores, labels: set[str]
) -> list[Told]:
    """What the claims table says of each member of a claim; its label is none of `labels`."""
    source = corpus.source[members]
    pair = [[scores.get((min(a, b), max(a, b)), 0.0) for b in members] for a in members]
    apart = source[:, None] != source
    score = (np.array(pair) * apart).sum(axis=1) / apart.sum(axis=1)
    texts = [corpus.text[row] for row in members]
    clear = score - np.array([len(text) for text in texts]) / 2000  # of two as sure the shorter
    clear -= [not LEANING.isdisjoint(text.lower().split()[:4]) for text in texts]
    fresh = np.array([text not in labels for text in texts])
    label = texts[int((clear + 2 * fresh).argmax())]
    kind = claim_kind([corpus.facts[row] for row in members], texts)
    best = np.where(apart, pair, -1.0).argmax(axis=1)
    return [
        (row, label, kind, value, shared_facts(corpus, row, members[at]))
        for row, value, at in zip(members, score.round(3).tolist(), best, strict=True)
    ]


def _table(corpus: ClaimSentences, claims: list[list[Told]]) -> pd.DataFrame:
    told = [(f"c{number:03d}", *row) for number, claim in enumerate(claims, 1) for row in claim]
    columns = ["claim", "row", "label", "kind", "score", "because"]
    rows = pd.DataFrame(told, columns=columns).astype({"row": int, "score": float})
    sentences = corpus.table.drop(columns="kind").iloc[rows["row"]].reset_index(drop=True)
    table = rows.join(sentences)
    return table.assign(source=table.get("source"))[COLUMNS]
