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
    counted = quotes[~quotes["nested"]]
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
