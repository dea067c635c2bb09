"""What no sentence, title or note may hold, whatever the corpus."""

import re

BANNED = {
    "not a number": r"\b(?:nan|NaN|NaT|None(?! of the)|inf)\b|<NA>",
    "an empty part": r"\b0 of 0\b|\(\s*\)|\[\s*\]|“\s*”|: *[.;]|, *[,.;]|\band \.|\bof the \.",
    "a wrong number": r"(?<![\d.,])1 (?:texts|sources|articles|events|sentences|statements|styles|"
    r"others|claims|words|groups|countries|copies)\b|\b1 of 1\b|\b1 [a-z]+ (?:differ|share|are)\b",
    "a doubled word": r"\b(in|of|the|a|by|at|and|between) \1\b",
    "a loose mark": r"  | [,.;:]|\.\.(?!\.)|[–—] *$",
    "minus zero": r"[−-]0\.0+\b(?!\d)",
}
SEEDS = r"China|Chinese|Japan|India|Trump|thaw|Global Times|Digest|military visit"


def faults(sentence: str) -> list[str]:
    """The banned patterns that a sentence holds, each by name."""
    found = [name for name, pattern in BANNED.items() if re.search(pattern, sentence)]
    if not re.match(r"[^a-z]", sentence):
        found.append("opens in a small letter")
    if not sentence.endswith("."):
        found.append("no full stop")
    return found
