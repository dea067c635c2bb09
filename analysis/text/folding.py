"""When two printed words are one: case, marks that nobody sees, and kinds of the same letter."""

import re
import unicodedata
from functools import lru_cache

_RANGES = ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2060), (0x2066, 0x2069))
# Soft hyphen, zero-width blanks and joiners, byte-order mark, marks of writing direction.
UNSEEN = "\u00ad\ufeff" + "".join(chr(c) for low, high in _RANGES for c in range(low, high + 1))
_UNSEEN = re.compile(f"[{UNSEEN}]")
_ACCENT = re.compile("[\u0300-\u036f]")
_LEVELLED = str.maketrans("’‘ʼ＇‐‑", "''''--")
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ＇]s?$", re.IGNORECASE)
# Acronyms that are spelled like a function word.
_ACRONYMS = frozenset(["us", "who", "it", "is"])


def visible(text: str) -> str:
    """`text` without the characters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def without_possessive(word: str) -> str:
    """`word` without its possessive ending.

    >>> without_possessive("Tokyo’s"), without_possessive("ministers’")
    ('Tokyo', 'ministers')
    """
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """`word` as it is counted and compared: without case, accents and marks that nobody sees.

    Typographic apostrophes, hyphens, ligatures and full-width forms are levelled. "U.S." and "US"
    are one word, and neither is the pronoun.

    >>> fold("Núñez’s"), fold("ＰＬＡ"), fold("U.S."), fold("us"), fold("of\u00adﬁce")
    ("nunez's", 'pla', 'US', 'us', 'office')
    """
    if not word.isascii():
        plain = _ACCENT.sub("", unicodedata.normalize("NFKD", word))
        word = visible(unicodedata.normalize("NFKC", plain)).translate(_LEVELLED)
    if "." in word and not word[0].isdigit():
        word = word.replace(".", "")
    lower = word.lower()
    return word if word.isupper() and lower in _ACRONYMS else lower
