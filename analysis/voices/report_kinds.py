"""Whether a statement is speech, thought, or what a text or a measurement shows."""

from collections.abc import Mapping
from functools import cache
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
    words = (cue or "").lower().split()
    frames = reporting_verbs(cues).get(words[-1], ("", "", ""))[1] if len(words) == 1 else ""
    if "e" in frames or (mention and _is_document(mention)):
        return "text"
    held = (
        len(words) == 1 and report_nouns().get(words[0], ("", ""))[0] == "thought"
    )  # his belief, but not: expressed his belief
    return "thought" if "m" in frames or rule == "attitude" or held else "speech"


def _is_document(mention: str) -> bool:
    """Whether the head of a description is a text or a measurement: a survey of voters."""
    head = mention
    for link in (" of ", " by ", " in ", " from ", " on ", " for ", ","):
        head = head.partition(link)[0]
    return head.split()[-1:] != [] and head.split()[-1].lower() in _documents()


@cache
def _documents() -> frozenset[str]:
    return frozenset(word for row in rows("voices/data/documents.tsv") for word in row[0].split())
