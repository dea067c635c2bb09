"""Who gets to speak in each group of articles, and how many statements were probably missed."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.arrays import Rows
from analysis.corpus.articles import evidence_ids
from analysis.corpus.copies import copy_groups
from analysis.corpus.overview import word_counts
from analysis.statistics.groups import Groups, Part, group_articles
from analysis.text.lexicons import rows
from analysis.text.reading import Articles, read
from analysis.voices.titles import ACTOR, describe_speakers

FEWEST_STATEMENTS = 10  # below it a share says more than the counts behind it


def outermost_speech(quotes: pd.DataFrame) -> pd.DataFrame:
    """The statements that are counted: speech, and none that lies inside another statement."""
    return quotes[(quotes["report"] == "speech") & ~quotes["nested"].astype(bool)]


def told_once(
    told: pd.DataFrame, articles: Articles, *, by: str | None = None, within: str | None = None
) -> pd.DataFrame:
    """`told` without the statements that an earlier copy of their article has word for word.

    With `by`, an earlier copy in the same group: what two groups print, each of them tells. With
    `within`, a column of `told`, one that tells it there.
    """
    reading = read(articles)
    about = reading.articles[["article"]].assign(copy=copy_groups(reading))
    about = about.assign(group=reading.articles.get(by)).set_index("article")
    key = about.loc[told["article"]].set_axis(told.index).assign(text=told["text"])
    key["within"] = told.get(within)
    key["time"] = told.groupby(["article", "text"]).cumcount()
    return told[~key.duplicated()]


def words_once(articles: Articles, *, by: str) -> pd.Series:
    """The words of each group's texts, of copies in the group those of the first."""
    reading = read(articles)
    table = reading.articles[[by]].assign(copy=copy_groups(reading), words=word_counts(reading))
    words: pd.Series = table.drop_duplicates([by, "copy"]).groupby(by, sort=False)["words"].sum()
    return words


def speakers_by(
    quotes: pd.DataFrame,
    *,
    articles: Articles,
    by: str = "source",
    within: str | None = None,
    direct: bool = False,
) -> pd.DataFrame:
    """The speakers table: one row a group and speaker, and one for what nobody is named for.

    `quotes` counts statements (with `direct` only those between quotation marks), `words` the
    words in them: speech only, no statement inside another one, and what copies of an article in
    the group repeat counts once. `share` (0 to 1) is of all
    statements of the group (of a label's, the mean of its sources' shares), `share_attributed` the
    same less what nobody is named for; both are missing below ten statements. The unattributed row
    has no speaker and stands even where it is 0. `low`, `high`: 95 % interval of `share` over the
    `unit` resampled, empty below ten.

    With `within`, a column of `quotes` such as event, rows are per group and event, and those
    whose event is missing are of all events that the group shares with others (`reference` rest),
    with equal weight: `difference` is the share less that of the others inside the event, and
    `low`, `high` are of it; over all events the unit is the event, as in ``compare``. Raises
    ValueError on an unknown column.

    >>> from analysis import find_quotes
    >>> text = '"We agree," said Anna Roux. "We will go on," Roux added.'
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    >>> table = speakers_by(find_quotes(articles), articles=articles)
    >>> table.loc[table["speaker"].notna(), ["group", "speaker", "quotes", "words"]].values.tolist()
    [['A', 'Anna Roux', 2, 6]]
    """
    reading = read(articles)
    counted = told_once(outermost_speech(quotes), reading, by=by, within=within)
    counted = counted[counted["kind"] == "direct"] if direct else counted
    counted = counted.assign(words=counted["text"].str.split().str.len())
    groups = Groups(counted, articles=reading.articles, by=by, within=within)
    one = np.ones(len(counted))
    parts = groups.parts(groups.sums(one, one).denominator)
    speaker, names = pd.factorize(counted["speaker"])
    said = _Said(speaker, names, counted["words"].to_numpy(np.int64))
    table = [row for part in parts for row in _speaker_rows(part, said)]
    columns = ["by", "group", *([within] if within else []), "reference", "articles", "unit"]
    numbers = ["quotes", "words", "share", "share_attributed", *(["difference"] if within else [])]
    found_speakers = pd.DataFrame(table, columns=[*columns, "low", "high", "speaker", *numbers])
    actors = describe_speakers(quotes, articles=reading).drop(columns="because")
    described = found_speakers.astype({"speaker": "str"}).merge(actors, on="speaker", how="left")
    return described[[*columns, "low", "high", "speaker", *ACTOR, *numbers]]


class _Said(NamedTuple):
    """Whose each statement is, as a place among the names (−1 for nobody's), and its words."""

    speaker: Rows
    names: pd.Index
    words: Rows


def _speaker_rows(part: Part, said: _Said) -> list[dict[str, Any]]:
    """A row a speaker of one group, in one event or in all it shares, and one for nobody."""
    here, one = part.rows(), np.ones(len(said.speaker))
    place = {"reference": None} | part.place | {"articles": int(part.sides[0].sum())}
    place["unit"] = part.note()
    rows: list[dict[str, Any]] = []
    for speaker, statements, words in _speakers(said, here):
        row = place | {"speaker": None if speaker < 0 else said.names[speaker]}
        row |= {"quotes": statements, "words": words, "share": np.nan, "share_attributed": np.nan}
        if len(here) >= FEWEST_STATEMENTS:
            sums = part.of.sums((said.speaker == speaker).astype(float), one)
            difference, low, high = part.difference(sums)
            row |= {"share": part.mean(sums), "difference": difference, "low": low, "high": high}
        rows.append(row)
    *named, nobody = rows
    for row in named:
        row["share_attributed"] = row["share"] / (1 - nobody["share"])
    return rows


def _speakers(said: _Said, here: Rows) -> Iterator[tuple[int, int, int]]:
    """Each speaker with the statements `here` and their words, most quoted first, nobody last."""
    found, first, at = np.unique(said.speaker[here], return_index=True, return_inverse=True)
    counts, words = np.bincount(at), np.bincount(at, said.words[here]).astype(np.int64)
    numbers = dict(
        zip(found.tolist(), zip(counts.tolist(), words.tolist(), strict=True), strict=True)
    )
    named = found[np.lexsort((first, -counts))]
    for speaker in (*named[named >= 0].tolist(), -1):
        yield (speaker, *numbers.get(speaker, (0, 0)))


def voices_by(quotes: pd.DataFrame, *, articles: Articles, by: str = "source") -> pd.DataFrame:
    """Statements of each group by the speakers' country and role: by, group, country, role,
    quotes, per_1000 (for 1,000 words of the group's texts), share (of the group's statements,
    missing below ten), evidence (ids of the statements).

    "not said" where the texts print none; statements that nobody is named for are a voice of
    their own ("nobody named"), with 0 in the groups that have none. Most quoted voices first. What
    copies of an article in one group repeat counts once, their words too.

    >>> from analysis import find_quotes
    >>> text = "French foreign minister Anna Roux said the talks would go on."
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    >>> table = voices_by(find_quotes(articles), articles=articles)
    >>> table[["group", "country", "role", "quotes"]].values.tolist()
    [['A', 'France', 'government', 1], ['A', 'nobody named', 'nobody named', 0]]
    """
    reading = read(articles)
    articles, told = reading.articles, told_once(_told(quotes, reading), reading, by=by)
    told["group"] = told["article"].map(articles.set_index("article", drop=False)[by])
    nobody = told["speaker"].isna()
    for column in ("country", "role"):
        told[column] = told[column].fillna("not said").mask(nobody, "nobody named")
    sizes = told[~nobody].groupby(["country", "role"]).size()
    order = [*sizes.sort_values(ascending=False, kind="stable").index, ("nobody named",) * 2]
    groups = [group for group, _ in group_articles(articles, by)]
    rows = [(group, *voice) for group in groups for voice in order]
    index = pd.MultiIndex.from_tuples(rows, names=["group", "country", "role"])
    cells = told.groupby(index.names)["evidence"].agg(quotes="size", evidence=" ".join)
    cells = cells.reindex(index).astype({"evidence": "str"})
    table = cells.fillna({"quotes": 0, "evidence": ""}).astype({"quotes": int}).reset_index()
    total = table.groupby("group")["quotes"].transform("sum")
    table["share"] = (table["quotes"] / total).where(total >= FEWEST_STATEMENTS)
    words = words_once(reading, by=by)
    table["per_1000"] = 1000 * table["quotes"] / table["group"].map(words).clip(lower=1)
    return table.assign(by=by)[["by", *index.names, "quotes", "per_1000", "share", "evidence"]]


def main_speakers(quotes: pd.DataFrame, *, articles: Articles, fewest: int = 2) -> pd.DataFrame:
    """Named persons and bodies with at least `fewest` statements: speaker, role, country, kind
    (direct, mixed, indirect), quotes, sources, evidence; most quoted first. What copies of an
    article repeat counts once; `sources` are all that print it.

    >>> from analysis import find_quotes
    >>> text = '"We agree," said Anna Roux. "We will go on," Roux added.'
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    >>> table = main_speakers(find_quotes(articles), articles=articles)
    >>> table[["speaker", "kind", "quotes", "sources"]].values.tolist()
    [['Anna Roux', 'direct', 2, 'A']]
    """
    printed = _told(quotes, articles)
    told = told_once(printed, articles)
    total = told.groupby("speaker")["kind"].transform("size")
    named = told.assign(total=total)[(total >= fewest) & (told["speaker_kind"] != "anonymous")]
    table = named.groupby(["speaker", "role", "country", "kind"], dropna=False).agg(
        quotes=("evidence", "size"),
        evidence=("evidence", " ".join),
        total=("total", "first"),
    )
    order = ["total", "speaker", "kind"]
    table = table.reset_index().sort_values(order, ascending=[False, True, True])
    heard = printed.dropna(subset="source").drop_duplicates(["speaker", "kind", "source"])
    sources = heard.groupby(["speaker", "kind"])["source"].agg(", ".join).to_dict()
    whose = zip(table["speaker"], table["kind"], strict=True)
    each = [sources.get(key, "") for key in whose]
    table.insert(5, "sources", pd.Series(each, table.index, dtype="str"))
    return table.drop(columns="total")


def _told(quotes: pd.DataFrame, articles: Articles) -> pd.DataFrame:
    """Statements that are counted, each with its evidence id and what its speaker is."""
    told = outermost_speech(quotes)
    told = told.assign(evidence=evidence_ids(told))
    actors = describe_speakers(quotes, articles=articles).rename(columns={"kind": "speaker_kind"})
    return told.merge(actors, on="speaker", how="left")


def recall_by_kind() -> pd.DataFrame:
    """Measured recall of `find_quotes` by kind, with its counts: kind, found, of, recall, data.

    >>> recall_by_kind()[["kind", "found", "of"]].values.tolist()
    [['direct', 24, 24], ['mixed', 8, 9], ['indirect', 18, 25]]
    """
    table = pd.DataFrame(rows("voices/data/recall.tsv"), columns=["kind", "found", "of", "data"])
    table = table.astype({"found": int, "of": int})
    return table.assign(recall=table["found"] / table["of"])


def missed_by(quotes: pd.DataFrame, *, articles: pd.DataFrame, by: str = "source") -> pd.DataFrame:
    """How many statements `find_quotes` is expected to have missed in each group.

    Found statements of each kind × (1 - recall) / recall, with the recall of `recall_by_kind`,
    summed over kinds: by, group, articles, found, missed, share_missed (of found and missed
    together). An expectation from other texts, not a count of these.

    >>> from analysis import find_quotes
    >>> text = '"We agree," said Anna Roux. Ministers denied that talks had failed.'
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    >>> missed = missed_by(find_quotes(articles), articles=articles)
    >>> missed[["group", "found", "missed"]].round(2).values.tolist()
    [['A', 2, 0.39]]
    """
    quotes = outermost_speech(quotes)
    recall = recall_by_kind().set_index("kind")["recall"]
    factor = quotes["kind"].map((1 - recall) / recall).astype(float)
    table = []
    for group, mask in group_articles(articles, by):
        here = quotes["article"].isin(articles.loc[mask, "article"])
        table.append((by, group, int(mask.sum()), int(here.sum()), float(factor[here].sum())))
    missed = pd.DataFrame(table, columns=["by", "group", "articles", "found", "missed"])
    return missed.assign(share_missed=missed["missed"] / (missed["found"] + missed["missed"]))
