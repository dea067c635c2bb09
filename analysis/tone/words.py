"""Which words carry a group's score, and which drive the difference between two groups."""

import numpy as np
import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.statistics.groups import REST, group_articles, resampled_unit, two_groups


def words_by(
    words: pd.DataFrame, *, sentences: pd.DataFrame, articles: pd.DataFrame, by: str = "source"
) -> pd.DataFrame:
    """Which words make up each group's mean: one row a group and lexicon word, largest first.

    `words` is the table of ``score_words``; only those in `sentences` count, so that a part of
    the sentences (one voice, one event) can be asked about. `contribution`: what the word adds to
    the group's mean compound score as ``sentiment_by`` has it; a group's contributions sum to its
    mean, with those of the row whose `word` is missing: emphasis of "!" and "?", and rounding.
    `count`: times used; `evidence`: id of the sentence where it adds most, either way.

    >>> from analysis import score_sentences, score_words
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": ["A good, safe day."]})
    >>> words, sentences = score_words(articles), score_sentences(articles)
    >>> table = words_by(words, sentences=sentences, articles=articles)
    >>> table[["word", "contribution", "count"]].round(2).dropna().values.tolist()
    [['good', 0.35, 1], ['safe', 0.35, 1]]
    """
    names = [name for name, _ in group_articles(articles, by)]
    table = _carried(words, sentences, articles, articles[by], by)
    table.insert(0, "by", by)
    order = np.lexsort((-table["contribution"].abs(), table["word"].isna()))
    places = pd.Index(names).get_indexer(table["group"].iloc[order])
    return table.iloc[order[np.argsort(places, kind="stable")]].reset_index(drop=True)


def word_contributions(
    words: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    group: str,
    reference: str = REST,
    by: str = "source",
) -> pd.DataFrame:
    """Which words drive the difference between two groups, the strongest first.

    `difference` is the word's contribution to the group's mean compound score less that to the
    reference's ("rest": all other articles). The column sums to the difference of the two means;
    its last row, with `word` missing, is the residual. Other columns as of ``words_by``.

    >>> from analysis import score_sentences, score_words
    >>> texts = ["A good deal.", "A war."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> words, sentences = score_words(articles), score_sentences(articles)
    >>> table = word_contributions(words, sentences=sentences, articles=articles, group="A")
    >>> table[["word", "difference"]].round(2).dropna().values.tolist()
    [['war', 0.6], ['good', 0.44]]
    """
    sides = two_groups(articles, by, group, reference)
    labels = pd.Series(np.where(sides[0], group, reference)).where(sides[0] | sides[1])
    table = _carried(words, sentences, articles, labels, by)
    own, other = (table[table["group"] == n].drop(columns="group") for n in (group, reference))
    both = own.merge(other, on="word", how="outer", suffixes=("", "_of_reference"))
    counts = ["count", "count_of_reference"]
    numbers = [*counts, "contribution", "contribution_of_reference"]
    both = both.fillna(dict.fromkeys(numbers, 0)).astype(dict.fromkeys(counts, int))
    both["difference"] = both["contribution"] - both["contribution_of_reference"]
    order = np.lexsort((-both["difference"].abs(), both["word"].isna()))
    both = both.iloc[order].reset_index(drop=True)
    names = pd.DataFrame({"by": by, "group": group, "reference": reference}, index=both.index)
    return pd.concat([names, both], axis=1)


def _carried(
    words: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, labels: pd.Series, by: str
) -> pd.DataFrame:
    """Contributions by label of article and by word, and each label's residual."""
    weighted = _weighted(sentences, articles, labels, by)
    hits = words[["article", "sentence", "word", "contribution"]].merge(
        weighted, on=["article", "sentence"]
    )
    hits["contribution"] *= hits["weight"]
    added = hits.groupby(["group", "word"])["contribution"]
    table = added.agg(count="size", contribution="sum").reset_index()
    strongest = hits.loc[hits["contribution"].abs().groupby([hits["group"], hits["word"]]).idxmax()]
    table["evidence"] = strongest["evidence"].to_numpy()
    means = (weighted["weight"] * weighted["compound"]).groupby(weighted["group"]).sum()
    rest = means.sub(table.groupby("group")["contribution"].sum(), fill_value=0.0)
    residual = pd.DataFrame({"group": rest.index, "count": 0, "contribution": rest.to_numpy()})
    return pd.concat([table, residual], ignore_index=True)


def _weighted(
    sentences: pd.DataFrame, articles: pd.DataFrame, labels: pd.Series, by: str
) -> pd.DataFrame:
    """The labelled sentences with their weight in the label's mean."""
    row = pd.Index(articles["article"]).get_indexer(sentences["article"])
    unit, codes = resampled_unit(articles, by)
    table = sentences[["article", "sentence", "compound"]].copy()
    table["evidence"] = evidence_ids(sentences)
    table["group"] = labels.to_numpy()[row]
    table["unit"] = codes[row] if unit == "source" else 0
    table = table.dropna(subset="group")
    size = table.groupby(["group", "unit"])["compound"].transform("size")
    table["weight"] = 1 / size / table.groupby("group")["unit"].transform("nunique")
    return table


def strongest_words(contributions: pd.DataFrame, *, top: int = 10) -> pd.DataFrame:
    """The `top` words of ``word_contributions``, all others as one row, and the residual.

    Columns label, count, count_of_reference, difference, evidence; `difference` keeps its sum.

    >>> from analysis import score_sentences, score_words
    >>> texts = ["A good, safe day.", "A war."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> words, sentences = score_words(articles), score_sentences(articles)
    >>> table = word_contributions(words, sentences=sentences, articles=articles, group="A")
    >>> strongest_words(table, top=1)[["label", "difference"]].round(2)[:2].values.tolist()
    [['war', 0.6], ['2 other words', 0.7]]
    """
    columns = ["label", "count", "count_of_reference", "difference", "evidence"]
    known = contributions["word"].notna()
    words = contributions[known].assign(label=contributions["word"])
    rest = words.iloc[top:]
    sums = rest[["count", "count_of_reference", "difference"]].sum()
    others = pd.DataFrame([{"label": f"{len(rest)} other words", **sums}])
    residual = contributions[~known].assign(label="! and ?, rounding")
    table = pd.concat([words.head(top), others, residual], ignore_index=True)
    counts = ["count", "count_of_reference"]
    return table[columns].assign(**table[counts].fillna(0).astype(int))
