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

    def frames_title(self, frames: pd.DataFrame) -> str:
        """The frame whose share of sentences ranges most widely, and the ends of its range."""
        ends = frames.groupby("frame", sort=False)["share"].agg(["min", "max"])
        wide = ends["max"] - ends["min"]
        if not wide.max() > 0:
            return "Sentences with words of each frame"
        low, high = ends.loc[wide.idxmax()]
        frame = str(wide.idxmax()).replace("_", " ")
        return (
            f"Words of the frame “{frame}” stand in {low:.0%} to {high:.0%} of a {self.noun}'s "
            f"sentences, the widest range of {plural(len(ends), 'frame')}"
        )

    def actors_title(self, cells: pd.DataFrame) -> str:
        """How many intervals lie on either side of zero; where none does, that none is shown."""
        sure = cells.dropna(subset=["low", "high"])
        good, ill = int((sure["low"] > 0).sum()), int((sure["high"] < 0).sum())
        if not good + ill:
            whose = f"How each {self.noun} speaks of whom, in its own voice"
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
