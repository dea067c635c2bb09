"""One letter a word: the class of every word and mark, so that patterns can be written over text.

The string's letters follow the printed order; `|` opens a sentence, `¶` one on a new line, `§` a
heading. A word's letter is a function of its string alone (its class in
``text/data/words.tsv``, the frames of a reporting verb in ``voices/data/cues.tsv``, else capitals,
digits and endings), so it is computed once per vocabulary entry and gathered. Letters beyond
``words.tsv``:

    C K  capitalised word, its possessive     T  title or role noun        m  other possessive
    S s v q  verbs: say; with a bare clause; with a that-clause; with a quotation or object only
    l  told-type verb    j  form that is verb or noun    z Z  -ing of these, of told-type
    E G c    forms of verbs that report with an infinitive or object only (urge, accuse)
    e g n #  other words: -ed, -ing, any, number         U  capitalised verb form
    < > "  opening, closing, undecided double mark       ‹ › ’  single marks, ’ maybe possessive
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.arrays import Ints
from analysis.text.folding import fold
from analysis.text.sentences import KINDS, Sentences
from analysis.text.tokens import Tokens
from analysis.text.word_letters import is_plural, letters_of_words, parts_of


class Tags(NamedTuple):
    """Arrays of one length, and the string of their letters.

    `token` is the row of the token table, `start` and `end` code points into that article's text,
    `core` numbers the distinct words without their marks and possessive endings; boundaries have
    no width and core -1. `article` is the row of the articles table.
    """

    letters: str
    article: Ints
    start: Ints
    end: Ints
    core: Ints


class _Vocabulary(NamedTuple):
    sizes: Ints
    first: Ints
    letter: npt.NDArray[np.uint16]
    lower: npt.NDArray[np.uint16]
    start: Ints
    end: Ints
    core: Ints
    stems: list[str]


def tag(tokens: Tokens, sentences: Sentences, *, cues: Mapping[str, str] | None = None) -> Tags:
    """The letters of a token table, with the boundaries of its sentences."""
    words = _vocabulary(tokens.vocabulary, cues)
    boundary = np.zeros(len(tokens), np.uint16)
    starts = tokens.breaks[sentences.first] > 0
    heading = sentences.kind == KINDS.index("heading")
    boundary[sentences.first] = np.where(~starts, ord("|"), np.where(heading, ord("§"), ord("¶")))
    count = words.sizes[tokens.type_id] + (boundary > 0)
    token = np.repeat(np.arange(len(tokens), dtype=np.int32), count)
    base = np.cumsum(count) - count
    nth = np.arange(len(token), dtype=np.int32) - base[token] - (boundary > 0)[token]
    inside = nth >= 0
    part = np.where(inside, words.first[tokens.type_id[token]] + nth, 0)
    letter = np.where(inside, words.letter[part], boundary[token])
    start = tokens.start[token] + np.where(inside, words.start[part], 0)
    end = tokens.start[token] + np.where(inside, words.end[part], 0)
    core = np.where(inside, words.core[part], -1)
    lower = np.where(inside, words.lower[part], boundary[token])
    letter = _common_openers(letter, lower, core, tokens.article[token])
    letter = _ambiguous(letter, part, words.stems)
    letters = letter.astype("<u2").tobytes().decode("utf-16-le")
    as_ints = (column.astype(np.int32) for column in (start, end, core))
    return Tags(letters, tokens.article[token], *as_ints)


def _common_openers(
    letter: npt.NDArray[np.uint16],
    lower: npt.NDArray[np.uint16],
    core: npt.NDArray[np.int32],
    article: Ints,
) -> npt.NDArray[np.uint16]:
    """A sentence's first word is a common word if its article prints it nowhere else in capitals.

    In headings, where capitals say little, a capitalised verb form is the verb.
    """
    bounds = np.flatnonzero(_among(letter, "|¶§"))
    key = article.astype(np.int64) * (int(core.max(initial=0)) + 2) + core
    named = _among(letter, "CK")
    marks = np.flatnonzero(_among(letter, '<"‹'))
    marks = marks[_among(letter[marks - 1], ",:|¶§")]  # a quotation opens a sentence too
    after = np.concatenate([bounds, marks]) + 1
    after = after[after < len(letter)]
    opens = np.zeros(len(letter), bool)
    opens[after] = named[after]
    runs_on = np.roll(named | _among(letter, "uT"), -1)
    alone = after[opens[after] & ~runs_on[after]]
    sought = np.zeros(int(core.max(initial=0)) + 2, bool)
    sought[core[alone]] = True
    elsewhere = key[named & (runs_on | ~opens) & sought[core]]
    common = alone[~np.isin(key[alone], elsewhere)]
    letter = letter.copy()
    letter[common] = lower[common]
    verb = np.flatnonzero(letter == ord("U"))
    heads = letter[bounds[np.searchsorted(bounds, verb) - 1]] if len(bounds) else verb
    letter[verb] = np.where(heads == ord("§"), ord("s"), ord("C"))
    return letter


def _ambiguous(
    letter: npt.NDArray[np.uint16], part: npt.NDArray[np.int32], stems: list[str]
) -> npt.NDArray[np.uint16]:
    """A base form (say, claim) is a finite verb after what can be its subject, else a noun.

    So is "warning" a participle there and after a comma; after a possessive no -ing form is one.
    """
    base = np.flatnonzero((letter >= ord("1")) & (letter <= ord("4")))
    before = letter[base - 1]
    plural = np.array([is_plural(stems[at]) for at in part[base - 1].tolist()], bool)
    conditions = [letter[base] == ord("3"), letter[base] == ord("4")]
    verbs = [plural | _among(before, "pw,rxy>"), plural | _among(before, ",-ABCp|¶§")]
    verb = np.select(conditions, verbs, ~_among(before, "&Vid"))
    kinds = np.array([ord(mark) for mark in "SsjZ"], np.uint16)[letter[base] - ord("1")]
    letter[base] = np.where(verb, kinds, ord("N"))
    owned = np.flatnonzero(_among(letter, "zZ"))
    letter[owned[_among(letter[owned - 1], "Km")]] = ord("n")
    return letter


def _among(letter: npt.NDArray[np.uint16], marks: str) -> npt.NDArray[np.bool_]:
    table = np.zeros(65_536, bool)
    table[[ord(mark) for mark in marks]] = True
    found: npt.NDArray[np.bool_] = table[letter]
    return found


def _vocabulary(vocabulary: npt.NDArray[np.object_], cues: Mapping[str, str] | None) -> _Vocabulary:
    """The parts of each vocabulary entry: letter, offsets within the token and core number."""
    letters = letters_of_words(cues)
    numbers: dict[str, int] = {}
    sizes = []
    letter, lower, start, end, stems = [" "], [" "], [0], [0], [""]
    for token in vocabulary:
        parts = parts_of(token, letters)
        sizes.append(len(parts))
        for mark, begin, close, stem, common in parts:
            letter.append(mark)
            lower.append(common)
            start.append(begin)
            end.append(close)
            stems.append(stem)
    core = [
        numbers.setdefault(fold(stem), len(numbers)) if mark in "CK" else -1
        for stem, mark in zip(stems, letter, strict=True)
    ]
    counts = np.array(sizes, np.int32)
    first = (np.cumsum(counts) - counts + 1).astype(np.int32)
    low, high, number = (np.array(column, np.int32) for column in (start, end, core))
    return _Vocabulary(counts, first, _codes(letter), _codes(lower), low, high, number, stems)


def _codes(letters: list[str]) -> npt.NDArray[np.uint16]:
    return np.frombuffer("".join(letters).encode("utf-16-le"), "<u2")
