"""Stems of content words, the words that name the same thing folded into one."""

import re
from functools import cache
from typing import Any

from analysis.text.folding import fold
from analysis.text.lexicons import places, rows
from analysis.text.words import function_words

HYPHEN = re.compile("[-‐‑]")
_KEPT = {"fire", "call", "move", "found", "system", "cry", "bill", "full", "serious", "show"}
_EMPTY = {"mr", "mrs", "ms", "did", "does", "said", "say", "says"}
_SPELLINGS = [
    (re.compile(pattern), fold)
    for pattern, fold in (
        (r"defence", "defense"), (r"(?<=\w\w)our(?=s?$|ed$|ing$|it)", "or"),
        (r"(?<=\w\w\w)is(?=e[ds]?$|ing$|ation)", "iz"), (r"(?<=t)re$", "er"), (r"ogramme", "ogram"),
        (r"(?<=e)ll(?=ed$|ing$)", "l"),
    )
]  # fmt: skip


@cache
def content_stem(word: str) -> str:
    """The stem that stands for a folded word, or nothing for function words and marks."""
    plain = re.sub(r"'s?$", "", fold(word))
    if plain in same_words():
        return same_words()[plain]
    if plain in _stop_words() or (len(plain) < 2 and not plain.isdigit()):
        return ""
    stem = stem_word(plain)
    return same_words().get(stem, stem)


@cache
def stem_word(word: str) -> str:
    """Porter's second stemmer on American spelling."""
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return str(_stemmer().stem(word))


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer  # here, as NLTK takes a second to import

    return EnglishStemmer()


@cache
def _stop_words() -> frozenset[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    common: frozenset[str] = ENGLISH_STOP_WORDS
    return function_words() | common - _KEPT | _EMPTY


def _countries() -> dict[str, str]:
    """The one-word names of each country to the first of them that is no abbreviation."""
    words = [(fold(name), country) for name, country in places().items() if " " not in name]
    first = {country: stem_word(word) for word, country in reversed(words) if len(word) > 2}
    return {word: first[country] for word, country in words if country in first}


@cache
def same_words() -> dict[str, str]:
    """Word and stem to the first stem of their class; a country's words are taken as printed."""
    table = _countries()
    for kind, line in rows("text/data/same_words.tsv"):
        members = line.split()
        first = stem_word(members[0])
        for word in members:
            table.setdefault(word, first)
            if kind == "reporting":
                table.setdefault(stem_word(word), first)
    return table
