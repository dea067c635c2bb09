"""How groups sound: sentence sentiment by source, style or event, and the words behind it."""

import numpy as np
import pandas as pd

from analysis import intervals
from analysis.intervals import Codes, Floats, Masks, Sums, Unit

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
        shared = (counts[own].sum(axis=0) > 0) & (counts[rest].sum(axis=0) > 0)
        chosen = dict(zip(cells.names, np.eye(len(cells.names), dtype=bool), strict=True))
        for name, columns in (chosen | ({None: shared} if within else {})).items():
            row: dict[str, object] = {"by": by, "group": group}
            if within:
                row |= {within: name, "reference": "rest"}
            told = counts[own][:, columns]
            row["articles"] = int((told > 0).any(axis=1).sum() if within else own.sum())
            row["sentences"] = int(told.sum())
            part = {key: Sums(*(array[:, columns] for array in pair)) for key, pair in sums.items()}
            inside, outside = (_by_unit(part, unit, codes, side) for side in (own, rest))
            rows.append(row | _numbers(inside, outside, unit, within))
    return pd.DataFrame(rows)


def _by_unit(sums: dict[str, Sums], unit: Unit, codes: Codes, articles: Masks) -> dict[str, Sums]:
    """Sums by article as sums by unit, of some of the articles."""
    return {
        key: intervals.unit_sums(Sums(*(array[articles] for array in pair)), unit, codes[articles])
        for key, pair in sums.items()
    }


def _numbers(
    own: dict[str, Sums], rest: dict[str, Sums], unit: Unit, within: str | None
) -> dict[str, object]:
    """Means and shares of one group in some cells, with its difference from the rest in them."""
    estimates = {key: intervals.interval(value, resamples=0).estimate for key, value in own.items()}
    sides = [own["mean"], rest["mean"]] if within else [own["mean"]]
    found = intervals.interval(*sides)
    units = [len(side.numerator) for side in sides]
    row: dict[str, object] = {key: estimates.pop(key) for key in ("mean", "mean_hit")}
    if within:
        row["difference"] = found.estimate
    row |= {"low": found.low, "high": found.high, "unit": intervals.unit_note(unit, min(units))}
    if not min(units):
        empty = "no sentence" if not units[0] else "no sentence of others"
        row["unit"] = f"{empty} tells of this {within}" if within else empty
    return row | estimates


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
