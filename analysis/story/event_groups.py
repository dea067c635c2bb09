"""Articles about the same event, from names, terms and the days they were published."""

import logging

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix, csr_matrix, diags, vstack
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from analysis.arrays import Bools, Floats, Rows
from analysis.story.labels import shared_label
from analysis.story.pairs import publication_days
from analysis.story.sentence_stems import background, sentence_stems, unit_rows
from analysis.text.reading import Articles, Reading, once, read
from analysis.text.sentences import verbatim

WINDOW = 4  # days between two reports of one event
CHUNK = 5000  # articles read at a time
TERMS = 40  # strongest terms that stand for an article
CROWD = 1000  # articles that a term may bring together however few there are of those days
LARGEST = 4000  # articles that are compared each with each
ALIKE = 0.1  # mean cosine of two groups that are one event
RELATED = 0.07  # and of groups whose articles may state the same fact
CUTS = (ALIKE, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
GAIN = 0.05  # silhouette that a higher cut has to gain
REASONABLE = 0.5  # and to reach: “a reasonable structure” (Kaufman & Rousseeuw 1990)
DRAWN = 2000  # articles whose silhouette is taken of a larger corpus
LEADS = 3  # first sentences of an article that may name an event
NAMING = 12  # articles of an event whose leads are read for its name


def group_events(articles: Articles, *, alike: float = ALIKE) -> pd.DataFrame:
    """Which articles tell of the same event: a row an article with `article`, `event`, `label`.

    Average linkage of the cosines of the articles' 40 strongest terms: two groups are one event
    where their articles' mean cosine is `alike` or more; articles published more than four days
    apart have none. Where all articles follow one template, a higher value parts them better: it is
    taken where it raises the silhouette (Rousseeuw 1987) to 0.5 or more. `event` is the first
    article's id, `label` the title or leading sentence that covers best what the group's articles
    share; an article alone is an event of its own.

    >>> storm, vote = "Storm winds hit the coast on Monday.", "Voters chose a new mayor."
    >>> articles = pd.DataFrame({"article": [*"123"], "text": [storm, vote, f"{storm} It rained."]})
    >>> group_events(articles)[["article", "event"]].values.tolist()
    [['1', '1'], ['2', '2'], ['3', '1']]
    """
    return _grouped(read(articles), alike).copy()


@once
def _grouped(reading: Reading, alike: float) -> pd.DataFrame:
    names = reading.articles["article"].to_numpy()
    if not len(names):
        return pd.DataFrame(
            {name: pd.Series(dtype="str") for name in ("article", "event", "label")}
        )
    group = _groups(_vectors(reading), _days(reading.articles), alike)
    return pd.DataFrame(
        {"article": names, "event": names[group], "label": _labels(reading, group)[group]}
    )


@once
def _vectors(reading: Reading) -> csr_matrix:
    """Unit vectors of each article's strongest terms; a name counts twice."""
    articles = reading.articles
    chunks = [articles.iloc[at : at + CHUNK] for at in range(0, len(articles), CHUNK)]
    parts = [_counts(read(chunk) if chunks[1:] else reading) for chunk in chunks]
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
    rare = np.log((len(articles) + 20) / (spread + 1)) * background(np.array(list(known), object))
    return unit_rows(_strongest(csr_matrix(counts @ diags(rare))))


def _counts(reading: Reading) -> tuple[npt.NDArray[np.object_], csr_matrix]:
    """In how many sentences of each article a stem stands; twice those where it's a name."""
    stems, article = sentence_stems(reading), reading.sentences.article
    rows = np.arange(len(article))
    gather = csr_matrix((np.ones(len(rows)), (article, rows)), (len(reading.articles), len(rows)))
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


def _groups(vectors: csr_matrix, days: Rows, alike: float) -> Rows:
    """The first article of each article's event."""
    cuts = sorted({alike, *CUTS})
    groups = {cut: np.arange(vectors.shape[0]) for cut in cuts}
    for rows in _components(*_neighbours(vectors, days, cuts[0]), vectors.shape[0]):
        inside = vectors[rows]
        cosine = (inside @ inside.T).toarray() * _near(days[rows], days[rows])
        tree = linkage(squareform(np.maximum(1 - cosine, 0), checks=False), "average")
        for cut in cuts:
            number = fcluster(tree, 1 - cut, "distance")
            first = rows[np.unique(number, return_index=True)[1]]
            groups[cut][rows] = first[np.unique(number, return_inverse=True)[1]]
    fit = {cut: silhouette(vectors, groups[cut]) for cut in CUTS}
    best = max(CUTS, key=lambda cut: fit[cut])
    parted = fit[best] >= max(fit[ALIKE] + GAIN, REASONABLE)
    return groups[max(alike, best) if parted else alike]


def _near(days: Rows, others: Rows) -> Bools:
    """Whether articles of these days may tell of one event: yes where a day isn't known."""
    known = (days[:, None] >= 0) & (others >= 0)
    return np.asarray(~known | (np.abs(days[:, None] - others) <= WINDOW))


def _neighbours(vectors: csr_matrix, days: Rows, least: float) -> tuple[Rows, Rows, Floats]:
    """Pairs of articles whose days lie near one another and whose cosine is `least` or more.

    A term that a quarter of the articles of some days have, if these are many, says nothing.
    """
    pairs: list[npt.NDArray[np.float64]] = [np.empty((0, 3))]
    for day in np.unique(days):
        left = np.flatnonzero(days == day)
        right = np.flatnonzero((days < 0) | ((days >= day) & (days <= day + WINDOW)))
        others = vectors[right]
        spread = np.bincount(others.indices, minlength=vectors.shape[1])
        others.data[spread[others.indices] > max(CROWD, len(right) // 4)] = 0.0
        for part in np.array_split(left, len(left) // 500 + 1):
            cosine = coo_matrix(vectors[part] @ others.T)
            kept = cosine.data >= least
            ends = part[cosine.row[kept]], right[cosine.col[kept]]
            pairs.append(np.stack([*ends, cosine.data[kept]], axis=1))
    table = np.concatenate(pairs)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]


def _components(row: Rows, other: Rows, cosine: Floats, size: int) -> list[Rows]:
    """Sets of two articles or more that chains of pairs join, none of more than LARGEST.

    A larger set comes apart by taking its least alike pairs away.
    """
    edges = coo_matrix((np.ones(len(row)), (row, other)), (size, size))
    number = connected_components(edges, directed=False)[1]
    order = np.argsort(number, kind="stable")
    sets = np.split(order, np.flatnonzero(np.diff(number[order])) + 1)
    found = [rows for rows in sets if 1 < len(rows) <= LARGEST]
    large = np.isin(number, [number[rows[0]] for rows in sets if len(rows) > LARGEST])[row]
    if large.any():
        least = max(1.25 * cosine[large].min(), 0.01)
        logging.getLogger("analysis").warning(
            "more than %d articles hang together: those less alike than %.2f are taken apart",
            LARGEST,
            least,
        )
        kept = large & (cosine >= least) & (row != other)
        found += _components(row[kept], other[kept], cosine[kept], size)
    return found


def silhouette(vectors: csr_matrix, group: Rows) -> float:
    """How well groups part their articles, −1 to 1 (Rousseeuw 1987), by cosine of unit vectors.

    The mean over articles, of a large corpus over a drawn part, of how much nearer an article is
    to its own group's others than to the nearest other group; 0 for an article alone.
    """
    number = np.unique(group, return_inverse=True)[1]
    size = np.bincount(number)
    if len(size) in (1, len(group)):
        return 0.0
    shape = (len(size), len(group))
    mean = csr_matrix((1 / size[number], (number, np.arange(len(group)))), shape) @ vectors
    drawn = np.sort(np.random.default_rng(0).permutation(len(group))[:DRAWN])
    widths = []
    for part in np.array_split(drawn, len(drawn) // 500 + 1):
        cosine = (vectors[part] @ mean.T).toarray()
        at, own = np.arange(len(part)), number[part]
        many = size[own]
        inside = 1 - (cosine[at, own] * many - 1) / np.maximum(many - 1, 1)
        cosine[at, own] = -1.0
        outside = 1 - cosine.max(axis=1)
        width = (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-9)
        widths.append(np.where(many > 1, width, 0.0))
    return float(np.concatenate(widths).mean())


def _labels(reading: Reading, group: Rows) -> npt.NDArray[np.object_]:
    """A name for each event, at the row of its first article."""
    articles = reading.articles
    labels = np.full(len(group), "", object)
    leads = _leads(reading)
    taken: set[str] = set()
    for first, rows in pd.Series(group).groupby(group).groups.items():
        read_rows = list(rows)[:NAMING]
        texts = [(row, text) for row in read_rows for text in leads.get(row, [])]
        name = str(articles["article"].iloc[first])
        if texts:
            groups = [row for row, _ in texts]
            order = [1 / (1 + at) for at in range(len(texts))]  # an earlier one is surer
            name = shared_label([text for _, text in texts], groups, order, taken)
        labels[first] = name if name not in taken else f"{name} ({articles['article'].iloc[first]})"
        taken.add(labels[first])
    return labels


def _leads(reading: Reading) -> dict[int, list[str]]:
    """The title of each article, else its first sentences, by its row."""
    spans, articles = reading.sentences, reading.articles
    opens = np.searchsorted(spans.article, spans.article)
    kept = np.flatnonzero(np.arange(len(opens)) - opens < LEADS)
    texts = verbatim(articles, spans.article[kept], spans.start[kept], spans.end[kept])
    leads: dict[int, list[str]] = {}
    for row, text in zip(spans.article[kept].tolist(), texts, strict=True):
        leads.setdefault(row, []).append(text[:1000])
    if "title" in articles:
        titled = articles["title"].reset_index(drop=True).dropna()
        leads |= {int(row): [title] for row, title in titled.items() if title.strip()}
    return leads
