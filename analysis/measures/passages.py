"""Passages two articles share word for word, or nearly: copies show, and who copied does not."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.tokens import tokenize
from analysis.corpus.words import Words, shingles, split_words

SIZE = 5
GAP = 3
LOOK_BACK = 4  # passages of one pair that may still be open where a run repeats
CROWD = 24  # articles a shingle may pair at once; a longer list is linked as a chain
COLUMNS = [
    "article", "start", "end", "other_article", "other_start", "other_end", "words", "identical",
    "text", "other_text",
]  # fmt: skip
Runs = npt.NDArray[np.int64]


def shared_passages(articles: pd.DataFrame, *, size: int = SIZE) -> pd.DataFrame:
    """Passages of `size` words or more that two articles share, spans on both sides.

    One row a pair of passages, `article` being the earlier row of `articles`. `words` counts the
    words of the first side, `identical` those the two sides share in order: where it is smaller,
    runs that are at most three words apart on both sides have been joined. Case and marks are
    ignored. Found by shingles, so time grows with the corpus; a shingle in more than 24
    articles links each of them to the next one only.
    """
    words = split_words(tokenize(articles))
    runs = _join(_runs(words, size), words)
    names, texts = articles["article"].to_numpy(), articles["text"].to_numpy()
    table = pd.DataFrame(index=range(len(runs)))
    for side, (first, last) in {"": (0, 1), "other_": (2, 3)}.items():
        row = words.article[runs[:, first]]
        table[f"{side}article"] = names[row]
        table[f"{side}start"] = words.start[runs[:, first]]
        table[f"{side}end"] = words.end[runs[:, last]]
        spans = zip(row, table[f"{side}start"], table[f"{side}end"], strict=True)
        table[f"{side}text"] = pd.Series([texts[a][s:e] for a, s, e in spans], dtype="str")
    table["words"] = runs[:, 1] - runs[:, 0] + 1
    table["identical"] = runs[:, 4]
    order = ["article", "other_article", "start", "other_start"]
    return table[COLUMNS].sort_values(order, kind="stable", ignore_index=True)


def _runs(words: Words, size: int) -> Runs:
    """First and last word on both sides of every maximal verbatim run, and its length."""
    one, two = _meetings(*shingles(words, size=size), words)
    order = np.lexsort((one, two - one, words.article[two], words.article[one]))
    one, two = one[order], two[order]
    article, other = words.article[one], words.article[two]
    new = (np.diff(one, prepend=-2) != 1) | (np.diff(two, prepend=-2) != 1)
    new |= (np.diff(article, prepend=-1) != 0) | (np.diff(other, prepend=-1) != 0)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(one)) - 1 if len(one) else first
    ends = size - 1
    length = last - first + size
    return np.stack(
        [one[first], one[last] + ends, two[first], two[last] + ends, length], axis=1
    ).astype(np.int64)


def _meetings(
    position: npt.NDArray[np.int64], value: npt.NDArray[np.uint64], words: Words
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Pairs of positions in different articles that hold the same shingle."""
    order = np.lexsort((position, value))
    position, value = position[order], value[order]
    group = np.cumsum(np.diff(value, prepend=value[:1]) != 0)
    size = np.bincount(group, minlength=1)[group] if len(group) else group
    ones, twos = [], []
    for step in range(1, CROWD):
        near = np.flatnonzero(group[step:] == group[:-step]) if step < len(group) else group[:0]
        near = near[(size[near] <= CROWD) | (step == 1)]
        if not len(near):
            continue
        ones.append(position[near])
        twos.append(position[near + step])
    one, two = (np.concatenate(side) if side else position[:0] for side in (ones, twos))
    apart = words.article[one] != words.article[two]
    return one[apart], two[apart]


def _join(runs: Runs, words: Words) -> Runs:
    """Neighbouring runs of one pair of articles as one passage, read in order on both sides."""
    pair = np.stack([words.article[runs[:, 0]], words.article[runs[:, 2]]], axis=1)
    joined: list[list[int]] = []
    opened, before = 0, (-1, -1)
    for at in np.lexsort((runs[:, 2], runs[:, 0], pair[:, 1], pair[:, 0])):
        first, last, start, end, length = (int(value) for value in runs[at])
        here = (int(pair[at, 0]), int(pair[at, 1]))
        if here != before:
            opened, before = len(joined), here
        for run in reversed(joined[max(opened, len(joined) - LOOK_BACK) :]):
            if 0 < first - run[1] <= GAP + 1 and 0 < start - run[3] <= GAP + 1:
                run[1], run[3], run[4] = last, end, run[4] + length
                break
        else:
            joined.append([first, last, start, end, length])
    return np.array(joined, np.int64).reshape(-1, 5)
