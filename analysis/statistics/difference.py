"""Any two groups of any measure, inside the events they share or pooled over all they wrote."""

import numpy as np
import pandas as pd

from analysis.statistics.groups import REST, CellSums, Groups, Part, two_groups

POOLED = "pooled: different events, not a comparison of framing"


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
    value don't count. `scope` says what is compared.

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
    within, counts = part.of.within, part.counts
    row: dict[str, object] = {"by": part.of.by, "group": part.group}
    row |= {"reference": part.reference, "value": value}
    if within is None:
        row["scope"] = POOLED
    elif part.whole:
        shared = len(part.columns)
        row |= {within: None, "scope": f"within {shared} shared {within}s, equal weight"}
    else:
        row |= {within: part.cell, "scope": f"within one {within}"}
    row |= {"articles": counts[0], "reference_articles": counts[1]}
    row |= {"mean": part.mean(sums), "reference_mean": part.mean(sums, 1)}
    difference, low, high = part.difference(sums)
    nothing = f"nothing to compare: one side tells of no shared {within or 'article'}"
    note = part.note() if min(counts) else nothing
    return row | {"difference": difference, "low": low, "high": high, "unit": note}
