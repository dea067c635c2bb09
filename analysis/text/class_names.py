"""Names of the word classes, so that patterns over their letters can be read.

Each letter stands for a class of ``text/data/words.tsv`` or one that `text.word_classes` lists.
"""

import re

CLASSES = {
    "DETERMINER": "d", "PRONOUN": "p", "OBJECT-PRONOUN": "P", "WHO": "w", "THAT": "h", "TO": "i",
    "OF": "O", "ABOUT": "o", "AND": "&", "BUT": "V", "WHILE": "D", "BECAUSE": "b", "AS": "A",
    "WILL": "x", "IS": "B", "HAS": "H", "IT-IS": "I", "NOT": "X", "ADVERB": "r", "DAY": "y",
    "NAME": "C", "OWNER-NAME": "K", "NAME-LINK": "u", "TITLE": "T", "NUMBER": "#",
    "NOUN": "n", "OWNER": "m", "SAYING-NOUN": "N", "WISH-NOUN": "W", "VERB-OR-NOUN": "j",
    "SAY": "S", "THINK": "s", "DENY": "v", "ASK": "q", "TELL": "l", "SAYING": "z", "TELLING": "Z",
    "ACCORDING": "a", "EXPRESS": "f", "SURE": "M", "URGING": "c", "URGED": "E", "URGES": "G",
    "DONE": "e", "DOING": "g", "QUOTATION": "Q", "TERM": "k",
    "SENTENCE": "|", "LINE": "¶", "HEADING": "§",
}  # fmt: skip
_NAME = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)*")


def matcher(pattern: str) -> re.Pattern[str]:
    """A pattern over class names, compiled to one over their letters.

    Blanks and lines only set parts apart, and # begins a remark. Raises ValueError on a name that
    is no class.

    >>> matcher("DETERMINER? NOUN* [SAYING-NOUN TITLE] :  # Report:").pattern
    'd?n*[NT]:'
    """
    bare = re.sub(r"#.*", "", pattern)
    return re.compile("".join(_NAME.sub(_letter, bare).split()))


def _letter(name: re.Match[str]) -> str:
    if name.group() not in CLASSES:
        raise ValueError(f"no word class {name.group()!r}; the classes are {', '.join(CLASSES)}")
    return CLASSES[name.group()]
