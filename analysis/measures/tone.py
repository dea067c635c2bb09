"""How groups sound: sentence sentiment by source, style or event, and the words behind it."""

import numpy as np
import pandas as pd

from analysis import intervals
from analysis.intervals import Codes, Floats, Sums, Unit

CLEAR = 0.05  # compound scores beyond ±0.05 count as positive or negative (Hutto & Gilbert 2014)
RATIOS = (
    "share_negative", "share_neutral", "share_positive",
    "coverage_sentences", "coverage_words",
)  # fmt: skip


def sentiment_by(
    sentences: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str = "source",
    within: str | None = None,
) -> pd.DataFrame:
    """How each group of articles sounds: one row a group, or a group and an event with `within`.

    `by` is a column of `articles`; so an article without sentences counts. `mean`: of the
    sentences' compound scores, -1 to 1, larger is more positive words; for anything but a source,
    the mean of its sources' means. `mean_hit`: over sentences with a lexicon word. `share_…`: of
    sentences below -0.05, between, above 0.05. `coverage_sentences`, `coverage_words`: shares
    with a hit; a mean over few hits says little. `low`, `high`: 95 % interval of `mean` over the
    `unit` resampled, empty below ten. With `within`, a column of `sentences` such as event, a
    cell without sentences stays empty and says so. Raises ValueError on an unknown column.
    """
    cells = intervals.article_sums(sentences, articles=articles, within=within)
    sums = {name: cells.sums(*pair) for name, pair in _ratio_columns(sentences).items()}
    unit, codes = intervals.resampled_unit(articles, by)
    rows = []
    for group, mask in intervals.group_articles(articles, by):
        for cell, name in enumerate(cells.names):
            told = {
                key: Sums(*(part[mask, cell : cell + 1] for part in value))
                for key, value in sums.items()
            }
            place = {"by": by, "group": group} | ({within: name} if within else {})
            rows.append(place | _summary(told, unit, codes[mask], within))
    return pd.DataFrame(rows)


def _summary(
    told: dict[str, Sums], unit: Unit, codes: Codes, within: str | None
) -> dict[str, object]:
    """The numbers of one group in one cell, from sums per article."""
    counts = told["mean"].denominator
    articles = int((counts > 0).sum()) if within else len(counts)
    by_unit = {key: intervals.unit_sums(value, unit, codes) for key, value in told.items()}
    found = intervals.interval(by_unit["mean"])
    empty = f"no sentence of this {within}" if within else "no sentence"
    return {
        "articles": articles,
        "sentences": int(counts.sum()),
        "mean": found.estimate if counts.any() else np.nan,
        "mean_hit": _mean(by_unit["mean_hit"]),
        "low": found.low,
        "high": found.high,
        "unit": intervals.unit_note(unit, len(by_unit["mean"].numerator))
        if counts.any()
        else empty,
        **{key: _mean(by_unit[key]) for key in RATIOS},
    }


def _ratio_columns(sentences: pd.DataFrame) -> dict[str, tuple[Floats, Floats]]:
    """Numerator and denominator of each ratio, a value a sentence."""
    compound = sentences["compound"].to_numpy(float)
    hit = sentences["hits"].to_numpy(float)
    one = np.ones(len(sentences))
    return {
        "mean": (compound, one),
        "mean_hit": (compound, (hit > 0).astype(float)),
        "share_negative": ((compound <= -CLEAR).astype(float), one),
        "share_neutral": ((np.abs(compound) < CLEAR).astype(float), one),
        "share_positive": ((compound >= CLEAR).astype(float), one),
        "coverage_sentences": ((hit > 0).astype(float), one),
        "coverage_words": (hit, sentences["words"].to_numpy(float)),
    }


def _mean(sums: Sums) -> float:
    total = float(sums.denominator.sum())
    return float(sums.numerator.sum()) / total if total else np.nan


def tone_dots(
    sentences: pd.DataFrame, *, articles: pd.DataFrame, by: str = "source", groups: int = 8
) -> pd.DataFrame:
    """What a figure of single sentences needs: one row a sentence of the largest groups.

    group, label (with the style, marked where it is assigned), article, sentence, compound,
    voice, stack (how many sentences of the group with about the same score come before), and the
    group's mean, low and high.
    """
    summary = sentiment_by(sentences, articles=articles, by=by)
    shown = summary[summary["sentences"] > 0].nlargest(groups, "sentences").index.sort_values()
    summary = summary.loc[shown, ["group", "mean", "low", "high"]]
    table = sentences[["article", "sentence", "compound", "voice"]].merge(
        articles[["article", by]].rename(columns={by: "group"}), on="article"
    )
    table = table.merge(summary, on="group").merge(_labels(articles, by), on="group")
    table["stack"] = table.groupby(["group", (table["compound"] * 20).round()]).cumcount()
    order = pd.Index(summary.sort_values("mean")["group"]).get_indexer(table["group"])
    return table.iloc[np.argsort(-order, kind="stable")].reset_index(drop=True)


def _labels(articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Each group with its style, if sources have one: assigned styles are marked as such."""
    labels = articles[[by]].drop_duplicates().rename(columns={by: "group"})
    labels["label"] = labels["group"]
    if by == "source" and {"style", "basis"} <= set(articles):
        first = articles.drop_duplicates("source")
        assigned = first["basis"].eq("assigned") & first["style"].ne("unplaced")
        mark = assigned.map({True: " (assigned)", False: ""})
        style = first["style"].where(first["style"].notna())
        labels["label"] = (first["source"] + "\n" + style + mark).fillna(first["source"])
    return labels
