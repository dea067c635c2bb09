"""The class letter of a printed word, and the words and marks that a printed token holds."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.arrays import Ints, Rows
from analysis.text.folding import UNSEEN, visible
from analysis.text.lexicons import (
    places,
    report_nouns,
    reporting_verbs,
    role_of,
    role_words,
    word_classes,
)

_PART = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|[^\W_](?:[\w{UNSEEN}]+|[.'’`´&/@\-‐‑–](?=[^\W_])|(?<=\d),(?=\d))*"
    r"|[\"“”„«»「」『』]|''|``|’’|‘‘|['‘’`‚](?!['`])|[,;:()\[\]—–/|]|-+(?!\w)"
)
_MARKS = dict(zip("()[]/|,;:—–", "()()--,;:--", strict=True))
_OPENING = frozenset("“„«「『") | {"``", "‘‘"}
_CLOSING = frozenset("”»」』") | {"''", "’’"}
_DOUBLE = _OPENING | _CLOSING | {'"'}
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "dame",
        "lord",
        "lady",
        "dr",
        "rev",
        "gen",
        "ret",
        "rtd",
        "retd",
    ]
)
_LETTERED = frozenset(",;:")
_PLAIN_ENDS = _LETTERED | {"", ".", "?", "!"}
_KEPT = frozenset("AdpPwhiOobDxBHXryaTV&I")  # the classes that a capital letter doesn't change
_REPORTING, _ACTS = "qtbwao", "ipfrlduw"  # frames in voices/data/cues.tsv
_PLURALS = frozenset(["people", "police", "media", "men", "women", "children", "mps"])
_MODIFIER = re.compile(
    r"(?:[a-z]+-)*(?:[a-z]+ed|[a-z]{3,}(?:ing|er|ist)|born|led|run|made|bred|held|built|style|wide|era"
    r"|old|friendly)"
)  # Brazil-born, Beijing-backed, Oscar-winning; not Ying-jeou
_PREFIXES = frozenset(["anti", "pro", "pre", "post", "non", "mid", "self", "then", "ex"])
_ENDINGS = (("ing", 6, "g"), ("ly", 5, "r"), ("ed", 5, "e"))  # with the fewest letters of a word
_PLAIN_WORD = "^[A-Za-z][a-z]+[,;:.?!]?$"
Codes = npt.NDArray[np.uint16]
Part = tuple[str, int, int, str, str]


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return (
        word.endswith("s") and not word.endswith(("ss", "us", "is"))
    ) or word.lower() in _PLURALS


def letters_of_words(cues: Mapping[str, str] | None) -> dict[str, str]:
    """The letter of every listed word, lower case."""
    return _letters(cues) if cues else _listed_letters()


@cache
def _listed_letters() -> dict[str, str]:
    return _letters(None)


def _letters(cues: Mapping[str, str] | None) -> dict[str, str]:
    letters = dict.fromkeys(_TITLES, "T")
    for word, (_, kind) in role_words().items():
        if kind in ("title", "office"):
            letters[word] = "T"
    for form, (verb, frames, kind) in reporting_verbs(cues).items():
        ambiguous = "n" in frames and kind in "bs"
        tell = "a" in frames
        finite = "l" if tell else "s" if "b" in frames else "v" if "t" in frames else "q"
        if not set(_REPORTING) & set(frames):
            letters[form] = "G" if kind == "g" else "E" if form.endswith("ed") else "c"
        elif kind == "g":
            ambiguous = form in report_nouns()
            letters[form] = "4" if ambiguous else "Z" if tell else "g" if "x" in frames else "z"
        elif ambiguous and finite == "q":
            letters[form] = "c" if set(_ACTS) & set(frames) else "n"
        elif kind != "n" or form.endswith("ed"):
            letter = "j" if ambiguous else "S" if verb == "say" else finite
            base = {"S": "1", "s": "2", "j": "3"}.get(letter, letter)
            letters[form] = base if kind == "b" else letter
    for noun in report_nouns():
        letters.setdefault(noun, "N")
    return letters | word_classes()


def parts_of(token: str, letters: dict[str, str]) -> list[Part]:
    """Letter, start, end and core of each word and mark of a printed token."""
    word, mark = (token, "") if token.isalpha() else (token[:-1], token[-1:])
    if word.isalpha() and mark in _PLAIN_ENDS:
        letter, size = _letter(word, letters), len(word)
        lower = _lower_letter(word, letters) if letter == "C" else letter
        whole = [(letter, 0, size, word, lower)]
        return [*whole, (mark, size, size + 1, mark, "-")] if mark in _LETTERED else whole
    found = [(m.group(), m.start(), m.end()) for m in _PART.finditer(token)]
    words = [at for at, (text, *_) in enumerate(found) if text[0].isalnum()]
    low, high = (words[0], words[-1]) if words else (len(found), -1)
    parts: list[Part] = []
    for at, (text, start, end) in enumerate(found):
        if low <= at <= high and text[0].isalnum():
            text = visible(text)
            stem = text[:-2] if text[-2:] in ("'s", "’s", "`s") else text
            letter = _letter(text, letters)
            if stem is not text and letter not in "BpI":
                letter = "K" if text[0].isupper() else "m"
            common = _lower_letter(text, letters) if letter == "C" else letter
            lower = "m" if letter == "K" else common
            parts.append((letter, start, end, stem, lower))
        elif text in _MARKS or text[0] == "-":
            parts.append((_MARKS.get(text, "-"), start, end, text, "-"))
        else:
            parts.append((_quote_letter(text, at, low, high, token), start, end, text, "-"))
    return parts


def _lower_letter(word: str, letters: dict[str, str]) -> str:
    """The letter that a name's word would have if it were not printed with a capital."""
    if not word[1:].islower() or word in places():
        return "C"
    return _letter(word.lower(), letters)


def _quote_letter(text: str, at: int, low: int, high: int, token: str) -> str:
    """The letter of a quotation mark by its place in the printed token, then by its form."""
    double = text in _DOUBLE
    if high < 0:
        shape = "<" if text in _OPENING else ">" if text in _CLOSING else '"'
        return shape if double else "’"
    if at < low:
        return "<" if double else "‹"
    if at < high:
        opens = token[token.index(text) - 1] in ",:(—–-"
        return ("<" if opens else '"') if double else "’"
    return ">" if double else "’" if token.rstrip("'’`.,;:)")[-1:] in "sS" else "›"


def _letter(word: str, letters: dict[str, str]) -> str:
    """The class letter of a word without marks."""
    low = word.lower()
    low = low if low.isalpha() else low.replace("’", "'")
    letter = letters.get(low, "")
    if word[0].isupper():
        return ("-" in word and _compound(word)) or _capital(word, low, letter)
    if letter:
        return "y" if letter == "Y" else letter
    if word.isalpha():
        return _ending(low)
    if word[0].isdigit():
        return "n" if "-" in word and word[-1].isalpha() else "#"
    if low.endswith(("n't", "'s")):
        return "X" if low.endswith("t") else "m"
    if low.startswith(("al-", "el-", "ul-")):
        return "C"
    return _ending(low)


def _ending(word: str) -> str:
    """The letter of an unlisted small word."""
    for ending, fewest, letter in _ENDINGS:
        if word.endswith(ending):
            return letter if len(word) >= fewest else "n"
    return "n"


class PlainWords(NamedTuple):
    """Words of a vocabulary whose letters no list changes, and the mark that each ends in.

    `at` is their place in the vocabulary, `letter` and `lower` the letters of the words as printed
    and without their capitals, `folded` the words as they are compared; `mark` is 0 for none.
    """

    at: Rows
    letter: Codes
    lower: Codes
    size: Ints
    mark: Codes
    folded: pa.StringArray


def plain_words(vocabulary: npt.NDArray[np.object_], letters: dict[str, str]) -> PlainWords:
    """The unlisted words of plain letters in a vocabulary; what `parts_of` says of them, at once.

    >>> vocabulary = np.array(["Walking,", "walked", "said"], object)
    >>> words = plain_words(vocabulary, letters_of_words(None))
    >>> words.at.tolist(), bytes(words.letter.tolist()), bytes(words.mark.tolist())
    ([0, 1], b'Ce', b',\\x00')
    """
    tokens = pa.array(vocabulary, pa.string())
    plain = pc.match_substring_regex(tokens, _PLAIN_WORD)
    words = pc.ascii_rtrim(tokens, "".join(_PLAIN_ENDS))
    folded = pc.ascii_lower(words)
    unlisted = pc.and_not(plain, pc.is_in(folded, pa.array([*letters, *_honorifics()])))
    unlisted = pc.and_not(unlisted, pc.is_in(words, pa.array([*places()])))
    at = np.flatnonzero(unlisted.to_numpy(zero_copy_only=False))
    folded = folded.filter(unlisted)
    size = pc.binary_length(folded).to_numpy()
    lower = np.full(len(at), ord("n"), np.uint16)
    for ending, fewest, mark in reversed(_ENDINGS):
        found = pc.ends_with(folded, ending).to_numpy(zero_copy_only=False)
        lower[found] = np.where(size[found] >= fewest, ord(mark), ord("n"))
    ends = np.frombuffer(tokens.buffers()[1], np.int32)[: len(tokens) + 1]
    marks = np.frombuffer(tokens.buffers()[2], np.uint8)
    first, last = (marks[column].astype(np.uint16) for column in (ends[at], ends[at + 1] - 1))
    letter = np.where(first <= ord("Z"), np.uint16(ord("C")), lower)
    return PlainWords(at, letter, lower, size, np.where(last < ord("A"), last, 0), folded)


@cache
def _honorifics() -> list[str]:
    return [word for word, (_, kind) in role_words().items() if kind == "honorific"]


def _compound(word: str) -> str:
    """The letter of a capitalised compound that is no name: Ex-Premier, Brazil-born."""
    head, _, tail = word.partition("-")
    if not head or word in places():
        return ""
    if role_of(word.lower())[1] in ("title", "office"):
        return "T"
    peoples = head in places() and tail in places()  # Mexican-American
    modifies = _MODIFIER.fullmatch(tail) or head.lower() in _PREFIXES or peoples
    return "e" if modifies else ""


def _capital(word: str, low: str, letter: str) -> str:
    """The letter of a capitalised word: closed classes keep theirs, verb forms may be verbs."""
    if letter and letter in "Sslj" and low[-1] in "sd":
        return "U"
    if not letter and role_of(low)[1] == "honorific":
        return "T"
    if letter == "T" or (letter and letter in _KEPT and not (word.isupper() and len(word) > 1)):
        return "C" if word == "May" else letter
    return "C"
