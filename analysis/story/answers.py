"""Do they tell the same story? What the tables of claims allow to be said."""

from collections.abc import Iterator

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.comparisons import named
from analysis.statistics.answer import (
    COUNT,
    COUNTED,
    FEWER,
    SUGGESTED,
    TOO_FEW,
    Answer,
    Number,
    capital,
    listing,
    noun,
    of_all,
    ordered,
    percent,
    plain,
    plural,
    plurals,
)
from analysis.story.coverage import TELLING


def story_answers(
    cells: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    contradictions: pd.DataFrame | None = None,
    passages: pd.DataFrame | None = None,
    agreement: pd.Series | None = None,
    by: str = "source",
) -> list[Answer]:
    """What may be said of shared claims, most worth saying first; all of it counted.

    `cells` is the table of ``coverage_by`` with the same `by`. What is not found is never called
    left out, and what the program suggests is never called told: only a reader's check says so.
    `agreement` is that of ``coverage_agreement`` where a reader has checked. Topics: "claims",
    "suggestions", "left out", "recall", "not found", "contradictions", "passages".

    >>> from analysis import coverage_by, match_claims
    >>> texts = ["Two ships sank off Oslo on Monday.", "Rain. Two ships sank on Monday off Oslo."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> events = pd.DataFrame({"article": ["1", "2"], "event": ["ships", "ships"]})
    >>> cells = coverage_by(match_claims(articles, events=events), articles=articles)
    >>> story_answers(cells, articles=articles)[0].sentence[:49]
    'The only suggested claim is found in both sources'
    """
    if articles[by].nunique() < 2:
        sentence = "There is one group alone, so no story is compared."
        return [Answer(sentence, "claims", TOO_FEW, FEWER)]
    answers = [*_claims(cells, by), *_left_out(cells, by)]
    if agreement is not None:
        answers += _recall(agreement)
    answers += _not_found(cells)
    if contradictions is not None:
        answers += _contradictions(contradictions)
    if passages is not None:
        answers += _passages(passages, articles)
    return ordered(answers)


def _claims(cells: pd.DataFrame, by: str) -> Iterator[Answer]:
    """How many claims are shared, and how many are told by every group that could tell them: what
    a reader has checked, and apart from it what the program suggests."""
    if cells.empty:
        sentence = f"No claim is found that two {plurals(noun(by))} state."
        yield Answer(sentence, "claims", COUNT, COUNTED, (Number(0.0, "claims"),))
        return
    checked = cells["claim"].isin(cells.loc[cells["checked"], "claim"])
    groups = int(cells["group"].nunique())
    if checked.any():
        yield _by_all(cells[checked], "checked claim", "told", by, groups)
    if not checked.all():
        yield _by_all(cells[~checked], "suggested claim", "found", by, groups)


def _by_all(cells: pd.DataFrame, what: str, told: str, by: str, groups: int) -> Answer:
    """How many of some claims are told, or found, in every group that could tell them."""
    known = cells[~cells["state"].isin(["other event", "could not yet know"])]
    telling = known["state"].isin(TELLING)
    counts = telling.groupby(known["claim"], sort=False).agg(["sum", "size"])
    everyone = counts[(counts["sum"] == counts["size"]) & (counts["size"] > 1)]
    it = "them" if len(everyone) > 1 else "it"
    who = f"both {plurals(noun(by))}" if groups == 2 else f"every {noun(by)} that could tell {it}"
    sentence = f"{capital(of_all(len(everyone), len(counts), what))} "
    sentence += f"{'are' if len(everyone) > 1 else 'is'} {told} in {who}"
    rows = known[telling].head(3)
    if len(everyone):
        widest = everyone.sort_values("size", ascending=False, kind="stable").index[0]
        rows = known[telling & (known["claim"] == widest)]
        label = str(rows["label"].iloc[0])
        sentence += f"; one of them: “{plain(label).rstrip('.')}”"
    numbers = (Number(float(len(everyone)), "claims"), Number(float(len(counts)), "claims"))
    topic, certainty = ("claims", COUNT) if told == "told" else ("suggestions", SUGGESTED)
    return Answer(f"{sentence}.", topic, certainty, COUNTED, numbers, tuple(evidence_ids(rows)))


def _left_out(cells: pd.DataFrame, by: str) -> Iterator[Answer]:
    """What a reader has called left out."""
    checked = cells[cells["state"] == "omitted"]
    if checked.empty:
        return
    counts = checked["group"].value_counts()
    each = listing(
        (f"{named(name, by)} {plural(count, 'claim')}" for name, count in counts.items()),
        of=noun(by),
        rest="none with more",
    )
    sentence = f"By a reader's check claims are left out {plural(len(checked), 'time')}: {each}."
    numbers = tuple(Number(float(count), "claims") for count in counts)
    yield Answer(sentence, "left out", COUNT, COUNTED, numbers)


def _recall(agreement: pd.Series) -> Iterator[Answer]:
    """How much of what a reader finds told the program finds, where that is anything."""
    if not agreement["cells"]:
        return
    sentence = (
        f"Of {plural(int(agreement['cells']), 'pair')} of claim and text that a reader calls told, "
        f"the program by itself finds {percent(agreement['recall'])}."
    )
    numbers = (Number(float(agreement["recall"]), "share of told pairs"),)
    yield Answer(sentence, "recall", COUNT, COUNTED, numbers)


def _not_found(cells: pd.DataFrame) -> Iterator[Answer]:
    """How often nothing was found, which is a question and no omission."""
    known = cells[cells["state"].isin(["found", "not found"])]
    missing = int((known["state"] == "not found").sum())
    if not missing:
        return
    whose = of_all(missing, len(known), "unchecked cell" if cells["checked"].any() else "cell")
    sentence = f"In {whose} of claim and group no sentence is found, a question to a reader and "
    sentence += "no omission."
    evidence = tuple(evidence_ids(known[known["state"] == "not found"]).head(3))
    yield Answer(
        sentence, "not found", SUGGESTED, COUNTED, (Number(float(missing), "cells"),), evidence
    )


def _contradictions(found: pd.DataFrame) -> Iterator[Answer]:
    """Possible contradictions, the hardest with both sides; nobody is called wrong."""
    if found.empty:
        sentence = "No pair of sentences is found that may contradict each other."
        yield Answer(sentence, "contradictions", COUNT, COUNTED, (Number(0.0, "pairs"),))
        return
    first, kinds = found.iloc[0], found["kind"].value_counts()
    each = listing(f"{name} {count:,}" for name, count in kinds.items())
    pairs = "pair of sentences" if len(found) == 1 else "pairs of sentences"
    sides = [
        f"“{plain(first[value])}” ({plain(first[source])})"
        for value, source in (("value", "source"), ("other_value", "other_source"))
        if pd.notna(first[value]) and pd.notna(first[source])
    ]
    hardest = f"; the hardest to reconcile are {listing(sides)}" if len(sides) == 2 else ""
    sentence = (
        f"{len(found):,} {pairs} may contradict each other, by what differs: {each}{hardest}."
    )
    other = found.head(1)[["other_article", "other_start", "other_end"]]
    other = other.set_axis(["article", "start", "end"], axis=1)
    evidence = (*evidence_ids(found.head(1)), *evidence_ids(other))
    numbers = (Number(float(len(found)), "pairs"),)
    yield Answer(sentence, "contradictions", SUGGESTED, COUNTED, numbers, evidence)


def _passages(passages: pd.DataFrame, articles: pd.DataFrame) -> Iterator[Answer]:
    """How many texts share words, and the longest run of them."""
    if passages.empty:
        sentence = "No two texts share a passage."
        yield Answer(sentence, "passages", COUNT, COUNTED, (Number(0.0, "passages"),))
        return
    texts = len({*passages["article"], *passages["other_article"]})
    longest = passages.loc[passages["words"].idxmax()]
    same = f", {int(longest['identical']):,} of them alike in both"
    same = same if longest["identical"] < longest["words"] else ""
    sentence = (
        f"{capital(of_all(texts, len(articles), 'text'))} share passages with another, the longest "
        f"of {plural(int(longest['words']), 'word')}{same}; where words are shared, sources are no "
        "independent witnesses."
    )
    evidence = tuple(evidence_ids(longest.to_frame().T))
    yield Answer(sentence, "passages", COUNT, COUNTED, (Number(float(texts), "texts"),), evidence)
