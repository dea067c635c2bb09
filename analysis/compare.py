"""Any two groups of any measure, inside the events they share or pooled over all they wrote."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import intervals
from analysis.intervals import Codes, Masks, Sums, Unit

REST = "rest"
POOLED = "pooled: different events, not a comparison of framing"


class _Side(NamedTuple):
    """One group's sums per article and per resampled unit, a column a cell."""

    by_article: Sums
    by_unit: Sums

    def only(self, cells: Masks) -> "_Side":
        return _Side(*(Sums(*(part[:, cells] for part in sums)) for sums in self))

    def articles(self) -> int:
        return int((self.by_article.denominator > 0).any(axis=1).sum())


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
    masks = _sides(articles, by, group, reference)
    sides = [_side(sums, unit, codes, mask) for mask in masks]
    whole = {"by": by, "group": group, "reference": reference, "value": value}
    if within is None:
        return pd.DataFrame([whole | {"scope": POOLED} | _difference(sides, unit, "row")])
    each = np.eye(len(cells.names), dtype=bool)
    chosen = [
        {within: name, "scope": f"within one {within}"}
        | _difference([side.only(cell) for side in sides], unit, within)
        for name, cell in zip(cells.names, each, strict=True)
    ]
    shared = np.all([side.by_article.denominator.sum(axis=0) > 0 for side in sides], axis=0)
    combined = _difference([side.only(shared) for side in sides], unit, within)
    scope = f"within {shared.sum()} shared {within}s, equal weight"
    return pd.DataFrame(
        [whole | row for row in [*chosen, {within: None, "scope": scope} | combined]]
    )


def _sides(articles: pd.DataFrame, by: str, group: str, reference: str) -> list[Masks]:
    """Which articles are the group's, and which the reference's."""
    masks: dict[str, Masks] = dict(intervals.group_articles(articles, by))
    for name in (group, reference):
        if name not in masks and name != REST:
            raise ValueError(f"no article with {by} {name!r}; there are {', '.join(masks)}")
    others = [mask for name, mask in masks.items() if name != group]
    masks.setdefault(REST, np.any(others, axis=0) if others else ~masks[group])
    return [masks[group], masks[reference]]


def _side(sums: Sums, unit: Unit, codes: Codes, mask: Masks) -> _Side:
    told = Sums(sums.numerator[mask], sums.denominator[mask])
    return _Side(told, intervals.unit_sums(told, unit, codes[mask]))


def _difference(sides: list[_Side], unit: Unit, cell: str) -> dict[str, object]:
    """The columns of one comparison; all but the counts are missing where a side is empty."""
    counts = [side.articles() for side in sides]
    row: dict[str, object] = {"articles": counts[0], "reference_articles": counts[1]}
    numbers = dict.fromkeys(("mean", "reference_mean", "difference", "low", "high"), np.nan)
    if not all(counts):
        return row | numbers | {"unit": f"nothing to compare: one side tells of no shared {cell}"}
    means = [intervals.interval(side.by_unit, resamples=0).estimate for side in sides]
    found = intervals.interval(sides[0].by_unit, sides[1].by_unit)
    units = min((side.by_unit.denominator > 0).any(axis=1).sum() for side in sides)
    numbers = {"mean": means[0], "reference_mean": means[1], "difference": found.estimate}
    return (
        row
        | numbers
        | {"low": found.low, "high": found.high, "unit": intervals.unit_note(unit, units)}
    )
