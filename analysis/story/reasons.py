"""What a claim is, and what two of its sentences have in common, in words."""

import re

from analysis.story.pairs import ClaimSentences, Facts
from analysis.story.sentence_stems import row_stems
from analysis.story.synonyms import near_synonyms
from analysis.text.dates import meet, print_dates
from analysis.text.numbers import print_number
from analysis.text.stems import content_stem

_BACKGROUND = re.compile(
    r"\b(?:for years|for decades|over the years|years of|historical(?:ly)?|history of|has long|have"
    r" long|long been|since (?:19|20)\d\d|have been|has been|remains?|continues? to|in recent years"
    r"|in the past|depends? on|every year|a year)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’']+")
_SPEECH = re.compile(
    r"[\"“”]|\b(?:said|says|told|stated|stating|saying|according to|announced|emphasi[sz]ed|warned"
    r"|stressed|noted|called|denied|rejected|urged|asked|described|promised|accused)\b"
)


def claim_kind(facts: list[Facts], texts: list[str]) -> str:
    """What most sentences of a claim are: a statement, else background, else an event."""
    half = len(texts) / 2
    if sum(bool(_SPEECH.search(text)) for text in texts) > half:
        return "statement"
    undated = [text for text, fact in zip(texts, facts, strict=True) if not fact.dates]
    return "background" if sum(bool(_BACKGROUND.search(t)) for t in undated) >= half else "event"


def shared_facts(corpus: ClaimSentences, row: int, other: int) -> str:
    """The names, numbers, dates and words that a sentence shares with its surest partner, and its
    near-synonyms of words there."""
    stems = corpus.stems
    both = row_stems(stems.present, row) & row_stems(stems.present, other)
    names = both & row_stems(stems.named, row)
    shared = {stems.names[column] for column in both - names}
    classes = row_stems(corpus.synonyms, row) & row_stems(corpus.synonyms, other)
    near = {stem for number in classes for stem in near_synonyms()[number]} - shared
    parts = {
        "names": sorted(str(stems.names[column]) for column in names),
        **_numbers_and_dates(corpus.facts[row], corpus.facts[other]),
        "words": _words_of(corpus.text[row], shared),
        "near-synonyms": _words_of(corpus.text[row], near),
    }
    listed = {name: ", ".join(dict.fromkeys(items)) for name, items in parts.items()}
    return "; ".join(f"{name}: {items}" for name, items in listed.items() if items)


def _words_of(text: str, stems: set[str]) -> list[str]:
    """The words of a text, lower case, that have one of some stems."""
    return [word.lower() for word in _WORD.findall(text) if content_stem(word) in stems]


def _numbers_and_dates(facts: Facts, others: Facts) -> dict[str, list[str]]:
    values = {number.value for number in others.numbers if number.value > 2}
    return {
        "numbers": [print_number(n) for n in facts.numbers if n.value in values],
        "dates": [print_dates(d) for d in facts.dates if any(meet(d, e) for e in others.dates)],
    }
