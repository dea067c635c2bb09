"""Precision and recall of contradictions that are planted in retold made-up articles.

`python -m tests.bench.planted_contradictions` retells each made-up article as a second outlet's,
leaving out words that are no names or numbers, and changes a number, day, month, title or name
in about one sentence of three.
"""

import re

import numpy as np
import pandas as pd

from analysis.story.contradictions import contradictions
from tests.bench.train_claims import read_mini_events

SMALL = ["the", "a", "also", "that", "very", "still", "had", "has", "was", "were", "and"]
CHANGES = {
    "weekday": (r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", ["Monday", "Friday", "Sunday"]),
    "month": (
        r"\b(January|February|March|April|June|July|August|September|October|November) \d+\b",
        ["May 3", "December 18"],
    ),
    "title": (
        r"\b(Foreign Minister|Trade Minister|Transport Minister|Mining Minister|Prime Minister)\b",
        ["Justice Minister"],
    ),
    "number": (r"(?<![\d,.])(\d{2,3}|[3-9])(?= [a-z]{4,})", ["27", "64", "810"]),
}


def retold(sentence, rng):
    """`sentence` in fewer words: names, numbers and most others are kept."""
    words = sentence.split(" ")
    kept = [
        word
        for word in words
        if word.lower() not in SMALL or not word.islower() or rng.random() < 0.4
    ]
    return " ".join(kept)


def plant(sentence, rng):
    """`sentence` with one fact changed, and what kind; itself and None where nothing can be."""
    for kind in rng.permutation(list(CHANGES)):
        pattern, values = CHANGES[kind]
        match = re.search(pattern, sentence)
        value = str(rng.choice(values))
        if match and match.group() != value:
            return sentence[: match.start()] + value + sentence[match.end() :], kind
    return sentence, None


def planted_corpus(seed=1):
    """Each made-up article told by two outlets, and the planted pairs of sentence starts."""
    rng = np.random.default_rng(seed)
    made, _ = read_mini_events()
    rows, planted = [], []
    for article in made.itertuples():
        told = ["", ""]
        for sentence in article.text.split("\n")[:-1]:
            other, kind = plant(sentence, rng) if rng.random() < 0.35 else (sentence, None)
            if kind:
                planted.append((article.article, len(told[0]), len(told[1]), kind))
            told[0] += sentence + "\n"
            told[1] += retold(other, rng) + "\n"
        for outlet, text in zip(("Wire", "Digest"), told, strict=True):
            rows.append(
                (f"{article.article}-{outlet}", outlet, article.published, text, article.article)
            )
    return pd.DataFrame(rows, columns=["article", "source", "published", "text", "event"]), planted


def measure(seed=1):
    """The planted pairs with their kinds, those found, and the rows that are not planted."""
    articles, planted = planted_corpus(seed)
    found = contradictions(articles, events=articles)
    wanted = {(event, one, two): kind for event, one, two, kind in planted}
    hits, others = set(), []
    for row in found.itertuples():
        event, outlet = row.article.rsplit("-", 1)
        starts = (row.start, row.other_start) if outlet == "Wire" else (row.other_start, row.start)
        hits |= {(event, *starts)} & set(wanted)
        if (event, *starts) not in wanted:
            others.append(row)
    return wanted, hits, others


def main():
    told, reached, rows = [], [], 0
    for seed in range(1, 6):
        wanted, hits, others = measure(seed)
        told += wanted.values()
        reached += [wanted[key] for key in hits]
        rows += len(hits) + len(others)
        for row in others:
            print("not planted", row.kind, row.value, "|", row.other_value, "|", row.text[:80])
    print(f"{len(told)} planted, {rows} rows, precision {len(reached) / rows:.2f}, "
          f"recall {len(reached) / len(told):.2f}")  # fmt: skip
    kinds = pd.Series(told).value_counts()
    print((pd.Series(reached).value_counts() / kinds).round(2).to_dict(), kinds.to_dict())


if __name__ == "__main__":
    main()
