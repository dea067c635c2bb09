"""What a reader's check says of the program's claims: it is bound to sentences, not to numbers."""

from collections.abc import Collection

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.events import split_evidence

MOST = 0.5  # part of a claim's sentences that a check has to name
ORDER = ("told", "omitted", "could not yet know", "other event")  # of a group's articles


def checked_claims(claims: pd.DataFrame, checks: pd.DataFrame) -> dict[str, str]:
    """For each claim of the reader's the program's claim that it is about.

    That is one at least half of whose sentences are the check's evidence. Each goes with one of
    the other, the nearest first; what goes with none stays unchecked, so that a check never passes
    to another claim.
    """
    ids = evidence_ids(claims).groupby(claims["claim"], sort=False)
    sentences = {str(claim): set(group) for claim, group in ids}
    near = []
    for name, rows in checks.groupby("claim", sort=False):
        evidence = set(" ".join(rows["evidence"].dropna()).split())
        for claim, own in sentences.items():
            both = evidence & own
            if both and len(both) >= MOST * len(own):
                near.append((-len(both) / len(evidence | own), str(name), claim))
    matched: dict[str, str] = {}
    for _, name, claim in sorted(near):
        if name not in matched and claim not in matched.values():
            matched[name] = claim
    return matched


def readers_claims(
    checks: pd.DataFrame, articles: pd.DataFrame, *, without: Collection[str]
) -> pd.DataFrame:
    """The reader's claims that two of `articles` tell, but those `without`: a row a sentence.

    Columns claim, label, article, start, end, text, as those of the program's claims.
    """
    texts = dict(zip(articles["article"], articles["text"], strict=True))
    rows = checks[(checks["state"] == "told") & ~checks["claim"].isin(list(without))]
    rows = rows[rows["article"].isin(list(texts))].dropna(subset="evidence")
    rows = rows[rows.groupby("claim")["article"].transform("nunique") > 1]
    columns = ["claim", "label", "article", "start", "end", "text"]
    words = rows["label"] if "label" in rows else rows["claim"]
    found = [
        (claim, label, article, start, end, texts[article][start:end])
        for claim, label, ids in zip(rows["claim"], words, rows["evidence"], strict=True)
        for article, start, end in map(split_evidence, ids.split())
    ]
    return pd.DataFrame(found, columns=columns)


def checked_states(
    matched: dict[str, str], checks: pd.DataFrame | None, groups: pd.Series
) -> dict[tuple[str, str], str]:
    """The reader's state of each of the program's claims and groups that the check speaks of.

    A group tells what one of its articles tells; `groups` is the group of each article.
    """
    if checks is None:
        return {}
    rows = checks[checks["claim"].isin(list(matched))]
    keys = zip(rows["claim"].map(matched), rows["article"].map(groups), rows["state"], strict=True)
    states: dict[tuple[str, str], str] = {}
    for claim, group, state in keys:
        if pd.notna(group):
            known = states.get((claim, group), state)
            states[claim, group] = min(known, state, key=ORDER.index)
    return states


def checked_evidence(
    matched: dict[str, str], checks: pd.DataFrame | None, groups: pd.Series
) -> dict[tuple[str, str], list[str]]:
    """The evidence ids of the sentences by which each group tells a claim, as the reader says."""
    if checks is None:
        return {}
    rows = checks[checks["claim"].isin(list(matched)) & (checks["state"] == "told")]
    rows = rows.dropna(subset="evidence")
    keys = zip(
        rows["claim"].map(matched), rows["article"].map(groups), rows["evidence"], strict=True
    )
    found: dict[tuple[str, str], list[str]] = {}
    for claim, group, evidence in keys:
        found.setdefault((claim, group), []).extend(evidence.split())
    return found


def coverage_agreement(
    claims: pd.DataFrame, *, articles: pd.DataFrame, checks: pd.DataFrame
) -> pd.Series:
    """How well told cells (claim × article) agree with the reader's: precision, recall and f1.

    `cells` counts what the reader calls told; the cells of a claim of the reader's that no claim
    of the program's goes with are missed.

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["Two ships sank today."]})
    >>> claims = pd.DataFrame({"claim": ["c001"], "article": ["1"], "start": [0], "end": [21]})
    >>> checks = pd.DataFrame({"claim": ["ships"], "article": ["1"], "evidence": ["1:0-21"]})
    >>> checks["state"] = "told"
    >>> coverage_agreement(claims, articles=articles, checks=checks).to_dict()
    {'cells': 1.0, 'precision': 1.0, 'recall': 1.0, 'f1': 1.0}
    """
    matched = checked_claims(claims, checks)
    told = checks[checks["state"] == "told"]
    wanted = set(zip(told["claim"], told["article"], strict=True))
    of_claim = claims.groupby("claim")["article"].agg(set)
    found = {(name, article) for name, claim in matched.items() for article in of_claim[claim]}
    known = found & {(name, article) for name in matched for article in articles["article"]}
    hit = len(known & wanted)
    ratios = (hit / max(len(known), 1), hit / max(len(wanted), 1))
    f1 = 2 * hit / max(len(known) + len(wanted), 1)
    return pd.Series([len(wanted), *ratios, f1], ["cells", "precision", "recall", "f1"])
