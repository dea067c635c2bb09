"""The stems and names of each sentence, and how rare they are in general news."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix, diags

from analysis.arrays import Floats
from analysis.paths import bundled
from analysis.text.reading import Articles, Reading, once, read
from analysis.text.spans import place
from analysis.text.stems import HYPHEN, content_stem, same_words

Numbers = npt.NDArray[np.integer]


class Stems(NamedTuple):
    """Sentence by stem, 1 where a stem stands: `names` are the stems, `named` holds those in
    names."""

    names: npt.NDArray[np.object_]
    present: csr_matrix
    named: csr_matrix


def sentence_stems(articles: Articles) -> Stems:
    """The content stems of each sentence of `articles`.

    A name is one stem however many words it has: a person's last word, else all of them joined.
    """
    return _stems(read(articles))


@once
def _stems(reading: Reading) -> Stems:
    words = reading.words
    known: dict[str, int] = {}
    of_word = [
        (word, known.setdefault(stem, len(known)))
        for word, printed in enumerate(words.vocabulary)
        for part in HYPHEN.split(printed)
        if (stem := content_stem(part))
    ]
    name = _name_of_word(reading)
    plain, full = name == "", (name != "") & (name != "-")
    column = np.array([known.setdefault(text, len(known)) for text in name[full]], np.int64)
    sentences, forms = len(reading.sentences.first), len(words.vocabulary)
    printed = _binary(words.sentence[plain], words.word[plain], (sentences, forms))
    form, its_stem = np.array(of_word, np.int64).reshape(-1, 2).T
    stemmed = _binary(form, its_stem, (forms, len(known)))
    named = _binary(words.sentence[full], column, (sentences, len(known)))
    present = _ones(csr_matrix(printed @ stemmed + named))
    return Stems(np.array(list(known), object), present, named)


def _name_of_word(reading: Reading) -> npt.NDArray[np.object_]:
    """What stands for the name that begins at each word, "-" inside a name, "" outside."""
    words, articles = reading.words, reading.articles
    names = reading.names[reading.names["kind"] != "place"]
    lower = np.array([form[0].islower() for form in words.forms], bool)
    small = set(words.vocabulary[np.unique(words.word[lower[words.printed]])])
    row = pd.Index(articles["article"]).get_indexer(names["article"])
    starts = place(words.article, words.start)
    name = np.full(len(words.word), "", object)
    low = np.searchsorted(starts, place(row, names["start"].to_numpy()))
    high = np.searchsorted(starts, place(row, names["end"].to_numpy()))
    for first, last, full, kind in zip(low, high, names["name"], names["kind"], strict=True):
        parts = HYPHEN.split("-".join(words.vocabulary[words.word[first:last]]))
        plain = all(part in small or part in same_words() for part in parts)
        if kind == "organisation" or not plain:
            name[first:last] = "-"
            name[first : first + 1] = _stand_in(full, kind)
    return name


def _stand_in(name: str, kind: str) -> str:
    parts = name.lower().split()
    return parts[-1] if kind == "person" or len(parts) == 2 else " ".join(parts)


def _binary(row: Numbers, column: Numbers, shape: tuple[int, int]) -> csr_matrix:
    return _ones(csr_matrix((np.ones(len(row)), (row, column)), shape))


def _ones(matrix: csr_matrix) -> csr_matrix:
    matrix.sort_indices()
    matrix.data[:] = 1.0
    return matrix


def unit_rows(matrix: csr_matrix) -> csr_matrix:
    """Each row divided by its length, one of zeros as it is; of any shape."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.where(length > 0, length, 1.0)) @ matrix)


def row_stems(matrix: csr_matrix, row: int) -> set[int]:
    """The columns in which a row of a binary matrix has a one."""
    return set(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist())


def background(names: Sequence[str] | npt.NDArray[np.object_]) -> Floats:
    """How rare each stem is in general news, between 0 (in every sentence) and 1 (unseen)."""
    return rarity(stem_counts().reindex(names, fill_value=0).to_numpy(float))


def rarity(seen: Floats) -> Floats:
    """How rare it is to stand in `seen` sentences of general news, between 0 and 1."""
    total = stem_counts()[""]
    return np.asarray(np.log((total + 1) / np.minimum(seen + 1, total)) / np.log(total + 1))


@cache
def stem_counts() -> pd.Series:
    """In how many sentences of general news a stem stands; under "" how many there are."""
    path = bundled("story/data/stem_counts.csv")
    return pd.read_csv(path, comment="#", keep_default_na=False, index_col="stem")["sentences"]
