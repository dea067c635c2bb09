"""The one loop over groups of articles and the cells (events) they are compared in.

A measure is a numerator and a denominator for each row of a table. Rows belong to articles,
articles to groups, and rows (or all of them) to cells; what is resampled follows from both.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.arrays import Bools, Floats, Rows
from analysis.statistics.answer import plurals
from analysis.statistics.intervals import Interval, Sums, interval, paired, unit_note

REST = "rest"  # all articles of other groups
FEW_SOURCES = 5  # below it nothing is said of a country


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


def copy_codes(articles: pd.DataFrame) -> Rows:
    """What each article's text counts as: articles with one `copy_group`, where there is that
    column, else with one text, have one number."""
    named = [column for column in ("copy_group", "text", "article") if column in articles]
    codes: Rows = pd.factorize(articles[named[0]], use_na_sentinel=False)[0]
    return codes


def resampled_unit(articles: pd.DataFrame, by: str) -> tuple[str, Rows]:
    """What a pooled statement about groups of `by` resamples, and each article's unit.

    Articles for a source, copies being one; sources for everything else that labels sources.
    """
    if by not in ("source", "article") and "source" in articles:
        return "source", pd.factorize(articles["source"], use_na_sentinel=False)[0]
    codes = copy_codes(articles)
    return "article" if len(set(codes)) == len(codes) else "copy group", codes


class CellSums(NamedTuple):
    """A measure's numerators and denominators, one a slot: an article in a cell it has rows in."""

    numerator: Floats
    denominator: Floats


class Groups:
    """A table's rows by article and cell, and the articles by group and unit.

    `cells` names the cells in order of appearance; without `within` there is one, None. An article
    in a cell that it has rows in is a slot; slots are ordered by cell, then article. Raises
    ValueError on a column that isn't there or an article that `articles` doesn't know.
    """

    def __init__(
        self, table: pd.DataFrame, *, articles: pd.DataFrame, by: str, within: str | None = None
    ) -> None:
        if within is not None and within not in table:
            raise ValueError(f"within={within!r}: the table has no such column; add it first")
        article = pd.Index(articles["article"]).get_indexer(table["article"])
        if (article < 0).any():
            strange = table["article"].to_numpy()[article < 0][0]
            raise ValueError(
                f"article {strange!r} is in the table but not in articles; pass them all"
            )
        self.by, self.within = by, within
        self.sources = articles["source" if "source" in articles else "article"].to_numpy(object)
        cell, self.cells = np.zeros(len(table), np.int64), [None]
        if within is not None:
            cell, names = pd.factorize(table[within])
            self.cells = list(names)
        self.groups = group_articles(articles, by)
        self.unit, self.codes = resampled_unit(articles, by)
        self.copies = copy_codes(articles)
        self._place(article, cell)

    def _place(self, article: Rows, cell: Rows) -> None:
        """Find the slot of each row: `article` and `cell` of slots, `opens` where cells begin."""
        size = max(len(self.codes), 1)
        slots, place = np.unique(np.where(cell < 0, -1, cell * size + article), return_inverse=True)
        none = int(len(slots) > 0 and slots[0] < 0)
        self.slot, slots = place - none, slots[none:]  # −1 for a row of no cell
        self.article, self.cell = slots % size, slots // size
        self.opens = np.searchsorted(self.cell, np.arange(len(self.cells) + 1))
        order = np.argsort(self.slot, kind="stable")
        self.rows = np.split(order, np.searchsorted(self.slot[order], np.arange(len(slots))))[1:]

    def of_rows(self, rows: Rows) -> "Groups":
        """The same groups over some rows of the table: their articles and cells alone.

        Groups that have none of the articles stay.
        """
        slot = self.slot[rows]
        own, article = np.unique(self.article[slot], return_inverse=True)
        cells = pd.unique(self.cell[slot[slot >= 0]])
        cell = pd.Index(cells).get_indexer(np.where(slot < 0, -1, self.cell[slot]))
        part = copy(self)
        part.sources = self.sources[own]
        part.cells = [self.cells[number] for number in cells]
        part.groups = [(group, mask[own]) for group, mask in self.groups]
        part.codes, part.copies = self.codes[own], self.copies[own]
        part._place(article, cell)
        return part

    def sums(self, numerator: Floats, denominator: Floats) -> CellSums:
        """Row values summed by slot; rows of no cell or without a value are left out.

        Raises ValueError where a value isn't finite.
        """
        if np.isinf(numerator).any() or np.isinf(denominator).any():
            raise ValueError("a value is infinite; a mean of it says nothing")
        known = (self.slot >= 0) & ~np.isnan(numerator) & ~np.isnan(denominator)
        slot, slots = self.slot[known], len(self.article)
        return CellSums(*(_sum(slot, part[known], slots) for part in (numerator, denominator)))

    def parts(self, told: Floats) -> Iterator["Part"]:
        """Each group in each cell and, with `within`, in all cells that it shares with the rest.

        `told`, one a slot, is above zero where an article tells of a cell.
        """
        grouped = np.any([own for _, own in self.groups], axis=0)
        for group, own in self.groups:
            sides = [own, grouped & ~own] if self.within else [own]
            yield from self.compared(told, group, REST, sides)

    def compared(
        self, told: Floats, group: str, reference: str, sides: list[Bools]
    ) -> Iterator["Part"]:
        """The articles of one side, or of two, in each cell and in all that the sides share."""
        for number, name in enumerate(self.cells):
            slots = np.arange(*self.opens[number : number + 2])
            yield Part(self, group, reference, sides, name, np.array([number]), slots, told)
        if self.within:
            here = [np.unique(self.cell[(told > 0) & side[self.article]]) for side in sides]
            shared = np.arange(len(self.cells))
            for cells in here:
                shared = np.intersect1d(shared, cells)
            slots = np.flatnonzero(np.isin(self.cell, shared))
            yield Part(self, group, reference, sides, None, shared, slots, told)


@dataclass(frozen=True, eq=False)
class Part:
    """One group's articles, perhaps beside a reference's, in one cell or in all shared ones.

    `sides` are masks of articles, `columns` the cells and `slots` theirs.
    """

    of: Groups
    group: str
    reference: str
    sides: list[Bools]
    cell: str | None
    columns: Rows
    slots: Rows
    told: Floats

    @property
    def whole(self) -> bool:
        """Whether it is all shared cells together."""
        return self.of.within is not None and self.cell is None

    @property
    def place(self) -> dict[str, object]:
        """The first columns of its row: by, group and, inside cells, the cell and reference."""
        place: dict[str, object] = {"by": self.of.by, "group": self.group}
        return place | (
            {self.of.within: self.cell, "reference": self.reference} if self.of.within else {}
        )

    @cached_property
    def tellers(self) -> list[Rows]:
        """The articles of each side that tell of it."""
        telling = [slots[self.told[slots] > 0] for slots in self._sides]
        return [np.unique(self.of.article[slots]) for slots in telling]

    @property
    def counts(self) -> list[int]:
        """How many articles of each side tell of it."""
        return [len(articles) for articles in self.tellers]

    def total(self, values: Floats) -> float:
        """The sum of the group's values, one a slot, here."""
        return float(values[self._sides[0]].sum())

    def rows(self) -> Rows:
        """Which rows of the table are the group's here, in order."""
        here = [self.of.rows[slot] for slot in self._sides[0]]
        return np.sort(np.concatenate([np.empty(0, np.int64), *here]))

    def mean(self, sums: CellSums, side: int = 0) -> float:
        """A side's value: the mean over cells of its own value in each, NaN where it has none.

        In a cell it is the ratio of its sums; for anything but a source the mean of its sources'.
        """
        values = self._values(sums, side)
        values = values[~np.isnan(values)]
        return float(values.mean()) if len(values) else np.nan

    def difference(self, sums: CellSums) -> Interval:
        """The group's value, less the reference's where there is one, and its interval.

        In one cell its units are resampled. Over several, the difference inside each is one
        observation (see ``paired``).
        """
        if not self.whole:
            return interval(*(self._units(sums, side) for side in range(len(self.sides))))
        values = self._values(sums, 0) - self._values(sums, 1)
        there = ~np.isnan(values)
        return paired(values[there], np.unique(self._linked[there], return_inverse=True)[1])

    def note(self) -> str:
        """The `unit` column, for a part in which both sides tell of something."""
        if not self.whole:
            return unit_note(self.of.unit, self.independent)
        return event_note(
            str(self.of.within), len(self.columns), len(set(self._linked)), self._sources()
        )

    @property
    def independent(self) -> int:
        """How many units stand behind it, on the smaller side: events, articles or sources."""
        if self.whole:
            return len(set(self._linked))
        return min(len(set(self.of.codes[articles])) for articles in self.tellers)

    def _sources(self) -> float:
        """How many sources the smaller side's label stands for; no limit for a source itself."""
        if self.of.unit != "source":
            return np.inf
        return min(len(set(self.of.codes[articles])) for articles in self.tellers)

    @cached_property
    def _sides(self) -> list[Rows]:
        """The slots of each side."""
        article = self.of.article[self.slots]
        return [self.slots[side[article]] for side in self.sides]

    def _values(self, sums: CellSums, side: int) -> Floats:
        """The value in each cell, NaN where there is none."""
        slots = self._sides[side]
        cell = np.searchsorted(self.columns, self.of.cell[slots])
        parts = [part[slots] for part in sums]
        if self.of.unit == "source":
            source = self.of.codes[self.of.article[slots]]
            pair, at = np.unique(cell * (source.max(initial=0) + 1) + source, return_inverse=True)
            numerator, denominator = (_sum(at, part, len(pair)) for part in parts)
            cell = pair // (source.max(initial=0) + 1)
            parts = [
                np.nan_to_num(_ratio(numerator, denominator)),
                (denominator > 0).astype(float),
            ]
        return _ratio(*(_sum(cell, part, len(self.columns)) for part in parts))

    def _units(self, sums: CellSums, side: int) -> Sums:
        """Sums of one cell by unit; a source enters with its own mean and weight one."""
        slots = self._sides[side]
        names, unit = np.unique(self.of.codes[self.of.article[slots]], return_inverse=True)
        numerator, denominator = (_sum(unit, part[slots], len(names)) for part in sums)
        if self.of.unit == "source":
            numerator = np.nan_to_num(_ratio(numerator, denominator))
            denominator = (denominator > 0).astype(float)
        return Sums(numerator, denominator)

    @cached_property
    def _linked(self) -> Rows:
        """Equal numbers for cells that are told by copies of one text."""
        telling = np.unique(np.concatenate(self._sides))
        telling = telling[self.told[telling] > 0]
        cell = np.searchsorted(self.columns, self.of.cell[telling])
        copies = self.of.copies[self.of.article[telling]]
        return linked_cells(cell, copies, cells=len(self.columns))


def event_note(within: str, events: int, linked: int, sources: float) -> str:
    """The `unit` column of a comparison inside so many events, `linked` of them independent.

    `sources` is how many the smaller side's label stands for; inf where it is a source's.

    >>> event_note("event", 12, 12, 2)
    'event; describes these 2 sources'
    """
    unit = within if linked == events else f"group of {plurals(within)} that share a text"
    note = unit_note(unit, linked)
    return f"{note}; describes these {sources} sources" if sources < FEW_SOURCES else note


def linked_cells(cell: Rows, copies: Rows, *, cells: int) -> Rows:
    """Numbers of cells, equal where copies of one text tell of them, directly or by others.

    `cell` and `copies` say which text tells of which cell.

    >>> linked_cells(np.array([0, 1, 1, 2]), np.array([7, 7, 8, 9]), cells=3).tolist()
    [0, 0, 1]
    """
    if len(np.unique(copies)) == len(copies):
        return np.arange(cells)
    size = cells + int(copies.max(initial=0)) + 1
    edges = sparse.coo_matrix((np.ones(len(cell)), (cell, cells + copies)), shape=(size, size))
    linked: Rows = connected_components(edges, directed=False)[1][:cells]
    return linked


def _sum(place: Rows, values: Floats, size: int) -> Floats:
    """The sum of `values` at each of `size` places."""
    return np.bincount(place, values, size).astype(float, copy=False)


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    known = denominator > 0
    ratio: Floats = np.full(denominator.shape, np.nan)
    return np.divide(numerator, denominator, out=ratio, where=known)
