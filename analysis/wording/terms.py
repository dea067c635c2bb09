"""Which words and phrases set a group's articles apart, each with its first evidence."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.arrays import Floats
from analysis.corpus.articles import evidence_ids
from analysis.corpus.copies import copy_groups
from analysis.statistics.groups import (
    REST,
    event_note,
    group_articles,
    linked_cells,
    resampled_unit,
)
from analysis.statistics.intervals import EVENT_TAIL, TAIL, unit_note
from analysis.statistics.permutations import family_q, make_units
from analysis.text.reading import Articles, read
from analysis.text.spans import place, select
from analysis.wording.house_style import HouseStyle, holds_courtesy
from analysis.wording.log_odds import Odds, observed_odds, z_scores
from analysis.wording.ngrams import weigh
from analysis.wording.phrases import Phrases, find_phrases
from analysis.wording.spellings import american_ids

COLUMNS = (
    "by", "group", "reference", "articles", "unit", "term", "count", "per_1000",
    "document_frequency", "dispersion", "tfidf", "log_odds", "low", "high", "z", "q", "smallest_q",
    "evidence", "family_low", "family_high",
)  # fmt: skip


def framing_terms(
    articles: Articles,
    *,
    by: str = "source",
    within: str | None = None,
    reference: str = "rest",
    spans: pd.DataFrame | None = None,
    without: pd.DataFrame | None = None,
    min_articles: int | None = None,
    resamples: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """The terms table: one row a group of `by` and a term, the most distinctive first.

    How often: `count`, `per_1000` words, `document_frequency` (articles of the group that use the
    term), `dispersion` among them (Gries's deviation of proportions: 0 spread as the words are, 1
    all in one place) and `tfidf`, its mean over the group's articles, each scaled to length one
    (no direction and no error).

    How much more: `log_odds`, the weighted log odds ratio with an informative Dirichlet prior
    (Monroe, Colaresi & Quinn 2008) against `reference` ("rest" or a group). Above 0 the group uses
    the term more, for each word it prints; a term that neither uses has 0. The prior is worth two
    average articles, dealt to the two sides by their words.

    How sure: `z`, the log odds ratio over its error between articles, each weighing by the square
    root of its length. `low` and `high`, from ten units on, the 95 % interval of a term chosen
    beforehand. `family_low` and `family_high`, the interval that holds for all terms of the group
    at once (max-T over the permutations): the one to read of a term chosen because it is large.
    `q`, the Benjamini-Hochberg rate over all terms of all groups from `resamples` permutations of
    the groups' articles; missing where `smallest_q`, what the design can reach, is above 0.05.

    Which to show: `rank`, by `z`. It is missing where `unranked` says why: the term isn't more than
    the reference's, is used once, is house style (a title before a name, a dateline, the outlet's
    own name, a piece of a longer name), or contains, or is contained in, one ranked higher.

    `within` names a column of `spans` or `articles` (events): groups are compared over the events
    they share, a rate being its mean over them with equal weight, and the interval's unit is the
    event, as in ``compare``. Without it, groups that tell of different events differ in topic,
    which isn't framing. `spans` and `without` are tables with article, start, end: only words in
    the one count, and none in the other; quotations as `spans` give the quoted voice, as `without`
    a source's own. Terms in fewer than `min_articles` articles are left out (by default one in
    twenty, at most 5). British and American spellings that are both used are one term (see
    ``folded_spellings``); copies count as one article in log odds, z, interval and q.

    Raises ValueError for an unknown column or reference; without a word to count the table is
    empty.

    >>> texts = ["The hawkish camp spoke. The hawkish wing won.", "The moderate camp spoke."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"], "text": texts})
    >>> terms = framing_terms(articles, min_articles=1, resamples=9)
    >>> terms.loc[terms["rank"] == 1, ["group", "term", "count"]].values.tolist()
    [['A', 'hawkish', 2]]
    """
    comparison = TermComparison(
        articles, by, within=within, spans=spans, without=without, reference=reference
    )
    if not len(comparison.group_of):
        return pd.DataFrame(columns=[*COLUMNS, "rank", "unranked"])
    fewest = min_articles or min(max(len(np.unique(comparison.copy_of)) // 20, 1), 5)
    phrases = comparison.phrases(fewest)
    table = comparison.table(phrases, weigh(phrases.counts), resamples=resamples, seed=seed)
    ranked = [_rank(part) for _, part in table.groupby("group", sort=False)]
    return pd.concat(ranked or [_rank(table)], ignore_index=True)


class TermComparison:
    """Which groups are compared, over which words.

    A document is an article, or what it tells of one event (see ``Selection``). Of each document:
    `group_of`, the group's number; `size`, its words; `copy_of`, the text that it is a copy of;
    `unit_of`, the unit that is resampled, which `unit` names. `use` is what each word counts.
    """

    def __init__(
        self, articles: Articles, by: str, *, within: str | None, spans: pd.DataFrame | None,
        without: pd.DataFrame | None, reference: str,
    ) -> None:  # fmt: skip
        articles = read(articles).articles
        self.groups = pd.Index([name for name, _ in group_articles(articles, by)])
        articles = articles[articles[by].notna()].reset_index(drop=True)
        if reference != REST and reference not in self.groups:
            known = ", ".join(map(str, self.groups))
            raise ValueError(f"reference={reference!r}: {by} is one of {known}, or say 'rest'")
        self.articles, self.by, self.reference, self.within = articles, by, reference, within
        self.selection = select(articles, within=within, spans=spans, without=without)
        self.group_of = self.groups.get_indexer(articles[by])[self.selection.article]
        words = self.selection.words
        printed = pd.factorize(place(words.article, words.start))[0]
        self.use = 1 / np.bincount(printed)[printed]  # a word told in two events is one use
        self.size = np.bincount(self.selection.document, minlength=len(self.group_of)).astype(float)
        if "copy_group" not in articles:
            articles = articles.assign(copy_group=copy_groups(articles))
        self.copy_of = articles["copy_group"].factorize()[0][self.selection.article]
        self.unit, units = resampled_unit(articles, by)
        self.unit_of = units[self.selection.article]

    def phrases(self, min_documents: int) -> Phrases:
        pairs = pd.DataFrame({"copy": self.copy_of, "article": self.selection.article})
        copies = np.bincount(pairs.drop_duplicates()["copy"])[self.copy_of]
        words = self.selection.words
        words = words._replace(word=american_ids(words.vocabulary)[words.word])
        return find_phrases(
            words, list(self.articles["text"]), document=self.selection.document,
            documents=len(self.group_of), min_documents=min_documents, copy=self.copy_of,
            weight=self.use / copies[self.selection.document],
        )  # fmt: skip

    def table(
        self, phrases: Phrases, tfidf: sparse.csr_matrix, *, resamples: int, seed: int
    ) -> pd.DataFrame:
        """The terms table without ranks, groups in the order of articles, and `house`: whether
        most uses of the term are house style."""
        groups, terms = len(self.groups), len(phrases.shown)
        group_of_article = self.group_of[np.unique(self.selection.article, return_index=True)[1]]
        columns: dict[str, object] = {"by": self.by, "reference": self.reference}
        columns["group"] = np.repeat(self.groups.to_numpy(), terms)
        columns["articles"] = np.repeat(np.bincount(group_of_article, minlength=groups), terms)
        columns["term"] = np.tile(phrases.shown, groups)
        columns |= self._described(phrases, tfidf) | self._compared(phrases, resamples, seed)
        table = pd.DataFrame(columns)[[*COLUMNS, "house"]]
        return table[table["group"] != self.reference].reset_index(drop=True)

    def _described(self, phrases: Phrases, tfidf: sparse.csr_matrix) -> dict[str, object]:
        """What is counted of each term in each group, groups × terms."""
        groups, cells = len(self.groups), len(self.groups) * len(phrases.shown)
        member = sparse.csr_matrix(np.eye(groups)[self.group_of].T)
        uses = self._uses(phrases)
        count = np.bincount(uses["cell"], uses["use"], cells)
        styled = np.bincount(uses["cell"], uses["use"] * uses["house"], cells)
        told = uses.drop_duplicates(["cell", "article"])["cell"]
        words = np.bincount(self.group_of[self.selection.document], self.use, groups)
        documents = np.bincount(self.group_of, minlength=groups)
        courtesy = np.array([holds_courtesy(term) for term in phrases.shown], bool)
        return {
            "count": count.round().astype(int),
            "per_1000": 1000 * count / np.repeat(np.maximum(words, 1), len(phrases.shown)),
            "document_frequency": np.bincount(told, minlength=cells),
            "dispersion": self._dispersion(member, phrases.counts).ravel(),
            "tfidf": ((member @ tfidf).toarray() / np.maximum(documents, 1)[:, None]).ravel(),
            "evidence": self._evidence(uses, cells),
            "house": (styled > count / 2) | np.tile(courtesy, groups),
        }

    def _compared(self, phrases: Phrases, resamples: int, seed: int) -> dict[str, object]:
        """How far each term sets each group apart from the reference, groups × terms."""
        groups = len(self.groups)
        reference = None if self.reference == REST else int(self.groups.get_loc(self.reference))
        units = make_units(
            phrases.counts, self.size, group=self.group_of, event=self.selection.event,
            copy=self.unit_of,
        )  # fmt: skip
        linked = None
        if self.within is not None:
            events = int(self.selection.event.max(initial=-1)) + 1
            linked = linked_cells(self.selection.event, self.copy_of, cells=events)
        odds = observed_odds(units, groups, reference=reference, linked=linked)
        family = family_q(
            units, groups, scores=z_scores, reference=reference, resamples=resamples, seed=seed
        )
        low, high = odds.interval(EVENT_TAIL if self.within else TAIL)
        family_low, family_high = odds.interval(family.tail)
        numbers = {
            "log_odds": odds.estimate, "low": low, "high": high, "z": family.z, "q": family.q,
            "family_low": family_low, "family_high": family_high,
        }  # fmt: skip
        found: dict[str, object] = {name: part.T.ravel() for name, part in numbers.items()}
        found["smallest_q"] = np.repeat(family.smallest_q, len(phrases.shown))
        return found | {"unit": np.repeat(self._notes(odds), len(phrases.shown))}

    def _notes(self, odds: Odds) -> list[str]:
        """What each group's intervals resample, or why there are none."""
        if self.within is None:
            return [unit_note(self.unit, units) for units in odds.resampled]
        sources: list[float] = [np.inf] * len(self.groups)
        if self.unit == "source":
            sources = [len(set(self.unit_of[self.group_of == n])) for n in range(len(self.groups))]
        counted = zip(odds.events, odds.resampled, sources, strict=True)
        return [event_note(self.within, *numbers) for numbers in counted]

    def _uses(self, phrases: Phrases) -> pd.DataFrame:
        """Every use of a term: its `cell` of groups × terms, its span, how much it counts, and
        whether it is house style."""
        words, (first, last) = self.selection.words, (phrases.first, phrases.last)
        group = self.group_of[self.selection.document[first]]
        columns = {"cell": group * len(phrases.shown) + phrases.term, "use": self.use[first]}
        columns |= {"article": words.article[first], "start": words.start[first]}
        columns |= {"end": words.end[last]}
        columns |= {"house": HouseStyle(words, self.articles).uses(first, last)}
        return pd.DataFrame(columns)

    def _dispersion(self, member: sparse.csr_matrix, counts: sparse.csr_matrix) -> Floats:
        """Half the sum over a group's documents of |share of the term's uses - share of words|.

        A document without the term adds its share of words, so only the others are looked at.
        """
        cells, total, words = counts.tocoo(), (member @ counts).toarray(), member @ self.size
        group = self.group_of[cells.row]
        share = (self.size / np.maximum(words, 1)[self.group_of])[cells.row]
        use = cells.data / total[group, cells.col]
        change = np.zeros_like(total, float)
        np.add.at(change, (group, cells.col), np.abs(use - share) - share)
        return np.where(total > 0, (1 + change) / 2, np.nan)

    def _evidence(self, uses: pd.DataFrame, cells: int) -> pd.Series:
        """The evidence id of each term's first use in each group."""
        first = uses.drop_duplicates("cell").set_index("cell")
        names = self.articles["article"].to_numpy()[first["article"]]
        return evidence_ids(first.assign(article=names)).reindex(range(cells))


def _rank(part: pd.DataFrame) -> pd.DataFrame:
    """One group's rows by z, each term ranked unless `unranked` says why not."""
    length = part["term"].str.count(" ")
    part = part.assign(length=length).sort_values(
        ["z", "length", "term"], ascending=[False, False, True], ignore_index=True
    )
    more, often = part["log_odds"] > 0, part["count"] > 1
    why = np.select([~more, part["house"], ~often], ["not more", "house style", "used once"], "")
    ranks: list[object] = []
    kept: set[str] = set()
    covered: set[str] = set()
    for at, term in enumerate(part["term"].str.lower()):
        inner = [] if why[at] else _inside(term)
        if not why[at] and (term in covered or not kept.isdisjoint(inner)):
            why[at] = "overlaps"
        ranks.append(pd.NA if why[at] else len(kept) + 1)
        if not why[at]:
            kept.add(term)
            covered.update(inner)
    unranked = pd.Series(why, dtype="str").replace("", pd.NA)
    part = part.drop(columns=["length", "house"])
    return part.assign(rank=pd.array(ranks, "Int64"), unranked=unranked)


def _inside(term: str) -> list[str]:
    """All runs of words of a term, itself among them."""
    words = term.split(" ")
    sizes = range(1, len(words) + 1)
    return [" ".join(words[at : at + n]) for n in sizes for at in range(len(words) - n + 1)]
