"""Classes of words that reports use for one another, and which sentences use them."""

from functools import cache

import numpy as np
from scipy.sparse import csr_matrix

from analysis.arrays import Floats
from analysis.story.sentence_stems import Stems, rarity, stem_counts
from analysis.text.lexicons import rows
from analysis.text.stems import content_stem


@cache
def near_synonyms() -> list[list[str]]:
    """Classes of stems that reports use for one another; a stem may stand in several."""
    listed = rows("story/data/near_synonyms.txt")
    classes = (sorted({content_stem(word) for word in line.split()} - {""}) for (line,) in listed)
    return [members for members in classes if len(members) > 1]


def sentence_synonyms(stems: Stems) -> csr_matrix:
    """Sentence by class of `near_synonyms`, 1 where a stem of it stands."""
    column = {stem: at for at, stem in enumerate(stems.names)}
    classes = near_synonyms()
    members = [
        (column[stem], number)
        for number, listed in enumerate(classes)
        for stem in listed
        if stem in column
    ]
    stem, number = np.array(members, np.int64).reshape(-1, 2).T
    class_of_stem = csr_matrix((np.ones(len(stem)), (stem, number)), (len(column), len(classes)))
    matrix = csr_matrix(stems.present @ class_of_stem)
    matrix.sort_indices()
    matrix.data[:] = 1.0
    return matrix


@cache
def synonym_background() -> Floats:
    """How rare each class is in general news, between 0 (in every sentence) and 1 (unseen)."""
    counts = stem_counts()
    classes = near_synonyms()
    return rarity(np.array([counts.reindex(stems, fill_value=0).sum() for stems in classes]))
