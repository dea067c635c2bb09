"""Devices of wording beside single terms: what one thing is called, and where a text hedges.

Both lists are starting points: a study passes its own as `names` or `hedges`.
"""

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.statistics.groups import group_articles
from analysis.text.lexicons import rows
from analysis.text.reading import Articles, read, split_sentences
from analysis.wording.frames import find_frames

NAMES, HEDGES = "wording/data/names.tsv", "wording/data/hedges.tsv"


def read_names() -> pd.DataFrame:
    """Names for one thing (``wording/data/names.tsv``): one row a pattern; thing, name, pattern."""
    return _patterns(NAMES, ["thing", "name", "pattern"])


def read_hedges() -> pd.DataFrame:
    """Words that hedge (``wording/data/hedges.tsv``): one row a pattern; kind, pattern."""
    return _patterns(HEDGES, ["kind", "pattern"])


def _patterns(name: str, columns: list[str]) -> pd.DataFrame:
    listed = [(*row[:-1], pattern) for row in rows(name) for pattern in row[-1].split("|")]
    return pd.DataFrame(listed, columns=columns, dtype="str")


def naming_by(
    articles: Articles, *, names: pd.DataFrame | None = None, by: str = "source"
) -> pd.DataFrame:
    """What each group calls a thing that has several names: one row a group, thing and name.

    `count` is uses, `share` (0 to 1) is of the group's uses of any name of the thing, missing
    where it uses none; `evidence` is the first use. A name inside a longer one of the same thing
    counts once. A name in quoted speech is the speaker's: pass `articles` through
    ``concordance`` to see. `names` has thing, name and pattern.

    >>> texts = pd.DataFrame({"article": ["a"], "source": ["x"], "text": ["Diaoyu Dao. Senkakus."]})
    >>> naming_by(texts)[["name", "count", "share", "evidence"]].head(2).values.tolist()
    [['Senkaku', 1, 0.5, 'a:12-20'], ['Diaoyu', 1, 0.5, 'a:0-10']]
    """
    names = read_names() if names is None else names
    hits = _hits(articles, names.rename(columns={"thing": "frame"}))
    hits["name"] = hits["pattern"].map(dict(zip(names["pattern"], names["name"], strict=True)))
    groups = [group for group, _ in group_articles(read(articles).articles, by)]
    listed = names[["thing", "name"]].drop_duplicates().itertuples(index=False)
    index = pd.MultiIndex.from_tuples(
        [(group, *row) for row in listed for group in groups], names=["group", "thing", "name"]
    )
    hits = hits.rename(columns={"frame": "thing"}).assign(group=_groups(hits, articles, by))
    cells = hits.groupby(index.names)["evidence"].agg(count="size", evidence="first")
    table = cells.reindex(index).fillna({"count": 0}).astype({"count": int}).reset_index()
    total = table.groupby(["group", "thing"])["count"].transform("sum")
    table["share"] = table["count"] / total.where(total > 0)
    table = table[total.groupby(table["thing"]).transform("sum") > 0]
    columns = ["by", "group", "thing", "name", "count", "share", "evidence"]
    return table.assign(by=by)[columns].reset_index(drop=True)


def hedges_by(
    articles: Articles, *, hedges: pd.DataFrame | None = None, by: str = "source"
) -> pd.DataFrame:
    """Where each group holds back: one row a group, kind and phrase, the commonest first.

    `count` is uses, `per_100` uses in a hundred of the group's sentences, of which there are
    `sentences`; `evidence` is the first use. `hedges` has kind and pattern. Counts words, not
    doubt: "may" is a month too.

    >>> texts = pd.DataFrame({"article": ["a"], "source": ["x"], "text": ["It reportedly won."]})
    >>> hedges_by(texts)[["kind", "phrase", "per_100"]].values.tolist()
    [['hearsay', 'reportedly', 100.0]]
    """
    hedges = read_hedges() if hedges is None else hedges
    hits = _hits(articles, hedges.rename(columns={"kind": "frame"}))
    hits["phrase"] = hits["hit"].str.lower().str.replace(r"\s+", " ", regex=True)
    hits = hits.rename(columns={"frame": "kind"}).assign(group=_groups(hits, articles, by))
    table = hits.groupby(["group", "kind", "phrase"], sort=False)["evidence"]
    table = table.agg(count="size", evidence="first").reset_index()
    sentences = _groups(split_sentences(articles), articles, by).value_counts()
    table["sentences"] = table["group"].map(sentences).astype(int)
    table["per_100"] = 100 * table["count"] / table["sentences"]
    table = table.sort_values(
        ["group", "count", "phrase"], ascending=[True, False, True], ignore_index=True
    )
    columns = ["by", "group", "sentences", "kind", "phrase", "count", "per_100", "evidence"]
    return table.assign(by=by)[columns]


def _hits(articles: Articles, patterns: pd.DataFrame) -> pd.DataFrame:
    hits = find_frames(articles, frames=patterns)
    return hits.assign(evidence=evidence_ids(hits))


def _groups(table: pd.DataFrame, articles: Articles, by: str) -> pd.Series:
    """The group of each row's article."""
    told = read(articles).articles
    return table["article"].map(dict(zip(told["article"], told[by], strict=True)))
