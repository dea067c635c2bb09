"""Hard-wrapped lines (wire and archive copy) read as the paragraphs they were wrapped from."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.arrays import Bools, Ints, Rows

BULLET = r"^(?:[-–—•*‣▪◦·●○■□➤►✓]|\d{1,2}[.)]|\(\d{1,2}\))$"
FULL_STOP = r"[.?!…:;。！？][\"'”’»)\]」』]*$"
_SMALL = r"^[\"'“‘(\[]*\p{Ll}"
# No heading or paragraph ends in one of these.
_LEADS_ON = (
    r"(?i)^[\"'“‘(\[]*(?:an?|the|of|and|or|to|for|with|from|at|by|in|on|into|its|their|our|his|her|as"
    r"|than|that|which|who|was|were|is|are|has|have|had|will|would|mr\.|mrs\.|ms\.|dr\.)$"
)


def unwrapped(
    vocabulary: npt.NDArray[np.object_],
    type_id: Ints,
    start: Ints,
    end: Ints,
    breaks: npt.NDArray[np.int8],
) -> npt.NDArray[np.int8]:
    """`breaks` without the line ends that only wrap a paragraph.

    A single line end is none where the line before it has no full stop and the next begins with a
    small letter, or where it ends in a word that leads on (the, of). Between blank lines where
    that is so, it is also none where the next word wouldn't have fitted on the line, or where the
    line has no full stop and isn't short.
    """
    line = np.flatnonzero(breaks > 0)
    before, after = line[1:] - 1, line[1:]
    single = breaks[after] == 1
    bullet = matches(vocabulary, type_id[after], BULLET)
    unfinished = single & ~bullet & ~matches(vocabulary, type_id[before], FULL_STOP)
    small = matches(vocabulary, type_id[after], _SMALL)
    leads_on = matches(vocabulary, type_id[before], _LEADS_ON)
    joins = (unfinished & small) | (single & ~bullet & leads_on)
    if not joins.any():
        return breaks
    joins |= ~bullet & _wrapped(line, joins, single, unfinished, start, end)
    told = breaks.copy()
    told[after[joins]] = 0
    return told


def _wrapped(
    line: Rows, joins: Bools, single: Bools, unfinished: Bools, start: Ints, end: Ints
) -> Bools:
    """Which line ends wrap a paragraph by their length, in blocks where others do by words."""
    block = np.concatenate(([0], np.cumsum(~single)))
    last = np.append(line[1:], len(start)) - 1
    length = end[last] - start[line]
    width = np.zeros(block[-1] + 1, np.int32)
    np.maximum.at(width, block, length)
    found = np.bincount(block[1:], joins, len(width)) > 0
    length, width, found = length[:-1], width[block[1:]], found[block[1:]]
    word = end[line[1:]] - start[line[1:]]
    long: Bools = (length + word >= width) | (unfinished & (2 * length > width))
    return single & found & long


def matches(vocabulary: npt.NDArray[np.object_], types: Ints, pattern: str) -> Bools:
    """Whether each word of `types` matches a pattern, looked up once a word."""
    distinct, place = np.unique(types, return_inverse=True)
    words = pa.array(vocabulary[distinct], pa.string())
    found: Bools = pc.match_substring_regex(words, pattern).to_numpy(zero_copy_only=False)
    return found[place]
