"""Whether a statement is speech, thought, or what a text or a measurement shows."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from analysis.text.lexicons import report_nouns, reporting_verbs, rows

Report = Literal["speech", "thought", "text"]


def report_kind(
    cue: str | None, mention: str | None, rule: str, cues: Mapping[str, str] | None
) -> Report:
    """What a statement is by its cue's verb or noun, then by what its speaker is.

    >>> report_kind("said", "the minister", "before", None)
    'speech'
    >>> report_kind("hopes", "the minister", "before", None)
    'thought'
    >>> report_kind("said", "a report by the ministry", "before", None)
    'text'
    >>> report_kind("expressed hope", "the minister", "noun", None)
    'speech'
    """
    kind = _by_cue((cue or "").lower(), cues) if cues else _by_listed_cue((cue or "").lower())
    if kind == "text" or (mention and _is_document(mention)):
        return "text"
    return "thought" if rule == "attitude" else kind


def _by_cue(cue: str, cues: Mapping[str, str] | None) -> Report:
    """What a cue alone tells."""
    words = cue.split()
    if len(words) != 1:  # his belief, but not: expressed his belief
        return "speech"
    frames = reporting_verbs(cues).get(words[0], ("", "", ""))[1]
    if "e" in frames:
        return "text"
    held = report_nouns().get(words[0], ("", ""))[0] == "thought"
    return "thought" if "m" in frames or held else "speech"


@lru_cache(maxsize=10_000)
def _by_listed_cue(cue: str) -> Report:
    return _by_cue(cue, None)


@lru_cache(maxsize=100_000)
def _is_document(mention: str) -> bool:
    """Whether the head of a description is a text or a measurement: a survey of voters."""
    head = mention
    for link in (" of ", " by ", " in ", " from ", " on ", " for ", ","):
        head = head.partition(link)[0]
    words = head.split()
    return bool(words) and words[-1].lower() in _documents()


@cache
def _documents() -> frozenset[str]:
    return frozenset(word for row in rows("voices/data/documents.tsv") for word in row[0].split())
