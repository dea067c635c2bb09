"""One table at a glance: how groups tell of the events they share, side by side."""

import textwrap
from collections.abc import Iterator

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.concordance import concordance
from analysis.corpus.events import within_events
from analysis.statistics.answer import listing, of_all, plain, plural, signed
from analysis.statistics.groups import group_articles
from analysis.story.coverage import TELLING
from analysis.tone.toward import FEWEST_MENTIONS
from analysis.tone.words import words_by
from analysis.voices.speakers import outermost_speech
from analysis.voices.titles import describe_speakers
from analysis.wording.answers import quoted_uses

COLUMNS = ["by", "group", "aspect", "entry", "evidence"]
LONGEST = 64  # characters of a claim that is left out
Entry = tuple[str, str, str]  # group, words of the cell, evidence ids parted by blanks


def at_a_glance(
    sentences: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    words: pd.DataFrame,
    quotes: pd.DataFrame,
    watched: pd.DataFrame,
    cells: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    by: str = "source",
) -> pd.DataFrame:
    """What each group does with the events that two groups or more tell of: one row a cell.

    by, group, aspect (tone, who speaks, a declared term, claims, what a reader calls left out,
    toward whom), entry (the cell in words) and evidence (ids parted by blanks, the strongest first;
    for what is left out the sentences of others). A term's uses elsewhere in a group's texts are
    told apart. `watched` is the table of ``watch``, made inside the same events, `cells` that of
    ``coverage_by``, `mentions` that of ``actor_sentiment``. Without `events` all that the groups
    wrote counts. Numbers describe these texts; what is not found is no omission.

    >>> from analysis import find_quotes, score_sentences, score_words, watch
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": ["A thaw is good."]})
    >>> sentences, words = score_sentences(articles), score_words(articles)
    >>> found = {"quotes": find_quotes(articles), "watched": watch(articles, ["thaw"])}
    >>> glance = at_a_glance(sentences, articles=articles, words=words, **found)
    >>> glance[["group", "aspect", "entry"]][:2].values.tolist()
    [['A', 'tone', 'mean +0.44 of 1 sentence: good (+0.44)'], ['A', 'who speaks', 'none found']]
    """
    groups = [str(name) for name, mask in group_articles(articles, by) if mask.any()]
    shared = None if events is None else shared_events(events, articles=articles, by=by)
    here = _inside(sentences, shared)
    statements = _inside(outermost_speech(quotes), shared)
    group = articles.set_index("article", drop=False)[by]
    told = statements.merge(describe_speakers(quotes, articles=articles), on="speaker", how="left")
    length = here["words"].groupby(here["article"].map(group)).sum()
    aspects = {
        "tone": _tone(here, words, articles, by),
        "who speaks": _voices(told.assign(group=told["article"].map(group)), length),
    }
    for term in dict.fromkeys(watched["term"]):
        rows = watched[watched["term"] == term]
        uses = concordance(articles, str(term))
        uses = uses.assign(group=uses["article"].map(group), inside=_whether(uses, shared))
        aspects[f"“{plain(term)}”"] = _uses(rows, uses, quotes)
    if cells is not None:
        aspects["claims"] = _claims(cells)
        if (cells["state"] == "omitted").any():
            aspects["left out, by a reader's check"] = _left_out(cells)
    if mentions is not None:
        own = mentions[mentions["voice"] == "own"]
        aspects["toward whom"] = _toward(_inside(own, shared), group)
    rows = []
    for aspect, entries in aspects.items():
        told = {name: (entry, evidence) for name, entry, evidence in entries}
        rows += [(by, name, aspect, *told.get(name, ("none found", ""))) for name in groups]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def shared_events(events: pd.DataFrame, *, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows of events that two groups of `by` or more tell of."""
    group = events["article"].map(articles.set_index("article", drop=False)[by])
    return events[group.groupby(events["event"]).transform("nunique") > 1]


def _inside(table: pd.DataFrame, events: pd.DataFrame | None) -> pd.DataFrame:
    """The rows of a span table that tell of an event, each once."""
    if events is None:
        return table
    told = within_events(table, events)
    return told.drop_duplicates(["article", "start", "end"]).reset_index(drop=True)


def _whether(table: pd.DataFrame, events: pd.DataFrame | None) -> list[bool]:
    """Whether each row of a span table tells of one of the events."""
    if events is None:
        return [True] * len(table)
    inside = set(evidence_ids(_inside(table, events)))
    return [name in inside for name in evidence_ids(table)]


def _tone(
    here: pd.DataFrame, words: pd.DataFrame, articles: pd.DataFrame, by: str
) -> Iterator[Entry]:
    """Mean score, sentences and the words that carry it."""
    group = here["article"].map(articles.set_index("article", drop=False)[by])
    means = here["compound"].groupby(group, sort=False).agg(["mean", "size"])
    if here.empty:
        return
    carried = words_by(words, sentences=here, articles=articles, by=by).dropna(subset="word")
    for name, row in means.iterrows():
        own = carried[carried["group"] == name].head(3)
        pairs = zip(own["word"], own["contribution"], strict=True)
        main = listing(f"{word} ({signed(part)})" for word, part in pairs)
        entry = f"mean {signed(row['mean'])} of {plural(int(row['size']), 'sentence')}"
        yield str(name), f"{entry}: {main}" if main else entry, " ".join(own["evidence"])


def _voices(told: pd.DataFrame, length: pd.Series) -> Iterator[Entry]:
    """Statements, how many for 1,000 words of the group's sentences, and whose: the speakers'
    country and role, the most first."""
    role = told["role"].fillna("role not said")
    voice = told["country"].fillna("country not said") + " (" + role + ")"
    told = told.assign(voice=voice.mask(told["speaker"].isna(), "nobody named"))
    for name, own in told.groupby("group", sort=False):
        counts = own["voice"].value_counts()
        each = listing((f"{voice} {n}" for voice, n in counts.items()), limit=3, of="voice")
        rate = 1000 * len(own) / max(length.get(name, 0), 1)
        entry = f"{plural(len(own), 'statement')}, {rate:.0f} for 1,000 words: {each}"
        yield str(name), entry, " ".join(evidence_ids(own))


def _uses(rows: pd.DataFrame, uses: pd.DataFrame, quotes: pd.DataFrame) -> Iterator[Entry]:
    """Uses of one term, in whose voice, their rate, TF-IDF and log odds; and uses elsewhere."""
    uses = uses.assign(quoted=quoted_uses(uses, quotes))
    for row in rows.to_dict("records"):
        own = uses[uses["group"] == row["group"]].sort_values("inside", ascending=False)
        here, there = own[own["inside"]], own[~own["inside"]]
        parts = []
        if len(here):
            parts.append(
                f"{_in_whose_voice(here, 'use')}; {row['per_1000']:.1f} for 1,000 words, "
                f"TF-IDF {row['tfidf']:.3f}"
                + (f", log odds {signed(row['log_odds'])}" if pd.notna(row["log_odds"]) else "")
            )
        if len(there):
            parts += ["none on these events"] * (not parts) + [_in_whose_voice(there, "elsewhere")]
        if parts:
            yield str(row["group"]), "; ".join(parts), " ".join(evidence_ids(own))


def _in_whose_voice(uses: pd.DataFrame, what: str) -> str:
    """How many uses, and how many of them stand in statements of others."""
    count = plural(len(uses), what) if what == "use" else f"{len(uses):,} {what}"
    return f"{count}, {int(uses['quoted'].sum())} in others' statements"


def _toward(own: pd.DataFrame, group: pd.Series) -> Iterator[Entry]:
    """The actors named most in a group's own words and the mean good less ill said of each."""
    own = own.assign(balance=own["positive"] - own["negative"])
    for name, told in own.groupby(own["article"].map(group), sort=False):
        actors = told.groupby("actor", sort=False)["balance"].agg(["mean", "size"])
        enough = actors[actors["size"] >= FEWEST_MENTIONS].nlargest(3, "size")
        each = (
            f"{row.Index} {signed(row.mean)} in {plural(row.size, 'mention')}"
            for row in enough.itertuples(name="Row")
        )
        named = told[told["actor"].isin(enough.index)]
        named = named.sort_values("balance", key=abs, ascending=False, kind="stable")
        evidence = " ".join(named["evidence"].drop_duplicates().head(3))
        yield str(name), listing(each) or f"no actor with {FEWEST_MENTIONS} mentions", evidence


def _claims(cells: pd.DataFrame) -> Iterator[Entry]:
    """Of the claims that a reader has checked, and of those that the program suggests, how many
    each group tells."""
    checked = cells["claim"].isin(cells.loc[cells["checked"], "claim"])
    for name, own in cells.groupby("group", sort=False):
        telling, parts = own["state"].isin(TELLING), []
        for kind, state, rows in (
            ("checked claim", "told", checked.loc[own.index]),
            ("suggested claim", "found", ~checked.loc[own.index]),
        ):
            if rows.any():
                parts.append(
                    f"{of_all(int((telling & rows).sum()), int(rows.sum()), kind)} {state}"
                )
        yield str(name), "; ".join(parts), " ".join(evidence_ids(own[telling]))


def _left_out(cells: pd.DataFrame) -> Iterator[Entry]:
    """What a reader calls left out, with the sentences by which others tell it."""
    told = cells[cells["state"] == "told"].drop_duplicates("claim")
    evidence = dict(zip(told["claim"], evidence_ids(told), strict=True))
    for name, own in cells[cells["state"] == "omitted"].groupby("group", sort=False):
        short = (textwrap.shorten(label, LONGEST, placeholder=" …") for label in own["label"])
        labels = listing((f"“{label}”" for label in short), limit=2, of="claim")
        others = (evidence[claim] for claim in own["claim"] if claim in evidence)
        yield str(name), f"{plural(len(own), 'claim')}: {labels}", " ".join(others)
