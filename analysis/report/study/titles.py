"""Titles of figures that no answer gives: a count of what is drawn, and never which group leads."""

import pandas as pd

from analysis.report.study.measures import Measures
from analysis.statistics.answer import capital, of_all, plural


class Titles(Measures):
    """Measures of a corpus with titles for the figures of its tables."""

    @property
    def noun(self) -> str:
        """The groups' column in words."""
        return self.by.replace("_", " ")

    def watch_title(self, watched: pd.DataFrame) -> str:
        """In how many groups the first two declared terms stand."""
        if watched.empty:
            return ""
        total = watched["group"].nunique()
        used = watched[watched["count"] > 0].groupby("term")["group"].nunique()
        first, *more = (
            (term, of_all(int(used.get(term, 0)), total, self.noun)) for term in self.plan.watch[:2]
        )
        rest = "".join(f", “{term}” in {groups}" for term, groups in more)
        return f"“{first[0]}” stands in {first[1]}{rest}"

    def actors_title(self, cells: pd.DataFrame) -> str:
        """How many intervals lie on either side of zero, that none does, or that there is none."""
        sure = cells.dropna(subset=["low", "high"])
        good, ill = int((sure["low"] > 0).sum()), int((sure["high"] < 0).sum())
        whose = f"How each {self.noun} speaks of whom, in its own voice"
        if sure.empty:
            return f"{whose}: too few articles for an interval"
        if not good + ill:
            return f"{whose}: no clear leaning is found"
        pairs = plural(len(sure), "interval")
        return (
            f"Of {pairs} of how a {self.noun} speaks of an actor in its own voice, {good} "
            f"{'lies' if good == 1 else 'lie'} above zero and {ill} below"
        )

    @staticmethod
    def position_title(drawn: pd.DataFrame) -> str:
        """How many claims stand in the first half of each text they are matched in."""
        latest = drawn.groupby("claim")["position"].max()
        early = of_all(int((latest < 0.5).sum()), len(latest), "matched claim")
        return f"{capital(early)} first come in the first half of each text they are matched in"
