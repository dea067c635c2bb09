"""Trains the weights of the claim scorer on the made-up events and measures them.

`python -m tests.bench.train_claims` prints leave-one-event-out figures and writes
analysis/data/claim_weights.csv; with `--counts FILE.jsonl …` (one `sentence` a line) it first
writes the background counts analysis/data/stem_counts.csv. The seeds take no part in it.
"""

import json
import sys
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis.measures.claim_pairs import (
    FEATURES,
    SUPPORT,
    candidate_pairs,
    claim_sentences,
    pair_features,
    support,
)
from analysis.measures.claim_words import sentence_stems

DATA = Path(__file__).parents[2] / "analysis" / "data"
CASES = Path(__file__).parents[1] / "cases"


def read_mini_events(path=CASES / "mini_events.txt"):
    """Articles (with `event`) and lines (article, start, end, claim, value) of the made-up events."""
    articles, lines, event = [], [], None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and len(line.split()) == 2:
            event = line[2:]
        elif line.startswith("@"):
            source, day = line[2:].rsplit(" ", 1)
            articles.append([f"{event}-{len(articles)}", source, pd.Timestamp(day), event, ""])
        elif "|" in line and not line.startswith("#"):
            claims, sentence = line.split(" | ")
            article = articles[-1]
            start = len(article[4])
            article[4] += sentence + "\n"
            for told in claims.split():
                name, _, value = told.partition("!")
                claim = "-" if name == "-" else f"{event} {name}"
                lines.append([article[0], start, start + len(sentence), claim, value])
    articles = pd.DataFrame(articles, columns=["article", "source", "published", "event", "text"])
    return articles, pd.DataFrame(lines, columns=["article", "start", "end", "claim", "value"])


def told_pairs(table):
    """Unordered pairs of (article, start) from different articles that share a claim."""
    pairs = set()
    for _, rows in table.groupby("claim"):
        spans = sorted(set(zip(rows["article"], rows["start"], strict=True)))
        pairs |= {(a, b) for a, b in combinations(spans, 2) if a[0] != b[0]}
    return pairs


def f1(found, wanted):
    """Precision, recall and F1 of two sets."""
    hit = len(found & wanted)
    precision, recall = hit / max(len(found), 1), hit / max(len(wanted), 1)
    return precision, recall, 2 * hit / max(len(found) + len(wanted), 1)


def write_counts(files, target):
    """Writes in how many sentences of general news each stem stands, from `sentence` fields."""
    sentences = [
        json.loads(line)["sentence"]
        for file in files
        for line in Path(file).read_text().splitlines()
    ]
    articles = pd.DataFrame({"text": sorted({s.replace("\n", " ") for s in sentences})})
    articles["article"] = articles.index.astype(str)
    stems = sentence_stems(articles)
    counts = pd.Series(np.asarray(stems.present.sum(axis=0)).ravel(), stems.names).astype(int)
    counts = (
        counts[(counts > 4) & counts.index.str.isalpha()]
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    head = (
        "# Sentences of general news a content stem stands in, counted over the NewsMTSC training\n"
    )
    head += "# sentences (Hamborg & Donnay 2021, EACL; MIT-style grant); stems in at least five.\n"
    rows = [("", len(articles)), *counts.items()]
    text = "".join(f"{stem},{count}\n" for stem, count in rows)
    target.write_text(f"{head}stem,sentences\n{text}", encoding="utf-8")


class Pairs(NamedTuple):
    """The candidate pairs of one made-up event: features, whether told alike, rows."""

    features: np.ndarray
    told: np.ndarray
    one: np.ndarray
    two: np.ndarray


def labelled_pairs(articles, lines):
    """The candidate pairs of every event, and how many pairs tell the same claim at all."""
    told = told_pairs(lines[lines["claim"] != "-"])
    corpus = claim_sentences(articles)
    spans = list(zip(corpus.table["article"], corpus.table["start"].astype(int), strict=True))
    event = corpus.table["article"].map(articles.set_index("article")["event"]).to_numpy()
    found = []
    for name in pd.unique(event):
        rows = np.flatnonzero(event == name)
        one, two = candidate_pairs(corpus, rows)
        pairs = zip(rows[one], rows[two], strict=True)
        alike = [tuple(sorted((spans[a], spans[b]))) in told for a, b in pairs]
        found.append(Pairs(pair_features(corpus, rows, one, two), np.array(alike), one, two))
    return found, len(told)


def scorer_of(features, told):
    """A logistic regression over standardised features; events with many pairs weigh more.

    Those are the ones whose articles tell of several things at once, with many near misses.
    """
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=2000))
    weight = np.concatenate([np.full(len(t), 3.0 if len(t) > 400 else 1.0) for t in told])
    return model.fit(
        np.concatenate(features), np.concatenate(told), logisticregression__sample_weight=weight
    )


def held_out(features, told):
    """Each event's scores by a scorer trained on the others."""
    scores = []
    for at in range(len(told)):
        rest = [i for i in range(len(told)) if i != at]
        scorer = scorer_of([features[i] for i in rest], [told[i] for i in rest])
        scores.append(scorer.predict_proba(features[at])[:, 1])
    return scores


def main():
    events, wanted = labelled_pairs(*read_mini_events())
    told = [event.told for event in events]
    features = [event.features for event in events]
    scores = held_out(features, told)
    supported = [support(s, e.one, e.two) for s, e in zip(scores, events, strict=True)]
    final = np.concatenate(held_out(supported, told))
    order = np.argsort(-final)
    hits = np.cumsum(np.concatenate(told)[order])
    reached = 2 * hits / (np.arange(1, len(order) + 1) + wanted)
    best = reached.argmax()
    print(f"leave one event out: F1 {reached[best]:.3f} at {final[order][best]:.2f}, "
          f"precision {hits[best] / (best + 1):.3f}, {wanted} pairs of {len(events)} events")  # fmt: skip
    write_weights(
        [(scorer_of(features, told), FEATURES), (scorer_of(supported, told), SUPPORT)],
        DATA / "claim_weights.csv",
    )


def write_weights(scorers, target):
    """Writes the weights as plain numbers on the features as they are, intercepts last."""
    head = (
        "# Weights of the claim scorer (two logistic regressions), trained on the made-up events\n"
    )
    head += "# of tests/cases/mini_events.txt by tests/bench/train_claims.py.\nfeature,weight\n"
    for (scaler, model), names in scorers:
        weights = model.coef_[0] / scaler.scale_
        intercept = model.intercept_[0] - (weights * scaler.mean_).sum()
        rows = [*zip(names, weights, strict=True), (f"intercept {len(names)}", intercept)]
        head += "".join(f"{name},{weight:.6g}\n" for name, weight in rows)
    target.write_text(head, encoding="utf-8")


if __name__ == "__main__":
    if "--counts" in sys.argv:
        write_counts(sys.argv[sys.argv.index("--counts") + 1 :], DATA / "stem_counts.csv")
    main()
