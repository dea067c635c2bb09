"""Claims: sentences of different sources that state the same fact."""

from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.measures.claim_pairs import (
    FEATURES,
    ClaimSentences,
    candidate_pairs,
    claim_sentences,
    pair_features,
)
from analysis.measures.event_groups import group_events
from analysis.paths import bundled

THRESHOLD = 0.45
COLUMNS = ["claim", "label", "kind", "source", "article", "start", "end", "text", "score", "because"]
Floats = npt.NDArray[np.float64]
Scores = dict[tuple[int, int], float]


def match_claims(articles: pd.DataFrame, *, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """The claims table: a row a sentence that states a fact some other source states too.

    Sentences are compared within events: those of `events` (columns article, event) or those
    that `group_events` finds. `score` is between 0 and 1, the mean probability that the sentence
    states the same fact as the claim's sentences of other sources; `because` names what they
    share; `label` is the claim's clearest sentence. A sentence may stand in several claims. A
    fact told by one source only is no claim here, and a missing row is no omission.
    """
    corpus = claim_sentences(articles)
    groups = events if events is not None else group_events(articles)
    number = pd.factorize(groups["event"])[0]
    of_article = dict(zip(groups["article"], number, strict=True))
    event = corpus.table["article"].map(of_article).to_numpy()
    tables = []
    for rows in _rows_of(event):
        if len(np.unique(corpus.source[rows])) > 1:
            scores = pair_scores(corpus, rows)
            tables += [_claim(corpus, members, scores) for members in _cliques(scores, corpus)]
    return _table(tables)


def pair_scores(corpus: ClaimSentences, rows: npt.NDArray[np.int64]) -> Scores:
    """The probability that two sentences state the same fact, for candidate pairs of `rows`."""
    one, two = candidate_pairs(corpus, rows)
    if not len(one):
        return {}
    names, values = _weights()
    score = 1 / (1 + np.exp(-(pair_features(corpus, rows, one, two) @ values + names)))
    keys = zip(rows[one].tolist(), rows[two].tolist(), strict=True)
    return dict(zip(keys, score.tolist(), strict=True))


@cache
def _weights() -> tuple[float, Floats]:
    table = pd.read_csv(bundled("data/claim_weights.csv"), comment="#", index_col="feature")
    weight = table["weight"]
    return float(weight["intercept"]), weight.loc[FEATURES].to_numpy(float)


def _rows_of(event: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    order = np.argsort(event, kind="stable")
    cuts = np.flatnonzero(np.diff(event[order])) + 1
    return [np.sort(rows) for rows in np.split(order, cuts)]


def _cliques(scores: Scores, corpus: ClaimSentences) -> list[list[int]]:
    """Sets of sentences that cover every accepted pair: each grown from its strongest one.

    A sentence joins where its mean score with the members of other sources is high enough.
    """
    accepted = {pair: score for pair, score in scores.items() if score >= THRESHOLD}
    beside: dict[int, set[int]] = {}
    for a, b in accepted:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    covered: set[tuple[int, int]] = set()
    cliques = []
    for pair in sorted(accepted, key=lambda p: (-accepted[p], p)):
        if pair not in covered:
            members = _grow(list(pair), beside, scores, corpus)
            covered |= {(a, b) for a in members for b in members if a < b}
            cliques.append(sorted(members))
    return cliques


def _grow(
    members: list[int], beside: dict[int, set[int]], scores: Scores, corpus: ClaimSentences
) -> list[int]:
    while True:
        near = set().union(*(beside[member] for member in members)) - set(members)
        means = {row: _mean(row, members, scores, corpus) for row in near}
        best = max(sorted(means), key=lambda row: means[row], default=-1)
        if best < 0 or means[best] < THRESHOLD:
            return members
        members.append(best)


def _mean(row: int, members: list[int], scores: Scores, corpus: ClaimSentences) -> float:
    """Mean score of a sentence with those members that are of another source."""
    others = [m for m in members if corpus.source[m] != corpus.source[row]]
    values = [scores.get((min(row, m), max(row, m)), 0.0) for m in others]
    return sum(values) / len(values) if values else 0.0


def _claim(corpus: ClaimSentences, members: list[int], scores: Scores) -> pd.DataFrame:
    score = [_mean(row, members, scores, corpus) for row in members]
    texts = corpus.table["text"].iloc[members]
    label = texts.iloc[int(np.argmax(score))]
    table = corpus.table.iloc[members].assign(label=label, kind="event", score=score, because="")
    return table


def _table(claims: list[pd.DataFrame]) -> pd.DataFrame:
    if not claims:
        return pd.DataFrame(columns=COLUMNS)
    numbered = [table.assign(claim=f"c{number:03d}") for number, table in enumerate(claims, 1)]
    table = pd.concat(numbered, ignore_index=True)
    if "source" not in table:
        table["source"] = None
    return table[COLUMNS]
