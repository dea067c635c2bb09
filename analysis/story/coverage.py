"""Which group tells which shared claim, and what a missing one may mean."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, diags

from analysis.corpus.articles import SEEDS, CorpusError, evidence_ids
from analysis.corpus.events import lengths, split_evidence, within_events, wrong_evidence
from analysis.corpus.faults import listed, shown
from analysis.corpus.tables import Column, read_table
from analysis.story.checks import (
    checked_claims,
    checked_evidence,
    checked_states,
    readers_claims,
)
from analysis.story.checks import coverage_agreement as coverage_agreement
from analysis.story.pairs import ClaimSentences, claim_sentences, publication_days
from analysis.story.sentence_stems import unit_rows
from analysis.text.reading import Articles, read

STATES = ("told", "found", "omitted", "not found", "could not yet know", "other event")
TELLING = ("told", "found")  # a group tells the claim, as a reader or the program says
COLUMNS = [
    "by", "group", "claim", "label", "kind", "state", "checked", "article", "start", "end", "text",
    "score",
]  # fmt: skip
TYPES = {"checked": bool, "start": "int32", "end": "int32", "score": float}
Events = dict[str, set[str]]


def read_coverage(
    path: str | Path = SEEDS / "coverage.csv", *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The reader's check of a corpus, kept by hand: one row a claim and article.

    Columns claim, label (the claim in the reader's words, where there is one), article, state (one
    of STATES but "found" and "not found"), evidence (the sentences that tell it, evidence ids
    parted by blanks), note. Raises CorpusError with every fault of the file, among them a claim
    called told without evidence, two claims that rest on the same sentences, and with `articles`
    evidence that isn't there.

    >>> read_coverage().loc[0, ["claim", "article", "state", "evidence"]].tolist()
    ['visit-takes-place', '000', 'told', '000:0-195']
    """
    known = lengths(articles)
    allowed = [state for state in STATES if not state.endswith("found")]
    columns = [
        Column("claim"),
        Column("article"),
        Column("state", check=lambda s: None if s in allowed else f"use one of {listed(allowed)}"),
        Column("evidence", filled=False),
    ]

    def check(cells: Mapping[str, str]) -> tuple[str, str] | None:
        if cells["state"] == "told" and not cells["evidence"]:
            return "told without evidence", "name the sentences that tell it"
        if known is not None and cells["article"] not in known:
            return f"article {shown(cells['article'])!r} is not in the corpus", "take the row out"
        spans = cells["evidence"].split()
        return next(filter(None, (wrong_evidence(s, cells["article"], known) for s in spans)), None)

    alike = ("claim", "article")
    table = read_table(path, columns, row="claim and article", alike=alike, check=check)
    evidence = table.groupby("claim", sort=False)["evidence"].agg(
        lambda column: " ".join(sorted(" ".join(column.dropna()).split()))
    )
    for claim in evidence.index[evidence.ne("") & evidence.duplicated()]:
        raise CorpusError(
            f"{path}: claim {claim!r} rests on the same sentences as an earlier one; keep one"
        )
    return table.reset_index(drop=True)


def coverage_by(
    claims: pd.DataFrame,
    *,
    articles: Articles,
    by: str = "source",
    events: pd.DataFrame | None = None,
    checks: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A row a claim and group: how far the group's articles tell the claim.

    `state` is found, where the program suggests that a sentence tells it, and told where a reader
    says so; "could not yet know", where all the group's articles are older than the latest
    day the claim's sentences name (than the first article that tells it, where they name none);
    "other event", where `events` (see `read_events`) are given and the group tells of none of the
    claim's; else "not found", which is no omission: article, start, end and text then show the
    group's nearest sentence, so that a reader can overrule it. `checks` (see `read_coverage`) does:
    a check belongs to a claim half of whose sentences it names as evidence, and to no other; only
    it can say told or omitted; `checked` marks it, and `label` and the sentence of what is told are
    then the reader's. A claim of the reader's that two articles tell and none of the program's goes
    with has cells too, under the reader's name for it. `score` is the claim row's, for a nearest
    sentence its cosine with the claim.

    >>> from analysis import match_claims
    >>> texts = ["Two ships sank off Oslo on Monday.", "Two ships sank on Monday off Oslo."]
    >>> texts += ["Rain fell."]
    >>> articles = pd.DataFrame({"article": [*"123"], "source": [*"ABC"], "text": texts})
    >>> events = pd.DataFrame({"article": [*"123"], "event": "ships"})
    >>> claims = match_claims(articles, events=events)
    >>> coverage_by(claims, articles=articles)[["group", "state"]].values.tolist()
    [['A', 'found'], ['B', 'found'], ['C', 'not found']]
    """
    reading = read(articles)
    corpus, group_of = claim_sentences(reading), _groups(reading.articles, by)
    of_reader: dict[str, str] = {}
    if checks is not None:
        of_reader = checked_claims(claims, checks)
        own = readers_claims(checks, reading.articles, without=of_reader)
        claims = pd.concat([claims, own], ignore_index=True)
        of_reader |= {name: name for name in own["claim"]}
    overruled = checked_states(of_reader, checks, group_of)
    labels = _labels(of_reader, checks)
    shown = pd.concat([_told(claims, group_of), _nearest(claims, corpus, group_of)])
    shown = shown.drop_duplicates(["claim", "group"])
    place = {name: at for at, name in enumerate(pd.unique(claims["claim"]))}
    column = {name: at for at, name in enumerate(group_of.unique())}
    order = shown["claim"].map(place) * max(len(column), 1) + shown["group"].map(column)
    cells = shown.iloc[np.argsort(order.to_numpy(np.int64), kind="stable")]
    first = claims.drop_duplicates("claim").set_index("claim")
    state = _states(claims, cells, corpus, group_of, reading.articles, events)
    keys = list(zip(cells["claim"], cells["group"], strict=True))
    cells = _as_read(cells, checked_evidence(of_reader, checks, group_of), reading.articles)
    return (
        cells.assign(
            by=by,
            label=[labels.get(name, first.loc[name, "label"]) for name in cells["claim"]],
            kind=cells["claim"].map(first["kind"]),
            state=[overruled.get(key, known) for key, known in zip(keys, state, strict=True)],
            checked=[key in overruled for key in keys],
        )[COLUMNS]
        .astype(TYPES)
        .reset_index(drop=True)
    )


def _groups(articles: pd.DataFrame, by: str) -> pd.Series:
    """The group of each article that has one."""
    return articles.set_index("article", drop=False)[by].dropna()


def _labels(of_reader: dict[str, str], checks: pd.DataFrame | None) -> dict[str, str]:
    """The reader's words for the claims that were checked."""
    if checks is None or "label" not in checks:
        return {}
    words = checks.dropna(subset="label").drop_duplicates("claim").set_index("claim")["label"]
    return {claim: words[name] for name, claim in of_reader.items() if name in words}


def _told(claims: pd.DataFrame, group_of: pd.Series) -> pd.DataFrame:
    """The surest sentence of each claim and group that tells it."""
    rows = claims.assign(group=claims["article"].map(group_of), told=True)
    rows = rows.dropna(subset="group").sort_values("score", kind="stable", ascending=False)
    kept = ["claim", "group", "article", "start", "end", "text", "score", "told"]
    return rows.drop_duplicates(["claim", "group"])[kept]


def _as_read(
    cells: pd.DataFrame, read_in: Mapping[tuple[str, str], list[str]], articles: pd.DataFrame
) -> pd.DataFrame:
    """The cells with a sentence that the reader names, where they show another."""
    texts = dict(zip(articles["article"], articles["text"], strict=True))
    cells = cells.reset_index(drop=True)
    keys = zip(cells["claim"], cells["group"], evidence_ids(cells), strict=True)
    for row, (claim, group, own) in enumerate(keys):
        named = read_in.get((claim, group), [own])
        if own not in named:
            article, start, end = split_evidence(named[0])
            place = [article, start, end, texts[article][start:end], np.nan]
            cells.loc[row, ["article", "start", "end", "text", "score"]] = place
    return cells


def _nearest(claims: pd.DataFrame, corpus: ClaimSentences, group_of: pd.Series) -> pd.DataFrame:
    """The sentence of each group that is most like each claim's words."""
    table = corpus.table
    row_of = {
        key: row for row, key in enumerate(zip(table["article"], table["start"], strict=True))
    }
    present = corpus.stems.present
    count = np.asarray(present.sum(axis=0)).ravel()
    rare = unit_rows(csr_matrix(present @ diags(np.log((present.shape[0] + 1) / (count + 1)))))
    number, names = pd.factorize(claims["claim"])
    keys = zip(claims["article"], claims["start"], strict=True)
    at = np.array([row_of.get(key, -1) for key in keys], np.int64)
    number, at = number[at >= 0], at[at >= 0]
    shape = (len(names), present.shape[0])
    members = csr_matrix((np.ones(len(at)), (number, at)), shape)
    middle = unit_rows(csr_matrix(members @ rare))
    rows_of = table.reset_index().groupby(table["article"].map(group_of), sort=False)["index"]
    found = []
    for group, own in rows_of:
        rows = own.to_numpy(np.int64)
        parts = np.array_split(np.arange(len(names)), len(names) // 500 + 1)
        for part in parts if len(rows) and len(names) else []:
            cosine = (middle[part] @ rare[rows].T).toarray()
            best = cosine.argmax(axis=1)
            score = cosine[np.arange(len(part)), best].round(3)
            near = table.iloc[rows[best]][["article", "start", "end", "text"]]
            found.append(near.assign(claim=names[part], group=group, score=score, told=False))
    columns = ["claim", "group", "article", "start", "end", "text", "score", "told"]
    return pd.concat(found)[columns] if found else pd.DataFrame(columns=columns)


def _states(
    claims: pd.DataFrame,
    cells: pd.DataFrame,
    corpus: ClaimSentences,
    group_of: pd.Series,
    articles: pd.DataFrame,
    events: pd.DataFrame | None,
) -> list[str]:
    """What the program says of each cell."""
    days = publication_days(articles)
    latest = _latest(group_of, days)
    known = _known_from(claims, corpus, days)
    of_claim, of_group = _events(claims, events, group_of)
    states = []
    for cell in cells.itertuples():
        foreign = of_claim.get(cell.claim, set()) - of_group.get(cell.group, set())
        day, last = known.get(cell.claim), latest.get(cell.group)
        if cell.told:
            states.append("found")
        elif day and last and last < day:
            states.append("could not yet know")
        else:
            elsewhere = bool(foreign) and foreign == of_claim[cell.claim]
            states.append("other event" if elsewhere else "not found")
    return states


def _latest(group_of: pd.Series, days: dict[str, date]) -> dict[str, date]:
    """The last day each group published, where the day of all its articles is known."""
    latest: dict[str, date] = {}
    for article, group in group_of.items():
        latest[group] = max(latest.get(group, date.min), days.get(article, date.max))
    return {group: day for group, day in latest.items() if day < date.max}


def _known_from(
    claims: pd.DataFrame, corpus: ClaimSentences, days: dict[str, date]
) -> dict[str, date]:
    """The day from which each claim can be known: the latest past one that its sentences name."""
    spans = zip(corpus.table["article"], corpus.table["start"], strict=True)
    row_of = {key: row for row, key in enumerate(spans)}
    named: dict[str, list[date]] = {}
    published: dict[str, list[date]] = {}
    for claim, article, start in zip(
        claims["claim"], claims["article"], claims["start"], strict=True
    ):
        day = days.get(article)
        if day:
            published.setdefault(claim, []).append(day)
            row = row_of.get((article, start))
            dates = corpus.facts[row].dates if row is not None else []
            named.setdefault(claim, []).extend(min(dated.low, day) for dated in dates)
    return {c: max(named[c]) if named[c] else min(told) for c, told in published.items()}


def _events(
    claims: pd.DataFrame, events: pd.DataFrame | None, group_of: pd.Series
) -> tuple[Events, Events]:
    """The events that each claim's sentences, and each group's articles, tell of."""
    if events is None or events.empty:
        return {}, {}
    of_claim = within_events(claims, events).groupby("claim")["event"].agg(set).to_dict()
    of_group = events.groupby(events["article"].map(group_of))["event"].agg(set).to_dict()
    return of_claim, of_group


def prominence(
    claims: pd.DataFrame, *, articles: Articles, checks: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How early each article tells each claim it shares: a row a claim and article.

    `position` is where the first sentence of the claim begins, as a share of the article's
    characters: 0 is the very beginning, larger is later. What a reader's `checks` (see
    `read_coverage`) say an article doesn't tell has no row.

    >>> from analysis import match_claims
    >>> texts = ["Two ships sank off Oslo on Monday.", "Rain. Two ships sank on Monday off Oslo."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> events = pd.DataFrame({"article": ["1", "2"], "event": ["ships", "ships"]})
    >>> table = prominence(match_claims(articles, events=events), articles=articles)
    >>> table[["article", "position"]].round(2).values.tolist()
    [['1', 0.0], ['2', 0.15]]
    """
    articles = read(articles).articles
    if checks is not None:
        itself = pd.Series(articles["article"].to_list(), articles["article"])
        states = checked_states(checked_claims(claims, checks), checks, itself)
        keys = zip(claims["claim"], claims["article"], strict=True)
        claims = claims[[states.get(key, "told") == "told" for key in keys]]
    first = claims.sort_values("start", kind="stable").drop_duplicates(["claim", "article"])
    length = articles.set_index("article")["text"].str.len()
    position = first["start"].astype(float) / first["article"].map(length).astype(float)
    table = first.assign(position=position).sort_values(["claim", "position"], kind="stable")
    columns = ["claim", "label", "kind", "source", "article", "start", "end", "position"]
    return table[columns].reset_index(drop=True)
