"""How probable it is that two sentences state the same fact: two logistic regressions.

The first weighs what the two have in common, the second what the other sentences of the event say
of the pair. Their weights stand in `story/data/claim_weights.csv`, each with what it sees.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import expit

from analysis.arrays import Floats, Rows
from analysis.paths import bundled
from analysis.story.likeness import FEATURES, SUPPORT, pair_features, support
from analysis.story.pairs import ClaimSentences, candidate_pairs

THRESHOLD = 0.32
Scores = dict[tuple[int, int], float]


class Scored(NamedTuple):
    """Pairs of sentences, by their rows, and how probable it is that they state the same fact."""

    first: Rows
    second: Rows
    score: Floats

    def by_pair(self) -> Scores:
        """The scores by pair of rows."""
        keys = zip(self.first.tolist(), self.second.tolist(), strict=True)
        return dict(zip(keys, self.score.tolist(), strict=True))


def score_pairs(corpus: ClaimSentences, rows: Rows) -> Scored:
    """The scores of the candidate pairs of `rows`."""
    pairs = candidate_pairs(corpus, rows)
    if not len(pairs.left):
        return Scored(pairs.left, pairs.right, np.empty(0))
    by_itself = probability(pair_features(corpus, pairs), weights("pair", FEATURES))
    beside = support(by_itself, pairs.left, pairs.right)
    score = probability(beside, weights("support", SUPPORT))
    return Scored(pairs.rows[pairs.left], pairs.rows[pairs.right], score)


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
