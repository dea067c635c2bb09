"""The made-up weeks of news as a corpus: each event told by several outlets, dealt out anew."""

from pathlib import Path

import numpy as np
import pandas as pd

CASES = Path(__file__).resolve().parents[1] / "cases"
WEEKS = ("mini_weeks.txt", "unseen_weeks.txt", "mini_events.txt")


def read_weeks(names=WEEKS):
    """An articles table, `event` included, of the made-up weeks in some files of tests/cases."""
    rows = []
    for name in names:
        event = None
        for line in (CASES / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("# ") and len(line.split()) == 2:
                event = f"{name} {line[2:]}"
            elif line.startswith("@"):
                rows.append({"event": event, "place": 0, "text": ""})
            elif "|" in line and not line.startswith("#"):
                rows[-1]["text"] += line.split(" | ")[1] + "\n"
    articles = pd.DataFrame(rows)
    articles["article"] = [f"w{number:03d}" for number in range(len(articles))]
    return articles.drop(columns="place")


def deal(articles, *, seed, outlets=3):
    """The articles with outlets dealt at random inside events, as even as they go."""
    rng = np.random.default_rng(seed)
    dealt = articles.groupby("event", sort=False)["article"].transform(
        lambda column: rng.permutation(len(column))
    )
    turn = articles["event"].map(
        {event: rng.integers(outlets) for event in articles["event"].unique()}
    )
    return articles.assign(source=[f"outlet {n}" for n in (dealt + turn) % outlets])
