"""How often log odds inside events err: ``python tests/bench/calibrate_event_terms.py``.

The made-up weeks, each event told by several outlets; outlets are dealt anew at random inside
events, so that nothing sets them apart, and then words are planted that outlet 0 uses so many
times as often as the others. A planted word comes in bursts: its rate is multiplied by a gamma
draw in each event, and by one in each article (`SHAPE`). Prints a Markdown table.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.wording.terms import framing_terms
from tests.bench.calibrate_events import some_events
from tests.bench.made_weeks import deal, read_weeks

DEALS, RESAMPLES, SHAPE = 200, 199, 2.0
DESIGNS = ((20, 3), (56, 3), (56, 5))  # events, outlets
RATIOS, USES = (0.5, 1.0, 2.0, 4.0), (1.0, 2.0, 4.0)  # outlet 0 to others; uses an article there
WORDS = {
    (ratio, uses): f"zorva{'abcd'[i]}{'xyz'[j]}q"
    for i, ratio in enumerate(RATIOS)
    for j, uses in enumerate(USES)
}


def dealt_terms(*, events: int, outlets: int, deals: int = DEALS) -> Counter:
    """Over deals: how many intervals exclude zero, of how many; deals with any interval of a
    family that does, or any q below 0.05; and how many terms that a group never uses are called
    more, of how many."""
    weeks, found = read_weeks(), Counter()
    for seed in range(deals):
        dealt = deal(some_events(weeks, events=events, seed=seed), seed=seed, outlets=outlets)
        table = framing_terms(dealt, within="event", resamples=RESAMPLES)
        never = table["count"] == 0
        found["intervals"] += int(table["low"].notna().sum())
        found["excluded"] += int(((table["low"] > 0) | (table["high"] < 0)).sum())
        found["any of a family"] += ((table["family_low"] > 0) | (table["family_high"] < 0)).any()
        found["any q"] += (table["q"] < 0.05).any()
        found["never used"] += int(never.sum())
        found["called more"] += int((table.loc[never, "log_odds"] > 0).sum())
    return found


def with_planted(dealt: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """The articles with every word of `WORDS` put in, as its ratio and uses say, at random."""
    rng = np.random.default_rng(seed)
    event = dealt["event"].factorize()[0]
    first = (dealt["source"] == "outlet 0").to_numpy()
    length = dealt["text"].str.split().str.len().to_numpy()
    planted = []
    for (ratio, uses), word in WORDS.items():
        bursts = rng.gamma(SHAPE, 1 / SHAPE, event.max() + 1)[event]
        bursts *= rng.gamma(SHAPE, 1 / SHAPE, len(dealt))
        mean = uses * length / length.mean() * np.where(first, ratio, 1)
        planted.append([f"{word} " * count for count in rng.poisson(mean * bursts)])
    texts = []
    for text, *lists in zip(dealt["text"], *planted, strict=True):
        words = text.split(" ")
        for word in "".join(lists).split():
            words.insert(rng.integers(1, len(words) + 1), word)
        texts.append(" ".join(words))
    return dealt.assign(text=texts)


def planted_terms(*, events: int, outlets: int, deals: int = DEALS) -> pd.DataFrame:
    """A row a planted word and deal: its estimate, and whether its interval holds the truth."""
    weeks, rows = read_weeks(), []
    for seed in range(deals):
        dealt = deal(some_events(weeks, events=events, seed=seed), seed=seed, outlets=outlets)
        table = framing_terms(with_planted(dealt, seed=seed), within="event", resamples=9)
        table = table[table["group"] == "outlet 0"].set_index("term")
        for (ratio, uses), word in WORDS.items():
            low, high, odds = table.loc[word, ["low", "high", "log_odds"]]
            rows.append({"ratio": ratio, "uses": uses, "log odds": odds,
                         "held": low <= np.log(ratio) <= high,
                         "excluded": low > 0 or high < 0})  # fmt: skip
    return pd.DataFrame(rows)


if __name__ == "__main__":
    for events, outlets in DESIGNS:
        print(events, outlets, dict(dealt_terms(events=events, outlets=outlets)), flush=True)
    for events, outlets in DESIGNS:
        table = planted_terms(events=events, outlets=outlets)
        print(f"{events} events, {outlets} outlets")
        print(table.groupby(["ratio", "uses"]).mean().round(3).to_string(), flush=True)
