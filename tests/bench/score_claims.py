"""How well matched claims agree with annotations: three of the seeds, and made-up weeks.

`python -m tests.bench.score_claims` prints precision, recall and F1 over pairs of sentences of
different sources. The seeds were looked at while the matcher was made, the weeks were not.
"""

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.corpus.articles import read_articles
from analysis.story.claims import match_claims
from analysis.text.reading import split_sentences
from tests.bench.train_claims import CASES, f1, read_mini_events, told_pairs

ANNOTATIONS = ("seed_claims.csv", "seed_claims_second.csv", "seed_claims_third.csv")


def annotated_pairs(name):
    """The pairs of sentences of the seeds that an annotation puts in one claim."""
    kept = pd.read_csv(CASES / name, dtype="str")
    return told_pairs(kept.assign(start=kept["evidence"].str.extract(r":(\d+)-")[0].astype(int)))


def best_cosine(articles, wanted):
    """F1 of the best threshold on TF-IDF cosine, chosen on the very pairs it is measured on."""
    sentences = split_sentences(articles)
    event = articles.set_index("article").get("event", pd.Series("", articles["article"]))
    scored = []
    for _, rows in sentences.groupby(sentences["article"].map(event)):
        vectors = TfidfVectorizer().fit_transform(rows["text"])
        spans = list(zip(rows["article"], rows["start"].astype(int), strict=True))
        cosine = (vectors @ vectors.T).toarray()
        scored += [
            (cosine[i, j], tuple(sorted((spans[i], spans[j]))) in wanted)
            for i in range(len(spans))
            for j in range(i)
            if spans[i][0] != spans[j][0]
        ]
    scored.sort(key=lambda pair: -pair[0])
    hits = np.cumsum([hit for _, hit in scored])
    return (2 * hits / (np.arange(1, len(hits) + 1) + len(wanted))).max()


def main():
    seeds = read_articles()
    wanted = {name: annotated_pairs(name) for name in ANNOTATIONS}
    found = told_pairs(match_claims(seeds))
    for name, pairs in wanted.items():
        others = [round(f1(pairs, other)[2], 2) for key, other in wanted.items() if key != name]
        print(f"{name}: {len(pairs)} pairs, F1 with the others {others}, "
              f"matcher {np.round(f1(found, pairs), 3)}, cosine {best_cosine(seeds, pairs):.3f}")  # fmt: skip
    articles, lines = read_mini_events(CASES / "unseen_weeks.txt")
    pairs = told_pairs(lines[lines["claim"] != "-"])
    print(f"weeks: {len(pairs)} pairs, matcher {np.round(f1(told_pairs(match_claims(articles)), pairs), 3)}, "
          f"cosine {best_cosine(articles, pairs):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
