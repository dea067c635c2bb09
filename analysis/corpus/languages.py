"""Which language an article is in, as far as its letters and small words tell."""

import re
from collections import Counter
from functools import cache

from analysis.text.lexicons import rows

SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
OTHER = re.compile("|".join(script.pattern for _, script in SCRIPTS))
LATIN = re.compile(r"[a-z\u00c0-\u024f]")
WORD = re.compile(r"[^\W\d_]+")
MARKS = "’‘“”–—…\u00a0"  # without these most English texts are plain ASCII
ONLY_LETTERS = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))
READ = 20_000  # characters
WORDS = 40  # below which small words tell nothing
SHARE = 0.15
AHEAD = 2  # times the small words of English


def language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where it has too few words to tell.

    A text is in the language of a script that more than half of its letters are of (Japanese by
    its kana); in Latin letters, in that whose small words make up most of it. Another language
    than English needs a clear lead. Cyrillic is called Russian, Devanagari Hindi, and so on: the
    code says what the text isn't rather than what it is.

    >>> language("大臣は会議で述べた。会談は大阪で行われた。")
    'ja'
    """
    sample = text[:READ]
    for mark in MARKS:
        sample = sample.replace(mark, " ")
    sample = sample.lower()
    if sample.isascii():
        return _latin(sample.translate(ONLY_LETTERS).split())
    if OTHER.search(sample):
        counts = Counter({code: len(script.findall(sample)) for code, script in SCRIPTS})
        if counts["zh"] and counts["ja"] > 0.1 * counts["zh"]:
            counts["ja"] += counts.pop("zh")
        code, most = counts.most_common(1)[0]
        if most > len(LATIN.findall(sample)):
            return code
    return _latin(WORD.findall(sample))


def is_english(code: str) -> bool:
    """Whether a language column's cell says English: "en", "en-GB", "eng", "English"."""
    return re.match(r"(?i)en(?:g|glish)?(?:$|[^a-z])", code) is not None


def _latin(words: list[str]) -> str | None:
    if len(words) < WORDS:
        return None
    known = small_words()
    counts = Counter(code for word in words if word in known for code in known[word])
    if not counts:
        return None
    code, most = max(counts.items(), key=lambda item: (item[1], item[0] == "en"))
    if code == "en" or most < SHARE * len(words) or most < AHEAD * counts["en"]:
        return "en" if counts["en"] >= SHARE * len(words) else None
    return code


@cache
def small_words() -> dict[str, list[str]]:
    """The languages in which a word is one of the most frequent small ones."""
    languages: dict[str, list[str]] = {}
    for code, listed in rows("corpus/data/small_words.tsv"):
        for word in listed.split():
            languages.setdefault(word, []).append(code)
    return languages
