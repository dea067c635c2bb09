"""Who gets to speak? What the tables of statements allow to be said."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.comparisons import (
    NAMED,
    Compared,
    judged,
    named,
    number_of,
    rule_of,
    share_apart,
    unshown,
)
from analysis.statistics.answer import (
    COUNT,
    COUNTED,
    EXPECTED,
    NO_CLEAR,
    NOT_SHOWN,
    SHOWN,
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
from analysis.statistics.groups import REST
from analysis.voices.speakers import missed_by, outermost_speech, told_once, words_once
from analysis.voices.titles import describe_speakers

MOST = 4  # countries, and roles, whose shares are compared: the most quoted
SHARE = "share of statements"
RECALL = "recall by kind of statement on other news, times the kinds found here"
NOBODY = "nobody named"


def voices_answers(
    quotes: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    events: pd.DataFrame | None = None,
    by: str = "source",
    reference: str = REST,
) -> list[Answer]:
    """What may be said of who speaks in groups of articles, most worth saying first.

    Statements nested in others don't count again, nor what copies in one group repeat. Shares of
    statements by the speakers' country and role as printed, and of those that nobody is named for,
    are compared inside shared `events`, else pooled; a share is stated where direct quotations
    alone don't reverse it.
    Topics: "voices difference", "statements", "unnamed", "kinds", "countries", "missed",
    "speakers".

    >>> from analysis import find_quotes
    >>> text = '"We agree," said Anna Roux. Ministers denied that talks had failed.'
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    >>> voices_answers(find_quotes(articles), articles=articles)[0].sentence
    '2 reported statements are found in 1 text.'
    """
    told = told_once(outermost_speech(quotes), articles, by=by)
    if told.empty:
        whose = "the text" if len(articles) == 1 else f"the {plural(len(articles), 'text')}"
        sentence = f"No reported statement is found in {whose}."
        return [Answer(sentence, "statements", COUNT, COUNTED, (Number(0.0, "statements"),))]
    actors = describe_speakers(quotes, articles=articles)[["speaker", "country", "role"]]
    told = told.merge(actors, on="speaker", how="left")
    asked, shares = Compared(articles, by, reference, events), _shares(told)
    found = judged(pd.concat([told, shares], axis=1), asked, values=list(shares))
    shown = found[found["verdict"] == "shown"].sort_values("difference", key=abs, ascending=False)
    answers = [_difference(row, told, shares, asked) for _, row in shown.iterrows()]
    answers += [*_statements(told, asked), *_unnamed(told), *_kinds(told), *_countries(told)]
    answers += _missed(quotes, asked)
    answers += _speakers(told, asked)
    about = f"the shares of statements by {listing(_compared(shares), of='way')}"
    said = {"about": about, "topic": "voices difference", "unit": SHARE, "what": "statements"}
    return ordered([*answers, *unshown(found, **said)])


def _shares(told: pd.DataFrame) -> pd.DataFrame:
    """A column of 0 and 1 for each voice whose share is compared."""
    columns: dict[str, pd.Series] = {}
    for kind in ("country", "role"):
        for name in told[kind].value_counts().index[:MOST]:
            columns[f"{kind}: {name}"] = told[kind].eq(name)
    columns[NOBODY] = told["speaker"].isna()
    return pd.DataFrame(columns, index=told.index).fillna(False).astype(float)


def _compared(shares: pd.DataFrame) -> list[str]:
    """By what statements are told apart, in words."""
    kinds = dict.fromkeys(voice.partition(": ")[0] for voice in shares)
    return [kind if kind == NOBODY else f"speakers' {kind}" for kind in kinds]


def _by_voice(voice: str) -> str:
    """Whose statements a column of `_shares` marks, behind "statements"."""
    kind, _, name = voice.partition(": ")
    if kind == NOBODY:
        return "that nobody is named for"
    if kind == "role":
        return f"by speakers in the role “{plain(name)}”"
    return f"by speakers whom the text places in {plain(name)}"


def _difference(
    row: pd.Series, told: pd.DataFrame, shares: pd.DataFrame, asked: Compared
) -> Answer:
    """A shown difference of shares, or none where direct quotations alone reverse it."""
    voice = row["value"]
    opening = share_apart(row, f"statements {_by_voice(voice)}")
    direct = told["kind"] == "direct"
    again = asked.differences(pd.concat([told, shares], axis=1)[direct], [voice], row).iloc[0]
    evidence = tuple(evidence_ids(told[shares[voice] > 0]).head(8))
    numbers = (number_of(row, SHARE),)
    if np.sign(again) == -np.sign(row["difference"]):
        sentence = f"{opening}, but direct quotations alone say the opposite."
        return Answer(sentence, "voices difference", NOT_SHOWN, NO_CLEAR, numbers, evidence)
    return Answer(f"{opening}.", "voices difference", SHOWN, rule_of(row), numbers, evidence)


def _statements(told: pd.DataFrame, asked: Compared) -> Iterator[Answer]:
    """How many, how many for 1,000 words, and the groups without any."""
    group = asked.articles.set_index("article", drop=False)[asked.by]
    words = words_once(asked.articles, by=asked.by)
    counts = told["article"].map(group).value_counts().reindex(words.index, fill_value=0)
    rates = 1000 * counts / words.clip(lower=1)
    having, texts = told["article"].nunique(), len(asked.articles)
    sentence = f"{plural(len(told), 'reported statement')} {_are(len(told))} found in "
    sentence += of_all(having, texts, "text") if texts > 1 else "1 text"
    if len(counts) > 1:
        sentence += f"; for 1,000 words {_range(rates, asked.by)}"
    numbers = tuple(Number(float(count), "statements") for count in counts)
    evidence = tuple(evidence_ids(told).head(8))
    yield Answer(f"{sentence}.", "statements", COUNT, COUNTED, numbers, evidence)
    silent = list(counts.index[counts == 0])
    if silent and len(counts) > 1:
        names = listing((named(name, asked.by) for name in silent), limit=len(silent))
        sentence = (
            f"No reported speech is found in {of_all(len(silent), len(counts), noun(asked.by))}"
            f"{f': {names}' if len(silent) <= NAMED else ''}; some may be missed."
        )
        numbers = (Number(float(len(silent)), plurals(noun(asked.by))),)
        yield Answer(sentence, "statements", COUNT, COUNTED, numbers)


def _missed(quotes: pd.DataFrame, asked: Compared) -> Iterator[Answer]:
    """How many statements were probably missed, and by how much groups differ in that."""
    missed = missed_by(quotes, articles=asked.articles, by=asked.by)
    known = missed[missed["found"] > 0].sort_values("share_missed", kind="stable")
    expected, found = known["missed"].sum(), int(known["found"].sum())
    sentence = (
        f"By recall on other news, {expected:,.0f} more statements are expected to have been missed"
        f" beside the {found:,} that are found"
    )
    if len(known) > 1:
        low, high = (percent(known["share_missed"].iloc[at]) for at in (0, -1))
        whose = [named(known["group"].iloc[at], asked.by) for at in (0, -1)]
        if low == high:
            sentence += f", {low} of each {noun(asked.by)}'s"
        else:
            sentence += f": from {low} of all in {whose[0]} to {high} in {whose[1]}"
    numbers = tuple(Number(float(n), "statements expected") for n in known["missed"])
    yield Answer(f"{sentence}.", "missed", EXPECTED, RECALL, numbers)


def _range(rates: pd.Series, by: str) -> str:
    """The lowest and highest rate, each with its group; groups that tie aren't named."""
    low, high = rates.min(), rates.max()
    if f"{low:.1f}" == f"{high:.1f}":
        return f"{low:.1f} by each {noun(by)}"
    whose = [
        f"{rate:.1f} in {named(rates.index[rates == rate][0], by)}"
        if (rates == rate).sum() == 1
        else f"{rate:.1f} in {plural(int((rates == rate).sum()), noun(by))}"
        for rate in (low, high)
    ]
    return f"from {whose[0]} to {whose[1]}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _unnamed(told: pd.DataFrame) -> Iterator[Answer]:
    nobody = told[told["speaker"].isna()]
    sentence = f"Nobody is named for {of_all(len(nobody), len(told), 'statement')}."
    if nobody.empty:
        sentence = "For every statement a speaker is found, by name or by description."
    numbers = (Number(float(len(nobody)), "statements"),)
    yield Answer(sentence, "unnamed", COUNT, COUNTED, numbers, tuple(evidence_ids(nobody).head(8)))


def _kinds(told: pd.DataFrame) -> Iterator[Answer]:
    direct = told[told["kind"] == "direct"]
    whose = capital(of_all(len(direct), len(told), "statement"))
    stand = "stand" if len(direct) > 1 else "stands"
    sentence = f"{whose} {stand} in full between quotation marks."
    numbers = (Number(float(len(direct)), "statements"),)
    yield Answer(sentence, "kinds", COUNT, COUNTED, numbers, tuple(evidence_ids(direct).head(8)))


def _countries(told: pd.DataFrame) -> Iterator[Answer]:
    placed = told["country"].dropna()
    if placed.empty:
        sentence = "The texts print no country for any speaker."
        yield Answer(sentence, "countries", COUNT, COUNTED, (Number(0.0, "statements"),))
        return
    counts = placed.value_counts()
    each = listing(
        (f"{name} {count:,}" for name, count in counts.items()), of="country", rest="none with more"
    )
    whose = of_all(len(placed), len(told), "statement")
    sentence = f"The texts say of which country the speaker is for {whose}: {each}."
    numbers = tuple(Number(float(count), "statements") for count in counts)
    evidence = tuple(evidence_ids(told.loc[placed.index]).head(8))
    yield Answer(sentence, "countries", COUNT, COUNTED, numbers, evidence)


def _speakers(told: pd.DataFrame, asked: Compared) -> Iterator[Answer]:
    """The most quoted speaker, where what copies repeat counts once, and how many are heard in
    more than one source."""
    group = asked.articles.set_index("article", drop=False)[asked.by]
    known = told.assign(group=told["article"].map(group)).dropna(subset=["speaker", "group"])
    if known.empty:
        return
    once = told_once(told, asked.articles)
    mine = known.loc[known.index.intersection(once.index)]
    counts, total = mine["speaker"].value_counts(), int(group.nunique())
    heard = known.groupby("speaker")["group"].nunique()
    first = counts.index[0]
    tied = [name for name in counts.index if counts[name] == counts.iloc[0]]
    if len(tied) == 1 and counts.iloc[0] > 1:
        kind = noun(asked.by)
        of = f"{counts.iloc[0]:,} of {len(once):,}"
        of += " with copies counted once" if len(once) < len(told) else ""
        sentence = f"{plain(first)} has the most statements, {of}"
        sentence += f", heard in {of_all(int(heard[first]), total, kind)}." if total > 1 else "."
        numbers = (Number(float(counts.iloc[0]), "statements"),)
        evidence = tuple(evidence_ids(mine[mine["speaker"] == first]).head(8))
        yield Answer(capital(sentence), "speakers", COUNT, COUNTED, numbers, evidence)
    if total > 1:
        several = heard[heard > 1]
        whose = of_all(len(several), len(heard), "speaker")
        sentence = (
            f"{capital(whose)}, told apart by name or description, {_are(max(len(several), 1))} "
            f"heard in more than one {noun(asked.by)}."
        )
        numbers = (Number(float(len(several)), "speakers"),)
        yield Answer(sentence, "speakers", COUNT, COUNTED, numbers)
