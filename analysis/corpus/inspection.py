"""What a report on a corpus would rest on, in one page."""

from collections import Counter
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import Corpus
from analysis.corpus.concordance import defused
from analysis.corpus.copies import copy_groups
from analysis.corpus.faults import listed, shown
from analysis.corpus.languages import language
from analysis.statistics.answer import plural

SHOWN, NAMED = 10, 5


def inspection(corpus: Corpus) -> str:
    """How many articles, sources, dates, languages and copies there are, how much is furniture,
    and what was rejected and why, one fact a line."""
    articles, rejected = corpus.articles, corpus.rejected
    lines = [
        f"{plural(corpus.given, 'row')} given = {plural(len(articles), 'article')} "
        f"+ {len(rejected):,} rejected",
        f"columns: {listed(articles.columns, limit=20)}",
        _sources(articles),
        _days(articles),
        _languages(articles),
        _copies(articles),
        _furniture(articles),
        *(f"note: {note}" for note in corpus.notes[:SHOWN]),
        *_reasons(rejected),
    ]
    return "\n".join(lines)


def write_rejected(corpus: Corpus, path: Path) -> None:
    """Write what was rejected as CSV (file, row, reason, remedy), safe to open in a spreadsheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    defused(corpus.rejected).to_csv(path, index=False, lineterminator="\n")


def _sources(articles: pd.DataFrame) -> str:
    counts = articles["source"].value_counts()
    named = listed((f"{source} ({count:,})" for source, count in counts.items()), limit=SHOWN)
    return f"sources: {len(counts):,}: {named}"


def _days(articles: pd.DataFrame) -> str:
    days = articles["published"].dropna() if "published" in articles else pd.Series(dtype="object")
    if days.empty:
        return "dates: none"
    without = articles.loc[articles["published"].isna(), "article"]
    span = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}"
    return f"dates: {span}, {plural(len(without), 'article')} without{_named(without)}"


def _languages(articles: pd.DataFrame) -> str:
    counts = Counter(language(text) or "too short to tell" for text in articles["text"])
    return f"languages: {listed(f'{code} ({count:,})' for code, count in counts.most_common())}"


def _copies(articles: pd.DataFrame) -> str:
    group = copy_groups(articles)
    names = articles["article"].astype(str)
    first = names.groupby(group).transform("first")
    copies = pd.Series(group, articles.index).duplicated()
    told = names[copies] + " (of " + first[copies] + ")"
    repeat = "repeats" if len(told) == 1 else "repeat"
    return (
        f"copies: {plural(len(told), 'article')} {repeat} an earlier one, wholly or nearly"
        f"{_named(told)}"
    )


def _named(names: pd.Series) -> str:
    """The first names behind a count; nothing where there is none."""
    return f": {listed(names, limit=NAMED)}" if len(names) else ""


def _furniture(articles: pd.DataFrame) -> str:
    marked = sum(end - start for spans in articles["excluded"] for start, end in spans)
    share = marked / max(articles["text"].str.len().sum(), 1)
    return f"page furniture: {share:.1%} of all characters, marked and left out"


def _reasons(rejected: pd.DataFrame) -> list[str]:
    """Each reason with its number and first place."""
    groups = rejected.groupby(["reason", "remedy"], sort=False)
    lines = []
    for (reason, remedy), rows in list(groups)[:SHOWN]:
        row = rows.iloc[0]["row"]
        where = shown(rows.iloc[0]["file"]) + ("" if pd.isna(row) else f", row {row}")
        lines.append(f"rejected, {len(rows):,}: {where}: {reason}; {remedy}")
    if len(groups) > SHOWN:
        lines.append(f"and {plural(len(groups) - SHOWN, 'more reason')}: see rejected.csv")
    return lines
