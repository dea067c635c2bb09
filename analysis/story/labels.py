"""The words that stand for a claim or an event: the part of a sentence that others state too."""

import re
from collections import Counter
from collections.abc import Sequence
from textwrap import shorten

from analysis.story.pairs import LEANING
from analysis.text.stems import content_stem

LONGEST = 130  # characters of a label
FEWEST = 3  # content stems of a label
WHOLE = 0.1  # what a whole sentence is worth beside a part of one
LEANS = 0.3  # what an opening that leans on the sentence before costs
_WORD = re.compile(r"[^\W_][\w.’'-]*")
_BREAK = re.compile(r"[,;:—–()]\s*")
_JOINING = re.compile(r"(?:and|but|including|while|whereas|although|as)\s+")
_BULLET = re.compile(r"^[-–—•*‣▪◦·●○■□➤►✓]\s+")


def shared_label(
    texts: list[str], groups: Sequence[object], sure: Sequence[float], taken: set[str]
) -> str:
    """The part of one of `texts` that best covers what those of other `groups` state, none of
    `taken` if it can be; of two as good the `sure` one."""
    stems = [_stems(text) for text in texts]
    worth: list[tuple[bool, float, str]] = []
    for text, own, group, certain in zip(texts, stems, groups, sure, strict=True):
        others = [other for other, name in zip(stems, groups, strict=True) if name != group]
        share = Counter(stem for other in others for stem in other)
        weight = {stem: share[stem] / len(others) for stem in own if share[stem]}
        for label in label_candidates(text):
            value = _covers(label, weight) + 0.1 * float(certain)
            worth.append((label not in taken, value, label))
    return max(worth, key=lambda candidate: candidate[:2])[2]


def label_candidates(sentence: str) -> list[str]:
    """The sentence, or where it is too long the runs of its clauses that aren't.

    >>> label_candidates("- Envoys met in Brenn")
    ['Envoys met in Brenn']
    """
    text = " ".join(_BULLET.sub("", sentence).split())
    if len(text) <= LONGEST:
        return [text]
    ends = [match.end() for match in _BREAK.finditer(text)]
    borders = [0, *ends[:40], len(text)]
    runs = [
        _marked(text, low, high)
        for at, low in enumerate(borders)
        for high in borders[at + 1 :]
        if high - low <= LONGEST
    ]
    full = [run for run in runs if len(_stems(run)) >= FEWEST]
    return full or [shorten(text, LONGEST, placeholder=" …")]


def _marked(text: str, low: int, high: int) -> str:
    part = text[low:high].rstrip(" ,;:—–(")
    part = _JOINING.sub("", part, count=1) if low and _JOINING.match(part) else part
    return ("… " if low else "") + part + (" …" if high < len(text) else "")


def _covers(label: str, weight: dict[str, float]) -> float:
    """The harmonic mean of how much of a label others state and how much it has of what they do."""
    stems = _stems(label)
    shared = sum(weight.get(stem, 0.0) for stem in stems)
    total = sum(weight.values())
    f1 = 2 * shared / max(len(stems) + total, 1e-9)
    words = label.lower().split()
    leans = not LEANING.isdisjoint(words[:4])
    return f1 + WHOLE * ("…" not in label) - LEANS * leans


def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stem(word.lower()) for word in _WORD.findall(text)) - {""}
