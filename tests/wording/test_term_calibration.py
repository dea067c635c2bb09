"""Groups made at random differ in nothing, planted terms are found; the seeds are only numbers."""

import pytest

from analysis.wording.terms import framing_terms
from tests.bench.made_terms import Planted, made_articles, shuffled


def false_runs(corpus, runs):
    """How many random assignments of sources give any term a q below 0.05."""
    tables = (framing_terms(shuffled(corpus, seed=seed), resamples=199) for seed in range(runs))
    return sum(bool((table["q"] < 0.05).any()) for table in tables)


# Of 20 runs at 5 %, five or more come in one case of 400.
@pytest.mark.parametrize(
    ("sizes", "shape"), [((40, 40), 1.0), ((12, 25, 40), 0.5)], ids=["two groups", "three, bursty"]
)
def test_random_groups_are_rarely_called_different(sizes, shape):
    assert false_runs(made_articles(sizes, seed=11, shape=shape), 20) <= 4


def test_random_groups_inside_events_are_rarely_called_different():
    corpus = made_articles((30, 30), seed=12)
    corpus["event"] = [f"event {number % 3}" for number in range(60)]
    corpus["text"] += [f" {'Islands ports. ' * (number % 3) * 4}" for number in range(60)]
    runs = 0
    for seed in range(10):
        rows = [shuffled(part, seed=seed) for _, part in corpus.groupby("event")]
        dealt = corpus.assign(source=[None] * 60)
        for part in rows:
            dealt.loc[part.index, "source"] = part["source"]
        table = framing_terms(dealt, within="event", resamples=199)
        runs += bool((table["q"] < 0.05).any())
    assert runs <= 3


def test_planted_terms_are_found():
    found = 0
    for seed in range(10):
        planted = [Planted("plantedone", 3, 4)]
        table = framing_terms(
            made_articles((40, 40), seed=seed, planted=planted, shape=2), resamples=199
        )
        rows = table[(table["group"] == "source 0") & (table["term"].str.lower() == "plantedone")]
        found += len(rows) == 1 and bool((rows["q"] < 0.05).all())
    assert found >= 8
