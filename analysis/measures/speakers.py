"""Who gets to speak in each group of articles, and how many statements were probably missed."""

import numpy as np
import pandas as pd

from analysis.corpus.lexicons import rows
from analysis.intervals import (
    Sums,
    article_sums,
    group_articles,
    interval,
    resampled_unit,
    unit_note,
    unit_sums,
)
from analysis.measures.actors import ACTOR, describe_speakers

FEWEST_STATEMENTS = 10  # below it a share says more than the counts behind it


def speakers_by(
    quotes: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str = "source",
    within: str | None = None,
    direct: bool = False,
) -> pd.DataFrame:
    """The speakers table: one row a group and speaker, and one for what nobody is named for.

    `quotes` counts statements (with `direct` only those between quotation marks), `words` the
    words in them; a statement nested in one of the same speaker is not counted again. `share` (0
    to 1) is of all statements of the group, `share_attributed` of those with a speaker; both are
    missing below ten statements. The unattributed row has no speaker and stands even where it is
    0. `low`, `high`: 95 % interval of `share` over the `unit` resampled, empty below ten. With
    `within`, a column of `quotes` such as event, rows are per group and event. Raises ValueError
    on an unknown column.
    """
    counted = quotes[~quotes["nested"].astype(bool)]
    counted = counted[counted["kind"] == "direct"] if direct else counted
    counted = counted.assign(words=counted["text"].str.split().str.len())
    actors = describe_speakers(quotes, articles=articles).set_index("speaker")
    cells = article_sums(counted, articles=articles, within=within)
    unit, codes = resampled_unit(articles, by)
    table = []
    for group, mask in group_articles(articles, by):
        for cell, name in enumerate(cells.names):
            here = mask[cells.article] & (cells.cell == cell)
            place: dict[str, object] = {"by": by, "group": group}
            place |= {within: name} if within else {}
            place |= {"reference": None, "articles": int(mask.sum())}
            for speaker, told in _speakers(counted[here]):
                sums = _article_counts(told, counted[here], articles.loc[mask, "article"])
                resampled = unit_sums(sums, unit, codes[mask])
                found = interval(resampled)
                row = place | {"unit": unit_note(unit, len(resampled.denominator))}
                row |= {"low": found.low, "high": found.high, "speaker": speaker}
                row |= dict(actors.loc[speaker, list(ACTOR)]) if speaker in actors.index else {}
                table.append(row | _numbers(told, counted[here]))
    columns = ["by", "group", *([within] if within else []), "reference", "articles", "unit"]
    columns += ["low", "high", "speaker", *ACTOR, "quotes", "words", "share", "share_attributed"]
    return pd.DataFrame(table, columns=columns).astype(dict.fromkeys(["speaker", *ACTOR], "str"))


def _speakers(told: pd.DataFrame) -> list[tuple[str | None, pd.DataFrame]]:
    """Each speaker's statements, most quoted first; what nobody is named for at the end."""
    named = [(str(name), rows) for name, rows in told.groupby("speaker", sort=False)]
    named.sort(key=lambda pair: -len(pair[1]))
    return [*named, (None, told[told["speaker"].isna()])]


def _article_counts(told: pd.DataFrame, everything: pd.DataFrame, ids: pd.Series) -> Sums:
    """A speaker's statements and all statements, one row an article."""
    columns = (
        part["article"].value_counts().reindex(ids, fill_value=0) for part in (told, everything)
    )
    return Sums(*(column.to_numpy(float).reshape(-1, 1) for column in columns))


def _numbers(told: pd.DataFrame, everything: pd.DataFrame) -> dict[str, object]:
    total, attributed = len(everything), int(everything["speaker"].notna().sum())
    enough = total >= FEWEST_STATEMENTS
    named = told["speaker"].notna().all() and enough and len(told)
    return {
        "quotes": len(told),
        "words": int(told["words"].sum()),
        "share": len(told) / total if enough else np.nan,
        "share_attributed": len(told) / attributed if named else np.nan,
    }


def voices_by(quotes: pd.DataFrame, *, articles: pd.DataFrame, by: str = "source") -> pd.DataFrame:
    """Statements of each group by the speakers' country and role: by, group, country, role,
    quotes, share (of the group's statements, missing below ten), evidence (ids of the statements).

    "not said" where the texts print none; statements that nobody is named for are a voice of
    their own ("nobody named"), with 0 in the groups that have none. Most quoted voices first.
    """
    told, actors = _told(quotes, articles)
    told["group"] = told["article"].map(articles.set_index("article")[by])
    told = told.merge(actors[["speaker", "role", "country"]], on="speaker", how="left")
    nobody = told["speaker"].isna()
    for column in ("country", "role"):
        told[column] = told[column].fillna("not said").mask(nobody, "nobody named")
    voices = told.groupby(["country", "role"])["quotes"].sum().drop("nobody named", errors="ignore")
    order = [*voices.sort_values(ascending=False, kind="stable").index, ("nobody named",) * 2]
    rows = []
    for group, mask in group_articles(articles, by):
        here = told[told["article"].isin(articles.loc[mask, "article"])]
        for country, role in order:
            own = here[(here["country"] == country) & (here["role"] == role)]
            share = len(own) / len(here) if len(here) >= FEWEST_STATEMENTS else np.nan
            ids = " ".join(own["evidence"])
            rows.append((by, group, country, role, len(own), share, ids))
    columns = ["by", "group", "country", "role", "quotes", "share", "evidence"]
    return pd.DataFrame(rows, columns=columns)


def main_speakers(quotes: pd.DataFrame, *, articles: pd.DataFrame, fewest: int = 2) -> pd.DataFrame:
    """Named persons and bodies with at least `fewest` statements: speaker, role, country, kind
    (direct, mixed, indirect), quotes, sources, evidence; most quoted first."""
    told, actors = _told(quotes, articles)
    named = told.merge(actors[actors["kind"] != "anonymous"], on="speaker", suffixes=("", "_of"))
    totals = named.groupby("speaker")["quotes"].sum().sort_values(ascending=False, kind="stable")
    keys = ["speaker", "role", "country", "kind"]
    groups = named[named["speaker"].isin(totals.index[totals >= fewest])]
    groups = groups.groupby(keys, dropna=False)
    joined = {"sources": ("article", "unique"), "evidence": ("evidence", " ".join)}
    table = groups.agg(quotes=("quotes", "sum"), **joined).reset_index()
    place = articles.set_index("article")["source"] if "source" in articles else pd.Series("")
    table["sources"] = [", ".join(dict.fromkeys(place[ids])) for ids in table["sources"]]
    table["rank"] = table["speaker"].map({name: n for n, name in enumerate(totals.index)})
    return table.sort_values(["rank", "kind"], kind="stable").drop(columns="rank", errors="ignore")


def _told(quotes: pd.DataFrame, articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Statements that are counted, each with its evidence id, and who their speakers are."""
    told = quotes[~quotes["nested"]].assign(quotes=1)
    ids = zip(told["article"], told["start"], told["end"], strict=True)
    told["evidence"] = [f"{article}:{start}-{end}" for article, start, end in ids]
    return told, describe_speakers(quotes, articles=articles)


def recall_by_kind() -> pd.DataFrame:
    """Measured recall of `find_quotes` by kind, with its counts: kind, found, of, recall, data."""
    table = pd.DataFrame(rows("recall.tsv"), columns=["kind", "found", "of", "data"])
    table = table.astype({"found": int, "of": int})
    return table.assign(recall=table["found"] / table["of"])


def missed_by(quotes: pd.DataFrame, *, articles: pd.DataFrame, by: str = "source") -> pd.DataFrame:
    """How many statements `find_quotes` is expected to have missed in each group.

    Found statements of each kind × (1 - recall) / recall, with the recall of `recall_by_kind`,
    summed over kinds: by, group, articles, found, missed, share_missed (of found and missed
    together). An expectation from other texts, not a count of these.
    """
    recall = recall_by_kind().set_index("kind")["recall"]
    factor = quotes["kind"].map((1 - recall) / recall).astype(float)
    table = []
    for group, mask in group_articles(articles, by):
        here = quotes["article"].isin(articles.loc[mask, "article"])
        found, missed = int(here.sum()), float(factor[here].sum())
        share = missed / (found + missed) if found else np.nan
        table.append((by, group, int(mask.sum()), found, missed, share))
    columns = ["by", "group", "articles", "found", "missed", "share_missed"]
    return pd.DataFrame(table, columns=columns)
