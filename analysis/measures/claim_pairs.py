"""What two sentences of different sources have in common, as the features the scorer weighs."""

from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix, diags

from analysis.corpus.sentences import split_sentences
from analysis.measures.claim_dates import Dated, find_dates, meet
from analysis.measures.claim_numbers import Number, Rank, find_numbers, find_ranks
from analysis.measures.claim_words import Stems, sentence_stems
from analysis.paths import bundled

CROWD = 300  # sentences a stem may bring together; commoner stems propose no pairs
_LEANING = "this that these those it he she they his her its their during such both"
LEANING = frozenset(_LEANING.split())  # openings that lean on the sentence before
FEATURES = ["rare_cosine", "name_cosine", "phrases", "number", "date", "mutual", "apart", "around"]
SUPPORT = ["log_odds", "thirds", "thirds_cosine", "rivals"]
SMALL = 600  # sentences up to which all pairs are multiplied at once
Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


class Facts(NamedTuple):
    """The facts of one sentence."""

    numbers: list[Number]
    ranks: list[Rank]
    dates: list[Dated]
    leans: bool


class ClaimSentences(NamedTuple):
    """Every sentence of a corpus with what claims are matched by; `source` numbers the sources."""

    table: pd.DataFrame
    text: list[str]
    stems: Stems
    facts: list[Facts]
    source: Indices


def claim_sentences(articles: pd.DataFrame) -> ClaimSentences:
    """The sentences of `articles` with their stems and facts; without `source` articles stand."""
    table = split_sentences(articles)
    days = publication_days(articles)
    text = table["text"].tolist()
    facts = [
        sentence_facts(told, days.get(article))
        for article, told in zip(table["article"], text, strict=True)
    ]
    source = table["source"].fillna(table["article"]) if "source" in table else table["article"]
    number = pd.factorize(source)[0].astype(np.int64)
    return ClaimSentences(table, text, sentence_stems(articles), facts, number)


def publication_days(articles: pd.DataFrame) -> dict[str, date]:
    """The publication date of each article that has one."""
    if "published" not in articles:
        return {}
    dated = articles[articles["published"].notna()]
    days = pd.to_datetime(dated["published"]).dt.date
    return dict(zip(dated["article"], days, strict=True))


def sentence_facts(text: str, published: date | None) -> Facts:
    """The numbers, ranks and dates of a sentence, and whether it leans on another."""
    leans = text.lower().split()[0].strip("-•,") in LEANING
    return Facts(find_numbers(text), find_ranks(text), find_dates(text, published), leans)


def candidate_pairs(corpus: ClaimSentences, rows: Indices) -> tuple[Indices, Indices]:
    """Pairs of sentences (indices into `rows`) of different sources that share a stem.

    A heading tells nothing that its text doesn't, and is no claim.
    """
    source = corpus.source[rows]
    present = corpus.stems.present[rows]
    told = (corpus.table["kind"] != "heading").to_numpy()[rows]
    crowd = np.asarray(present.sum(axis=0)).ravel()
    shared = present[:, (crowd > 1) & (crowd <= CROWD)]
    together = (shared @ shared.T).tocoo()
    keep = (together.row < together.col) & (source[together.row] != source[together.col])
    keep &= told[together.row] & told[together.col]
    return together.row[keep].astype(np.int64), together.col[keep].astype(np.int64)


def pair_features(corpus: ClaimSentences, rows: Indices, one: Indices, two: Indices) -> Floats:
    """One row a pair of `rows`, the columns of FEATURES.

    Larger values speak for the same fact, but for `apart`.
    """
    stems, source = corpus.stems, corpus.source[rows]
    used, here = _rarity(stems.present[rows])
    present, named = stems.present[rows][:, used], stems.named[rows][:, used]
    rare = np.sqrt(here * background(stems.names[used]))
    phrases, rarity = _rarity(stems.phrases[rows])
    cosine = _cosine(present @ diags(here), one, two)
    weighed = present @ diags(rare)
    place = corpus.table["sentence"].to_numpy()[rows]
    article = pd.factorize(corpus.table["article"].iloc[rows])[0]
    facts = [corpus.facts[row] for row in rows]
    told = [_compare(facts[a], facts[b]) for a, b in zip(one, two, strict=True)]
    columns = [
        _cosine(weighed, one, two),
        _cosine(named @ diags(here), one, two),
        _cosine(stems.phrases[rows][:, phrases] @ diags(rarity), one, two),
        *np.array(told, float).reshape(-1, 2).T,
        np.minimum(_best(cosine, one, source[two]), _best(cosine, two, source[one])),
        np.log1p(np.abs(place[one] - place[two])),
        _around(weighed, article, one, two),
    ]
    return np.stack(columns, axis=1)


def _around(matrix: csr_matrix, article: Indices, one: Indices, two: Indices) -> Floats:
    """The cosine of the sentences before a pair or of those after it, whichever is larger.

    At the first or last sentence of an article that sentence stands for its neighbour.
    """
    last = np.diff(article, append=-1) != 0
    before = np.arange(len(article)) - ~np.roll(last, 1)
    after = np.arange(len(article)) + ~last
    sides = [_cosine(matrix, side[one], side[two]) for side in (before, after)]
    return np.maximum(*sides)


def _rarity(matrix: csr_matrix) -> tuple[Indices, Floats]:
    """The columns in use, and how rare each is among these sentences."""
    count = np.bincount(matrix.indices, minlength=matrix.shape[1])
    used = np.flatnonzero(count)
    return used, np.log((matrix.shape[0] + 1.0) / count[used]) + 0.1


@cache
def _counts() -> pd.Series:
    """In how many sentences of general news a stem stands; under "" how many there are."""
    path = bundled("data/stem_counts.csv")
    return pd.read_csv(path, comment="#", keep_default_na=False, index_col="stem")["sentences"]


def support(score: Floats, one: Indices, two: Indices) -> Floats:
    """What the other sentences say of a pair: one row a pair, the columns of SUPPORT.

    The log-odds of the pair itself, how much both go with the same third sentences, the same as
    a cosine, and how much either goes with sentences the other doesn't.
    """
    size = two.max(initial=-1) + 1  # `one` is the smaller of a pair
    half = csr_matrix((score, (one, two)), (size, size))
    both = csr_matrix(half + half.T)
    shared = _dot(both, both, one, two)
    norm = np.sqrt(np.asarray(both.multiply(both).sum(axis=1)).ravel())
    total = np.asarray(both.sum(axis=1)).ravel()
    odds = np.log(np.maximum(score, 1e-9) / np.maximum(1 - score, 1e-9))
    cosine = shared / np.maximum(norm[one] * norm[two], 1e-9)
    return np.stack([odds, shared, cosine, total[one] + total[two] - 2 * score], axis=1)


def background(names: npt.NDArray[np.object_]) -> Floats:
    """How rare each stem is in general news, between 0 (in every sentence) and 1 (unseen)."""
    seen = _counts().reindex(names, fill_value=0).to_numpy(float)
    total = _counts()[""]
    return np.asarray(np.log((total + 1) / (seen + 1)) / np.log(total + 1))


def _dot(left: csr_matrix, right: csr_matrix, one: Indices, two: Indices) -> Floats:
    if left.shape[0] <= SMALL:
        return np.asarray((left @ right.T).toarray()[one, two])
    return np.asarray(left[one].multiply(right[two]).sum(axis=1)).ravel()


def _cosine(matrix: csr_matrix, one: Indices, two: Indices) -> Floats:
    norm = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return np.asarray(_dot(matrix, matrix, one, two) / np.maximum(norm[one] * norm[two], 1e-9))


def _best(value: Floats, row: Indices, source: Indices) -> Floats:
    """Each value beside the best one that its row has in the same source."""
    key = row * (source.max(initial=0) + 1) + source
    best = np.zeros(key.max(initial=0) + 1)
    np.maximum.at(best, key, value)
    return np.asarray(value / np.maximum(best[key], 1e-9))


def _compare(one: Facts, two: Facts) -> tuple[float, ...]:
    """Numbers told alike, dates that meet."""
    equal = len(_counted(one) & _counted(two))
    near = any(meet(a, b) for a in one.dates for b in two.dates)
    return min(equal, 2), near


def _counted(facts: Facts) -> set[tuple[float, str]]:
    """Numbers and ranks worth comparing: "two" and "both" of anything say nothing."""
    numbers = {(number.value, "") for number in facts.numbers if number.value > 2}
    return numbers | {(float(rank.value), "rank") for rank in facts.ranks}
