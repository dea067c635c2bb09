"""British and American spellings of one word are one term: a choice of house style, not a frame."""

import re
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.arrays import Ints
from analysis.text.lexicons import rows
from analysis.text.reading import Articles, read


def folded_spellings(articles: Articles) -> pd.DataFrame:
    """The words that `framing_terms` counts as one in these articles: british, american.

    A pair is folded only where the articles print both, by the endings of
    ``wording/data/spellings.tsv``.

    >>> texts = pd.DataFrame({"article": ["a"], "text": ["Defence and defense, labour alone."]})
    >>> folded_spellings(texts).to_dict("records")
    [{'british': 'defence', 'american': 'defense'}]
    """
    vocabulary = read(articles).words.vocabulary
    folded = american_ids(vocabulary)
    changed = np.flatnonzero(folded != np.arange(len(vocabulary)))
    pairs = {"british": vocabulary[changed], "american": vocabulary[folded[changed]]}
    return pd.DataFrame(pairs, dtype="str")


def american_ids(vocabulary: npt.NDArray[np.object_]) -> Ints:
    """For each word of a vocabulary the place of its American spelling, if that is in it too."""
    place = {word: at for at, word in enumerate(vocabulary)}
    folded = np.arange(len(vocabulary), dtype=np.int32)
    for word, at in place.items():
        found = _british().match(word) if word.isascii() else None
        if found:
            american = _endings()[found["ending"]]
            folded[at] = place.get(found["stem"] + american, at)
    return folded


@cache
def _endings() -> dict[str, str]:
    """Each British ending with its American one."""
    pairs: dict[str, str] = {}
    for british, american, _ in rows("wording/data/spellings.tsv"):
        pairs |= dict(zip(_spelt_out(british), _spelt_out(american), strict=True))
    return pairs


def _spelt_out(ending: str) -> list[str]:
    """An ending by itself and with each of those in brackets; "is(e|ed)" needs one of them."""
    stem, _, more = ending.rstrip(")").partition("(")
    return [stem, *(stem + part for part in more.split("|"))]


@cache
def _british() -> re.Pattern[str]:
    longest = sorted(_endings(), key=len, reverse=True)
    return re.compile(rf"(?P<stem>\w\w+?)(?P<ending>{'|'.join(longest)})$")
