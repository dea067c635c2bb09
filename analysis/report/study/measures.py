"""Every measure of a corpus, made once and kept between notebooks."""

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import COLUMNS, evidence_ids
from analysis.corpus.events import event_grid, read_events, within_events
from analysis.report.study import settings
from analysis.report.study.cache import Cache, NoCache
from analysis.report.study.plan import Plan
from analysis.report.study.settings import SettingError
from analysis.scale.kept import is_analysis, sample_note, table_of
from analysis.statistics.answer import plural
from analysis.story.claims import distinct_claims, match_claims
from analysis.story.contradictions import contradictions
from analysis.story.coverage import coverage_agreement, coverage_by, read_coverage
from analysis.story.event_groups import group_events
from analysis.story.passages import shared_passages
from analysis.story.sampling import LIMIT, SEED, sample_events
from analysis.text.names import name_table
from analysis.text.reading import Articles, Reading, read, split_sentences
from analysis.tone.actors import actors, read_actors
from analysis.tone.encoder import encoder_installed
from analysis.tone.lexicon import read_lexicon
from analysis.tone.sentences import (
    diplomatic_lexicon,
    score_sentences,
    score_words,
    sentence_sentiment,
)
from analysis.tone.toward import actor_sentiment
from analysis.voices.quotes import find_quotes
from analysis.wording.frames import mark_frames, read_frames
from analysis.wording.watch_list import watch

COMPARED = 2_000  # articles whose sentences are compared, where there are more than LIMIT
ENCODED = 100  # articles in which the encoder reads mentions of actors
TONED = 40  # and whose tone it reads, to compare it with VADER's
OWN = (  # columns that tell articles apart, no groups
    "article", "text", "title", "published", "url", "excluded", "damage", "text_sha256",
)  # fmt: skip
LABELS = (*COLUMNS, "published_evidence", "page_date")


class Measures:
    """A corpus, its fingerprint and plan; each measure is made when first asked for, then kept.

    `by` and `reference` are the groups that are compared: the plan's, or those of FRAMING_GROUP
    and FRAMING_REFERENCE.
    """

    def __init__(self, plan: Plan, articles: pd.DataFrame, *, corpus: str) -> None:
        self.plan = plan
        self.articles = _labelled(articles)
        self.corpus = corpus
        self.by = _choice(settings.GROUP, plan.group, among=list(self.articles.columns))
        groups = self.articles[self.by].dropna().astype("str").unique()
        self.reference = _choice(settings.REFERENCE, plan.reference, among=["rest", *groups])
        self.cache = _cache(plan, self.corpus)
        self.reading = _KeptReading(self.articles, self.cache)

    @property
    def groupings(self) -> list[str]:
        """The columns of labels that have two groups or more, and fewer than articles."""
        count = self.articles.drop(columns=list(OWN), errors="ignore").astype("str").nunique()
        return [str(name) for name in count.index[(count > 1) & (count < len(self.articles))]]

    @property
    def as_planned(self) -> bool:
        """Whether groups and reference are the plan's."""
        return (self.by, self.reference) == (self.plan.group, self.plan.reference)

    @cached_property
    def decisions(self) -> str:
        """Eight digits that change with what is compared and with what the plan decides."""
        plan = self.plan
        said = (self.by, self.reference, plan.watch, plan.names, encoder_installed())
        files = (plan.events, plan.checks, plan.actors, plan.frames, plan.lexicon)
        kept = [repr(said).encode(), *(file.read_bytes() if file else b"" for file in files)]
        return hashlib.sha256(b"\0".join(kept)).hexdigest()[:8]

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """The quotes table."""
        return self.cache.table(
            "quotes", lambda: self._measured("quotes", lambda: find_quotes(self.reading))
        )

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences table, with each sentence's voice."""
        return self.cache.table(
            "sentences",
            lambda: self._measured(
                "sentences", lambda: score_sentences(self.reading, quotes=self.quotes)
            ),
        )

    def _measured(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A table that was measured when the corpus was analysed, else made now."""
        if not is_analysis(self.plan.corpus):
            return make()
        table = table_of(self.plan.corpus, name, self.articles["article"].tolist())
        labels = self.articles.set_index("article")[["source", "style"]]
        about = labels.loc[table["article"]].reset_index()
        return pd.concat([about, table.drop(columns=about.columns, errors="ignore")], axis=1)

    @property
    def drawn_note(self) -> str:
        """How many of the analysed articles are read, where that isn't all; else nothing."""
        folder = self.plan.corpus
        return sample_note(folder, len(self.articles)) if is_analysis(folder) else ""

    @cached_property
    def words(self) -> pd.DataFrame:
        """What each lexicon word brings to its sentence's score."""
        return self.cache.table("words", lambda: score_words(self.reading))

    @cached_property
    def corrected(self) -> pd.DataFrame:
        """The sentences table with the study's own lexicon, else the one of diplomacy."""
        return self.cache.table(
            f"corrected-{self.decisions}",
            lambda: score_sentences(self.reading, quotes=self.quotes, lexicon=self.lexicon),
        )

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events table: kept by hand, else groups of articles that the program finds.

        Found events are whole articles: all sentences of an article tell of its event.
        """
        if self.plan.events:
            return read_events(self.plan.events, articles=self.articles)
        return self.cache.table("events", lambda: found_events(self.reading))

    @cached_property
    def checks(self) -> pd.DataFrame | None:
        """What a reader has checked of claims, None where nobody has."""
        checks = self.plan.checks
        return read_coverage(checks, articles=self.articles) if checks else None

    @cached_property
    def watched(self) -> pd.DataFrame:
        """The study's declared terms by group."""
        if not self.plan.watch:
            return pd.DataFrame({"sentence": [], "term": []})
        return watch(self.reading, self.plan.watch, by=self.by, reference=self.reference)

    @cached_property
    def watched_inside(self) -> pd.DataFrame:
        """The declared terms by group inside the events that groups share, else over everything."""
        if not self.shared:
            return self.watched
        inside = {"within": "event", "spans": self.events}
        return watch(self.reading, self.plan.watch, by=self.by, reference=self.reference, **inside)

    @cached_property
    def agreement(self) -> pd.Series | None:
        """How well the program's claims agree with the reader's, None where nobody has checked."""
        if self.checks is None:
            return None
        return coverage_agreement(self.claims, articles=self.compared.articles, checks=self.checks)

    @cached_property
    def grid(self) -> pd.DataFrame:
        """How many sentences of each article tell of each event."""
        spans = split_sentences(self.reading)
        return event_grid(spans, articles=self.articles, events=self.events)

    @cached_property
    def shared(self) -> list[str]:
        """The events that at least two groups tell of, most widely told first."""
        told = self.grid[self.grid["sentences"] > 0]
        groups = told["article"].map(self.articles.set_index("article")[self.by])
        count = groups.groupby(told["event"], sort=False).nunique()
        return [str(event) for event in count.index[count > 1]]

    @cached_property
    def compared(self) -> Reading:
        """The articles whose sentences are compared: all, of more than 5,000 at most 2,000.

        They are a sample of events, drawn with a fixed seed (see `sample_events`).
        """
        return self._sample(COMPARED) if len(self.articles) > LIMIT else self.reading

    def _sample(self, limit: int) -> Reading:
        if len(self.articles) <= limit:
            return self.reading
        drawn = sample_events(self.events, limit=limit)
        inside = self.articles["article"].isin(drawn.loc[drawn["sampled"], "article"])
        return Reading(self.articles[inside].reset_index(drop=True))

    @property
    def resamples(self) -> int:
        """Permutations of a test of terms, fewer where all sentences aren't compared either."""
        return 999 if len(self.articles) <= LIMIT else 199

    @cached_property
    def encoded(self) -> Reading:
        """The articles that the encoder reads: all, of more than 100 those of a sample."""
        return self._sample(ENCODED)

    @cached_property
    def toward(self) -> pd.DataFrame:
        """How each mention of an actor is spoken of; no row where the encoder isn't installed."""
        if not encoder_installed():
            none = self.sentences.head(0)[["article", "start", "end", "voice"]]
            return none.assign(actor=none["article"])
        return self.cache.table("toward", self._toward)

    def _toward(self) -> pd.DataFrame:
        known = read_actors(self.plan.actors) if self.plan.actors else None
        found = actors(self.encoded, known=known)
        return actor_sentiment(self.encoded, found, quotes=self.quotes)

    @cached_property
    def tone_by_encoder(self) -> pd.DataFrame:
        """The sentences that the encoder reads, with its `score`; none where it isn't installed."""
        if not encoder_installed():
            return self.sentences.head(0).assign(score=0.0)
        return self.cache.table("tone-by-encoder", self._tone_by_encoder)

    def _tone_by_encoder(self) -> pd.DataFrame:
        read_ = self.sentences["article"].isin(self._sample(TONED).articles["article"])
        sentences = self.sentences[read_].reset_index(drop=True)
        score = sentence_sentiment(sentences["text"], method="encoder")["score"]
        return sentences.assign(score=score)

    @cached_property
    def sample_note(self) -> str:
        """Which events and articles are compared, where that isn't all of them; else nothing."""
        compared = self.compared.articles["article"]
        if len(compared) == len(self.articles):
            return ""
        drawn = sample_events(self.events, limit=COMPARED)
        several = drawn.groupby("event").agg({"article": "nunique", "sampled": "first"})
        several = several[several["article"] > 1]
        return (
            "Claims, contradictions, passages, the terms of shared events and those without names "
            "or quotations are looked for in "
            f"{several['sampled'].sum():,} of {plural(len(several), 'event')} that several texts "
            f"tell of, drawn at random with seed {SEED}: in {len(compared):,} of "
            f"{plural(len(self.articles), 'text')}."
        )

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Distinct claims that at least two sources tell."""
        return distinct_claims(self.cache.table("claims", lambda: match_claims(self.compared)))

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Which source tells which claim."""
        return self.cache.table("coverage", self._coverage)

    @cached_property
    def contradictions(self) -> pd.DataFrame:
        """Pairs of sentences that may contradict each other."""
        return self.cache.table("contradictions", lambda: contradictions(self.compared))

    @cached_property
    def passages(self) -> pd.DataFrame:
        """Passages that two articles share."""
        return self.cache.table("passages", lambda: shared_passages(self.compared))

    @cached_property
    def lexicon(self) -> pd.DataFrame:
        """The study's words with valences, else those of diplomacy."""
        own = self.plan.lexicon
        return read_lexicon(own) if own else diplomatic_lexicon()

    @cached_property
    def names(self) -> pd.DataFrame | None:
        """The study's names for one thing, each its own pattern; None: those that come along."""
        rows = [(thing, name, name) for thing, names in self.plan.names.items() for name in names]
        return (
            pd.DataFrame(rows, columns=["thing", "name", "pattern"], dtype="str") if rows else None
        )

    @cached_property
    def frames(self) -> pd.DataFrame:
        """The study's frame dictionary, else the one of diplomacy."""
        return read_frames(self.plan.frames) if self.plan.frames else read_frames()

    @cached_property
    def marked(self) -> pd.DataFrame:
        """The sentences table with a column of 0 and 1 for each frame."""
        return self.cache.table(
            f"frames-{self.decisions}", lambda: mark_frames(self.reading, frames=self.frames)
        )

    def inside(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of a span table that tell of an event at least two groups share."""
        told = within_events(table, self.events)
        return told[told["event"].isin(self.shared)].reset_index(drop=True)

    @cached_property
    def coverage_by_group(self) -> pd.DataFrame:
        """Which group tells which claim."""
        if self.by == "source":
            return self.coverage
        return self.cache.table(f"coverage-{self.by}", lambda: self._coverage(self.by))

    def _coverage(self, by: str = "source") -> pd.DataFrame:
        return coverage_by(
            self.claims, articles=self.compared, by=by, events=self.events, checks=self.checks
        )


class _KeptReading(Reading):
    """A reading whose names, the costliest to find, are kept as measures are."""

    def __init__(self, articles: pd.DataFrame, cache: Cache) -> None:
        super().__init__(articles)
        self.cache = cache

    @cached_property
    def names(self) -> pd.DataFrame:
        """The names table."""
        return self.cache.table(
            "names", lambda: name_table(self.articles, self.tags, self.mentions)
        )


def found_events(articles: Articles) -> pd.DataFrame:
    """The events table of the groups that `group_events` finds: whole articles, every sentence."""
    reading = read(articles)
    spans = split_sentences(reading)[["article", "start", "end"]]
    table = spans.merge(group_events(reading), on="article")
    table = table.assign(evidence=evidence_ids(table))
    return table[["event", "label", "article", "evidence", "start", "end"]]


def _labelled(articles: pd.DataFrame) -> pd.DataFrame:
    missing = {name: pd.Series(pd.NA, articles.index, "str") for name in LABELS}
    labelled = articles.assign(**{k: v for k, v in missing.items() if k not in articles})
    return labelled.assign(style=labelled["style"].fillna("unplaced"))


def _choice(setting: str, planned: str, *, among: Sequence[str]) -> str:
    """The setting's value, else the plan's; an error that lists what there is."""
    chosen = os.environ.get(setting) or planned
    if chosen not in among:
        raise SettingError(f"{chosen!r} is none of {', '.join(map(str, among))}: choose one")
    return chosen


def _cache(plan: Plan, corpus: str) -> Cache:
    """The cache of a report, or none: where FRAMING_CACHE says so, or there is no report."""
    folder = os.environ.get(settings.CACHE)
    if not folder or folder == settings.NO_CACHE:
        return NoCache(Path(), corpus=corpus)
    kept = [file.read_bytes() for file in (plan.events, plan.checks, plan.actors) if file]
    decided = hashlib.sha256(b"\0".join(kept)).hexdigest()[:4]
    return Cache(Path(folder), corpus=corpus + decided)
