"""What a part of a corpus adds to corpus-wide counts: its terms, and what finds copies."""

import hashlib
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.copies import WIDTH, shingle_starts
from analysis.text.reading import Reading
from analysis.text.words import Words
from analysis.wording.phrases import find_phrases

FEWEST = 3  # articles of a part that use a term: rarer ones are not counted there
SAMPLED = 16  # one shingle in so many stands for an article's text


def count_terms(reading: Reading) -> dict[str, pd.DataFrame]:
    """`vocabulary`: a term as it is compared and as it is most often printed, the articles that use
    it and its uses. `terms`: one row a use count: row of the article, row of the vocabulary,
    count, and span of the first use."""
    words, texts = reading.words, list(reading.articles["text"])
    phrases = find_phrases(
        words, texts, document=words.article, documents=len(texts), min_documents=FEWEST,
        fragments=True,
    )  # fmt: skip
    first = pd.Series(phrases.term).drop_duplicates().sort_values().index.to_numpy()
    keys = [
        " ".join(words.vocabulary[words.word[low : high + 1]])
        for low, high in zip(phrases.first[first], phrases.last[first], strict=True)
    ]
    vocabulary = pd.DataFrame({"term": keys, "shown": phrases.shown}, dtype="str")
    vocabulary["documents"] = np.bincount(phrases.counts.indices, minlength=len(keys))
    vocabulary["count"] = np.bincount(phrases.term, minlength=len(keys))
    uses = words.article[phrases.first].astype(np.int64) * len(vocabulary) + phrases.term
    cells, at, counts = np.unique(uses, return_index=True, return_counts=True)
    article, term = np.divmod(cells, max(len(vocabulary), 1))
    start, end = words.start[phrases.first[at]], words.end[phrases.last[at]]
    columns = {"article": article, "term": term, "start": start, "end": end, "count": counts}
    return {"vocabulary": vocabulary, "terms": pd.DataFrame(columns).astype("int32")}


def mark_texts(reading: Reading) -> pd.DataFrame:
    """A row an article: its id, its number of words, a `digest` that exact copies share, and a
    sample of its shingles, of which near copies share half."""
    words, articles = reading.words, reading.articles
    codes = _word_codes(words)
    bounds = np.searchsorted(words.article, np.arange(len(articles) + 1))
    digests = [
        hashlib.blake2b(codes[low:high].tobytes(), digest_size=16).hexdigest()
        for low, high in pairwise(bounds)
    ]
    starts = shingle_starts(words)
    mixed = np.zeros(len(starts), np.uint64)
    for ahead in range(WIDTH):
        mixed = (mixed ^ codes[starts + ahead]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    kept = mixed % np.uint64(SAMPLED) == 0
    found = {"article": words.article[starts[kept]], "shingle": mixed[kept].view(np.int64)}
    sample = pd.DataFrame(found).drop_duplicates()
    opens = np.searchsorted(sample["article"], np.arange(1, len(articles)))
    columns = {
        "article": articles["article"],
        "words": np.diff(bounds),
        "digest": digests,
        "shingles": np.split(sample["shingle"].to_numpy(), opens) if len(articles) else [],
    }
    return pd.DataFrame(columns)


def _word_codes(words: Words) -> npt.NDArray[np.uint64]:
    """64 bits for each word, the same in every part."""
    digests = [hashlib.blake2b(word.encode(), digest_size=8).digest() for word in words.vocabulary]
    return np.frombuffer(b"".join(digests), np.uint64)[words.word]
