"""Articles about the same event, from names, terms and the days they were published."""

import re
from collections import Counter
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_matrix, csr_matrix, diags
from sklearn.preprocessing import normalize

from analysis.corpus.sentences import find_sentences
from analysis.corpus.tokens import tokenize
from analysis.measures.claim_pairs import background, publication_days
from analysis.measures.claim_words import content_stem, sentence_stems

WINDOW = 4  # days between two reports of one event
TERMS = 40  # strongest terms that stand for an article
CROWD = 60  # articles of one day a term may bring together
ALIKE = 0.08  # similarity of two groups that are one event
RELATED = 0.03  # and of groups whose articles may state the same fact
_WORD = re.compile(r"[^\W_](?:[\w.]*\w)?")
APART = (0.0, 0.0)
Indices = npt.NDArray[np.int64]
Likeness = tuple[float, float]  # sum and least of the cosines between two groups


def group_events(articles: pd.DataFrame, *, alike: float = ALIKE) -> pd.DataFrame:
    """Which articles tell of the same event: a row an article with `article`, `event`, `label`.

    Two articles are compared where they share a strong term and, where both have a publication
    date, lie within four days. Groups merge while their similarity stays above `alike`: the
    middle between the mean and the smallest cosine of their articles, half-way from average to
    complete linkage, since one odd pair may not part a large event and one strong pair may not
    join two. `event` is the first article's id, `label` the terms that the group's articles
    share most, as they print them most often; an article alone is an event of its own.
    """
    if not len(articles):
        return pd.DataFrame(columns=["article", "event", "label"], dtype="str")
    vectors, names = _vectors(articles)
    group = _merge(vectors, *_neighbours(vectors, _days(articles)), alike)
    names_of = articles["article"].to_numpy()
    table = pd.DataFrame({"article": names_of, "event": names_of[group]})
    label = {}
    for first, rows in pd.Series(group).groupby(group).groups.items():
        label[first] = _label(articles["text"].iloc[rows], vectors[rows], names)
    return table.assign(label=[label[first] for first in group])


def _vectors(articles: pd.DataFrame) -> tuple[csr_matrix, npt.NDArray[np.object_]]:
    """Unit vectors of each article's strongest terms; a name counts twice."""
    spans = find_sentences(tokenize(articles))
    stems = sentence_stems(articles)
    rows = np.arange(len(spans.article))
    shape = (len(articles), len(rows))
    gather = csr_matrix((np.ones(len(rows)), (spans.article, rows)), shape)
    counts = gather @ (stems.present + stems.named)
    counts.data = 1 + np.log(counts.data)
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    rare = np.log((len(articles) + 20) / (spread + 1)) * background(stems.names)
    weighted = csr_matrix(counts @ diags(rare))
    return normalize(_strongest(weighted)), stems.names


def _strongest(matrix: csr_matrix) -> csr_matrix:
    """Each row's TERMS largest values."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, row))
    rank = np.arange(len(row)) - matrix.indptr[row[order]]
    kept = np.sort(order[rank < TERMS])
    return csr_matrix((matrix.data[kept], (row[kept], matrix.indices[kept])), matrix.shape)


def _days(articles: pd.DataFrame) -> Indices:
    """Publication days as numbers, −1 where there is none."""
    known = publication_days(articles)
    days = [known.get(article) for article in articles["article"]]
    return np.array([day.toordinal() if day else -1 for day in days], np.int64)


def _neighbours(vectors: csr_matrix, days: Indices) -> tuple[Indices, Indices]:
    """Pairs of articles that share a term few articles of their days have."""
    spread = np.bincount(vectors.indices, minlength=vectors.shape[1])
    window = max(len(np.unique(days)) / (2 * WINDOW + 1), 1)
    telling = vectors[:, (spread > 1) & (spread <= CROWD * window)]
    telling.data[:] = 1.0
    pairs = coo_matrix(telling @ telling.T)
    near = (np.abs(days[pairs.row] - days[pairs.col]) <= WINDOW) | (days[pairs.row] < 0)
    near |= days[pairs.col] < 0
    keep = (pairs.row < pairs.col) & near
    return pairs.row[keep].astype(np.int64), pairs.col[keep].astype(np.int64)


def _merge(vectors: csr_matrix, one: Indices, two: Indices, alike: float) -> Indices:
    """Groups from pairs, always the two most alike first; a group's number is its first article's.

    Articles that were not compared are not alike.
    """
    cosine = np.asarray(vectors[one].multiply(vectors[two]).sum(axis=1)).ravel()
    members = [[article] for article in range(vectors.shape[0])]
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
    weight = np.asarray(vectors.sum(axis=0)).ravel()
    stems = names[np.argsort(-weight, kind="stable")[:4]]
    together = "\n".join(texts)
    printed: dict[str, str] = {}
    for word, _ in Counter(_WORD.findall(together)).most_common():
        printed.setdefault(content_stem(word), word)
    for stem in set(stems) - set(printed):  # a name of several words, or one that isn't stemmed
        name = re.search(re.escape(stem), together, re.IGNORECASE)
        printed[stem] = name[0] if name else stem
    return " ".join(printed[stem] for stem in stems)
