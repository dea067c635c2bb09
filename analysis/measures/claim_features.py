"""What two sentences of different sources have in common, as the features the scorer weighs."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix, diags, hstack

from analysis.measures.claim_dates import meet
from analysis.measures.claim_pairs import ClaimSentences, Facts
from analysis.measures.claim_parts import Parts
from analysis.measures.claim_words import background, kin_background

KIN = 0.6  # weight of a shared class of near-synonyms beside a shared stem
FEATURES = [
    "cosine", "shared", "kin_cosine", "kin_shared", "phrases", "numbers", "ranks", "dates",
    "mutual", "around", "context", "apart", "central", "either_central", "near", "near_shared",
    "clause", "heads", "modified", "early", "place",
]  # fmt: skip
SUPPORT = ["log_odds", "thirds", "thirds_cosine", "rivals"]
SMALL = 600  # sentences up to which all pairs are multiplied at once
Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


def pair_features(corpus: ClaimSentences, rows: Indices, one: Indices, two: Indices) -> Floats:
    """One row a pair of `rows`, the columns of FEATURES.

    cosine, shared: of the stems, and their summed weight; a stem weighs by how rare it is in its
    source's sentences (what every outlet says once tells more than what one says often) and in
    general news. kin_…: the same with classes of near-synonyms. phrases: cosine of word pairs.
    numbers, ranks: how many are equal; dates: the part that meets. mutual: how near the pair is
    to the best that either sentence has in the other source. around, context: cosine of the
    neighbours, and with them. apart: log of how far apart they stand. central, either_central:
    how much of the sentences is what their source keeps telling, the less and the more.
    near, near_shared: cosine and weight of the stems that stand near one another in both. clause:
    the largest part of a clause of one that the other has. heads, modified: weight of shared
    heads of noun phrases, and number of those with a shared modifier ("military exchange").
    early: how late the later of the two stands in its article, up to 0.3; place: how far apart
    their places are, as parts of their articles.
    """
    stems, source = corpus.stems, corpus.source[rows]
    used = np.flatnonzero(np.bincount(stems.present[rows].indices))
    present = csr_matrix(stems.present[rows][:, used])
    rare, often = _weighed(present, source, background(stems.names[used]))
    kin, _ = _weighed(corpus.kin[rows], source, kin_background())
    phrases, rarity = _rarity(corpus.parts.phrases[rows])
    cosine = _cosine(rare, one, two)
    mutual = _best(cosine, one, source[two]) * _best(cosine, two, source[one])
    place = corpus.table["sentence"].to_numpy()[rows]
    article = pd.factorize(corpus.table["article"].iloc[rows])[0]
    before, after = _neighbours(article)
    far = np.arange(len(rows)) - np.searchsorted(article, article)
    far = far / np.bincount(article)[article]
    parts = corpus.parts
    close, closeness = _rarity(parts.near[rows])
    near = parts.near[rows][:, close] @ diags(closeness)
    heads, _ = _weighed(parts.heads[rows], source, parts.head_background)
    wide = csr_matrix(rare + 0.5 * (rare[before] + rare[after]))
    facts = [corpus.facts[row] for row in rows]
    told = [_compare(facts[a], facts[b]) for a, b in zip(one, two, strict=True)]
    columns = [
        cosine,
        np.log1p(_dot(rare.sqrt(), rare.sqrt(), one, two)),
        _cosine(csr_matrix(hstack([rare, KIN * kin])), one, two),
        np.log1p(_dot(kin, kin, one, two)),
        _cosine(corpus.parts.phrases[rows][:, phrases] @ diags(rarity), one, two),
        *np.array(told, float).reshape(-1, 3).T,
        mutual,
        np.maximum(*(_cosine(rare, side[one], side[two]) for side in (before, after))),
        _cosine(wide, one, two),
        np.log1p(np.abs(place[one] - place[two])),
        np.minimum(often[one], often[two]),
        np.maximum(often[one], often[two]),
        _cosine(near, one, two),
        np.log1p(_dot(near, near, one, two)),
        _clause(parts, rows, source, one, two),
        np.log1p(_dot(heads.sqrt(), heads.sqrt(), one, two)),
        np.log1p(_dot(parts.modified[rows], parts.modified[rows], one, two)),
        np.minimum(np.maximum(far[one], far[two]), 0.3),
        np.abs(far[one] - far[two]),
    ]
    return np.stack(columns, axis=1)


def _clause(parts: Parts, rows: Indices, source: Indices, one: Indices, two: Indices) -> Floats:
    """The largest part of a clause of either sentence that the other has; short ones count less."""
    size = parts.first[rows + 1] - parts.first[rows]
    first = np.cumsum(size) - size
    owner = np.repeat(np.arange(len(rows)), size)
    stems = parts.clauses[np.arange(size.sum()) - first[owner] + parts.first[rows][owner]]
    known = parts.clause_background
    weighed, _ = _weighed(stems, source[owner], known)
    gather = csr_matrix((np.ones(len(owner)), (owner, np.arange(len(owner)))))
    sentences, _ = _weighed(csr_matrix((gather @ stems).sign()), source, known)
    mass = np.asarray(weighed.sum(axis=1)).ravel()
    scale = np.minimum(1, mass / np.median(mass)) / np.maximum(mass, 1e-9)
    weighed, sentences = weighed.sqrt(), sentences.sqrt()

    def told(inside: Indices, other: Indices) -> Floats:
        many = size[inside]
        ends = np.cumsum(many)
        clause = np.arange(ends[-1]) + np.repeat(first[inside] - ends + many, many)
        part = _dot(weighed, sentences, clause, np.repeat(other, many)) * scale[clause]
        return np.asarray(np.maximum.reduceat(part, ends - many))

    return np.minimum(np.maximum(told(one, two), told(two, one)), 1.2)


def _weighed(matrix: csr_matrix, source: Indices, known: Floats) -> tuple[csr_matrix, Floats]:
    """Sentences by stems that weigh what they are worth, and how often their source tells them.

    A stem in n of its source's N sentences weighs log((N + 1) / n), times the root of its
    background; a sentence's second value is the mean of log(1 + n) under these weights.
    """
    size = np.bincount(source)
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    key = source[row] * matrix.shape[1] + matrix.indices
    _, which, count = np.unique(key, return_inverse=True, return_counts=True)
    times = count[which]
    weight = np.log((size[source[row]] + 1) / times) * np.sqrt(known[matrix.indices])
    weighed = csr_matrix((weight, matrix.indices, matrix.indptr), matrix.shape)
    total = np.bincount(row, weight, matrix.shape[0])
    often = np.bincount(row, weight * np.log1p(times), matrix.shape[0])
    return weighed, often / np.maximum(total, 1e-9)


def _neighbours(article: Indices) -> tuple[Indices, Indices]:
    """The sentences before and after each; at an article's ends a sentence is its own."""
    last = np.diff(article, append=-1) != 0
    rows = np.arange(len(article))
    return rows - ~np.roll(last, 1), rows + ~last


def _rarity(matrix: csr_matrix) -> tuple[Indices, Floats]:
    """The columns in use, and how rare each is among these sentences."""
    count = np.bincount(matrix.indices, minlength=matrix.shape[1])
    used = np.flatnonzero(count)
    return used, np.log((matrix.shape[0] + 1.0) / count[used]) + 0.1


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


def _compare(one: Facts, two: Facts) -> tuple[float, float, float]:
    """Equal numbers above two ("both" of anything says nothing), equal ranks, and the part of the
    days, weeks and months that meet."""
    numbers, others = ({n.value for n in side.numbers if n.value > 2} for side in (one, two))
    ranks, ranked = ({rank.value for rank in side.ranks} for side in (one, two))
    days, named = ([d for d in side.dates if (d.high - d.low).days < 32] for side in (one, two))
    met = [any(meet(a, b) for b in named) for a in days]
    met += [any(meet(a, b) for a in days) for b in named]
    dates = sum(met) / len(met) if days and named else 0.0
    return min(len(numbers & others), 3), len(ranks & ranked), dates
