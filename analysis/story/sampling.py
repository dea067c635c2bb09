"""Which events are read where a corpus is too large to compare sentences in all of them."""

import logging

import numpy as np
import pandas as pd

LIMIT = 5_000  # articles whose sentences are compared with one another
SEED = 0


def sample_events(events: pd.DataFrame, *, limit: int = LIMIT) -> pd.DataFrame:
    """`events` with `sampled`: whether claims and contradictions are looked for in the event.

    All are, up to `limit` articles; of more, events of two to `limit` articles are drawn at random
    with a fixed seed until `limit` articles are reached, and a warning says how many.

    >>> events = pd.DataFrame({"article": ["a", "b", "c"], "event": ["x", "x", "y"]})
    >>> sample_events(events, limit=2)["sampled"].tolist()
    [True, True, False]
    """
    articles = events.groupby("event", sort=False)["article"].nunique()
    if events["article"].nunique() <= limit:
        return events.assign(sampled=True)
    several = articles[(articles > 1) & (articles <= limit)]
    drawn = several.iloc[np.random.default_rng(SEED).permutation(len(several))]
    kept = drawn.index[drawn.cumsum() <= limit]
    logging.getLogger("analysis").warning(
        "sentences are compared in %d of %d events that several articles tell of, drawn at random",
        len(kept),
        len(several),
    )
    return events.assign(sampled=events["event"].isin(kept))
