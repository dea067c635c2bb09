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

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.arrays import Bools, Ints
from analysis.text.folding import fold
from analysis.text.sentences import KINDS, Sentences
from analysis.text.tokens import Tokens, spread
from analysis.text.word_letters import (
    Codes,
    is_plural,
    letters_of_words,
    parts_of,
    plain_words,
)

_NO_PART = (" ", 0, 0, "", " ")  # what a boundary has


class Tags(NamedTuple):
    """Arrays of one length, and the string of their letters, which `codes` holds as numbers.

    `start` and `end` are code points into the text of row `article` of the articles table;
    boundaries have no width. `part` is each word's row in `stems`, the words of the vocabulary
    without possessive endings.
    """

    letters: str
    codes: Codes
    article: Ints
    start: Ints
    end: Ints
    part: Ints
    stems: pa.ChunkedArray

    def are_listed(self, words: Iterable[str]) -> Bools:
        """Whether each place's word, in small letters, may be one of `words`."""
        listed = pc.is_in(pc.utf8_lower(self.stems), value_set=pa.array([*words], pa.string()))
        found: Bools = listed.to_numpy()[self.part]
        return found


class _Vocabulary(NamedTuple):
    sizes: Ints
    first: Ints
    letter: Codes
    lower: Codes
    start: Ints
    end: Ints
    core: Ints
    stems: pa.ChunkedArray


def tag(tokens: Tokens, sentences: Sentences, *, cues: Mapping[str, str] | None = None) -> Tags:
    """The letters of a token table, with the boundaries of its sentences."""
    words = _vocabulary(tokens.vocabulary, cues)
    boundary = np.zeros(len(tokens), np.uint16)
    starts = tokens.breaks[sentences.first] > 0
    heading = sentences.kind == KINDS.index("heading")
    boundary[sentences.first] = np.where(~starts, ord("|"), np.where(heading, ord("§"), ord("¶")))
    opens = np.flatnonzero(boundary)
    count = words.sizes[tokens.type_id]
    count[opens] += 1
    base = np.cumsum(count, dtype=np.int32) - count
    bounds = base[opens]
    shift = words.first[tokens.type_id] - base
    shift[opens] -= 1
    part = np.arange(count.sum(), dtype=np.int32) + np.repeat(shift, count)
    part[bounds] = 0
    letter = words.letter[part]
    letter[bounds] = boundary[opens]
    article, start = np.repeat(tokens.article, count), np.repeat(tokens.start, count)
    _lower_openers(letter, words, part, article, bounds)
    _ambiguous(letter, part, words.stems)
    letters = letter.astype("<u2").tobytes().decode("utf-16-le")
    start, end = start + words.start[part], start + words.end[part]
    return Tags(letters, letter, article, start, end, part, words.stems)


def _lower_openers(
    letter: Codes, words: _Vocabulary, part: Ints, article: Ints, bounds: Ints
) -> None:
    """A sentence's first word is a common word if its article prints it nowhere else in capitals.

    In headings, where capitals say little, a capitalised verb form is the verb.
    """
    behind = np.zeros(2, bool)  # a last token without words, such as a dash, opens nothing
    named = np.append(among(letter, "CK"), behind)
    runs_on = np.append(among(letter, "CKuT"), behind)
    marks = np.flatnonzero(among(letter, '<"‹'))
    marks = marks[among(letter[marks - 1], ",:|¶§")]  # a quotation opens a sentence too
    after = np.concatenate([bounds, marks]) + 1
    opens = np.zeros(len(named), bool)
    opens[after] = named[after]
    alone = after[opens[after] & ~runs_on[after + 1]]
    sought = np.zeros(int(words.core.max(initial=0)) + 1, bool)
    sought[words.core[part[alone]]] = True
    rows = np.flatnonzero(named)
    rows = rows[(runs_on[rows + 1] | ~opens[rows]) & sought[words.core[part[rows]]]]
    size = np.int64(len(sought))
    named_here, named_there = (article[at] * size + words.core[part[at]] for at in (alone, rows))
    common = alone[~np.isin(named_here, named_there)]
    letter[common] = words.lower[part[common]]
    verb = np.flatnonzero(letter == ord("U"))
    heads = letter[bounds[np.searchsorted(bounds, verb) - 1]] if len(bounds) else verb
    letter[verb] = np.where(heads == ord("§"), ord("s"), ord("C"))


def _ambiguous(letter: Codes, part: Ints, stems: pa.ChunkedArray) -> None:
    """A base form (say, claim) is a finite verb after what can be its subject, else a noun.

    So is "warning" a participle there and after a comma; after a possessive no -ing form is one.
    """
    base = np.flatnonzero((letter >= ord("1")) & (letter <= ord("4")))
    before = letter[base - 1]
    plural = np.array([is_plural(stem) for stem in stems.take(part[base - 1]).to_pylist()], bool)
    conditions = [letter[base] == ord("3"), letter[base] == ord("4")]
    verbs = [plural | among(before, "pw,rxy>"), plural | among(before, ",-ABCp|¶§")]
    verb = np.select(conditions, verbs, ~among(before, "&Vid"))
    kinds = np.array([ord(mark) for mark in "SsjZ"], np.uint16)[letter[base] - ord("1")]
    letter[base] = np.where(verb, kinds, ord("N"))
    owned = np.flatnonzero(among(letter, "zZ"))
    letter[owned[among(letter[owned - 1], "Km")]] = ord("n")


def among(letter: Codes, marks: str) -> Bools:
    """Which letters, as numbers, are one of `marks`."""
    table = np.zeros(65_536, bool)
    table[[ord(mark) for mark in marks]] = True
    found: Bools = table[letter]
    return found


def _vocabulary(vocabulary: npt.NDArray[np.object_], cues: Mapping[str, str] | None) -> _Vocabulary:
    """The parts of each vocabulary entry: letter, offsets within the token and core number."""
    letters = letters_of_words(cues)
    plain = plain_words(vocabulary, letters)
    other = np.delete(np.arange(len(vocabulary)), plain.at)
    parts = [parts_of(token, letters) for token in vocabulary[other].tolist()]
    marked = np.flatnonzero(among(plain.mark, ",;:"))
    sizes = np.ones(len(vocabulary), np.int32)
    sizes[other] = [len(each) for each in parts]
    sizes[plain.at[marked]] = 2
    first = (np.cumsum(sizes) - sizes + 1).astype(np.int32)
    entry, nth = spread(sizes[other])
    place = [0], first[other][entry] + nth, first[plain.at], first[plain.at[marked]] + 1
    order = np.argsort(np.concatenate(place))

    marks, begin, close, stem, common = zip(_NO_PART, *chain.from_iterable(parts), strict=True)
    named = [fold(word) if mark in "CK" else "" for word, mark in zip(stem, marks, strict=True)]
    lettered, size = plain.mark[marked], plain.size[marked]
    none = pa.array([""] * len(marked), pa.string())
    cores = pa.chunked_array([pa.array(named), plain.folded, none]).combine_chunks()
    columns = (
        (_codes(marks), plain.letter, lettered),
        (_codes(common), plain.lower, np.full_like(lettered, ord("-"))),
        (begin, np.zeros_like(plain.size), size),
        (close, plain.size, size + 1),
        (cores.dictionary_encode().indices.to_numpy(),),
    )
    letter, lower, start, end, core = (np.concatenate(column)[order] for column in columns)
    core = np.where(among(letter, "CK"), core, -1)
    stems = pa.chunked_array([pa.array(stem), plain.folded, none]).take(order)
    return _Vocabulary(sizes, first, letter, lower, start, end, core, stems)


def _codes(letters: Iterable[str]) -> Codes:
    return np.frombuffer("".join(letters).encode("utf-16-le"), "<u2")
