"""Text that was damaged before it came here: found and reported, never repaired in silence."""

import logging
import re
from collections.abc import Iterable
from html.entities import html5
from typing import NamedTuple

import pandas as pd
from ftfy.badness import BADNESS_RE

_TAGS = (
    "a|article|aside|b|blockquote|body|br|center|dd|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]"
    "|head|header|hr|html|i|iframe|img|li|link|meta|nav|ol|p|script|section|small|span|strong|style"
    "|sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
_HTML = re.compile(
    rf"</?(?:{_TAGS})(?:\s[^<>]{{0,300}}=[^<>]{{0,300}})?\s?/?>|<!--|&(?:#\d{{2,7}}|#x[0-9a-f]{{2,6}}|(?P<name>\w{{2,31}}));",
    re.IGNORECASE,
)
_UNUSUAL = re.compile("[^\0-\x7f‘’“”–—…]")  # mojibake has more than typographic marks
_LOST = re.compile("\ufffd+")
_NUL = re.compile("\0+")
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1b\x7f]+")
_REMEDY = {
    "html": "HTML is left in the text; save the page as .html or take the tags out",
    "mojibake": "decoded with a wrong encoding; read the original again as what it is",
    "nul": "NUL bytes, as of UTF-16 without a mark or a truncated file; save it as UTF-8",
    "control": "control characters; export the text again",
    "lost": "characters were lost (\ufffd); export the text again",
}


class Damage(NamedTuple):
    """A damaged place: its kind (html, mojibake, nul, control, lost) and span in code points."""

    kind: str
    start: int
    end: int


def find_damage(text: str) -> list[Damage]:
    """The damaged places of `text`, in order. Mojibake is what ftfy takes for it.

    >>> find_damage("CafÃ© owners met.")
    [Damage(kind='mojibake', start=2, end=5)]
    """
    marked = _HTML.finditer(text) if "<" in text or "&" in text else ()
    entities = (m for m in marked if not m["name"] or f"{m['name']};" in html5)
    found = [Damage("html", *m.span()) for m in entities]
    for kind, pattern in _possible(text).items():
        found += [Damage(kind, *m.span()) for m in pattern.finditer(text)]
    return sorted(found, key=lambda place: place.start)


def _possible(text: str) -> dict[str, re.Pattern[str]]:
    """The patterns that may find something, by what is quick to see."""
    patterns = {}
    if not text.replace("\n", " ").isprintable():
        patterns = {"nul": _NUL, "control": _CONTROL}
    if "\ufffd" in text:
        patterns["lost"] = _LOST
    if not text.isascii() and _UNUSUAL.search(text):
        patterns["mojibake"] = BADNESS_RE
    return patterns


def damage_column(texts: Iterable[str], *, names: Iterable[str]) -> pd.Series:
    """The kinds of damage in each text ("html, mojibake"), missing where there is none.

    Each kind is logged as a warning with the article, first place and what to do.
    """
    kinds = []
    for name, text in zip(names, texts, strict=True):
        first: dict[str, Damage] = {}
        for place in find_damage(text):
            first.setdefault(place.kind, place)
        for kind, place in first.items():
            shown = text[place.start : place.end][:40]
            logging.getLogger("analysis").warning(
                "%s: damaged at character %d (%r): %s", name, place.start, shown, _REMEDY[kind]
            )
        kinds.append(", ".join(first) or None)
    return pd.Series(kinds, dtype="str")
