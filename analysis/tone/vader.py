"""VADER's rules evaluated over arrays: the scores of vaderSentiment 3.3.2 to the last bit.

The rules run only at lexicon words, all of them at once. The authors' quirks are kept: words of
one or two letters keep their punctuation ("no," is not "no"); "so" or "this" before a lexicon
word counts as "never so"; a lexicon word neither negates nor boosts the next; around "but", values
are found again by equality, so some are scaled twice and others not at all.

Hutto & Gilbert (2014), https://github.com/cjhutto/vaderSentiment (MIT). Equality to the last bit
is a statement about Python 3.11: later versions sum floats with compensation.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from vaderSentiment.vaderSentiment import BOOSTER_DICT, C_INCR, N_SCALAR

from analysis.arrays import Bools, Floats, Ints, Rows
from analysis.tone import vader_words as facts
from analysis.tone.vader_words import Known, Words


class Scores(NamedTuple):
    """The four scores of each text, and what each lexicon word brought to them.

    `hit_token`: the token's row; `hit_text`: the text's; `hit_valence`: the word's valence after
    all rules; `hit_known`: its row in Known. `slope`: compound, before rounding, is slope × (sum
    of valences + emphasis of "!" and "?").
    """

    negative: Floats
    neutral: Floats
    positive: Floats
    compound: Floats
    slope: Floats
    hit_token: Rows
    hit_text: Rows
    hit_valence: Floats
    hit_known: Ints


class _Near(NamedTuple):
    """The words at one distance from each hit: row in Known (0 outside the text), capitals."""

    known: Ints
    upper: Bools
    inside: Bools


def score(
    vocabulary: npt.NDArray[np.object_], type_id: Ints, first: Rows, last: Rows, known: Known
) -> Scores:
    """VADER's scores of texts given as token rows [first, last), adjoining and in order."""
    words = facts.plain_marks(pa.array(vocabulary, pa.string()))
    words, type_id, inserted = facts.spell_out_emoji(words, type_id)
    first, last = (edge + np.searchsorted(inserted, edge, "right") for edge in (first, last))
    scores = _score(facts.word_facts(words, known), type_id, first, last, known)
    extra = np.searchsorted(inserted + np.arange(len(inserted)), scores.hit_token, side="right")
    return scores._replace(hit_token=scores.hit_token - extra)


def _score(words: Words, type_id: Ints, first: Rows, last: Rows, known: Known) -> Scores:
    flag = words.flag[type_id]
    begins = np.append(first, last[-1:])
    hit = np.flatnonzero(flag & facts.HIT)
    text = np.searchsorted(begins, hit, side="right") - 1
    upper = np.diff(np.searchsorted(np.flatnonzero(flag & facts.UPPER), begins))
    some_upper = (upper > 0) & (upper < last - first)

    def near(distance: int) -> _Near:
        at = hit + distance
        inside = (at >= first[text]) & (at < last[text])
        ids = type_id[np.where(inside, at, hit)]
        upper = (words.flag[ids] & facts.UPPER).astype(bool)
        return _Near(np.where(inside, words.known[ids], 0), upper, inside)

    around = {distance: near(distance) for distance in range(-3, 3)}
    valence = _valences(around, some_upper[text], known)
    kind_of = (around[0].known == known.rows["kind"]) & (around[1].known == known.rows["of"])
    valence[kind_of] = 0.0
    _scale_around_but(valence, hit, text, np.flatnonzero(flag & facts.BUT), begins)
    marked = np.flatnonzero(flag & facts.MARK)
    owner = np.searchsorted(begins, marked, side="right") - 1
    emphasis = _emphasis(words, type_id[marked], owner, len(first))
    scores = _summed(valence, text, emphasis, last - first)
    return Scores(*scores, hit, text, valence, around[0].known)


def _valences(around: dict[int, _Near], some_upper: Bools, known: Known) -> Floats:
    """The valence of each hit after the rules about the three words before and two after it."""
    rows, item = known.rows, around[0].known
    before = [around[-distance].known for distance in (1, 2, 3)]
    lexicon = known.valence[item]
    negating_no = (item == rows["no"]) & known.lexicon[around[1].known]
    valence = np.where(negating_no, 0.0, lexicon)
    after_no = (before[0] == rows["no"]) | (before[1] == rows["no"])
    or_nor = (before[0] == rows["or"]) | (before[0] == rows["nor"])
    after_no |= (before[2] == rows["no"]) & or_nor
    valence = np.where(after_no, lexicon * N_SCALAR, valence)
    louder = np.where(valence > 0, valence + C_INCR, valence - C_INCR)
    valence = np.where(around[0].upper & some_upper, louder, valence)
    for distance, damping in ((1, 1.0), (2, 0.95), (3, 0.9)):
        near = around[-distance]
        applies = near.inside & ~known.lexicon[near.known]
        changed = valence + _boost(near, valence, some_upper, known) * damping
        changed = changed * _negation(distance, before, known)
        if distance == 3:
            changed = _idiom_valence(changed, around, known)
        valence = np.where(applies, changed, valence)
    least = (before[0] == rows["least"]) & ~known.lexicon[before[0]]
    least &= (before[1] != rows["at"]) & (before[1] != rows["very"])
    return np.where(least, valence * N_SCALAR, valence)


def _boost(near: _Near, valence: Floats, some_upper: Bools, known: Known) -> Floats:
    """What a booster or dampener adds to `valence`, more in capitals."""
    boost = known.booster[near.known]
    boost = np.where(valence < 0, -boost, boost)
    loud = near.upper & some_upper & (boost != 0)
    louder = np.where(valence > 0, boost + C_INCR, boost - C_INCR)
    return np.where(loud, louder, boost)


def _negation(distance: int, before: list[Ints], known: Known) -> Floats:
    """The factor of a negation `distance` words before the hit, exceptions first."""
    rows = known.rows
    factor = np.where(known.negates[before[distance - 1]], N_SCALAR, 1.0)
    if distance == 1:
        return factor
    so = [(words == rows["so"]) | (words == rows["this"]) for words in before]
    doubt = [words == rows["doubt"] for words in before]
    never = before[distance - 1] == rows["never"]
    without = before[distance - 1] == rows["without"]
    if distance == 2:
        return np.select([never & so[0], without & doubt[0]], [1.25, 1.0], factor)
    return np.select([never & so[1] | so[0], without & (doubt[1] | doubt[0])], [1.25, 1.0], factor)


@lru_cache(maxsize=1)
def _idioms() -> tuple[Floats, Floats, Floats]:
    """Valence of two- and three-part idioms (NaN where none) and boost of two-part boosters."""
    number = {part: at for at, part in enumerate(facts.PARTS, 1)}
    size = len(facts.PARTS) + 1
    pairs, triples = np.full((size, size), np.nan), np.full((size, size, size), np.nan)
    boost = np.zeros((size, size))
    for idiom, value in facts.IDIOMS.items():
        at = tuple(number.get(part, 0) for part in idiom.split())
        table = {1: None, 2: boost if idiom in BOOSTER_DICT else pairs, 3: triples}[len(at)]
        if table is not None:
            table[at] = value
    return pairs, triples, boost


def _idiom_valence(valence: Floats, around: dict[int, _Near], known: Known) -> Floats:
    """`valence`, or an idiom's own; then with the boost of "kind of" and the like before it."""
    pairs, triples, boost = _idioms()
    three, two, one, zero, next_one, next_two = (
        known.part[around[at].known] for at in range(-3, 3)
    )
    found = [pairs[one, zero], triples[two, one, zero], pairs[two, one], triples[three, two, one]]
    found.append(pairs[three, two])
    valence = np.select([~np.isnan(value) for value in found], found, valence)
    for value in (pairs[zero, next_one], triples[zero, next_one, next_two]):
        valence = np.where(np.isnan(value), valence, value)
    return valence + boost[three, two] + boost[two, one]


def _scale_around_but(valence: Floats, hit: Rows, text: Rows, but: Rows, begins: Rows) -> None:
    """Halve, in place, what stands before a text's first "but", and raise by half what follows."""
    owner, chosen = np.unique(np.searchsorted(begins, but, side="right") - 1, return_index=True)
    lows, highs = np.searchsorted(text, owner), np.searchsorted(text, owner, side="right")
    pivot = np.repeat(but[chosen], highs - lows)
    place = np.flatnonzero(np.isin(text, owner))
    scales, values = np.ones(len(hit)), valence.tolist()
    scales[place] += 0.5 * np.sign(hit[place] - pivot)
    scale = scales.tolist()
    for low, high in zip(lows.tolist(), highs.tolist(), strict=True):
        for at in range(low, high):
            # The original looks the value up again, so an equal one further left is scaled instead.
            found = values.index(values[at], low)
            values[found] *= scale[found]
    valence[:] = values


def _emphasis(words: Words, type_id: Ints, owner: Rows, size: int) -> Floats:
    """What a text's "!" and "?" add to the size of its sum of valences."""
    exclamations = np.bincount(owner, words.exclamations[type_id], size)
    questions = np.bincount(owner, words.questions[type_id], size)
    asked = np.where(questions <= 3, questions * 0.18, 0.96)
    return np.minimum(exclamations, 4) * 0.292 + np.where(questions > 1, asked, 0.0)


def _summed(
    valence: Floats, text: Rows, emphasis: Floats, words: Rows
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """The four scores and the slope; sums run left to right as in the original."""
    size = len(words)
    up, down = valence > 0, valence < 0
    total = np.bincount(text, valence, size).astype(float)
    positive = np.bincount(text[up], valence[up] + 1, size).astype(float)
    negative = np.bincount(text[down], valence[down] - 1, size).astype(float)
    neutral = words - np.bincount(text[up | down], minlength=size)
    total += np.sign(total) * emphasis
    length = np.sqrt(total * total + 15)
    slope, compound = 1 / length, np.clip(total / length, -1.0, 1.0)
    more, less = positive > np.abs(negative), positive < np.abs(negative)
    positive = np.where(more, positive + emphasis, positive)
    negative = np.abs(np.where(less, negative - emphasis, negative))
    whole = np.maximum(positive + negative + neutral, words == 0)
    low, middle, high = (_rounded(part / whole, 3) for part in (negative, neutral, positive))
    return low, middle, high, _rounded(compound, 4), slope


def _rounded(values: Floats, digits: int) -> Floats:
    """Python's round(): numpy's differs where the next digit is all but a 5."""
    scaled = values * 10**digits
    rounded: Floats = np.rint(scaled) / 10**digits
    close = np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6)
    rounded[close] = [round(value, digits) for value in values[close].tolist()]
    return rounded
