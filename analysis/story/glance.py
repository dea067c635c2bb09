"""One table at a glance: how groups tell of the events they share, side by side."""

from collections.abc import Iterator

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.concordance import concordance
from analysis.corpus.events import within_events
from analysis.statistics.answer import listing, plain, plural, signed
from analysis.statistics.groups import group_articles
from analysis.tone.toward import FEWEST_MENTIONS
from analysis.tone.words import words_by
from analysis.voices.titles import describe_speakers
from analysis.wording.answers import quoted_uses

COLUMNS = ["by", "group", "aspect", "entry", "evidence"]
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

    by, group, aspect (tone, who speaks, a declared term, claims, toward whom), entry (the cell in
    words) and evidence (ids parted by blanks, the strongest first). `watched` is the table of
    ``watch``, made inside the same events, `cells` that of ``coverage_by``, `mentions` that of
    ``actor_sentiment``. Without `events` all that the groups
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
    statements = _inside(quotes[~quotes["nested"].astype(bool)], shared)
    group = articles.set_index("article", drop=False)[by]
    aspects = {
        "tone": _tone(here, words, articles, by),
        "who speaks": _voices(statements, quotes, articles, group),
    }
    for term in dict.fromkeys(watched["term"]):
        rows = watched[watched["term"] == term]
        uses = _inside(concordance(articles, str(term)), shared)
        uses = uses.assign(group=uses["article"].map(group))
        aspects[f"“{plain(term)}”"] = _uses(
            rows, uses.assign(group=uses["article"].map(group)), quotes
        )
    if cells is not None:
        aspects["claims"] = _claims(cells)
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


def _voices(
    statements: pd.DataFrame, quotes: pd.DataFrame, articles: pd.DataFrame, group: pd.Series
) -> Iterator[Entry]:
    """Statements by the speakers' country and role, the most first."""
    actors = describe_speakers(quotes, articles=articles)[["speaker", "country", "role"]]
    told = statements.merge(actors, on="speaker", how="left")
    voice = told["country"].fillna("country not said") + ", " + told["role"].fillna("role not said")
    told = told.assign(
        voice=voice.mask(told["speaker"].isna(), "nobody named"),
        group=told["article"].map(group),
        evidence=evidence_ids(told),
    )
    for name, own in told.groupby("group", sort=False):
        counts = own["voice"].value_counts()
        each = (f"{voice} {count}" for voice, count in counts.items())
        yield str(name), listing(each, limit=3, of="voice"), " ".join(own["evidence"])


def _uses(rows: pd.DataFrame, uses: pd.DataFrame, quotes: pd.DataFrame) -> Iterator[Entry]:
    """Uses of one term, in whose voice, their rate, TF-IDF and log odds."""
    quoted = quoted_uses(uses, quotes)
    for row in rows[rows["count"] > 0].to_dict("records"):
        own = uses["group"] == row["group"]
        voice = f"{int((own & quoted).sum())} in others' statements"
        entry = (
            f"{plural(int(row['count']), 'use')}, {voice}; {row['per_1000']:.1f} for 1,000 words, "
            f"TF-IDF {row['tfidf']:.3f}"
        )
        if pd.notna(row["log_odds"]):
            entry += f", log odds {signed(row['log_odds'])}"
        yield str(row["group"]), entry, " ".join(evidence_ids(uses[own]))


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
        yield str(name), listing(each) or f"no actor in {FEWEST_MENTIONS} mentions", evidence


def _claims(cells: pd.DataFrame) -> Iterator[Entry]:
    """Shared claims told, left out by a reader's check, and not found."""
    for name, own in cells.groupby("group", sort=False):
        count = own["state"].value_counts()
        parts = [f"{count.get('told', 0)} of {plural(len(own), 'shared claim')} found"]
        if count.get("omitted", 0):
            parts.append(f"{count['omitted']} left out by a reader's check")
        missing = own[own["state"] == "not found"]
        if len(missing):
            parts.append(f"{len(missing)} not found")
        yield str(name), ", ".join(parts), " ".join(evidence_ids(own[own["state"] == "told"]))
