"""Any two groups of any measure, inside the events they share or pooled over all they wrote."""

import numpy as np
import pandas as pd

from analysis.statistics.answer import plural
from analysis.statistics.groups import REST, CellSums, Groups, Part, two_groups

POOLED_SCOPE = "pooled: different events, not a comparison of framing"


def compare(
    table: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    value: str,
    group: str,
    reference: str = REST,
    by: str = "source",
    within: str | None = None,
    per: str | None = None,
) -> pd.DataFrame:
    """The difference of two groups in the mean of `value`, a numeric column of `table`.

    `mean` is the group's sum of `value` per row, or per unit of the column `per` (words, say);
    for anything but a source the mean of its sources' means. `difference` is the group's less
    the reference's ("rest": all other articles): above zero, the group has more. Rows without a
    value don't count. `by` is the column of `articles` that groups are values of; `articles` and
    `reference_articles` count those of either side; `scope` says what is compared.

    With `within`, a column such as event, one row a cell, empty where one side tells nothing of
    it, and a last row whose cell is missing: the mean of the differences inside the shared cells,
    each with equal weight. `low`, `high`: 95 % interval, from ten units on; inside events the
    unit is the event (events that share a text are one), its observation the difference of the
    two sides there. `unit` says what was resampled or why nothing was. Raises ValueError on
    unknown columns and groups, and on infinite values.

    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"]})
    >>> table = pd.DataFrame({"article": ["1", "1", "2"], "compound": [0.5, 0.25, -0.125]})
    >>> difference = compare(table, articles=articles, value="compound", group="A")
    >>> difference[["group", "reference", "mean", "difference"]].to_dict("records")
    [{'group': 'A', 'reference': 'rest', 'mean': 0.375, 'difference': 0.5}]
    """
    for column in (value, per):
        if column is not None and column not in table:
            raise ValueError(f"the table has no column {column!r}; it has {', '.join(table)}")
    groups = Groups(table, articles=articles, by=by, within=within)
    weights = np.ones(len(table)) if per is None else table[per].to_numpy(float)
    sums = groups.sums(table[value].to_numpy(float), weights)
    sides = two_groups(articles, by, group, reference)
    parts = groups.compared(sums.denominator, group, reference, sides)
    return pd.DataFrame([_row(part, sums, value) for part in parts])


def _row(part: Part, sums: CellSums, value: str) -> dict[str, object]:
    """The numbers of one comparison; missing where a side has none."""
    within, (articles, reference_articles) = part.of.within, part.counts
    difference, low, high = part.difference(sums)
    nothing = f"nothing to compare: one side tells of no shared {within or 'article'}"
    return {
        "by": part.of.by,
        "group": part.group,
        "reference": part.reference,
        "value": value,
        **({within: None if part.whole else part.cell} if within else {}),
        "scope": _scope(part),
        "articles": articles,
        "reference_articles": reference_articles,
        "mean": part.mean(sums),
        "reference_mean": part.mean(sums, 1),
        "difference": difference,
        "low": low,
        "high": high,
        "unit": part.note() if min(articles, reference_articles) else nothing,
    }


def _scope(part: Part) -> str:
    """What is compared, in words."""
    within = part.of.within
    if within is None:
        return POOLED_SCOPE
    if not part.whole:
        return f"within one {within}"
    return f"within {plural(len(part.columns), f'shared {within}')}, equal weight"
