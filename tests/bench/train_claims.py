"""Trains the weights of the claim scorer on the made-up events and measures them.

`python -m tests.bench.train_claims` prints held-out figures and writes
analysis/story/data/claim_units.csv and claim_weights.csv; with `--counts FILE.jsonl …` (one `sentence` a line) it first
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
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis.story.claims import pair_probability, supported_probability
from analysis.story.likeness import FEATURES, SUPPORT, pair_features, support
from analysis.story.pairs import candidate_pairs, claim_sentences
from analysis.story.sentence_stems import sentence_stems

FOLDS, NETS, HIDDEN = 8, 6, 12
DATA = Path(__file__).parents[2] / "analysis" / "story" / "data"
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


def units_of(features, told):
    """Hidden units of a scorer of pairs: the mean odds of small nets that differ in their seeds.

    One row a unit: its weights of the features as they are, its bias, its weight in the odds.
    """
    scaler = StandardScaler().fit(np.concatenate(features))
    scaled, told = scaler.transform(np.concatenate(features)), np.concatenate(told)
    nets = [
        MLPClassifier((HIDDEN,), alpha=1.0, max_iter=60, learning_rate_init=0.003, batch_size=512,
                      random_state=seed).fit(scaled, told)
        for seed in range(NETS)
    ]  # fmt: skip
    weights = np.hstack([net.coefs_[0] for net in nets]).T / scaler.scale_
    units = pd.DataFrame(weights, columns=FEATURES)
    units["bias"] = np.concatenate([net.intercepts_[0] for net in nets]) - weights @ scaler.mean_
    units["weight"] = np.concatenate([net.coefs_[1].ravel() for net in nets]) / NETS
    constant = np.mean([net.intercepts_[1][0] for net in nets])
    units.loc[len(units)] = [*np.zeros(len(FEATURES)), 1.0, constant]
    return units


def regression_of(features, told):
    """A logistic regression over standardised features, its weights on the features as they are."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=2000))
    scaler, fit = (
        step for _, step in model.fit(np.concatenate(features), np.concatenate(told)).steps
    )
    weights = fit.coef_[0] / scaler.scale_
    return pd.Series([*weights, fit.intercept_[0] - weights @ scaler.mean_], [*SUPPORT, "bias"])


def held_out(fit, score, features, told):
    """Each event's scores by a scorer that was fitted without its eighth of the events."""
    scores = [None] * len(told)
    for fold in range(FOLDS):
        rest = [i for i in range(len(told)) if i % FOLDS != fold]
        fitted = fit([features[i] for i in rest], [told[i] for i in rest])
        for at in range(fold, len(told), FOLDS):
            scores[at] = score(features[at], fitted)
    return scores


def main():
    files = [read_mini_events(path) for path in sorted(CASES.glob("mini_*.txt"))]
    events, wanted = labelled_pairs(
        *(pd.concat(parts, ignore_index=True) for parts in zip(*files, strict=True))
    )
    told = [event.told for event in events]
    features = [event.features for event in events]
    scores = held_out(units_of, pair_probability, features, told)
    supported = [support(s, e.one, e.two) for s, e in zip(scores, events, strict=True)]
    final = np.concatenate(held_out(regression_of, supported_probability, supported, told))
    order = np.argsort(-final, kind="stable")
    hits = np.cumsum(np.concatenate(told)[order])
    precision = hits / np.arange(1, len(order) + 1)
    reached = 2 * hits / (np.arange(1, len(order) + 1) + wanted)
    for name, at in (
        ("best F1", reached.argmax()),
        ("precision 0.7", np.flatnonzero(precision > 0.7)[-1]),
    ):
        print(f"held out, {name} {reached[at]:.3f} at {final[order][at]:.2f}, "
              f"precision {precision[at]:.3f}, {wanted} pairs of {len(events)} events")  # fmt: skip
    head = "# {}, trained on the made-up\n# events of tests/cases/mini_*.txt by tests/bench/train_claims.py.\n"
    for name, what, table in (
        ("claim_units", "Hidden units of the scorer of sentence pairs", units_of(features, told)),
        ("claim_weights", "Weights of what supports a pair",
         regression_of(supported, told).rename("weight").rename_axis("feature").reset_index()),
    ):  # fmt: skip
        text = table.to_csv(index=False, float_format="%.5g")
        (DATA / f"{name}.csv").write_text(head.format(what) + text, encoding="utf-8")


if __name__ == "__main__":
    if "--counts" in sys.argv:
        write_counts(sys.argv[sys.argv.index("--counts") + 1 :], DATA / "stem_counts.csv")
    main()
