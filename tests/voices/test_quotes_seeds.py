"""How far the program agrees with a reader on the seeds: reported, held from falling, not forced."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import read_articles
from analysis.voices.quotes import find_quotes

ANNOTATION = Path(__file__).parents[1] / "cases" / "seed_quotes.tsv"


def annotated() -> list[tuple[str, str, int, int, str]]:
    """Article, kind, start, end and speaker of each statement the reader found."""
    texts = read_articles().set_index("article")["text"]
    rows = []
    for line in ANNOTATION.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        article, kind, content, speaker = line.split("\t")
        first, _, last = content.partition(" … ")
        start = texts[article].index(first)
        end = texts[article].index(last or first, start) + len(last or first)
        rows.append((article, kind, start, end, speaker))
    return rows


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


@pytest.fixture(scope="module")
def matched() -> pd.DataFrame:
    """The reader's statements, each with the program's best one (overlap of at least 0.5)."""
    quotes = find_quotes(read_articles())
    free = quotes.index.tolist()
    rows = []
    for article, kind, start, end, speaker in annotated():
        here = [n for n in free if quotes["article"][n] == article]
        scores = {n: overlap((start, end), (quotes["start"][n], quotes["end"][n])) for n in here}
        best = max(scores, key=scores.get, default=None)
        found = best is not None and scores[best] >= 0.5
        if found:
            free.remove(best)
        said = quotes["speaker"].fillna("")[best] if found else "(not found)"
        rows.append((article, kind, speaker, found, found and quotes["kind"][best] == kind, said))
    table = pd.DataFrame(
        rows, columns=["article", "kind", "speaker", "found", "kind_right", "said"]
    )
    table.attrs["extra"] = len(free)
    return table


def same(said: str, speaker: str) -> bool:
    return said == speaker or (speaker != "" and speaker in said)


def test_agreement_with_the_reader(
    matched: pd.DataFrame, record_property: Callable[[str, object], None]
) -> None:
    right = [same(*pair) for pair in matched[["said", "speaker"]].itertuples(index=False)]
    counts = {
        "statements": len(matched),
        "found": int(matched["found"].sum()),
        "kind": int(matched["kind_right"].sum()),
        "speaker": sum(right),
        "not annotated": matched.attrs["extra"],
    }
    for name, count in counts.items():
        record_property(name, count)
    print(counts)
    assert counts["found"] >= 0.85 * len(matched)
    assert counts["speaker"] >= 0.8 * len(matched)
