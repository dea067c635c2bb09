"""Which group tells which shared claim, and what a missing one may mean."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.arrays import Rows
from analysis.corpus.articles import SEEDS, evidence_ids
from analysis.corpus.events import lengths, within_events, wrong_evidence
from analysis.corpus.faults import listed, shown
from analysis.corpus.tables import Column, read_table
from analysis.story.pairs import ClaimSentences, claim_sentences, publication_days

STATES = ("told", "omitted", "not found", "could not yet know", "other event")
COLUMNS = [
    "by", "group", "claim", "label", "kind", "state", "checked", "article", "start", "end", "text",
    "score",
]  # fmt: skip
Events = dict[str, set[str]]


def read_coverage(
    path: str | Path = SEEDS / "coverage.csv", *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The reader's check of a corpus, kept by hand: one row a claim and article.

    Columns claim, article, state (one of STATES but "not found"), evidence (the sentences that
    tell it, evidence ids parted by blanks), note. Raises CorpusError with every fault of the file,
    among them a claim called told without evidence, and with `articles` evidence that isn't there.
    """
    known = lengths(articles)
    allowed = [state for state in STATES if state != "not found"]
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
    return table.reset_index(drop=True)


def coverage_by(
    claims: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str = "source",
    events: pd.DataFrame | None = None,
    checks: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A row a claim and group: how far the group's articles tell the claim.

    `state` is told; "could not yet know", where all the group's articles are older than the latest
    day the claim's sentences name (than the first article that tells it, where they name none);
    "other event", where `events` (see `read_events`) are given and the group
    tells of none of the claim's; else "not found", which is no omission: article, start, end and
    text then show the group's nearest sentence, so that a reader can overrule it. `checks` (see
    `read_coverage`) does: its rows belong to the claim that shares most sentences with them, and
    only they can say omitted; `checked` marks them. `score` is the claim row's, for a nearest
    sentence its cosine with the claim.
    """
    corpus = claim_sentences(articles)
    group_of = articles.set_index("article", drop=False)[by].dropna()
    days = publication_days(articles)
    events_of_claim, events_of = _events(claims, events)
    checked = _checked(claims, checks, group_of) if checks is not None else {}
    spans = pd.MultiIndex.from_frame(corpus.table[["article", "start"]])
    tables = []
    for (claim, label, kind), members in claims.groupby(["claim", "label", "kind"], sort=False):
        own = np.flatnonzero(
            spans.isin(list(zip(members["article"], members["start"], strict=True)))
        )
        told = members.sort_values("score", kind="stable")[::-1]
        shown = pd.concat([told, _nearest(corpus, own)])
        shown["group"] = shown["article"].map(group_of)
        cells = shown.dropna(subset="group").drop_duplicates("group").set_index("group")
        cells = cells.loc[group_of.unique()].reset_index()
        told_by = set(members["article"].map(group_of))
        day = _day(corpus, own, days)
        of_claim = events_of_claim.get(claim, set())
        states = []
        for group in cells["group"]:
            inside = group_of.index[group_of == group]
            of_group = set().union(*(events_of.get(article, set()) for article in inside))
            foreign = bool(of_claim) and not of_claim & of_group
            state = "told" if group in told_by else _missing(day, inside, days, foreign)
            states.append(checked.get((claim, group), state))
        known = [(claim, group) in checked for group in cells["group"]]
        cells = cells.assign(
            by=by, claim=claim, label=label, kind=kind, state=states, checked=known
        )
        tables.append(cells[COLUMNS])
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def coverage_agreement(
    claims: pd.DataFrame, *, articles: pd.DataFrame, checks: pd.DataFrame
) -> pd.Series:
    """How well told cells (claim × article) agree with the reader's: precision, recall and f1.

    `cells` counts what the reader calls told; a reader's claim stands for the matched claim that
    shares most sentences with it, and its cells are missed where there is none.
    """
    pairs = _matched(claims, checks)
    told = checks[checks["state"] == "told"]
    wanted = set(zip(told["claim"], told["article"], strict=True))
    rows = claims.groupby("claim")["article"].agg(set)
    found = {(name, article) for name, claim in pairs.items() for article in rows[claim]}
    known = found & {(name, article) for name in pairs for article in articles["article"]}
    hit = len(known & wanted)
    ratios = (hit / max(len(known), 1), hit / max(len(wanted), 1))
    f1 = 2 * hit / max(len(known) + len(wanted), 1)
    return pd.Series([len(wanted), *ratios, f1], ["cells", "precision", "recall", "f1"])


def prominence(
    claims: pd.DataFrame, *, articles: pd.DataFrame, checks: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How early each article tells each claim it shares: a row a claim and article.

    `position` is where the first sentence of the claim begins, as a share of the article's
    characters: 0 is the very beginning, larger is later. What a reader's `checks` (see
    `read_coverage`) say an article doesn't tell has no row.
    """
    if checks is not None:
        itself = pd.Series(articles["article"].to_list(), articles["article"])
        states = _checked(claims, checks, itself)
        keys = zip(claims["claim"], claims["article"], strict=True)
        claims = claims[[states.get(key, "told") == "told" for key in keys]]
    first = claims.sort_values("start", kind="stable").drop_duplicates(["claim", "article"])
    length = articles.set_index("article")["text"].str.len()
    position = first["start"].astype(float) / first["article"].map(length).astype(float)
    table = first.assign(position=position).sort_values(["claim", "position"], kind="stable")
    columns = ["claim", "label", "kind", "source", "article", "start", "end", "position"]
    return table[columns].reset_index(drop=True)


def _day(corpus: ClaimSentences, own: Rows, days: dict[str, date]) -> date | None:
    """The day from which a claim can be known: the latest past one that its sentences name."""
    articles = corpus.table["article"].iloc[own]
    told = [(days[a], row) for a, row in zip(articles, own, strict=True) if a in days]
    named = [min(dated.low, day) for day, row in told for dated in corpus.facts[row].dates]
    return max(named) if named else min((day for day, _ in told), default=None)


def _missing(day: date | None, inside: pd.Index, days: dict[str, date], foreign: bool) -> str:
    """The state of a cell without a sentence; `foreign` where the group tells of other events."""
    own = [days[article] for article in inside if article in days]
    if day and len(own) == len(inside) and max(own) < day:
        return "could not yet know"
    return "other event" if foreign else "not found"


def _events(claims: pd.DataFrame, events: pd.DataFrame | None) -> tuple[Events, Events]:
    """The events that each claim's sentences, and each article, tell of."""
    if events is None:
        return {}, {}
    of_claim = within_events(claims, events).groupby("claim")["event"].agg(set).to_dict()
    return of_claim, events.groupby("article")["event"].agg(set).to_dict()


def _nearest(corpus: ClaimSentences, own: Rows) -> pd.DataFrame:
    """All sentences, the most like a claim's words first."""
    present = corpus.stems.present
    weight = np.log((present.shape[0] + 1) / (np.asarray(present.sum(axis=0)).ravel() + 1))
    middle = np.asarray(present[own].mean(axis=0)).ravel() * weight
    size: npt.NDArray[np.float64] = np.sqrt(present @ weight**2) * np.linalg.norm(middle)
    score = ((present @ (middle * weight)) / np.maximum(size, 1e-9)).round(3)
    return corpus.table.assign(score=score).sort_values("score", ascending=False, kind="stable")


def _checked(
    claims: pd.DataFrame, checks: pd.DataFrame, groups: pd.Series
) -> dict[tuple[str, str], str]:
    """The reader's state of each claim and group that the reader's table speaks of."""
    states: dict[tuple[str, str], str] = {}
    for name, claim in _matched(claims, checks).items():
        rows = checks[checks["claim"] == name]
        told = rows.assign(group=rows["article"].map(groups)).groupby("group")["state"]
        for group, given in told:
            states.setdefault((claim, str(group)), min(given, key=STATES.index))
    return states


def _matched(claims: pd.DataFrame, checks: pd.DataFrame) -> dict[str, str]:
    """For each claim of the reader's the matched one that shares 0.3 of its sentences or more."""
    told = evidence_ids(claims).groupby(claims["claim"], sort=False)
    found = {str(claim): set(group) for claim, group in told}
    matched = {}
    for name, rows in checks.groupby("claim", sort=False):
        kept = set(" ".join(rows["evidence"].dropna()).split())
        shared = {claim: len(kept & own) / len(kept | own) for claim, own in found.items()}
        claim = max(shared, key=lambda key: shared[key], default="")
        if shared.get(claim, 0) >= 0.3:
            matched[str(name)] = claim
    return matched
