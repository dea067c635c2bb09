"""How does each source sound? What the tables of tone allow to be said."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.comparisons import (
    UNLABELLED,
    Compared,
    interval_words,
    judged,
    named,
    number_of,
    others,
    rule_of,
    unshown,
    where,
)  # fmt: skip
from analysis.statistics.answer import (
    COUNT,
    COUNTED,
    FEWER,
    NO_CLEAR,
    NOT_SHOWN,
    SHOWN,
    TOO_FEW,
    Answer,
    Number,
    capital,
    listing,
    noun,
    of_all,
    ordered,
    percent,
    signed,
    span,
)  # fmt: skip
from analysis.statistics.groups import REST
from analysis.tone.sources import sentiment_by
from analysis.tone.words import words_by

TRIED = 12  # words that are tried as the one a difference rests on
SCORE = "compound score"
ABOUT = "the mean score of their sentences"


def tone_answers(
    sentences: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    words: pd.DataFrame,
    events: pd.DataFrame | None = None,
    corrected: pd.DataFrame | None = None,
    by: str = "source",
    reference: str = REST,
) -> list[Answer]:
    """What may be said of how groups sound, most worth saying first.

    `sentences` and `words` are those of ``score_sentences`` and ``score_words``, `corrected` the
    sentences by another lexicon. With `events` (article, event, start, end) groups are compared
    inside those they share, else pooled. A difference is stated where it is shown (see
    ``judged``) and stays so without the word that adds most to it and with the other lexicon.
    Topics: "tone difference", "tone of each", "words of tone", "coverage of tone".

    >>> from analysis import score_sentences, score_words
    >>> texts = ["A good, safe day.", "A war."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> words, sentences = score_words(articles), score_sentences(articles)
    >>> tone_answers(sentences, articles=articles, words=words)[0].sentence[:51]
    '1 of 2 sources has a mean sentence score above zero'
    """
    summary = sentiment_by(sentences, articles=articles, by=by).dropna(subset="mean")
    summary = summary[(summary["group"] != UNLABELLED) | (by != "style")]
    if summary.empty:
        sentence = "No sentence is found whose tone could be scored."
        return [Answer(sentence, "tone of each", TOO_FEW, FEWER)]
    asked = Compared(articles, by, reference, events)
    found = judged(sentences, asked, values=["compound"])
    answers = [
        _difference(row, sentences, words, corrected, asked)
        for _, row in found[found["verdict"] == "shown"].iterrows()
    ]
    answers += _counted(summary, sentences, words, asked)
    said = {"about": ABOUT, "topic": "tone difference", "unit": SCORE, "what": "sentences"}
    return ordered([*answers, *unshown(found, **said)])


def _difference(
    row: pd.Series,
    sentences: pd.DataFrame,
    words: pd.DataFrame,
    corrected: pd.DataFrame | None,
    asked: Compared,
) -> Answer:
    """A shown difference with the words it rests on, or why it is none."""
    parts, evidence = _parts(row, sentences, words, asked)
    checks = {}
    for word in parts.index[:1]:
        without = _scores_without(word, sentences, words)
        checks[f"without “{word}”"] = asked.again(without, row, "compound")
    if corrected is not None:
        checks["with the other word list"] = asked.again(corrected, row, "compound")
    numbers = tuple(number_of(line, SCORE) for line in (row, *checks.values()))
    again = {name: f"{signed(line['difference'])} {name}" for name, line in checks.items()}
    if lost := [again[name] for name, line in checks.items() if line["verdict"] != "shown"]:
        sentence = f"{_opening(row)}, but it doesn't stand by itself: it is {listing(lost)}."
        return Answer(sentence, "tone difference", NOT_SHOWN, NO_CLEAR, numbers, evidence)
    main = listing(f"“{word}” ({signed(part)})" for word, part in parts.head(3).items())
    rests = f"; it rests most on {main}" if main else ""
    stays = f", and stays {listing(again.values())}" if again else ""
    sentence = f"{_opening(row)}{rests}{stays}."
    return Answer(sentence, "tone difference", SHOWN, rule_of(row), numbers, evidence)


def _opening(row: pd.Series) -> str:
    high = "higher" if row["difference"] > 0 else "lower"
    return (
        f"{where(row)}, sentences of {named(row['group'], row['by'])} score "
        f"{abs(row['difference']):.2f} {high} than those of {others(row)} {interval_words(row)}"
    )


def _parts(
    row: pd.Series, sentences: pd.DataFrame, words: pd.DataFrame, asked: Compared
) -> tuple[pd.Series, tuple[str, ...]]:
    """What single words add to a difference, in its direction and the strongest first, and the
    ids of the sentences where the first three add most."""
    weight = words["contribution"].abs().groupby(words["word"]).sum()
    tried = list(weight.nlargest(TRIED).index)
    added = words[words["word"].isin(tried)].pivot_table(
        index=["article", "sentence"], columns="word", values="contribution", aggfunc="sum"
    )
    places = pd.MultiIndex.from_frame(sentences[["article", "sentence"]])
    columns = added.add_prefix("word ").reindex(places).fillna(0.0).set_index(sentences.index)
    table = pd.concat([sentences, columns], axis=1)
    parts = asked.differences(table, list(columns), row).set_axis(added.columns)
    parts = parts[np.sign(parts) == np.sign(row["difference"])]
    parts = parts.sort_values(key=abs, ascending=False, kind="stable")
    spans = evidence_ids(sentences).set_axis(places)
    own = added.loc[added.index.isin(asked.sentences_of(row, sentences))]
    strongest = [own[word].abs().idxmax() for word in parts.index[:3] if own[word].notna().any()]
    return parts, tuple(dict.fromkeys(spans[place] for place in strongest))


def _scores_without(word: str, sentences: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """The sentences with what one word adds to their scores taken away."""
    own = words[words["word"] == word].groupby(["article", "sentence"])["contribution"].sum()
    places = pd.MultiIndex.from_frame(sentences[["article", "sentence"]])
    taken = own.reindex(places).fillna(0.0).to_numpy()
    return sentences.assign(compound=sentences["compound"] - taken)


def _counted(
    summary: pd.DataFrame, sentences: pd.DataFrame, words: pd.DataFrame, asked: Compared
) -> Iterator[Answer]:
    """Exact counts: signs and range of the means, the words that carry them, coverage."""
    kind, means, share = noun(asked.by), summary["mean"], summary["coverage_sentences"]
    above = int((means > 0).sum())
    has = "has" if above < 2 else "have"
    lie = span(signed(means.min()), signed(means.max()))
    sentence = (
        f"The mean score of all sentences is {signed(means.iloc[0])} on a scale from −1 to 1."
        if len(means) == 1
        else f"{capital(of_all(above, len(means), kind))} {has} a mean sentence score above zero; "
        f"the means lie {lie} on a scale from −1 to 1."
    )
    numbers = tuple(Number(float(mean), SCORE) for mean in means)
    extreme = sentences["compound"].abs().nlargest(3).index
    evidence = tuple(evidence_ids(sentences.loc[extreme]))
    yield Answer(sentence, "tone of each", COUNT, COUNTED, numbers, evidence)
    yield from _carried(sentences, words, asked)
    low, high = percent(share.min()), percent(share.max())
    part = low if low == high else f"{low} to {high}"
    sentence = f"The word list knows a word in {part} of the sentences of each {kind}."
    if len(share) == 1:
        sentence = f"The word list knows a word in {part} of the sentences."
    numbers = tuple(Number(float(part), "share of sentences") for part in share)
    yield Answer(sentence, "coverage of tone", COUNT, COUNTED, numbers)


def _carried(sentences: pd.DataFrame, words: pd.DataFrame, asked: Compared) -> Iterator[Answer]:
    """The word that adds most to each group's mean, for or against."""
    table = words_by(words, sentences=sentences, articles=asked.articles, by=asked.by)
    first = table.dropna(subset="word").drop_duplicates("group")
    if first.empty:
        return
    first = first.sort_values("contribution", key=abs, ascending=False, kind="stable")
    carried = [
        f"“{row.word}” ({signed(row.contribution)}, {named(row.group, asked.by)})"
        for row in first.itertuples()
    ]
    most = listing(carried, of=noun(asked.by), rest="none that weighs more")
    each = "the mean score" if len(first) == 1 else "each mean score"
    sentence = f"The word that adds most to {each}, for or against: {most}."
    numbers = tuple(Number(float(part), SCORE) for part in first["contribution"])
    evidence = tuple(first["evidence"].dropna().head(8))
    yield Answer(sentence, "words of tone", COUNT, COUNTED, numbers, evidence)
