"""Resampling for every measure: what is drawn again is sources, articles or copy groups.

Every statistic here is a ratio of sums over units, or a mean of such ratios over cells (events).
"""

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import t as student

from analysis.arrays import Bools, Floats, Rows

Unit = Literal["article", "copy group", "source"]


REST = "rest"  # all articles of other groups
FEWEST = 10  # below ten units no interval holds its level
LARGE = 150  # above it bootstrap-t and Student's t agree, and the latter costs nothing
# Drawn at 96.5 %: at 95 % the measured coverage on skewed, clustered data was 0.91 to 0.94.
TAILS = (0.0175, 0.9825)


class Interval(NamedTuple):
    """An estimate with its 95 % interval; `low` and `high` are NaN below ten units."""

    estimate: float
    low: float
    high: float


class Sums(NamedTuple):
    """Numerators and denominators, one row a unit and one column a cell."""

    numerator: Floats
    denominator: Floats

    def part(self, rows: Bools | slice, cells: Bools) -> "Sums":
        """The sums of some rows and cells."""
        return Sums(self.numerator[rows][:, cells], self.denominator[rows][:, cells])

    def told(self) -> "Sums":
        """The sums without units that have nothing."""
        units = (self.denominator > 0).any(axis=1)
        return Sums(self.numerator[units], self.denominator[units])


def resampled_unit(articles: pd.DataFrame, by: str) -> tuple[Unit, Rows]:
    """What a statement about groups of `by` resamples, and each article's unit.

    Articles for a source, sources for everything else that labels sources. Copies are one unit:
    articles with one `copy_group`, where there is that column, else with one text.
    """
    if by not in ("source", "article") and "source" in articles:
        return "source", pd.factorize(articles["source"], use_na_sentinel=False)[0]
    named = [column for column in ("copy_group", "text", "article") if column in articles]
    codes = pd.factorize(articles[named[0]], use_na_sentinel=False)[0]
    return "article" if len(set(codes)) == len(codes) else "copy group", codes


def unit_note(unit: Unit, count: int) -> str:
    """The `unit` column: what was resampled, or why there is no interval."""
    if count >= FEWEST:
        return unit
    plural = unit if count == 1 else f"{unit}s"
    return f"no interval: {count} {plural}, {FEWEST} are needed"


def unit_sums(rows: Sums, unit: Unit, codes: Rows) -> Sums:
    """Sums per article as sums per unit; a source enters with its own mean and weight one."""
    places, position = np.unique(codes, return_inverse=True)
    numerator, denominator = np.zeros((2, len(places), rows.numerator.shape[1]))
    np.add.at(numerator, position, rows.numerator)
    np.add.at(denominator, position, rows.denominator)
    if unit == "source":
        told = denominator > 0
        numerator = np.divide(numerator, denominator, out=np.zeros_like(numerator), where=told)
        denominator = told.astype(np.float64)
    return Sums(numerator, denominator).told()


def interval(
    group: Sums, reference: Sums | None = None, *, resamples: int = 1999, seed: int = 0
) -> Interval:
    """The mean over cells of the group's ratios, less the reference's, and its 95 % interval.

    Bootstrap-t over units (Efron & Tibshirani 1993, ch. 12) with the linearised standard error of
    a ratio in each draw and the jackknife's around the estimate; groups are resampled apart from
    each other, and only whole units (Davison & Hinkley 1997, sec. 3.8: resampling within them
    again would count their spread twice). Above 150 units Student's t. Cells that either side
    lacks are left out. It falls short where a unit's size goes with its value: 0.86 at ten units.
    """
    sides = [group] if reference is None else [group, reference]
    shared = np.all([side.denominator.sum(axis=0) > 0 for side in sides], axis=0)
    sides = [side.part(slice(None), shared).told() for side in sides]
    counts = [len(side.numerator) for side in sides]
    whole = [_estimates(np.ones((1, len(side.numerator))), side, leave_out=True) for side in sides]
    estimate, error = _combined(whole)
    if min(counts) < FEWEST:
        return Interval(float(estimate[0]) if shared.any() else np.nan, np.nan, np.nan)
    if not resamples or min(counts) > LARGE:
        tails = student.ppf(TAILS, min(counts) - 1)
    else:
        rng = np.random.default_rng(seed)
        draws = [rng.multinomial(n, np.full(n, 1 / n), resamples).astype(float) for n in counts]
        pairs = zip(draws, sides, strict=True)
        again, errors = _combined([_estimates(draw, side) for draw, side in pairs])
        with np.errstate(divide="ignore", invalid="ignore"):
            studentised = (again - estimate) / errors
        studentised = studentised[np.isfinite(studentised)]
        tails = np.quantile(studentised, TAILS) if len(studentised) else np.zeros(2)
    low, high = estimate[0] - tails[::-1] * error[0]
    return Interval(float(estimate[0]), float(low), float(high))


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return numerator / denominator


def _estimates(draws: Floats, side: Sums, *, leave_out: bool = False) -> tuple[Floats, Floats]:
    """Estimate and variance for each row of `draws`: how often each unit was drawn."""
    denominator = draws @ side.denominator
    ratio = _ratio(draws @ side.numerator, denominator)
    cells = np.maximum(np.isfinite(ratio).sum(axis=1, keepdims=True), 1)
    weight = np.nan_to_num(_ratio(1 / cells, denominator), posinf=0.0)
    ratio = np.nan_to_num(ratio)
    units = max(len(side.numerator), 2)
    if leave_out:
        share = np.minimum(side.denominator / side.denominator.sum(axis=0), 1 - 1e-9)
        residual = (side.numerator - ratio * side.denominator) * weight / (1 - share)
        variance = (residual.sum(axis=1) ** 2).sum(keepdims=True) * (units - 1) / units
    else:
        influence = weight @ side.numerator.T - (weight * ratio) @ side.denominator.T
        variance = (draws * influence**2).sum(axis=1) * units / (units - 1)
    return (ratio.sum(axis=1, keepdims=True) / cells)[:, 0], variance


def _combined(parts: list[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    """Difference of the first and second estimates (or the first alone) and standard error."""
    estimate = parts[0][0] - parts[1][0] if len(parts) == 2 else parts[0][0]
    return estimate, np.sqrt(sum(variance for _, variance in parts))


class ArticleSums(NamedTuple):
    """Where each row of a table belongs: its article's row, its cell, and the cells' names."""

    article: Rows
    cell: Rows
    names: list[str | None]
    size: int

    def sums(self, numerator: Floats, denominator: Floats) -> Sums:
        """Row values summed to one row an article and one column a cell."""
        shape = (self.size, len(self.names))
        known = self.cell >= 0
        place = (self.article * shape[1] + self.cell)[known]
        sums = np.zeros((2, shape[0] * shape[1]))
        for row, values in zip(sums, (numerator, denominator), strict=True):
            row += np.bincount(place, values[known], len(row))
        return Sums(*sums.reshape(2, *shape))

    def each(self) -> dict[str | None, Bools]:
        """Each cell by its name, as a mask of cells."""
        return dict(zip(self.names, np.eye(len(self.names), dtype=bool), strict=True))

    def choices(self, shared: Bools) -> dict[str | None, Bools]:
        """Each cell by its name, and the shared ones together by None, as masks of cells."""
        return self.each() | ({None: shared} if self.names != [None] else {})


def article_sums(
    table: pd.DataFrame, *, articles: pd.DataFrame, within: str | None = None
) -> ArticleSums:
    """The places of a table's rows; without `within` there is one cell. ValueError on a column
    that isn't there or an article that `articles` doesn't know."""
    if within is not None and within not in table:
        raise ValueError(f"within={within!r}: the table has no such column; add it first")
    row = pd.Index(articles["article"]).get_indexer(table["article"])
    if (row < 0).any():
        strange = table["article"].to_numpy()[row < 0][0]
        raise ValueError(f"article {strange!r} is in the table but not in articles; pass them all")
    if within is None:
        return ArticleSums(row, np.zeros(len(table), int), [None], len(articles))
    cell, names = pd.factorize(table[within])
    return ArticleSums(row, cell, list(names), len(articles))


def group_articles(articles: pd.DataFrame, by: str) -> list[tuple[str, Bools]]:
    """Each group's name and which articles are in it, in the order of `articles`."""
    if by not in articles:
        raise ValueError(f"by={by!r}: articles has {', '.join(articles.columns)}")
    codes, names = pd.factorize(articles[by])
    return [(name, codes == code) for code, name in enumerate(names)]


def two_groups(articles: pd.DataFrame, by: str, group: str, reference: str) -> list[Bools]:
    """Which articles are the group's, and which the reference's; ValueError where none are."""
    masks: dict[str, Bools] = dict(group_articles(articles, by))
    for name in (group, reference):
        if name not in masks and name != REST:
            raise ValueError(f"no article with {by} {name!r}; there are {', '.join(masks)}")
    others = [mask for name, mask in masks.items() if name != group]
    masks.setdefault(REST, np.any(others, axis=0) if others else ~masks[group])
    return [masks[group], masks[reference]]
