"""How groups sound: sentence sentiment by source, style or event, and the words behind it."""

import numpy as np
import pandas as pd

from analysis import intervals
from analysis.intervals import Floats, Sums, Unit

MANY = 60  # sentences that a row of dots can show
CLEAR = 0.05  # compound scores beyond ±0.05 count as positive or negative (Hutto & Gilbert 2014)


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
    `unit` resampled, empty below ten.

    With `within`, a column of `sentences` such as event, one row a group and event, empty where
    the group doesn't tell of it, and one whose event is missing: all events that the group shares
    with others, with equal weight. `difference` is the mean less that of the other articles
    (`reference` rest) inside the event, and `low`, `high` are of it. Raises ValueError on an
    unknown column.
    """
    cells = intervals.article_sums(sentences, articles=articles, within=within)
    sums = {name: cells.sums(*pair) for name, pair in _ratio_columns(sentences).items()}
    unit, codes = intervals.resampled_unit(articles, by)
    counts = sums["mean"].denominator
    rows: list[dict[str, object]] = []
    for group, own in intervals.group_articles(articles, by):
        rest = articles[by].notna().to_numpy() & ~own
        shared = counts[own].any(axis=0) & counts[rest].any(axis=0)
        for name, columns in cells.choices(shared).items():
            told = counts[own][:, columns]
            row: dict[str, object] = {"by": by, "group": group}
            row |= {within: name, "reference": "rest"} if within else {}
            row["articles"] = int(told.any(axis=1).sum() if within else own.sum())
            row["sentences"] = int(told.sum())
            parts = {
                key: intervals.unit_sums(value.part(own, columns), unit, codes[own])
                for key, value in sums.items()
            }
            others = sums["mean"].part(rest, columns)
            outside = intervals.unit_sums(others, unit, codes[rest]) if within else None
            rows.append(row | _numbers(parts, outside, unit, within))
    return pd.DataFrame(rows)


def _numbers(
    own: dict[str, Sums], rest: Sums | None, unit: Unit, within: str | None
) -> dict[str, object]:
    """Means and shares of one group in some cells, with its difference from the rest in them."""
    row: dict[str, object] = {
        key: intervals.interval(value, resamples=0).estimate for key, value in own.items()
    }
    found = intervals.interval(own["mean"], rest)
    if rest is not None:
        row["difference"] = found.estimate
    units = [len(side.numerator) for side in (own["mean"], rest) if side is not None]
    empty = "no sentence" if not units[0] else "no sentence of others"
    unit_text = intervals.unit_note(unit, min(units)) if min(units) else empty
    if within and not min(units):
        unit_text += f" tells of this {within}"
    return row | {"low": found.low, "high": found.high, "unit": unit_text}


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


def tone_dots(
    sentences: pd.DataFrame, *, articles: pd.DataFrame, by: str = "source", groups: int = 8
) -> pd.DataFrame:
    """What a figure of single dots needs: one row a sentence of the largest groups, or an article
    where one of them has over 60 sentences.

    group, label (with the style, marked where it is assigned), dot (sentence or article),
    article, compound, voice (missing for articles), stack (how many dots of the group with about
    the same score come before), and the group's mean, low and high.
    """
    summary = sentiment_by(sentences, articles=articles, by=by)
    shown = summary[summary["sentences"] > 0].nlargest(groups, "sentences")
    summary = shown.sort_values("mean", ascending=False)[["group", "mean", "low", "high"]]
    dots = sentences[["article", "compound", "voice"]].assign(dot="sentence")
    if (shown["sentences"] > MANY).any():
        means = sentences.groupby("article", sort=False)["compound"].mean().reset_index()
        dots = means.assign(voice=pd.Series(None, means.index, "str"), dot="article")
    group = articles[["article", by]].rename(columns={by: "group"})
    table = summary.merge(_labels(articles, by), on="group").merge(group, on="group")
    table = table.merge(dots, on="article")
    table["stack"] = table.groupby(["group", (table["compound"] * 20).round()]).cumcount()
    return table


def _labels(articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Each group with its style, if sources have one: assigned styles are marked as such."""
    labels = articles[[by]].drop_duplicates().rename(columns={by: "group"})
    labels["label"] = labels["group"]
    if by == "source" and {"style", "basis"} <= set(articles):
        first = articles.drop_duplicates("source")
        assigned = first["basis"].eq("assigned") & first["style"].ne("unplaced")
        mark = assigned.map({True: " (assigned)", False: ""})
        labels["label"] = (first["source"] + "\n" + first["style"] + mark).fillna(first["source"])
    return labels
