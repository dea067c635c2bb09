"""What VADER's rules know about a word from its string alone, once per vocabulary entry."""

import string
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer as Analyzer

from analysis.arrays import Bools, Floats, Ints, Rows
from analysis.text.folding import UNSEEN
from analysis.text.tokens import spread

# What the authors' rules don't know: typographic quotes, ligatures, characters that nobody sees.
_LEVELLED = {"’": "'", "‘": "'", "“": '"', "”": '"', "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi"}
FOLD = _LEVELLED | {"ﬄ": "ffl", "‑": "-"} | dict.fromkeys(UNSEEN, "")
_FOLD = str.maketrans(FOLD)
HIT, UPPER, MARK, BUT = 1, 2, 4, 8
_WORDS = (
    "no", "or", "nor", "so", "this", "never", "without", "doubt", "least", "at", "very", "kind",
    "of", "but",
)  # fmt: skip
IDIOMS = {**SPECIAL_CASES, **BOOSTER_DICT}
PARTS = sorted({part for idiom in IDIOMS if " " in idiom for part in idiom.split()})


class Known(NamedTuple):
    """Facts about every word that any rule knows; row 0 stands for all other words.

    `valence`, `booster`: the lexicons' numbers, else 0; `lexicon`, `negates`: whether the word is
    in them; `part`: its number among the parts of idioms; `rows`: of single words.
    """

    words: pa.Array
    valence: Floats
    lexicon: Bools
    booster: Floats
    negates: Bools
    part: Rows
    rows: dict[str, int]


class Words(NamedTuple):
    """Facts about each vocabulary entry: its row in Known, flags, number of "!" and of "?"."""

    known: Ints
    flag: npt.NDArray[np.uint8]
    exclamations: npt.NDArray[np.int16]
    questions: npt.NDArray[np.int16]


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """The authors' class with its lexicon of 7,506 words and its names of emoji."""
    return Analyzer()


@lru_cache(maxsize=4)
def known_words(extra: tuple[tuple[str, float], ...] = ()) -> Known:
    """The facts of every word the rules know; `extra` adds to the lexicon or overrides it."""
    lexicon: dict[str, float] = {**analyzer().lexicon, **dict(extra)}
    boosters: dict[str, float] = BOOSTER_DICT
    words = ["\0", *dict.fromkeys([*lexicon, *boosters, *NEGATE, *_WORDS, *PARTS])]
    negations = frozenset(NEGATE)
    parts = {part: number for number, part in enumerate(PARTS, 1)}
    return Known(
        pa.array(words),
        np.array([lexicon.get(word, 0.0) for word in words]),
        np.array([word in lexicon for word in words]),
        np.array([boosters.get(word, 0.0) for word in words]),
        np.array([word in negations or "n't" in word for word in words]),
        np.array([parts.get(word, 0) for word in words]),
        {word: row for row, word in enumerate(words) if word in _WORDS or word == "aint"},
    )


def plain_marks(words: pa.Array) -> pa.Array:
    """`words` with typographic marks as the plain ones of VADER's rules, and no unseen ones."""
    odd = ~pc.string_is_ascii(words).to_numpy(zero_copy_only=False)
    if not odd.any():
        return words
    plain = [word.translate(_FOLD) for word in words.filter(pa.array(odd)).to_pylist()]
    return pc.replace_with_mask(words, odd, pa.array(plain, pa.string()))


def word_facts(words: pa.Array, known: Known) -> Words:
    """The facts of each printed, folded word of a vocabulary."""
    bare = pc.utf8_trim(words, characters=string.punctuation)
    item = pc.if_else(pc.less_equal(pc.utf8_length(bare), 2), words, bare)
    lower, upper = pc.ascii_lower(item), pc.ascii_is_upper(item)
    plain = pc.string_is_ascii(item).to_numpy(zero_copy_only=False)
    shout = upper.to_numpy(zero_copy_only=False).copy()
    if not plain.all():
        rest = item.filter(pa.array(~plain)).to_pylist()
        shout[~plain] = [word.isupper() for word in rest]
        lower = pc.replace_with_mask(lower, ~plain, pa.array([word.lower() for word in rest]))
    row = pc.fill_null(pc.index_in(lower, value_set=known.words), 0).to_numpy()
    contracted = pc.match_substring(lower, "n't").to_numpy(zero_copy_only=False)
    row = np.where(contracted & (row == 0), known.rows["aint"], row)
    marks = [pc.count_substring(words, mark).to_numpy() for mark in "!?"]
    hit = known.lexicon & (known.booster == 0)
    flag = hit[row] * HIT + shout * UPPER + (row == known.rows["but"]) * BUT
    flag += ((marks[0] + marks[1]) > 0) * MARK
    return Words(row.astype(np.int32), flag.astype(np.uint8), *(m.astype(np.int16) for m in marks))


def spell_out_emoji(words: pa.Array, type_id: Ints) -> tuple[pa.Array, Ints, Rows]:
    """`words` and `type_id` with emoji as their names, several words long.

    The last array has, for each further word, the row of `type_id` before which it went in.
    """
    names: dict[str, str] = analyzer().emojis
    odd = np.flatnonzero(~pc.string_is_ascii(words).to_numpy(zero_copy_only=False))
    begin, further = np.zeros((2, len(words)), np.int32)
    pieces: list[str] = []
    for row, word in zip(odd.tolist(), words.take(pa.array(odd)).to_pylist(), strict=True):
        if not names.keys().isdisjoint(word):
            # As in the original: a blank before each name, none between it and what follows.
            parts = "".join(f" {names[mark]}" if mark in names else mark for mark in word).split()
            begin[row], further[row] = len(words) + len(pieces), len(parts) - 1
            pieces += parts
    at = np.flatnonzero((begin > 0)[type_id])
    emoji, step = spread(further[type_id[at]])
    inserted = at[emoji] + 1
    spelled = type_id.copy()
    spelled[at] = begin[type_id[at]]
    spelled = np.insert(spelled, inserted, spelled[at[emoji]] + 1 + step)
    return pa.concat_arrays([words, pa.array(pieces, pa.string())]), spelled, inserted
