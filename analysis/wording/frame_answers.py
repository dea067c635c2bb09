"""Which frames do the words indicate? What shares of marked sentences allow to be said."""

from collections.abc import Iterator

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.comparisons import Compared, judged, number_of, rule_of, share_apart, unshown
from analysis.statistics.answer import (
    COUNT,
    COUNTED,
    SHOWN,
    Answer,
    Number,
    of_all,
    ordered,
    plain,
    plural,
)
from analysis.statistics.groups import REST

SHARE = "share of sentences"


def frame_answers(
    marked: pd.DataFrame,
    *,
    frames: pd.DataFrame,
    articles: pd.DataFrame,
    events: pd.DataFrame | None = None,
    by: str = "source",
    reference: str = REST,
) -> list[Answer]:
    """What may be said of frames by their words, most worth saying first.

    `marked` is ``mark_frames(articles, frames=frames)``. Shares of sentences are compared inside
    shared `events`, else pooled. Sentences speak of words of a frame, which indicate it and no
    more. Topics: "frames difference", "frames".

    >>> from analysis import mark_frames
    >>> frames = pd.DataFrame({"frame": ["peace", "war"], "pattern": ["talk*", "attack*"]})
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": ["They talked. Rain."]})
    >>> marked = mark_frames(articles, frames=frames)
    >>> frame_answers(marked, frames=frames, articles=articles)[0].sentence
    'A word of the frame “peace” stands in 1 of 2 sentences, the most of 2 frames.'
    """
    names = list(frames["frame"].unique())
    if marked.empty:
        return []
    asked = Compared(articles, by, reference, events)
    found = judged(marked, asked, values=names)
    shown = found[found["verdict"] == "shown"]
    answers = [_difference(row, marked) for _, row in shown.iterrows()]
    about = "the shares of sentences with a word of each frame"
    said = {"about": about, "topic": "frames difference", "unit": SHARE, "what": "sentences"}
    rest = unshown(found, **said)
    return ordered([*answers, *_commonest(marked, names), *rest])


def _difference(row: pd.Series, marked: pd.DataFrame) -> Answer:
    """A shown difference of shares."""
    sentence = share_apart(row, f"sentences with a word of the frame “{_frame(row['value'])}”")
    evidence = tuple(evidence_ids(marked[marked[row["value"]] > 0].head(8)))
    numbers = (number_of(row, SHARE),)
    return Answer(f"{sentence}.", "frames difference", SHOWN, rule_of(row), numbers, evidence)


def _commonest(marked: pd.DataFrame, names: list[str]) -> Iterator[Answer]:
    """The frame whose words stand in most sentences."""
    counts = marked[names].sum().sort_values(ascending=False, kind="stable")
    most = int(counts.iloc[0])
    numbers = tuple(Number(float(count), "sentences") for count in counts)
    if not most:
        sentence = f"No word of any frame stands in the {plural(len(marked), 'sentence')}."
        yield Answer(sentence, "frames", COUNT, COUNTED, numbers)
        return
    stands = f"stands in {of_all(most, len(marked), 'sentence')}"
    sentence = f"A word of the frame “{_frame(counts.index[0])}” {stands}"
    if len(names) > 1 and most > counts.iloc[1]:
        sentence += f", the most of {plural(len(names), 'frame')}"
    evidence = tuple(evidence_ids(marked[marked[counts.index[0]] > 0].head(8)))
    yield Answer(f"{sentence}.", "frames", COUNT, COUNTED, numbers, evidence)


def _frame(name: str) -> str:
    return plain(name).replace("_", " ")
