"""How far framing terms can be trusted, measured: ``python tests/bench/calibrate_terms.py``.

On made-up corpora (bursty words, articles of unequal length, seeds 0, 1, 2 …): how often groups
made at random are called different, how often planted terms are found, how often intervals hold
the truth, and which measure recovers planted terms. Takes minutes; writes the two tables that the
essay on words shows, ``analysis/wording/data/terms_calibration.csv`` and ``terms_recovery.csv``.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from analysis.wording.terms import framing_terms  # noqa: E402
from tests.bench.made_terms import Planted, made_articles, shuffled  # noqa: E402

RUNS, RESAMPLES = 200, 499
STRENGTHS = (2.0, 3.0, 5.0)
HEAD = (
    "# Written by tests/bench/calibrate_terms.py on made-up corpora; see there what was measured.\n"
)


def random_groups() -> list[dict[str, object]]:
    """The share of random assignments with any q below 0.05, on three corpora."""
    corpora = {
        "2 groups of 40": made_articles((40, 40), seed=101),
        "12, 25 and 40 articles, very bursty": made_articles((12, 25, 40), seed=102, shape=0.5),
        "8 groups of 12": made_articles((12,) * 8, seed=103),
    }
    rows = []
    for name, corpus in corpora.items():
        tables = (
            framing_terms(shuffled(corpus, seed=seed), resamples=RESAMPLES) for seed in range(RUNS)
        )
        false = sum(bool((table["q"] < 0.05).any()) for table in tables)
        rows.append({"measured": "random groups: any q < 0.05", "corpus": name,
                     "runs": RUNS, "share": false / RUNS, "wanted": "0.05, at most 17 of 200"})  # fmt: skip
    return rows


def planted_terms() -> list[dict[str, object]]:
    """How often terms used three times as often by 40 articles of 80 have q below 0.05."""
    rows = []
    for shape in (1.0, 2.0):
        rates = (0.5, 1.0, 2.0, 4.0)
        words = ["plantedhalf", "plantedone", "plantedtwo", "plantedfour"]
        planted = [Planted(word, 3, rate) for word, rate in zip(words, rates, strict=True)]
        found = np.zeros(len(rates))
        for seed in range(100):
            table = framing_terms(
                made_articles((40, 40), seed=seed, planted=planted, shape=shape),
                resamples=RESAMPLES,
            )
            first = table[table["group"] == "source 0"]
            q = dict(zip(first["term"].str.lower(), first["q"], strict=True))
            found += [q.get(word, 1) < 0.05 for word in words]
        rows += [
            {"measured": "planted at ratio 3: q < 0.05", "runs": 100, "share": share,
             "corpus": f"{rate:g} uses an article elsewhere, burst shape {shape:g}",
             "wanted": "at least 0.80"}
            for rate, share in zip(rates, found / 100, strict=True)
        ]  # fmt: skip
    return rows


def coverage() -> list[dict[str, object]]:
    """How often the interval of the log odds holds the truth, 0, at 10 and 30 articles a group."""
    rows = []
    for size, wanted in ((10, "at least 0.92"), (30, "at least 0.94")):
        for shape in (0.5, 1.0):
            held = []
            for seed in range(40):
                table = framing_terms(
                    made_articles((size, size), seed=seed, shape=shape, types=400), resamples=0,
                    min_articles=5,
                )  # fmt: skip
                table = table[~table["term"].str.contains(" ")]
                held.append(((table["low"] <= 0) & (table["high"] >= 0)).mean())
            rows.append({"measured": "interval of log odds holds the truth", "runs": 40,
                         "corpus": f"{size} articles a group, burst shape {shape:g}",
                         "share": np.mean(held), "wanted": wanted})  # fmt: skip
    return rows


def recovery() -> pd.DataFrame:
    """Precision and recall of the top 30 words of four measures, 30 planted, on 20 corpora."""
    rows = []
    for seed in range(20):
        shape, topics = [(8.0, 0), (0.7, 0), (8.0, 30), (0.7, 30)][seed % 4]
        kind_of_text = ("even words" if shape > 1 else "bursty words") + (
            ", article topics" if topics else ""
        )
        planted = [
            Planted(f"planted{'abcdefghij'[number]}{'xyz'[kind]}", ratio, 0.6 * 1.25**number)
            for kind, ratio in enumerate(STRENGTHS)
            for number in range(10)
        ]
        articles = made_articles((40, 40), seed=seed, planted=planted, shape=shape, topics=topics)
        first = _with_other_measures(framing_terms(articles, resamples=0))
        first = first[~first["term"].str.contains(" ")]  # a phrase with a planted word is no miss
        for measure in ("log-odds", "TF-IDF", "chi-squared", "log-likelihood"):
            top = set(first.nlargest(30, measure)["term"].str.lower())
            for kind, ratio in enumerate(STRENGTHS):
                words = {term.word for term in planted[10 * kind : 10 * kind + 10]}
                rows.append({"measure": measure, "text": kind_of_text, "corpus": seed, "ratio": ratio,
                             "recall": len(top & words) / 10,
                             "precision": len(top & {t.word for t in planted}) / 30})  # fmt: skip
    return pd.DataFrame(rows)


def _with_other_measures(table: pd.DataFrame) -> pd.DataFrame:
    """The first group's rows with all four measures; chi-squared and G² signed by direction."""
    words = table.groupby("group")[["count", "per_1000"]].sum()
    sizes = 1000 * words["count"] / words["per_1000"]
    a, b = (table[table["group"] == group].set_index("term")["count"] for group in sizes.index[:2])
    b, (n, m) = b.reindex(a.index), sizes
    expected = (a + b) * n / (n + m), (a + b) * m / (n + m)
    sign = np.sign(a / n - b / m)
    chi = (a - expected[0]) ** 2 / expected[0] + (b - expected[1]) ** 2 / expected[1]
    likelihood = 2 * (_x_log(a, expected[0]) + _x_log(b, expected[1]))
    first = table[table["group"] == sizes.index[0]].set_index("term")
    return first.assign(
        **{"log-odds": first["z"], "TF-IDF": first["tfidf"]},
        **{"chi-squared": sign * chi, "log-likelihood": sign * likelihood},
    ).reset_index()


def _x_log(observed: pd.Series, expected: pd.Series) -> pd.Series:
    return observed * np.log(np.maximum(observed, 1e-12) / expected)


def _write(table: pd.DataFrame, name: str) -> None:
    text = HEAD + table.round(4).to_csv(index=False, lineterminator="\n")
    (ROOT / "analysis" / "wording" / "data" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    recovered = recovery()
    _write(recovered, "terms_recovery.csv")
    print(recovered.groupby(["text", "measure"])["precision"].mean().unstack().round(3))
    print(recovered.groupby(["ratio", "measure"])["recall"].mean().unstack().round(3))
    measured = pd.DataFrame([*random_groups(), *planted_terms(), *coverage()])
    _write(measured, "terms_calibration.csv")
    print(measured.to_string(index=False))
