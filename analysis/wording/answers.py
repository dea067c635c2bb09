"""Which words does each source choose? What the tables of terms allow to be said."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.corpus.comparisons import UNLABELLED, named
from analysis.corpus.concordance import concordance
from analysis.corpus.labels import labellings
from analysis.statistics.answer import (
    COUNT,
    COUNTED,
    FEWER,
    NO_CLEAR,
    NOT_SHOWN,
    POOLED,
    SHOWN,
    TOO_FEW,
    Answer,
    Number,
    listing,
    noun,
    of_all,
    ordered,
    plain,
    plural,
    signed,
)
from analysis.statistics.groups import FEW_SOURCES, REST
from analysis.wording.watch_list import watch

LEVEL = 0.05
INSIDE_Q = "inside shared events, q below 0.05 over all terms of all groups"
ODDS = "log odds ratio"
ENDS = ("low", "high")
SAID = 6  # terms that are spoken of one by one


def wording_answers(
    terms: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    events: pd.DataFrame | None = None,
    watched: pd.DataFrame | None = None,
    declared: pd.DataFrame | None = None,
    quotes: pd.DataFrame | None = None,
    by: str = "source",
) -> list[Answer]:
    """What may be said of groups' words, most worth saying first.

    `terms` is that of ``framing_terms``, made inside `events` where they are given, `watched` that
    of ``watch``, `declared` the same made as `terms` is: whether its terms differ is said first. A
    term is called a group's own where its q is below 0.05 and it has two uses or
    more; of a label that stands for five sources at least and where every declared labelling
    agrees. With `quotes` each term says how many of its uses stand in statements of others.
    Topics: "watched difference", "terms difference", "watched".

    >>> from analysis import framing_terms
    >>> texts = ["The hawkish camp spoke. The hawkish wing won.", "The moderate camp spoke."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> terms = framing_terms(articles, min_articles=1, resamples=9)
    >>> wording_answers(terms, articles=articles)[0].sentence
    "No test could tell any source's words from chance: there are too few articles."
    """
    terms = terms[(terms["group"] != UNLABELLED) | (by != "style")]
    declared = terms.head(0) if declared is None else declared
    own = _spoken_of(declared, articles, events, by)
    found = _spoken_of(terms[terms["rank"].notna()], articles, events, by)
    found = found[~found["term"].isin(own["term"])].head(SAID)
    answers = [
        _term(row, table, articles, events, quotes)._replace(topic=topic)
        for topic, table, rows in (
            ("watched difference", declared, own),
            ("terms difference", terms, found),
        )
        for _, row in rows.iterrows()
    ]
    if watched is not None:
        answers += _watched(watched, articles, quotes, by)
    return ordered([*answers, *_unshown(terms, pd.concat([own, found]), by)])


def _spoken_of(
    terms: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame | None, by: str
) -> pd.DataFrame:
    """The terms that a test calls a group's own, strongest first; those of groups that may be
    spoken of, with one sign under every labelling."""
    found = terms[(terms["q"] < LEVEL) & (terms["log_odds"] > 0) & (terms["count"] > 1)]
    found = found[(found["group"] != UNLABELLED) | (by != "style")]
    found = found.sort_values("z", ascending=False, kind="stable")
    if by in ("source", "article") or found.empty:
        return found
    sources = articles.groupby(by)["source"].nunique() if "source" in articles else articles[by]
    known = found[found["group"].map(sources) >= FEW_SOURCES] if "source" in articles else found
    if by != "style" or known.empty:
        return known
    keys, asked = ["group", "term"], list(dict.fromkeys(known["term"]))
    agreed = pd.Series(True, pd.MultiIndex.from_frame(known[keys]))
    for labelled in list(labellings(articles).values())[1:]:
        within = None if events is None else "event"
        again = watch(labelled, asked, by=by, within=within, spans=events, resamples=1)
        odds = again.set_index(keys)["log_odds"].reindex(agreed.index)
        agreed &= odds.gt(0)
    return known[agreed.to_numpy()]


def _term(
    row: pd.Series,
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    events: pd.DataFrame | None,
    quotes: pd.DataFrame | None,
) -> Answer:
    """One term that a group uses more than the others."""
    other = terms[(terms["term"] == row["term"]) & (terms["group"] != row["group"])]
    rates = f"{row['per_1000']:.1f} uses for 1,000 words"
    if len(other):
        rates += f", {other['per_1000'].max():.1f} at most elsewhere"
    where = "Inside the events they share" if events is not None else (
        "Over everything they wrote, whatever the event"
    )  # fmt: skip
    whom = "the others" if row["reference"] == REST else named(row["reference"], row["by"])
    sentence = (
        f"{where}, {named(row['group'], row['by'])} {_use(row['by'])} “{plain(row['term'])}” more "
        f"than {whom} do: {rates} (log odds ratio {signed(row['log_odds'])}, q = {_q(row['q'])})"
    )
    sentence += _whose_voice(row["term"], articles, quotes, row["by"], row["group"])
    numbers = (
        Number(float(row["log_odds"]), ODDS, *(row.get(f"family_{end}", np.nan) for end in ENDS)),
        Number(float(row["per_1000"]), "uses for 1,000 words"),
    )
    rule = POOLED if events is None else INSIDE_Q
    evidence = (row["evidence"],) if isinstance(row["evidence"], str) else ()
    return Answer(f"{sentence}.", "terms difference", SHOWN, rule, numbers, evidence)


def _use(by: str) -> str:
    return "uses" if by in ("source", "article") else "use"


def _q(q: float) -> str:
    return "under 0.01" if q < 0.01 else f"{q:.2f}"


def quoted_uses(uses: pd.DataFrame, quotes: pd.DataFrame) -> pd.Series:
    """Which of `uses` (article, start) stand inside reported statements, true or false.

    `quotes` is the table of ``find_quotes``.
    """
    pieces = quotes[["article", "pieces"]].explode("pieces").dropna(subset="pieces")
    spans = pd.DataFrame(pieces["pieces"].tolist(), columns=["low", "high"]).astype(float)
    spans["article"] = pieces["article"].to_numpy()
    rows = uses[["article", "start"]].reset_index(names="use").merge(spans, on="article")
    inside = rows[(rows["low"] <= rows["start"]) & (rows["start"] < rows["high"])]
    return pd.Series(uses.index.isin(inside["use"]), uses.index)


def _whose_voice(
    term: str, articles: pd.DataFrame, quotes: pd.DataFrame | None, by: str, group: str
) -> str:
    """In whose voice a group's uses of a term stand, as the end of a sentence."""
    if quotes is None:
        return ""
    own = articles[articles[by] == group].reset_index(drop=True)
    found = quoted_uses(concordance(own, term), quotes)
    quoted, uses = int(found.sum()), len(found)
    if not uses:
        return ""
    stand = "stand" if quoted > 1 else "stands"
    return f"; {of_all(quoted, uses, 'use')} in its texts {stand} in statements of others"


def _watched(
    watched: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame | None, by: str
) -> Iterator[Answer]:
    """In how many groups each declared term stands, how often, and in whose voice."""
    for term, rows in watched.groupby("term", sort=False):
        used = rows[rows["count"] > 0].sort_values("per_1000", ascending=False, kind="stable")
        columns = (used["group"], used["count"], used["per_1000"])
        each = [
            f"{named(group, by)} {count:,} ({rate:.1f} for 1,000 words)"
            for group, count, rate in zip(*columns, strict=True)
        ]
        sentence = f"“{plain(term)}” stands in {of_all(len(used), len(rows), noun(by))}"
        if each:
            sentence += f": {listing(each, of=noun(by), rest='none at a higher rate')}"
            sentence += _voices_of(term, articles, quotes)
        numbers = tuple(Number(float(count), "uses") for count in rows["count"])
        evidence = tuple(used["evidence"].dropna())
        yield Answer(f"{sentence}.", "watched", COUNT, COUNTED, numbers, evidence)


def _voices_of(term: object, articles: pd.DataFrame, quotes: pd.DataFrame | None) -> str:
    if quotes is None:
        return ""
    found = quoted_uses(concordance(articles, str(term)), quotes)
    quoted, uses = int(found.sum()), len(found)
    if not uses:
        return ""
    whose = of_all(quoted, uses, "use")
    return f"; {whose} {'stand' if quoted > 1 else 'stands'} in statements of others"


def _unshown(terms: pd.DataFrame, found: pd.DataFrame, by: str) -> Iterator[Answer]:
    """That no term is a group's own, or that the design can't show it."""
    topic = "terms difference"
    if terms.empty or (terms["group"].nunique() < 2 and (terms["reference"] == REST).all()):
        sentence = "There is one group alone, or no word to count, so no words are compared."
        yield Answer(sentence, topic, TOO_FEW, FEWER)
        return
    floor = float(terms["smallest_q"].min())
    if len(found):
        return
    if floor > LEVEL or terms["q"].isna().all():
        sentence = (
            f"No test could tell any {noun(by)}'s words from chance: there are too few articles."
        )
        yield Answer(sentence, topic, TOO_FEW, FEWER, (Number(floor, "smallest q"),))
    else:
        sentence = (
            f"No term is clearly used more by one of {plural(terms['group'].nunique(), noun(by))} "
            f"than by the others: none has a q below {LEVEL} that may be stated."
        )
        numbers = (Number(float(terms["q"].min()), "smallest q found"),)
        yield Answer(sentence, topic, NOT_SHOWN, NO_CLEAR, numbers)
