"""A study as its notebooks show it: measures, and the words that figures and tables carry."""

from functools import cached_property

import numpy as np
import pandas as pd

from analysis.figures.canvas import NOTE_ROOM
from analysis.figures.story import CLAIMS
from analysis.paths import bundled
from analysis.report.study.answering import answers_of
from analysis.report.study.evidence import Evidence
from analysis.report.study.titles import Titles
from analysis.statistics.answer import Answer, percent, plural, signed
from analysis.story.coverage import TELLING
from analysis.story.event_groups import group_events
from analysis.story.glance import at_a_glance, shared_events
from analysis.tone.encoder import encoder_installed
from analysis.tone.sources import sentiment_by
from analysis.tone.words import strongest_words, word_contributions
from analysis.wording.terms import framing_terms
from analysis.wording.watch_list import watch

GLANCED = ("sentences", "words", "quotes", "events")
FRAMES_OF_DIPLOMACY = "frames_diplomacy.toml"


class Study(Evidence, Titles):
    """Measures of a corpus, and what a notebook says beside them.

    Each note and title is made from the table that is drawn and from the study's own choices.
    """

    def answers(self, question: str) -> list[Answer]:
        """What may be said of a question: corpus, tone, voices, wording, story or actors."""
        return answers_of(question, self)

    @property
    def others(self) -> str:
        """What each group is compared with, in words."""
        return f"all other {self.noun} groups" if self.reference == "rest" else self.reference

    @property
    def events_basis(self) -> str:
        """Where the events come from."""
        return "events kept by hand" if self.plan.events else "events found by the program"

    @property
    def events_note(self) -> str:
        """What a number of the grid of events means."""
        if self.plan.events:
            return (
                "Sentences of each text that tell of an event, assigned by hand; the darker, the "
                "larger their share of the text."
            )
        return (
            "Sentences of each text; an event is a group of articles that the program takes for "
            "one, named by a title or sentence of one of them, and all their sentences count."
        )

    def tone_note(self, dots: pd.DataFrame, carrying: pd.DataFrame) -> str:
        """What a dot is, whether there are intervals, and the words that carry each mean."""
        dot = "an article, the mean of its sentences"
        if (dots["dot"] == "sentence").all():
            dot = "a sentence, heading or bullet"
        limit = "Below: 95 % intervals over articles, from ten on."
        if dots["low"].isna().all():
            limit = "Below ten articles there is no interval."
        words = carrying.dropna(subset="word").groupby("group", sort=False)["word"]
        notes = [f"A dot is {dot}. {limit}"]
        for most in range(1, 6):
            lists = [f"{group}: {', '.join(each.head(most))}" for group, each in words][:8]
            said = f"Words that carry most of each mean, for or against: {'; '.join(lists)}."
            notes.append(f"{notes[0]} {said}" if lists else notes[0])
        return next((note for note in reversed(notes[1:]) if len(note) < NOTE_ROOM - 20), notes[1])

    @staticmethod
    def highest(means: pd.DataFrame) -> str:
        """The group with the highest mean."""
        scored = means.dropna(subset="mean")
        return str(scored.loc[scored["mean"].idxmax(), "group"]) if len(scored) else ""

    def strongest(self, group: str) -> pd.DataFrame:
        """The words that make most of the difference between a group and the others."""
        if self.articles[self.by].nunique() < 2:
            return pd.DataFrame()
        parts = word_contributions(
            self.words, sentences=self.sentences, articles=self.articles, group=group, by=self.by
        )
        return strongest_words(parts)

    @staticmethod
    def words_title(parts: pd.DataFrame, group: str) -> str:
        """The words that make up most of a difference of means, which is no test of it."""
        words = parts.dropna(subset="evidence")["label"].head(2) if len(parts) else []
        quoted = " and ".join(f"“{word}”" for word in words) or "no word"
        whole = signed(parts["difference"].sum()) if len(parts) else "0"
        return f"What makes up the {whole} between {group} and the others here: {quoted} most"

    @cached_property
    def by_voice(self) -> pd.DataFrame:
        """Sentences and their mean score by group and voice."""
        group = self.sentences["article"].map(self.articles.set_index("article")[self.by])
        scores = self.sentences["compound"].groupby(
            [group.rename("group"), self.sentences["voice"]]
        )
        return scores.agg(["size", "mean"]).reset_index()

    def means_beside(self, scored: dict[str, pd.DataFrame]) -> pd.DataFrame:
        """The groups' means by several methods, side by side, in articles that all have scored."""
        read_ = set.intersection(*(set(table["article"]) for table in scored.values()))
        articles, columns = self.articles[self.articles["article"].isin(read_)], {}
        for name, table in scored.items():
            means = sentiment_by(self._of(articles, table), articles=articles, by=self.by)
            columns[name] = means.set_index("group")["mean"]
        return pd.DataFrame(columns).dropna(how="all")

    @cached_property
    def beside_encoder(self) -> pd.DataFrame:
        """VADER and the encoder on the same sentences: each group's rank by either.

        `same_sign`: of the sentences that VADER doesn't score 0, the share with the encoder's sign;
        `articles`, of how many: 40 in all at most, drawn by event.
        """
        scored = self.tone_by_encoder
        if scored.empty:
            return pd.DataFrame()
        methods = {"VADER": scored, "encoder": scored.assign(compound=scored["score"])}
        ranks = self.means_beside(methods).rank(ascending=False).astype("Int64")
        group = scored["article"].map(self.articles.set_index("article")[self.by])
        signed = scored["compound"] != 0
        same = np.sign(scored["compound"]) == np.sign(scored["score"])
        articles = scored["article"].groupby(group).nunique()
        return ranks.add_prefix("rank by ").assign(
            same_sign=same[signed].groupby(group).mean(), articles=articles
        )

    @property
    def encoder_note(self) -> str:
        """What the encoder reads, or what to install where it isn't."""
        if not encoder_installed():
            return "The encoder isn't installed; run: pip install 'media-framing[encoder]'"
        read_ = len(self.encoded.articles)
        drawn = ", drawn at random by event" if read_ < len(self.articles) else ""
        return f"The encoder reads {read_:,} of {plural(len(self.articles), 'text')}{drawn}."

    @staticmethod
    def voices_note(missed: pd.DataFrame) -> str:
        """How statements were found and how many are expected to be missed, for a figure."""
        known = missed[missed["found"] > 0]  # a text without a statement has no mix of kinds
        most = known.sort_values("missed", ascending=False, kind="stable").head(8)
        expected = ", ".join(f"{row.group} {row.missed:.1f}" for row in most.itertuples())
        return (
            "Bars: statements for 1,000 words; numbers: statements found by rule. Expected to be "
            "missed, by recall on other news and each text's mix of kinds: "
            f"{expected or 'none'}. Unattributed statements are the last row."
        )

    def terms(self, *, inside: bool = False) -> pd.DataFrame:
        """The terms table, over everything or inside the events that groups share."""
        if not inside:
            return self.cache.table(
                f"terms-{self.by}-{self.reference}",
                lambda: framing_terms(
                    self.reading, by=self.by, reference=self.reference, resamples=self.resamples
                ),
            )
        return self.cache.table(
            f"terms-{self.by}-{self.reference}-inside",
            lambda: framing_terms(
                self.compared,
                by=self.by,
                reference=self.reference,
                within="event",
                spans=self._of(self.compared.articles, self.events),
                resamples=self.resamples,
            ),
        )

    @staticmethod
    def leading(terms: pd.DataFrame, most: int) -> pd.DataFrame:
        """The first terms of each group, of the eight groups with the most distinctive ones."""
        first = terms[(terms["rank"] <= most) & (terms["log_odds"] > 0)]
        groups = first.groupby("group")["z"].max().nlargest(8).index
        return first[first["group"].isin(groups)].reset_index(drop=True)

    @staticmethod
    def unit_note(terms: pd.DataFrame) -> str:
        """What an interval rests on, or why there is none."""
        units = terms["unit"].dropna().unique()
        if not len(units):
            return ""
        return (
            f"{units[0].capitalize()}." if "no interval" in units[0] else f"Intervals: {units[0]}."
        )

    def term_lists(self, *, most: int = 8) -> pd.DataFrame:
        """Each group's first terms: by TF-IDF, by log odds, without names, in its own voice."""
        pooled = self.terms()
        by_tfidf = pooled[pooled["count"] > 0].sort_values("tfidf", ascending=False, kind="stable")
        kinds = {"names": self.reading.names, "quotations": self.quotes}
        compared = self.compared.articles
        without = {
            f"without {name}": framing_terms(
                self.compared,
                by=self.by,
                reference=self.reference,
                without=self._of(compared, spans),
                resamples=1,
            )
            for name, spans in kinds.items()
        }
        lists = {"TF-IDF": by_tfidf.groupby("group", sort=False).head(most)}
        lists |= {
            name: table[table["rank"] <= most]
            for name, table in ({"log odds": pooled} | without).items()
        }
        return pd.DataFrame(
            {name: table.groupby("group")["term"].agg(", ".join) for name, table in lists.items()}
        )

    @property
    def frames_name(self) -> str:
        """The frame dictionary's file."""
        return self.plan.frames.name if self.plan.frames else FRAMES_OF_DIPLOMACY

    @staticmethod
    def frames_note(frames: pd.DataFrame) -> str:
        """What a share of frame words is of, and how much the dictionary knows."""
        low, high = frames["coverage"].min(), frames["coverage"].max()
        known = f"{low:.0%} to {high:.0%}" if low < high else f"{high:.0%}"
        fewest, most = frames["sentences"].min(), frames["sentences"].max()
        size = f"{fewest:,} to {most:,}" if fewest < most else f"{most:,}"
        return (
            f"Share of each group's {size} sentences, headings included, with a word of the frame; "
            f"one may have several. The dictionary knows a word in {known} of them. Not checked "
            "against human coding. Pooled over different events."
        )

    @staticmethod
    def table(name: str) -> pd.DataFrame:
        """A table that comes with the program."""
        return pd.read_csv(bundled(name), comment="#")

    def at_a_glance(
        self, *, by: str | None = None, articles: pd.DataFrame | None = None
    ) -> pd.DataFrame:
        """What each group does with the events that at least two groups tell of."""
        by, articles = by or self.by, self.articles if articles is None else articles
        own = {name: self._of(articles, getattr(self, name)) for name in GLANCED}
        shared = shared_events(own["events"], articles=articles, by=by)
        inside = {"within": "event", "spans": shared} if len(shared) else {}
        return at_a_glance(
            own["sentences"],
            articles=articles,
            words=own["words"],
            quotes=own["quotes"],
            watched=watch(articles, self.plan.watch, by=by, resamples=1, **inside),
            cells=self._coverage(by),
            mentions=self._of(articles, self.toward) if encoder_installed() else None,
            events=shared if len(shared) else None,
            by=by,
        )

    @property
    def glance_ground(self) -> str:
        """On what groups are set side by side, to end a title with."""
        return "on the events they share" if self.shared else "whatever the event"

    @property
    def glance_counts(self) -> str:
        """Which sentences count in what is seen at a glance."""
        if not self.shared:
            return "No event is told by two groups, so all sentences count."
        return (
            "Only sentences on shared events count, each once; uses elsewhere in a text are told "
            "apart."
        )

    @staticmethod
    def _of(articles: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of a table that stand in these articles."""
        return table[table["article"].isin(articles["article"])].reset_index(drop=True)

    @cached_property
    def event_table(self) -> pd.DataFrame:
        """Sentences by event and source, the events told by most articles first."""
        told = self.grid[self.grid["sentences"] > 0]
        table = told.pivot_table(index="label", columns="source", values="sentences", aggfunc="sum")
        return table.reindex(told["label"].drop_duplicates()).astype("Int64")

    @cached_property
    def groups(self) -> pd.DataFrame:
        """The event that the program finds for each article."""
        found = group_events(self.reading)
        return self.articles[["article", "source"]].merge(found, on="article")

    def widest(self, most: int) -> pd.DataFrame:
        """The coverage of the claims that most sources tell, at most so many of them; those that a
        reader has checked come first."""
        cells, telling = self.coverage, self.coverage["state"].isin(TELLING)
        claims = cells.assign(telling=telling).groupby("claim", sort=False)
        order = claims.agg(checked=("checked", "max"), telling=("telling", "sum"))
        kept = order.sort_values(["checked", "telling"], ascending=False, kind="stable").index
        place = {claim: at for at, claim in enumerate(kept[:most])}
        drawn = cells[cells["claim"].isin(list(place))]
        return drawn.iloc[np.argsort(drawn["claim"].map(place), kind="stable")]

    def claims_title(self, drawn: pd.DataFrame) -> str:
        """How many claims are suggested and how many found in all; what isn't drawn is said."""
        found = self.coverage[self.coverage["state"].isin(TELLING)]
        count = found.groupby("claim")["group"].nunique()
        every, claims = int((count == self.coverage["group"].nunique()).sum()), len(count)
        shown = min(drawn["claim"].nunique(), CLAIMS)
        rest = f"; {shown} are drawn" if shown < claims else ""
        return f"{every} of {claims} suggested claims are found in every source{rest}"

    @property
    def checks_name(self) -> str:
        """Whether a reader has checked."""
        return self.plan.checks.name if self.plan.checks else "no reader's check"

    @property
    def coverage_note(self) -> str:
        """What each word of a coverage figure means."""
        left = ""
        if self.agreement is not None:
            left = (
                "*: by a reader's check, and only by it; the program by itself finds "
                f"{percent(self.agreement['recall'])} of what is told. "
            )
        return (
            f"{left}“found”: the program suggests that a sentence tells it, and no reader has "
            "checked. “not found”: it found no sentence, which is no omission. “too early”: the "
            f"text is older than the claim.{' ' * bool(self.sample_note)}{self.sample_note}"
        )
