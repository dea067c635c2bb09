"""Passages two articles share word for word, or nearly: copies show, and who copied does not."""

import re

import numpy as np
import pandas as pd

from analysis.arrays import Rows
from analysis.corpus.copies import Shingles, find_shingles
from analysis.text.reading import Articles, read
from analysis.text.words import Words

WIDTH = 4  # printed words a shingle has; five opened words are seldom fewer
WORDS = 5
GAP = 3
LOOK_BACK = 4  # passages of one pair that may still be open where a run repeats
CROWD = 24  # articles a shingle may pair at once; a longer list is linked as a chain
COLUMNS = [
    "article", "start", "end", "other_article", "other_start", "other_end", "words", "identical",
    "text", "other_text",
]  # fmt: skip


def shared_passages(articles: Articles) -> pd.DataFrame:
    """Passages of five words or more that two articles share, spans on both sides.

    One row a pair of passages, `article` being the earlier row of `articles`. `words` counts the
    words of the first side, hyphens and apostrophes opened ("US-China" are two), `identical` those
    the two sides share in order: where it is smaller, runs that are at most three words apart on
    both sides have been joined. Case and marks are ignored. Found by shingles, so time grows with
    the corpus; a shingle in more than 24 articles links each of them to the next one only.

    >>> texts = ["He said the talks would go on in May.", "Note: the talks would go on in June."]
    >>> articles = pd.DataFrame({"article": ["1", "2"], "text": texts})
    >>> shared_passages(articles)[["start", "end", "other_start", "other_end"]].values.tolist()
    [[8, 32, 6, 30]]
    """
    reading = read(articles)
    articles, words = reading.articles, reading.words
    opened = _opened(words)
    runs = _join(_runs(words, opened), words)
    names, texts = articles["article"].to_numpy(), articles["text"].to_numpy()
    table = pd.DataFrame(index=range(len(runs)))
    for side, (first, last) in {"": (0, 1), "other_": (2, 3)}.items():
        row = words.article[runs[:, first]]
        table[f"{side}article"] = names[row]
        table[f"{side}start"] = words.start[runs[:, first]]
        table[f"{side}end"] = words.end[runs[:, last]]
        spans = zip(row, table[f"{side}start"], table[f"{side}end"], strict=True)
        table[f"{side}text"] = pd.Series([texts[a][s:e] for a, s, e in spans], dtype="str")
    table["words"] = opened[runs[:, 1] + 1] - opened[runs[:, 0]]
    table["identical"] = runs[:, 4]
    order = ["article", "other_article", "start", "other_start"]
    return table[COLUMNS].sort_values(order, kind="stable", ignore_index=True)


def _opened(words: Words) -> Rows:
    """How many opened words stand before each word, and before the end."""
    parts = [len(re.findall(r"[^\W_]+", word)) for word in words.vocabulary]
    return np.concatenate(([0], np.cumsum(np.array(parts, np.int64)[words.word])))


def _runs(words: Words, opened: Rows) -> Rows:
    """First and last word on both sides of every maximal verbatim run, and its opened words."""
    one, two = _meetings(find_shingles(words, width=WIDTH))
    order = np.lexsort((one, two - one, words.article[two], words.article[one]))
    one, two = one[order], two[order]
    new = (np.diff(one, prepend=-2) != 1) | (np.diff(two, prepend=-2) != 1)
    new |= np.diff(words.article[one], prepend=-1) != 0
    new |= np.diff(words.article[two], prepend=-1) != 0
    first = np.flatnonzero(new)
    last = np.append(first, len(one))[1:] - 1
    ends = WIDTH - 1
    length = opened[one[last] + ends + 1] - opened[one[first]]
    runs = np.stack([one[first], one[last] + ends, two[first], two[last] + ends, length], axis=1)
    return np.asarray(runs[length >= WORDS])


def _meetings(shingles: Shingles) -> tuple[Rows, Rows]:
    """Pairs of positions in different articles that hold the same shingle."""
    order = np.lexsort((shingles.at, shingles.shingle))
    at, shingle = shingles.at[order].astype(np.int64), shingles.shingle[order]
    article = shingles.article[order]
    crowd = np.bincount(shingle)[shingle] if len(shingle) else shingle
    ones, twos = [at[:0]], [at[:0]]
    for step in range(1, CROWD):
        same = np.flatnonzero(shingle[step:] == shingle[:-step])
        same = same[(crowd[same] <= CROWD) | (step == 1)]
        same = same[article[same] != article[same + step]]
        ones.append(at[same])
        twos.append(at[same + step])
    return np.concatenate(ones), np.concatenate(twos)


def _join(runs: Rows, words: Words) -> Rows:
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
