"""The quotation benchmark's development part: what was reached must not be lost."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
import score_quotes_benchmark as benchmark

REACHED = {
    "quoted recall@0.3": 0.92,
    "quoted precision outside gaps@0.3": 0.94,
    "quoted direct covered to 80 %": 0.96,
    "recall of indirect@0.3": 0.72,
    "all F1@0.3": 0.78,
    "token F1": 0.77,
    "mention strict (quoted)": 0.92,
    "speaker right end to end (quoted)": 0.75,
    "speaker right, pronoun source (quoted)": 0.6,
}


@pytest.mark.skipif(not benchmark.BENCHMARK.exists(), reason="the benchmark is not beside us")
def test_the_development_data_is_scored_as_well_as_before() -> None:
    metrics = benchmark.scores("gum-news")["metrics"]
    assert {
        name: metrics[name]["value"]
        for name, least in REACHED.items()
        if metrics[name]["value"] < least
    } == {}
