"""Which words and phrases set a group's articles apart, each with its first evidence."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.arrays import Floats
from analysis.corpus.articles import evidence_ids
from analysis.corpus.copies import copy_groups
from analysis.statistics.groups import REST, group_articles, resampled_unit
from analysis.statistics.intervals import unit_note
from analysis.text.reading import Articles, read
from analysis.text.spans import select
from analysis.wording.inference import family_q, make_units
from analysis.wording.log_odds import observed_odds
from analysis.wording.ngrams import weigh
from analysis.wording.phrases import Phrases, find_phrases

COLUMNS = (
    "by", "group", "reference", "articles", "unit", "term", "count", "per_1000",
    "document_frequency", "dispersion", "tfidf", "log_odds", "low", "high", "z", "q", "smallest_q",
    "evidence",
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

    `log_odds` is the weighted log odds ratio with an informative Dirichlet prior (Monroe,
    Colaresi & Quinn 2008) of the group against `reference` ("rest" or a group), its prior worth
    one average article; above 0 the group uses the term more. `low` and `high` are its 95 %
    interval, from ten units on. `z` is the log odds ratio over its error between articles, each
    weighing by the square root of its length; terms are ranked by it. `q` is the
    Benjamini-Hochberg rate over all terms of all groups from `resamples` permutations of the
    groups' articles, and missing where `smallest_q`, what the design can reach, is above 0.05.
    `tfidf` is the mean over the group's articles of TF-IDF, each article scaled to length one; it
    has no direction and no error. `per_1000` is per 1,000 words, `document_frequency` counts the
    group's articles with the term, `dispersion` is Gries's deviation of proportions among them (0
    spread as the words are, 1 all in one place). `rank` is missing for a term that contains, or
    is contained in, one ranked higher in its group, and where `log_odds` isn't above 0.

    `within` names a column of `spans` or `articles` (events): groups are compared inside each
    event they share and the differences averaged. `spans` and `without` are tables with article,
    start, end: only words in the one count, and none in the other. Quotations as `spans` give the
    quoted voice, as `without` a source's own; names as `without` leave names out. Terms in fewer
    than `min_articles` articles are left out (by default one in twenty, at most 5). Copies count
    as one article in log odds, z, interval and q. Raises ValueError for an unknown column or
    reference; without a word to count the table is empty. Not to be read as
    framing where groups tell of different events.
    """
    plan = Plan(articles, by, within=within, spans=spans, without=without, reference=reference)
    if not len(plan.group):
        return pd.DataFrame(columns=[*COLUMNS, "rank"])
    fewest = min_articles or min(max(len(np.unique(plan.copy)) // 20, 1), 5)
    phrases = plan.phrases(fewest)
    table = plan.table(phrases, weigh(phrases.counts), resamples=resamples, seed=seed)
    ranked = [_rank(part) for _, part in table.groupby("group", sort=False)]
    return pd.concat(ranked or [_rank(table)], ignore_index=True)


class Plan:
    """Who is compared with whom, over which words."""

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
        self.articles, self.by, self.reference = articles, by, reference
        self.selection = select(articles, within=within, spans=spans, without=without)
        self.group = self.groups.get_indexer(articles[by])[self.selection.article]
        words = self.selection.words
        place = pd.factorize((words.article.astype(np.int64) << 32) + words.start)[0]
        self.use = 1 / np.bincount(place)[place]  # a word told in two events is one use
        self.size = np.bincount(self.selection.document, minlength=len(self.group)).astype(float)
        if "copy_group" not in articles:
            articles = articles.assign(copy_group=copy_groups(articles))
        self.copy = articles["copy_group"].factorize()[0][self.selection.article]
        self.unit, units = resampled_unit(articles, by)
        self.resampled = units[self.selection.article]

    def phrases(self, min_documents: int) -> Phrases:
        pairs = pd.DataFrame({"copy": self.copy, "article": self.selection.article})
        copies = np.bincount(pairs.drop_duplicates()["copy"])[self.copy]
        return find_phrases(
            self.selection.words, list(self.articles["text"]), document=self.selection.document,
            documents=len(self.group), min_documents=min_documents, copy=self.copy,
            weight=self.use / copies[self.selection.document],
        )  # fmt: skip

    def _uses(self, phrases: Phrases) -> pd.DataFrame:
        """Every use of a term: its `cell` of groups × terms, its span, how much it counts."""
        words, (first, last) = self.selection.words, (phrases.first, phrases.last)
        group = self.group[self.selection.document[first]]
        columns = {"cell": group * len(phrases.shown) + phrases.term, "use": self.use[first]}
        columns |= {"article": words.article[first], "start": words.start[first]}
        return pd.DataFrame(columns | {"end": words.end[last]})

    def table(
        self, phrases: Phrases, tfidf: sparse.csr_matrix, *, resamples: int, seed: int
    ) -> pd.DataFrame:
        """The terms table without ranks, groups in the order of articles."""
        groups, terms = len(self.groups), len(phrases.shown)
        member = sparse.csr_matrix(np.eye(groups)[self.group].T)
        place = None if self.reference == REST else int(self.groups.get_loc(self.reference))
        units = make_units(
            phrases.counts, self.size, group=self.group, event=self.selection.event,
            copy=self.resampled,
        )  # fmt: skip
        odds = observed_odds(units, groups, reference=place)
        z, q, floor = family_q(units, groups, reference=place, resamples=resamples, seed=seed)
        uses = self._uses(phrases)
        count = np.bincount(uses["cell"], uses["use"], groups * terms)
        told = uses.drop_duplicates(["cell", "article"])["cell"]
        words = np.bincount(self.group[self.selection.document], self.use, groups)
        notes = [
            "event" if resampled == "event" else unit_note(self.unit, fewest)
            for resampled, fewest in zip(odds.resampled, odds.fewest, strict=True)
        ]
        documents = np.bincount(self.group, minlength=groups)
        shares = (member @ tfidf).toarray() / np.maximum(documents, 1)[:, None]
        articles = self.group[np.unique(self.selection.article, return_index=True)[1]]
        values = (
            self.by, np.repeat(self.groups.to_numpy(), terms), self.reference,
            np.repeat(np.bincount(articles, minlength=groups), terms), np.repeat(notes, terms),
            np.tile(phrases.shown, groups), count.round().astype(int),
            1000 * count / np.repeat(np.maximum(words, 1), terms),
            np.bincount(told, minlength=groups * terms),
            self._dispersion(member, phrases.counts).ravel(), shares.ravel(),
            *(part.T.ravel() for part in (odds.estimate, odds.low, odds.high, z, q)),
            np.repeat(floor, terms), self._evidence(uses, groups * terms),
        )  # fmt: skip
        table = pd.DataFrame(dict(zip(COLUMNS, values, strict=True)))
        return table[table["group"] != self.reference].reset_index(drop=True)

    def _dispersion(self, member: sparse.csr_matrix, counts: sparse.csr_matrix) -> Floats:
        """Half the sum over a group's documents of |share of the term's uses - share of words|.

        A document without the term adds its share of words, so only the others are looked at.
        """
        cells, total, words = counts.tocoo(), (member @ counts).toarray(), member @ self.size
        group = self.group[cells.row]
        share = (self.size / np.maximum(words, 1)[self.group])[cells.row]
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
    """One group's rows by z, each term ranked unless it overlaps a higher one."""
    length = part["term"].str.count(" ")
    part = part.assign(length=length).sort_values(
        ["z", "length", "term"], ascending=[False, False, True], ignore_index=True
    )
    ranks: list[object] = []
    kept: set[str] = set()
    covered: set[str] = set()
    for term, odds in zip(part["term"].str.lower(), part["log_odds"], strict=True):
        inner = _inside(term) if odds > 0 else []
        free = odds > 0 and term not in covered and kept.isdisjoint(inner)
        ranks.append(len(kept) + 1 if free else pd.NA)
        if free:
            kept.add(term)
            covered.update(inner)
    return part.drop(columns="length").assign(rank=pd.array(ranks, "Int64"))


def _inside(term: str) -> list[str]:
    """All runs of words of a term, itself among them."""
    words = term.split(" ")
    sizes = range(1, len(words) + 1)
    return [" ".join(words[at : at + n]) for n in sizes for at in range(len(words) - n + 1)]
