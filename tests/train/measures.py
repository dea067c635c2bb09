"""Figures of the model card: macro F1, calibration, correlation, each with its interval."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

RESAMPLES = 2000


def macro_f1(truth: np.ndarray, guess: np.ndarray) -> float:
    """The mean over the three polarities of F1; a guess of none of them is wrong."""
    both = [2 * np.sum((truth == c) & (guess == c)) for c in (-1, 0, 1)]
    either = [max(np.sum(truth == c) + np.sum(guess == c), 1) for c in (-1, 0, 1)]
    return float(np.mean(np.divide(both, either)))


def calibration_error(truth: np.ndarray, said: pd.DataFrame, bins: int = 10) -> float:
    """Mean distance, in bins of the highest probability, between it and the share that is right."""
    sure = said[["negative", "neutral", "positive"]].max(axis=1).to_numpy()
    right = (said["polarity"].to_numpy() == truth).astype(float)
    place = np.minimum((sure * bins).astype(int), bins - 1)
    parts = [(place == b) for b in range(bins)]
    return float(sum(abs((right - sure)[part].sum()) for part in parts) / len(truth))


def resampled(
    statistic: Callable[[np.ndarray], float], groups: Sequence[object], seed: int = 0
) -> tuple[float, float]:
    """95 % percentile interval of a statistic of rows, over draws of whole groups of them."""
    codes, names = pd.factorize(pd.Series(list(groups)))
    members = [np.flatnonzero(codes == code) for code in range(len(names))]
    rng = np.random.default_rng(seed)
    drawn = [
        statistic(np.concatenate([members[m] for m in rng.integers(0, len(members), len(members))]))
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)
