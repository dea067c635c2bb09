"""How does each source speak of the others? What the mentions of actors allow to be said."""

import pandas as pd

from analysis.statistics.answer import COUNT, COUNTED, FEWER, TOO_FEW, Answer, plural
from analysis.tone.toward import actor_sentiment_by

TOPIC = "mentions of actors"


def toward_answers(
    mentions: pd.DataFrame, *, articles: pd.DataFrame, by: str = "source"
) -> list[Answer]:
    """What may be said of the mentions of ``actor_sentiment``: counts, and what they allow.

    No answer where there is no mention.
    """
    if mentions.empty:
        return []
    own = mentions[mentions["voice"] == "own"]
    counts = mentions["actor"].value_counts()
    most = counts.index[0]
    answers = [
        Answer(
            f"{plural(len(mentions), 'mention')} of {plural(len(counts), 'actor')} "
            f"{'is' if len(mentions) == 1 else 'are'} found, {_some(len(own), len(mentions))} in "
            f"the writers' own words; most often named is {most}, with {counts.iloc[0]:,}.",
            TOPIC,
            COUNT,
            COUNTED,
            evidence=tuple(mentions.loc[mentions["actor"] == most, "evidence"].head(3)),
        )
    ]
    table = actor_sentiment_by(own, articles=articles, by=by)
    if len(table) and table["low"].isna().all():
        sentence = "No interval can be drawn: no difference in how actors are spoken of is shown."
        answers.append(Answer(sentence, "difference toward actors", TOO_FEW, FEWER))
    return answers


def _some(count: int, total: int) -> str:
    """How many of those just named."""
    if total == 1:
        return "and it stands" if count else "not"
    return f"{count:,} of them" if 0 < count < total else "all of them" if count else "none of them"
