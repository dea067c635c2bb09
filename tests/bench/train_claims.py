"""Fits the weights of the claim scorer on the made-up events and measures them.

`python -m tests.bench.train_claims` prints held-out figures and writes the weights in
analysis/story/data/claim_weights.csv; with `--counts FILE.jsonl …` (one `sentence` a line) it first
writes the background counts analysis/story/data/stem_counts.csv. Neither the seeds nor the unseen
weeks take part in it.
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

from analysis.story.claims import event_rows
from analysis.story.cliques import cliques
from analysis.story.likeness import FEATURES, SUPPORT, pair_features, support
from analysis.story.pairs import ClaimSentences, Pairs, candidate_pairs, claim_sentences
from analysis.story.scorer import THRESHOLD, probability, weight_table
from analysis.story.sentence_stems import sentence_stems

FOLDS = 8
STRENGTH = {"pair": 1.0, "support": 0.3}  # inverse of the penalty on large weights
DATA = Path(__file__).parents[2] / "analysis" / "story" / "data"
CASES = Path(__file__).parents[1] / "cases"
HEAD = """\
# Weights of the two regressions of the claim scorer, fitted on the made-up events of
# tests/cases/mini_*.txt by tests/bench/train_claims.py; what each feature sees, and an example.
"""


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


class Event(NamedTuple):
    """The candidate pairs of one made-up event: features, and whether they state the same fact."""

    pairs: Pairs
    features: np.ndarray
    same: np.ndarray


def labelled_pairs(articles, lines):
    """The corpus, the candidate pairs of every event, and the pairs that state the same claim."""
    wanted = told_pairs(lines[lines["claim"] != "-"])
    corpus = claim_sentences(articles)
    spans = sentence_spans(corpus)
    events = []
    for rows in event_rows(corpus, articles[["article", "event"]]):
        pairs = candidate_pairs(corpus, rows)
        ends = zip(pairs.rows[pairs.left], pairs.rows[pairs.right], strict=True)
        same = [tuple(sorted((spans[a], spans[b]))) in wanted for a, b in ends]
        events.append(Event(pairs, pair_features(corpus, pairs), np.array(same)))
    return corpus, events, wanted


def sentence_spans(corpus: ClaimSentences):
    """Article and start of each sentence."""
    return list(zip(corpus.table["article"], corpus.table["start"].astype(int), strict=True))


def regression_of(features, same, strength):
    """A logistic regression over standardised features: its weights on the features as they are,
    and its constant."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=2000))
    model.fit(np.concatenate(features), np.concatenate(same))
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    return np.append(weights, regression.intercept_[0] - weights @ scaler.mean_)


def held_out(features, same, strength):
    """Each event's probabilities by a regression fitted without its eighth of the events."""
    scores = [None] * len(same)
    for fold in range(FOLDS):
        rest = [at for at in range(len(same)) if at % FOLDS != fold]
        weights = regression_of([features[i] for i in rest], [same[i] for i in rest], strength)
        for at in range(fold, len(same), FOLDS):
            scores[at] = probability(features[at], weights)
    return scores


def claimed_pairs(corpus, events, scores, threshold=THRESHOLD):
    """The pairs of sentences that stand in one claim under these scores."""
    spans, claimed = sentence_spans(corpus), set()
    for event, score in zip(events, scores, strict=True):
        rows, left, right = event.pairs
        keys = zip(rows[left].tolist(), rows[right].tolist(), strict=True)
        for members in cliques(dict(zip(keys, score, strict=True)), corpus.source, threshold):
            ends = combinations([spans[row] for row in members], 2)
            claimed |= {tuple(sorted(pair)) for pair in ends if pair[0][0] != pair[1][0]}
    return claimed


def main():
    files = [read_mini_events(path) for path in sorted(CASES.glob("mini_*.txt"))]
    articles, lines = (pd.concat(parts, ignore_index=True) for parts in zip(*files, strict=True))
    corpus, events, wanted = labelled_pairs(articles, lines)
    same = [event.same for event in events]
    features = [event.features for event in events]
    by_itself = held_out(features, same, STRENGTH["pair"])
    beside = [
        support(score, event.pairs.left, event.pairs.right)
        for score, event in zip(by_itself, events, strict=True)
    ]
    supported = held_out(beside, same, STRENGTH["support"])
    for threshold in np.arange(0.23, 0.42, 0.03):
        agreed = f1(claimed_pairs(corpus, events, supported, threshold), wanted)
        print(f"held out, threshold {threshold:.2f}: precision, recall and F1 {np.round(agreed, 3)} "
              f"of {len(wanted)} pairs of {len(events)} events")  # fmt: skip
    table = weight_table().astype({"weight": float}).set_index(["stage", "feature"])
    for stage, names, values in (("pair", FEATURES, features), ("support", SUPPORT, beside)):
        fitted = regression_of(values, same, STRENGTH[stage])
        for name, weight in zip([*names, "constant"], fitted, strict=True):
            table.loc[(stage, name), "weight"] = weight
    text = table.reset_index().to_csv(index=False, float_format="%.4g")
    (DATA / "claim_weights.csv").write_text(HEAD + text, encoding="utf-8")


if __name__ == "__main__":
    if "--counts" in sys.argv:
        write_counts(sys.argv[sys.argv.index("--counts") + 1 :], DATA / "stem_counts.csv")
    main()
