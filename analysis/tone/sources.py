"""How groups sound: sentence sentiment by source, style or event, and the words behind it."""

import numpy as np
import pandas as pd

from analysis.arrays import Floats
from analysis.corpus.articles import evidence_ids
from analysis.statistics.groups import CellSums, Groups, Part

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
    (`reference` rest) inside the event, and `low`, `high` are of it; over all shared events the
    unit is the event, as in ``compare``. Raises ValueError on an unknown column.

    >>> from analysis import score_sentences
    >>> texts = ["A good deal. A table.", "A war."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> table = sentiment_by(score_sentences(articles), articles=articles)
    >>> table[["group", "sentences", "mean", "mean_hit"]].values.tolist()
    [['A', 2, 0.2202, 0.4404], ['B', 1, -0.5994, -0.5994]]
    """
    groups = Groups(sentences, articles=articles, by=by, within=within)
    pairs = ratio_columns(sentences)
    return summary_rows(groups, {name: groups.sums(*pair) for name, pair in pairs.items()})


def summary_rows(groups: Groups, sums: dict[str, CellSums]) -> pd.DataFrame:
    """The table of ``sentiment_by`` from the sums of each of `ratio_columns`."""
    parts = groups.parts(sums["mean"].denominator)
    return pd.DataFrame([_row(part, sums) for part in parts])


def _row(part: Part, sums: dict[str, CellSums]) -> dict[str, object]:
    """How one group sounds, in one event or in all it shares."""
    told, within = part.counts, part.of.within
    row = part.place
    row["articles"] = told[0] if within else int(part.sides[0].sum())
    row["sentences"] = int(part.total(sums["mean"].denominator))
    row |= {name: part.mean(value) for name, value in sums.items()}
    difference, low, high = part.difference(sums["mean"])
    row |= {"difference": difference} if within else {}
    if min(told):
        return row | {"low": low, "high": high, "unit": part.note()}
    empty = "no sentence of others" if told[0] else "no sentence"
    note = f"{empty} tells of this {within}" if within else empty
    return row | {"low": low, "high": high, "unit": note}


def ratio_columns(sentences: pd.DataFrame) -> dict[str, tuple[Floats, Floats]]:
    """Numerator and denominator of each ratio, a value a sentence."""
    compound, hits, words = sentences[["compound", "hits", "words"]].to_numpy(float).T
    one, hit = np.ones(len(sentences)), (hits > 0).astype(float)
    return {
        "mean": (compound, one),
        "mean_hit": (compound, hit),
        "share_negative": ((compound <= -CLEAR).astype(float), one),
        "share_neutral": ((np.abs(compound) < CLEAR).astype(float), one),
        "share_positive": ((compound >= CLEAR).astype(float), one),
        "coverage_sentences": (hit, one),
        "coverage_words": (hits, words),
    }


def tone_dots(
    sentences: pd.DataFrame, *, articles: pd.DataFrame, by: str = "source", groups: int = 8
) -> pd.DataFrame:
    """What a figure of single dots needs: one row a sentence of the largest groups, or an article
    where one of them has over 60 sentences.

    group, label (with the style, marked where it is assigned), dot (sentence or article),
    article, compound, voice (missing for articles), evidence, stack (how many dots of the group
    with about the same score come before), and the group's mean, low and high.

    >>> from analysis import score_sentences
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": ["A good deal. War."]})
    >>> dots = tone_dots(score_sentences(articles), articles=articles)
    >>> dots[["group", "dot", "compound", "stack"]].values.tolist()
    [['A', 'sentence', 0.4404, 0], ['A', 'sentence', -0.5994, 0]]
    """
    summary = sentiment_by(sentences, articles=articles, by=by)
    shown = summary[summary["sentences"] > 0].nlargest(groups, "sentences")
    summary = shown.sort_values("mean", ascending=False)[["group", "mean", "low", "high"]]
    spans = sentences
    if (shown["sentences"] > MANY).any():
        spans = sentences.groupby("article", sort=False, as_index=False).agg(
            compound=("compound", "mean"), start=("start", "min"), end=("end", "max")
        )
        spans["voice"] = pd.Series(None, spans.index, "str")
    dots = spans[["article", "compound", "voice"]].assign(
        dot="sentence" if spans is sentences else "article", evidence=evidence_ids(spans)
    )
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
        named = (first["source"] + "\n" + first["style"] + mark).where(first["basis"].notna())
        labels["label"] = named.fillna(first["source"])
    return labels
