"""What two sentences of different sources have in common: the features that the scorer weighs.

What each feature sees, with an example, stands beside its weight in `story/data/claim_weights.csv`.
"""

import numpy as np
from scipy.sparse import csr_matrix, diags

from analysis.arrays import Floats, Rows
from analysis.story.pairs import ClaimSentences, Facts, Pairs
from analysis.story.sentence_parts import Parts
from analysis.story.sentence_stems import background
from analysis.story.synonyms import synonym_background
from analysis.text.dates import Dated, meet

FACTS = ("numbers", "ranks", "dates")
FEATURES = ("synonyms", "mutual", *FACTS, "context", "place", "phrases", "clause", "heads")
SUPPORT = ("log_odds", "thirds", "thirds_cosine", "rivals")
SMALL = 600  # sentences up to which all pairs are multiplied at once
BLOCK = 100_000  # pairs multiplied at a time where there are more sentences
MONTH = 32  # days of the longest interval that is compared as a date


def pair_features(corpus: ClaimSentences, pairs: Pairs) -> Floats:
    """One row a pair, the columns of FEATURES."""
    rows, left, right = pairs
    source, present = corpus.source[rows], corpus.stems.present[rows]
    used = np.flatnonzero(np.bincount(present.indices))
    rare = _weighed(csr_matrix(present[:, used]), source, background(corpus.stems.names[used]))
    synonyms = _weighed(corpus.synonyms[rows], source, synonym_background())
    cosine = _cosine(rare, left, right)
    facts = [corpus.facts[row] for row in rows]
    shared = [_shared_facts(facts[a], facts[b]) for a, b in zip(left, right, strict=True)]
    article = corpus.table["article"].to_numpy()[rows]
    columns = [
        np.log1p(_dot(synonyms, synonyms, left, right)),
        _best(cosine, left, source[right]) * _best(cosine, right, source[left]),
        *np.array(shared, float).reshape(-1, len(FACTS)).T,
        *_places(rare, article, left, right),
        *_parts(corpus.parts, rows, source, left, right),
    ]
    return np.stack(columns, axis=1)


def _shared_facts(left: Facts, right: Facts) -> tuple[int, int, float]:
    """Equal numbers above two ("both" of anything says nothing), equal ranks, and the part of the
    days, weeks and months that meet."""
    numbers = {number.value for number in left.numbers if number.value > 2}
    numbers &= {number.value for number in right.numbers}
    ranks = {rank.value for rank in left.ranks} & {rank.value for rank in right.ranks}
    days, others = _short(left.dates), _short(right.dates)
    met = [any(meet(day, other) for other in others) for day in days]
    met += [any(meet(day, other) for day in days) for other in others]
    return min(len(numbers), 3), len(ranks), sum(met) / len(met) if days and others else 0.0


def _short(dates: list[Dated]) -> list[Dated]:
    return [dated for dated in dates if (dated.high - dated.low).days < MONTH]


def _places(rare: csr_matrix, article: Rows, left: Rows, right: Rows) -> list[Floats]:
    """Cosine of the two with the sentences around them, and how far apart they stand, as parts of
    their articles."""
    number = np.unique(article, return_inverse=True)[1]
    last = np.diff(number, append=-1) != 0
    at = np.arange(len(number))
    before, after = at - ~np.roll(last, 1), at + ~last
    wide = csr_matrix(rare + 0.5 * (rare[before] + rare[after]))
    opens = np.flatnonzero(np.roll(last, 1))
    size = np.diff(np.append(opens, len(number)))
    depth = (at - np.repeat(opens, size)) / np.repeat(size, size)
    return [_cosine(wide, left, right), np.abs(depth[left] - depth[right])]


def _parts(parts: Parts, rows: Rows, source: Rows, left: Rows, right: Rows) -> list[Floats]:
    """Cosine of word pairs, the shared part of a clause, weight of shared heads of noun phrases."""
    phrases = parts.phrases[rows]
    count = np.bincount(phrases.indices, minlength=phrases.shape[1])
    used = np.flatnonzero(count)
    rarity = np.log((len(rows) + 1.0) / count[used]) + 0.1
    heads = _weighed(parts.heads[rows], source, parts.head_background).sqrt()
    return [
        _cosine(csr_matrix(phrases[:, used] @ diags(rarity)), left, right),
        _clause(parts, rows, source, left, right),
        np.log1p(_dot(heads, heads, left, right)),
    ]


def _clause(parts: Parts, rows: Rows, source: Rows, left: Rows, right: Rows) -> Floats:
    """The largest part of a clause of either sentence that the other has; short ones count less."""
    size = parts.first[rows + 1] - parts.first[rows]
    first = np.cumsum(size) - size
    owner = np.repeat(np.arange(len(rows)), size)
    stems = parts.clauses[np.arange(size.sum()) - first[owner] + parts.first[rows][owner]]
    known = parts.clause_background
    weighed = _weighed(stems, source[owner], known)
    gather = csr_matrix((np.ones(len(owner)), (owner, np.arange(len(owner)))))
    sentences = _weighed(csr_matrix((gather @ stems).sign()), source, known).sqrt()
    mass = np.asarray(weighed.sum(axis=1)).ravel()
    scale = np.minimum(1, mass / max(np.median(mass), 1e-9)) / np.maximum(mass, 1e-9)
    weighed = weighed.sqrt()

    def shared(inside: Rows, other: Rows) -> Floats:
        many = size[inside]
        ends = np.cumsum(many)
        clause = np.arange(ends[-1]) + np.repeat(first[inside] - ends + many, many)
        part = _dot(weighed, sentences, clause, np.repeat(other, many)) * scale[clause]
        return np.asarray(np.maximum.reduceat(part, ends - many))

    return np.minimum(np.maximum(shared(left, right), shared(right, left)), 1.2)


def _weighed(matrix: csr_matrix, source: Rows, known: Floats) -> csr_matrix:
    """Sentences by stems that weigh what they are worth: a stem in n of its source's N sentences
    weighs log((N + 1) / n), times the root of how rare it is in general news."""
    size = np.bincount(source)
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    key = source[row] * matrix.shape[1] + matrix.indices
    _, which, count = np.unique(key, return_inverse=True, return_counts=True)
    weight = np.log((size[source[row]] + 1) / count[which]) * np.sqrt(known[matrix.indices])
    return csr_matrix((weight, matrix.indices, matrix.indptr), matrix.shape)


def support(score: Floats, left: Rows, right: Rows) -> Floats:
    """What the other sentences say of a pair: one row a pair, the columns of SUPPORT."""
    size = right.max(initial=-1) + 1  # `left` is the smaller of a pair
    half = csr_matrix((score, (left, right)), (size, size))
    both = csr_matrix(half + half.T)
    shared = _dot(both, both, left, right)
    norm = np.sqrt(np.asarray(both.multiply(both).sum(axis=1)).ravel())
    total = np.asarray(both.sum(axis=1)).ravel()
    odds = np.log(np.maximum(score, 1e-9) / np.maximum(1 - score, 1e-9))
    cosine = shared / np.maximum(norm[left] * norm[right], 1e-9)
    return np.stack([odds, shared, cosine, total[left] + total[right] - 2 * score], axis=1)


def _dot(left: csr_matrix, right: csr_matrix, row: Rows, other: Rows) -> Floats:
    """The products of rows of two matrices, pair by pair."""
    if left.shape[0] <= SMALL:
        return np.asarray((left @ right.T).toarray()[row, other])
    starts = range(0, len(row), BLOCK)
    blocks = [
        left[row[at : at + BLOCK]].multiply(right[other[at : at + BLOCK]]).sum(axis=1)
        for at in starts
    ]
    return np.concatenate([np.asarray(block).ravel() for block in blocks] or [np.empty(0)])


def _cosine(matrix: csr_matrix, left: Rows, right: Rows) -> Floats:
    norm = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    product = _dot(matrix, matrix, left, right)
    return np.asarray(product / np.maximum(norm[left] * norm[right], 1e-9))


def _best(value: Floats, row: Rows, source: Rows) -> Floats:
    """Each value beside the best one that its row has in the same source."""
    key = row * (source.max(initial=0) + 1) + source
    best = np.zeros(key.max(initial=0) + 1)
    np.maximum.at(best, key, value)
    return np.asarray(value / np.maximum(best[key], 1e-9))
