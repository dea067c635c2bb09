"""What two sentences of different sources have in common, as the features the scorer weighs."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, diags, hstack

from analysis.arrays import Floats, Rows
from analysis.story.pairs import ClaimSentences, Facts
from analysis.story.sentence_parts import Parts
from analysis.story.sentence_stems import background, kin_background
from analysis.text.dates import meet

KIN = 0.6  # weight of a shared class of near-synonyms beside a shared stem
WORDS = ["cosine", "shared", "kin_cosine", "kin_shared", "mutual"]
FACTS = ["numbers", "ranks", "dates"]
PLACES = ["around", "context", "apart", "central", "either_central", "early", "place"]
PARTS = ["phrases", "near", "near_shared", "clause", "heads", "modified"]
FEATURES = WORDS + FACTS + PLACES + PARTS
SUPPORT = ["log_odds", "thirds", "thirds_cosine", "rivals"]
SMALL = 600  # sentences up to which all pairs are multiplied at once


def pair_features(corpus: ClaimSentences, rows: Rows, one: Rows, two: Rows) -> Floats:
    """One row a pair (`one` and `two` are places in `rows`), the columns of FEATURES."""
    source, present = corpus.source[rows], corpus.stems.present[rows]
    used = np.flatnonzero(np.bincount(present.indices))
    known = background(corpus.stems.names[used])
    rare, often = _weighed(csr_matrix(present[:, used]), source, known)
    facts = [corpus.facts[row] for row in rows]
    told = [_compare(facts[a], facts[b]) for a, b in zip(one, two, strict=True)]
    columns = [
        *_words(rare, corpus.kin[rows], source, one, two),
        *np.array(told, float).reshape(-1, len(FACTS)).T,
        *_places(rare, often, corpus.table.iloc[rows], one, two),
        *_parts(corpus.parts, rows, source, one, two),
    ]
    return np.stack(columns, axis=1)


def _words(rare: csr_matrix, kin: csr_matrix, source: Rows, one: Rows, two: Rows) -> list[Floats]:
    """Cosine and summed weight of the stems, the same with classes of near-synonyms, and how near
    the pair is to the best that either sentence has in the other source."""
    kin, _ = _weighed(kin, source, kin_background())
    cosine = _cosine(rare, one, two)
    return [
        cosine,
        np.log1p(_dot(rare.sqrt(), rare.sqrt(), one, two)),
        _cosine(csr_matrix(hstack([rare, KIN * kin])), one, two),
        np.log1p(_dot(kin, kin, one, two)),
        _best(cosine, one, source[two]) * _best(cosine, two, source[one]),
    ]


def _places(
    rare: csr_matrix, often: Floats, table: pd.DataFrame, one: Rows, two: Rows
) -> list[Floats]:
    """What stands around: cosine of the neighbours, and with them; log of how far apart the two
    stand; how much of the sentences is what their source keeps telling, the less and the more; how
    late the later stands in its article, up to 0.3; how far apart, as parts of their articles."""
    article = pd.factorize(table["article"])[0]
    before, after = _neighbours(article)
    wide = csr_matrix(rare + 0.5 * (rare[before] + rare[after]))
    place = table["sentence"].to_numpy()
    far = np.arange(len(article)) - np.searchsorted(article, article)
    far = far / np.bincount(article)[article]
    return [
        np.maximum(*(_cosine(rare, side[one], side[two]) for side in (before, after))),
        _cosine(wide, one, two),
        np.log1p(np.abs(place[one] - place[two])),
        np.minimum(often[one], often[two]),
        np.maximum(often[one], often[two]),
        np.minimum(np.maximum(far[one], far[two]), 0.3),
        np.abs(far[one] - far[two]),
    ]


def _parts(parts: Parts, rows: Rows, source: Rows, one: Rows, two: Rows) -> list[Floats]:
    """Who does what: cosine of word pairs; cosine and weight of the stems near one another in
    both; the largest part of a clause of one that the other has; weight of shared heads of noun
    phrases, and number of those with a shared modifier ("military exchange")."""
    phrases, near = (_rarer(matrix[rows]) for matrix in (parts.phrases, parts.near))
    heads, _ = _weighed(parts.heads[rows], source, parts.head_background)
    modified = parts.modified[rows]
    return [
        _cosine(phrases, one, two),
        _cosine(near, one, two),
        np.log1p(_dot(near, near, one, two)),
        _clause(parts, rows, source, one, two),
        np.log1p(_dot(heads.sqrt(), heads.sqrt(), one, two)),
        np.log1p(_dot(modified, modified, one, two)),
    ]


def _clause(parts: Parts, rows: Rows, source: Rows, one: Rows, two: Rows) -> Floats:
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
    scale = np.minimum(1, mass / max(np.median(mass), 1e-9)) / np.maximum(mass, 1e-9)
    weighed, sentences = weighed.sqrt(), sentences.sqrt()

    def told(inside: Rows, other: Rows) -> Floats:
        many = size[inside]
        ends = np.cumsum(many)
        clause = np.arange(ends[-1]) + np.repeat(first[inside] - ends + many, many)
        part = _dot(weighed, sentences, clause, np.repeat(other, many)) * scale[clause]
        return np.asarray(np.maximum.reduceat(part, ends - many))

    return np.minimum(np.maximum(told(one, two), told(two, one)), 1.2)


def _weighed(matrix: csr_matrix, source: Rows, known: Floats) -> tuple[csr_matrix, Floats]:
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


def _neighbours(article: Rows) -> tuple[Rows, Rows]:
    """The sentences before and after each; at an article's ends a sentence is its own."""
    last = np.diff(article, append=-1) != 0
    rows = np.arange(len(article))
    return rows - ~np.roll(last, 1), rows + ~last


def _rarer(matrix: csr_matrix) -> csr_matrix:
    """The columns in use, weighed by how rare they are among these sentences."""
    count = np.bincount(matrix.indices, minlength=matrix.shape[1])
    used = np.flatnonzero(count)
    return csr_matrix(matrix[:, used] @ diags(np.log((matrix.shape[0] + 1.0) / count[used]) + 0.1))


def support(score: Floats, one: Rows, two: Rows) -> Floats:
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


def _dot(left: csr_matrix, right: csr_matrix, one: Rows, two: Rows) -> Floats:
    if left.shape[0] <= SMALL:
        return np.asarray((left @ right.T).toarray()[one, two])
    return np.asarray(left[one].multiply(right[two]).sum(axis=1)).ravel()


def _cosine(matrix: csr_matrix, one: Rows, two: Rows) -> Floats:
    norm = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return np.asarray(_dot(matrix, matrix, one, two) / np.maximum(norm[one] * norm[two], 1e-9))


def _best(value: Floats, row: Rows, source: Rows) -> Floats:
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
