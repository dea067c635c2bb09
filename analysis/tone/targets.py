"""A sentence made ready for the encoder: its target marked, the target's name masked."""

import re
from functools import lru_cache
from typing import NamedTuple

CONTEXT = 360  # characters kept on either side of a target: about seventy words
OPEN, CLOSE, NAME = "[target]", "[/target]", "[MASK]"

_WORD = re.compile(r"[^\W\d_][\w.\-]*", re.UNICODE)
# Capitals at a sentence's beginning aren't names, and a pronoun tells the model who is meant
# only within the sentence.
_NOT_NAMES = frozenset(
    "a an the i he him his she her hers it its we us our they them their you your this that "  # noqa: SIM905
    "these those who whom whose which what one some many most all both each every no any other "
    "others several two three four five six mr mrs ms".split()
)
_BRACKETS = str.maketrans("[]", "()")


def plain(text: str) -> str:
    """The text with round brackets for square ones, so that none is taken for a mark."""
    return text.translate(_BRACKETS)


class Span(NamedTuple):
    """Where a target stands: code points into its sentence, the end excluded."""

    start: int
    end: int


def name_stretch(target: str) -> Span | None:
    """From the first to the last capitalised word of a target; None where it bears no name.

    >>> name_stretch("the Trump administration")
    Span(start=4, end=9)
    >>> name_stretch("They") is None
    True
    """
    names = [word for word in _WORD.finditer(target) if _is_name(word.group())]
    return Span(names[0].start(), names[-1].end()) if names else None


def _is_name(word: str) -> bool:
    """Whether a word is capitalised and no pronoun or the like: "US" is a name, "Us" none."""
    if word.rstrip(".").lower() in _NOT_NAMES:
        return len(word) > 1 and word.isupper()
    return word[0].isupper()


@lru_cache(maxsize=4096)
def _mentions(name: str) -> re.Pattern[str]:
    """The name wherever it stands as words of its own, or the last word of it alone."""
    forms = sorted({name, name.split()[-1]}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def marked(sentence: str, span: tuple[int, int]) -> str:
    """The sentence around a target, the target between marks and its name masked everywhere.

    The model never sees whose name it is, so that its answer can't depend on it.

    >>> marked("Obama praised Xi, and Xi's envoy smiled.", (14, 16))
    "Obama praised [target] [MASK] [/target], and [MASK]'s envoy smiled."
    """
    start, end = span
    left, target, right = (
        plain(piece)
        for piece in (
            sentence[max(0, start - CONTEXT) : start],
            sentence[start:end],
            sentence[end : end + CONTEXT],
        )
    )
    if stretch := name_stretch(target):
        mentions = _mentions(target[stretch.start : stretch.end])
        left, right = (mentions.sub(NAME, piece) for piece in (left, right))
        target = target[: stretch.start] + NAME + target[stretch.end :]
    return f"{left}{OPEN} {target} {CLOSE}{right}"
