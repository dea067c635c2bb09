"""Claims: sentences of different sources that state the same fact."""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.arrays import Floats, Rows
from analysis.corpus.events import within_events
from analysis.story.cliques import cliques
from analysis.story.event_groups import RELATED, group_events
from analysis.story.labels import shared_label
from analysis.story.pairs import ClaimSentences, claim_sentences
from analysis.story.reasons import claim_kind, shared_facts
from analysis.story.sampling import sample_events
from analysis.story.scorer import Scored, Scores, score_pairs
from analysis.text.reading import Articles, Reading, once, read

OVERLAP = 0.5  # part of a claim's sentences in a surer claim that makes the two one
COLUMNS = [
    "claim", "label", "kind", "source", "article", "start", "end", "text", "score", "because",
]  # fmt: skip
Row = tuple[str, int, str, str, float, str]  # claim, row, label, kind, score, because


def match_claims(articles: Articles, *, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """The claims table: a row a sentence that states a fact some other source states too.

    Sentences are compared within events: those of `events` (columns article, event, and start, end
    where sentences are meant) or groups of related articles that `group_events` finds; of more than
    5,000 articles in the events that `sample_events` draws, and the first 500 sentences of an
    article. `score` is between 0 and 1, the mean probability that the sentence states the same fact
    as the claim's sentences of other sources; `because` names what it shares with the surest of
    them and, as near-synonyms, its words that stand for others there; `label` is the part of the
    claim's clearest sentence that others state too; `kind` is event, statement or background. A
    sentence may stand in several claims. A fact stated by one source only is no claim here, a
    missing row is no omission, and the whole is a suggestion that a reader has to check.

    >>> texts = ["Two ships sank off Oslo on Monday.", "Rain. Two ships sank on Monday off Oslo."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> events = pd.DataFrame({"article": ["1", "2"], "event": ["ships", "ships"]})
    >>> claims = match_claims(articles, events=events)
    >>> claims[["claim", "article", "start", "end"]].values.tolist()
    [['c001', '1', 0, 34], ['c001', '2', 6, 40]]
    """
    reading = read(articles)
    corpus = claim_sentences(reading)
    rows: list[Row] = []
    number = 0
    for scored in scored_events(reading, events):
        scores = scored.by_pair()
        labels: set[str] = set()
        for members in cliques(scores, corpus.source):
            number += 1
            rows += _claim_rows(f"c{number:03d}", corpus, members, scores, labels)
    return _table(corpus, rows)


def distinct_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of `match_claims` with those put together that are mostly the same sentences.

    A fact that many sentences state comes apart into overlapping claims, since a pair that isn't
    accepted is never put together. A claim half of whose sentences stand in an earlier, surer claim
    becomes a part of that claim here, so that counts and figures show a fact once.

    >>> texts = ["Two ships sank off Oslo on Monday.", "Two ships sank on Monday off Oslo."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> events = pd.DataFrame({"article": ["1", "2"], "event": ["ships", "ships"]})
    >>> claims = match_claims(articles, events=events)
    >>> distinct_claims(pd.concat([claims, claims.assign(claim="c002")]))["claim"].unique().tolist()
    ['c001']
    """
    core: list[str] = []
    told_in: dict[tuple[str, int], list[int]] = {}  # places in core
    name_of: dict[str, str] = {}
    spans = zip(claims["article"], claims["start"], strict=True)
    for claim, own in pd.Series(list(spans)).groupby(claims["claim"].to_numpy(), sort=False):
        sentences = set(own)
        share = Counter(at for span in sentences for at in told_in.get(span, []))
        best = min(share, key=lambda at: (-share[at], at), default=None)
        if best is not None and share[best] >= OVERLAP * len(sentences):
            name_of[str(claim)] = core[best]
            continue
        name_of[str(claim)] = str(claim)
        for span in sentences:
            told_in.setdefault(span, []).append(len(core))
        core.append(str(claim))
    first = claims.drop_duplicates("claim").set_index("claim")
    table = claims.assign(claim=claims["claim"].map(name_of))
    for column in [column for column in ("label", "kind") if column in claims]:
        table[column] = table["claim"].map(first[column])
    order = pd.factorize(table["claim"])[0]
    table = table.iloc[np.argsort(order, kind="stable")]
    return table.drop_duplicates(["claim", "article", "start"]).reset_index(drop=True)


def related_events(reading: Reading, events: pd.DataFrame | None) -> pd.DataFrame:
    """The events in which facts may be shared, `events` or related articles; of many, a sample."""
    found = group_events(reading, alike=RELATED) if events is None else events
    drawn = sample_events(found)
    return drawn[drawn["sampled"]]


def scored_events(reading: Reading, events: pd.DataFrame | None) -> Iterable[Scored]:
    """The scored pairs of each of the ``related_events``; those that are found are scored once."""
    return _scored_related(reading) if events is None else _scored(reading, events)


@once
def _scored_related(reading: Reading) -> list[Scored]:
    return list(_scored(reading, None))


def _scored(reading: Reading, events: pd.DataFrame | None) -> Iterator[Scored]:
    corpus = claim_sentences(reading)
    for rows in event_rows(corpus, related_events(reading, events)):
        yield score_pairs(corpus, rows)


def event_rows(corpus: ClaimSentences, events: pd.DataFrame) -> list[Rows]:
    """The rows of the sentences of each event that more than one source has."""
    sentences = corpus.table[["article", "start", "end"]].reset_index(names="row")
    if sentences.empty or events.empty:
        return []
    if {"start", "end"} <= set(events.columns):
        pairs = within_events(sentences, events)
    else:
        of_article = events[["article", "event"]].drop_duplicates()
        pairs = sentences.merge(of_article, on="article", how="inner")
    groups = (group.to_numpy(np.int64) for _, group in pairs.groupby("event", sort=False)["row"])
    return [np.sort(rows) for rows in groups if len(np.unique(corpus.source[rows])) > 1]


def _claim_rows(
    name: str, corpus: ClaimSentences, members: list[int], scores: Scores, labels: set[str]
) -> list[Row]:
    """What the claims table says of each member of a claim; its label is none of `labels`."""
    source = corpus.source[members]
    pair = [[scores.get((min(a, b), max(a, b)), 0.0) for b in members] for a in members]
    apart = source[:, None] != source
    score: Floats = (np.array(pair) * apart).sum(axis=1) / apart.sum(axis=1)
    texts = [corpus.text[row] for row in members]
    label = shared_label(texts, source.tolist(), score.tolist(), labels)
    labels.add(label)
    kind = claim_kind([corpus.facts[row] for row in members], texts)
    best = np.where(apart, pair, -1.0).argmax(axis=1)
    return [
        (name, row, label, kind, value, shared_facts(corpus, row, members[at]))
        for row, value, at in zip(members, score.round(3).tolist(), best, strict=True)
    ]


def _table(corpus: ClaimSentences, claims: list[Row]) -> pd.DataFrame:
    columns = ["claim", "row", "label", "kind", "score", "because"]
    types = {"claim": "str", "row": int, "label": "str", "kind": "str", "score": float}
    rows = pd.DataFrame(claims, columns=columns).astype({**types, "because": "str"})
    sentences = corpus.table.drop(columns="kind").iloc[rows["row"]].reset_index(drop=True)
    table = rows.join(sentences)
    if "source" not in table:
        table["source"] = pd.Series(pd.NA, table.index, dtype="str")
    return table[COLUMNS]
