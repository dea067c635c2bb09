"""Predictions for the quotation benchmark, scored by the benchmark's own scorer.

python tests/bench/score_quotes_benchmark.py [gum-news] [--by-article]
"""

import argparse
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from analysis.voices.quotes import find_quotes

BENCHMARK = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "quotes"


def scorer() -> ModuleType:
    """The benchmark's scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score_quotes", BENCHMARK / "score_quotes.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(gold: dict[str, Any]) -> dict[str, Any]:
    """What `find_quotes` finds in the gold articles, in the scorer's form."""
    texts = [article["text"] for article in gold.values()]
    quotes = find_quotes(pd.DataFrame({"article": list(gold), "text": texts}))
    found: dict[str, Any] = {key: {"id": key, "statements": []} for key in gold}
    for row in quotes.itertuples():
        none = pd.isna(row.mention_start)
        found[row.article]["statements"].append(
            {
                "content": row.pieces,
                "kind": row.kind,
                "speaker": None if pd.isna(row.speaker) else row.speaker,
                "mention_start": None if none else int(row.mention_start),
                "mention_end": None if none else int(row.mention_end),
            }
        )
    return found


def scores(name: str) -> dict[str, Any]:
    """The scorer's result for one part of the benchmark."""
    module = scorer()
    gold = module.read_jsonl(BENCHMARK / f"{name}.jsonl")
    result: dict[str, Any] = module.score(gold, predictions(gold))
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Score find_quotes on the quotation benchmark.")
    parser.add_argument("part", nargs="?", default="gum-news")
    parser.add_argument("--by-article", action="store_true")
    options = parser.parse_args()
    result = scores(options.part)
    print(scorer().table(result))
    if options.by_article:
        for article, row in result["rows"].items():
            print(f"{article:<40}{row['all_found@0.3']:>5}/{row['gold']}/{row['pred']}")
