"""How probable it is that two sentences state the same fact: two logistic regressions.

The first weighs what the two have in common, the second what the other sentences of the event say
of the pair. Their weights stand in `story/data/claim_weights.csv`, each with what it sees.
"""

from functools import cache

import pandas as pd
from scipy.special import expit

from analysis.arrays import Floats, Rows
from analysis.paths import bundled
from analysis.story.likeness import FEATURES, SUPPORT, pair_features, support
from analysis.story.pairs import ClaimSentences, candidate_pairs

THRESHOLD = 0.32
Scores = dict[tuple[int, int], float]


def pair_scores(corpus: ClaimSentences, rows: Rows) -> Scores:
    """The probability that two sentences state the same fact, for candidate pairs of `rows`."""
    pairs = candidate_pairs(corpus, rows)
    if not len(pairs.left):
        return {}
    by_itself = probability(pair_features(corpus, pairs), weights("pair", FEATURES))
    beside = support(by_itself, pairs.left, pairs.right)
    score = probability(beside, weights("support", SUPPORT))
    first, second = pairs.rows[pairs.left], pairs.rows[pairs.right]
    keys = zip(first.tolist(), second.tolist(), strict=True)
    return dict(zip(keys, score.tolist(), strict=True))


def probability(features: Floats, weight: Floats) -> Floats:
    """Of one column a weight; the last weight is the constant."""
    chance: Floats = expit(features @ weight[:-1] + weight[-1])
    return chance


@cache
def weights(stage: str, features: tuple[str, ...]) -> Floats:
    """The weights of one regression in the order of `features`, and its constant."""
    table = weight_table()
    of_stage = table[table["stage"] == stage].set_index("feature")["weight"]
    weight: Floats = of_stage[[*features, "constant"]].to_numpy(float)
    return weight


def weight_table() -> pd.DataFrame:
    """Every weight with its stage, feature, what it sees and an example."""
    return pd.read_csv(bundled("story/data/claim_weights.csv"), comment="#")
