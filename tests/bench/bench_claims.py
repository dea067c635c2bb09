"""Copies, event groups, claims within events and contradictions over made-up news: time and memory.

`python -m tests.bench.bench_claims`: three outlets tell each event in sentences that
they share in part; a tenth of the articles are copies of another outlet's. Prints seconds, peak
memory and the pairwise F1 of the events.
"""

import argparse
import re
import resource
from time import perf_counter, process_time

import numpy as np
import pandas as pd

from analysis.corpus.copies import copy_groups
from analysis.story.claims import match_claims
from analysis.story.event_groups import group_events
from analysis.story.passages import shared_passages
from tests.bench.generate import articles as made_news

OUTLETS = ("Courier", "Gazette", "Herald")


def told_events(events, seed=1):
    """`events` made-up events, each told by three outlets within two days."""
    rng = np.random.default_rng(seed)
    texts = made_news(0.004 * events, seed)["text"]
    while len(texts) < events:
        texts = pd.concat([texts, made_news(0.004 * events, seed + len(texts))["text"]])
    rows = []
    for event, text in enumerate(texts.iloc[:events]):
        facts = [s for s in re.split(r"(?<=[.?!]) |\n+", text) if s][:24]
        day = pd.Timestamp("2024-01-01") + pd.Timedelta(days=int(rng.integers(0, 300)))
        for outlet in OUTLETS:
            told = [_retold(fact, rng) for fact in facts if rng.random() < 0.7]
            published = day + pd.Timedelta(days=int(rng.integers(0, 2)))
            body = rows[-1][3] if outlet != OUTLETS[0] and rng.random() < 0.1 else "\n".join(told)
            rows.append((f"e{event}-{outlet}", outlet, published, body, f"e{event}"))
    return pd.DataFrame(rows, columns=["article", "source", "published", "text", "event"])


def _retold(sentence, rng):
    words = sentence.split(" ")
    kept = [word for word in words if rng.random() < 0.8] or words
    return " ".join(kept).rstrip(".") + "."


def pairwise_f1(found, wanted):
    """F1 over pairs of articles that are put together."""
    table = pd.DataFrame({"found": np.asarray(found), "wanted": np.asarray(wanted)})
    sizes = [table.value_counts(columns).to_numpy() for columns in (None, "found", "wanted")]
    pairs = [(size * (size - 1) / 2).sum() for size in sizes]
    return 2 * pairs[0] / (pairs[1] + pairs[2])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--quick", action="store_true", help="of 600 articles")
    parser.add_argument("--corpus", help="not timed here, where events must be known")
    given = parser.parse_args()
    if given.corpus:
        print("copies, events and claims are timed on made-up events only")
        return
    articles = 600 if given.quick else given.articles
    news = told_events(articles // 3)
    print(
        f"{len(news):,} articles, {news['text'].str.len().sum() / 1e6:.0f} million characters",
        flush=True,
    )
    start = perf_counter()
    events = _timed("events", lambda: group_events(news))
    print(f"  pairwise F1 {pairwise_f1(events['event'], news['event']):.3f}")
    print(f"  {_timed('copies', lambda: copy_groups(news)).max() + 1:,} copy groups")
    print(f"  {len(_timed('passages', lambda: shared_passages(news))):,} passages")
    claims = _timed("claims", lambda: match_claims(news, events=events))
    print(f"  {claims['claim'].nunique():,} claims, {len(claims):,} sentences")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"together {perf_counter() - start:.0f} s, peak {peak:.2f} GB")


def _timed(name, work):
    start, spent = perf_counter(), process_time()
    result = work()
    seconds = perf_counter() - start, process_time() - spent
    print(f"{name} {seconds[0]:.1f} s, {seconds[1]:.1f} s of one core", flush=True)
    return result


if __name__ == "__main__":
    main()
