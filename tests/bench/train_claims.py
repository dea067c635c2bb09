"""Trains the weights of the claim scorer on the made-up events and measures them.

`python -m tests.bench.train_claims` prints leave-one-event-out figures and writes
analysis/data/claim_weights.csv; with `--counts FILE.jsonl …` (one `sentence` a line) it first
writes the background counts analysis/data/stem_counts.csv. The seeds take no part in it.
"""

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis.measures.claim_pairs import (
    FEATURES,
    candidate_pairs,
    claim_sentences,
    pair_features,
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
    sentences = [json.loads(line)["sentence"] for file in files for line in Path(file).read_text().splitlines()]
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


def labelled_pairs(articles, lines):
    """Candidate pairs of every event: features, whether told alike, and the event's number."""
    told = told_pairs(lines[lines["claim"] != "-"])
    corpus = claim_sentences(articles)
    table = corpus.table
    spans = list(zip(table["article"], table["start"].astype(int), strict=True))
    event = table["article"].map(articles.set_index("article")["event"]).to_numpy()
    features, labels, events = [], [], []
    for number, name in enumerate(pd.unique(event)):
        rows = np.flatnonzero(event == name)
        one, two = candidate_pairs(corpus, rows)
        features.append(pair_features(corpus, rows, one, two))
        pairs = [
            tuple(sorted((spans[rows[i]], spans[rows[j]]))) for i, j in zip(one, two, strict=True)
        ]
        labels += [pair in told for pair in pairs]
        events += [number] * len(pairs)
    return np.concatenate(features), np.array(labels), np.array(events), len(told)


def main():
    articles, lines = read_mini_events()
    features, labels, events, wanted = labelled_pairs(articles, lines)
    held_out = np.zeros(len(labels))
    for event in np.unique(events):
        scorer = scorer_of(features[events != event], labels[events != event])
        held_out[events == event] = scorer.predict_proba(features[events == event])[:, 1]
    order = np.argsort(-held_out)
    scores = 2 * np.cumsum(labels[order]) / (np.arange(1, len(order) + 1) + wanted)
    print(f"leave one event out: F1 {scores.max():.3f} at {held_out[order][scores.argmax()]:.2f}")
    write_weights(scorer_of(features, labels), DATA / "claim_weights.csv")


def scorer_of(features, labels):
    """A logistic regression over standardised features."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=2000))
    return model.fit(features, labels)


def write_weights(scorer, target):
    """Writes the weights as plain numbers on the features as they are, the intercept last."""
    scaler, model = scorer[0], scorer[-1]
    weights = model.coef_[0] / scaler.scale_
    intercept = model.intercept_[0] - (weights * scaler.mean_).sum()
    head = "# Weights of the claim scorer (logistic regression), trained on the made-up events of\n"
    head += "# tests/cases/mini_events.txt by tests/bench/train_claims.py.\n"
    rows = [*zip(FEATURES, weights, strict=True), ("intercept", intercept)]
    text = "".join(f"{name},{weight:.6g}\n" for name, weight in rows)
    target.write_text(f"{head}feature,weight\n{text}", encoding="utf-8")


if __name__ == "__main__":
    if "--counts" in sys.argv:
        write_counts(sys.argv[sys.argv.index("--counts") + 1 :], DATA / "stem_counts.csv")
    main()
