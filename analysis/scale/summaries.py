"""Summaries of a whole corpus from what its parts have added up, in the order of the parts."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.special import stdtrit

from analysis.arrays import Bools, Rows
from analysis.corpus.articles import evidence_ids
from analysis.corpus.copies import NEAR, near_copies
from analysis.scale import store
from analysis.scale.counting import FEWEST as FEWEST_OF_PART
from analysis.scale.counting import SAMPLED
from analysis.scale.vocabulary import MOST, shared_vocabulary, sum_counts, terms_table
from analysis.statistics.groups import Groups
from analysis.statistics.intervals import FEWEST, TAIL, unit_note
from analysis.tone.sources import summary_rows
from analysis.voices.speakers import FEWEST_STATEMENTS
from analysis.voices.titles import ACTOR

SPEAKERS = ("by", "group", "reference", "articles", "unit", "low", "high",
            "quotes", "words", "share", "share_attributed")  # fmt: skip
TERMS = ["by", "group", "reference", "articles", "unit", "term", "count", "per_1000",
         "document_frequency", "tfidf", "log_odds", "low", "high", "z", "q", "evidence",
         "rank"]  # fmt: skip


def summarise(folder: Path, *, by: str) -> dict[str, Any]:
    """Write the summaries by `by`; how many articles there are, and what is inexact."""
    articles = corpus_articles(folder, by)
    if not len(articles):
        raise store.StoreError("no article was accepted; rejected.csv says why")
    vocabulary, pruned = shared_vocabulary(folder)
    named = [str(name) for name in articles[by].dropna().unique()]
    store.write_summary(folder, "copies", articles[["article", by, "copy_group"]])
    store.write_summary(folder, f"sentiment_by_{by}", sentiment_of_parts(folder, articles, by=by))
    store.write_summary(folder, f"speakers_by_{by}", speakers_of_parts(folder, articles, by=by))
    sums = sum_counts(folder, vocabulary, articles)
    terms = terms_table(sums, vocabulary, groups=named)
    store.write_summary(folder, f"terms_by_{by}", _with_evidence(terms, articles, by))
    inexact = [
        f"terms in fewer than {FEWEST_OF_PART} articles of a part are not counted there",
        f"terms: the {MOST:,} in the most articles, {pruned:,} rare ones let go on the way",
        f"near copies by one in {SAMPLED} of their shingles",
    ]
    return {"articles": len(articles), "inexact": inexact}


def corpus_articles(folder: Path, by: str) -> pd.DataFrame:
    """All articles without their texts: labels, words, `copy_group`, and of their group of `by`
    its number and their weight (one over the copies of the text in the group)."""
    labels = store.read_table(folder, "articles", without=("text", "excluded"))
    marks = store.read_table(folder, "marks", without=("shingles",))
    sample = store.read_lists(folder, "marks", "shingles")
    table = labels.assign(words=marks["words"], copy_group=copies(marks, *sample))
    table["group"] = pd.factorize(table[by])[0]
    members = table.groupby(["group", "copy_group"])["words"].transform("size")
    return table.assign(weight=1 / members)


def copies(marks: pd.DataFrame, sizes: Rows, shingles: Rows) -> Rows:
    """The copy group of each article, numbered by first articles: exact copies share a digest,
    near ones half of their sampled `shingles`, of which each has so many (`sizes`)."""
    there = marks["words"].to_numpy() > 0
    rows = np.arange(len(marks))
    digest = pd.factorize(marks["digest"])[0]
    first = pd.Series(rows).groupby(digest).transform("first").to_numpy()
    first = np.where(there, first, rows)
    alone = there & (first == rows)
    edges = np.concatenate((np.column_stack((first, rows)), _near(alone, sizes, shingles)))
    linked = sparse.coo_matrix((np.ones(len(edges)), edges.T), shape=(len(marks),) * 2)
    groups: Rows = pd.factorize(connected_components(linked, directed=False)[1])[0]
    return groups


def _near(alone: Bools, sizes: Rows, shingles: Rows) -> Rows:
    """Pairs of the articles `alone` that share half of their sampled shingles.

    What only one article has is counted but not held: of news nearly all is.
    """
    row = np.repeat(np.arange(len(sizes)), sizes)
    kept = alone[row]
    row, shingles = row[kept], shingles[kept]
    ordered = np.sort(shingles)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    at = np.searchsorted(several, shingles)
    met = np.append(several, 0)[at] == shingles
    met &= at < len(several)
    where = (row[met], at[met])
    shape = (len(sizes), len(several))
    sets = sparse.csr_matrix((np.ones(len(where[0]), np.int32), where), shape=shape)
    single = np.bincount(row[~met], minlength=len(sizes))
    return near_copies(sets, NEAR, alone=single)


def sentiment_of_parts(folder: Path, articles: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """``sentiment_by`` from the sums of each article's sentences."""
    tone = store.read_table(folder, "tone")
    groups = Groups(tone, articles=articles, by=by)
    names = [name.removesuffix("_sum") for name in tone if name.endswith("_sum")]
    pairs = {name: tone[[f"{name}_sum", f"{name}_of"]].to_numpy(float).T for name in names}
    return summary_rows(groups, {name: groups.sums(*pair) for name, pair in pairs.items()})


def speakers_of_parts(folder: Path, articles: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """The speakers table from each article's counts, the unattributed as rows without a speaker.

    The interval of a share is Student's t on the linearised ratio of sums over articles with a
    statement, copies of a text being one.
    """
    told = _told_once(store.read_table(folder, "statements"), articles, by)
    told["of"] = told.groupby(["group", "copy_group"])["quotes"].transform("sum")
    told["square"] = told["quotes"] ** 2
    told["cross"] = told["quotes"] * told["of"]
    sums = ["quotes", "words", "square", "cross"]
    table = told.groupby(["group", "speaker"], dropna=False)[sums].sum().reset_index()
    table = table.merge(_statements(told), on="group")
    attributed = table["quotes"].where(table["speaker"].notna(), 0).groupby(table["group"])
    enough = table["statements"] >= FEWEST_STATEMENTS
    table["share"] = (table["quotes"] / table["statements"]).where(enough)
    named = enough & table["speaker"].notna()
    table["share_attributed"] = (table["quotes"] / attributed.transform("sum")).where(named)
    table = _with_intervals(table).assign(by=by, reference=None)
    table["articles"] = table["group"].map(articles[by].value_counts())
    table = table.merge(_described(folder), on="speaker", how="left")
    table["unnamed"] = table["speaker"].isna()
    order = ["group", "unnamed", "quotes", "speaker"]
    table = table.sort_values(order, ascending=[True, True, False, True], ignore_index=True)
    return table[[*SPEAKERS[:7], "speaker", *ACTOR, *SPEAKERS[7:]]]


def _told_once(told: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Statements by group of `by`, text and speaker: of the copies of a text in a group those of
    the one that has the most by that speaker, since what copies repeat counts once."""
    row = pd.Index(articles["article"]).get_indexer(told["article"])
    about = {"group": articles[by].to_numpy()[row],
             "copy_group": articles["copy_group"].to_numpy()[row]}  # fmt: skip
    told = told.assign(**about).dropna(subset=["group"])
    told = told.groupby([*about, "speaker"], dropna=False)[["quotes", "words"]].max()
    return told.reset_index()


def _statements(told: pd.DataFrame) -> pd.DataFrame:
    """By group: all statements, their squares by text, and texts with a statement."""
    once = told.drop_duplicates(["group", "copy_group"])
    columns = {"statements": once["of"], "all_square": once["of"] ** 2, "units": 1}
    return pd.DataFrame(columns).groupby(once["group"]).sum().reset_index()


def _with_intervals(table: pd.DataFrame) -> pd.DataFrame:
    share, units = table["quotes"] / table["statements"], table["units"]
    square = table["square"] - 2 * share * table["cross"] + share**2 * table["all_square"]
    error = np.sqrt(square.clip(lower=0) * units / (units - 1).clip(lower=1)) / table["statements"]
    width = stdtrit((units - 1).clip(lower=1), 1 - TAIL) * error
    width = width.where(units >= FEWEST)
    notes = [unit_note("article", int(count)) for count in units]
    return table.assign(low=share - width, high=share + width, unit=notes)


def _described(folder: Path) -> pd.DataFrame:
    """Kind, role and country of each speaker: the first that a part tells."""
    told = store.read_table(folder, "speakers")
    return told.groupby("speaker", sort=False)[list(ACTOR)].first().reset_index()


def _with_evidence(terms: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """The terms table with evidence ids, in the order of ``framing_terms``' columns."""
    used = terms["first"] >= 0
    names = articles["article"].to_numpy()[terms.loc[used, "first"]]
    spans = terms.loc[used, ["start", "end"]].assign(article=names)
    ranked = (terms["z"] > 0).groupby(terms["group"]).cumsum()
    return terms.assign(
        by=by, reference="rest", evidence=evidence_ids(spans),
        rank=ranked.where(terms["z"] > 0).astype("Int64"),
    )[TERMS]  # fmt: skip
