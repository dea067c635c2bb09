"""What are we reading? What may be said of a corpus before anything is measured."""

from collections.abc import Iterator

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.comparisons import UNLABELLED, named
from analysis.statistics.answer import (
    COUNT,
    COUNTED,
    FEWER,
    TOO_FEW,
    Answer,
    Number,
    capital,
    listing,
    noun,
    of_all,
    ordered,
    plain,
    plural,
    plurals,
)
from analysis.statistics.groups import copy_codes
from analysis.statistics.intervals import FEWEST


def corpus_answers(
    texts: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    events: pd.DataFrame | None = None,
    by: str = "source",
) -> list[Answer]:
    """What may be said of the articles themselves, all of it counted.

    `texts` is the table of ``overview``; `events` says which article tells of which event.
    Topics: "size", "length", "dates", "labels", "copies", "events", "comparisons".

    >>> from analysis import overview
    >>> texts = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": ["Yes.", "No."]})
    >>> corpus_answers(overview(texts), articles=texts)[0].sentence
    'The corpus holds 2 texts, 2 words, from 2 sources (1 each).'
    """
    answers = [_size(texts, by, articles), *_lengths(texts), *_dates(articles), *_labels(texts)]
    answers += _copies(articles)
    if events is not None and len(events):
        answers += _events(events, articles, by)
    return ordered(answers)


def _count(sentence: str, topic: str, number: Number, evidence: tuple[str, ...] = ()) -> Answer:
    return Answer(sentence, topic, COUNT, COUNTED, (number,), evidence)


def _size(texts: pd.DataFrame, by: str, articles: pd.DataFrame) -> Answer:
    groups = articles[by].value_counts(sort=False)
    words = int(texts["words"].sum())
    sentence = f"The corpus holds {plural(len(texts), 'text')}, {plural(words, 'word')}"
    if len(groups) > 1:
        least, most = int(groups.min()), int(groups.max())
        each = f"{least:,} each" if least == most else f"{least:,} to {most:,} each"
        sentence += f", from {plural(len(groups), noun(by))} ({each})"
    elif len(groups):
        sentence += f", from {named(groups.index[0], by)}"
    if missing := int(articles[by].isna().sum()):
        sentence += f"; {plural(missing, 'text')} without a {noun(by)} {_are(missing)} not compared"
    return _count(f"{sentence}.", "size", Number(float(len(texts)), "texts"))


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _lengths(texts: pd.DataFrame) -> Iterator[Answer]:
    words = texts["words"]
    least, most = int(words.min()), int(words.max())
    if len(texts) < 2 or least == most:
        return
    sentence = (
        f"The shortest text has {plural(least, 'word')}, the longest {most:,}: counts are read "
        "beside the number of words behind them."
    )
    yield _count(sentence, "length", Number(float(most), "words"))


def _dates(articles: pd.DataFrame) -> Iterator[Answer]:
    days = articles.get("published", pd.Series(dtype=object)).dropna()
    if days.empty:
        sentence = (
            "No text carries a day of publication, so what a text could not yet know isn't told "
            "apart from what it leaves out."
        )
        yield _count(sentence, "dates", Number(0.0, "dated texts"))
        return
    first, last = (f"{pd.Timestamp(day):%Y-%m-%d}" for day in (days.min(), days.max()))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    whose = of_all(len(days), len(articles), "text")
    basis = _inferred(articles.loc[days.index])
    sentence = f"A day of publication is given for {whose}, {when}{basis}."
    yield _count(sentence, "dates", Number(float(len(days)), "dated texts"))


def _inferred(dated: pd.DataFrame) -> str:
    """How many days somebody inferred, as the label table says; nothing where it doesn't."""
    basis = dated.get("published_evidence", pd.Series(dtype="str")).dropna().astype("str")
    inferred = int(basis.str.lower().str.startswith("inferred").sum())
    if not inferred:
        return ""
    return "; all inferred" if inferred == len(dated) > 1 else f"; {inferred:,} of them inferred"


def _labels(texts: pd.DataFrame) -> Iterator[Answer]:
    if "style" not in texts or "confidence" not in texts or texts["confidence"].isna().all():
        return
    sure = texts[(texts["confidence"] == "high") & (texts["style"] != UNLABELLED)]
    whose = of_all(len(sure), len(texts), "text")
    sentence = f"A style is given with high confidence to {whose}"
    others = texts.drop(sure.index)["style"] == UNLABELLED
    counts = {"assigned for comparison": int((~others).sum()), "unplaced": int(others.sum())}
    parts = [f"{n} {'is' if n == 1 else 'are'} {what}" for what, n in counts.items() if n]
    sentence += f"; of the others {listing(parts)}." if parts else "."
    yield _count(sentence, "labels", Number(float(len(sure)), "texts"))


def _copies(articles: pd.DataFrame) -> Iterator[Answer]:
    codes = pd.Series(copy_codes(articles))
    size = codes.map(codes.value_counts())
    copied = int((size > 1).sum())
    if not copied:
        return
    texts = int(codes[size > 1].nunique())
    sentence = (
        f"{capital(of_all(copied, len(articles), 'text'))} are copies of one another, "
        f"{plural(texts, 'different text')} between them; copies count once in every error."
    )
    yield _count(sentence, "copies", Number(float(copied), "texts"))


def _events(events: pd.DataFrame, articles: pd.DataFrame, by: str) -> Iterator[Answer]:
    """How many events are told, by how many groups, and whether groups can be compared."""
    group = articles.set_index("article", drop=False)[by]
    told = events.assign(group=events["article"].map(group)).dropna(subset="group")
    if told.empty:
        return
    tellers = told.groupby("event", sort=False)["group"].nunique()
    groups, shared = int(group.nunique()), tellers[tellers > 1]
    if groups < 2:
        have = "tell" if len(articles) > 1 else "tells"
        sentence = f"The {plural(len(articles), 'text')} {have} of {plural(len(tellers), 'event')}."
        yield _count(sentence.replace("The 1 text", "The text"), "events", _events_number(tellers))
        return
    sentence = (
        f"{capital(of_all(len(shared), len(tellers), 'event'))} {_are(max(len(shared), 1))} told "
        f"by two {plurals(noun(by))} or more"
    )
    everywhere = tellers[tellers == groups]
    if groups > 2:
        sentence += f", {len(everywhere):,} by {of_all(groups, groups, noun(by))}"
    if len(shared):
        widest = told[told["event"] == shared.idxmax()]
        sentence += (
            f"; the most widely told is {_called(str(widest['label'].iloc[0]), widest, articles)}"
        )
        evidence = tuple(evidence_ids(widest.drop_duplicates("group")))
    else:
        evidence = ()
    yield _count(f"{sentence}.", "events", _events_number(shared), evidence)
    if len(shared) < FEWEST:
        have = f"{plural(len(shared), 'event')}" if len(shared) else "no event"
        sentence = (
            f"The {plurals(noun(by))} share {have}, and {FEWEST} are needed before a difference "
            "between them can be told from chance: what follows describes these texts."
        )
        yield Answer(sentence, "comparisons", TOO_FEW, FEWER, (_events_number(shared),))


def _called(label: str, told: pd.DataFrame, articles: pd.DataFrame) -> str:
    """An event's label, with its source where it is the words of one of the event's texts."""
    words, quoted = label.strip("… "), f"“{plain(label)}”"
    rows = articles[articles["article"].isin(told["article"])]
    printed = rows["text"].map(lambda text: words in " ".join(text.split()))
    if "title" in rows:
        printed |= rows["title"].fillna("").map(lambda title: words in title)
    if "source" not in rows or not printed.any():
        return quoted
    return f"{quoted}, in the words of {plain(rows.loc[printed, 'source'].iloc[0])}"


def _events_number(tellers: pd.Series) -> Number:
    return Number(float(len(tellers)), "events")
