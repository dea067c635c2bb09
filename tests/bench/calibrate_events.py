"""How often comparisons inside events err: ``python tests/bench/calibrate_events.py``.

The made-up weeks, each event told by several outlets; outlets are dealt anew at random inside
events, so that nothing sets them apart, and then a difference is planted. Prints a Markdown table.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.statistics.difference import compare
from analysis.tone.sentences import score_sentences
from analysis.wording.frames import mark_frames
from tests.bench.made_weeks import deal, read_weeks

DEALS = 200
PLANTED = 0.05


def some_events(articles: pd.DataFrame, *, events: int, seed: int) -> pd.DataFrame:
    """The articles of so many events, drawn at random."""
    names = articles["event"].unique()
    chosen = np.random.default_rng(seed).choice(names, min(events, len(names)), replace=False)
    return articles[articles["event"].isin(chosen)].reset_index(drop=True)


def measured() -> pd.DataFrame:
    """Every sentence of the weeks: its score, its length in words, whether it tells of conflict."""
    articles = read_weeks()
    table = score_sentences(articles).merge(articles[["article", "event"]], on="article")
    return table.assign(conflict=mark_frames(articles)["conflict"].to_numpy())


def planted(table: pd.DataFrame, dealt: pd.DataFrame, *, seed: int, skewed: bool) -> pd.DataFrame:
    """The scores of outlet 0 raised: everywhere alike, or by an exponential draw an event."""
    rng = np.random.default_rng(seed)
    events = table["event"].unique()
    lift = rng.exponential(PLANTED, len(events)) if skewed else np.full(len(events), PLANTED)
    source = table["article"].map(dealt.set_index("article")["source"])
    lifts = table["event"].map(dict(zip(events, lift, strict=True)))
    return table.assign(compound=table["compound"] + lifts.where(source == "outlet 0", 0))


def comparisons(
    table: pd.DataFrame, value: str, *, events: int, outlets: int, plant: str = ""
) -> tuple[float, float]:
    """The share of deals whose interval excludes zero, and of those that hold the truth."""
    weeks, bounds = read_weeks(), []
    for seed in range(DEALS):
        dealt = deal(some_events(weeks, events=events, seed=seed), seed=seed, outlets=outlets)
        rows = table[table["article"].isin(dealt["article"])]
        if plant:
            rows = planted(rows, dealt, seed=seed, skewed=plant == "skewed")
        found = compare(rows, articles=dealt, value=value, group="outlet 0", within="event")
        bounds.append(found[["low", "high"]].iloc[-1])
    low, high = np.array(bounds, float).T
    truth = PLANTED if plant else 0.0
    return np.mean((low > 0) | (high < 0)), np.mean((low <= truth) & (truth <= high))


def of_comparisons(table: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """A row a design: what is compared, how often zero is excluded, how often the truth held."""
    for value in ("compound", "conflict", "words"):
        for events, outlets in ((10, 2), (20, 3), (56, 2), (56, 3), (56, 6)):
            excluded, held = comparisons(table, value, events=events, outlets=outlets)
            yield f"{value}, {events} events, {outlets} outlets", f"{excluded:.3f}", f"{held:.3f}"
    for plant in ("even", "skewed"):
        for events, outlets in ((10, 3), (20, 3), (56, 3)):
            excluded, held = comparisons(
                table, "compound", events=events, outlets=outlets, plant=plant
            )
            name = f"compound, {plant} difference of {PLANTED}, {events} events, {outlets} outlets"
            yield name, f"{excluded:.3f}", f"{held:.3f}"


if __name__ == "__main__":
    print("| compared inside events | zero excluded | truth held |\n| --- | --- | --- |")
    for row in of_comparisons(measured()):
        print(f"| {' | '.join(row)} |", flush=True)
