"""Any two groups of any measure, inside the events they share or pooled over all they wrote."""

import numpy as np
import pandas as pd

from analysis.statistics import intervals
from analysis.statistics.intervals import REST, Sums, Unit

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
    the reference's ("rest": all other articles): above zero, the group has more. With `within`,
    a column such as event, one row a cell, empty where one side tells nothing of it, and a last
    row whose cell is missing: the differences inside shared cells combined with equal weight.
    `scope` says which it is. `low`, `high`: 95 % interval, empty below ten units on either side,
    which `unit` says. Raises ValueError on unknown columns and groups.
    """
    for column in (value, per):
        if column is not None and column not in table:
            raise ValueError(f"the table has no column {column!r}; it has {', '.join(table)}")
    cells = intervals.article_sums(table, articles=articles, within=within)
    weights = np.ones(len(table)) if per is None else table[per].to_numpy(float)
    sums = cells.sums(table[value].to_numpy(float), weights)
    unit, codes = intervals.resampled_unit(articles, by)
    masks = intervals.two_groups(articles, by, group, reference)
    shared = np.all([sums.denominator[side].any(axis=0) for side in masks], axis=0)
    rows = []
    for name, columns in cells.choices(shared).items():
        parts = [sums.part(side, columns) for side in masks]
        sides = [
            intervals.unit_sums(part, unit, codes[side])
            for part, side in zip(parts, masks, strict=True)
        ]
        counts = [int(part.denominator.any(axis=1).sum()) for part in parts]
        row: dict[str, object] = {"by": by, "group": group, "reference": reference, "value": value}
        if within is None:
            row["scope"] = POOLED
        elif name is None:
            row |= {within: None, "scope": f"within {shared.sum()} shared {within}s, equal weight"}
        else:
            row |= {within: name, "scope": f"within one {within}"}
        row |= {"articles": counts[0], "reference_articles": counts[1]}
        rows.append(row | _difference(sides, unit, within or "article"))
    return pd.DataFrame(rows)


def _difference(sides: list[Sums], unit: Unit, cell: str) -> dict[str, object]:
    """The numbers of one comparison; missing where a side has none."""
    mean, reference_mean = (intervals.interval(side, resamples=0).estimate for side in sides)
    units = min(len(side.numerator) for side in sides)
    note = f"nothing to compare: one side tells of no shared {cell}"
    difference, low, high = intervals.interval(*sides)
    row = {"mean": mean, "reference_mean": reference_mean, "difference": difference}
    found = {"low": low, "high": high, "unit": intervals.unit_note(unit, units) if units else note}
    return row | found
