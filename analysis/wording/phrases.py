"""The words and phrases of a corpus that people would cite."""

from collections.abc import Sequence as Texts
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from analysis.arrays import Bools, Floats, Ints
from analysis.text.words import Words, function_words
from analysis.wording.ngrams import Sequence, find_ngrams, interleave

OWN_LIFE = 0.25  # below this share of uses outside a longer phrase, a term is its fragment


class Phrases(NamedTuple):
    """Terms as they are shown, with documents × terms counts and every occurrence.

    `first` and `last` are rows of the `Words` they were counted in, `last` inclusive; occurrence
    i is of term `term[i]`, in reading order.
    """

    shown: npt.NDArray[np.object_]
    counts: sparse.csr_matrix
    term: Ints
    first: Ints
    last: Ints


def find_phrases(
    words: Words,
    texts: Texts[str],
    *,
    document: Ints,
    documents: int,
    min_documents: int = 1,
    copy: Ints | None = None,
    weight: Floats | None = None,
    fragments: bool = False,
) -> Phrases:
    """Terms of one to three words in `words`, which may be a selection of a corpus's words.

    A term begins and ends in a content word, isn't a number alone, runs over no border of a
    sentence, heading, quotation or clause. A possessive is its word. Three words are a phrase
    when they recur. A term nearly always used inside a longer one is left out, but for
    `fragments`, where the uses of other texts are still to be added.
    `weight` says how much of a use each word is, where copies aren't uses of their own.
    """
    border = words.border | (np.diff(document, prepend=-1) != 0)
    levels = find_ngrams(
        Sequence(words.word, document, border),
        documents=documents, min_documents=min_documents, copy=copy,
    )  # fmt: skip
    (grams, counts), rows = interleave(levels)
    at = np.concatenate([level.at for level in levels])
    gram = np.concatenate([row[level.code] for row, level in zip(rows, levels, strict=True)])
    uses = None if weight is None else weight[at]
    total = np.bincount(gram, uses, len(grams))
    keep = citable(grams, words.vocabulary, total > 1.5)
    if not fragments:
        keep &= ~find_fragments(grams, np.where(keep, total, 0))
    rank = np.where(keep, np.cumsum(keep) - 1, -1)
    found = np.flatnonzero(keep[gram])
    order = found[np.argsort(at[found], kind="stable")]
    term, first = rank[gram[order]].astype(np.int32), at[order]
    last = first + (grams[keep] >= 0).sum(axis=1).astype(np.int32)[term] - np.int32(1)
    shown = _show(words, texts, term, first, last)
    return Phrases(shown, counts[:, keep].tocsr(), term, first, last)


def citable(grams: Ints, vocabulary: npt.NDArray[np.object_], recurs: Bools) -> Bools:
    """Which n-grams could stand in a sentence as a term of their own."""
    closed = function_words()
    words = pa.array(vocabulary, pa.string())
    plain = pc.match_substring_regex(words, "^[a-z]{2,}$").to_numpy(zero_copy_only=False)
    empty = np.zeros(len(vocabulary) + 1, bool)
    empty[:-1] = pc.is_in(words, pa.array([*closed])).to_numpy(zero_copy_only=False)
    other = np.flatnonzero(~plain)
    empty[other] = [_empty(word, closed) for word in vocabulary[other]]
    length = (grams >= 0).sum(axis=1)
    head, tail = grams[:, 0], grams[np.arange(len(length)), length - 1]
    good: Bools = ~empty[head] & ~empty[tail] & (recurs | (length < 3))
    return good


def _empty(word: str, closed: frozenset[str]) -> bool:
    single = len(word) == 1 and word.isascii()
    return word in closed or single or not any(mark.isalpha() for mark in word)


def find_fragments(words: npt.NDArray[np.int32], total: Floats) -> Bools:
    """Which terms are used almost only inside one longer term; `total` is 0 for no term.

    Parts of a term that aren't among `words` are no terms: the "of" of "Ministry of Trade".
    """
    rank = {tuple(row): index for index, row in enumerate(words.tolist())}
    inside = np.zeros(len(total))
    for index in np.flatnonzero((words[:, 1] >= 0) & (total > 0)):
        a, b, c = words[index].tolist()
        parts = [(a, -1, -1), (b, -1, -1)]
        parts += [(c, -1, -1), (a, b, -1), (b, c, -1)] if c >= 0 else []
        for at in (rank[part] for part in parts if part in rank):
            inside[at] = max(inside[at], total[index])
    return (total > 0) & (total - inside < OWN_LIFE * total)


def _show(
    words: Words, texts: Texts[str], term: Ints, first: Ints, last: Ints
) -> npt.NDArray[np.object_]:
    """Each term in its most frequent printed form, the earliest of equals."""
    printed = words.printed.astype(np.uint64) + np.uint64(1)
    middle = np.where(last - first == 2, printed[np.minimum(first + 1, last)], 0).astype(np.uint64)
    form = (printed[first] * np.uint64(2**21 + 9) + middle) * np.uint64(2**22 + 15) + printed[last]
    variants = pd.DataFrame({"term": term, "form": form, "at": np.arange(len(term))})
    variants = variants.groupby(["term", "form"], sort=False)["at"].agg(["size", "min"])
    variants = variants.reset_index().sort_values(["size", "min"], ascending=[False, True])
    best = variants.drop_duplicates("term").sort_values("term")["min"].to_numpy()
    terms = []
    for index in best:
        rows = range(first[index], last[index])
        before = [texts[words.article[i]][words.start[i] : words.end[i]] for i in rows]
        terms.append(" ".join([*before, words.forms[words.printed[last[index]]]]))
    return np.array(terms, object)
