"""Articles about the same event, from names, terms and the days they were published."""

import re
from collections import Counter
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_matrix, csr_matrix, diags, vstack
from sklearn.preprocessing import normalize

from analysis.arrays import Floats, Rows
from analysis.story.pairs import publication_days
from analysis.story.sentence_stems import background, sentence_stems
from analysis.text.reading import Articles, read
from analysis.text.sentences import find_sentences
from analysis.text.stems import content_stem
from analysis.text.tokens import tokenize

WINDOW = 4  # days between two reports of one event
CHUNK = 5000  # articles read at a time
TERMS = 40  # strongest terms that stand for an article
CROWD = 1000  # articles that a term may bring together however few there are of those days
LEAST = 0.05  # cosine below which two articles are not alike at all
ALIKE = 0.07  # similarity of two groups that are one event
RELATED = 0.03  # and of groups whose articles may state the same fact
_WORD = re.compile(r"[^\W_](?:[\w.]*\w)?")
APART = (0.0, 0.0)
Likeness = tuple[float, float]  # sum and least of the cosines between two groups


def group_events(articles: Articles, *, alike: float = ALIKE) -> pd.DataFrame:
    """Which articles tell of the same event: a row an article with `article`, `event`, `label`.

    Two articles are compared where they share one of their 40 strongest terms and, where both
    have a publication date, lie within four days. Groups merge while their similarity stays above
    `alike`: the middle between the mean and the smallest cosine of their articles, half-way from
    average to complete linkage, since one odd pair may not part a large event and one strong pair
    may not join two. `event` is the first article's id, `label` the terms that the group's
    articles share most, as they print them most often; an article alone is an event of its own.
    """
    articles = read(articles).articles
    if not len(articles):
        return pd.DataFrame(columns=["article", "event", "label"], dtype="str")
    vectors, names = _vectors(articles)
    group = _merge(len(articles), *_neighbours(vectors, _days(articles)), alike)
    names_of = articles["article"].to_numpy()
    table = pd.DataFrame({"article": names_of, "event": names_of[group]})
    label = {}
    for first, rows in pd.Series(group).groupby(group).groups.items():
        label[first] = _label(articles["text"].iloc[rows], vectors[rows], names)
    return table.assign(label=[label[first] for first in group])


def _vectors(articles: pd.DataFrame) -> tuple[csr_matrix, npt.NDArray[np.object_]]:
    """Unit vectors of each article's strongest terms; a name counts twice."""
    parts = [_counts(articles.iloc[at : at + CHUNK]) for at in range(0, len(articles), CHUNK)]
    known: dict[str, int] = {}
    for names, part in parts:
        column = np.array([known.setdefault(name, len(known)) for name in names], np.int64)
        part.indices = column[part.indices]
    for _, part in parts:
        part.resize(part.shape[0], len(known))
    counts = csr_matrix(vstack([part for _, part in parts]))
    counts.sort_indices()
    counts.data = 1 + np.log(counts.data)
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    stems = np.array(list(known), object)
    rare = np.log((len(articles) + 20) / (spread + 1)) * background(stems)
    weighted = csr_matrix(counts @ diags(rare))
    return normalize(_strongest(weighted)), stems


def _counts(articles: pd.DataFrame) -> tuple[npt.NDArray[np.object_], csr_matrix]:
    """In how many sentences of each article a stem stands; twice those where it's a name."""
    stems = sentence_stems(articles)
    article = find_sentences(tokenize(articles)).article
    rows = np.arange(len(article))
    gather = csr_matrix((np.ones(len(rows)), (article, rows)), (len(articles), len(rows)))
    return stems.names, csr_matrix(gather @ (stems.present + stems.named))


def _strongest(matrix: csr_matrix) -> csr_matrix:
    """Each row's TERMS largest values."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, row))
    rank = np.arange(len(row)) - matrix.indptr[row[order]]
    kept = np.sort(order[rank < TERMS])
    return csr_matrix((matrix.data[kept], (row[kept], matrix.indices[kept])), matrix.shape)


def _days(articles: pd.DataFrame) -> Rows:
    """Publication days as numbers, −1 where there is none."""
    known = publication_days(articles)
    days = [known.get(article) for article in articles["article"]]
    return np.array([day.toordinal() if day else -1 for day in days], np.int64)


def _neighbours(vectors: csr_matrix, days: Rows) -> tuple[Rows, Rows, Floats]:
    """Pairs of articles whose days lie near one another, and their cosines where they are alike.

    A term that a quarter of the articles of some days have, if these are many, says nothing.
    """
    pairs: list[npt.NDArray[np.float64]] = [np.empty((0, 3))]
    for day in np.unique(days):
        left = np.flatnonzero(days == day)
        near = (days < 0) | ((days >= day) & (days <= day + WINDOW)) if day >= 0 else days < 0
        right = np.flatnonzero(near)
        others = vectors[right]
        spread = np.bincount(others.indices, minlength=vectors.shape[1])
        others.data[spread[others.indices] > max(CROWD, len(right) // 4)] = 0.0
        for part in np.array_split(left, len(left) // 500 + 1):
            cosine = coo_matrix(vectors[part] @ others.T)
            one, two = part[cosine.row], right[cosine.col]
            keep = (cosine.data >= LEAST) & ((one < two) | (days[one] != days[two]))
            low, high = np.minimum(one, two), np.maximum(one, two)
            pairs.append(np.stack([low, high, cosine.data], axis=1)[keep])
    table = np.concatenate(pairs)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]


def _merge(size: int, one: Rows, two: Rows, cosine: Floats, alike: float) -> Rows:
    """Groups from pairs, always the two most alike first; a group's number is its first article's.

    Articles that were not compared are not alike.
    """
    members = [[article] for article in range(size)]
    beside: list[dict[int, Likeness]] = [{} for _ in members]
    for a, b, value in zip(one.tolist(), two.tolist(), cosine.tolist(), strict=True):
        beside[a][b] = beside[b][a] = (value, value)

    def middle(a: int, b: int) -> float:
        total, least = beside[a][b]
        return (total / (len(members[a]) * len(members[b])) + least) / 2

    heap = [(-middle(a, b), a, b) for a in range(len(members)) for b in beside[a] if a < b]
    heapify(heap)
    while heap and -heap[0][0] >= alike:
        value, a, b = heappop(heap)
        if b not in beside[a] or middle(a, b) != -value:
            continue  # one of the two has grown since
        del beside[a][b], beside[b][a]
        members[a] += members[b]
        for other in sorted(beside[a].keys() | beside[b].keys()):
            (total, least), (more, less) = (
                near.get(other, APART) for near in (beside[a], beside[b])
            )
            beside[a][other] = beside[other][a] = (total + more, min(least, less))
            beside[other].pop(b, None)
            heappush(heap, (-middle(a, other), min(a, other), max(a, other)))
        members[b], beside[b] = [], {}
    group = np.arange(len(members))
    for first, inside in enumerate(members):
        group[inside] = first
    return group


def _label(texts: pd.Series, vectors: csr_matrix, names: npt.NDArray[np.object_]) -> str:
    """The strongest terms of a group, each as its texts print it most often."""
    columns, at = np.unique(vectors.indices, return_inverse=True)
    weight = np.bincount(at, vectors.data)
    stems = names[columns[np.argsort(-weight, kind="stable")[:4]]]
    together = "\n".join(texts)
    printed: dict[str, str] = {}
    for word, _ in Counter(_WORD.findall(together)).most_common():
        printed.setdefault(content_stem(word), word)
    for stem in set(stems) - set(printed):  # a name of several words, or one that isn't stemmed
        name = re.search(re.escape(stem), together, re.IGNORECASE)
        printed[stem] = name[0] if name else stem
    return " ".join(printed[stem] for stem in stems)
