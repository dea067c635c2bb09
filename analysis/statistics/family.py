"""Differences of many groups looked at together, with intervals that hold for all at once."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from analysis.statistics.groups import REST, Groups, Part, group_articles, two_groups

COLUMNS = [
    "by", "group", "reference", "value", "shared", "units", "sources", "articles",
    "reference_articles", "mean", "reference_mean", "difference", "low", "high", "family", "unit",
]  # fmt: skip


def differences_by(
    table: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    values: Sequence[str],
    by: str = "source",
    within: str | None = None,
    reference: str = REST,
    only: Sequence[str] | None = None,
    family: int | None = None,
) -> pd.DataFrame:
    """Each group's difference from the reference in each of `values`: one row a group and value.

    `values` are numeric columns of `table`; with `within` (event, say) they are compared inside
    each cell that both sides tell of (`shared` counts them), as in ``compare``. `low` and `high`
    are 95 % intervals for all rows together: widened by the ratio of Student's t quantiles for
    the `family`, the number of rows with an interval (Bonferroni). `units` counts what was
    resampled on the smaller side, `sources` the sources behind it. Two groups are one comparison,
    and its reference is the other group. `only` keeps these groups, `family` is theirs then.
    """
    pairs = [
        (group, other)
        for group, other in _pairs(articles, by, reference)
        if only is None or group in only
    ]
    groups, one = Groups(table, articles=articles, by=by, within=within), np.ones(len(table))
    rows = []
    for value in values:
        sums = groups.sums(table[value].to_numpy(float), one)
        for group, other in pairs:
            sides = two_groups(articles, by, group, other)
            part = [*groups.compared(sums.denominator, group, other, sides)][-1]
            means = (part.mean(sums), part.mean(sums, 1), *part.difference(sums))
            rows.append((by, group, other, value, *_sizes(part), *means, 0, part.note()))
    found = pd.DataFrame(rows, columns=COLUMNS)
    found["family"] = max(int(found["low"].notna().sum()), 1) if family is None else family
    return _widened(found)


def _pairs(articles: pd.DataFrame, by: str, reference: str) -> list[tuple[str, str]]:
    """Each group with what it is compared with; of two groups, the first with the second."""
    names = [name for name, mask in group_articles(articles, by) if mask.any()]
    if reference != REST:
        return [(name, reference) for name in names if name != reference]
    if len(names) == 2:
        return [(names[0], names[1])]
    return [(name, REST) for name in names] if names[1:] else []


def _sizes(part: Part) -> tuple[int, ...]:
    """Shared cells, units and sources of the smaller side, articles of both sides."""
    fewest = min(pd.Series(part.of.sources[tellers]).nunique() for tellers in part.tellers)
    shared = len(part.columns) if part.whole else 0
    return (shared, part.independent, fewest, *part.counts)


def _widened(found: pd.DataFrame) -> pd.DataFrame:
    """Intervals of single rows made to hold for the whole family."""
    freedom = np.maximum(found["units"].to_numpy(float) - 1, 1)
    tail = 0.025 / found["family"].to_numpy(float)
    factor = stdtrit(freedom, 1 - tail) / stdtrit(freedom, 0.975)
    middle = found["difference"]
    low, high = (middle + (found[end] - middle) * factor for end in ("low", "high"))
    return found.assign(low=low, high=high)
